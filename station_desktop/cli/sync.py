"""``stationctl enrol``, ``join``, ``sync`` and ``packet``: this window and the hall."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.session import at_work, data_folder
from station_desktop.console import output
from station_desktop.console.command import Command, Group, option, say, wishes
from station_desktop.console.files import must_have_folder
from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock

if TYPE_CHECKING:
    from station_desktop.sync.client import Outcome
    from station_desktop.usecases.exchange.syncing import Position
    from station_desktop.usecases.work import Work


def _hall(context: click.Context, param: click.Parameter, value: str | None) -> str:
    """The hall that is laid down for this PC need not be named."""
    from station_desktop.usecases import policies

    fixed = policies.in_force().hall_address
    if not value and not fixed:
        raise click.MissingParameter(ctx=context, param=param)
    return value or fixed


@click.command("enrol", cls=Command, help="enrol")
@option("--hall", "hall", metavar="URL", help="hall", callback=_hall)
@option("--code", "code", required=True, metavar="CODE", help="enrol_code")
@option("--name", "name", default="", help="window_name")
def enrol(hall: str, code: str, name: str) -> None:
    """Let this window in at the hall."""
    from station_desktop.usecases.setup import enrolling

    with at_work() as work:
        came = enrolling.enrol(work, hall, code, name.strip())
        desk = work.store.desk()
        value = {"device": came.device, "station": came.station, "desk": desk, "hall": hall}
        output.answer(value, say("cli.enrol.done", desk=desk))


@click.command("join", cls=Command, help="join")
@option("--hall", "hall", metavar="URL", help="hall", callback=_hall)
@option("--code", "code", required=True, metavar="CODE", help="enrol_code")
@option("--name", "name", default="", help="window_name")
def join(hall: str, code: str, name: str) -> None:
    """Make this PC another window of a station; the recovery key is printed once."""
    from station_desktop.usecases.setup import enrolling

    _, recovery = enrolling.join(
        data_folder(), hall, code, name.strip(), told=lambda came: _told(came.received)
    )
    output.answer(
        {"recovery_key": recovery},
        say("cli.join.done"),
        "",
        say("cli.init.recovery"),
        "",
        f"    {recovery}",
        "",
        say("cli.init.keep"),
    )


def _told(received: int) -> None:
    if not wishes().json:
        output.progress(received, received + 1)


@click.group("sync", cls=Group, help="sync", invoke_without_command=True)
@click.pass_context
def sync(context: click.Context) -> None:
    """Rounds with the hall until there is nothing left to say."""
    if context.invoked_subcommand is not None:
        return
    with at_work() as work:
        work.require("sync.read")
        value = _rounds(work) | _matters(work)
        lines = [
            say("cli.sync.done", sent=value["sent"], received=value["received"]),
            say(
                "cli.sync.agreed" if value["agreed"] else "cli.sync.left", pending=value["pending"]
            ),
        ]
        if value["set_aside"] or value["to_settle"]:
            lines.append(say("cli.sync.judge", count=value["set_aside"] + value["to_settle"]))
        output.answer(value, *lines)


def _rounds(work: Work) -> dict[str, Any]:
    from station_desktop.sync import transport
    from station_desktop.sync.pacing import Pacing
    from station_desktop.usecases.exchange import exchanging
    from station_desktop.usecases.exchange.exchanging import Line

    sent = received = 0
    with Line(work.store) as line:
        while True:
            try:
                outcome = line.round(Pacing().pace())
            except transport.Unreachable as failed:
                raise refuse(failed.code) from failed
            sent, received = sent + outcome.sent, received + outcome.received
            if not outcome.more:
                break
    return _outcome(outcome, sent, received) | {"by": exchanging.last(work.store).by}


def _outcome(outcome: Outcome, sent: int, received: int) -> dict[str, Any]:
    return {
        "sent": sent,
        "received": received,
        "pending": outcome.pending,
        "agreed": outcome.agreed,
        "attachments_up": outcome.up,
        "attachments_down": outcome.down,
    }


def _matters(work: Work) -> dict[str, int]:
    from station_desktop.usecases.casework import settling

    found = settling.open_matters(work, settling.MOST)
    aside = sum(1 for matter in found if matter.kind == "set_aside")
    return {"set_aside": aside, "to_settle": len(found) - aside}


@sync.command("status", help="sync.status")
def status() -> None:
    """Where this window stands, without asking the network."""
    from station_desktop.usecases.exchange import syncing

    with at_work() as work:
        found = syncing.position(work)
        if found is None:
            output.answer({"enrolled": False} | _matters(work), say("cli.sync.alone"))
            return
        problems = syncing.troubles(found)
        value = _position(found) | _matters(work) | {"needs": [p.code for p in problems]}
        output.answer(value, *_page(found, value), *(output.message(p) for p in problems))


def _position(found: Position) -> dict[str, Any]:
    last = found.last
    return {
        "enrolled": True,
        "pending": found.pending,
        "at_relay": found.relayed,
        "agreed": found.agreed,
        "attachments_up": last.up,
        "attachments_down": found.lacking,
        "heard_at": _moment(last.heard),
        "tried_at": _moment(last.tried),
        "agreed_at": _moment(last.agreed),
        "by": last.by,
        "problem": last.problem,
        "clock_ahead_ms": last.ahead_ms,
    }


def _page(found: Position, value: dict[str, Any]) -> list[str]:
    return output.pairs(
        [
            ("sync_pending", found.pending),
            ("sync_relayed", found.relayed or ""),
            ("sync_heard", value["heard_at"]),
            ("sync_agreed", value["agreed_at"]),
            ("sync_problem", say(found.last.problem) if found.last.problem else ""),
            ("sync_settle", value["set_aside"] + value["to_settle"]),
        ]
    )


def _moment(at: int) -> str:
    return clock.from_milliseconds(at).isoformat(timespec="seconds") if at else ""


packet = Group("packet", help="packet")


@packet.command("export", help="packet.export")
@click.argument("file", type=click.Path(path_type=Path))
def export(file: Path) -> None:
    """All that the hall is not known to have, sealed for it, in one file."""
    from station_desktop.usecases.exchange import packet_files

    must_have_folder(file)
    with at_work() as work:
        carried = packet_files.export(work, file)
        value = {"file": str(file), "entries": carried, "bytes": file.stat().st_size}
        output.answer(value, say("cli.packet.exported", count=carried, name=file.name))


@packet.command("import", help="packet.import")
@click.argument("file", type=click.Path(path_type=Path))
def take(file: Path) -> None:
    """The hall's answer from a stick."""
    from station_desktop.usecases.exchange import packet_files

    with at_work() as work:
        came = packet_files.take(work, file)
        value = {
            "received": came.received,
            "confirmed": came.confirmed,
            "whole": came.whole,
            "problems": [{"code": p.code, "message": output.message(p)} for p in came.problems],
        }
        lines = [say("cli.packet.taken", received=came.received, confirmed=came.confirmed)]
        if not came.whole:
            lines.append(say("cli.packet.cut"))
        output.answer(value, *lines, *(output.message(p) for p in came.problems))
