"""The room's own questions to the store: pages by key, however many years of entries there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from station_desktop.domain import fold
from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Words
from station_desktop.domain.journal.journal import of_hall
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.rooms.sync.room import DayRow, MadeRow, Segment, Stood
from station_desktop.storage import projection
from station_desktop.storage.exchange import outbox, outbox_days
from station_desktop.storage.exchange.outbox import Act, CaseAt, Reach
from station_desktop.storage.reads import matters, reads
from station_desktop.usecases.casework import cases as case_acts
from station_desktop.usecases.exchange import exchanging
from station_desktop.usecases.work import Work

DAYS = 31


def page(
    work: Work, segment: Segment, after: Any = None, skip: int = 0, limit: int = 100
) -> tuple[MadeRow, ...]:
    """``limit`` rows, newest first, ``skip`` beyond the place ``after``; needs ``sync.read``."""
    work.require("sync.read")
    connection, reach = work.store.connection, _reach(work)
    match segment:
        case "cases":
            taken = outbox.cases(connection, after, skip, limit)
            return _cases(work, reach, [_opened(at) for at in taken])
        case "decided":
            words = outbox.decided(connection, after, skip, limit)
            return _cases(work, reach, [_Line(w.case, w.stamp, w.at, w.kind) for w in words])
        case "waiting":
            unsent = outbox.unsent(connection, reach, after, skip, limit)
            return _acts(work, reach, unsent, by_number=True)
        case "acts":
            return _acts(work, reach, outbox.acts(connection, after, skip, limit))
        case "aside":
            return _aside(work, reach)[skip : skip + limit] if after is None else ()


def _reach(work: Work) -> Reach:
    me = exchanging.me(work.store)
    return outbox.reach(work.store.connection, me.hall.id if me else "")


# cases


class _Line(NamedTuple):
    """What a case is listed for."""

    case: Case
    place: Any
    at: int
    act: str


def _opened(at: CaseAt) -> _Line:
    return _Line(at.case, (at.case.received_at, at.row), at.case.received_at, "case.opened")


def _cases(work: Work, reach: Reach, found: Sequence[_Line]) -> tuple[MadeRow, ...]:
    shown = _Shown(work, {line.case.id: line.case for line in found})
    subjects = [f"case:{line.case.id}" for line in found]
    acts = outbox.of_subjects(work.store.connection, subjects)
    firsts = [(own[0].device, own[0].number) for own in acts.values()]
    places = outbox.places(work.store.connection, reach.hall, firsts)
    aside = _reasons(work, subjects)
    rows = []
    for case, place, at, act in found:
        own = acts.get(f"case:{case.id}", [])
        stood, reason = _stood_case(case, own, reach, aside)
        rows.append(
            MadeRow(
                key=case.id,
                place=place,
                at=at,
                act=act,
                item=shown.item(case),
                case=case.number,
                about=shown.person(case.resident),
                by=shown.name(case.received_by),
                stood=stood,
                number=places.get((own[0].device, own[0].number), 0) if own else 0,
                reason=reason,
            )
        )
    return tuple(rows)


def _stood_case(
    case: Case, own: list[Act], reach: Reach, aside: dict[str, str]
) -> tuple[Stood, str]:
    """The gravest first; a decision is only the last word while nothing new is on its way."""
    reason = next((aside[act.id] for act in own if act.id in aside), "")
    if reason:
        return "aside", reason
    if case.unfit:
        return "settle", "matter.unfit"
    way = _way([act for act in own if not of_hall(act.device)], reach)
    if way != "received" or case.hall is None:
        return way, ""
    return case.hall.kind, case.hall.reason or case.hall.result


def _way(own: Iterable[Act], reach: Reach) -> Stood:
    """How far the least advanced of these has come."""
    behind = [act for act in own if not reach.at_hall(act.device, act.number)]
    if not reach.hall:
        return "here"
    if not behind:
        return "received"
    if all(reach.at_relay(act.device, act.number) for act in behind):
        return "relay"
    return "waiting"


# acts


def _acts(
    work: Work, reach: Reach, found: tuple[Act, ...], *, by_number: bool = False
) -> tuple[MadeRow, ...]:
    connection = work.store.connection
    ids = [act.subject_id for act in found if act.noun == "case"]
    cases = {
        id: record
        for id, record in projection.load_many(connection, "case", ids).items()
        if isinstance(record, Case)
    }
    shown = _Shown(work, cases, [act.subject_id for act in found if act.noun == "resident"])
    places = outbox.places(connection, reach.hall, [(act.device, act.number) for act in found])
    aside = _reasons(work, [act.subject for act in found])
    rows = []
    for act in found:
        case = cases.get(act.subject_id)
        stood, reason = _stood_act(act, case, reach, aside)
        rows.append(
            MadeRow(
                key=f"{act.device}:{act.number}",
                place=act.number if by_number else act.stamp,
                at=act.at,
                act=act.kind,
                item=shown.item(case) if case is not None else None,
                case=case.number if case is not None else "",
                about=shown.about(act, case),
                by=shown.name(act.author),
                stood=stood,
                number=places.get((act.device, act.number), 0),
                reason=reason,
            )
        )
    return tuple(rows)


def _stood_act(
    act: Act, case: Case | None, reach: Reach, aside: dict[str, str]
) -> tuple[Stood, str]:
    if act.id in aside:
        return "aside", aside[act.id]
    if case is not None and act.id in {unfit.entry for unfit in case.unfit}:
        return "settle", "matter.unfit"
    return _way([act], reach), ""


def _reasons(work: Work, subjects: Iterable[str]) -> dict[str, str]:
    """Entries on these subjects that are set aside, with the reasons."""
    found: dict[str, str] = {}
    for subject in outbox.with_asides(work.store.connection, subjects):
        found |= fold.set_aside(work.store.ledger.history(subject))
    return found


def _aside(work: Work, reach: Reach) -> tuple[MadeRow, ...]:
    """What was set aside: a station has few of these in its life."""
    entries = matters.aside_entries(work.store.connection)
    reasons = _reasons(work, {entry.subject for entry in entries})
    acts = tuple(
        Act(e.id, e.device, e.number, e.stamp, e.at, e.author, e.kind, e.subject)
        for e in entries
        if e.id in reasons
    )
    return _acts(work, reach, tuple(sorted(acts, key=lambda act: act.stamp, reverse=True)))


class _Shown:
    """Names for the lines of one page, masked."""

    def __init__(self, work: Work, cases: dict[str, Case], people: Iterable[str] = ()) -> None:
        self._work = work
        self._staff = {one.id: one.name for one in reads.accounts(work.store.connection)}
        wanted = {case.resident for case in cases.values()} | set(people)
        self._people = projection.load_many(work.store.connection, "resident", wanted)
        self._items: dict[tuple[str, str], Words] = {}

    def name(self, author: str) -> str:
        return self._staff.get(author, author[:8])

    def person(self, resident: str) -> str:
        found = self._people.get(resident)
        return masks.mask_name(found.name) if isinstance(found, Resident) else ""

    def about(self, act: Act, case: Case | None) -> str:
        if case is not None:
            return self.person(case.resident)
        if act.noun == "resident":
            return self.person(act.subject_id)
        return self._staff.get(act.subject_id, "") if act.noun == "account" else ""

    def item(self, case: Case) -> Words:
        """The item's name; its code while the catalogue's bytes are still on their way."""
        key = (case.pack, case.item)
        if key not in self._items:
            try:
                self._items[key] = case_acts.item_of(self._work, case)[0].name
            except Refused:
                self._items[key] = Words(case.item, case.item)
        return self._items[key]


# the station's days


def days(work: Work) -> tuple[DayRow, ...]:
    """The last 31 days, the latest first, each window for itself; needs ``sync.read``."""
    work.require("sync.read")
    connection, reach = work.store.connection, _reach(work)
    today = work.store.today()
    first = today - timedelta(days=DAYS - 1)
    taken = _taken_in(work, first, today)
    names = {d.id: d.name or d.desk for d in reads.devices(connection)}
    rows = []
    for found in outbox_days.days_of_devices(connection, first, today):
        through = reach.through.get(found.device, 0)
        sent = max(through, reach.relay) if found.device == reach.device else found.last
        cases, decided = taken.get((found.day, found.device), (0, 0))
        rows.append(
            DayRow(
                day=found.day,
                window=names.get(found.device) or found.device,
                made=found.made,
                sent=_of(found.made, found.first, sent if reach.hall else 0),
                accepted=_of(found.made, found.first, through),
                cases=cases,
                decided=decided,
            )
        )
    return tuple(rows)


def _of(made: int, first: int, upto: int) -> int:
    """How many of ``made`` numbers from ``first`` on are not above ``upto``."""
    return max(0, min(made, upto - first + 1))


def _taken_in(work: Work, first: date, last: date) -> dict[tuple[date, str], tuple[int, int]]:
    counted: dict[tuple[date, str], tuple[int, int]] = {}
    for found in outbox_days.days_of_cases(work.store.connection, first, last):
        cases, decided = counted.get((found.day, found.device), (0, 0))
        counted[found.day, found.device] = (cases + 1, decided + found.decided)
    return counted
