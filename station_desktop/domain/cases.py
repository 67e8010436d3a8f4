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

from station_desktop.domain.catalogue import LimitUnit
from station_desktop.domain.decisions import Word
from station_desktop.domain.journal import Fact
from station_desktop.domain.unfits import Settled, Unfit

State = Literal[
    "incomplete",
    "accepted",
    "arranged",
    "returned",
    "approved",
    "completed",
    "refused",
    "withdrawn",
    "void",
]
STATES: tuple[State, ...] = (
    "incomplete",
    "accepted",
    "arranged",
    "returned",
    "approved",
    "completed",
    "refused",
    "withdrawn",
    "void",
)
OPEN_STATES: tuple[State, ...] = ("incomplete", "accepted", "arranged", "returned", "approved")
RUNNING_STATES: tuple[State, ...] = ("accepted", "arranged")
"""Submitted and not decided: the clock runs, and the hall may say its word."""

Standing = Literal["original", "copy", "reused", "later", "missing", "wrong", "not_needed"]
"""How one document stands: seen in the original, a copy handed in, on file from before, to follow
by a promised date, missing, of the wrong form, or judged not needed in this case."""

PRESENT: frozenset[Standing] = frozenset({"original", "copy", "reused"})
LACKING: frozenset[Standing] = frozenset({"missing", "wrong"})


class CaseMaterial(msgspec.Struct, frozen=True, omit_defaults=True):
    """One document of a case. ``documents`` are ids of filed documents (scans), ``promised`` the
    ISO date by which a document to follow is promised, ``note`` what is wrong with it."""

    key: str
    standing: Standing
    copies: int = 0
    promised: str = ""
    note: str = ""
    documents: tuple[str, ...] = ()


class Agent(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who acts for the resident (代办): a proxy needs both identity documents and a mandate."""

    name: str
    id_type: str
    id_number: str
    phone: str = ""
    relation: str = ""
    mandate: str = ""


class Appointment(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was agreed for party-masses, life and public items: who, where and when (ISO)."""

    organisation: str
    place: str = ""
    at: str = ""
    contact: str = ""
    note: str = ""


class Notice(msgspec.Struct, frozen=True):
    """One one-time notice as handed over: its day and everything that it named."""

    at: int
    named: tuple[str, ...]


class Deadline(msgspec.Struct, frozen=True, omit_defaults=True):
    """The promise as computed at acceptance: ISO days, and the working that led there.

    ``counted_from`` is the effective day of acceptance (the next working day after hours);
    ``steps`` are the deadline engine's own steps as plain data; ``uncertain`` says that the
    calendar does not reach the due date.
    """

    counted_from: str
    due: str
    days: int
    unit: LimitUnit = "working_day"
    legal_due: str = ""
    uncertain: bool = False
    steps: tuple[dict[str, Any], ...] = ()


class Pause(msgspec.Struct, frozen=True, omit_defaults=True):
    """The clock stood still, and why; ISO moments, ``until`` empty while it still does."""

    since: str
    reason: str
    until: str = ""


class PaperMade(msgspec.Struct, frozen=True):
    """One paper handed over: what, when, and how often before."""

    paper: str
    at: int
    copy_number: int


class Case(msgspec.Struct, frozen=True, omit_defaults=True):
    """One case as it now stands. Times are milliseconds, dates ISO text.

    ``pack`` is the content hash of the catalogue the case was accepted under; the case goes on
    being read with it whatever the catalogue becomes. ``hall`` is the hall's last word; ``unfit``
    are facts that no longer fitted when their turn came (see ``domain.unfits``).
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


class Noticed(Fact, frozen=True):
    """A one-time notice was issued, naming everything that is missing or wrong."""

    kind: ClassVar[str] = "case.noticed"
    named: tuple[str, ...]
    untold: tuple[str, ...] = ()


class Supplied(Fact, frozen=True):
    """Documents came in afterwards (or a promise was renewed)."""

    kind: ClassVar[str] = "case.supplied"
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
    """Done: the result and how it was handed over."""

    kind: ClassVar[str] = "case.completed"
    result: str
    delivery: str = ""


class Declined(Fact, frozen=True):
    """Not accepted, with the reason and where to go (不予受理)."""

    kind: ClassVar[str] = "case.refused"
    reason: str


class Withdrawn(Fact, frozen=True):
    """The resident took the request back."""

    kind: ClassVar[str] = "case.withdrawn"
    reason: str


class Voided(Fact, frozen=True):
    """Entered by mistake. The number stays used."""

    kind: ClassVar[str] = "case.voided"
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
)
