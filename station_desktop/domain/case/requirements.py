"""Which documents one item needs here and now, how each stands, and what is still lacking.

Documents of grade D that the station itself prints (application forms, pledges) are there once the
form is filled; a document on file from before serves while valid; the person's identity document is
looked at on every visit. 容缺受理: only a non-key document may follow, by a promised date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from station_desktop.domain.case.cases import LACKING, PRESENT, CaseMaterial, Standing
from station_desktop.domain.case.visitdraft import MaterialDraft
from station_desktop.domain.catalogue import Item, ItemMaterial, Material, Pack, Words
from station_desktop.domain.problem import Problem

IDENTITY = frozenset({"id_card", "agent_id_card"})
"""Looked at on every visit, whatever is on file."""


class Requirement(msgspec.Struct, frozen=True):
    """One document of the item as it applies to this visit.

    ``needed`` is ``always``, ``judged`` (the clerk reads the condition and decides) or ``agent``;
    ``group`` names a set of which any one is enough; ``may_follow`` says whether 容缺 is allowed.
    """

    use: ItemMaterial
    material: Material
    needed: Literal["always", "judged", "agent"]
    may_follow: bool

    @property
    def key(self) -> str:
        return self.use.key

    @property
    def group(self) -> Words:
        return self.use.any_of

    @property
    def reusable(self) -> bool:
        """Whether a document on file may serve: the applicant's own, and not the identity."""
        return self.key not in IDENTITY and not self.use.holder.zh and not self.material.is_form


def of(item: Item, pack: Pack, *, by_agent: bool) -> tuple[Requirement, ...]:
    """The item's documents in catalogue order, leaving out the agent's when nobody acts."""
    found = []
    for use in item.materials:
        if use.when == "agent" and not by_agent:
            continue
        material = pack.material_by_key[use.key]
        needed: Literal["always", "judged", "agent"] = (
            "judged" if use.when == "judged" else "agent" if use.when == "agent" else "always"
        )
        may_follow = not (use.never_later or material.never_later)
        found.append(Requirement(use, material, needed, may_follow))
    return tuple(found)


def stand(requirement: Requirement, draft: MaterialDraft | None, on_file: str = "") -> CaseMaterial:
    """How one document stands: what the clerk ticked, else what can be known without asking."""
    draft = draft or MaterialDraft()
    return CaseMaterial(
        key=requirement.key,
        standing=draft.standing or _unasked(requirement, on_file),
        copies=draft.copies or requirement.use.copies,
        promised=draft.promised,
        note=draft.note,
        documents=tuple(id for id in (draft.document or on_file,) if id),
    )


def _unasked(requirement: Requirement, on_file: str) -> Standing:
    if requirement.needed == "judged":
        return "not_needed"
    if on_file and requirement.reusable:
        return "reused"
    if requirement.material.is_form:
        return "original"
    return "missing"


class Assessment(msgspec.Struct, frozen=True):
    """The documents as they stand. ``lacking`` are the keys to name in the one-time notice (for a
    group nobody answered, all its members); ``problems`` stop acceptance altogether."""

    materials: tuple[CaseMaterial, ...]
    lacking: tuple[str, ...]
    to_follow: tuple[str, ...]
    problems: tuple[Problem, ...]


def assess(
    requirements: tuple[Requirement, ...],
    drafts: Mapping[str, MaterialDraft],
    on_file: Mapping[str, str],
    today: date,
    field: str = "materials",
) -> Assessment:
    """Judge all documents of one item. ``on_file`` maps material key to a document's id;
    problems carry ``<field>/<key>``."""
    stands = tuple(stand(r, drafts.get(r.key), on_file.get(r.key, "")) for r in requirements)
    standing = {material.key: material.standing for material in stands}
    answered = {
        r.group.zh for r in requirements if r.group.zh and standing[r.key] in PRESENT | {"later"}
    }
    settled = tuple(
        msgspec.structs.replace(m, standing="not_needed")
        if r.group.zh in answered and m.standing == "missing"
        else m
        for r, m in zip(requirements, stands, strict=True)
    )
    return Assessment(
        materials=settled,
        lacking=tuple(m.key for m in settled if m.standing in LACKING),
        to_follow=tuple(m.key for m in settled if m.standing == "later"),
        problems=tuple(_wrong_promises(requirements, settled, today, field)),
    )


def _wrong_promises(
    requirements: tuple[Requirement, ...],
    materials: tuple[CaseMaterial, ...],
    today: date,
    field: str,
) -> list[Problem]:
    problems = []
    for requirement, material in zip(requirements, materials, strict=True):
        if material.standing != "later":
            continue
        where, name = f"{field}/{material.key}", requirement.material.name
        named = {"name_zh": name.zh, "name_en": name.en}
        if not requirement.may_follow:
            problems.append(Problem("material.never_later", where, named))
        elif not _is_day_after(material.promised, today):
            problems.append(Problem("material.promise_date", where, named))
    return problems


def _is_day_after(text: str, today: date) -> bool:
    try:
        return date.fromisoformat(text) > today
    except ValueError:
        return False
