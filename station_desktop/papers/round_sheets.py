"""What the papers of rounds and appointments say: the list that is carried from door to door, and
the slip that a resident takes home with the day and hour.

The list holds what is needed at a door – where, who, how old, why, room to tick and write – and has
no room for an identity number.
"""

from __future__ import annotations

from datetime import date

import msgspec

from station_desktop.papers.compose import sheet
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Language, Sheet

LIST_FORMATS: tuple[Format, ...] = ("a4", "large")
SLIP_FORMATS: tuple[Format, ...] = ("a4", "large", "roll")


class VisitLine(msgspec.Struct, frozen=True):
    """One door. ``people`` and ``why`` are words in the paper's language; ``phone`` is given as it
    may be printed; ``check`` asks whether it is as it was reported."""

    address: str
    people: tuple[str, ...] = ()
    why: str = ""
    time: str = ""
    phone: str = ""
    check: bool = False


class VisitList(msgspec.Struct, frozen=True):
    """One worker's day."""

    worker: str
    day: date
    lines: tuple[VisitLine, ...]
    areas: str = ""


class BookingSlip(msgspec.Struct, frozen=True):
    """One appointment: ``time`` is day and hour in words, ``bring`` what is to be brought along."""

    name: str
    time: str
    place: str
    about: str
    at_home: bool = False
    comes: str = ""
    bring: tuple[str, ...] = ()


def compose_list(
    visits: VisitList, head: Sheet, language: Language, format: Format = "a4"
) -> Document:
    """The list, A4 or large print."""
    return sheet("visit_list", "visits.title", head, language, format, visits=visits)


def compose_slip(
    slip: BookingSlip, head: Sheet, language: Language, format: Format = "a4"
) -> Document:
    """The slip, on the roll too."""
    return sheet("booking", "booking.title", head, language, format, roll=True, slip=slip)
