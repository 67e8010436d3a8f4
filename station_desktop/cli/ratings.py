"""``stationctl rating``: whom to ask, follow-up calls, and call-backs after bad ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Group, OneOf, option, say
from station_desktop.domain.case import happenings

if TYPE_CHECKING:
    from station_desktop.domain.case.cases import Case
    from station_desktop.usecases.work import Work

rating = Group("rating", help="rating")
_CONTACTS = ("reached", "not_reached")


@rating.command("list", help="rating.list")
@option("--limit", type=Between(1, 1000), default=50, show_default=True, help="limit")
def list_unrated(limit: int) -> None:
    """Completed cases that nobody has rated, the latest closed first."""
    from station_desktop.usecases.casework import evaluating

    with at_work() as work:
        found = evaluating.to_rate(work, None, limit).cases
        values = [
            {"number": case.number, "closed": happenings.day(case.ended_at)} for case in found
        ]
        rows = [(value["number"], value["closed"]) for value in values]
        shown = output.table(("number", "closed"), rows) if rows else [say("cli.rating.none")]
        output.answer({"cases": values}, *shown)


@rating.command("calls", help="rating.calls")
def calls() -> None:
    """The call-backs still to be made, the earliest due first."""
    from station_desktop.usecases.casework import evaluating

    with at_work() as work:
        found = evaluating.to_call_back(work)
        values = [
            {"number": call.case.number, "due": call.due, "late": call.late} for call in found
        ]
        rows = [
            (value["number"], value["due"], say("cli.rating.late") if value["late"] else "")
            for value in values
        ]
        heads = ("number", "due", "state")
        shown = output.table(heads, rows) if rows else [say("cli.rating.no_calls")]
        output.answer({"calls": values}, *shown)


@rating.command("callback", help="rating.callback")
@click.argument("number")
@option("--outcome", "outcome", required=True, help="rating_outcome")
def callback(number: str, outcome: str) -> None:
    """Somebody called back after a bad rating."""
    from station_desktop.usecases.casework import evaluating

    with at_work() as work:
        _answer(work, evaluating.call_back(work, number, outcome))


@rating.command("followup", help="rating.followup")
@click.argument("number")
@option("--contact", "contact", required=True, type=OneOf(_CONTACTS), help="rating_contact")
@option("--note", "note", default="", help="note")
def followup(number: str, contact: str, note: str) -> None:
    """Somebody called the resident, and whether anybody answered."""
    from station_desktop.usecases.casework import evaluating

    with at_work() as work:
        _answer(work, evaluating.follow_up(work, number, contact, note))


@rating.command("show", help="rating.show")
@click.argument("number")
def show(number: str) -> None:
    """Whether a case was rated; what was said only for those who may read it."""
    from station_desktop.usecases.casework import cases

    with at_work() as work:
        _answer(work, cases.get(work, number))


def _answer(work: Work, case: Case) -> None:
    from station_desktop.usecases.casework import evaluating

    found = evaluating.standing(work, case)
    value: dict[str, Any] = {
        "number": case.number,
        "rated": found.rated,
        "level": found.level or None,
        "channel": found.channel or None,
        "aspects": dict(found.aspects),
        "words": found.words or None,
        "solved": found.solved,
        "call_back_due": found.call_back_due or None,
        "outcome": found.outcome or None,
    }
    lines = [f"{case.number}  {say('rating.rated' if found.rated else 'rating.not_rated')}"]
    if found.level:
        lines.append(f"{say(f'rating.level.{found.level}')}  {found.words}".rstrip())
    if found.call_back_due:
        lines.append(say("cli.rating.call_by", day=found.call_back_due))
    output.answer(value, *lines)
