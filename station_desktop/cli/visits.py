"""``stationctl visit``: home visits planned, listed, recorded; what was found made into cases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from station_desktop.cli.residents import resident_of
from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Group, OneOf, option, say, wishes
from station_desktop.domain.neighbourhood.homevisits import METS, PURPOSES, Finding, HomeVisit
from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock

if TYPE_CHECKING:
    from station_desktop.papers.facts import Language
    from station_desktop.usecases.visits.day_lists import Stop
    from station_desktop.usecases.visits.homevisits import LeftBehind
    from station_desktop.usecases.work import Work

visit = Group("visit", help="visit")


def day_of(work: Work, day: str) -> str:
    """The day as typed, today unless given."""
    return day.strip() or work.store.today().isoformat()


def language_of(work: Work) -> Language:
    """The language for a paper: as asked for, else the station's."""
    return cast("Language", wishes().lang or work.store.settings().paper_language)


@visit.command("plan", help="visit.plan")
@option("--purpose", "purpose", type=OneOf(PURPOSES), default="service", help="visit_purpose")
@option("--day", "day", default="", metavar="2026-11-26", help="visit_day")
@option("--worker", "worker", default="", metavar="LOGIN", help="visit_worker")
@option("--household", "household", default="", metavar="ADDRESS|ID", help="visit_household")
@option("--resident", "resident", default="", metavar="ID", help="visit_resident")
@option("--case", "case", default="", metavar="NUMBER", help="visit_case")
@option("--address", "address", default="", help="visit_address")
@option("--time", "time", default="", metavar="14:30", help="visit_time")
@option("--why", "why", default="", help="visit_why")
def plan(purpose: Any, day: str, worker: str, household: str, resident: str, **more: str) -> None:
    """One visit; a round to several households is ``visit round``."""
    from station_desktop.cli.households import household_of
    from station_desktop.usecases.visits import homevisits

    with at_work() as work:
        made = homevisits.plan(
            work,
            purpose,
            day_of(work, day),
            worker or work.actor.login,
            household=household_of(work, household).id if household else "",
            resident=resident_of(work, resident).id if resident else "",
            **more,
        )
        _answer(work, made)


@visit.command("round", help="visit.round")
@click.argument("area")
@option("--day", "day", default="", metavar="2026-11-26", help="visit_day")
@option("--count", "count", type=Between(1, 60), default=10, show_default=True, help="visit_count")
@option("--worker", "worker", default="", metavar="LOGIN", help="visit_worker")
@option("--dry-run", "dry_run", is_flag=True, help="visit_dry_run")
def round_(area: str, day: str, count: int, worker: str, dry_run: bool) -> None:
    """Whoever is due, in walking order, each with the reason; planned unless ``--dry-run``."""
    from station_desktop.usecases.visits import households

    with at_work() as work:
        when = day_of(work, day)
        choices = households.propose_round(work, area, when, count)
        ids = [choice.household.id for choice in choices]
        made = () if dry_run else households.plan_round(
            work, area, when, count, households=ids if ids else None, worker=worker
        )  # fmt: skip
        planned = {visit.household: visit.id for visit in made}
        values = [
            {
                "visit": planned.get(choice.household.id),
                "household": choice.household.id,
                "address": choice.household.address,
                "people": [person.name for person in choice.people],
                "reasons": [
                    {"code": reason.code, "number": reason.number} for reason in choice.reasons
                ],
                "why": households.why_words(choice.reasons, wishes().language),
            }
            for choice in choices
        ]
        rows = [[v["address"], ", ".join(v["people"]), v["why"]] for v in values]  # type: ignore[arg-type]
        shown = output.table(("place", "people", "why"), rows) if rows else [say("visit.none")]
        output.answer({"day": when, "planned": len(made), "round": values}, *shown)


@visit.command("list", help="visit.list")
@option("--worker", "worker", default="", metavar="LOGIN", help="visit_worker")
@option("--day", "day", default="", metavar="2026-11-26", help="visit_day")
@option("--out", "out", type=click.Path(path_type=Path), help="visit_out")
def list_visits(worker: str, day: str, out: Path | None) -> None:
    """One worker's day in walking order, and what is left of earlier days; with ``--out`` also
    as the PDF that is carried."""
    from station_desktop.usecases.neighbourhood import areas
    from station_desktop.usecases.visits import day_lists

    with at_work() as work:
        who = areas.staff(work, worker or work.actor.login)
        when = day_of(work, day)
        found = day_lists.day_list(work, who.id, when)
        if out is not None:
            write_list(work, who.id, when, out)
        values = [_stop(stop) for stop in found.stops]
        rows = [
            [v["time"], v["address"], ", ".join(v["people"]), v["why"], _said(v)] for v in values
        ]
        heads = ("hour", "place", "people", "why", "state")
        shown = output.table(heads, rows) if rows else [say("visit.none")]
        if found.left:
            shown.append(say("visit.left", count=len(found.left)))
        left = [_stop(stop) for stop in found.left]
        whole = {"worker": who.login, "day": when, "visits": values, "left": left}
        output.answer(whole | ({"out": str(out)} if out else {}), *shown)


def write_list(work: Work, worker: str, day: str, out: Path) -> None:
    """The list as a PDF file."""
    from station_desktop.console.files import must_have_folder
    from station_desktop.papers import printing
    from station_desktop.usecases.visits import round_papers

    must_have_folder(out)
    document = round_papers.visit_list(work, worker, day, language_of(work))
    try:
        printing.write_pdf(document, out)
    except OSError:
        raise refuse("file.cannot_write", name=out.name) from None


@visit.command("record", help="visit.record")
@click.argument("id")
@option("--met", "met", required=True, type=OneOf(METS), help="visit_met")
@option("--note", "note", default="", help="visit_note")
@option("--finding", "findings", multiple=True, metavar="TEXT|CATEGORY|NEED", help="visit_finding")
@option("--at", "at", default="", metavar="2026-11-26T14:30", help="visit_at")
@option("--stands/--not-so", "stands", default=None, help="visit_stands")
def record(
    id: str, met: Any, note: str, findings: tuple[str, ...], at: str, stands: bool | None
) -> None:
    """Whom one met and what was found; of a household that moved away what still concerns it."""
    from station_desktop.usecases.visits import homevisits

    with at_work() as work:
        found = [_finding(text) for text in findings]
        done = homevisits.record(work, id, met, note, found, _moment(at), stands=stands)
        gone = met == "moved_away" and bool(done.household)
        left = homevisits.left_behind(work, done.household) if gone else None
        _answer(work, done, left)


@visit.command("case", help="visit.case")
@click.argument("id")
@click.argument("number", type=Between(1, 100))
def case(id: str, number: int) -> None:
    """Make the case out of what was found; the first finding is 1."""
    from station_desktop.usecases.visits import homevisits

    with at_work() as work:
        made = homevisits.open_case(work, id, number - 1)
        value = {"number": made.number, "id": made.id, "title": made.title, "origin": made.origin}
        output.answer(value, *output.pairs((head, value[head]) for head in ("number", "title")))


@visit.command("move", help="visit.move")
@click.argument("id")
@option("--day", "day", required=True, metavar="2026-11-26", help="visit_day")
@option("--worker", "worker", default="", metavar="LOGIN", help="visit_worker")
@option("--time", "time", default="", metavar="14:30", help="visit_time")
@option("--reason", "reason", default="", help="reason")
def move(id: str, day: str, worker: str, time: str, reason: str) -> None:
    """Another day, another worker."""
    from station_desktop.usecases.visits import homevisits

    with at_work() as work:
        _answer(work, homevisits.move(work, id, day, worker, reason, time=time))


@visit.command("cancel", help="visit.cancel")
@click.argument("id")
@option("--reason", "reason", required=True, help="reason")
def cancel(id: str, reason: str) -> None:
    """Nobody goes."""
    from station_desktop.usecases.visits import homevisits

    with at_work() as work:
        _answer(work, homevisits.cancel(work, id, reason))


def _finding(text: str) -> Finding:
    words, category, need = (*(part.strip() for part in text.split("|", 2)), "", "")[:3]
    return Finding(words, category, need)


def _moment(text: str) -> int:
    """Milliseconds of an ISO moment in China's civil time; 0 for none."""
    if not text.strip():
        return 0
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise refuse("homevisit.time", field="at", time=text.strip()[:20]) from None
    return clock.milliseconds(at if at.tzinfo else at.replace(tzinfo=clock.CHINA))


def _answer(work: Work, found: HomeVisit, left: LeftBehind | None = None) -> None:
    from station_desktop.storage.reads import reads_rounds
    from station_desktop.usecases.visits import day_lists

    areas = {area.id: area for area in reads_rounds.areas(work.store.connection)}
    (stop,) = day_lists.stops_of(work, [found], areas)
    value = _stop(stop)
    if left is not None:
        value["open_cases"] = [case.number for case in left.cases]
        value["planned_visits"] = [one.id for one in left.visits]
    words = value | {"state": _said(value), "people": ", ".join(value["people"])}
    heads = ("day", "hour", "place", "people", "why", "state", "note")
    lines = output.pairs((head, words[_FIELD.get(head, head)]) for head in heads)
    if left is not None and (left.cases or left.visits):
        numbers = ", ".join(case.number for case in left.cases) or "–"
        lines.append(say("visit.behind", cases=numbers, visits=len(left.visits)))
    output.answer(value, *lines)


_FIELD = {"place": "address", "hour": "time"}


def _said(value: dict[str, Any]) -> str:
    if value["met"]:
        return say(f"homevisit.met.{value['met']}")
    return say(f"homevisit.state.{value['state']}")


def _stop(stop: Stop) -> dict[str, Any]:
    """A visit for scripts; people by name and age alone."""
    from station_desktop.usecases.visits.day_lists import why_words

    found = stop.visit
    return {
        "id": found.id,
        "purpose": found.purpose,
        "day": found.day,
        "time": found.time or None,
        "worker": found.worker,
        "address": stop.address,
        "household": found.household or None,
        "people": [f"{p.name} {p.age}" if p.age is not None else p.name for p in stop.people],
        "case": stop.case or None,
        "why": stop.why or why_words(stop.reasons, wishes().language) or stop.matter,
        "state": found.state,
        "met": found.met or None,
        "note": found.note or None,
        "reason": found.reason or None,
        "findings": [
            {"text": one.text, "category": one.category, "need": one.need, "case": one.case or None}
            for one in found.findings
        ],
    }
