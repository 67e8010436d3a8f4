"""What a department does at a whistle, as facts: one set of rules whether it says so itself by its
link or an officer writes it down for it."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.problem import raise_if_any, refuse
from station_desktop.domain.text import statements
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import Called, Whistle
from station_desktop.hall.journal import filing, folding
from station_desktop.hall.work import Hall

LONGEST_NAME, LONGEST_PLACE = 60, 120


class Arrival(msgspec.Struct, frozen=True):
    """On the scene: where, and who. An empty ``place`` is the whistle's own. ``at`` is a time as
    typed, empty for now."""

    place: str = ""
    who: str = ""
    at: str = ""


class Act(msgspec.Struct, frozen=True):
    """What was done."""

    text: str
    at: str = ""


class Report(msgspec.Struct, frozen=True):
    """That the department's part is done, and what came of it."""

    text: str
    at: str = ""


class Appraisal(msgspec.Struct, frozen=True):
    """What the department thinks of the whistle, 1 to 5."""

    grade: int
    note: str = ""


Deed = Arrival | Act | Report | Appraisal


def locked(connection: Connection, station: str, id: str) -> Whistle:
    """The whistle as it now stands, kept so until the transaction ends. Refuses with
    ``whistle.unknown``."""
    filing.lock(connection, station)
    return loaded(connection, station, id)


def loaded(connection: Connection, station: str, id: str) -> Whistle:
    """The whistle as it now stands. Refuses with ``whistle.unknown``."""
    record = folding.load(connection, station, "whistle", id)
    if not isinstance(record, Whistle):
        raise refuse("whistle.unknown", field="whistle", number=id[:40])
    return record


def fact_of(hall: Hall, whistle: Whistle, department: str, deed: Deed) -> Fact | None:
    """What to write down; ``None`` for what is known already. Refuses ``whistle.*`` and
    ``form.*``."""
    called = _called(whistle, department)
    match deed:
        case Arrival():
            return _arrival(hall, whistle, called, deed)
        case Act(text, at):
            words = _words(text, "text", "whistle.text_missing")
            moment = _moment(hall, whistle, at, called.called_at)
            return whistles.Acted(called.department, moment, words)
        case Report(text, at):
            return _report(hall, whistle, called, text, at)
        case Appraisal(grade, note):
            if grade not in whistles.GRADES:
                raise refuse("whistle.grade", field="grade")
            words = statements.stated(note, "note")
            if (called.grade_back, called.grade_back_note) == (grade, words):
                return None
            return whistles.Appraised(called.department, "department", grade, words)


def _arrival(hall: Hall, whistle: Whistle, called: Called, deed: Arrival) -> Fact | None:
    """A second sign-in changes nothing unless its moment is earlier."""
    place, who = short(deed.place, "place"), short(deed.who, "who")
    if called.checked_in_at and not deed.at.strip():
        return None
    moment = _moment(hall, whistle, deed.at, called.called_at)
    if called.checked_in_at and called.checked_in_at <= moment:
        return None
    return whistles.CheckedIn(called.department, moment, place or whistle.place, who)


def _report(hall: Hall, whistle: Whistle, called: Called, text: str, at: str) -> Fact | None:
    words = _words(text, "report", "whistle.report_missing")
    if called.reported_at:
        if called.report == words:
            return None
        raise refuse("whistle.reported", field="report", department=called.department)
    return whistles.Reported(
        called.department,
        _late_moment(hall, at, called.checked_in_at or called.called_at),
        words,
    )


def named(department: str) -> str:
    """A department's name as typed; refuses ``whistle.department_missing``."""
    name = statements.tidy(department)
    if not name:
        raise refuse("whistle.department_missing", field="department")
    problem = statements.fault(name, "department", LONGEST_NAME)
    raise_if_any([problem] if problem is not None else [])
    return name


def short(text: str, field: str) -> str:
    """A place or a person, as typed."""
    words = statements.tidy(text)
    problem = statements.fault(words, field, LONGEST_PLACE)
    raise_if_any([problem] if problem is not None else [])
    return words


def _called(whistle: Whistle, department: str) -> Called:
    called = whistle.called(department)
    if called is None:
        raise refuse("whistle.not_called", field="department", department=department[:LONGEST_NAME])
    return called


def _words(text: str, field: str, missing: str) -> str:
    words = statements.stated(text, field)
    if not words:
        raise refuse(missing, field=field)
    return words


def _moment(hall: Hall, whistle: Whistle, at: str, earliest: int) -> int:
    """When it happened: not after the whistle was closed. "Now" is the hall's own clock; where a
    station's is ahead of it, nothing may come before the call all the same."""
    moment = _late_moment(hall, at, earliest)
    if not whistle.open and moment > whistle.closed_at:
        raise refuse("whistle.over", field="whistle", number=whistle.number, state=whistle.state)
    return moment


def _late_moment(hall: Hall, at: str, earliest: int) -> int:
    now = hall.now_ms()
    typed = whistles.read_moment(at, now, earliest)
    return whistles.moment(typed, now, earliest) if typed else max(now, earliest)
