"""``stationctl booking``: a day's slots, and appointments given, moved and ended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.residents import resident_of
from station_desktop.cli.session import at_work
from station_desktop.cli.visits import day_of, language_of
from station_desktop.console import output
from station_desktop.console.command import Group, OneOf, option, say
from station_desktop.domain.neighbourhood.bookings import WHERES, Booking
from station_desktop.domain.person import masks
from station_desktop.domain.problem import refuse

if TYPE_CHECKING:
    from station_desktop.usecases.work import Work

booking = Group("booking", help="booking")


@booking.command("slots", help="booking.slots")
@option("--where", "where", type=OneOf(WHERES), default="desk", show_default=True, help="where")
@option("--day", "day", default="", metavar="2026-11-26", help="booking_day")
def slots(where: Any, day: str) -> None:
    """What a day has left, and who is booked."""
    from station_desktop.usecases.visits import bookings

    with at_work() as work:
        when = day_of(work, day)
        found = bookings.slots(work, where, when)
        values = [
            {
                "start": slot.start,
                "minutes": slot.minutes,
                "free": slot.free,
                "past": slot.past,
                "booked": [_value(one) for one in slot.booked],
            }
            for slot in found
        ]
        rows = [[s.start, s.free, ", ".join(b.name for b in s.booked)] for s in found]
        heads = ("hour", "free", "booked")
        shown = output.table(heads, rows) if rows else [say("booking.closed_day", day=when)]
        output.answer({"day": when, "where": where, "slots": values}, *shown)


@booking.command("list", help="booking.list")
@option("--day", "day", default="", metavar="2026-11-26", help="booking_day")
def list_bookings(day: str) -> None:
    """The appointments of a day."""
    from station_desktop.usecases.visits import bookings

    with at_work() as work:
        found = bookings.of_day(work, day_of(work, day))
        rows = [[b.start, _place(b), b.name, b.words or b.item, _state(b)] for b in found]
        heads = ("hour", "where", "name", "about", "state")
        shown = output.table(heads, rows) if rows else [say("booking.none")]
        output.answer({"bookings": [_value(one) for one in found]}, *shown)


@booking.command("make", help="booking.make")
@option("--where", "where", type=OneOf(WHERES), default="desk", show_default=True, help="where")
@option("--day", "day", required=True, metavar="2026-11-26", help="booking_day")
@option("--start", "start", required=True, metavar="09:30", help="booking_start")
@option("--resident", "resident", default="", metavar="ID", help="booking_resident")
@option("--name", "name", default="", help="booking_name")
@option("--phone", "phone", default="", help="phone")
@option("--item", "item", default="", metavar="CODE", help="booking_item")
@option("--about", "words", default="", help="booking_about")
@option("--address", "address", default="", help="booking_address")
@option("--worker", "worker", default="", metavar="LOGIN", help="visit_worker")
@option("--out", "out", type=click.Path(path_type=Path), help="booking_out")
def make(where: Any, day: str, start: str, resident: str, out: Path | None, **more: str) -> None:
    """Give a slot; with ``--out`` the slip as a PDF."""
    from station_desktop.usecases.visits import bookings

    with at_work() as work:
        whose = resident_of(work, resident).id if resident else ""
        made = bookings.book(work, where, day, start, resident=whose, **more)
        if out is not None:
            _slip(work, made, out)
        _answer(made)


def _slip(work: Work, made: Booking, out: Path) -> None:
    from station_desktop.console.files import must_have_folder
    from station_desktop.papers import printing
    from station_desktop.usecases.visits import round_papers

    must_have_folder(out)
    document = round_papers.slip(work, made.id, language_of(work), "a4")
    try:
        printing.write_pdf(document, out)
    except OSError:
        raise refuse("file.cannot_write", name=out.name) from None


@booking.command("move", help="booking.move")
@click.argument("id")
@option("--day", "day", required=True, metavar="2026-11-26", help="booking_day")
@option("--start", "start", required=True, metavar="09:30", help="booking_start")
@option("--worker", "worker", default="", metavar="LOGIN", help="visit_worker")
def move(id: str, day: str, start: str, worker: str) -> None:
    """Another slot."""
    from station_desktop.usecases.visits import bookings

    with at_work() as work:
        _answer(bookings.move(work, id, day, start, worker))


@booking.command("end", help="booking.end")
@click.argument("id")
@option(
    "--as", "state", required=True, type=OneOf(("kept", "missed", "cancelled")), help="booking_as"
)
@option("--reason", "reason", default="", help="reason")
def end(id: str, state: Any, reason: str) -> None:
    """Kept, missed, or taken back with a reason."""
    from station_desktop.usecases.visits import bookings

    with at_work() as work:
        _answer(bookings.end(work, id, state, reason))


def _answer(made: Booking) -> None:
    value = _value(made)
    shown = value | {"where": _place(made), "state": _state(made), "hour": made.start}
    heads = ("day", "hour", "where", "name", "about", "state", "reason")
    output.answer(value, *output.pairs((head, shown[head]) for head in heads))


def _place(one: Booking) -> str:
    return say(f"booking.place.{one.where}")


def _state(one: Booking) -> str:
    return say(f"booking.state.{one.state}")


def _value(one: Booking) -> dict[str, Any]:
    """An appointment for scripts; the phone masked."""
    return {
        "id": one.id,
        "where": one.where,
        "day": one.day,
        "start": one.start,
        "minutes": one.minutes,
        "resident": one.resident or None,
        "name": one.name,
        "phone": masks.mask_phone(one.phone) if one.phone else None,
        "item": one.item or None,
        "about": one.words or one.item or None,
        "address": one.address or None,
        "worker": one.worker or None,
        "homevisit": one.homevisit or None,
        "state": one.state,
        "reason": one.reason or None,
    }
