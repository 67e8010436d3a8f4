"""Appointments by slot (预约): at the desk or at home, kept, missed or taken back."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.journal.journal import Entry, Fact

Where = Literal["desk", "home"]
WHERES: tuple[Where, ...] = ("desk", "home")
State = Literal["booked", "kept", "missed", "cancelled"]


class Booking(msgspec.Struct, frozen=True, omit_defaults=True):
    """One appointment. ``day`` is an ISO day, ``start`` ``HH:MM``, ``minutes`` how long. ``item``
    is an item's code, ``words`` what it is about otherwise; ``homevisit`` the visit planned for
    one at home."""

    id: str
    where: Where
    day: str
    start: str
    minutes: int
    resident: str = ""
    name: str = ""
    phone: str = ""
    item: str = ""
    words: str = ""
    address: str = ""
    worker: str = ""
    homevisit: str = ""
    state: State = "booked"
    made_at: int = 0
    made_by: str = ""
    reason: str = ""
    erased_at: int = 0


class Booked(Fact, frozen=True):
    """A slot was given."""

    kind: ClassVar[str] = "booking.made"
    personal: ClassVar[tuple[str, ...]] = ("name", "phone", "words", "address")
    where: Where
    day: str
    start: str
    minutes: int
    resident: str = ""
    name: str = ""
    phone: str = ""
    item: str = ""
    words: str = ""
    address: str = ""
    worker: str = ""
    homevisit: str = ""


class Moved(Fact, frozen=True):
    """Another slot."""

    kind: ClassVar[str] = "booking.moved"
    day: str
    start: str
    worker: str = ""


class Ended(Fact, frozen=True):
    """Kept, missed, or cancelled with the reason."""

    kind: ClassVar[str] = "booking.ended"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    state: Literal["kept", "missed", "cancelled"]
    reason: str = ""


FACTS: tuple[type[Fact], ...] = (Booked, Moved, Ended)


def fold(booking: Booking | None, entry: Entry, fact: Fact) -> Booking | None:
    """The appointment after ``fact``; one that ended stays as it ended."""
    replace = msgspec.structs.replace
    if booking is None:
        if not isinstance(fact, Booked):
            return None
        typed = msgspec.structs.asdict(fact)
        return Booking(id=entry.subject_id, made_at=entry.at, made_by=entry.author, **typed)
    match fact:
        case Moved() if booking.state == "booked":
            worker = fact.worker or booking.worker
            return replace(booking, day=fact.day, start=fact.start, worker=worker)
        case Ended() if booking.state == "booked":
            return replace(booking, state=fact.state, reason=fact.reason)
        case _:
            return booking
