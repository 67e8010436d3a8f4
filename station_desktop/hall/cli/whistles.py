"""``station-hall whistles``: the board, calling a department, the departments' links."""

from __future__ import annotations

from typing import Any, cast

import click

from station_desktop.console import output
from station_desktop.console.command import Group, OneOf, option, say
from station_desktop.domain.time import clock
from station_desktop.hall.cli.session import at_hall
from station_desktop.hall.whistles import acts, board, links
from station_desktop.hall.whistles.board import SHOWS, Line, Show

whistles = Group("whistles", help="whistles")


@whistles.command("list", help="whistles.list")
@option("--show", "show", type=OneOf(SHOWS), default="open", help="show")
@option("--station", "station", default="", help="station_code")
@option("--after", "after", default="", help="after")
def listed(show: str, station: str, after: str) -> None:
    """Open whistles, the most pressing first, or those that are over."""
    with at_hall() as (hall, officer):
        found = board.board(hall, officer, cast(Show, show), station, after)
    value = {
        "open": found.open,
        "uncalled": found.uncalled,
        "late": found.late,
        "whistles": [_value(line) for line in found.lines],
        "after": found.after,
    }
    rows = [
        (
            line.whistle.number,
            line.station_name,
            say(f"page.whistle.kind.{line.whistle.kind}"),
            line.whistle.place,
            _moment(line.whistle.blown_at),
            _standing(line),
        )
        for line in found.lines
    ]
    heads = ("number", "station", "kind", "place", "blown_at", "departments")
    output.answer(value, *output.table(heads, rows))


@whistles.command("call", help="whistles.call")
@click.argument("number")
@option("--department", "department", required=True, help="department")
@option("--contact", "contact", default="", help="contact")
@option("--address", "address", default="", metavar="URL", help="own_address")
def call(number: str, department: str, contact: str, address: str) -> None:
    """Call a department; its clock starts now. The link is for it alone."""
    with at_hall() as (hall, officer):
        chosen = acts.locate(hall, officer, number)
        made = acts.call(hall, officer, chosen, department, contact)
        link = _whole(address, links.path(hall, made))
    line = say("hall.whistles.called", department=made.department, link=link)
    output.answer({"department": made.department, "link": link}, line)


@whistles.command("links", help="whistles.links")
@click.argument("number")
@option("--address", "address", default="", metavar="URL", help="own_address")
def all_links(number: str, address: str) -> None:
    """The departments' links of one whistle; one is made for whoever has none."""
    with at_hall() as (hall, officer):
        chosen = acts.locate(hall, officer, number)
        found = board.detail(hall, officer, chosen)
        made = dict(found.links)
        for one in found.line.whistle.departments:
            if one.department not in made and found.line.whistle.open:
                link = acts.link(hall, officer, chosen, one.department)
                made[one.department] = links.path(hall, link)
    rows = [(department, _whole(address, path)) for department, path in made.items()]
    value = {"links": [{"department": name, "link": link} for name, link in rows]}
    output.answer(value, *output.table(("department", "link"), rows))


def _whole(address: str, path: str) -> str:
    return f"{address.rstrip('/')}{path}"


def _value(line: Line) -> dict[str, Any]:
    whistle = line.whistle
    return {
        "id": whistle.id,
        "station": line.station,
        "number": whistle.number,
        "kind": whistle.kind,
        "what": whistle.what,
        "place": whistle.place,
        "state": whistle.state,
        "blown_at": whistle.blown_at,
        "uncalled": line.uncalled,
        "late": line.late,
        "departments": line.standing,
    }


def _standing(line: Line) -> str:
    if line.uncalled:
        return say("page.whistles.to_call")
    return "；".join(
        f"{one.department} "
        + say(f"page.whistle.stands.{one.how}", minutes=one.minutes, over=one.over)
        for one in line.standing
    )


def _moment(at: int) -> str:
    return clock.from_milliseconds(at).strftime("%Y-%m-%d %H:%M")
