"""The plan of an individual case: goals, each with its measures, as they are typed or read from a
file, checked and made into the fact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.individual.individuals import Planned
from station_desktop.domain.individual.individualvalues import (
    FORCES,
    Force,
    Goal,
    Individual,
    Measure,
)
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.problem import refuse
from station_desktop.domain.text import dates
from station_desktop.storage.reads import reads
from station_desktop.usecases.sixsteps.casetexts import sentence
from station_desktop.usecases.work import Work

MOST_GOALS, MOST_MEASURES = 12, 40


class MeasurePlan(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One measure as wanted. ``partner`` is the id of a partner, ``case`` the number or id of one
    of the station's cases, ``by`` a day; an empty ``id`` makes it a new one."""

    text: str
    lead: str
    supports: tuple[str, ...] = ()
    partner: str = ""
    case: str = ""
    by: str = ""
    id: str = ""


class GoalPlan(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One goal as wanted, with what is to be done towards it."""

    text: str
    by: str = ""
    id: str = ""
    measures: tuple[MeasurePlan, ...] = ()


def as_planned(case: Individual) -> tuple[GoalPlan, ...]:
    """The plan as it stands, to be changed and set again."""
    return tuple(
        GoalPlan(
            goal.text,
            goal.by,
            goal.id,
            tuple(
                MeasurePlan(one.text, one.lead, one.supports, one.partner, one.case, one.by, one.id)
                for one in case.measures
                if one.goal == goal.id
            ),
        )
        for goal in case.goals
    )


def with_goal(case: Individual, wanted: GoalPlan) -> tuple[GoalPlan, ...]:
    """The plan with this goal added, or said anew where it has the id of one; its measures stay."""
    standing = as_planned(case)
    if not wanted.id:
        return (*standing, wanted)
    replace = msgspec.structs.replace
    return tuple(
        replace(wanted, measures=goal.measures) if goal.id == wanted.id else goal
        for goal in standing
    )


def with_measure(case: Individual, goal: str, wanted: MeasurePlan) -> tuple[GoalPlan, ...]:
    """The plan with this measure under the goal, added or said anew; it may move between goals."""
    if case.goal(goal) is None:
        raise refuse("individual.goal_unknown", field="goal")
    changed = []
    for one in as_planned(case):
        stays = one.id == goal
        kept = tuple(
            wanted if wanted.id and m.id == wanted.id else m
            for m in one.measures
            if stays or not wanted.id or m.id != wanted.id
        )
        new = stays and wanted not in kept
        changed.append(msgspec.structs.replace(one, measures=(*kept, wanted) if new else kept))
    return tuple(changed)


def without(case: Individual, id: str) -> tuple[GoalPlan, ...]:
    """The plan without the goal or measure of this id."""
    return tuple(
        msgspec.structs.replace(goal, measures=tuple(m for m in goal.measures if m.id != id))
        for goal in as_planned(case)
        if goal.id != id
    )


def planned(work: Work, case: Individual, goals: Sequence[GoalPlan]) -> Planned:
    """The fact of this plan; refuses what is empty, unknown or past."""
    if not goals:
        raise refuse("individual.goal_missing", field="goals")
    measures = sum(len(goal.measures) for goal in goals)
    if len(goals) > MOST_GOALS or measures > MOST_MEASURES:
        raise refuse(
            "individual.plan_too_large", field="goals", goals=MOST_GOALS, measures=MOST_MEASURES
        )
    kept_goals: list[Goal] = []
    kept: list[Measure] = []
    for goal in goals:
        made = _goal(work, case, goal)
        kept_goals.append(made)
        kept += [_measure(work, case, made.id, one) for one in goal.measures]
    ids = [goal.id for goal in kept_goals] + [one.id for one in kept]
    if len(ids) != len(set(ids)):
        raise refuse("individual.plan_twice", field="goals")
    return Planned(tuple(kept_goals), tuple(kept))


def _goal(work: Work, case: Individual, wanted: GoalPlan) -> Goal:
    before = case.goal(wanted.id) if wanted.id else None
    if wanted.id and before is None:
        raise refuse("individual.goal_unknown", field="goal")
    return Goal(
        id=wanted.id or work.store.ledger.new_id(),
        text=sentence(wanted.text, "text", "individual.goal_missing"),
        by=_day(work, wanted.by, before.by if before else ""),
    )


def _measure(work: Work, case: Individual, goal: str, wanted: MeasurePlan) -> Measure:
    before = case.measure(wanted.id) if wanted.id else None
    if wanted.id and before is None:
        raise refuse("individual.measure_unknown", field="measure")
    text = sentence(wanted.text, "text", "individual.measure_missing")
    if not wanted.lead:
        raise refuse("individual.lead_missing", field="lead", text=text)
    for force in (wanted.lead, *wanted.supports):
        if force not in FORCES:
            raise refuse(
                "individual.force_unknown",
                field="lead",
                force=force[:40],
                known=", ".join(FORCES),
            )
    lead = cast("Force", wanted.lead)
    return Measure(
        id=wanted.id or work.store.ledger.new_id(),
        goal=goal,
        text=text,
        lead=lead,
        supports=tuple(f for f in FORCES if f in wanted.supports and f != lead),
        partner=_partner(work, wanted.partner, before.partner if before else ""),
        case=case_id(work, wanted.case, "case"),
        by=_day(work, wanted.by, before.by if before else ""),
    )


def _partner(work: Work, id: str, before: str) -> str:
    """The partner's id; one that works with the station no longer is not linked anew."""
    if not id or id == before:
        return id
    found = work.store.ledger.record("partner", id)
    if not isinstance(found, Partner):
        raise refuse("individual.partner_unknown", field="partner")
    if not found.open:
        raise refuse("individual.partner_closed", field="partner", name=found.name)
    return id


def case_id(work: Work, named: str, field: str) -> str:
    """The id of the station's case with this number or id; empty for none."""
    text = named.strip()
    if not text:
        return ""
    found = work.store.ledger.record("case", text) if len(text) == 32 else None
    found = found or reads.case_by_number(work.store.connection, text)
    if not isinstance(found, Case):
        raise refuse("case.unknown", field=field, number=text[:60])
    return found.id


def _day(work: Work, text: str, before: str) -> str:
    """A day as typed, in ISO form; one that is over is refused unless it stood there already."""
    if not text.strip():
        return ""
    parts = dates.parse_day(text)
    day: date | None = dates.real_day(*parts) if parts is not None else None
    if day is None:
        raise refuse("individual.day_unreadable", field="by", text=text.strip()[:40])
    if day < work.store.today() and day.isoformat() != before:
        raise refuse("individual.day_past", field="by", day=day.isoformat())
    return day.isoformat()
