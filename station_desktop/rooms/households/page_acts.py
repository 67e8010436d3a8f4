"""What the room's panels do: each act as its questions and what is made of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from station_desktop.domain.neighbourhood.bookings import Booking, Where
from station_desktop.domain.neighbourhood.homevisits import PURPOSES, Purpose
from station_desktop.domain.neighbourhood.households import Area
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.station.accounts import Account
from station_desktop.rooms.households import fields
from station_desktop.rooms.households.gather import HomeFile
from station_desktop.rooms.households.page_ask import Ask
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.visits import bookings, homevisits, households
from station_desktop.usecases.work import Work


def of_household(key: str, found: HomeFile, seat: Seat) -> Ask:
    """What can be done with a household: ``change``, ``moved`` or ``plan``."""
    home = found.household
    if key == "change":
        return Ask(
            "change",
            Text("households", "Why it is looked after, and what to know at the door"),
            Text("households", "Save  Ctrl+Enter"),
            fields.household(),
            lambda work, said: _change(work, home.id, said),
            {"attention": list(home.attention) or None, "note": home.note},
            Text("households", "Only what is known, never what is guessed."),
        )
    if key == "moved":
        return Ask(
            "moved",
            Text("households", "They moved away"),
            Text("households", "Mark as moved away  Ctrl+Enter"),
            fields.moved(),
            lambda work, said: households.move_away(work, home.id, str(said.get("note") or "")),
            note=Text(
                "households", "It leaves the rounds. Open cases and planned visits are told next."
            ),
        )
    worker = found.area.worker if found.area is not None else ""
    goers = [account.id for account in found.goers]
    before: dict[str, Any] = {
        "purpose": "service",
        "day": seat.today().isoformat(),
        "worker": worker if worker in goers else seat.actor.id,
    }
    return Ask(
        "plan",
        Text("households", "Plan a home visit"),
        Text("households", "Plan  Ctrl+Enter"),
        fields.plan(found.goers),
        lambda work, said: _plan(work, home.id, said),
        before,
    )


def _change(work: Work, id: str, said: dict[str, Any]) -> object:
    return households.set_household(
        work,
        household=id,
        attention=said.get("attention") or (),
        note=str(said.get("note") or ""),
    )


def _plan(work: Work, id: str, said: dict[str, Any]) -> object:
    text = {key: str(said.get(key) or "") for key in ("day", "worker", "time", "why")}
    chosen = said.get("purpose") or "service"
    purpose: Purpose = next(one for one in PURPOSES if one == chosen)
    return homevisits.plan(work, purpose, household=id, **text)


def of_area(area: Area | None) -> Ask:
    """Make an area, or change one."""
    before = {}
    if area is not None:
        before = {
            "name": area.name,
            "code": area.code,
            "buildings": "\n".join(area.buildings),
        }
    return Ask(
        "set",
        Text("households", "A grid area and its courtyards and buildings"),
        Text("households", "Save  Ctrl+Enter"),
        fields.area(),
        lambda work, said: areas.set_area(
            work,
            _text(said, "name"),
            code=_text(said, "code"),
            buildings=_divided(_text(said, "buildings")),
            area=area.id if area is not None else "",
        ),
        before,
    )


def of_assigning(area: Area, goers: Sequence[Account]) -> Ask:
    """Who answers for an area."""
    return Ask(
        "assign",
        Text("households", "Who answers for the area, and who stands in"),
        Text("households", "Assign  Ctrl+Enter"),
        fields.assign(goers),
        lambda work, said: areas.assign(
            work, area.id, _text(said, "worker"), said.get("others") or ()
        ),
        {"worker": area.worker, "others": list(area.others) or None},
        about=area.name,
    )


def of_slot(
    where: Where,
    day: str,
    start: str,
    person: Resident | None,
    goers: Sequence[Account],
) -> Ask:
    """Give a slot to somebody from the register, or to whoever is named."""
    asked = fields.booking(goers, at_home=where == "home")
    if person is not None:
        asked = tuple(one for one in asked if one.key not in ("name", "phone"))
    return Ask(
        "book",
        Text("households", "Give this slot"),
        Text("households", "Book  Ctrl+Enter"),
        asked,
        lambda work, said: bookings.book(
            work,
            where,
            day,
            start,
            resident=person.id if person is not None else "",
            **{key: _text(said, key) for key in ("name", "phone", "words", "address", "worker")},
        ),
        about=f"{day} {start}" + (f" · {person.name}" if person is not None else ""),
    )


def of_booking(key: str, booking: Booking) -> Ask:
    """Move an appointment or take it back."""
    about = f"{booking.name} · {booking.day} {booking.start}"
    if key == "move":
        return Ask(
            "move",
            Text("households", "Another slot"),
            Text("households", "Move  Ctrl+Enter"),
            fields.moment(),
            lambda work, said: bookings.move(
                work, booking.id, _text(said, "day"), _text(said, "start")
            ),
            {"day": booking.day, "start": booking.start},
            about=about,
        )
    return Ask(
        "cancel",
        Text("households", "Take the appointment back"),
        Text("households", "Take back  Ctrl+Enter"),
        fields.reason(),
        lambda work, said: bookings.end(work, booking.id, "cancelled", _text(said, "reason")),
        about=about,
    )


def of_visit(visit: str, about: str) -> Ask:
    """Nobody goes."""
    return Ask(
        "drop",
        Text("households", "Take a visit off the list"),
        Text("households", "Take off  Ctrl+Enter"),
        fields.reason(),
        lambda work, said: homevisits.cancel(work, visit, _text(said, "reason")),
        about=about,
    )


def _text(said: dict[str, Any], key: str) -> str:
    return str(said.get(key) or "")


def _divided(text: str) -> list[str]:
    """Buildings as typed: one a line, or divided by commas."""
    for mark in ("，", "、", ",", "；", ";"):
        text = text.replace(mark, "\n")
    return text.split("\n")
