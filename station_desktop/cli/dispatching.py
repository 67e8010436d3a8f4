"""``stationctl case dispatch|report|task``: a case handed to organisations, and their tasks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
import msgspec

from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Command, option, say, wishes
from station_desktop.console.files import must_have_folder
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.dispatches import Task, to_send_again
from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from station_desktop.papers.facts import Format, Language
    from station_desktop.usecases.dispatch.dispatching import Order
    from station_desktop.usecases.work import Work

_FROM_CASE = ("need", "address", "at", "contact", "due")


@click.command("dispatch", cls=Command, help="case.dispatch")
@click.argument("number")
@option("--partner", "partners", multiple=True, metavar="NAME", help="dispatch_partner")
@option("--organisation", "organisations", multiple=True, help="dispatch_organisation")
@option("--need", "need", help="dispatch_need")
@option("--address", "address", help="dispatch_address")
@option("--at", "at", metavar="2026-03-16T09:30", help="dispatch_at")
@option("--contact", "contact", help="dispatch_contact")
@option("--due", "due", metavar="2026-03-16", help="dispatch_due")
@option("--unverified", "unverified", default="", help="dispatch_unverified")
@option("--why", "why", default="", help="dispatch_why")
def dispatch(
    number: str,
    partners: tuple[str, ...],
    organisations: tuple[str, ...],
    unverified: str,
    why: str,
    **said: str | None,
) -> None:
    """Hand the need to one organisation or several at once; what is not said is what the case
    itself says."""
    from station_desktop.usecases.dispatch import dispatching
    from station_desktop.usecases.dispatch import partners as directory

    with at_work() as work:
        wanted = [("", directory.named(work, name).id) for name in partners]
        wanted += [(name, "") for name in organisations]
        orders = [
            _order(dispatching.proposed(work, number, partner=id, organisation=name), said)
            for name, id in wanted
        ]
        told = [msgspec.structs.replace(one, unverified=unverified, why=why) for one in orders]
        _answer(dispatching.dispatch(work, number, told))


def _order(proposed: Order, said: dict[str, str | None]) -> Order:
    given = {key: said[key] for key in _FROM_CASE if said.get(key) is not None}
    return msgspec.structs.replace(proposed, **cast("dict[str, Any]", given))


@click.command("report", cls=Command, help="case.report")
@click.argument("number")
@option("--task", "task", default="1", help="dispatch_task")
@option("--text", "text", required=True, help="dispatch_report")
@option("--price", "price", default="", help="dispatch_price")
def report(number: str, task: str, text: str, price: str) -> None:
    """The organisation reports that its part is done."""
    from station_desktop.usecases.dispatch import dispatching

    with at_work() as work:
        _answer(dispatching.report(work, number, task, text, price))


@click.command("task", cls=Command, help="case.task")
@click.argument("number")
@option("--task", "task", default="1", help="dispatch_task")
@option("--accept", "accept", is_flag=True, help="task_accept")
@option("--refuse", "refused", metavar="REASON", help="task_refuse")
@option("--recall", "recalled", metavar="REASON", help="task_recall")
@option("--grade", "grade", type=Between(1, 5), help="task_grade")
@option("--note", "note", default="", help="task_note")
@option("--at", "at", default="", metavar="2026-03-16T09:30", help="dispatch_at")
@option("--price", "price", default="", help="dispatch_price")
@option("--slip", "slip", type=click.Path(path_type=Path), help="task_slip")
def task(
    number: str,
    task: str,
    accept: bool,
    refused: str | None,
    recalled: str | None,
    grade: int | None,
    note: str,
    at: str,
    price: str,
    slip: Path | None,
) -> None:
    """The tasks of a case; with one of the acts, what became of one of them."""
    from station_desktop.usecases.casework import cases
    from station_desktop.usecases.dispatch import dispatching

    acts: list[Callable[[Work], Case]] = []
    if accept:
        acts.append(lambda work: dispatching.accept(work, number, task, at, price))
    if refused is not None:
        acts.append(lambda work: dispatching.refuse(work, number, task, refused))
    if recalled is not None:
        acts.append(lambda work: dispatching.recall(work, number, task, recalled))
    if grade is not None:
        acts.append(lambda work: dispatching.appraise(work, number, task, grade, note))
    if len(acts) + (slip is not None) > 1:
        raise click.UsageError(say("cli.task.one_act"))
    with at_work() as work:
        if slip is not None:
            _print(work, number, task, slip)
        else:
            _answer(acts[0](work) if acts else cases.named(work, number))


def _print(work: Work, number: str, named: str, out: Path) -> None:
    """Composed once to see that it can be had, then noted, then composed as the copy it is."""
    from station_desktop.papers import printing
    from station_desktop.usecases.dispatch import task_slips

    must_have_folder(out)
    settings = work.store.settings()
    language = cast("Language", wishes().lang or settings.paper_language)
    usual = cast("Format", settings.paper_format)
    format = usual if usual in task_slips.PAPER_FORMATS else "a4"
    task_slips.document(work, number, named, language, format)
    copy = task_slips.hand_over(work, number, named)
    document = task_slips.document(work, number, named, language, format, copy_number=copy)
    try:
        printing.write_pdf(document, out)
    except OSError:
        raise refuse("file.cannot_write", name=out.name) from None
    output.answer(
        {"paper": task_slips.KIND, "number": number, "copy": copy, "out": str(out)},
        say("cli.paper.written", file=out.name, copy=copy),
    )


def _answer(found: Case) -> None:
    values = [_value(at, one) for at, one in enumerate(found.tasks, start=1)]
    again = [one.organisation for one in to_send_again(found.tasks)]
    rows = [
        (v["place"], v["organisation"], say(f"task.state.{v['state']}"), v["due"], v["told"])
        for v in values
    ]
    heads = ("partner_place", "dispatch_organisation", "state", "dispatch_due", "dispatch_told")
    shown = output.table(heads, rows) if rows else [say("cli.task.none")]
    more = [say("cli.task.again", names=", ".join(again))] if again else []
    value = {"number": found.number, "state": found.state, "tasks": values, "to_send_again": again}
    output.answer(value, *output.pairs([("number", found.number)]), *shown, *more)


def _value(place: int, task: Task) -> dict[str, Any]:
    """A task for scripts; ``told`` is what the organisation said last."""
    return {
        "place": place,
        "task": task.id,
        "organisation": task.organisation,
        "partner": task.partner or None,
        "state": task.state,
        "need": task.need,
        "address": task.address or None,
        "at": task.at or None,
        "contact": task.contact or None,
        "due": task.due or None,
        "price": task.price or None,
        "told": task.report or task.reason or None,
        "grade": task.grade or None,
        "sent_at": clock.from_milliseconds(task.sent_at).isoformat(timespec="seconds"),
    }
