"""``stationctl settle``: what a person has to judge after two sides acted apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.residents import masked, resident_of
from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Group, option, say
from station_desktop.domain.person import masks

if TYPE_CHECKING:
    from station_desktop.usecases.casework.settling import Matter

settle = Group("settle", help="settle")

_MASKS = {
    "name": masks.mask_name,
    "id_number": masks.mask_id,
    "bank_account": masks.mask_bank_card,
}


@settle.command("list", help="settle.list")
@option("--limit", type=Between(1, 1000), default=200, show_default=True, help="limit")
def list_matters(limit: int) -> None:
    """Kind by kind; values by which a person is known are masked."""
    from station_desktop.usecases.casework import settling

    with at_work() as work:
        found = settling.open_matters(work, limit)
        shown = [" ".join(_line(matter)) for matter in found] or [say("matter.none")]
        output.answer({"matters": [_value(m) for m in found], "count": len(found)}, *shown)


@settle.command("join", help="settle.join")
@click.argument("first")
@click.argument("second")
def join(first: str, second: str) -> None:
    """Two registrations are of one person."""
    from station_desktop.usecases.casework import settling

    with at_work() as work:
        a, b = (resident_of(work, named).id for named in (first, second))
        output.answer(masked(settling.join(work, a, b)), say("cli.done"))


@settle.command("part", help="settle.part")
@click.argument("resident")
def part(resident: str) -> None:
    """A joining was a mistake."""
    from station_desktop.usecases.casework import settling

    with at_work() as work:
        output.answer(masked(settling.part(work, resident)), say("cli.done"))


@settle.command("distinct", help="settle.distinct")
@click.argument("first")
@click.argument("second")
def distinct(first: str, second: str) -> None:
    """Two people look alike and are two."""
    from station_desktop.usecases.casework import settling

    with at_work() as work:
        a, b = (resident_of(work, named).id for named in (first, second))
        settling.distinct(work, a, b)
        output.answer({"distinct": [a, b]}, say("cli.done"))


@settle.command("value", help="settle.value")
@click.argument("resident")
@option("--field", "field", required=True, help="settle_field")
@option("--entry", "entry", required=True, help="entry")
def value(resident: str, field: str, entry: str) -> None:
    """The value from this entry (as ``list --json`` names it; empty for the registration's)."""
    from station_desktop.usecases.casework import settling
    from station_desktop.usecases.people import residents

    with at_work() as work:
        conflict = residents.get(work, resident).conflict(field)
        claims = conflict.values if conflict is not None else ()
        said = next((claim.value for claim in claims if claim.entry == entry), "")
        output.answer(masked(settling.settle(work, resident, field, said)), say("cli.done"))


@settle.command("case", help="settle.case")
@click.argument("case")
@option("--entry", "entry", required=True, help="entry")
@option("--note", "note", required=True, help="note")
def settle_case(case: str, entry: str, note: str) -> None:
    """A step of a case that took no effect is dealt with; ``case`` is its id or number."""
    from station_desktop.usecases.casework import cases, settling

    with at_work() as work:
        found = cases.named(work, case)
        after = settling.settle_case(work, found.id, entry, note)
        left = [unfit.entry for unfit in after.unfit]
        output.answer({"number": after.number, "unfit": left}, say("cli.done"))


@settle.command("act", help="settle.act")
@click.argument("subject")
@option("--entry", "entry", required=True, help="entry")
@option("--note", "note", required=True, help="note")
def act(subject: str, entry: str, note: str) -> None:
    """An act that took no effect is dealt with; ``subject`` as ``list --json`` names it."""
    from station_desktop.usecases.casework import settling

    with at_work() as work:
        settling.settle_act(work, subject, entry, note)
        output.answer({"subject": subject, "entry": entry}, say("cli.done"))


@settle.command("number", help="settle.number")
@click.argument("case")
def number(case: str) -> None:
    """Give a case, named by its id, a number of its own."""
    from station_desktop.usecases.casework import settling

    with at_work() as work:
        after = settling.renumber(work, case)
        output.answer({"id": after.id, "number": after.number}, after.number)


@settle.command("aside", help="settle.aside")
@click.argument("subject")
@option("--entry", "entry", required=True, help="entry")
@option("--note", "note", required=True, help="note")
def aside(subject: str, entry: str, note: str) -> None:
    """An entry that the hall set aside is dealt with."""
    from station_desktop.usecases.casework import settling

    with at_work() as work:
        settling.settle_aside(work, subject, entry, note)
        output.answer({"entry": entry}, say("cli.done"))


def _value(matter: Matter) -> dict[str, Any]:
    """A matter for scripts, values masked."""
    return {
        "kind": matter.kind,
        "subjects": matter.subjects,
        "field": matter.field or None,
        "values": [
            {"value": _masked(matter.field, claim.value), "at": claim.at, "entry": claim.entry}
            for claim in matter.values
        ],
        "number": matter.number or None,
        "entry": matter.entry or None,
        "act": matter.act or None,
        "at": matter.at or None,
        "reason": matter.reason or None,
    }


def _line(matter: Matter) -> list[str]:
    said = [say(f"matter.{matter.kind}"), matter.number, matter.field, matter.act]
    said += [_masked(matter.field, claim.value) for claim in matter.values]
    reason = say(matter.reason) if matter.reason else ""
    return [part for part in (*said, reason, *matter.subjects, matter.entry) if part]


def _masked(field: str, text: str) -> str:
    return _MASKS[field](text) if field in _MASKS and text else text
