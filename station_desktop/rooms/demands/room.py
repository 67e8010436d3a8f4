"""The room's values: what the list is asked for, what one of its lines says, how a clock stands."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from station_desktop.domain.case import demands
from station_desktop.domain.case.demands import Demand, State
from station_desktop.domain.time import clock

Segment = Literal["open", "overdue", "mine", "all"]
SEGMENTS: tuple[Segment, ...] = ("open", "overdue", "mine", "all")
DAY_S, HOUR_S, MINUTE_S = 86_400, 3_600, 60
IN_HOURS = 2 * DAY_S
"""What is nearer than this is said in hours."""


class Wanted(msgspec.Struct, frozen=True):
    """What the list shows. ``text`` is part of a reference, title, name or address. Everything
    but the whole list holds open demands only, the earliest due first."""

    segment: Segment = "open"
    text: str = ""

    @property
    def states(self) -> tuple[State, ...]:
        return demands.STATES if self.segment == "all" else demands.OPEN_STATES

    @property
    def latest_first(self) -> bool:
        return self.segment == "all"


class Standing(msgspec.Struct, frozen=True):
    """How a demand's time stands: ``kind`` and an amount of days, hours or minutes."""

    kind: Literal["none", "overdue", "left"]
    amount: int = 0
    unit: Literal["day", "hour", "minute"] = "day"
    soon: bool = False


class DemandRow(msgspec.Struct, frozen=True):
    """One demand in the list. ``who`` is masked; ``row`` and ``at`` are the place to go on from."""

    row: int
    at: str
    demand: Demand
    who: str
    taken_by: str


def time_left(demand: Demand, now: datetime) -> Standing:
    """What to say of a demand's own clock; a due day without a time lasts all day."""
    if not demand.open or not demand.due:
        return Standing("none")
    text = demand.due if "T" in demand.due else f"{demand.due}T23:59"
    due = datetime.fromisoformat(text).replace(tzinfo=clock.CHINA)
    here = datetime.fromisoformat(demands.moment(now)).replace(tzinfo=clock.CHINA)
    seconds = round((due - here).total_seconds())
    size = abs(seconds)
    soon = demands.pressure(demand, now) == "soon"
    kind: Literal["overdue", "left"] = "overdue" if seconds < 0 else "left"
    if size >= IN_HOURS:
        return Standing(kind, size // DAY_S, "day", soon)
    if size >= HOUR_S:
        return Standing(kind, size // HOUR_S, "hour", soon)
    return Standing(kind, size // MINUTE_S, "minute", soon)
