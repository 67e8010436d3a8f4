"""One item of a visit, checked against its own version of the catalogue.

A demand in the resident's own words is a line like any other, with one of the items of
``domain.case.ownwords``; it alone may be taken down of somebody who is not registered.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from station_desktop.domain.case import handling, numbers, ownwords, requirements
from station_desktop.domain.case.cases import Deadline
from station_desktop.domain.case.requirements import Assessment, Requirement
from station_desktop.domain.case.visitdraft import LineDraft
from station_desktop.domain.catalogue import Item, Pack
from station_desktop.domain.form import forms
from station_desktop.domain.person.documents import serves_until
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Problem
from station_desktop.domain.text import statements
from station_desktop.domain.time import workdays
from station_desktop.storage.reads import reads
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
        self._serial = max(work.store.passed_over(), numbers.serial_of(last) if last else 0)

    def next(self) -> str:
        self._serial += 1
        return numbers.number(self._prefix, self._serial)


def check(work: Work, line: LineDraft, resident: Resident | None, *, by_agent: bool) -> CheckedLine:
    """Judge one item of the visit. Problems carry ``line/<id>/…``."""
    pack_hash = line.pack or work.store.current_pack_hash()
    pack = work.store.pack(pack_hash)
    today = work.store.today()
    item = pack.item(line.item, today) or pack.item(line.item)
    where = f"line/{line.id}"
    if line.item == ownwords.UNDECIDED:
        return CheckedLine(line, (Problem("intake.category", f"{where}/category"),))
    if item is None:
        problem = Problem("item.unknown", f"{where}/item", {"item": line.item})
        return CheckedLine(line, (problem,))
    raw = (prefilled(item, resident) if resident else {}) | line.answers
    answers, found = forms.check_answers(item.fields, raw, today)
    if ownwords.is_own(item.code):
        answers, found = _in_own_words(answers, raw, found)
    problems = [
        msgspec.structs.replace(problem, field=f"{where}/answers/{problem.field}")
        for problem in found
    ]
    needed = requirements.of(item, pack, by_agent=by_agent)
    assessment = requirements.assess(
        needed,
        line.materials,
        on_file(work, resident, needed, pack, today) if resident else {},
        today,
        f"{where}/materials",
    )
    problems.extend(assessment.problems)
    problems.extend(_appointment_problems(item, line, where))
    problems.extend(_word_problems(line, where))
    if line.lane and line.lane not in handling.lanes_of(item.mode):
        problems.append(Problem("intake.lane_hall", f"{where}/lane"))
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


def _in_own_words(
    answers: dict[str, Any], raw: dict[str, Any], found: tuple[Problem, ...]
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The words as one paragraph of readable text, as a paper has room for them."""
    said = raw.get("what")
    words = statements.tidy(said) if isinstance(said, str) else ""
    problem = statements.fault(words, "what")
    if problem is not None:
        return answers, (problem, *(other for other in found if other.field != "what"))
    if "what" in answers:
        answers = answers | {"what": words}
    return answers, found


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
    if at and moment(at) is None:
        return [Problem("appointment.time", f"{where}/appointment/at")]
    return []


def _word_problems(line: LineDraft, where: str) -> list[Problem]:
    """Free words of the line that no paper could show."""
    agreed = {f"appointment/{key}": text for key, text in line.appointment.items()}
    words = agreed | {"result": line.result, "delivery": line.delivery}
    found = (statements.fault(statements.tidy(t), f"{where}/{key}") for key, t in words.items())
    return [problem for problem in found if problem is not None]


def moment(text: str) -> datetime | None:
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
        warn=found.warn.isoformat() if found.warn else "",
        uncertain=found.caution is not None,
        steps=tuple(msgspec.to_builtins(step) for step in found.steps),
    )


def promise_day(work: Work) -> date:
    """The day proposed for documents to follow."""
    days: int = work.store.settings().later_days
    return work.store.today() + timedelta(days=days)
