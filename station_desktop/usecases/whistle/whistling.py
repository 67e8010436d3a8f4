"""Whistles (街乡吹哨、部门报到) at the station: blown, departments called, there, reporting, rated.

Everything can be written down afterwards, with the moment at which it happened, so that nothing
waits for the hall; what may not be written down is said in ``domain.whistle.whistleclock``. A
department that comes uncalled, as far as is known here (the hall may have called it while the line
was down), is called with its sign-in: its clock runs from the whistle, until a call in words is
known."""

from __future__ import annotations

from collections.abc import Iterable

from station_desktop import shipped
from station_desktop.domain.case import numbers
from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Words
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.text import statements
from station_desktop.domain.time import clock
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import Called, Department, Kind, Side, Whistle
from station_desktop.storage.reads import reads_whistles
from station_desktop.storage.reads.reads_whistles import Place
from station_desktop.usecases.casework import cases
from station_desktop.usecases.work import Work

BEFORE_CASE_MS = 7 * 86_400_000
"""A whistle may have been blown before its case was typed in, but not longer than this."""
LONGEST_NAME, LONGEST_PLACE = 60, 120


def get(work: Work, number_or_id: str) -> Whistle:
    """The whistle with this id or number; refuses ``whistle.unknown``, and ``whistle.twice``
    where a restored PC gave a number again."""
    work.require("case.read")
    text = number_or_id.strip()
    record = work.store.ledger.record("whistle", text)
    if isinstance(record, Whistle):
        return record
    found = reads_whistles.by_number(work.store.connection, text.upper())
    if not found:
        raise refuse("whistle.unknown", "whistle", number=text[:60])
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise refuse("whistle.twice", "whistle", number=text, ids=ids)
    return found[0]


def listed(
    work: Work, state: str = "", *, kind: str = "", after: Place | None = None, limit: int = 50
) -> tuple[Whistle, ...]:
    """One page of all whistles, the latest first."""
    work.require("case.read")
    return reads_whistles.listed(work.store.connection, state, kind=kind, after=after, limit=limit)


def of_case(work: Work, case_id: str) -> tuple[Whistle, ...]:
    """The whistles blown for this case, the oldest first."""
    work.require("case.read")
    return reads_whistles.of_case(work.store.connection, case_id)


def history(work: Work, id: str) -> tuple[Entry, ...]:
    """Everything that happened to the whistle, oldest first."""
    return work.store.ledger.history(f"whistle:{get(work, id).id}")


def departments(work: Work) -> tuple[Department, ...]:
    """Who may be called, as proposals: those called here before, the usual ones of a subdistrict,
    and the units under the jurisdiction out of the partner directory."""
    work.require("case.read")
    connection = work.store.connection
    usual = {one.name.zh: one for one in shipped.departments()}
    named = (
        *reads_whistles.departments_used(connection),
        *usual,
        *reads_whistles.unit_names(connection),
    )
    return tuple(usual.get(name) or Department(Words(name, name)) for name in dict.fromkeys(named))


def blow(
    work: Work,
    case_number: str,
    kind: Kind,
    what: str,
    place: str,
    departments: Iterable[str] = (),
    at: int = 0,
) -> Whistle:
    """Raise what the station has no power over, for a running case. Departments named here are
    called with it; without any the subdistrict sees whom to call. ``at`` is when (0 for now)."""
    work.require("whistle.blow")
    if kind not in whistles.KINDS:
        raise refuse("whistle.kind", "kind")
    words = _words(what=what, place=place)
    names = tuple(dict.fromkeys(_name(name) for name in departments if name.strip()))
    ledger = work.store.ledger
    with ledger.transaction():
        case = _running(work, case_number)
        since = case.received_at - BEFORE_CASE_MS
        moment = whistles.moment(at, _now(work), since)
        blown = whistles.Blown(_number(work), kind, case.id, words["what"], words["place"], moment)
        id = ledger.new_id()
        limit = work.store.settings().whistle_minutes
        calls = [whistles.DepartmentCalled(name, moment, limit) for name in names]
        ledger.append(work.author, [(f"whistle:{id}", fact) for fact in (blown, *calls)])
        return get(work, id)


def call(work: Work, id: str, department: str, contact: str = "", at: int = 0) -> Whistle:
    """Call one more department, whose own clock starts with the call."""
    work.require("whistle.blow")
    name, person = _name(department), _short(contact, "contact")
    with work.store.ledger.transaction():
        found = _open(work, id)
        known = found.called(name)
        if known is not None and not known.implied:
            raise refuse("whistle.called_already", "department", department=name)
        moment = whistles.moment(at, _now(work), found.blown_at)
        if known is not None and known.checked_in_at and moment > known.checked_in_at:
            raise refuse("whistle.there_already", "department", department=name)
        limit = work.store.settings().whistle_minutes
        return _append(work, found, whistles.DepartmentCalled(name, moment, limit, person))


def check_in(
    work: Work, id: str, department: str, place: str, who: str = "", at: int = 0
) -> Whistle:
    """The department is on the scene. An empty ``place`` is the whistle's own. A second sign-in
    changes nothing unless its moment is earlier; an uncalled department is called with it."""
    work.require("whistle.act")
    name, person = _name(department), _short(who, "who")
    with work.store.ledger.transaction():
        found = _open(work, id)
        known = found.called(name)
        since = known.called_at if known is not None else found.blown_at
        moment = whistles.moment(at, _now(work), since)
        if known is not None and known.checked_in_at and known.checked_in_at <= moment:
            return found
        where = _short(place, "place") or found.place
        facts: list[Fact] = [whistles.CheckedIn(name, moment, where, person)]
        if known is None:
            limit = work.store.settings().whistle_minutes
            facts.insert(0, whistles.DepartmentCalled(name, since, limit, implied=True))
        return _append(work, found, *facts)


def act(work: Work, id: str, department: str, text: str, at: int = 0) -> Whistle:
    """What the department did."""
    work.require("whistle.act")
    words = _words(text=text)["text"]
    with work.store.ledger.transaction():
        found = _open(work, id)
        known = _called(found, department)
        moment = whistles.moment(at, _now(work), known.called_at)
        return _append(work, found, whistles.Acted(known.department, moment, words))


def report(work: Work, id: str, department: str, report: str, at: int = 0) -> Whistle:
    """The department says that its part is done. It may say so without having been on the scene;
    that it never came stays to be seen."""
    work.require("whistle.act")
    words = _words(report=report)["report"]
    with work.store.ledger.transaction():
        found = _open(work, id)
        known = _called(found, department)
        if known.reported_at:
            raise refuse("whistle.reported", "department", department=known.department)
        moment = whistles.moment(at, _now(work), known.checked_in_at or known.called_at)
        return _append(work, found, whistles.Reported(known.department, moment, words))


def appraise(work: Work, id: str, department: str, by: Side, grade: int, note: str = "") -> Whistle:
    """The station rates the department, or the department the whistle (as it told the station),
    from 1 to 5; said again, the later word counts. Not while the department may still come in
    time."""
    work.require("whistle.act")
    if by not in whistles.SIDES:
        raise refuse("whistle.side", "by")
    if grade not in whistles.GRADES:
        raise refuse("whistle.grade", "grade")
    words = statements.stated(note, "note")
    with work.store.ledger.transaction():
        found = get(work, id)
        known = _called(found, department)
        standing = next(
            one
            for one in whistles.standing(found, _now(work))
            if one.department == known.department
        )
        if standing.how == "waiting":
            raise refuse("whistle.awaited", "department", department=known.department)
        return _append(work, found, whistles.Appraised(known.department, by, grade, words))


def close(work: Work, id: str, result: str, *, override: str = "") -> Whistle:
    """It is done: departments stay until it is, so everyone called must have been on the scene and
    have reported, unless somebody entitled passes over that with a reason (``override``)."""
    work.require("whistle.act")
    words = _words(result=result)["result"]
    reason = statements.stated(override, "override")
    with work.store.ledger.transaction():
        found = _open(work, id)
        missing = found.unfinished
        if missing and not reason:
            names = "、".join(missing)
            raise refuse("whistle.unfinished", "override", names=names, count=len(missing))
        if missing:
            work.require("case.override")
        at = max(_now(work), found.last_at)
        closed = whistles.Closed(words, at, missing, reason if missing else "")
        return _append(work, found, closed)


def settle(work: Work, id: str, entry: str, note: str) -> Whistle:
    """Say what became of something that was recorded when the whistle was already over."""
    work.require("whistle.act")
    words = _words(note=note)["note"]
    with work.store.ledger.transaction():
        found = get(work, id)
        if all(unfit.entry != entry for unfit in found.unfit):
            return found
        return _append(work, found, whistles.Settled(entry, words))


def _running(work: Work, case_number: str) -> Case:
    case = cases.named(work, case_number)
    if not case.open:
        raise refuse("whistle.case_over", "case", number=case.number, state=case.state)
    return case


def _open(work: Work, id: str) -> Whistle:
    found = get(work, id)
    if not found.open:
        raise refuse("whistle.over", "whistle", number=found.number, state=found.state)
    return found


def _called(whistle: Whistle, department: str) -> Called:
    name = _name(department)
    known = whistle.called(name)
    if known is None:
        raise refuse("whistle.not_called", "department", department=name)
    return known


def _name(department: str) -> str:
    name = statements.tidy(department)
    if not name:
        raise refuse("whistle.department_missing", "department")
    raise_if_any(filter(None, [statements.fault(name, "department", LONGEST_NAME)]))
    return name


def _short(text: str, field: str) -> str:
    words = statements.tidy(text)
    raise_if_any(filter(None, [statements.fault(words, field, LONGEST_PLACE)]))
    return words


def _words(**given: str) -> dict[str, str]:
    """The tidied texts; all that are missing or unreadable are told at once."""
    tidied = {field: statements.tidy(text) for field, text in given.items()}
    problems: list[Problem] = []
    for field, text in tidied.items():
        limit = LONGEST_PLACE if field == "place" else statements.LONGEST
        found = statements.fault(text, field, limit)
        if not text:
            problems.append(Problem(f"whistle.{field}_missing", field))
        elif found is not None:
            problems.append(found)
    raise_if_any(problems)
    return tidied


def _number(work: Work) -> str:
    store = work.store
    code = store.settings().station_code
    prefix = numbers.whistle_prefix(code, store.today(), store.desk())
    last = reads_whistles.last_number(store.connection, prefix)
    given = max(store.passed_over(), numbers.serial_of(last) if last else 0)
    return numbers.number(prefix, given + 1)


def _now(work: Work) -> int:
    return clock.milliseconds(work.store.time.now())


def _append(work: Work, whistle: Whistle, *facts: Fact) -> Whistle:
    subject = f"whistle:{whistle.id}"
    work.store.ledger.append(work.author, [(subject, fact) for fact in facts])
    return get(work, whistle.id)
