"""What the screens of the room need, gathered in one reading each."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from station_desktop.domain.case.cases import OPEN_STATES, Case
from station_desktop.domain.catalogue import Words
from station_desktop.domain.journal import journal
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.whistle.whistles import Department, Whistle
from station_desktop.rooms.whistles import reads, told
from station_desktop.rooms.whistles.room import Shown, Wanted
from station_desktop.rooms.whistles.told import Told
from station_desktop.storage.reads import reads_whistles
from station_desktop.storage.reads.reads import QueueFilter
from station_desktop.storage.reads.reads_whistles import Place
from station_desktop.usecases.casework import cases
from station_desktop.usecases.whistle import whistling
from station_desktop.usecases.work import Work

PICKED_FROM = 60
"""How many running cases are offered to be blown for; any other is named by its number."""


class WhistleFile(msgspec.Struct, frozen=True):
    """One whistle with everything around it. ``proposed`` are departments that may be called."""

    shown: Shown
    history: tuple[Told, ...]
    proposed: tuple[Department, ...]
    paper_language: str
    large_print: bool

    @property
    def whistle(self) -> Whistle:
        return self.shown.whistle


class CaseChoice(msgspec.Struct, frozen=True):
    """A running case that a whistle may be blown for."""

    number: str
    title: Words


class Blowing(msgspec.Struct, frozen=True):
    """What the form of a new whistle offers."""

    cases: tuple[CaseChoice, ...]
    departments: tuple[Department, ...]
    place: str = ""


def board(work: Work, language: str) -> tuple[Shown, ...]:
    """All open whistles, the oldest first; after them those that somebody has to judge."""
    work.require("case.read")
    connection = work.store.connection
    judged = [one for one in reads_whistles.with_unfit(connection) if not one.open]
    return _shown(work, (*reads_whistles.open_ones(connection), *judged), language)


def page(
    work: Work, wanted: Wanted, after: Place | None, skip: int, limit: int, language: str
) -> tuple[Shown, ...]:
    """One page of the list."""
    return _shown(work, reads.page(work, wanted, after, skip, limit), language)


def read(work: Work, id: str, language: str) -> WhistleFile:
    """The whole whistle; refuses ``whistle.unknown``."""
    found = whistling.get(work, id)
    entries = whistling.history(work, found.id)
    lines = told.history(entries, lambda entry: journal.of_hall(entry.device), language)
    replace = msgspec.structs.replace
    settings = work.store.settings()
    return WhistleFile(
        shown=_shown(work, (found,), language)[0],
        history=tuple(replace(line, author=_name(work, line.author)) for line in lines),
        proposed=whistling.departments(work),
        paper_language=settings.paper_language,
        large_print=settings.paper_format == "large",
    )


def blowing(work: Work, case_number: str) -> Blowing:
    """The running cases and departments to choose among, the case asked for first."""
    running = cases.queue(
        work,
        QueueFilter(states=OPEN_STATES),
        order="received_at",
        descending=True,
        limit=PICKED_FROM,
    ).cases
    asked = _asked(work, case_number)
    chosen = {case.id: case for case in (*([asked] if asked else []), *running)}
    choices = tuple(CaseChoice(case.number, _title(work, case)) for case in chosen.values())
    return Blowing(choices, whistling.departments(work), asked.place if asked else "")


def _asked(work: Work, case_number: str) -> Case | None:
    try:
        return cases.get(work, case_number) if case_number else None
    except Refused:
        return None


def _shown(work: Work, found: Iterable[Whistle], language: str) -> tuple[Shown, ...]:
    return tuple(_one(work, one, language) for one in found)


def _one(work: Work, whistle: Whistle, language: str) -> Shown:
    case = work.store.ledger.record("case", whistle.case)
    number = title = ""
    if isinstance(case, Case):
        number, title = case.number, _title(work, case).get(language)
    return Shown(whistle, number, title, _name(work, whistle.blown_by))


def _title(work: Work, case: Case) -> Words:
    """What a case is about: its own title, or its item's name."""
    if case.title:
        return Words(case.title, case.title)
    try:
        return cases.item_of(work, case)[0].name
    except Refused:
        return Words(case.item, case.item)


def _name(work: Work, account: str) -> str:
    found = work.store.ledger.record("account", account) if account else None
    return found.name if isinstance(found, Account) else ""
