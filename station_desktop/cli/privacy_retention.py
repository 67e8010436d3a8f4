"""``stationctl privacy due`` and ``destroy``: cases past their time, and their end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Command, option, say
from station_desktop.domain.problem import refuse

if TYPE_CHECKING:
    from station_desktop.usecases.privacy.retaining import Due, Kept

_HEADS = ("number", "retention_ended", "retention_until", "retention_asked", "retention_against")


@click.command("due", cls=Command, help="privacy.due")
@option("--limit", "limit", type=Between(1, 500), default=500, help="retention_limit")
def due(limit: int) -> None:
    """How long what is kept, what waits for its review, and what is due and not proposed."""
    from station_desktop.usecases.privacy import retaining

    with at_work() as work:
        rules, asked = retaining.kept(work), retaining.proposed(work)
        found = retaining.due(work, limit)
        value = {
            "kept": rules,
            "proposed": [_due(one) for one in asked],
            "due": [_due(one) for one in found],
        }
        heads = ("retention_what", "retention_days", "retention_fixed", "retention_due")
        lines = output.table(heads, [_rule(one) for one in rules])
        rows = [_row(one) for one in (*asked, *found)]
        lines += ["", *(output.table(_HEADS, rows) if rows else [say("cli.retention.none")])]
        output.answer(value, *lines)


@click.command("destroy", cls=Command, help="privacy.destroy")
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER…")
@option("--propose", "propose", is_flag=True, help="retention_propose")
@option("--agree", "agree", is_flag=True, help="retention_agree")
@option("--decline", "decline", is_flag=True, help="retention_decline")
@option("--words", "words", default="", help="erase_words")
def destroy(
    numbers: tuple[str, ...], propose: bool, agree: bool, decline: bool, words: str
) -> None:
    """Proposed by one, decided by somebody else; agreed, it is done at once."""
    from station_desktop.usecases.privacy import retaining

    if propose + agree + decline != 1:
        raise refuse("retention.which_step")
    with at_work() as work:
        if propose:
            rows = retaining.propose(work, numbers, words)
            said = say("cli.retention.proposed", count=len(rows))
            output.answer({"proposed": [_due(one) for one in rows]}, said)
            return
        done = retaining.decide(work, numbers, agree, words, output.progress)
        lines = [say("cli.erasing.declined")]
        if agree:
            count, backups = len(done.subjects), done.rewritten
            away = [say("cli.erasing.away", place=place) for place in done.away]
            lines = [say("cli.erasing.done", count=count, backups=backups), *away]
        value = {"erased": agree, "subjects": done.subjects, "backups": done.rewritten}
        output.answer(value | {"away": done.away}, *lines)


def _due(one: Due) -> dict[str, Any]:
    return {
        "number": one.number,
        "item": one.item,
        "ended": one.ended.isoformat(),
        "until": one.until.isoformat(),
        "asked_by": one.asked.by if one.asked else "",
        "against": output.described(one.problems),
    }


def _row(one: Due) -> tuple[str, ...]:
    against = " ".join(output.message(problem) for problem in one.problems)
    asked = say("cli.retention.waits") if one.asked else ""
    return one.number, one.ended.isoformat(), one.until.isoformat(), asked, against


def _rule(one: Kept) -> tuple[str, ...]:
    name = one.name or say("retention.others")
    return name, str(one.days), say(f"retention.fixed.{one.fixed}"), str(one.due)
