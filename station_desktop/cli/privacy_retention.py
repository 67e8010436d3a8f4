"""``stationctl privacy due`` and ``destroy``: cases past their time, and their end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Command, option, say, wishes
from station_desktop.domain.problem import refuse

if TYPE_CHECKING:
    from station_desktop.usecases.privacy.retaining import Due, Kept
    from station_desktop.usecases.work import Work

_HEADS = (
    *("number", "retention_item", "retention_who", "retention_ended", "retention_until"),
    *("retention_asked", "retention_against"),
)


@click.command("due", cls=Command, help="privacy.due")
@option("--limit", "limit", type=Between(1, 500), default=500, help="retention_limit")
def due(limit: int) -> None:
    """How long what is kept, what waits for its review, and what is due and not proposed."""
    from station_desktop.usecases.privacy import retaining

    with at_work() as work:
        rules, asked = retaining.kept(work), retaining.proposed(work)
        found = retaining.due(work, limit)
        say_item = _items(work)
        value = {
            "kept": rules,
            "proposed": [_due(one, say_item) for one in asked],
            "due": [_due(one, say_item) for one in found],
        }
        heads = ("retention_what", "retention_days", "retention_fixed", "retention_due")
        lines = output.table(heads, [_rule(one) for one in rules])
        rows = [_row(one, say_item) for one in (*asked, *found)]
        lines += ["", *(output.table(_HEADS, rows) if rows else [say("cli.retention.none")])]
        output.answer(value, *lines)


@click.command("destroy", cls=Command, help="privacy.destroy")
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER…")
@option("--propose", "propose", is_flag=True, help="retention_propose")
@option("--agree", "agree", is_flag=True, help="retention_agree")
@option("--decline", "--take-off", "decline", is_flag=True, help="retention_decline")
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
            output.answer({"proposed": [_due(one, _items(work)) for one in rows]}, said)
            return
        if decline:
            rows = retaining.take_off(work, numbers, words)
            said = say("cli.retention.taken_off", count=len(rows))
            output.answer({"taken_off": [_due(one, _items(work)) for one in rows]}, said)
            return
        done = retaining.decide(work, numbers, True, words, output.progress)
        count, backups = len(done.subjects), done.rewritten
        away = [say("cli.erasing.away", place=place) for place in done.away]
        lines = [say("cli.erasing.done", count=count, backups=backups), *away]
        value = {"erased": True, "subjects": done.subjects, "backups": done.rewritten}
        output.answer(value | {"away": done.away}, *lines)


def _items(work: Work) -> Callable[[str], str]:
    """What an item is called today, or was last."""
    catalogue, today, language = work.store.pack(), work.store.today(), wishes().language

    def called(code: str) -> str:
        item = catalogue.item(code, today) or catalogue.item(code)
        return item.name.get(language) if item is not None else ""

    return called


def _due(one: Due, say_item: Callable[[str], str]) -> dict[str, Any]:
    off = one.taken_off
    return {
        "number": one.number,
        "item": one.item,
        "item_name": say_item(one.item),
        "who": one.who,
        "ended": one.ended.isoformat(),
        "until": one.until.isoformat(),
        "asked_by": one.asked.by if one.asked else "",
        "asked_because": one.asked.words if one.asked else "",
        "taken_off": {"at": off.at.isoformat(), "by": off.by, "because": off.words}
        if off
        else None,
        "against": output.described(one.problems),
    }


def _row(one: Due, say_item: Callable[[str], str]) -> tuple[str, ...]:
    against = " ".join(output.message(problem) for problem in one.problems)
    return (
        one.number,
        say_item(one.item) or one.item,
        one.who,
        one.ended.isoformat(),
        one.until.isoformat(),
        _state(one),
        against,
    )


def _state(one: Due) -> str:
    if one.asked is not None:
        return say("cli.retention.waits")
    off = one.taken_off
    return "" if off is None else say("retention.taken_off", day=off.at, words=off.words)


def _rule(one: Kept) -> tuple[str, ...]:
    name = one.name or say("retention.others")
    return name, str(one.days), say(f"retention.fixed.{one.fixed}"), str(one.due)
