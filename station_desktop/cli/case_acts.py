"""``stationctl case`` on its way through the loop: moved, urged, put off, handed over, closed,
rated, opened again. Registered by name in ``cli.cases``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.cases import answer, answer_many
from station_desktop.cli.pairs import key_values
from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Command, OneOf, option, say, wishes
from station_desktop.console.secrets import ask
from station_desktop.domain.case.handling import LANES, NEEDS
from station_desktop.domain.case.ratings import CHANNELS
from station_desktop.domain.station.roles import Right

if TYPE_CHECKING:
    from station_desktop.usecases.casework.flow import Way
    from station_desktop.usecases.work import Actor, Work


@click.command("close", cls=Command, help="case.close")
@click.argument("number")
@option("--result", "result", default="", help="result")
@option("--delivery", "delivery", default="", help="delivery")
@option("--override", "override", default="", metavar="REASON", help="override")
@option("--approver", "approver", default="", metavar="LOGIN", help="approver")
def close(number: str, result: str, delivery: str, override: str, approver: str) -> None:
    """Close as done, with the catalogue's own result unless another is given."""
    from station_desktop.usecases.casework import cases

    with at_work() as work:
        by = _approving(work, approver, "case.override")
        answer(
            work,
            cases.complete(work, number, result, delivery, override=override, approver=by),
        )


@click.command("move", cls=Command, help="case.move")
@click.argument("number")
@click.argument("move", required=False, default="")
@option("--note", "note", default="", help="move_note")
@option("--reason", "reason", default="", help="reason")
@option("--amount", "amount", default="", help="amount")
@option("--organisation", "organisation", default="", help="organisation")
@option("--when", "when", default="", metavar="2026-03-16T09:30", help="at")
@option("--place", "place", default="", help="place")
def move(number: str, move: str, **told: str) -> None:
    """One step on; without a move, which moves there are and what stands in their way."""
    from station_desktop.usecases.casework import cases, flow

    with at_work() as work:
        if move:
            answer(work, flow.take(work, number, move, **told))
            return
        found, ways = cases.get(work, number), flow.onward(work, number)
        value = {"number": found.number, "step": found.at, "moves": [_way(way) for way in ways]}
        rows = [
            (way.move.key, say(f"move.{way.move.key}"), " ".join(_blocked(way))) for way in ways
        ]
        output.answer(
            value, say(f"step.{found.at}"), *output.table(("move", "called", "blocked"), rows)
        )


def _way(way: Way) -> dict[str, Any]:
    return {
        "move": way.move.key,
        "to": way.move.target,
        "asks": way.move.asks,
        "blocked": output.described(way.blocked),
        "overridable": way.overridable,
    }


def _blocked(way: Way) -> list[str]:
    return [say(problem.code, **problem.params) for problem in way.blocked]


@click.command("urge", cls=Command, help="case.urge")
@click.argument("number")
@option("--words", "words", default="", help="urge_words")
def urge(number: str, words: str) -> None:
    """Remind the owner."""
    from station_desktop.usecases.casework import urging

    with at_work() as work:
        answer(work, urging.urge(work, number, words))


@click.command("postpone", cls=Command, help="case.postpone")
@click.argument("number")
@option("--due", "due", required=True, metavar="DATE", help="new_due")
@option("--reason", "reason", required=True, help="reason")
@option("--told", "told", required=True, help="told")
@option("--approver", "approver", default="", metavar="LOGIN", help="approver")
def postpone(number: str, due: str, reason: str, told: str, approver: str) -> None:
    """A new promise, told to the resident and approved by somebody else than the owner."""
    from station_desktop.usecases.casework import flow

    with at_work() as work:
        by = _approving(work, approver, "case.approve")
        answer(work, flow.postpone(work, number, due, reason, told, by))


@click.command("transfer", cls=Command, help="case.transfer")
@click.argument("numbers", nargs=-1, required=True)
@option("--to", "to", required=True, metavar="LOGIN", help="to")
@option("--reason", "reason", required=True, help="reason")
def transfer(numbers: tuple[str, ...], to: str, reason: str) -> None:
    """Hand one case or several to a colleague."""
    from station_desktop.usecases.casework import flow

    with at_work() as work:
        if len(numbers) == 1:
            answer(work, flow.hand_over(work, numbers[0], to, reason))
            return
        answer_many(flow.hand_over_many(work, numbers, to, reason))


@click.command("reopen", cls=Command, help="case.reopen")
@click.argument("number")
@option("--reason", "reason", required=True, help="reason")
def reopen(number: str, reason: str) -> None:
    """Open a closed case again, with a promise from today."""
    from station_desktop.usecases.casework import flow

    with at_work() as work:
        answer(work, flow.reopen(work, number, reason))


@click.command("class", cls=Command, help="case.class")
@click.argument("number")
@option("--lane", "lane", type=OneOf(LANES), help="lane")
@option("--need", "need", type=OneOf(NEEDS), help="need")
@option("--reason", "reason", default="", help="reason")
def classify(number: str, lane: str | None, need: str | None, reason: str) -> None:
    """Which lane it is in, and which need it is tagged with."""
    from station_desktop.usecases.casework import flow

    with at_work() as work:
        found = flow.classify(work, number, lane=lane or "", need=need or "", reason=reason)
        answer(work, found)


@click.command("verify", cls=Command, help="case.verify")
@click.argument("number")
@option("--stands/--differs", "stands", required=True, help="stands")
@option("--note", "note", required=True, help="seen")
def verify(number: str, stands: bool, note: str) -> None:
    """Somebody went to look."""
    from station_desktop.usecases.casework import flow

    with at_work() as work:
        answer(work, flow.verify(work, number, stands, note))


@click.command("rate", cls=Command, help="case.rate")
@click.argument("number")
@option("--level", "level", type=Between(1, 5), required=True, help="level")
@option("--channel", "channel", type=OneOf(CHANNELS), default="paper", help="rate_channel")
@option("--aspect", "aspects", multiple=True, metavar="KEY=1…5", help="aspect")
@option("--words", "words", default="", help="rate_words")
@option("--solved", "solved", type=OneOf(("yes", "no")), help="solved")
def rate(
    number: str, level: int, channel: str, aspects: tuple[str, ...], words: str, solved: str | None
) -> None:
    """What the resident says of a completed case; nothing of it is printed back."""
    from station_desktop.usecases.casework import evaluating

    levels = {
        key: int(value) if value.strip().isdecimal() else 0
        for key, value in key_values(aspects, "--aspect").items()
    }
    with at_work() as work:
        found = evaluating.rate(
            work, number, level, channel, levels, words, None if solved is None else solved == "yes"
        )
        output.answer({"number": found.number, "rated": True}, say("cli.done"))


@click.command("orphaned", cls=Command, help="case.orphaned")
def orphaned() -> None:
    """Open cases whose owner no longer works here."""
    from station_desktop.usecases.casework import flow

    with at_work() as work:
        numbers = [found.number for found in flow.orphaned(work)]
        shown = numbers or [say("cli.case.none")]
        output.answer({"cases": numbers, "count": len(numbers)}, *shown)


def _approving(work: Work, login: str, right: Right) -> Actor | None:
    """The second person, whose password is checked here: from ``STATION_APPROVER_PASSWORD``, or
    asked for."""
    if not login:
        return None
    from station_desktop.usecases.door import approvals

    given = os.environ.get(f"{wishes().variables}_APPROVER_PASSWORD")
    secret = given if given is not None else ask("cli.ask.approver")
    return approvals.approve(work, login, secret, right)
