"""A whistle as it now stands, and one department's part in it.

Kinds: ``everyday`` 日常哨, ``hard`` 攻坚哨, ``emergency`` 应急哨. Moments are milliseconds, 0 while
there is none; limits are minutes.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from station_desktop.domain.catalogue import Words
from station_desktop.domain.journal.unfits import Unfit

Kind = Literal["everyday", "hard", "emergency"]
KINDS: tuple[Kind, ...] = ("everyday", "hard", "emergency")
State = Literal["blown", "closed", "turned_down"]
STATES: tuple[State, ...] = ("blown", "closed", "turned_down")
Side = Literal["station", "department"]
SIDES: tuple[Side, ...] = ("station", "department")
GRADES: tuple[int, ...] = (1, 2, 3, 4, 5)
Grade = Annotated[int, msgspec.Meta(ge=1, le=5)]
Moment = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
"""Of a fact, as it may come from elsewhere: what no clock can say is no fact, and would fit into
no table."""
Minutes = Annotated[int, msgspec.Meta(ge=0, le=100_000)]


class Department(msgspec.Struct, frozen=True):
    """A department that can be called, and what for; a whistle carries its Chinese name."""

    name: Words
    duties: Words = Words("", "")


class Act(msgspec.Struct, frozen=True):
    """Something that a department did, and when (milliseconds)."""

    at: int
    text: str


class Called(msgspec.Struct, frozen=True, omit_defaults=True):
    """One department's part. ``implied`` is a call that nobody made in words: the department was
    on the scene, so it counts as called with the whistle until a call in words is known.
    ``grade`` is the station's appraisal of the department, ``grade_back`` the department's of the
    whistle, 1 to 5."""

    department: str
    called_at: int
    limit: int
    contact: str = ""
    implied: bool = False
    checked_in_at: int = 0
    place: str = ""
    who: str = ""
    acts: tuple[Act, ...] = ()
    report: str = ""
    reported_at: int = 0
    grade: int = 0
    grade_note: str = ""
    grade_back: int = 0
    grade_back_note: str = ""

    @property
    def due_at(self) -> int:
        """By when it must be on the scene."""
        return self.called_at + self.limit * 60_000

    @property
    def done(self) -> bool:
        """Whether it was on the scene and has reported."""
        return bool(self.checked_in_at and self.reported_at)

    def late(self, now: int) -> bool:
        """Whether it came, or at ``now`` still is, past its limit."""
        return (self.checked_in_at or now) > self.due_at


class Whistle(msgspec.Struct, frozen=True, omit_defaults=True):
    """One whistle as it now stands. ``case`` is the case that it was blown for; ``overrode`` are
    the departments it was closed without, ``override`` why."""

    id: str
    number: str
    kind: Kind
    case: str
    what: str
    place: str
    blown_at: int
    blown_by: str
    state: State = "blown"
    departments: tuple[Called, ...] = ()
    closed_at: int = 0
    closed_by: str = ""
    result: str = ""
    reason: str = ""
    overrode: tuple[str, ...] = ()
    override: str = ""
    unfit: tuple[Unfit, ...] = ()
    erased_at: int = 0

    @property
    def open(self) -> bool:
        return self.state == "blown"

    def called(self, department: str) -> Called | None:
        return next((one for one in self.departments if one.department == department), None)

    @property
    def unreported(self) -> tuple[str, ...]:
        """Departments that were called and have not reported yet."""
        return tuple(one.department for one in self.departments if not one.reported_at)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Departments that were called and were not on the scene, or have not reported yet."""
        return tuple(one.department for one in self.departments if not one.done)

    @property
    def last_at(self) -> int:
        """The latest moment that anything recorded of it happened at."""
        moments = [self.blown_at]
        for one in self.departments:
            moments += (one.called_at, one.checked_in_at, one.reported_at)
            moments += (act.at for act in one.acts)
        return max(moments)
