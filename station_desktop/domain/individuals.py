"""Individual cases in six steps (个案管理六步): application and acceptance, investigation and
diagnosis, plan, execution, supervision and coordination, closure and evaluation.

The case's own worker and the stationmaster read the notes, nobody else.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.journal import Entry, Fact
from station_desktop.domain.unfits import Unfit

Step = Literal["application", "diagnosis", "plan", "execution", "supervision", "closure"]
STEPS: tuple[Step, ...] = (
    "application",
    "diagnosis",
    "plan",
    "execution",
    "supervision",
    "closure",
)
State = Literal["open", "closed"]
Force = Literal[
    "party", "committee", "station", "social_worker", "organisation", "volunteer", "unit", "family"
]
FORCES: tuple[Force, ...] = (
    "party",
    "committee",
    "station",
    "social_worker",
    "organisation",
    "volunteer",
    "unit",
    "family",
)
"""Who leads or supports a measure: party organisation 党组织, residents' committee 居委会, station
服务站, social workers 社工, social organisations 社会组织, volunteers 志愿者, units under the
jurisdiction 驻区单位, family and neighbours 家庭邻里."""
Ending = Literal["achieved", "partly", "referred", "moved", "declined", "died"]
ENDINGS: tuple[Ending, ...] = ("achieved", "partly", "referred", "moved", "declined", "died")
GoalState = Literal["open", "achieved", "partly", "dropped"]


class Goal(msgspec.Struct, frozen=True, omit_defaults=True):
    """One goal of the plan; ``by`` is an ISO day."""

    id: str
    text: str
    by: str = ""
    state: GoalState = "open"


class Measure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One measure towards a goal: which force leads, which support it, and the service it is
    linked to (a partner's id, or a case's). ``done_at`` is 0 while it is open."""

    id: str
    goal: str
    text: str
    lead: Force
    supports: tuple[Force, ...] = ()
    partner: str = ""
    case: str = ""
    by: str = ""
    done_at: int = 0
    outcome: str = ""


class Review(msgspec.Struct, frozen=True):
    """Supervision and coordination: what was looked at and decided, and who took part."""

    at: int
    by: str
    text: str
    present: str = ""


class Note(msgspec.Struct, frozen=True):
    """A note for the case's worker and the stationmaster alone."""

    at: int
    by: str
    text: str


class Referral(msgspec.Struct, frozen=True):
    """Handed on to another agency, with a letter."""

    at: int
    by: str
    agency: str
    reason: str


class Closing(msgspec.Struct, frozen=True, omit_defaults=True):
    """How it ended: the resident's own word on it and the worker's, each 1 to 5, 0 not said."""

    at: int
    by: str
    ending: Ending
    text: str
    by_resident: int = 0
    by_worker: int = 0
    resident_words: str = ""


class Individual(msgspec.Struct, frozen=True, omit_defaults=True):
    """One individual case as it now stands. ``step`` is the furthest of the six that it reached
    since it was last opened."""

    id: str
    number: str
    resident: str
    worker: str
    applied_at: int
    why: str
    state: State = "open"
    step: Step = "application"
    situation: str = ""
    problems: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    risk: Literal["", "low", "middle", "high"] = ""
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    reviews: tuple[Review, ...] = ()
    notes: tuple[Note, ...] = ()
    referrals: tuple[Referral, ...] = ()
    closings: tuple[Closing, ...] = ()
    reopened: tuple[str, ...] = ()
    case: str = ""
    unfit: tuple[Unfit, ...] = ()

    @property
    def open(self) -> bool:
        return self.state == "open"

    def measure(self, id: str) -> Measure | None:
        return next((one for one in self.measures if one.id == id), None)


class Applied(Fact, frozen=True):
    """Step 1: somebody asks for it, or agrees to it, and it is accepted. ``case`` is the station's
    case that it grew out of, if any."""

    kind: ClassVar[str] = "individual.applied"
    number: str
    resident: str
    why: str
    case: str = ""


class Diagnosed(Fact, frozen=True):
    """Step 2: the situation, the problems, what the household can build on, how great the risk."""

    kind: ClassVar[str] = "individual.diagnosed"
    situation: str
    problems: tuple[str, ...]
    strengths: tuple[str, ...] = ()
    risk: Literal["", "low", "middle", "high"] = ""


class Planned(Fact, frozen=True):
    """Step 3: goals and measures, as they now are; what was done of a measure stays."""

    kind: ClassVar[str] = "individual.planned"
    goals: tuple[Goal, ...]
    measures: tuple[Measure, ...]


class MeasureDone(Fact, frozen=True):
    """Step 4: a measure was carried out, with what came of it."""

    kind: ClassVar[str] = "individual.done"
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
    text: str
    present: str = ""


class Noted(Fact, frozen=True):
    """A private note."""

    kind: ClassVar[str] = "individual.noted"
    text: str


class Referred(Fact, frozen=True):
    """Referred to another agency, with a letter."""

    kind: ClassVar[str] = "individual.referred"
    agency: str
    reason: str


class Closed(Fact, frozen=True):
    """Step 6: closed and evaluated by both."""

    kind: ClassVar[str] = "individual.closed"
    ending: Ending
    text: str
    by_resident: int = 0
    by_worker: int = 0
    resident_words: str = ""


class Reopened(Fact, frozen=True):
    """Opened again, and why."""

    kind: ClassVar[str] = "individual.reopened"
    reason: str


class Handed(Fact, frozen=True):
    """Another worker has it from now on."""

    kind: ClassVar[str] = "individual.handed"
    before: str
    to: str
    reason: str


class Settled(Fact, frozen=True):
    """Somebody judged the unfit fact of this entry."""

    kind: ClassVar[str] = "individual.settled"
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
    Settled,
)


def fits(case: Individual, fact: Fact) -> bool:
    """Whether ``fact`` may follow where the individual case stands: one step after the other,
    going back to diagnosis and plan at any time while it is open."""
    reached = STEPS.index(case.step)
    match fact:
        case Noted():
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
                goals=fact.goals,
                measures=_kept(case, fact.measures),
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


def _kept(case: Individual, measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The plan's measures, with what was done of those that it keeps."""
    kept = []
    for one in measures:
        before = case.measure(one.id)
        done = (before.done_at, before.outcome) if before is not None else (0, "")
        kept.append(msgspec.structs.replace(one, done_at=done[0], outcome=done[1]))
    return tuple(kept)


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
            )
            closings = (*case.closings, closing)
            return replace(case, state="closed", step="closure", closings=closings)
        case Reopened():
            reasons = (*case.reopened, fact.reason)
            step: Step = "plan" if case.goals else "application"
            return replace(case, state="open", step=step, reopened=reasons)
        case Handed():
            return replace(case, worker=fact.to)
        case _:
            return case
