"""The whistle's clock: how each department stands against its limit, and which moments may be
written down.

A department's clock runs from its call to its sign-in on the scene, not to its reply. Minutes that
have begun count whole, so that "31 minutes" is never in time for a limit of 30.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

import msgspec

from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock
from station_desktop.domain.whistle.whistlevalues import KINDS, Called, Kind, Whistle

MINUTE_MS = 60_000
APART_MS = 5 * MINUTE_MS
"""As far as the clocks of station and hall may be apart without a word about it."""

How = Literal["waiting", "late", "on_scene", "reported", "never"]


class Standing(msgspec.Struct, frozen=True):
    """How one department stands at a moment.

    ``how``: ``waiting`` within its limit, ``late`` past it and not there, ``on_scene``,
    ``reported``, or ``never`` where the whistle is over and it did not come. ``minutes`` are those
    left while waiting, those past the limit while late, those from call to sign-in once it is
    there (0 where it reported without coming). ``over`` are the minutes past its limit, for every
    ``how`` but ``waiting``; ``seen`` says that it signed in, ``in_time`` that it did so within its
    limit.
    """

    department: str
    how: How
    minutes: int
    limit: int
    over: int = 0
    seen: bool = False

    @property
    def in_time(self) -> bool:
        return self.seen and not self.over

    @property
    def late(self) -> bool:
        """Whether it came late, is late, or never came."""
        return self.over > 0 or self.how == "never"


def standing(whistle: Whistle, now: int) -> tuple[Standing, ...]:
    """How each department of the whistle stands at ``now`` (milliseconds), in the order called."""
    return tuple(_one(whistle, one, now) for one in whistle.departments)


def _one(whistle: Whistle, one: Called, now: int) -> Standing:
    until = one.checked_in_at or (now if whistle.open else whistle.closed_at)
    over = max(0, _minutes(until - one.due_at))
    if one.checked_in_at:
        took = max(0, _minutes(one.checked_in_at - one.called_at))
        how: How = "reported" if one.reported_at else "on_scene"
        return Standing(one.department, how, took, one.limit, over, seen=True)
    if one.reported_at:
        return Standing(one.department, "reported", 0, one.limit, over)
    if not whistle.open:
        return Standing(one.department, "never", over, one.limit, over)
    if over:
        return Standing(one.department, "late", over, one.limit, over)
    return Standing(one.department, "waiting", _minutes(one.due_at - now), one.limit)


def _minutes(milliseconds: int) -> int:
    """Whole minutes, one that has begun among them."""
    return -(-milliseconds // MINUTE_MS)


class Punctuality(NamedTuple):
    """How many calls were answered on the scene in time, late, and not at all."""

    in_time: int
    late: int
    never: int

    @property
    def share(self) -> Fraction | None:
        """In time out of all of them; ``None`` where nobody was called, which is no rate."""
        total = sum(self)
        return Fraction(self.in_time, total) if total else None


def punctuality(whistles: Iterable[Whistle]) -> Punctuality:
    """Every department's call counted once. One that is still awaited in an open whistle is not
    counted yet, and neither is a call of a whistle that the hall turned down."""
    in_time = late = never = 0
    for whistle in whistles:
        for one in whistle.departments:
            if one.checked_in_at:
                came_late = one.late(one.checked_in_at)
                late, in_time = late + came_late, in_time + (not came_late)
            else:
                never += whistle.state == "closed"
    return Punctuality(in_time, late, never)


def by_kind(whistles: Iterable[Whistle]) -> dict[Kind, int]:
    """How many of each kind, every kind named."""
    counted: dict[Kind, int] = dict.fromkeys(KINDS, 0)
    for whistle in whistles:
        counted[whistle.kind] += 1
    return counted


def moment(at: int, now: int, earliest: int) -> int:
    """The moment to write down for ``at`` (0 for now), no earlier than ``earliest``.

    What happened may be written down afterwards, but not before it can have happened
    (``whistle.too_early``) and not ahead of time (``whistle.ahead``). Where the PC's clock was set
    back to before ``earliest`` there is no "now" to take (``whistle.clock_back``): then a time
    that somebody read off another clock is believed. Minutes are all that anybody types.
    """
    behind = now < earliest - APART_MS
    if not at:
        if behind:
            raise refuse("whistle.clock_back", "at", now=shown(now), then=shown(earliest))
        return max(now, earliest)
    if at // MINUTE_MS < earliest // MINUTE_MS:
        raise refuse("whistle.too_early", "at", at=shown(at), then=shown(earliest))
    if at > max(now, earliest) + MINUTE_MS and not behind:
        raise refuse("whistle.ahead", "at", at=shown(at), now=shown(now))
    return max(at, earliest)


def read_moment(text: str, now: int, earliest: int = 0) -> int:
    """The moment that ``text`` means: ``HH:MM`` or ISO 8601, nothing for 0.

    A time alone is the latest such time that has come; the first one from ``earliest`` on where
    the PC's clock was set back. Refuses ``whistle.time`` for what is neither.
    """
    words = text.strip().replace("：", ":")
    if not words:
        return 0
    try:
        if "-" in words or "/" in words:
            found = datetime.fromisoformat(words.replace("/", "-"))
            there = found if found.tzinfo else found.replace(tzinfo=clock.CHINA)
            return clock.milliseconds(there)
        daytime = time.fromisoformat(words.rjust(5, "0"))
    except (ValueError, OverflowError, OSError):
        raise refuse("whistle.time", "at", text=words[:30]) from None
    return _of_day(daytime, now, earliest)


def _of_day(daytime: time, now: int, earliest: int) -> int:
    first = max(now, earliest) if now < earliest - APART_MS else now
    here = clock.from_milliseconds(first)
    found = datetime.combine(here.date(), daytime, clock.CHINA)
    if first != now:
        wanted = found + timedelta(days=found.replace(second=59) < here)
    else:
        wanted = found - timedelta(days=found > here + timedelta(minutes=1))
    return clock.milliseconds(wanted)


def shown(at: int) -> str:
    """Day and time of a moment, as a sentence has it."""
    return f"{clock.from_milliseconds(at):%Y-%m-%d %H:%M}"
