"""The whistle (街乡吹哨、部门报到): what the station has no power over is raised to the
subdistrict, which calls departments; they come, act, report and stay until it is done.

Kinds: ``everyday`` 日常哨, ``hard`` 攻坚哨, ``emergency`` 应急哨. The clock of each department
runs from the whistle – or from its own call, where it was called later – to its sign-in on the
scene, not to its reply. Station and hall write alike, so that all of it can be recorded while they
are apart; who said what shows by the entry's device. Where two recorded one sign-in, the earlier
moment counts.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec

from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.journal.unfits import Unfit
from station_desktop.domain.whistle.whistleclock import Punctuality as Punctuality
from station_desktop.domain.whistle.whistleclock import Standing as Standing
from station_desktop.domain.whistle.whistleclock import by_kind as by_kind
from station_desktop.domain.whistle.whistleclock import moment as moment
from station_desktop.domain.whistle.whistleclock import punctuality as punctuality
from station_desktop.domain.whistle.whistleclock import read_moment as read_moment
from station_desktop.domain.whistle.whistleclock import standing as standing
from station_desktop.domain.whistle.whistlevalues import GRADES as GRADES
from station_desktop.domain.whistle.whistlevalues import KINDS as KINDS
from station_desktop.domain.whistle.whistlevalues import SIDES as SIDES
from station_desktop.domain.whistle.whistlevalues import STATES as STATES
from station_desktop.domain.whistle.whistlevalues import Act as Act
from station_desktop.domain.whistle.whistlevalues import Called as Called
from station_desktop.domain.whistle.whistlevalues import Department as Department
from station_desktop.domain.whistle.whistlevalues import Grade as Grade
from station_desktop.domain.whistle.whistlevalues import Kind as Kind
from station_desktop.domain.whistle.whistlevalues import Minutes as Minutes
from station_desktop.domain.whistle.whistlevalues import Moment as Moment
from station_desktop.domain.whistle.whistlevalues import Side as Side
from station_desktop.domain.whistle.whistlevalues import State as State
from station_desktop.domain.whistle.whistlevalues import Whistle as Whistle


class Blown(Fact, frozen=True):
    """The station raises it. ``at`` is when (milliseconds), which may be before it was recorded."""

    kind: ClassVar[str] = "whistle.blown"
    personal: ClassVar[tuple[str, ...]] = ("what", "place")
    number: str
    whistle: Kind
    case: str
    what: str
    place: str
    at: Moment


class DepartmentCalled(Fact, frozen=True):
    """A department is called to the scene; ``limit`` in minutes. One that came without being
    called, as far as is known here, is ``implied``: a call in words takes its place."""

    kind: ClassVar[str] = "whistle.called"
    department: str
    at: Moment
    limit: Minutes
    contact: str = ""
    implied: bool = False


class CheckedIn(Fact, frozen=True):
    """A department is on the scene: when, where, who."""

    kind: ClassVar[str] = "whistle.checked_in"
    personal: ClassVar[tuple[str, ...]] = ("place", "who")
    department: str
    at: Moment
    place: str
    who: str = ""


class Acted(Fact, frozen=True):
    """What a department did on the scene."""

    kind: ClassVar[str] = "whistle.acted"
    personal: ClassVar[tuple[str, ...]] = ("text",)
    department: str
    at: Moment
    text: str


class Reported(Fact, frozen=True):
    """A department reports that its part is done."""

    kind: ClassVar[str] = "whistle.reported"
    personal: ClassVar[tuple[str, ...]] = ("report",)
    department: str
    at: Moment
    report: str


class Appraised(Fact, frozen=True):
    """The station rates the department, or the department the whistle: 1 to 5."""

    kind: ClassVar[str] = "whistle.appraised"
    personal: ClassVar[tuple[str, ...]] = ("note",)
    department: str
    by: Side
    grade: Grade
    note: str = ""


class Closed(Fact, frozen=True):
    """It is done: what came of it. ``overrode`` are departments that never reported."""

    kind: ClassVar[str] = "whistle.closed"
    personal: ClassVar[tuple[str, ...]] = ("result", "override")
    result: str
    at: Moment
    overrode: tuple[str, ...] = ()
    override: str = ""


class TurnedDown(Fact, frozen=True):
    """The hall calls nobody, and says why and who sees to it instead."""

    kind: ClassVar[str] = "whistle.turned_down"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    by_hall: ClassVar[bool] = True
    reason: str


class Settled(Fact, frozen=True):
    """Somebody judged the unfit fact of this entry."""

    kind: ClassVar[str] = "whistle.settled"
    personal: ClassVar[tuple[str, ...]] = ("note",)
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
            return _called(whistle, fact)
        case Closed():
            return replace(
                whistle,
                state="closed",
                closed_at=fact.at,
                closed_by=entry.author,
                result=fact.result,
                overrode=fact.overrode,
                override=fact.override,
            )
        case TurnedDown():
            return replace(whistle, state="turned_down", closed_at=entry.at, reason=fact.reason)
        case CheckedIn() | Acted() | Reported() | Appraised():
            known = whistle.called(fact.department)
            assert known is not None  # it fits
            return _with(whistle, _department(known, fact))
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


def _called(whistle: Whistle, fact: DepartmentCalled) -> Whistle:
    """The first call counts, and one in words before one that is only implied."""
    one = Called(fact.department, fact.at, fact.limit, fact.contact, fact.implied)
    known = whistle.called(fact.department)
    if known is None:
        return msgspec.structs.replace(whistle, departments=(*whistle.departments, one))
    if fact.implied or not known.implied:
        return whistle
    called = {"called_at": fact.at, "limit": fact.limit, "contact": fact.contact}
    return _with(whistle, msgspec.structs.replace(known, implied=False, **called))


def _with(whistle: Whistle, changed: Called) -> Whistle:
    departments = tuple(
        changed if one.department == changed.department else one for one in whistle.departments
    )
    return msgspec.structs.replace(whistle, departments=departments)


def _department(one: Called, fact: CheckedIn | Acted | Reported | Appraised) -> Called:
    replace = msgspec.structs.replace
    match fact:
        case CheckedIn():
            if one.checked_in_at and one.checked_in_at <= fact.at:
                return one
            return replace(one, checked_in_at=fact.at, place=fact.place, who=fact.who)
        case Acted():
            return replace(one, acts=(*one.acts, Act(fact.at, fact.text)))
        case Reported():
            return one if one.reported_at else replace(one, report=fact.report, reported_at=fact.at)
        case Appraised(by="station"):
            return replace(one, grade=fact.grade, grade_note=fact.note)
        case _:
            return replace(one, grade_back=fact.grade, grade_back_note=fact.note)
