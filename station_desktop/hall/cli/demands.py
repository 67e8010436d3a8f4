"""``station-hall demand``: in from outside, to a station, and back out."""

from __future__ import annotations

import click
import msgspec

from station_desktop.console import output
from station_desktop.console.command import Group, OneOf, option, say, wishes
from station_desktop.console.files import read_file, write_file
from station_desktop.hall.cli.session import at_hall
from station_desktop.hall.demands import acts, reading, replies

demand = Group("demand", help="demand")
_MOST_SHOWN = 20


@demand.command("import", help="demand.import")
@click.argument("file")
@option("--source", "source", default="", help="source")
def take_in(file: str, source: str) -> None:
    """Take an export in; rows that make no sense are told, the others are taken."""
    rows = reading.from_file(read_file(file), source)
    with at_hall() as (hall, officer):
        done = acts.take_in(hall, officer, rows)
    value = {
        "given": done.count("given"),
        "waiting": done.count("waiting"),
        "known": done.count("known"),
        "rows": done.taken,
        "refused": output.described(done.refused),
    }
    lines = [
        say(
            "hall.demand.imported",
            given=done.count("given"),
            waiting=done.count("waiting"),
            known=done.count("known"),
            refused=len(done.refused),
        )
    ]
    lines += [
        say("hall.demand.line", line=problem.params["line"], sentence=output.message(problem))
        for problem in done.refused[:_MOST_SHOWN]
    ]
    output.answer(value, *lines)


@demand.command("waiting", help="demand.waiting")
@option("--after", "after", default="", help="after")
def waiting(after: str) -> None:
    """Demands that no station was found for."""
    with at_hall() as (hall, officer):
        found = acts.waiting(hall, officer, after)
    rows = [(one.id, one.source, one.reference, one.title, one.address, one.due) for one in found]
    heads = ("id", "source", "reference", "title", "address", "due")
    output.answer({"demands": found}, *output.table(heads, rows))


@demand.command("give", help="demand.give")
@click.argument("id")
@option("--station", "station", required=True, help="station_code")
def give(id: str, station: str) -> None:
    """Give a waiting demand to a station by hand."""
    with at_hall() as (hall, officer):
        given = acts.give(hall, officer, id, station)
    line = say("hall.demand.given", reference=given.reference, station=given.station)
    output.answer({"id": given.id, "station": given.station, "matched": given.matched}, line)


@demand.command("return", help="demand.return")
@click.argument("id")
@option("--station", "station", required=True, help="station_code")
@option("--reason", "reason", required=True, help="reason")
@option("--due", "due", default="", help="due")
def send_back(id: str, station: str, reason: str, due: str) -> None:
    """Ask the station for a better answer."""
    with at_hall() as (hall, officer):
        acts.send_back(hall, officer, station, id, reason, due)
    output.answer({"id": id, "station": station}, say("hall.demand.is_returned"))


@demand.command("replies", help="demand.replies")
@option("--source", "source", default="", help="source")
@option("--format", "form", type=OneOf(("csv", "json")), default="csv", help="format")
@option("--output", "file", default="-", metavar="FILE", help="output")
@option("--sent", "sent", is_flag=True, help="sent")
def answered(source: str, form: str, file: str, sent: bool) -> None:
    """Answers that have to go back out; ``--sent`` says, once the file is written, that they
    have."""
    with at_hall() as (hall, officer):
        found = replies.answered(hall, officer, source)
        if form == "csv":
            data = replies.as_csv(found, wishes().language)
        else:
            data = msgspec.json.encode(replies.as_values(found)) + b"\n"
        write_file(file, data)
        count = replies.mark_sent(hall, officer, found) if sent else 0
    if file != "-":
        line = say("hall.demand.written", count=len(found), sent=count)
        output.answer({"replies": len(found), "sent": count}, line)
