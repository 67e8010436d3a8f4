"""``stationctl plan``: individual cases in six steps, their plans, and what is done of them.

Who may read a case reads it here as well: a colleague sees its outline, and a note shows to the
case's worker and whoever reviews, and only when it is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from station_desktop.cli import plan_values
from station_desktop.cli.residents import resident_of
from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Group, OneOf, option, say, wishes
from station_desktop.console.files import must_have_folder, read_file
from station_desktop.domain.individual.individualvalues import (
    ENDINGS,
    GOAL_STATES,
    RISKS,
    STATES,
    Individual,
)
from station_desktop.domain.problem import refuse

if TYPE_CHECKING:
    from station_desktop.usecases.sixsteps.individuals import GoalPlan
    from station_desktop.usecases.work import Work

plan = Group("plan", help="plan")
_PAPERS = ("service_plan", "referral", "closing")


@plan.command("list", help="plan.list")
@option("--mine", "mine", is_flag=True, help="plan_mine")
@option("--state", "state", type=OneOf(STATES), default="open", help="plan_state")
@option("--resident", "resident", default="", metavar="ID", help="resident")
@option("--limit", type=Between(1, 1000), default=50, show_default=True, help="limit")
def list_plans(mine: bool, state: str, resident: str, limit: int) -> None:
    """The latest applied for first."""
    from station_desktop.usecases.sixsteps import individuals

    with at_work() as work:
        if resident:
            found = individuals.of_resident(work, resident_of(work, resident).id)[:limit]
        else:
            worker = work.author if mine else ""
            found = individuals.listed(work, state=state, worker=worker, limit=limit)
        values = [plan_values.outline(work, one) for one in found]
        heads = ("number", "plan_step", "state", "plan_worker", "name")
        rows = [_row(value) for value in values]
        shown = output.table(heads, rows) if rows else [say("cli.plan.none")]
        output.answer({"cases": values}, *shown)


def _row(value: dict[str, Any]) -> tuple[str, ...]:
    return (
        value["number"],
        say(f"individual.step.{value['step']}"),
        say(f"individual.state.{value['state']}"),
        value["worker"],
        value["resident_masked"],
    )


@plan.command("show", help="plan.show")
@click.argument("number")
@option("--notes", "notes", is_flag=True, help="plan_notes")
def show(number: str, notes: bool) -> None:
    """One case, as far as one may read it."""
    from station_desktop.usecases.sixsteps import individuals

    with at_work() as work:
        if notes:
            individuals.mine(work, number)
        _answer(work, individuals.get(work, number), notes=notes)


@plan.command("apply", help="plan.apply")
@option("--resident", "resident", required=True, metavar="ID", help="resident")
@option("--why", "why", required=True, help="plan_why")
@option("--case", "case", default="", metavar="NUMBER", help="plan_case")
def apply(resident: str, why: str, case: str) -> None:
    """Step 1."""
    from station_desktop.usecases.sixsteps import individuals

    with at_work() as work:
        person = resident_of(work, resident)
        _answer(work, individuals.apply(work, person.id, why, case))


@plan.command("diagnose", help="plan.diagnose")
@click.argument("number")
@option("--situation", "situation", required=True, help="plan_situation")
@option("--problem", "problems", multiple=True, help="plan_problem")
@option("--strength", "strengths", multiple=True, help="plan_strength")
@option("--risk", "risk", type=OneOf(RISKS), help="plan_risk")
def diagnose(
    number: str,
    situation: str,
    problems: tuple[str, ...],
    strengths: tuple[str, ...],
    risk: str | None,
) -> None:
    """Step 2."""
    from station_desktop.usecases.sixsteps import individuals

    with at_work() as work:
        found = individuals.diagnose(work, number, situation, problems, strengths, risk or "")
        _answer(work, found)


@plan.command("set", help="plan.set")
@click.argument("number")
@option("--goal", "goals", multiple=True, metavar="TEXT", help="plan_goal")
@option("--measure", "measures", multiple=True, metavar="GOAL:LEAD:TEXT", help="plan_measure")
@option("--file", "file", metavar="FILE", help="plan_file")
def set_plan(
    number: str, goals: tuple[str, ...], measures: tuple[str, ...], file: str | None
) -> None:
    """Step 3: the whole plan, from options or from a JSON file as ``plan show --json`` gives it."""
    from station_desktop.usecases.sixsteps import individuals

    wanted = _read_plan(read_file(file)) if file is not None else _typed_plan(goals, measures)
    with at_work() as work:
        _answer(work, individuals.plan(work, number, wanted))


def _read_plan(data: bytes) -> tuple[GoalPlan, ...]:
    from station_desktop.usecases.sixsteps.individuals import GoalPlan

    try:
        whole = msgspec.json.decode(data)
        wanted = whole.get("plan", whole) if isinstance(whole, dict) else whole
        return msgspec.convert(wanted, tuple[GoalPlan, ...])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise refuse("individual.file_unreadable", field="file") from None


def _typed_plan(goals: tuple[str, ...], measures: tuple[str, ...]) -> tuple[GoalPlan, ...]:
    from station_desktop.usecases.sixsteps.individuals import GoalPlan, MeasurePlan

    of_goal: dict[int, list[MeasurePlan]] = {}
    for text in measures:
        goal, _, rest = text.partition(":")
        lead, sign, what = rest.partition(":")
        if not sign or not goal.strip().isdecimal() or not 1 <= int(goal) <= len(goals):
            message = say("cli.usage.plan_measure", value=text)
            raise click.UsageError(message, click.get_current_context())
        of_goal.setdefault(int(goal), []).append(MeasurePlan(what, lead.strip()))
    return tuple(
        GoalPlan(text, measures=tuple(of_goal.get(at, ()))) for at, text in enumerate(goals, 1)
    )


@plan.command("done", help="plan.done")
@click.argument("number")
@option("--measure", "measure", required=True, metavar="NO", help="plan_which")
@option("--outcome", "outcome", required=True, help="plan_outcome")
def done(number: str, measure: str, outcome: str) -> None:
    """Step 4."""
    from station_desktop.usecases.sixsteps import individuals

    with at_work() as work:
        case = individuals.mine(work, number)
        id = plan_values.meant(tuple(one.id for one in case.measures), measure)
        _answer(work, individuals.done(work, number, id, outcome))


@plan.command("judge", help="plan.judge")
@click.argument("number")
@option("--goal", "goal", required=True, metavar="NO", help="plan_which")
@option("--state", "state", required=True, type=OneOf(GOAL_STATES), help="plan_reached")
def judge(number: str, goal: str, state: str) -> None:
    """How far a goal is reached."""
    from station_desktop.usecases.sixsteps import individuals

    with at_work() as work:
        case = individuals.mine(work, number)
        id = plan_values.meant(tuple(one.id for one in case.goals), goal)
        _answer(work, individuals.judge_goal(work, number, id, state))


@plan.command("review", help="plan.review")
@click.argument("number")
@option("--text", "text", required=True, help="plan_text")
@option("--present", "present", default="", help="plan_present")
def review(number: str, text: str, present: str) -> None:
    """Step 5."""
    from station_desktop.usecases.sixsteps import individuals

    with at_work() as work:
        _answer(work, individuals.review(work, number, text, present))


@plan.command("note", help="plan.note")
@click.argument("number")
@option("--text", "text", required=True, help="plan_text")
def note(number: str, text: str) -> None:
    """A note for the case's worker and whoever reviews."""
    from station_desktop.usecases.sixsteps import individuals

    with at_work() as work:
        _answer(work, individuals.note(work, number, text))


@plan.command("refer", help="plan.refer")
@click.argument("number")
@option("--agency", "agency", required=True, help="plan_agency")
@option("--reason", "reason", required=True, help="reason")
def refer(number: str, agency: str, reason: str) -> None:
    """On to another agency; ``plan paper`` makes the letter."""
    from station_desktop.usecases.sixsteps import individuals

    with at_work() as work:
        _answer(work, individuals.refer(work, number, agency, reason))


@plan.command("close", help="plan.close")
@click.argument("number")
@option("--ending", "ending", required=True, type=OneOf(ENDINGS), help="plan_ending")
@option("--text", "text", required=True, help="plan_text")
@option("--by-worker", "by_worker", type=Between(1, 5), required=True, help="plan_by_worker")
@option("--by-resident", "by_resident", type=Between(0, 5), default=0, help="plan_by_resident")
@option("--resident-words", "resident_words", default="", help="plan_resident_words")
@option("--left-open", "left_open", default="", help="plan_left_open")
def close(number: str, ending: str, text: str, **evaluated: Any) -> None:
    """Step 6."""
    from station_desktop.usecases.sixsteps import individuals

    with at_work() as work:
        _answer(work, individuals.close(work, number, ending, text, **evaluated))


@plan.command("reopen", help="plan.reopen")
@click.argument("number")
@option("--reason", "reason", required=True, help="reason")
def reopen(number: str, reason: str) -> None:
    """Opened again."""
    from station_desktop.usecases.sixsteps import individuals

    with at_work() as work:
        _answer(work, individuals.reopen(work, number, reason))


@plan.command("hand-over", help="plan.hand_over")
@click.argument("number")
@option("--to", "to", required=True, metavar="LOGIN", help="plan_to")
@option("--reason", "reason", required=True, help="reason")
def hand_over(number: str, to: str, reason: str) -> None:
    """Another worker has it from now on."""
    from station_desktop.storage.reads import reads
    from station_desktop.usecases.sixsteps import individuals

    with at_work() as work:
        account = reads.account_by_login(work.store.connection, to)
        given = individuals.hand_over(work, number, account.id if account else "", reason)
        _answer(work, given)


@plan.command("paper", help="plan.paper")
@click.argument("number")
@option("--kind", "kind", required=True, type=OneOf(_PAPERS), help="plan_paper")
@option("--out", "out", type=click.Path(path_type=Path), required=True, help="out")
@option("--format", "format", type=OneOf(("a4", "large")), default="a4", help="plan_format")
@option("--referral", "referral", type=Between(1, 99), default=None, help="plan_referral")
def paper(number: str, kind: Any, out: Path, format: Any, referral: int | None) -> None:
    """The plan, a referral's letter or the closing paper as a PDF, noted before it is made."""
    from station_desktop.papers import printing
    from station_desktop.usecases.sixsteps import casework_papers

    must_have_folder(out)
    with at_work() as work:
        of = referral or 0
        language: Any = wishes().lang or work.store.settings().paper_language
        casework_papers.document(work, number, kind, language, format, of=of)
        copy = casework_papers.hand_over(work, number, kind, of)
        made = casework_papers.document(
            work, number, kind, language, format, of=of, copy_number=copy
        )
        try:
            printing.write_pdf(made, out)
        except OSError:
            raise refuse("file.cannot_write", name=out.name) from None
        value = {"paper": kind, "number": number, "copy": copy, "out": str(out)}
        output.answer(value, say("cli.paper.written", file=out.name, copy=copy))


def _answer(work: Work, case: Individual, *, notes: bool = False) -> None:
    value = plan_values.whole(work, case, notes=notes)
    output.answer(value, *plan_values.page(case, value))
