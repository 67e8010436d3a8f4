"""What the room's pages show, with the names that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Words
from station_desktop.domain.neighbourhood.households import Area
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.accounts import Account
from station_desktop.rooms.follow_up.room import BoardLook, CaseLine, ChaseLine, Staff
from station_desktop.storage import projection
from station_desktop.storage.reads.reads_board import Place, Where
from station_desktop.usecases.casework import board, cases, evaluating, reviewing
from station_desktop.usecases.work import Work


class _Lines:
    """Makes lines of cases; each name is looked up once, those of residents all together."""

    def __init__(self, work: Work, cases: Iterable[Case] = ()) -> None:
        self._work = work
        asked = {case.resident for case in cases if case.resident}
        found = projection.load_many(work.store.connection, "resident", asked)
        self._names = {
            f"resident:{id}": masks.known_as(one.name, one.erased_at)
            for id, one in found.items()
            if isinstance(one, Resident)
        }

    def line(self, case: Case, place: Place = ("", 0)) -> CaseLine:
        return CaseLine(
            case,
            self._what(case),
            self._resident(case),
            self.name("account", case.owner),
            self.name("area", case.area),
            place,
        )

    def name(self, noun: str, id: str) -> str:
        key = f"{noun}:{id}"
        if id and key not in self._names:
            record = self._work.store.ledger.record(noun, id)
            known = isinstance(record, Account | Area | Resident)
            self._names[key] = record.name if known else ""  # type: ignore[union-attr]
        return self._names.get(key, "")

    def _resident(self, case: Case) -> str:
        name = self.name("resident", case.resident) or case.contact
        return name if name == masks.ERASED else masks.mask_known_as(name, case.erased_at)

    def _what(self, case: Case) -> Words:
        if case.title:
            return Words(case.title, case.title)
        try:
            return cases.item_of(self._work, case)[0].name
        except Refused:
            return Words(case.item, case.item)


def office(work: Work) -> tuple[ChaseLine, ...]:
    """The back office, the earliest due first."""
    chases = board.back_office(work)
    made = _Lines(work, (chase.case for chase in chases))
    return tuple(ChaseLine(chase, made.line(chase.case)) for chase in chases)


def look(work: Work, where: Where) -> BoardLook:
    """What the board counts, as narrowed by ``where``."""
    counts, made = board.counts(work, where), _Lines(work)
    names = {id: made.name("account", id) for id in counts["owner"]}
    names |= {id: made.name("area", id) for id in counts["area"]}
    return BoardLook(where, counts, names)


def page(work: Work, where: Where, after: Place | None, limit: int) -> tuple[CaseLine, ...]:
    """The board's cases after that place."""
    rows = board.page(work, where, after, limit)
    made = _Lines(work, (case for _, case in rows))
    return tuple(made.line(case, place) for place, case in rows)


def staff(work: Work) -> Staff:
    """Everybody's load, and who can be given work."""
    loads = board.workload(work)
    return Staff(loads, tuple((one.account, one.name) for one in loads if one.here))


def sample(work: Work, first: date, last: date) -> tuple[CaseLine, ...]:
    """The cases drawn for a quality check out of those closed on these days."""
    drawn = reviewing.draw_sample(work, first, last)
    made = _Lines(work, drawn)
    return tuple(made.line(case) for case in drawn)


def to_call_back(work: Work) -> tuple[CaseLine, ...]:
    """Cases with a bad rating that nobody has called back about, the earliest due first."""
    calls = evaluating.to_call_back(work)
    made = _Lines(work, (call.case for call in calls))
    return tuple(made.line(call.case) for call in calls)
