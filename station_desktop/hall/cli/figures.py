"""``station-hall figures``: all stations in numbers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import click

from station_desktop.console import output
from station_desktop.console.command import Command, option, say
from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock
from station_desktop.hall import figures as counting
from station_desktop.hall.cli.session import at_hall
from station_desktop.hall.figures import Period

_SHOWN = (
    "taken_in",
    "waiting",
    "overdue",
    "decided",
    "within",
    "demands",
    "demands_open",
    "answered",
    "in_time",
    "whistles",
    "calls",
    "on_time",
    "devices",
    "entries",
)


@click.command("figures", cls=Command, help="figures")
@option("--from", "first", default="", metavar="DATE", help="from")
@option("--to", "last", default="", metavar="DATE", help="to")
@option("--station", "station", default="", help="station_code")
def figures(first: str, last: str, station: str) -> None:
    """Figures of a period, both days included, and of how things stand now."""
    period = Period(_begins(first, "from"), _ends(last))
    with at_hall() as (hall, officer):
        rows = counting.by_station(hall, officer, period)
        cases = counting.cases(hall, officer, period, station)
    if station:
        rows = tuple(row for row in rows if row.station == station)
    shown = output.table(
        ("station", *_SHOWN),
        [
            (row.name or say("hall.figures.all"), *(getattr(row, name) for name in _SHOWN))
            for row in rows
        ],
    )
    output.answer({"stations": rows, "cases": cases}, *shown)


def _begins(text: str, field: str) -> int:
    if not text:
        return 0
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise refuse("form.date", field=field) from None
    return clock.milliseconds(datetime.combine(day, time(), clock.CHINA))


def _ends(text: str) -> int:
    day = timedelta(days=1) // timedelta(milliseconds=1)
    return _begins(text, "to") + day if text else 0
