"""What the reports room shows and asks, as values."""

from __future__ import annotations

from datetime import date

import msgspec

from station_desktop.domain.catalogue import Words
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.problem import Refused
from station_desktop.domain.report.reports import Behind, Report
from station_desktop.domain.report.told_reports import Told
from station_desktop.domain.time.periods import Period, Span, around
from station_desktop.storage.reads.reads_behind import Found, Key


class Wanted(msgspec.Struct, frozen=True):
    """Which stretch of time, and the day that it lies around."""

    span: Span
    day: date

    @property
    def period(self) -> Period:
        return around(self.span, self.day)

    def moved(self, by: int) -> Wanted:
        """The stretch before or after; as it is at the ends of what can be reported."""
        try:
            other = self.period.after if by > 0 else self.period.before
        except Refused:
            return self
        return msgspec.structs.replace(self, day=other.first)


class Shown(msgspec.Struct, frozen=True):
    """One report, and whether the station is a demo (its papers say so)."""

    report: Report
    demo: bool


class Opened(msgspec.Struct, frozen=True):
    """A number that was opened: the filter, and the words it is headed by; ``place`` finds those
    words again in the report as told in another language: in which part, on which line (its key or
    number), in which column."""

    behind: Behind
    title: str
    place: tuple[str, int | str, int] = ("", 0, 0)

    def retold(self, told: Told) -> Opened:
        """The same in the words of another language."""
        part, line, column = self.place
        words: tuple[str, ...]
        if part == "points":
            words = (told.legend[0], told.points[int(line)][0])
        elif part == "numbers":
            numbers = (*told.headlines, *told.rates)
            words = tuple(one.name for one in numbers if one.key == line)
        else:
            table = next((table for table in told.tables if table.key == part), None)
            if table is None or int(line) >= len(table.rows):
                return self
            words = (table.rows[int(line)].name, table.heads[column])
        return msgspec.structs.replace(self, title=" · ".join((*words, told.period)))


class BehindRow(msgspec.Struct, frozen=True):
    """One line of the list behind a number. ``room`` and ``what`` say where it is opened."""

    key: Key
    number: str
    about: Words
    state: str
    at: int
    due: str
    ended_at: int
    who: str
    room: str
    what: str


def row_of(key: Key, record: Found, about: Words, names: dict[str, str]) -> BehindRow:
    """A case, a home visit or an individual case as a line; nobody's name is in it but staff's."""
    if isinstance(record, HomeVisit):
        return BehindRow(
            key=key,
            number=record.day,
            about=about,
            state=f"report.visit.{record.met or 'met'}",
            at=record.at,
            due="",
            ended_at=0,
            who=names.get(record.worker, ""),
            room="households",
            what=f"visit:{record.id}",
        )
    if isinstance(record, Individual):
        return BehindRow(
            key=key,
            number=record.number,
            about=about,
            state=f"report.individual.{record.state}",
            at=record.applied_at,
            due="",
            ended_at=record.closings[-1].at if record.closings else 0,
            who=names.get(record.worker, ""),
            room="individuals",
            what=f"individual:{record.id}",
        )
    return BehindRow(
        key=key,
        number=record.number,
        about=about,
        state=f"case.state.{record.state}",
        at=record.received_at,
        due=record.deadline.due if record.deadline is not None else "",
        ended_at=record.ended_at,
        who=names.get(record.owner, ""),
        room="queue",
        what=f"case:{record.number}",
    )
