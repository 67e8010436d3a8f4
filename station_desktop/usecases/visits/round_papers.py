"""The papers of rounds and appointments: the list of home visits that is carried, and the slip that
a resident takes home.

Of what the station knows the list holds no identity number, and no word of a benefit, a loss or a
court: a sheet of paper can be left on a bench. A phone number stands on it in full where an hour
was agreed and one may have to call, and masked elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from station_desktop import phrases
from station_desktop.domain.case import requirements
from station_desktop.domain.catalogue import Item
from station_desktop.domain.neighbourhood.bookings import Booking
from station_desktop.domain.neighbourhood.rounds import Reason
from station_desktop.domain.person import masks
from station_desktop.domain.problem import refuse
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.text import dates
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Language, Sheet, Station
from station_desktop.papers.round_sheets import (
    LIST_FORMATS,
    SLIP_FORMATS,
    BookingSlip,
    VisitLine,
    VisitList,
    compose_list,
    compose_slip,
)
from station_desktop.usecases.paper.paper_facts import material_name
from station_desktop.usecases.visits import bookings, day_lists
from station_desktop.usecases.visits.day_lists import Person, Stop
from station_desktop.usecases.work import Work

_NOT_ON_PAPER = frozenset({"low_income", "bereaved", "corrections"})


def visit_list(
    work: Work, worker: str, day: str, language: Language, format: Format = "a4"
) -> Document:
    """What is planned for a worker (account id) on an ISO day and not yet entered; refuses a day
    without any."""
    work.require("household.read")
    if format not in LIST_FORMATS:
        raise refuse("papers.format", field="format", kind="visit_list", format=format)
    found = day_lists.day_list(work, worker, day)
    stops = [stop for stop in found.stops if stop.visit.state == "planned"]
    if not stops:
        raise refuse("homevisit.none_planned", field="day", day=day)
    areas = dict.fromkeys(stop.area for stop in stops if stop.area)
    sheet = VisitList(
        worker=_name(work, worker),
        day=date.fromisoformat(day),
        lines=tuple(_line(stop, language) for stop in stops),
        areas=phrases.say("paper.between.names", language).join(areas),
    )
    return compose_list(sheet, _head(work, _name(work, worker)), language, format)


def _line(stop: Stop, language: Language) -> VisitLine:
    purpose = phrases.say(f"homevisit.purpose.{stop.visit.purpose}", language)
    about = phrases.say("round.case", language, number=stop.case) if stop.case else ""
    told = (stop.why, stop.matter, about, day_lists.why_words(_printable(stop.reasons), language))
    words = [text for text in told if text]
    shown = words if stop.visit.purpose == "round" and words else [purpose, *words]
    return VisitLine(
        address=stop.address,
        people=tuple(_person(one, language) for one in stop.people),
        why=phrases.say("round.joint", language).join(shown),
        time=stop.visit.time,
        phone=_phone(stop, language),
        check=stop.visit.purpose == "verify",
    )


def _printable(reasons: Iterable[Reason]) -> list[Reason]:
    return [reason for reason in reasons if reason.code not in _NOT_ON_PAPER]


def _person(one: Person, language: Language) -> str:
    if one.age is None:
        return one.name
    return phrases.say("round.person", language, name=one.name, age=one.age)


def _phone(stop: Stop, language: Language) -> str:
    """The first number known; in full where an hour was agreed on."""
    one = next((person for person in stop.people if person.phone), None)
    if one is None:
        return ""
    number = one.phone if stop.visit.time else masks.mask_phone(one.phone)
    if not one.phone_note:
        return phrases.say("round.phone", language, phone=number)
    return phrases.say("round.phone.of", language, phone=number, whose=one.phone_note)


def slip(work: Work, booking: str, language: Language, format: Format = "roll") -> Document:
    """The appointment as the resident takes it home."""
    if format not in SLIP_FORMATS:
        raise refuse("papers.format", field="format", kind="booking", format=format)
    found = bookings.get(work, booking)
    if found.state != "booked":
        raise refuse("booking.ended", state=found.state)
    settings = work.store.settings()
    item = work.store.pack().item(found.item) if found.item else None
    day = dates.show_day_and_weekday(date.fromisoformat(found.day), language)
    at_home = found.where == "home"
    facts = BookingSlip(
        name=found.name,
        time=f"{day} {found.start}",
        place=found.address if at_home else settings.station_address or settings.station_name,
        about=_about(found, item, language),
        at_home=at_home,
        comes=_name(work, found.worker) if at_home else "",
        bring=_bring(work, item, language) if not at_home else (),
    )
    return compose_slip(facts, _head(work, work.actor.name), language, format)


def _about(found: Booking, item: Item | None, language: Language) -> str:
    name = item.name.get(language) if item is not None else ""
    return phrases.say("round.joint", language).join(part for part in (name, found.words) if part)


def _bring(work: Work, item: Item | None, language: Language) -> tuple[str, ...]:
    """What the item always asks for; forms are filled in at the station."""
    if item is None:
        return ()
    needed = requirements.of(item, work.store.pack(), by_agent=False)
    asked = (one for one in needed if one.needed == "always" and not one.material.is_form)
    return tuple(dict.fromkeys(material_name(one, language) for one in asked))


def _head(work: Work, officer: str) -> Sheet:
    settings = work.store.settings()
    station = Station(
        name=settings.station_name,
        code=settings.station_code,
        address=settings.station_address,
        phone=settings.station_phone,
        hours=settings.station_hours,
        complaint_phone=settings.complaint_phone,
    )
    return Sheet(station, work.store.time.now(), officer, demo=settings.demo)


def _name(work: Work, account: str) -> str:
    record = work.store.ledger.record("account", account)
    return record.name if isinstance(record, Account) else ""
