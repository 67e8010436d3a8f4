"""The case: one item asked for by one resident, from the counter to its end.

States (the station's part of the closed loop):

``incomplete`` 待补正 · taken in with things missing; a one-time notice was handed over, and the
clock has not started. ``accepted`` 已受理 · complete, or complete but for non-key documents
promised by a date (容缺受理). ``arranged`` 已约定 · an organisation or venue and a time agreed.
``returned`` 退回补正 · the hall named what is wrong, and the clock stands still until it is put
right. ``approved`` 大厅已准予 · the result is there, to be handed over. ``completed`` 已办结 ·
``refused`` 不予受理 or 不予批准 · ``withdrawn`` 已撤回 · ``void`` 已作废 (a number is never reused
and a case never deleted).
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import msgspec

from station_desktop.domain.case import dispatches, handling, processes, ratings
from station_desktop.domain.case.casevalues import (
    LACKING as LACKING,
)
from station_desktop.domain.case.casevalues import (
    OPEN_STATES as OPEN_STATES,
)
from station_desktop.domain.case.casevalues import (
    PRESENT as PRESENT,
)
from station_desktop.domain.case.casevalues import (
    RUNNING_STATES as RUNNING_STATES,
)
from station_desktop.domain.case.casevalues import (
    STATES as STATES,
)
from station_desktop.domain.case.casevalues import (
    Agent as Agent,
)
from station_desktop.domain.case.casevalues import (
    Appointment as Appointment,
)
from station_desktop.domain.case.casevalues import (
    CaseMaterial as CaseMaterial,
)
from station_desktop.domain.case.casevalues import (
    Deadline as Deadline,
)
from station_desktop.domain.case.casevalues import (
    Notice as Notice,
)
from station_desktop.domain.case.casevalues import (
    PaperMade as PaperMade,
)
from station_desktop.domain.case.casevalues import (
    Pause as Pause,
)
from station_desktop.domain.case.casevalues import (
    Standing as Standing,
)
from station_desktop.domain.case.casevalues import (
    State as State,
)
from station_desktop.domain.case.decisions import Word
from station_desktop.domain.case.dispatches import Task
from station_desktop.domain.case.handling import (
    HandOver,
    Lane,
    Need,
    Origin,
    Postponement,
    Reopening,
    Review,
    StepDone,
    Urging,
    Verification,
)
from station_desktop.domain.case.processes import Process
from station_desktop.domain.case.ratings import CallBack, FollowUp, Rating
from station_desktop.domain.journal import erasures
from station_desktop.domain.journal.erasures import Asking
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.journal.unfits import Settled, Unfit


class Case(msgspec.Struct, frozen=True, omit_defaults=True):
    """One case as it now stands. Times are milliseconds, dates ISO text.

    ``pack`` is the content hash of the catalogue the case was accepted under; the case goes on
    being read with it whatever the catalogue becomes. ``hall`` is the hall's last word; ``unfit``
    are facts that no longer fitted when their turn came (see ``domain.journal.unfits``).

    ``owner`` is the account that answers for it, at first whoever was asked first. ``title`` is
    the demand in a few words where it is no item of the catalogue; ``resident`` may then be empty
    and ``contact`` and ``phone`` say whom to tell. ``step`` is where it stands in its process,
    empty at the first step; ``steps`` are those it reached. ``area`` is the grid area it
    concerns, ``homevisit`` the round on which it was found. ``asked`` is an erasure that waits for
    its review, ``erased_at`` when what is personal was erased.
    """

    id: str
    number: str
    item: str
    pack: str
    visit: str
    resident: str
    state: State
    received_at: int
    received_by: str
    category: str = ""
    mode: str = ""
    channel: str = "window"
    agent: Agent | None = None
    answers: dict[str, Any] = {}
    materials: tuple[CaseMaterial, ...] = ()
    appointment: Appointment | None = None
    accepted_at: int = 0
    deadline: Deadline | None = None
    notices: tuple[Notice, ...] = ()
    pauses: tuple[Pause, ...] = ()
    result: str = ""
    delivery: str = ""
    ended_at: int = 0
    reason: str = ""
    papers: tuple[PaperMade, ...] = ()
    urgent: bool = False
    hall: Word | None = None
    unfit: tuple[Unfit, ...] = ()
    owner: str = ""
    process: str = ""
    lane: Lane = ""
    origin: Origin = "reported"
    need: Need = ""
    title: str = ""
    contact: str = ""
    phone: str = ""
    place: str = ""
    area: str = ""
    homevisit: str = ""
    demand: str = ""
    step: str = ""
    steps: tuple[StepDone, ...] = ()
    verified: tuple[Verification, ...] = ()
    tasks: tuple[Task, ...] = ()
    handed: tuple[HandOver, ...] = ()
    urged: tuple[Urging, ...] = ()
    postponed: tuple[Postponement, ...] = ()
    reviews: tuple[Review, ...] = ()
    closings: int = 0
    closed_by: str = ""
    overrode: tuple[str, ...] = ()
    reopened: tuple[Reopening, ...] = ()
    ratings: tuple[Rating, ...] = ()
    call_backs: tuple[CallBack, ...] = ()
    followed: tuple[FollowUp, ...] = ()
    erased_at: int = 0
    asked: Asking | None = None

    @property
    def machine(self) -> Process:
        """The declared life of this case; what the hall has said its word on goes the hall's
        way."""
        if self.state in ("returned", "approved"):
            return processes.ADMINISTRATIVE
        return processes.of(self.process, self.lane, self.category)

    @property
    def at(self) -> str:
        """The place of its machine where it stands."""
        if self.state not in ("accepted", "arranged"):
            return self.state
        return self.step or self.machine.first

    @property
    def rating(self) -> Rating | None:
        """What was said of the last closing, if anything."""
        last = self.ratings[-1] if self.ratings else None
        return last if last is not None and last.closing == self.closings else None

    @property
    def calling_back(self) -> CallBack | None:
        """The call-back that is still to be made, if any."""
        return next((one for one in self.call_backs if not one.done_at), None)

    @property
    def open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def paused(self) -> bool:
        return bool(self.pauses) and not self.pauses[-1].until

    @property
    def lacking(self) -> tuple[str, ...]:
        """Keys of the documents still missing or wrong."""
        return tuple(m.key for m in self.materials if m.standing in LACKING)

    @property
    def to_follow(self) -> tuple[CaseMaterial, ...]:
        return tuple(m for m in self.materials if m.standing == "later")


class Opened(Fact, frozen=True):
    """A case was taken in at the desk and given its number."""

    kind: ClassVar[str] = "case.opened"
    personal: ClassVar[tuple[str, ...]] = (
        "agent",
        "answers",
        "materials",
        "appointment",
        "title",
        "contact",
        "phone",
        "place",
    )
    number: str
    item: str
    pack: str
    visit: str
    resident: str
    state: Literal["incomplete", "accepted", "arranged"]
    category: str
    mode: str
    channel: str = "window"
    agent: Agent | None = None
    answers: dict[str, Any] = {}
    materials: tuple[CaseMaterial, ...] = ()
    appointment: Appointment | None = None
    deadline: Deadline | None = None
    urgent: bool = False
    process: str = ""
    lane: Lane = ""
    origin: Origin = "reported"
    need: Need = ""
    title: str = ""
    contact: str = ""
    phone: str = ""
    place: str = ""
    area: str = ""
    homevisit: str = ""
    demand: str = ""
    step: str = ""


class Noticed(Fact, frozen=True):
    """A one-time notice was issued, naming everything that is missing or wrong."""

    kind: ClassVar[str] = "case.noticed"
    named: tuple[str, ...]
    untold: tuple[str, ...] = ()


class Supplied(Fact, frozen=True):
    """Documents came in afterwards (or a promise was renewed)."""

    kind: ClassVar[str] = "case.supplied"
    personal: ClassVar[tuple[str, ...]] = ("materials",)
    materials: tuple[CaseMaterial, ...]


class Accepted(Fact, frozen=True):
    """An incomplete case became complete; ``counted_back`` says that the law counts the first
    day as accepted, because a notice had not named everything (行政许可法 art. 32)."""

    kind: ClassVar[str] = "case.accepted"
    deadline: Deadline | None = None
    counted_back: bool = False


class Paused(Fact, frozen=True):
    """The clock stops, with the reason."""

    kind: ClassVar[str] = "case.paused"
    since: str
    reason: str


class Resumed(Fact, frozen=True):
    """The clock goes on; the new deadline counts the pause out."""

    kind: ClassVar[str] = "case.resumed"
    until: str
    deadline: Deadline | None = None


class Resubmitted(Fact, frozen=True):
    """What the hall found wrong was put right: the case goes to it again and the clock goes on.
    ``answers`` are the form's answers that were corrected, ``note`` what else was done."""

    kind: ClassVar[str] = "case.resubmitted"
    personal: ClassVar[tuple[str, ...]] = ("answers", "note")
    until: str
    deadline: Deadline | None = None
    answers: dict[str, Any] = {}
    note: str = ""


class Renumbered(Fact, frozen=True):
    """Two cases bore one number (a PC restored from a backup gave it again); this one has a number
    of its own now, and ``before`` stays with the other."""

    kind: ClassVar[str] = "case.renumbered"
    number: str
    before: str


class Completed(Fact, frozen=True):
    """Done: the result and how it was handed over. ``overrode`` are the codes of what was still
    open when somebody entitled closed the case all the same, ``override`` the reason given and
    ``approved_by`` whose right it was."""

    kind: ClassVar[str] = "case.completed"
    personal: ClassVar[tuple[str, ...]] = ("result", "delivery", "override")
    result: str
    delivery: str = ""
    overrode: tuple[str, ...] = ()
    override: str = ""
    approved_by: str = ""


class Declined(Fact, frozen=True):
    """Not accepted, with the reason and where to go (不予受理)."""

    kind: ClassVar[str] = "case.refused"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    reason: str


class Withdrawn(Fact, frozen=True):
    """The resident took the request back."""

    kind: ClassVar[str] = "case.withdrawn"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    reason: str


class Voided(Fact, frozen=True):
    """Entered by mistake. The number stays used."""

    kind: ClassVar[str] = "case.voided"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    reason: str


class Printed(Fact, frozen=True):
    """A paper of the case was printed or saved; ``copy_number`` above 1 is a reprint."""

    kind: ClassVar[str] = "case.printed"
    paper: str
    copy_number: int


FACTS: tuple[type[Fact], ...] = (
    Opened,
    Noticed,
    Supplied,
    Accepted,
    Paused,
    Resumed,
    Resubmitted,
    Renumbered,
    Completed,
    Declined,
    Withdrawn,
    Voided,
    Printed,
    Settled,
    *handling.FACTS,
    *dispatches.FACTS,
    *ratings.FACTS,
    *erasures.CASE_FACTS,
)
