"""A demand's own clock: when it was received, and by when it is to be answered.

Handling grades are data (``resources/demands/grades.json``): hours for what threatens life or
supply, working days for the rest. A day named without a time ends with the office (民法典
art. 203).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone
from functools import cache

import msgspec

from station_desktop import paths
from station_desktop.domain.catalogue import Limit
from station_desktop.domain.problem import refuse
from station_desktop.domain.text.dates import parse_day, real_day
from station_desktop.domain.text.folding import plain
from station_desktop.domain.time import workdays
from station_desktop.domain.time.clock import CHINA
from station_desktop.domain.time.year_calendar import Calendar

OFFICE_ENDS = time(17, 0)

_MOMENT = re.compile(
    r"(?P<day>\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?|\d{8})"
    r"(?:[T\s]*(?P<hour>\d{1,2})\s*[:时点]\s*(?P<minute>\d{1,2})\s*分?"
    r"(?:\s*:?\s*\d{1,2}(?:[.,]\d{1,9})?\s*秒?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)


class Grade(msgspec.Struct, frozen=True):
    """One handling grade: ``hours``, or ``working_days`` where that is not 0; ``words`` are how
    other systems write it."""

    key: str
    hours: int = 0
    working_days: int = 0
    words: tuple[str, ...] = ()


@cache
def grades() -> tuple[Grade, ...]:
    data = (paths.resources() / "demands" / "grades.json").read_bytes()
    return msgspec.json.decode(data, type=tuple[Grade, ...])


def read(text: str, field: str, without: time = OFFICE_ENDS) -> datetime | None:
    """The moment written, in China's civil time; ``None`` for no text. A day without a time is at
    ``without``. Refuses ``demand.moment``."""
    folded = plain(text[:61])
    if not folded:
        return None
    found = _MOMENT.fullmatch(folded)
    written = parse_day(found["day"]) if found else None
    day = real_day(*written) if written else None
    if found is None or day is None:
        raise refuse("demand.moment", field=field)
    if found["hour"] is None:
        return datetime.combine(day, without, CHINA)
    if int(found["hour"]) > 23 or int(found["minute"]) > 59:
        raise refuse("demand.moment", field=field)
    clock = time(int(found["hour"]), int(found["minute"]))
    zone = _zone(found["zone"]) if found["zone"] else CHINA
    return datetime.combine(day, clock, zone).astimezone(CHINA)


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=min(int(digits[:2]), 23), minutes=min(int(digits[2:]), 59))
    return timezone(-offset if text[0] == "-" else offset)


def received(text: str, now: datetime) -> datetime:
    """When it was received there: as written, else now; another system's clock may be hours before
    ours. Refuses a day to come with ``demand.received_later``."""
    moment = read(text, "received_at", time()) or now
    if moment.date() > now.date():
        raise refuse("demand.received_later", field="received_at")
    return min(moment, now)


def due(written: str, grade: str, received_at: datetime, calendar: Calendar) -> str:
    """By when it is to be answered, ISO local time to the minute; empty where nothing says so.

    A due moment as written wins over a grade. Refuses ``demand.due_before``, ``demand.grade``.
    """
    named = read(written, "due")
    if named is not None:
        if named < received_at:
            raise refuse("demand.due_before", field="due")
        return _iso(named)
    found = _grade(grade)
    if found is None:
        return ""
    if found.hours:
        return _iso(received_at + timedelta(hours=found.hours))
    last = workdays.due(received_at, Limit(found.working_days), calendar).due
    return _iso(datetime.combine(last, OFFICE_ENDS, CHINA))


def _grade(text: str) -> Grade | None:
    wanted = "".join(plain(text[:40]).lower().split())
    if not wanted:
        return None
    for known in grades():
        if wanted in (known.key, *known.words):
            return known
    raise refuse("demand.grade", field="grade")


def _iso(moment: datetime) -> str:
    return moment.astimezone(CHINA).strftime("%Y-%m-%dT%H:%M")
