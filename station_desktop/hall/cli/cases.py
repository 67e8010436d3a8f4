"""``station-hall case`` and ``decide``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from station_desktop.console import output
from station_desktop.console.command import Between, Command, Group, OneOf, option, say, wishes
from station_desktop.domain.case.decisions import Wrong
from station_desktop.domain.time import clock
from station_desktop.hall.cases import decisions, inbox
from station_desktop.hall.cases.decisions import Decided
from station_desktop.hall.cases.inbox import HALL_STATES, Line
from station_desktop.hall.cli.session import at_hall
from station_desktop.hall.journal.projection import NEVER_DUE

case = Group("case", help="case")


@case.command("list", help="case.list")
@option("--station", "station", default="", help="station_code")
@option("--item", "item", default="", help="item")
@option("--state", "state", type=OneOf((*HALL_STATES, "all")), default="waiting", help="state")
@option("--text", "text", default="", help="text")
@option("--after", "after", default="", help="after")
@option("--limit", "limit", type=Between(1, 1000), default=50, help="limit")
def list_cases(station: str, item: str, state: str, text: str, after: str, limit: int) -> None:
    """What waits for the hall, most due first."""
    wanted = next((known for known in HALL_STATES if known == state), "")
    where = inbox.Filter(wanted, station, item, text)  # type: ignore[arg-type]
    with at_hall() as (hall, officer):
        found = inbox.page(hall, officer, where, after, limit)
    heads = ("number", "station", "item_name", "resident", "received", "due", "standing")
    shown = output.table(heads, [_row(line) for line in found.lines])
    if found.after:
        shown.append(say("hall.case.more", after=found.after))
    output.answer({"cases": [_value(line) for line in found.lines], "after": found.after}, *shown)


def _row(line: Line) -> Sequence[object]:
    return (
        line.number,
        line.station_name,
        line.item_name.get(wishes().language),
        line.resident,
        clock.from_milliseconds(line.received_at).strftime("%Y-%m-%d %H:%M"),
        "" if line.due == NEVER_DUE else line.due,
        say(f"hall.state.{line.hall_state}"),
    )


def _value(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "station": line.station,
        "id": line.id,
        "item": line.item,
        "item_name": line.item_name.get(wishes().language),
        "state": line.state,
        "hall_state": line.hall_state,
        "resident": line.resident,
        "received_at": line.received_at,
        "due": "" if line.due == NEVER_DUE else line.due,
        "receipt": line.receipt,
        "decided_at": line.decided_at,
    }


@click.command("decide", cls=Command, help="decide")
@click.argument("number")
@click.argument("decision", type=OneOf(("approve", "return", "refuse")))
@option("--result", "result", default="", help="result")
@option("--reference", "reference", default="", help="reference")
@option("--reason", "reason", default="", help="reason")
@option("--remedy", "remedy", default="", help="remedy")
@option("--wrong", "wrong", multiple=True, metavar="KEY=TEXT", help="wrong")
@option("--until", "until", default="", metavar="DATE", help="until")
def decide(number: str, decision: str, wrong: tuple[str, ...], **said: str) -> None:
    """Decide one case. A return's ``--reason`` is one more line of what is wrong, about the
    whole."""
    with at_hall() as (hall, officer):
        chosen = decisions.locate(hall, officer, number)
        if decision == "approve":
            done = decisions.approve(hall, officer, chosen, said["result"], said["reference"])
        elif decision == "return":
            listed = _wrong(wrong, said["reason"])
            done = decisions.return_(hall, officer, chosen, listed, said["until"])
        else:
            done = decisions.refuse_(hall, officer, chosen, said["reason"], said["remedy"])
    output.answer(_decided(done), say("hall.decided", number=done.number, state=done.state))


def _wrong(given: tuple[str, ...], reason: str) -> list[Wrong]:
    """``KEY=TEXT`` about a document or a question; a text without a key is about the whole."""
    listed = []
    for text in given:
        key, sign, what = text.partition("=")
        listed.append(Wrong(key.strip(), what) if sign else Wrong("", text))
    return [*listed, Wrong("", reason)] if reason.strip() else listed


def _decided(done: Decided) -> dict[str, Any]:
    return {
        "number": done.number,
        "station": done.station,
        "state": done.state,
        "officer": done.officer,
    }
