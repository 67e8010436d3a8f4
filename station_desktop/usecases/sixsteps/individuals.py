"""Individual cases in six steps, as they are worked on: applied for, diagnosed, planned, carried
out, reviewed, closed; noted on, referred, handed over, opened again.

Only the case's worker and whoever reviews act in it; see ``individual_reading`` for who reads what.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager

from station_desktop.domain.case import numbers
from station_desktop.domain.individual import sixsteps
from station_desktop.domain.individual.individuals import (
    Applied,
    Closed,
    Diagnosed,
    GoalJudged,
    Handed,
    MeasureDone,
    Noted,
    Planned,
    Referred,
    Reopened,
    Reviewed,
    Settled,
)
from station_desktop.domain.individual.individualvalues import (
    ENDINGS,
    GOAL_STATES,
    RISKS,
    Ending,
    GoalState,
    Individual,
    Risk,
)
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.domain.station import roles
from station_desktop.domain.station.accounts import Account
from station_desktop.storage.reads import reads_individuals
from station_desktop.usecases.people import residents
from station_desktop.usecases.sixsteps import plans
from station_desktop.usecases.sixsteps.casetexts import prose, sentence, several
from station_desktop.usecases.sixsteps.individual_reading import by_step as by_step
from station_desktop.usecases.sixsteps.individual_reading import drop_typed as drop_typed
from station_desktop.usecases.sixsteps.individual_reading import get as get
from station_desktop.usecases.sixsteps.individual_reading import history as history
from station_desktop.usecases.sixsteps.individual_reading import keep_typed as keep_typed
from station_desktop.usecases.sixsteps.individual_reading import listed as listed
from station_desktop.usecases.sixsteps.individual_reading import mine as mine
from station_desktop.usecases.sixsteps.individual_reading import of_resident as of_resident
from station_desktop.usecases.sixsteps.individual_reading import open_to as open_to
from station_desktop.usecases.sixsteps.individual_reading import typed as typed
from station_desktop.usecases.sixsteps.plans import GoalPlan as GoalPlan
from station_desktop.usecases.sixsteps.plans import MeasurePlan as MeasurePlan
from station_desktop.usecases.work import Work

# the six steps


def apply(work: Work, resident: str, why: str, case: str = "") -> Individual:
    """Step 1: accepted, with whoever takes it down as its worker. ``resident`` is an id, ``case``
    the number or id of the station's case that it grew out of. One person has one open case."""
    work.require("individual.act")
    with work.store.ledger.transaction():
        person = residents.root(work, _resident(work, resident))
        reason = sentence(why, "why", "individual.why_missing")
        grown = plans.case_id(work, case, "case")
        for known in reads_individuals.of_resident(work.store.connection, person.id):
            if known.open:
                raise refuse("individual.has_one", field="resident", number=known.number)
        id = work.store.ledger.new_id()
        fact = Applied(_next_number(work), person.id, reason, grown)
        work.store.ledger.append(work.author, [(f"individual:{id}", fact)])
        return get(work, id)


def diagnose(
    work: Work,
    named: str,
    situation: str,
    problems: Sequence[str],
    strengths: Sequence[str] = (),
    risk: str = "",
) -> Individual:
    """Step 2: the situation, the problems (one at least), what can be built on, the risk."""
    if risk and risk not in RISKS:
        raise refuse("individual.risk_unknown", field="risk")
    found = several(problems, "problems")
    if not found:
        raise refuse("individual.problem_missing", field="problems")
    told = prose(situation, "situation", "individual.situation_missing")
    built_on = several(strengths, "strengths")
    known: Risk = next((one for one in RISKS if one == risk), "")
    return _act(work, named, Diagnosed(told, found, built_on, known))


def plan(work: Work, named: str, goals: Sequence[GoalPlan]) -> Individual:
    """Step 3: the plan's goals with their measures, the whole of it. What has an id stands for
    what is there already; ids of what is new are made here."""
    with _acting(work):
        case = _planned(work, named)
        return _append(work, case, plans.planned(work, case, goals))


def set_goal(work: Work, named: str, goal: GoalPlan) -> Individual:
    """Add a goal to the plan, or say the one with this id anew."""
    with _acting(work):
        return plan(work, named, plans.with_goal(_planned(work, named), goal))


def set_measure(work: Work, named: str, goal: str, measure: MeasurePlan) -> Individual:
    """Add a measure towards the goal of this id, or say the one with its id anew."""
    with _acting(work):
        return plan(work, named, plans.with_measure(_planned(work, named), goal, measure))


def take_out(work: Work, named: str, id: str) -> Individual:
    """Take a goal, with its measures, or a measure out of the plan; what was done stays."""
    with _acting(work):
        return plan(work, named, plans.without(_planned(work, named), id))


def _planned(work: Work, named: str) -> Individual:
    """The case, once it is where a plan can be made."""
    case = mine(work, named)
    _refuse_if(sixsteps.why_not(case, Planned(case.goals, case.measures)))
    return case


def done(work: Work, named: str, measure: str, outcome: str) -> Individual:
    """Step 4: a measure was carried out, with what came of it."""
    told = sentence(outcome, "outcome", "individual.outcome_missing")
    return _act(work, named, MeasureDone(measure, told))


def judge_goal(work: Work, named: str, goal: str, state: str) -> Individual:
    """How far a goal is reached; ``open`` takes an earlier judgement back."""
    judged: GoalState | None = next((one for one in GOAL_STATES if one == state), None)
    if judged is None:
        raise refuse("individual.goal_state_unknown", field="state")
    return _act(work, named, GoalJudged(goal, judged))


def review(work: Work, named: str, text: str, present: str = "") -> Individual:
    """Step 5: what was looked at and decided, and who took part."""
    told = prose(text, "text", "individual.review_missing")
    return _act(work, named, Reviewed(told, sentence(present, "present")))


def close(
    work: Work,
    named: str,
    ending: str,
    text: str,
    *,
    by_worker: int,
    by_resident: int = 0,
    resident_words: str = "",
    left_open: str = "",
) -> Individual:
    """Step 6: how it ended, in words; the resident's own rating (1 to 5, 0 where nothing was said,
    which is never a good word) and the worker's. Goals or measures left open need a reason."""
    ended: Ending | None = next((one for one in ENDINGS if one == ending), None)
    if ended is None:
        raise refuse("individual.ending_missing", field="ending")
    fact = Closed(
        ended,
        prose(text, "text", "individual.closing_missing"),
        by_resident,
        by_worker,
        sentence(resident_words, "resident_words"),
        sentence(left_open, "left_open"),
    )
    return _act(work, named, fact)


# beside the steps


def note(work: Work, named: str, text: str) -> Individual:
    """A note for the case's worker and whoever reviews; also of a closed case."""
    return _act(work, named, Noted(prose(text, "text", "individual.note_missing")))


def refer(work: Work, named: str, agency: str, reason: str) -> Individual:
    """On to another agency, with a letter (see ``usecases.sixsteps.casework_papers``)."""
    where = sentence(agency, "agency", "individual.agency_missing")
    return _act(work, named, Referred(where, sentence(reason, "reason", "case.reason_missing")))


def reopen(work: Work, named: str, reason: str) -> Individual:
    """Opened again: it goes on with its plan."""
    return _act(work, named, Reopened(sentence(reason, "reason", "case.reason_missing")))


def hand_over(work: Work, named: str, to: str, reason: str) -> Individual:
    """From now on the case of the account ``to`` (its id), who then reads its notes; the one who
    had it no longer does."""
    why = sentence(reason, "reason", "case.reason_missing")
    with _acting(work):
        case = mine(work, named)
        account = work.store.ledger.record("account", to)
        if not isinstance(account, Account) or account.locked:
            raise refuse("individual.worker_unknown", field="to")
        if not roles.may(account.roles, "individual.act"):
            raise refuse("individual.worker_may_not", field="to", name=account.name)
        if to == case.worker:
            raise refuse("individual.worker_same", field="to", name=account.name)
        return _append(work, case, Handed(case.worker, to, why))


def settle(work: Work, named: str, entry: str, text: str) -> Individual:
    """An act that came when it could no longer apply is judged; ``text`` says what was done."""
    told = sentence(text, "note", "matter.note_missing")
    return _act(work, named, Settled(entry, told))


def still_open(work: Work, named: str) -> tuple[Problem, ...]:
    """Every goal and measure that is open, as problems."""
    return tuple(sixsteps.still_open(mine(work, named)))


# appending


def _acting(work: Work) -> AbstractContextManager[None]:
    work.require("individual.act")
    return work.store.ledger.transaction()


def _act(work: Work, named: str, fact: Fact) -> Individual:
    with _acting(work):
        return _append(work, mine(work, named), fact)


def _append(work: Work, case: Individual, fact: Fact) -> Individual:
    _refuse_if(sixsteps.why_not(case, fact))
    work.store.ledger.append(work.author, [(f"individual:{case.id}", fact)])
    return get(work, case.id)


def _refuse_if(problem: Problem | None) -> None:
    if problem is not None:
        raise Refused(problem)


def _resident(work: Work, id: str) -> Resident:
    found = work.store.ledger.record("resident", id) if id else None
    if not isinstance(found, Resident):
        raise refuse("resident.unknown", field="resident")
    return found


def _next_number(work: Work) -> str:
    code = work.store.settings().station_code
    prefix = numbers.individual_prefix(code, work.store.today(), work.store.desk())
    last = reads_individuals.last_serial(work.store.connection, prefix)
    given = max(work.store.passed_over(), numbers.serial_of(last) if last else 0)
    return numbers.number(prefix, given + 1)
