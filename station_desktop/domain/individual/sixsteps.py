"""What comes first and what comes next in an individual case: the six steps as rules.

One step after the other; diagnosis and plan may be gone back to while the case is open. It is
closed as achieved, wholly or in part, once something was carried out and looked at in a review;
for another ending (referred, moved away, no longer wanted, died) the steps need not be gone
through, so that every case can be closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from station_desktop.domain.individual.individuals import (
    Closed,
    Diagnosed,
    GoalJudged,
    Handed,
    MeasureDone,
    Noted,
    Planned,
    Printed,
    Referred,
    Reopened,
    Reviewed,
    Settled,
)
from station_desktop.domain.individual.individualvalues import STEPS, Individual
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.problem import Problem

Act = Literal["diagnose", "plan", "done", "review", "judge", "close", "reopen"]
WORKED: tuple[str, ...] = ("achieved", "partly")
"""Endings of a case that was worked through."""
RATINGS = range(1, 6)


def why_not(case: Individual, fact: Fact) -> Problem | None:
    """Why ``fact`` may not follow where the case stands: what comes first; ``None`` when it may."""
    match fact:
        case Noted() | Printed():
            return None
        case Settled():
            known = fact.entry in {unfit.entry for unfit in case.unfit}
            return None if known else _problem("individual.nothing_to_settle", case)
        case Reopened():
            return _problem("individual.still_running", case) if case.open else None
        case Handed():
            stale = case.worker != fact.before
            return _problem("individual.handed_already", case) if stale else None
        case _ if not case.open:
            return _problem("individual.closed", case)
        case Diagnosed() | Referred():
            return None
        case _:
            return _in_step(case, fact)


def _in_step(case: Individual, fact: Fact) -> Problem | None:
    match fact:
        case Planned():
            return _before(case, "diagnosis") or _planned_away(case, fact)
        case MeasureDone():
            return _before(case, "plan") or _of_measure(case, fact.measure)
        case GoalJudged():
            known = case.goal(fact.goal) is not None
            missing = None if known else Problem("individual.goal_unknown", "goal")
            return _before(case, "plan") or missing
        case Reviewed():
            return _before(case, "plan")
        case Closed():
            return _closing(case, fact)
        case _:
            return Problem("individual.no_such_act")


def _before(case: Individual, step: Literal["diagnosis", "plan"]) -> Problem | None:
    """What is still missing of the steps up to ``step``."""
    reached = STEPS.index(case.step)
    for needed, code in (
        ("diagnosis", "individual.diagnose_first"),
        ("plan", "individual.plan_first"),
    ):
        if reached < STEPS.index(needed):
            return _problem(code, case)
        if needed == step:
            break
    return None


def _planned_away(case: Individual, fact: Planned) -> Problem | None:
    """What was carried out stays in the plan as it is."""
    planned = {one.id: one for one in fact.measures}
    goals = {goal.id for goal in fact.goals}
    for one in case.measures:
        if not one.done_at:
            continue
        new = planned.get(one.id)
        same = new is not None and (new.goal, new.text, new.lead) == (one.goal, one.text, one.lead)
        if not same or one.goal not in goals:
            return Problem("individual.done_stays", "measures", {"text": one.text})
    return None


def _of_measure(case: Individual, id: str) -> Problem | None:
    one = case.measure(id)
    if one is None:
        return Problem("individual.measure_unknown", "measure")
    return (
        Problem("individual.measure_done", "measure", {"text": one.text}) if one.done_at else None
    )


def _closing(case: Individual, fact: Closed) -> Problem | None:
    if fact.ending == "referred" and not case.referrals:
        return Problem("individual.refer_first", "ending", {"number": case.number})
    if fact.ending in WORKED:
        missing = _before(case, "plan") or _not_worked(case)
        if missing is not None:
            return missing
    if fact.ending == "died" and fact.by_resident:
        return Problem("individual.rating_of_dead", "by_resident")
    if fact.by_worker not in RATINGS or fact.by_resident not in (0, *RATINGS):
        return Problem("individual.rating_missing", "by_worker")
    left = tuple(still_open(case))
    if left and not fact.left_open:
        goals = sum(problem.code == "individual.open_goal" for problem in left)
        params = {"goals": goals, "measures": len(left) - goals}
        return Problem("individual.left_open", "left_open", params)
    return None


def _not_worked(case: Individual) -> Problem | None:
    if not any(one.done_at for one in case.measures):
        return _problem("individual.execute_first", case)
    since = case.closings[-1].at if case.closings else 0
    if not any(review.at >= since for review in case.reviews):
        return _problem("individual.review_first", case)
    return None


def still_open(case: Individual) -> Iterator[Problem]:
    """Every goal not judged and every measure not carried out, by name."""
    for goal in case.goals:
        if goal.state == "open":
            yield Problem("individual.open_goal", "goals", {"text": goal.text})
    for one in case.measures:
        if not one.done_at:
            yield Problem("individual.open_measure", "measures", {"text": one.text})


def following(case: Individual) -> Act:
    """What is to be done next."""
    if not case.open:
        return "reopen"
    reached = STEPS.index(case.step)
    if reached < STEPS.index("diagnosis"):
        return "diagnose"
    if reached < STEPS.index("plan") or not case.measures:
        return "plan"
    if any(not one.done_at for one in case.measures):
        return "done"
    if reached < STEPS.index("supervision"):
        return "review"
    return "judge" if any(goal.state == "open" for goal in case.goals) else "close"


def _problem(code: str, case: Individual) -> Problem:
    return Problem(code, params={"number": case.number})
