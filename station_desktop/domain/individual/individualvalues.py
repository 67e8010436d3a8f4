"""An individual case as it now stands, and the parts of its plan.

The six steps (个案管理六步): application and acceptance 申请受理, investigation and diagnosis
调查诊断, plan 制定计划, execution 组织实施, supervision and coordination 督导协调, closure and
evaluation 结案评估. Moments are milliseconds, days ISO.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from station_desktop.domain.journal.unfits import Unfit

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
STATES: tuple[State, ...] = ("open", "closed")
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
GOAL_STATES: tuple[GoalState, ...] = ("open", "achieved", "partly", "dropped")
Risk = Literal["", "low", "middle", "high"]
RISKS: tuple[Risk, ...] = ("low", "middle", "high")


class Goal(msgspec.Struct, frozen=True, omit_defaults=True):
    """One goal of the plan; ``by`` is an ISO day."""

    id: str
    text: str
    by: str = ""
    state: GoalState = "open"


class Measure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One measure towards a goal: which force leads, which support it, and the service it is
    linked to (a partner's id, or a case's). ``since`` is when it came into the plan; ``done_at`` is
    0 while it is open."""

    id: str
    goal: str
    text: str
    lead: Force
    supports: tuple[Force, ...] = ()
    partner: str = ""
    case: str = ""
    by: str = ""
    since: int = 0
    done_at: int = 0
    outcome: str = ""


class Review(msgspec.Struct, frozen=True):
    """Supervision and coordination: what was looked at and decided, and who took part."""

    at: int
    by: str
    text: str
    present: str = ""


class Note(msgspec.Struct, frozen=True):
    """A note for the case's worker and whoever reviews (the stationmaster) alone."""

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
    """How it ended: the resident's own word on it and the worker's, each 1 to 5, 0 not said.
    ``left_open`` says why goals or measures were left open."""

    at: int
    by: str
    ending: Ending
    text: str
    by_resident: int = 0
    by_worker: int = 0
    resident_words: str = ""
    left_open: str = ""


class PaperMade(msgspec.Struct, frozen=True):
    """One paper handed over; ``of`` counts the referrals from 1 where it is a letter."""

    paper: str
    at: int
    copy_number: int
    of: int = 0


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
    risk: Risk = ""
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    reviews: tuple[Review, ...] = ()
    notes: tuple[Note, ...] = ()
    referrals: tuple[Referral, ...] = ()
    closings: tuple[Closing, ...] = ()
    reopened: tuple[str, ...] = ()
    case: str = ""
    papers: tuple[PaperMade, ...] = ()
    unfit: tuple[Unfit, ...] = ()
    erased_at: int = 0

    @property
    def open(self) -> bool:
        return self.state == "open"

    def goal(self, id: str) -> Goal | None:
        return next((one for one in self.goals if one.id == id), None)

    def measure(self, id: str) -> Measure | None:
        return next((one for one in self.measures if one.id == id), None)
