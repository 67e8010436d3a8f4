"""One item of a visit: checked against its own version of the catalogue, and made into facts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Literal

import msgspec

from station_desktop.domain import forms, numbers, requirements, statements, workdays
from station_desktop.domain.cases import (
    PRESENT,
    Agent,
    Appointment,
    CaseMaterial,
    Completed,
    Deadline,
    Noticed,
    Opened,
)
from station_desktop.domain.catalogue import Item, Pack
from station_desktop.domain.documents import Filed, serves_until
from station_desktop.domain.journal import Fact
from station_desktop.domain.problem import Problem
from station_desktop.domain.requirements import Assessment, Requirement
from station_desktop.domain.residents import Resident
from station_desktop.domain.visitdraft import LineDraft, MaterialDraft, VisitDraft
from station_desktop.storage import reads
from station_desktop.usecases.work import Work


class CheckedLine(msgspec.Struct, frozen=True):
    """One item with its answers and documents judged. ``learned`` is what the resident's record
    did not know yet (attribute -> value)."""

    draft: LineDraft
    problems: tuple[Problem, ...]
    item: Item | None = None
    pack_hash: str = ""
    answers: dict[str, Any] = {}
    needed: tuple[Requirement, ...] = ()
    assessment: Assessment | None = None
    learned: dict[str, str] = {}


class Numbers:
    """Case numbers in a row, for one transaction."""

    def __init__(self, work: Work) -> None:
        code = work.store.settings().station_code
        self._prefix = numbers.prefix(code, work.store.today(), work.store.desk())
        last = reads.last_serial(work.store.connection, self._prefix)
        self._serial = numbers.serial_of(last) if last else 0

    def next(self) -> str:
        self._serial += 1
        return numbers.number(self._prefix, self._serial)


def check(work: Work, line: LineDraft, resident: Resident, *, by_agent: bool) -> CheckedLine:
    """Judge one item of the visit. Problems carry ``line/<id>/…``."""
    pack_hash = line.pack or work.store.current_pack_hash()
    pack = work.store.pack(pack_hash)
    today = work.store.today()
    item = pack.item(line.item, today) or pack.item(line.item)
    where = f"line/{line.id}"
    if item is None:
        problem = Problem("item.unknown", f"{where}/item", {"item": line.item})
        return CheckedLine(line, (problem,))
    raw = prefilled(item, resident) | line.answers
    answers, found = forms.check_answers(item.fields, raw, today)
    problems = [
        msgspec.structs.replace(problem, field=f"{where}/answers/{problem.field}")
        for problem in found
    ]
    needed = requirements.of(item, pack, by_agent=by_agent)
    assessment = requirements.assess(
        needed,
        line.materials,
        on_file(work, resident, needed, pack, today),
        today,
        f"{where}/materials",
    )
    problems.extend(assessment.problems)
    problems.extend(_appointment_problems(item, line, where))
    problems.extend(_word_problems(line, where))
    return CheckedLine(
        draft=line,
        problems=tuple(problems),
        item=item,
        pack_hash=pack_hash,
        answers=answers,
        needed=needed,
        assessment=assessment,
        learned=_learned(item, answers),
    )


def prefilled(item: Item, resident: Resident) -> dict[str, Any]:
    """What the resident's record already answers of the item's form."""
    return {
        field.key: value
        for field in item.fields
        if field.prefill and (value := resident.attribute(field.prefill.removeprefix("resident.")))
    }


def on_file(
    work: Work,
    resident: Resident,
    needed: tuple[Requirement, ...],
    pack: Pack,
    today: date,
) -> dict[str, str]:
    """Documents the resident showed before that still serve: material key -> document id."""
    wanted = {requirement.key: requirement for requirement in needed if requirement.reusable}
    found: dict[str, str] = {}
    for document in reads.documents_of(work.store.connection, resident.id):
        material = pack.material_by_key.get(document.material)
        requirement = wanted.get(document.material)
        if material is None or requirement is None or document.material in found:
            continue
        if requirement.use.original == "keep" and not document.scans:
            continue  # it was handed in and is with the last case: only a scan can serve again
        until = serves_until(document, material)
        if until is not None and until >= today:
            found[document.material] = document.id
    return found


def _learned(item: Item, answers: dict[str, Any]) -> dict[str, str]:
    return {
        field.prefill.removeprefix("resident."): str(answers[field.key])
        for field in item.fields
        if field.prefill.startswith("resident.") and field.key in answers
    }


def _appointment_problems(item: Item, line: LineDraft, where: str) -> list[Problem]:
    at = line.appointment.get("at", "").strip()
    if at and _moment(at) is None:
        return [Problem("appointment.time", f"{where}/appointment/at")]
    return []


def _word_problems(line: LineDraft, where: str) -> list[Problem]:
    """Free words of the line that no paper could show."""
    agreed = {f"appointment/{key}": text for key, text in line.appointment.items()}
    words = agreed | {"result": line.result, "delivery": line.delivery}
    found = (statements.fault(statements.tidy(t), f"{where}/{key}") for key, t in words.items())
    return [problem for problem in found if problem is not None]


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("/", "-").strip())
    except ValueError:
        return None


def deadline(work: Work, item: Item, accepted_at: datetime) -> Deadline:
    """The promise for ``item`` accepted at ``accepted_at``, with the legal limit's own day."""
    settings, calendar = work.store.settings(), work.store.calendar()
    hours = workdays.DeskHours(time.fromisoformat(settings.closing_time))
    found = workdays.due(accepted_at, item.promised, calendar, hours)
    legal = workdays.due(accepted_at, item.legal, calendar, hours) if item.legal else None
    return Deadline(
        counted_from=found.effective.isoformat(),
        due=found.due.isoformat(),
        days=item.promised.days,
        unit=item.promised.unit,
        legal_due=legal.due.isoformat() if legal else "",
        uncertain=found.caution is not None,
        steps=tuple(msgspec.to_builtins(step) for step in found.steps),
    )


def facts(
    work: Work,
    line: CheckedLine,
    case: str,
    number: str,
    visit: VisitDraft,
    resident: Resident,
    agent: Agent | None,
) -> list[tuple[str, Fact]]:
    """Everything to record for one checked item."""
    item, assessment = line.item, line.assessment
    if item is None or assessment is None:
        raise ValueError("a line with problems cannot be recorded")
    filed, materials = _filed(work, line, case, resident)
    state = _state(item, assessment)
    opened = Opened(
        number=number,
        item=item.code,
        pack=line.pack_hash,
        visit=visit.id,
        resident=resident.id,
        state=state,
        category=item.category,
        mode=item.mode,
        channel=visit.channel,
        agent=agent,
        answers=line.answers,
        materials=materials,
        appointment=_appointment(item, line.draft) if state == "arranged" else None,
        deadline=None if state == "incomplete" else deadline(work, item, work.store.time.now()),
        urgent=any(line.answers.get(f.key) is True for f in item.fields if f.urgent),
    )
    subject = f"case:{case}"
    acts: list[tuple[str, Fact]] = [*filed, (subject, opened)]
    named = assessment.lacking + assessment.to_follow
    if named:
        acts.append((subject, Noticed(named)))
    if item.mode == "direct" and state == "accepted" and not assessment.to_follow:
        result = statements.tidy(line.draft.result) or item.result.text.zh
        acts.append((subject, Completed(result, statements.tidy(line.draft.delivery))))
    return acts


def _state(item: Item, assessment: Assessment) -> Literal["incomplete", "accepted", "arranged"]:
    if assessment.lacking:
        return "incomplete"
    return "arranged" if item.mode in ("dispatch", "booking") else "accepted"


def _appointment(item: Item, line: LineDraft) -> Appointment:
    """Who comes and when; the item's own department where nobody else was named."""
    typed = {key: statements.tidy(value) for key, value in line.appointment.items()}
    at = _moment(typed.get("at", ""))
    return Appointment(
        organisation=typed.get("organisation") or item.department.zh,
        place=typed.get("place", ""),
        at=at.isoformat(timespec="minutes") if at else "",
        contact=typed.get("contact", ""),
        note=typed.get("note", ""),
    )


def _filed(
    work: Work, line: CheckedLine, case: str, resident: Resident
) -> tuple[list[tuple[str, Fact]], tuple[CaseMaterial, ...]]:
    """Documents newly shown go on file: those that may serve again, and all that were scanned."""
    assert line.assessment is not None
    acts: list[tuple[str, Fact]] = []
    materials: list[CaseMaterial] = []
    for requirement, material in zip(line.needed, line.assessment.materials, strict=True):
        draft = line.draft.materials.get(material.key) or MaterialDraft()
        if not _worth_filing(requirement, material, draft):
            materials.append(material)
            continue
        document = work.store.ledger.new_id()
        fact = Filed(
            material=material.key,
            holder="" if requirement.use.holder.zh else resident.id,
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


def promise_day(work: Work) -> date:
    """The day proposed for documents to follow."""
    days: int = work.store.settings().later_days
    return work.store.today() + timedelta(days=days)
