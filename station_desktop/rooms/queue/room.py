"""The queue's values: what it is asked for, and what one of its lines says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import msgspec

from station_desktop.domain.case.cases import OPEN_STATES, STATES, State
from station_desktop.domain.catalogue import Words
from station_desktop.domain.time.deadlines import Progress

Segment = Literal[
    "open", "incomplete", "accepted", "arranged", "returned", "approved", "completed", "all"
]
SEGMENTS: tuple[Segment, ...] = (
    "open",
    "incomplete",
    "accepted",
    "arranged",
    "returned",
    "approved",
    "completed",
    "all",
)
Order = Literal["due", "received_at"]
When = Literal["", "overdue", "week"]


class Wanted(msgspec.Struct, frozen=True):
    """What the queue shows. Empty text is no restriction.

    ``worker`` is the account that received the case, ``text`` a case number or part of one, or
    whatever finds a resident. ``when`` keeps the open cases that are overdue, or due by Sunday.
    """

    segment: Segment = "open"
    category: str = ""
    item: str = ""
    worker: str = ""
    text: str = ""
    when: When = ""
    order: Order = "due"
    descending: bool = False

    @property
    def states(self) -> tuple[State, ...]:
        """The states let through; a running time asks for an open case that is not decided."""
        picked: tuple[State, ...]
        if self.segment == "all":
            picked = STATES
        elif self.segment == "open":
            picked = OPEN_STATES
        else:
            picked = (self.segment,)
        timed = tuple(s for s in picked if s in OPEN_STATES and s != "approved")
        return timed if self.when else picked

    def due_between(self, today: date) -> tuple[str, str]:
        """First and last due day let through, as ISO days; both empty for any."""
        if self.when == "overdue":
            return "0001-01-01", (today - timedelta(days=1)).isoformat()
        if self.when == "week":
            return today.isoformat(), (today + timedelta(days=6 - today.weekday())).isoformat()
        return "", ""


class QueueRow(msgspec.Struct, frozen=True):
    """One case in the list. ``resident`` is masked, ``at`` the sort value of the list it is in;
    ``row`` and ``at`` are the place to go on from."""

    row: int
    at: str | int
    number: str
    state: State
    item: Words
    resident: str
    received_at: int
    received_by: str
    due: str
    progress: Progress | None
    urgent: bool
    paused: bool


class Standing(msgspec.Struct, frozen=True):
    """How a case's time stands, for whoever puts it in words: ``kind`` and a number of days."""

    kind: Literal["none", "paused", "overdue", "today", "left"]
    days: int = 0
    unit: str = "working_day"
    soon: bool = False


def time_left(progress: Progress | None, due: str, today: date, *, paused: bool) -> Standing:
    """What to say of a case's time. On the days off after the due day a case is overdue although
    no working day has been missed yet; ``days`` is 0 then."""
    if progress is None or not due:
        return Standing("none")
    if paused:
        return Standing("paused")
    last = date.fromisoformat(due)
    if today > last:
        return Standing("overdue", progress.overdue, progress.unit)
    if today == last:
        return Standing("today", 0, progress.unit)
    return Standing("left", progress.left, progress.unit, soon=progress.warn)
