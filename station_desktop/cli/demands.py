"""``stationctl demand``: demands from outside, listed, taken, matched, answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from station_desktop.cli.residents import resident_of
from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Group, OneOf, option, say
from station_desktop.domain.case import demands
from station_desktop.domain.case.demands import OUTCOMES, STATES, Demand, Outcome
from station_desktop.domain.person import masks
from station_desktop.domain.time import clock

if TYPE_CHECKING:
    from station_desktop.usecases.work import Work

demand = Group("demand", help="demand")


@demand.command("list", help="demand.list")
@option("--state", "states", multiple=True, type=OneOf(STATES), help="demand_state")
@option("--limit", type=Between(1, 1000), default=50, show_default=True, help="limit")
def list_demands(states: tuple[str, ...], limit: int) -> None:
    """The earliest due first; open ones unless states are named."""
    from station_desktop.usecases.counter import demands as desk

    with at_work() as work:
        found = desk.listed(work, states, limit) if states else desk.open_ones(work, limit)
        values = [_value(work, one) for one in found]
        heads = ("reference", "state", "source", "due", "title")
        rows = [[_shown(value, head) for head in heads] for value in values]
        shown = output.table(heads, rows) if rows else [say("demand.none")]
        output.answer({"demands": values}, *shown)


@demand.command("show", help="demand.show")
@click.argument("number")
def show(number: str) -> None:
    """One demand as it stands; whoever made it is masked."""
    from station_desktop.usecases.counter import demands as desk

    with at_work() as work:
        _answer(work, desk.get(work, number))


@demand.command("take", help="demand.take")
@click.argument("number")
def take(number: str) -> None:
    """I see to it."""
    from station_desktop.usecases.counter import demands as desk

    with at_work() as work:
        _answer(work, desk.take(work, desk.get(work, number).id))


@demand.command("match", help="demand.match")
@click.argument("number")
@option("--resident", "resident", default="", metavar="ID", help="demand_resident")
@option("--case", "case", default="", metavar="NUMBER", help="demand_case")
def match(number: str, resident: str, case: str) -> None:
    """Whose it is, or which case was opened for it."""
    from station_desktop.usecases.casework import cases
    from station_desktop.usecases.counter import demands as desk

    with at_work() as work:
        whose = resident_of(work, resident).id if resident else ""
        which = cases.get(work, case).id if case else ""
        found = desk.get(work, number)
        _answer(work, desk.match(work, found.id, resident=whose, case=which))


@demand.command("answer", help="demand.answer")
@click.argument("number")
@option("--outcome", "outcome", required=True, type=OneOf(OUTCOMES), help="outcome")
@option("--text", "text", required=True, help="answer")
def answer(number: str, outcome: str, text: str) -> None:
    """The station's reply."""
    from station_desktop.usecases.counter import demands as desk

    with at_work() as work:
        found = desk.get(work, number)
        _answer(work, desk.answer(work, found.id, cast("Outcome", outcome), text))


def _answer(work: Work, found: Demand) -> None:
    value = _value(work, found)
    heads = ("reference", "state", "source", "due", "title", "text", "outcome", "answer")
    output.answer(value, *output.pairs((head, _shown(value, head)) for head in heads))


def _shown(value: dict[str, Any], head: str) -> object:
    if head in ("state", "outcome") and value[head]:
        return say(f"demand.{head}.{value[head]}")
    if head == "due" and value["pressure"]:
        return " ".join((value["due"], say(f"demand.pressure.{value['pressure']}")))
    return value[head]


def _value(work: Work, found: Demand) -> dict[str, Any]:
    """A demand for scripts; ``pressure`` is ``soon``, ``overdue`` or null."""
    return {
        "id": found.id,
        "reference": found.reference,
        "source": found.source,
        "state": found.state,
        "title": found.title,
        "text": found.text,
        "arrived_at": clock.from_milliseconds(found.arrived_at).isoformat(timespec="seconds"),
        "due": found.due or None,
        "pressure": demands.pressure(found, work.store.time.now()) or None,
        "contact": masks.mask_name(found.contact) if found.contact else None,
        "phone": masks.mask_phone(found.phone) if found.phone else None,
        "address": found.address or None,
        "resident": found.resident or None,
        "case": found.case or None,
        "outcome": found.outcome or None,
        "answer": found.answer or None,
        "returned": found.returned or None,
    }
