"""Which backups stay, and when the next is due."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, time, timedelta

import msgspec

from station_desktop.domain.problem import refuse
from station_desktop.domain.text.folding import half_width

_MOST = 1000
_NUMBERS = re.compile(r"\s*(\d+)(?:\s*[,、;/ ]\s*(\d+)\s*[,、;/ ]\s*(\d+))?\s*", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)", re.ASCII)


class Keep(msgspec.Struct, frozen=True):
    """The newest backup of each of the last so many days, weeks and months that have one; and the
    ``newest`` however close together."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12
    newest: int = 1

    def __str__(self) -> str:
        if self.daily or self.weekly or self.monthly:
            return f"{self.daily}, {self.weekly}, {self.monthly}"
        return str(self.newest)


def keep_of(text: str) -> Keep:
    """As typed: three numbers of days, weeks and months (``7, 4, 12``), or how many in all.
    Refuses ``backups.keep_form``."""
    found = _NUMBERS.fullmatch(half_width(text))
    numbers = [int(number) for number in found.groups() if number] if found else []
    if not numbers or max(numbers) > _MOST or not any(numbers):
        raise refuse("backups.keep_form", field="keep", most=_MOST)
    return Keep(*numbers) if len(numbers) == 3 else Keep(0, 0, 0, numbers[0])


def time_of(text: str) -> time:
    """A time of day as typed (``12:10``). Refuses ``setting.time``."""
    found = _CLOCK.fullmatch(half_width(text).strip())
    if found is None or int(found[1]) > 23:
        raise refuse("setting.time", field="time")
    return time(int(found[1]), int(found[2]))


def kept(backups: Iterable[tuple[int, date]], keep: Keep) -> frozenset[int]:
    """The serials of those that stay, of ``(serial, day)`` of one PC's backups in one place.

    The one with the highest serial always stays, whatever the clock said when it was made: it is
    the last that was verified.
    """
    newest_first = sorted(backups, reverse=True)
    stay = {serial for serial, _ in newest_first[: max(1, keep.newest)]}
    spans: tuple[tuple[int, Callable[[date], Hashable]], ...] = (
        (keep.daily, lambda day: day),
        (keep.weekly, lambda day: day.isocalendar()[:2]),
        (keep.monthly, lambda day: (day.year, day.month)),
    )
    for count, span in spans:
        newest: dict[Hashable, tuple[date, int]] = {}
        for serial, day in newest_first:
            newest.setdefault(span(day), (day, serial))
        latest = sorted(newest.values(), reverse=True)[:count]
        stay |= {serial for _, serial in latest}
    return frozenset(stay)


def due(now: datetime, at: time, last: datetime | None) -> bool:
    """Whether the daily backup of ``at`` has not been made yet: the set time came since ``last``,
    while the PC was on or off. A ``last`` that lies ahead was made by a clock that has since gone
    back and says nothing."""
    if last is None or last > now:
        return True
    planned = now.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    if planned > now:
        planned -= timedelta(days=1)
    return last < planned
