"""The room's values: what the list of things made is asked for, and one line of it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

from station_desktop.domain.catalogue import Words
from station_desktop.domain.time import clock

Segment = Literal["cases", "waiting", "decided", "aside", "acts"]
SEGMENTS: tuple[Segment, ...] = ("cases", "waiting", "decided", "aside", "acts")

Stood = Literal[
    "here",
    "waiting",
    "relay",
    "received",
    "approved",
    "returned",
    "refused",
    "aside",
    "settle",
]
TONES: dict[str, str] = {
    "here": "info",
    "waiting": "warn",
    "sending": "warn",
    "relay": "info",
    "received": "ok",
    "approved": "ok",
    "returned": "warn",
    "refused": "bad",
    "aside": "bad",
    "settle": "warn",
}


class MadeRow(msgspec.Struct, frozen=True):
    """One case or one act, and where it stands. ``place`` is where the list goes on from;
    ``number`` is under which the hall received it, 0 for not yet; ``reason`` is a problem code or
    the hall's own words. ``about`` is masked; ``case`` is the case's number, empty for none."""

    key: str
    place: Any
    at: int
    act: str
    item: Words | None
    case: str
    about: str
    by: str
    stood: Stood
    number: int = 0
    reason: str = ""


class DayRow(msgspec.Struct, frozen=True):
    """One window's day: acts ``made``, ``sent`` from here, ``accepted`` by the hall, ``cases``
    taken in and ``decided``, acts still ``owed``."""

    day: date
    window: str
    made: int
    sent: int
    accepted: int
    cases: int
    decided: int

    @property
    def owed(self) -> int:
        return self.made - self.accepted


def moment(at: int) -> str:
    """As a list has it: the same in both languages."""
    return f"{clock.from_milliseconds(at):%Y-%m-%d %H:%M}" if at else ""
