"""What the facts of the closed loop do to a case: its steps, owner, tasks, reminders and ratings.

Part of the case's fold (``domain.case.casework`` calls it). Each fact says where it came from – the
step before, the owner before, the promise before – and counts only where the case still stands
there; otherwise it is unfit and a person judges (``domain.journal.unfits``)."""

from __future__ import annotations

import msgspec

from station_desktop.domain.case import dispatches, happenings
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.casevalues import (
    OPEN_STATES,
    RUNNING_STATES,
    STATES,
    Appointment,
    State,
)
from station_desktop.domain.case.dispatches import TaskFact
from station_desktop.domain.case.handling import (
    Classed,
    Handed,
    HandOver,
    Moved,
    Postponed,
    Postponement,
    Reopened,
    Reopening,
    Review,
    Sampled,
    SentBack,
    StepDone,
    Urged,
    Urging,
    Verification,
    Verified,
)
from station_desktop.domain.case.ratings import (
    CallBack,
    CalledBack,
    FollowUp,
    Rated,
    Rating,
    Reached,
)
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.time import clock

CLOSED_STATES: tuple[State, ...] = ("completed", "refused", "withdrawn")

FROM: dict[type[Fact], tuple[State, ...]] = {
    Classed: OPEN_STATES,
    Verified: OPEN_STATES,
    Moved: RUNNING_STATES,
    Handed: OPEN_STATES,
    Urged: OPEN_STATES,
    Postponed: OPEN_STATES,
    SentBack: OPEN_STATES,
    Sampled: CLOSED_STATES,
    Reopened: CLOSED_STATES,
    Rated: ("completed",),
    Reached: (*OPEN_STATES, *CLOSED_STATES),
    CalledBack: STATES,
    dispatches.Dispatched: RUNNING_STATES,
    dispatches.TaskAccepted: STATES,
    dispatches.TaskRefused: STATES,
    dispatches.TaskRecalled: STATES,
    dispatches.TaskReported: STATES,
    dispatches.TaskAppraised: STATES,
}
"""From which states each fact may follow: see ``casework.FROM``. What an organisation says of its
task is evidence whatever became of the case meanwhile."""


def repeats(case: Case, fact: Fact) -> bool:
    """Whether ``fact`` says once more what was said before, by another window perhaps: then it
    changes nothing, and nobody has to judge it."""
    match fact:
        case Urged(by_hand=False):
            return any(
                one.rung == fact.rung and one.due == fact.due and not one.by_hand
                for one in case.urged
            )
        case Rated():
            return case.state == "completed" and case.rating is not None
        case CalledBack():
            return case.calling_back is None and bool(case.call_backs)
        case Handed():
            return case.owner == fact.to
        case _:
            return False


def fits(case: Case, fact: Fact) -> bool:
    """Whether ``fact`` may follow where the case stands, its state aside."""
    match fact:
        case Moved():
            return case.at == fact.before
        case Handed():
            return case.owner == fact.before
        case Postponed():
            return case.deadline is not None and case.deadline.due == fact.before
        case CalledBack():
            return case.calling_back is not None
        case _ if isinstance(fact, TaskFact):
            return dispatches.fits(case.tasks, fact)
        case _:
            return True


def fold(case: Case, entry: Entry, fact: Fact) -> Case:
    """The case after a fact that fits."""
    replace = msgspec.structs.replace
    match fact:
        case Classed():
            lane = fact.lane or case.lane
            step = case.step if lane == case.lane else ""
            return replace(case, lane=lane, step=step, need=fact.need or case.need)
        case Verified():
            seen = Verification(entry.at, entry.author, fact.stands, fact.note, fact.homevisit)
            return replace(case, verified=(*case.verified, seen))
        case Moved():
            return _moved(case, entry, fact)
        case Handed():
            over = HandOver(entry.at, entry.author, fact.before, fact.to, fact.reason)
            return replace(case, owner=fact.to, handed=(*case.handed, over))
        case Reopened():
            return _reopened(case, entry, fact)
        case Rated() | CalledBack():
            return _rated(case, entry, fact)
        case Reached():
            tried = FollowUp(entry.at, entry.author, fact.contact, fact.note)
            return replace(case, followed=(*case.followed, tried))
        case _ if isinstance(fact, TaskFact):
            return replace(case, tasks=dispatches.after(case.tasks, entry, fact))
        case _:
            return _watched(case, entry, fact)


def _moved(case: Case, entry: Entry, fact: Moved) -> Case:
    done = StepDone(
        step=fact.step,
        at=entry.at,
        by=entry.author,
        note=fact.note,
        amount=fact.amount,
        organisation=fact.organisation,
        when=fact.when,
    )
    step = case.machine.step(fact.step)
    agreed = case.appointment
    if fact.when and step is not None and step.state == "arranged":
        same = agreed is not None and agreed.organisation == fact.organisation
        agreed = Appointment(
            fact.organisation,
            place=fact.place,
            at=fact.when,
            contact=agreed.contact if agreed is not None and same else "",
            note=fact.note,
        )
    return msgspec.structs.replace(
        case,
        step=fact.step,
        state=case.state if step is None else step.state,
        steps=(*case.steps, done),
        appointment=agreed,
    )


def _reopened(case: Case, entry: Entry, fact: Reopened) -> Case:
    """Open again from the first step, with a clock of its own: a stop that lasted when the case
    was taken back or refused is over."""
    before = Reopening(
        at=entry.at,
        by=entry.author,
        before=case.state,
        reason=fact.reason,
        ended_at=case.ended_at,
        late=happenings.late(case),
    )
    pauses = case.pauses
    if case.paused:
        until = clock.from_milliseconds(entry.at).isoformat(timespec="seconds")
        pauses = (*pauses[:-1], msgspec.structs.replace(pauses[-1], until=until))
    return msgspec.structs.replace(
        case,
        state="accepted",
        step="",
        accepted_at=case.accepted_at or entry.at,
        pauses=pauses,
        ended_at=0,
        closed_by="",
        result="",
        reason="",
        overrode=(),
        deadline=fact.deadline or case.deadline,
        reopened=(*case.reopened, before),
    )


def _rated(case: Case, entry: Entry, fact: Rated | CalledBack) -> Case:
    replace = msgspec.structs.replace
    if isinstance(fact, CalledBack):
        made = tuple(
            one
            if one.done_at
            else replace(one, done_at=entry.at, done_by=entry.author, outcome=fact.outcome)
            for one in case.call_backs
        )
        return replace(case, call_backs=made)
    said = Rating(
        closing=case.closings,
        at=entry.at,
        level=fact.level,
        channel=fact.channel,
        aspects=fact.aspects,
        words=fact.words,
        solved=fact.solved,
    )
    calls = case.call_backs
    if said.bad:
        calls = (*calls, CallBack(case.closings, entry.at, fact.call_back))
    return replace(case, ratings=(*case.ratings, said), call_backs=calls)


def _watched(case: Case, entry: Entry, fact: Fact) -> Case:
    """What those who watch over the case said: reminders, new promises, reviews."""
    replace, at, by = msgspec.structs.replace, entry.at, entry.author
    match fact:
        case Urged():
            said = Urging(at, by, fact.rung, fact.due, fact.by_hand, fact.words)
            return replace(case, urged=(*case.urged, said))
        case Postponed():
            put_off = Postponement(
                at, by, fact.before, fact.deadline.due, fact.reason, fact.approved_by, fact.told
            )
            return replace(case, deadline=fact.deadline, postponed=(*case.postponed, put_off))
        case SentBack():
            return replace(case, reviews=(*case.reviews, Review(at, by, "returned", fact.reason)))
        case Sampled():
            return replace(case, reviews=(*case.reviews, Review(at, by, fact.verdict, fact.note)))
        case _:
            return case
