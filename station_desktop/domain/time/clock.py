"""Time and identity of acts: China's civil time, hybrid logical stamps, time-ordered ids.

Nothing here reads a clock or a random source; both are passed in (:class:`Clock`, :class:`Chance`).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has one civil time and no daylight saving, so no time-zone table is needed."""


class Clock(Protocol):
    """Where "now" comes from."""

    def now(self) -> datetime:
        """The present instant, aware, in China's civil time."""
        ...


class Chance(Protocol):
    """Where randomness comes from."""

    def bytes(self, count: int) -> bytes: ...


def milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970-01-01T00:00Z."""
    return int(moment.timestamp() * 1000)


def from_milliseconds(ms: int) -> datetime:
    """The moment in China's civil time."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(CHINA)


def new_id(now_ms: int, random: bytes) -> str:
    """A UUIDv7 (RFC 9562) as 32 hex digits: sorts by the time it was made.

    ``random`` is 10 bytes. Ids are made at the desk, so that a retry can never make a duplicate.
    """
    tail = int.from_bytes(random[:10], "big")
    rand_a = tail >> 68
    rand_b = tail & ((1 << 62) - 1)
    value = (now_ms & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | (rand_a & 0xFFF) << 64 | 0b10 << 62 | rand_b
    return f"{value:032x}"


def next_stamp(last: str, now_ms: int, device: str) -> str:
    """The next hybrid logical clock stamp of ``device`` after ``last`` (``""`` for none).

    ``tttttttttttt.cccc.device``: 12 hex digits of milliseconds, 4 of a counter, the device; plain
    string order is causal order. A PC clock that goes back never makes a stamp go back.
    """
    if last:
        last_ms, last_count = int(last[:12], 16), int(last[13:17], 16)
        if last_ms >= now_ms:
            if last_count == 0xFFFF:
                return f"{last_ms + 1:012x}.0000.{device}"
            return f"{last_ms:012x}.{last_count + 1:04x}.{device}"
    return f"{now_ms:012x}.0000.{device}"
