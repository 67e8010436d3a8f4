"""Documents newly shown at the desk go on file."""

from __future__ import annotations

import msgspec

from station_desktop.domain.case.cases import PRESENT, CaseMaterial
from station_desktop.domain.case.requirements import Assessment, Requirement
from station_desktop.domain.case.visitdraft import LineDraft, MaterialDraft
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.person.documents import Filed
from station_desktop.usecases.work import Work


def filed(
    work: Work,
    line: LineDraft,
    needed: tuple[Requirement, ...],
    assessment: Assessment,
    case: str,
    holder: str,
) -> tuple[list[tuple[str, Fact]], tuple[CaseMaterial, ...]]:
    """What goes on file of a line's documents, and how each stands in the case: those that may
    serve again, and all that were scanned. ``holder`` is the resident's id."""
    acts: list[tuple[str, Fact]] = []
    materials: list[CaseMaterial] = []
    for requirement, material in zip(needed, assessment.materials, strict=True):
        draft = line.materials.get(material.key) or MaterialDraft()
        if not _worth_filing(requirement, material, draft):
            materials.append(material)
            continue
        document = work.store.ledger.new_id()
        fact = Filed(
            material=material.key,
            holder="" if requirement.use.holder.zh else holder,
            seen="copy" if material.standing == "copy" else "original",
            seen_on=work.store.today().isoformat(),
            case=case,
            valid_until=draft.valid_until,
            scans=draft.scans,
        )
        acts.append((f"document:{document}", fact))
        materials.append(msgspec.structs.replace(material, documents=(document,)))
    return acts, tuple(materials)


def _worth_filing(requirement: Requirement, material: CaseMaterial, draft: MaterialDraft) -> bool:
    if material.standing == "reused" or material.standing not in PRESENT:
        return bool(draft.scans)
    lasting = requirement.reusable and requirement.material.reusable_days is not None
    return lasting or bool(draft.scans)
