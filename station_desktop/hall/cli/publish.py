"""``station-hall publish``: catalogues and holiday years to the stations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from station_desktop.console import output
from station_desktop.console.command import Between, Group, option, say
from station_desktop.console.files import read_file
from station_desktop.domain.time import clock
from station_desktop.hall import publishing
from station_desktop.hall.cli.session import at_hall
from station_desktop.hall.publishing import Published

publish = Group("publish", help="publish")


@publish.command("pack", help="publish.pack")
@click.argument("file")
@option("--station", "stations", multiple=True, help="to_station")
def pack(file: str, stations: tuple[str, ...]) -> None:
    """A catalogue: a JSON pack, or a workbook."""
    data = read_file(file)
    with at_hall() as (hall, officer):
        done = publishing.publish_pack(hall, officer, data, Path(file).name, stations)
    _answer(done)


@publish.command("years", help="publish.years")
@click.argument("file")
@option("--station", "stations", multiple=True, help="to_station")
def years(file: str, stations: tuple[str, ...]) -> None:
    """A year's holidays: date,kind,name."""
    data = read_file(file)
    with at_hall() as (hall, officer):
        done = publishing.publish_years(hall, officer, data, stations)
    _answer(done)


@publish.command("list", help="publish.list")
@option("--before", "before", type=Between(0, 2**53), default=0, help="before")
def published(before: int) -> None:
    """What was published when."""
    with at_hall() as (hall, officer):
        found = publishing.published(hall, officer, before)
    rows = [
        (
            one.number,
            clock.from_milliseconds(one.at).strftime("%Y-%m-%d %H:%M"),
            one.by,
            say(f"hall.publish.{one.kind}"),
            one.label,
            " ".join(one.stations) or say("hall.publish.all"),
        )
        for one in found
    ]
    heads = ("line", "at", "officer", "what", "label", "stations")
    output.answer({"published": found}, *output.table(heads, rows))


def _answer(done: Published) -> None:
    value: dict[str, Any] = {
        "kind": done.kind,
        "what": done.what,
        "label": done.label,
        "stations": done.stations,
        "had": done.had,
    }
    line = say("hall.publish.done", label=done.label, count=len(done.stations), had=len(done.had))
    output.answer(value, line)
