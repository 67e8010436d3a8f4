"""``station-hall packet``: batches that come on a stick."""

from __future__ import annotations

from pathlib import Path

import click

from station_desktop.console import output
from station_desktop.console.command import Group, option, say
from station_desktop.domain.problem import refuse
from station_desktop.hall import packets
from station_desktop.hall.cli.session import at_hall

packet = Group("packet", help="packet")


@packet.command("import", help="packet.import")
@click.argument("file")
@option("--answer", "answer", required=True, metavar="OUT", help="answer")
def take_in(file: str, answer: str) -> None:
    """Take a station's packet in and write the answer that goes back on the stick. The answer
    appears whole or not at all."""
    beside = Path(f"{answer}.part")
    with at_hall() as (hall, _):
        try:
            with Path(file).open("rb") as brought, beside.open("wb") as back:
                carried = packets.take(hall, brought, back)
            beside.replace(answer)
        except OSError as error:
            code = "file.cannot_read" if error.filename == file else "file.cannot_write"
            raise refuse(code, name=Path(str(error.filename)).name) from None
        finally:
            beside.unlink(missing_ok=True)
    value = {
        "station": carried.station,
        "device": carried.device,
        "messages": carried.messages,
        "whole": carried.whole,
        "held": carried.held,
        "problems": output.described(carried.problems),
    }
    lines = [say("hall.packet.taken", station=carried.station, held=carried.held)]
    if not carried.whole:
        lines.append(say("hall.packet.cut"))
    lines += [output.message(problem) for problem in carried.problems]
    output.answer(value, *lines)
