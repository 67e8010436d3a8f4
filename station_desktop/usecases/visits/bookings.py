"""Appointments by slot: a day's slots at the desk and at home, given, moved, kept or taken back.

Slots come from the station's hours, its calendar and its settings. One at home plans a home visit
for whoever goes, and the two are moved and ended together.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import msgspec

from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.neighbourhood import timetable
from station_desktop.domain.neighbourhood.bookings import (
    WHERES,
    Booked,
    Booking,
    Ended,
    Moved,
    Where,
)
from station_desktop.domain.neighbourhood.timetable import Slot
from station_desktop.domain.person import contacts
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.text import addresses, statements
from station_desktop.storage.reads import reads_rounds
from station_desktop.usecases.neighbourhood import areas, homes
from station_desktop.usecases.visits import homevisits
from station_desktop.usecases.work import Work

_LOOKED_AHEAD = 30
"""How many days are looked through for the next free slots."""
_NAMED = 3
_LONGEST = 200
Outcome = Literal["kept", "missed", "cancelled"]


def slots(work: Work, where: Where, day: str) -> tuple[Slot, ...]:
    """The slots of an ISO day, by their hour, with what is booked in them; none on a day on which
    the station is closed, but for appointments that stand there all the same."""
    work.require("case.read")
    return _slots(work, _where(where), _day(day))


def _slots(work: Work, where: Where, day: date) -> tuple[Slot, ...]:
    settings = work.store.settings()
    minutes = settings.slot_minutes
    open_today = work.store.calendar().is_working(day)
    begin = timetable.starts(settings.station_hours, minutes) if open_today else ()
    capacity = settings.desk_slots if where == "desk" else settings.home_slots
    booked = reads_rounds.bookings_of_day(work.store.connection, day.isoformat(), where)
    return timetable.slots(begin, minutes, capacity, booked, _so_far(work, day))


def _so_far(work: Work, day: date) -> str:
    """What of ``day`` has gone by, as ``HH:MM``; empty for a day to come."""
    now = work.store.time.now()
    if day > now.date():
        return ""
    return "24:00" if day < now.date() else f"{now:%H:%M}"


def next_free(work: Work, where: Where, day: str, limit: int = _NAMED) -> tuple[str, ...]:
    """The next free slots from ``day`` on, as ``YYYY-MM-DD HH:MM``."""
    work.require("case.read")
    return _next_free(work, where, max(_day(day), work.store.today()), limit)


def _next_free(work: Work, where: Where, day: date, limit: int = _NAMED) -> tuple[str, ...]:
    found: list[str] = []
    for ahead in range(_LOOKED_AHEAD):
        that = day + timedelta(days=ahead)
        found += [f"{that} {slot.start}" for slot in _slots(work, where, that) if slot.open]
        if len(found) >= limit:
            break
    return tuple(found[:limit])


def book(
    work: Work,
    where: Where,
    day: str,
    start: str,
    *,
    resident: str = "",
    name: str = "",
    phone: str = "",
    item: str = "",
    words: str = "",
    address: str = "",
    worker: str = "",
) -> Booking:
    """Give a slot to a resident (id), or to somebody known by name and phone alone. ``item`` is an
    item's code, ``words`` say what it is about otherwise. At home ``worker`` goes: unless named
    whoever answers for the household, else whoever books.

    Refuses a slot that is taken, gone by or on a closed day, and names the next free ones.
    """
    work.require("intake")
    ledger = work.store.ledger
    with ledger.transaction():
        place, when = _where(where), _day(day)
        person = homes.resident(work, resident) if resident else None
        begin = _free(work, place, when, start)
        wish = _Wish(person, name, phone, item, words, address)
        fact = _asked(work, place, when, begin, wish)
        if place == "home":
            goes = _goer(work, person, worker)
            visit = _visit(work, fact, goes)
            fact = msgspec.structs.replace(fact, worker=goes, homevisit=visit)
        id = ledger.new_id()
        ledger.append(work.author, [(f"booking:{id}", fact)])
        return get(work, id)


class _Wish(msgspec.Struct, frozen=True):
    """Who wants an appointment and what for, as typed."""

    person: Resident | None
    name: str
    phone: str
    item: str
    words: str
    address: str


def _asked(work: Work, where: Where, day: date, start: str, wish: _Wish) -> Booked:
    """What is asked for, checked; refuses with everything that is wrong."""
    problems: list[Problem] = []
    person = wish.person
    name = statements.tidy(wish.name) or (person.name if person is not None else "")
    phone = _phone(wish, problems)
    about = statements.tidy(wish.words)
    lives = addresses.plain(person.residence_address) if person is not None else ""
    home = statements.tidy(wish.address) or lives
    if not name:
        problems.append(Problem("booking.who", "name"))
    if wish.item and work.store.pack().item(wish.item) is None:
        problems.append(Problem("item.unknown", "item", {"item": wish.item[:40]}))
    if not wish.item and not about:
        problems.append(Problem("booking.what", "words"))
    if where == "home" and not home:
        problems.append(Problem("homevisit.where", "address"))
    for text, field in ((name, "name"), (about, "words"), (home, "address")):
        wrong = statements.fault(text, field, _LONGEST)
        problems += [wrong] if wrong is not None else []
    raise_if_any(problems)
    return Booked(
        where=where,
        day=day.isoformat(),
        start=start,
        minutes=work.store.settings().slot_minutes,
        resident=person.id if person is not None else "",
        name=name,
        phone=phone,
        item=wish.item,
        words=about,
        address=home if where == "home" else "",
    )


def _phone(wish: _Wish, problems: list[Problem]) -> str:
    """The phone as typed, in order, or the resident's."""
    if not wish.phone.strip():
        return wish.person.phone if wish.person is not None else ""
    checked = contacts.check(wish.phone)
    if checked.problem is not None:
        problems.append(msgspec.structs.replace(checked.problem, field="phone"))
    return checked.number


def _goer(work: Work, person: Resident | None, worker: str) -> str:
    """Who goes: the one named, whoever answers for the household, or else whoever books."""
    if worker:
        return areas.staff(work, worker).id
    home = homes.of_resident(work, person.id) if person is not None else None
    found = areas.get(work, home.area).worker if home is not None else ""
    return found or areas.staff(work, work.author).id


def _visit(work: Work, fact: Booked, worker: str) -> str:
    """The home visit for it; one to the resident's own door is one to their household."""
    home = homes.of_resident(work, fact.resident) if fact.resident else None
    own = home is not None and not home.moved_at and fact.address == home.address
    planned = homevisits.plan(
        work,
        "appointment",
        fact.day,
        worker,
        household=home.id if home is not None and own else "",
        resident=fact.resident,
        address="" if own else fact.address,
        time=fact.start,
        why=_matter(work, fact),
    )
    return planned.id


def _matter(work: Work, fact: Booked) -> str:
    """What it is about, as the list of visits has it."""
    item = work.store.pack().item(fact.item) if fact.item else None
    name = item.name.get("zh_CN") if item is not None else ""
    known = "" if fact.resident else fact.name
    return "，".join(part for part in (known, name, fact.words) if part)


def move(work: Work, booking: str, day: str, start: str, worker: str = "") -> Booking:
    """Another slot; refused like a booking."""
    work.require("intake")
    with work.store.ledger.transaction():
        found = _booked(work, booking)
        when = _day(day)
        if (found.day, found.start) == (when.isoformat(), timetable.hour(start)) and not worker:
            return found
        begin = _free(work, found.where, when, start, but=found)
        goes = areas.staff(work, worker).id if worker else found.worker
        acts: list[tuple[str, Fact]] = [
            (f"booking:{found.id}", Moved(when.isoformat(), begin, goes))
        ]
        work.store.ledger.append(work.author, acts)
        if found.homevisit:
            homevisits.move(work, found.homevisit, when.isoformat(), goes, time=begin)
        return get(work, found.id)


def end(work: Work, booking: str, state: Outcome, reason: str = "") -> Booking:
    """Kept, missed, or taken back, which needs a reason. Taking back one at home takes its visit
    off the list."""
    work.require("intake")
    with work.store.ledger.transaction():
        found = _booked(work, booking)
        words = statements.stated(reason, "reason")
        if state not in ("kept", "missed", "cancelled"):
            raise refuse("booking.outcome", field="state")
        if state == "cancelled" and not words:
            raise refuse("booking.reason", field="reason")
        if state != "cancelled" and found.day > work.store.today().isoformat():
            raise refuse("booking.not_yet", field="state", day=found.day)
        work.store.ledger.append(work.author, [(f"booking:{found.id}", Ended(state, words))])
        if state == "cancelled" and found.homevisit:
            visit = homes.visit(work, found.homevisit)
            if visit.state == "planned":
                homevisits.cancel(work, visit.id, words)
        return get(work, found.id)


def get(work: Work, booking: str) -> Booking:
    """The appointment with this id."""
    work.require("case.read")
    record = work.store.ledger.record("booking", booking.strip())
    if not isinstance(record, Booking):
        raise refuse("booking.unknown")
    return record


def of_day(work: Work, day: str) -> tuple[Booking, ...]:
    """The appointments of an ISO day, by their hour, taken-back ones among them."""
    work.require("case.read")
    return reads_rounds.bookings_of_day(work.store.connection, _day(day).isoformat())


def of_resident(work: Work, resident: str) -> tuple[Booking, ...]:
    """A resident's appointments, the latest first."""
    work.require("case.read")
    return reads_rounds.bookings_of(work.store.connection, resident)


def _free(work: Work, where: Where, day: date, start: str, but: Booking | None = None) -> str:
    """The slot's start, if it can be had; ``but`` is the appointment that moves."""
    begin = timetable.hour(start)
    found = _slots(work, where, day)
    slot = next((one for one in found if one.start == begin), None)
    regular = any(one.free or one.booked for one in found)
    if slot is not None and slot.open:
        return begin
    own = but is not None and but.day == day.isoformat() and but.start == begin
    if slot is not None and own and not slot.past:
        return begin
    code = _why_not(work, day, slot, regular)
    free = _next_free(work, where, max(day, work.store.today()))
    about = {"day": day.isoformat(), "start": begin or start.strip()[:10]}
    if not free:
        raise refuse("booking.none_free", field="start", **about)
    raise refuse(code, field="start", free=", ".join(free), **about)


def _why_not(work: Work, day: date, slot: Slot | None, regular: bool) -> str:
    if day < work.store.today() or (slot is not None and slot.past):
        return "booking.past"
    if not work.store.calendar().is_working(day):
        return "booking.closed"
    return "booking.taken" if slot is not None and regular else "booking.no_slot"


def _booked(work: Work, booking: str) -> Booking:
    found = get(work, booking)
    if found.state != "booked":
        raise refuse("booking.ended", state=found.state)
    return found


def _where(where: str) -> Where:
    for known in WHERES:
        if known == where:
            return known
    raise refuse("booking.where", field="where")


def _day(day: str) -> date:
    try:
        return date.fromisoformat(day.strip())
    except ValueError:
        raise refuse("homevisit.day", field="day", day=day.strip()[:20]) from None


__all__ = ["Slot", "book", "end", "get", "move", "next_free", "of_day", "of_resident", "slots"]
