"""The room's values: what its lists are asked for and what one line of them says."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal

import msgspec

from station_desktop.domain.neighbourhood.bookings import Booking
from station_desktop.domain.neighbourhood.homevisits import Finding, Met
from station_desktop.domain.neighbourhood.households import Area, Household
from station_desktop.domain.neighbourhood.rounds import Band
from station_desktop.domain.time import clock
from station_desktop.storage.reads.reads_households import Placed, Strip
from station_desktop.usecases.visits.day_lists import Person

View = Literal["homes", "day", "slots", "areas"]
VIEWS: tuple[View, ...] = ("homes", "day", "slots", "areas")
Segment = Literal["due", "attention", "all"]
SEGMENTS: tuple[Segment, ...] = ("due", "attention", "all")
BAND_TONES: dict[Band, str] = {
    "fresh": "ok",
    "soon": "info",
    "due": "warn",
    "late": "bad",
    "never": "bad",
}


class Wanted(msgspec.Struct, frozen=True):
    """What the list of households shows; ``area`` and ``building`` are empty for all of them."""

    area: str = ""
    building: str = ""
    segment: Segment = "due"
    text: str = ""


class HomeRow(msgspec.Struct, frozen=True):
    """One household in the list. ``days`` since it was seen, ``None`` for never; ``tried`` since
    somebody called in vain after that."""

    placed: Placed
    band: Band
    days: int | None
    tried: int | None
    people: tuple[Person, ...]
    area: str
    worker: str

    @property
    def household(self) -> Household:
        return self.placed.household


class StripRow(msgspec.Struct, frozen=True):
    """One building in the picture; ``days`` since the household seen longest ago was seen."""

    strip: Strip
    area: str
    days: int | None


class AreaRow(msgspec.Struct, frozen=True):
    """One area with who answers for it, and how its households stand."""

    area: Area
    worker: str
    others: tuple[str, ...]
    counts: dict[Band, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def due(self) -> int:
        return sum(self.counts.get(band, 0) for band in ("due", "late", "never"))


class Entry(msgspec.Struct, frozen=True):
    """One line of today's list as typed so far, before it is saved."""

    met: Met | Literal[""] = ""
    note: str = ""
    findings: tuple[Finding, ...] = ()
    stands: bool | None = None
    problem: str = ""


class SlotRow(msgspec.Struct, frozen=True):
    """One line of a day's appointments: one that is booked, or what is left of a slot."""

    start: str
    minutes: int
    past: bool
    free: int = 0
    booking: Booking | None = None
    worker: str = ""
    about: str = ""

    @property
    def key(self) -> str:
        return self.booking.id if self.booking is not None else self.start


def noon(day: str) -> int:
    """Noon of an ISO day in milliseconds: when a visit was of which only the day is known."""
    at = datetime.combine(date.fromisoformat(day), time(12), clock.CHINA)
    return clock.milliseconds(at)
