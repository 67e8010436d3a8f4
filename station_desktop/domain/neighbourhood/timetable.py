"""A day at the station cut into appointments: its opening hours, and how many people each slot
takes at the desk and at home.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from station_desktop.domain.neighbourhood.bookings import Booking
from station_desktop.domain.text.folding import half_width

_STRETCH = re.compile(r"(\d{1,2})[:.点时](\d{2})?分?\s*[-–—~至到]\s*(\d{1,2})[:.点时](\d{2})?分?")
_HOUR = re.compile(r"(\d{1,2})(?:[:.点时](\d{2})?分?)", re.ASCII)
_DAY = 24 * 60


class Slot(msgspec.Struct, frozen=True):
    """One stretch of a day. ``start`` is ``HH:MM``; ``booked`` are the appointments in it that
    were not taken back, ``free`` how many more it takes (never below 0), ``past`` that it began."""

    start: str
    minutes: int
    booked: tuple[Booking, ...] = ()
    free: int = 0
    past: bool = False

    @property
    def open(self) -> bool:
        return self.free > 0 and not self.past


@lru_cache(256)
def stretches(hours: str) -> tuple[tuple[int, int], ...]:
    """Opening hours as minutes of the day, in order: ``09:00-12:00 13:30-17:00``. What cannot be
    read, or runs backwards, is left out."""
    found = []
    for match in _STRETCH.finditer(half_width(hours)):
        first, last = (int(match[at]) * 60 + int(match[at + 1] or 0) for at in (1, 3))
        if first < last <= _DAY:
            found.append((first, last))
    return tuple(sorted(found))


def hour(text: str) -> str:
    """An hour as typed (9:30, 14点, 9：30) as ``HH:MM``; empty for none."""
    found = _HOUR.fullmatch(half_width(text).strip())
    at = int(found[1]) * 60 + int(found[2] or 0) if found is not None else _DAY
    return f"{at // 60:02d}:{at % 60:02d}" if at < _DAY else ""


def starts(hours: str, minutes: int) -> tuple[str, ...]:
    """When the slots of a day begin; one that would run past closing is none."""
    step = max(minutes, 5)
    return tuple(
        f"{at // 60:02d}:{at % 60:02d}"
        for first, last in stretches(hours)
        for at in range(first, last - step + 1, step)
    )


def slots(
    begin: Iterable[str],
    minutes: int,
    capacity: int,
    booked: Iterable[Booking],
    now: str = "",
) -> tuple[Slot, ...]:
    """The day's slots with what is booked in them. ``now`` is ``HH:MM`` on the day itself, empty
    before it, ``24:00`` after it. An appointment at an hour that is no slot any more, because the
    hours were changed since, keeps a place of its own."""
    taken: dict[str, list[Booking]] = {start: [] for start in begin}
    regular = frozenset(taken)
    for booking in booked:
        if booking.state != "cancelled":
            taken.setdefault(booking.start, []).append(booking)
    return tuple(
        Slot(
            start=start,
            minutes=minutes,
            booked=tuple(found),
            free=max(capacity - len(found), 0) if start in regular else 0,
            past=bool(now) and start <= now,
        )
        for start, found in sorted(taken.items())
    )
