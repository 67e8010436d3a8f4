"""The room's values: what one line of the back office and of the board says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Words
from station_desktop.domain.time import clock
from station_desktop.storage.reads.reads_board import Facet, Place, Where
from station_desktop.usecases.casework.board import Chase, Kind, Load

Part = Literal["all", "transfer", "chase", "promise", "call_back", "orphan"]
PARTS: tuple[Part, ...] = ("all", "transfer", "chase", "promise", "call_back", "orphan")
KINDS: dict[Part, frozenset[Kind]] = {
    "transfer": frozenset({"verify", "dispatch", "again"}),
    "chase": frozenset({"answer", "report", "whistle", "late_check_in"}),
    "promise": frozenset({"promise", "close"}),
    "call_back": frozenset({"call_back"}),
    "orphan": frozenset({"orphan"}),
}
"""Which kinds of chase stand under which of the back office's buttons."""
SHOWN_FACETS: tuple[Facet, ...] = ("owner", "area", "state", "process", "category")
"""The board's lists, in their order; how pressing a case is has a picture of its own."""


class CaseLine(msgspec.Struct, frozen=True):
    """One case as these lists show it: what it is about, whose it is, where it stands. ``place``
    is where to go on from in the board's order."""

    case: Case
    what: Words
    resident: str
    owner: str
    area: str
    place: Place = ("", 0)


class ChaseLine(msgspec.Struct, frozen=True):
    """One line of the back office."""

    chase: Chase
    line: CaseLine

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.chase.case.id, self.chase.kind, self.chase.task or self.chase.who)


class BoardLook(msgspec.Struct, frozen=True):
    """One look at the board, with the names of owners and areas that its lists offer."""

    where: Where
    counts: dict[Facet, dict[str, int]]
    names: dict[str, str]


class Staff(msgspec.Struct, frozen=True):
    """Everybody's load, and who can be given work: account id and name."""

    loads: tuple[Load, ...]
    here: tuple[tuple[str, str], ...]


class Due(msgspec.Struct, frozen=True):
    """How far off something is: ``late`` or ``left``, so many minutes, hours or days."""

    kind: Literal["none", "late", "today", "left"]
    amount: int = 0
    unit: Literal["minute", "hour", "day"] = "day"


def due_in(due: str, now: datetime) -> Due:
    """What to say of a due moment (ISO day, or day and minute); a day lasts until its end."""
    if not due or due.startswith("9999"):
        return Due("none")
    here = now.astimezone(clock.CHINA)
    if "T" not in due:
        days = (date.fromisoformat(due) - here.date()).days
        if days == 0:
            return Due("today")
        return Due("late" if days < 0 else "left", abs(days))
    at = datetime.fromisoformat(due).replace(tzinfo=clock.CHINA)
    minutes = int((at - here).total_seconds() // 60)
    kind: Literal["late", "left"] = "late" if minutes < 0 else "left"
    size = abs(minutes)
    if size < 120:
        return Due(kind, size, "minute")
    return Due(kind, size // 60, "hour") if size < 2880 else Due(kind, size // 1440)


def of_part(lines: tuple[ChaseLine, ...], part: Part) -> tuple[ChaseLine, ...]:
    """The lines under one of the back office's buttons."""
    if part == "all":
        return lines
    return tuple(line for line in lines if line.chase.kind in KINDS[part])
