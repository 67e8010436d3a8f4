"""The room's values: which cases the list shows, a line of it, a line of a plan."""

from __future__ import annotations

from typing import Literal

import msgspec

from station_desktop.domain.individual.individualvalues import Goal, Individual, Measure

Segment = Literal["mine", "all", "closed"]
SEGMENTS: tuple[Segment, ...] = ("mine", "all", "closed")


class CaseRow(msgspec.Struct, frozen=True):
    """One case in the list: whose, with whom; ``whole`` says whether one may read it."""

    case: Individual
    name: str
    worker: str
    whole: bool


class PlanRow(msgspec.Struct, frozen=True):
    """One line of a plan: a goal, or a measure towards it with what it is linked to."""

    goal: Goal
    number: str
    measure: Measure | None = None
    link: str = ""

    @property
    def key(self) -> str:
        return self.measure.id if self.measure is not None else self.goal.id


class Span(msgspec.Struct, frozen=True):
    """From when to when a plan's picture reaches, and where today stands; ISO days."""

    first: str = ""
    last: str = ""
    today: str = ""
