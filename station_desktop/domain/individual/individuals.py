"""Individual cases in six steps (个案管理六步): application and acceptance, investigation and
diagnosis, plan, execution, supervision and coordination, closure and evaluation.

The case's own worker and the stationmaster read the notes, nobody else.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec

from station_desktop.domain.individual.individualvalues import (
    STEPS,
    Closing,
    Ending,
    Goal,
    GoalState,
    Individual,
    Measure,
    Note,
    PaperMade,
    Referral,
    Review,
    Risk,
    Step,
)
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.journal.unfits import Unfit


class Applied(Fact, frozen=True):
    """Step 1: somebody asks for it, or agrees to it, and it is accepted. ``case`` is the station's
    case that it grew out of, if any."""

    kind: ClassVar[str] = "individual.applied"
    personal: ClassVar[tuple[str, ...]] = ("why",)
    number: str
    resident: str
    why: str
    case: str = ""


class Diagnosed(Fact, frozen=True):
    """Step 2: the situation, the problems, what the household can build on, how great the risk."""

    kind: ClassVar[str] = "individual.diagnosed"
    personal: ClassVar[tuple[str, ...]] = ("situation", "problems", "strengths", "risk")
    situation: str
    problems: tuple[str, ...]
    strengths: tuple[str, ...] = ()
    risk: Risk = ""


class Planned(Fact, frozen=True):
    """Step 3: goals and measures, as they now are. What was done stays: a measure carried out and
    its goal cannot be planned away, and how far a goal is reached is not said here."""

    kind: ClassVar[str] = "individual.planned"
    personal: ClassVar[tuple[str, ...]] = ("goals", "measures")
    goals: tuple[Goal, ...]
    measures: tuple[Measure, ...]


class MeasureDone(Fact, frozen=True):
    """Step 4: a measure was carried out, with what came of it."""

    kind: ClassVar[str] = "individual.done"
    personal: ClassVar[tuple[str, ...]] = ("outcome",)
    measure: str
    outcome: str


class GoalJudged(Fact, frozen=True):
    """How far a goal is reached."""

    kind: ClassVar[str] = "individual.goal"
    goal: str
    state: GoalState


class Reviewed(Fact, frozen=True):
    """Step 5: supervision and coordination."""

    kind: ClassVar[str] = "individual.reviewed"
    personal: ClassVar[tuple[str, ...]] = ("text", "present")
    text: str
    present: str = ""


class Noted(Fact, frozen=True):
    """A private note."""

    kind: ClassVar[str] = "individual.noted"
    personal: ClassVar[tuple[str, ...]] = ("text",)
    text: str


class Referred(Fact, frozen=True):
    """Referred to another agency, with a letter."""

    kind: ClassVar[str] = "individual.referred"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    agency: str
    reason: str


class Closed(Fact, frozen=True):
    """Step 6: closed and evaluated by both; ``left_open`` says why goals or measures stay open."""

    kind: ClassVar[str] = "individual.closed"
    personal: ClassVar[tuple[str, ...]] = ("text", "resident_words", "left_open")
    ending: Ending
    text: str
    by_resident: int = 0
    by_worker: int = 0
    resident_words: str = ""
    left_open: str = ""


class Reopened(Fact, frozen=True):
    """Opened again, and why."""

    kind: ClassVar[str] = "individual.reopened"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    reason: str


class Handed(Fact, frozen=True):
    """Another worker has it from now on."""

    kind: ClassVar[str] = "individual.handed"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    before: str
    to: str
    reason: str


class Printed(Fact, frozen=True):
    """A paper of the case was handed over; ``of`` counts the referrals from 1 where it is a
    letter."""

    kind: ClassVar[str] = "individual.printed"
    paper: str
    copy_number: int
    of: int = 0


class Settled(Fact, frozen=True):
    """Somebody judged the unfit fact of this entry."""

    kind: ClassVar[str] = "individual.settled"
    personal: ClassVar[tuple[str, ...]] = ("note",)
    entry: str
    note: str


FACTS: tuple[type[Fact], ...] = (
    Applied,
    Diagnosed,
    Planned,
    MeasureDone,
    GoalJudged,
    Reviewed,
    Noted,
    Referred,
    Closed,
    Reopened,
    Handed,
    Printed,
    Settled,
)


def fits(case: Individual, fact: Fact) -> bool:
    """Whether ``fact`` may follow where the individual case stands: one step after the other,
    going back to diagnosis and plan at any time while it is open."""
    reached = STEPS.index(case.step)
    match fact:
        case Noted() | Printed():
            return True
        case Reopened():
            return not case.open
        case Planned():
            return case.open and reached >= STEPS.index("diagnosis")
        case MeasureDone():
            one = case.measure(fact.measure)
            return case.open and one is not None and not one.done_at
        case GoalJudged():
            return case.open and any(goal.id == fact.goal for goal in case.goals)
        case Reviewed():
            return case.open and reached >= STEPS.index("plan")
        case Handed():
            return case.worker == fact.before
        case Diagnosed() | Referred() | Closed():
            return case.open
        case _:
            return False


def fold(case: Individual | None, entry: Entry, fact: Fact) -> Individual | None:
    """The individual case after ``fact``: applied, or listed as unfit for a person to judge."""
    replace = msgspec.structs.replace
    if case is None:
        if not isinstance(fact, Applied):
            return None
        return Individual(
            id=entry.subject_id,
            number=fact.number,
            resident=fact.resident,
            worker=entry.author,
            applied_at=entry.at,
            why=fact.why,
            case=fact.case,
        )
    if isinstance(fact, Settled):
        left = tuple(unfit for unfit in case.unfit if unfit.entry != fact.entry)
        return replace(case, unfit=left)
    if not fits(case, fact):
        unfit = Unfit(entry.id, entry.kind, entry.at, entry.author)
        return replace(case, unfit=(*case.unfit, unfit))
    return _stepped(case, entry, fact)


def _reached(case: Individual, step: Step) -> Step:
    return max(case.step, step, key=STEPS.index)


def _stepped(case: Individual, entry: Entry, fact: Fact) -> Individual:
    replace, at, by = msgspec.structs.replace, entry.at, entry.author
    match fact:
        case Diagnosed():
            return replace(
                case,
                step=_reached(case, "diagnosis"),
                situation=fact.situation,
                problems=fact.problems,
                strengths=fact.strengths,
                risk=fact.risk,
            )
        case Planned():
            return replace(
                case,
                step=_reached(case, "plan"),
                goals=_goals(case, fact),
                measures=_measures(case, fact.measures, at),
            )
        case MeasureDone():
            measures = tuple(
                replace(one, done_at=at, outcome=fact.outcome) if one.id == fact.measure else one
                for one in case.measures
            )
            return replace(case, step=_reached(case, "execution"), measures=measures)
        case GoalJudged():
            goals = tuple(
                replace(goal, state=fact.state) if goal.id == fact.goal else goal
                for goal in case.goals
            )
            return replace(case, goals=goals)
        case Reviewed():
            said = Review(at, by, fact.text, fact.present)
            step = _reached(case, "supervision")
            return replace(case, step=step, reviews=(*case.reviews, said))
        case Noted():
            return replace(case, notes=(*case.notes, Note(at, by, fact.text)))
        case _:
            return _ended(case, entry, fact)


def _goals(case: Individual, fact: Planned) -> tuple[Goal, ...]:
    """The plan's goals, each reached as far as it was; one towards which something was done
    stays, whoever planned it away meanwhile."""
    judged = {goal.id: goal.state for goal in case.goals}
    planned = {goal.id for goal in fact.goals}
    worked_on = {one.goal for one in case.measures if one.done_at} - planned
    kept = tuple(goal for goal in case.goals if goal.id in worked_on)
    replace = msgspec.structs.replace
    return tuple(replace(g, state=judged.get(g.id, "open")) for g in fact.goals) + kept


def _measures(case: Individual, planned: tuple[Measure, ...], at: int) -> tuple[Measure, ...]:
    """The plan's measures, with what was done of those that it had before; those carried out
    stay."""
    replace = msgspec.structs.replace
    merged = []
    for one in planned:
        before = case.measure(one.id)
        if before is None:
            merged.append(replace(one, since=at, done_at=0, outcome=""))
        elif before.done_at:
            merged.append(before)
        else:
            merged.append(replace(one, since=before.since, done_at=0, outcome=""))
    listed = {one.id for one in planned}
    return (*merged, *(m for m in case.measures if m.done_at and m.id not in listed))


def _ended(case: Individual, entry: Entry, fact: Fact) -> Individual:
    replace, at, by = msgspec.structs.replace, entry.at, entry.author
    match fact:
        case Referred():
            referral = Referral(at, by, fact.agency, fact.reason)
            return replace(case, referrals=(*case.referrals, referral))
        case Closed():
            closing = Closing(
                at,
                by,
                fact.ending,
                fact.text,
                fact.by_resident,
                fact.by_worker,
                fact.resident_words,
                fact.left_open,
            )
            closings = (*case.closings, closing)
            return replace(case, state="closed", step="closure", closings=closings)
        case Reopened():
            reasons = (*case.reopened, fact.reason)
            return replace(case, state="open", step=_again(case), reopened=reasons)
        case Handed():
            return replace(case, worker=fact.to)
        case Printed():
            made = PaperMade(fact.paper, at, fact.copy_number, fact.of)
            return replace(case, papers=(*case.papers, made))
        case _:
            return case


def _again(case: Individual) -> Step:
    """Where a case opened again goes on: with its plan, or with what it lacked before that."""
    if case.goals:
        return "plan"
    return "diagnosis" if case.situation else "application"
