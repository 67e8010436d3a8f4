"""The whistle (街乡吹哨、部门报到): what the station has no power over is raised to the
subdistrict, which calls departments; they come, act, report and stay until it is done.

Kinds: ``everyday`` 日常哨, ``hard`` 攻坚哨, ``emergency`` 应急哨. The clock of each department
runs from the whistle – or from its own call, where it was called later – to its sign-in on the
scene, not to its reply. Station and hall write alike, so that all of it can be recorded while they
are apart; who said what shows by the entry's device. Where two recorded one sign-in, the earlier
moment counts.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.journal import Entry, Fact
from station_desktop.domain.unfits import Unfit

Kind = Literal["everyday", "hard", "emergency"]
KINDS: tuple[Kind, ...] = ("everyday", "hard", "emergency")
State = Literal["blown", "closed", "turned_down"]
Side = Literal["station", "department"]


class Act(msgspec.Struct, frozen=True):
    """Something that a department did, and when (milliseconds)."""

    at: int
    text: str


class Called(msgspec.Struct, frozen=True, omit_defaults=True):
    """One department's part. Moments are milliseconds, 0 while there is none. ``limit`` is in
    minutes. ``grade`` is the station's appraisal of the department, ``grade_back`` the
    department's of the whistle, 1 to 5."""

    department: str
    called_at: int
    limit: int
    contact: str = ""
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

    def late(self, now: int) -> bool:
        """Whether it came, or at ``now`` still is, past its limit."""
        return (self.checked_in_at or now) > self.due_at


class Whistle(msgspec.Struct, frozen=True, omit_defaults=True):
    """One whistle as it now stands. ``case`` is the case that it was blown for."""

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
    unfit: tuple[Unfit, ...] = ()

    @property
    def open(self) -> bool:
        return self.state == "blown"

    def called(self, department: str) -> Called | None:
        return next((one for one in self.departments if one.department == department), None)

    @property
    def unreported(self) -> tuple[str, ...]:
        """Departments that were called and have not reported yet."""
        return tuple(one.department for one in self.departments if not one.reported_at)


class Blown(Fact, frozen=True):
    """The station raises it. ``at`` is when (milliseconds), which may be before it was recorded."""

    kind: ClassVar[str] = "whistle.blown"
    number: str
    whistle: Kind
    case: str
    what: str
    place: str
    at: int


class DepartmentCalled(Fact, frozen=True):
    """A department is called to the scene; ``limit`` in minutes."""

    kind: ClassVar[str] = "whistle.called"
    department: str
    at: int
    limit: int
    contact: str = ""


class CheckedIn(Fact, frozen=True):
    """A department is on the scene: when, where, who."""

    kind: ClassVar[str] = "whistle.checked_in"
    department: str
    at: int
    place: str
    who: str = ""


class Acted(Fact, frozen=True):
    """What a department did on the scene."""

    kind: ClassVar[str] = "whistle.acted"
    department: str
    at: int
    text: str


class Reported(Fact, frozen=True):
    """A department reports that its part is done."""

    kind: ClassVar[str] = "whistle.reported"
    department: str
    at: int
    report: str


class Appraised(Fact, frozen=True):
    """The station rates the department, or the department the whistle: 1 to 5."""

    kind: ClassVar[str] = "whistle.appraised"
    department: str
    by: Side
    grade: int
    note: str = ""


class Closed(Fact, frozen=True):
    """It is done: what came of it. ``overrode`` are departments that never reported."""

    kind: ClassVar[str] = "whistle.closed"
    result: str
    at: int
    overrode: tuple[str, ...] = ()
    override: str = ""


class TurnedDown(Fact, frozen=True):
    """The hall calls nobody, and says why and who sees to it instead."""

    kind: ClassVar[str] = "whistle.turned_down"
    by_hall: ClassVar[bool] = True
    reason: str


class Settled(Fact, frozen=True):
    """Somebody judged the unfit fact of this entry."""

    kind: ClassVar[str] = "whistle.settled"
    entry: str
    note: str


FACTS: tuple[type[Fact], ...] = (
    Blown,
    DepartmentCalled,
    CheckedIn,
    Acted,
    Reported,
    Appraised,
    Closed,
    TurnedDown,
    Settled,
)


def fits(whistle: Whistle, fact: Fact) -> bool:
    """Whether ``fact`` may follow where the whistle stands."""
    match fact:
        case DepartmentCalled():
            return whistle.open
        case CheckedIn() | Acted() | Reported() | Appraised():
            return whistle.called(fact.department) is not None
        case Closed() | TurnedDown():
            return whistle.open
        case _:
            return False


def fold(whistle: Whistle | None, entry: Entry, fact: Fact) -> Whistle | None:
    """The whistle after ``fact``: applied, or listed as unfit for a person to judge."""
    replace = msgspec.structs.replace
    if whistle is None:
        return _blown(entry, fact) if isinstance(fact, Blown) else None
    if isinstance(fact, Settled):
        left = tuple(unfit for unfit in whistle.unfit if unfit.entry != fact.entry)
        return replace(whistle, unfit=left)
    if not fits(whistle, fact):
        unfit = Unfit(entry.id, entry.kind, entry.at, entry.author)
        return replace(whistle, unfit=(*whistle.unfit, unfit))
    match fact:
        case DepartmentCalled():
            if whistle.called(fact.department) is not None:
                return whistle
            one = Called(fact.department, fact.at, fact.limit, fact.contact)
            return replace(whistle, departments=(*whistle.departments, one))
        case Closed():
            return replace(
                whistle,
                state="closed",
                closed_at=fact.at,
                closed_by=entry.author,
                result=fact.result,
            )
        case TurnedDown():
            return replace(whistle, state="turned_down", closed_at=entry.at, reason=fact.reason)
        case CheckedIn() | Acted() | Reported() | Appraised():
            return replace(
                whistle,
                departments=tuple(
                    _department(one, entry, fact) if one.department == fact.department else one
                    for one in whistle.departments
                ),
            )
        case _:
            return whistle


def _blown(entry: Entry, fact: Blown) -> Whistle:
    return Whistle(
        id=entry.subject_id,
        number=fact.number,
        kind=fact.whistle,
        case=fact.case,
        what=fact.what,
        place=fact.place,
        blown_at=fact.at,
        blown_by=entry.author,
    )


def _department(
    one: Called, entry: Entry, fact: CheckedIn | Acted | Reported | Appraised
) -> Called:
    replace = msgspec.structs.replace
    match fact:
        case CheckedIn():
            if one.checked_in_at and one.checked_in_at <= fact.at:
                return one
            return replace(one, checked_in_at=fact.at, place=fact.place, who=fact.who)
        case Acted():
            return replace(one, acts=(*one.acts, Act(fact.at, fact.text)))
        case Reported():
            return one if one.report else replace(one, report=fact.report, reported_at=fact.at)
        case Appraised(by="station"):
            return replace(one, grade=fact.grade, grade_note=fact.note)
        case _:
            return replace(one, grade_back=fact.grade, grade_back_note=fact.note)
