"""The station's days: what each window wrote, and which cases it took in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import msgspec

from station_desktop.domain.journal.journal import HALL
from station_desktop.domain.time import clock
from station_desktop.storage.database import Connection, translated
from station_desktop.storage.exchange.outbox import case_of


class DayOfDevice(msgspec.Struct, frozen=True):
    """What one device wrote on one day: how many entries, the first and last of their numbers."""

    day: date
    device: str
    made: int
    first: int
    last: int


class DayOfCase(msgspec.Struct, frozen=True):
    """A case of one day: at which device it was taken in, and whether the hall has decided it."""

    day: date
    device: str
    decided: bool


def days_of_devices(connection: Connection, first: date, last: date) -> Iterator[DayOfDevice]:
    """What each device wrote on each day from ``first`` to ``last``, the latest day first. The
    hall's own chain is left out."""
    day = last
    while day >= first:
        yield from _day_of_devices(connection, day)
        day -= timedelta(days=1)


def _day_of_devices(connection: Connection, day: date) -> list[DayOfDevice]:
    """Stamps say day and device, so that the count reads one index and no entry."""
    with translated():
        stretches = connection.execute(
            "SELECT count(*), min(stamp), max(stamp) FROM entries INDEXED BY entries_by_stamp "
            "WHERE stamp >= ? AND stamp < ? GROUP BY substr(stamp, 19)",
            (_stamp(day), _stamp(day + timedelta(days=1))),
        ).fetchall()
        found = []
        for made, begin, end in stretches:
            device, number = _numbered(connection, end)
            if not device.startswith(HALL):
                begun = _numbered(connection, begin)[1]
                found.append(DayOfDevice(day, device, made, begun, number))
    return found


def _numbered(connection: Connection, stamp: str) -> tuple[str, int]:
    row = connection.execute(
        "SELECT device, number FROM entries WHERE stamp = ? LIMIT 1", (stamp,)
    ).fetchone()
    return str(row[0]), int(row[1])


def days_of_cases(connection: Connection, first: date, last: date) -> Iterator[DayOfCase]:
    """The cases received from ``first`` to ``last``."""
    begin, end = _ms(first), _ms(last + timedelta(days=1))
    with translated():
        for at, body, device in connection.execute(
            "SELECT c.received_at, c.body, (SELECT e.device FROM entries AS e "
            "WHERE e.subject = 'case:' || c.id ORDER BY e.stamp LIMIT 1) "
            "FROM cases AS c INDEXED BY cases_by_received "
            "WHERE c.received_at >= ? AND c.received_at < ?",
            (begin, end),
        ):
            day = clock.from_milliseconds(at).date()
            yield DayOfCase(day, str(device or ""), case_of(body).hall is not None)


def _ms(day: date) -> int:
    return clock.milliseconds(datetime.combine(day, time(), clock.CHINA))


def _stamp(day: date) -> str:
    return f"{_ms(day):012x}"
