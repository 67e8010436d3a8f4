"""The case: one item asked for by one resident, from the counter to its end.

States (the station's part of the closed loop):

``incomplete`` 待补正 · taken in with things missing; a one-time notice was handed over, and the
clock has not started. ``accepted`` 已受理 · complete, or complete but for non-key documents
promised by a date (容缺受理). ``arranged`` 已约定 · an organisation or venue and a time agreed.
``completed`` 已办结 · ``refused`` 不予受理 · ``withdrawn`` 已撤回 · ``void`` 已作废 (a number is
never reused and a case never deleted).
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import msgspec

from station_desktop.domain.catalogue import LimitUnit
from station_desktop.domain.journal import Entry, Fact
from station_desktop.domain.problem import refuse

State = Literal["incomplete", "accepted", "arranged", "completed", "refused", "withdrawn", "void"]
STATES: tuple[State, ...] = (
    "incomplete",
    "accepted",
    "arranged",
    "completed",
    "refused",
    "withdrawn",
    "void",
)
OPEN_STATES: tuple[State, ...] = ("incomplete", "accepted", "arranged")

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
    being read with it whatever the catalogue becomes.
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
    Completed,
    Declined,
    Withdrawn,
    Voided,
    Printed,
)

_ENDINGS: dict[type[Fact], State] = {
    Completed: "completed",
    Declined: "refused",
    Withdrawn: "withdrawn",
    Voided: "void",
}


def fold(case: Case | None, entry: Entry, fact: Fact) -> Case | None:
    """The case after ``fact``. A fact that no longer fits the state (two windows acted apart)
    changes nothing here; the journal keeps it, and history shows it."""
    if isinstance(fact, Opened):
        return case if case is not None else _open(entry, fact)
    if case is None:
        return None
    if isinstance(fact, Printed):
        made = PaperMade(fact.paper, entry.at, fact.copy_number)
        return msgspec.structs.replace(case, papers=(*case.papers, made))
    if isinstance(fact, Voided):
        return case if case.state == "void" else _end(case, entry, fact)
    if not case.open:
        return case
    return _act(case, entry, fact)


def _open(entry: Entry, fact: Opened) -> Case:
    return Case(
        id=entry.subject_id,
        number=fact.number,
        item=fact.item,
        pack=fact.pack,
        visit=fact.visit,
        resident=fact.resident,
        state=fact.state,
        received_at=entry.at,
        received_by=entry.author,
        category=fact.category,
        mode=fact.mode,
        channel=fact.channel,
        agent=fact.agent,
        answers=fact.answers,
        materials=fact.materials,
        appointment=fact.appointment,
        accepted_at=0 if fact.state == "incomplete" else entry.at,
        deadline=fact.deadline,
        urgent=fact.urgent,
    )


def _act(case: Case, entry: Entry, fact: Fact) -> Case:
    replace = msgspec.structs.replace
    match fact:
        case Noticed():
            return replace(case, notices=(*case.notices, Notice(entry.at, fact.named)))
        case Supplied():
            return replace(case, materials=_supplied(case.materials, fact.materials))
        case Accepted() if case.state == "incomplete":
            accepted_at = case.received_at if fact.counted_back else entry.at
            return replace(case, state="accepted", accepted_at=accepted_at, deadline=fact.deadline)
        case Paused() if not case.paused:
            return replace(case, pauses=(*case.pauses, Pause(fact.since, fact.reason)))
        case Resumed() if case.paused:
            ended = replace(case.pauses[-1], until=fact.until)
            return replace(
                case,
                pauses=(*case.pauses[:-1], ended),
                deadline=fact.deadline or case.deadline,
            )
        case Completed() | Declined() | Withdrawn():
            return _end(case, entry, fact)
        case _:
            return case


def _supplied(
    have: tuple[CaseMaterial, ...], came: tuple[CaseMaterial, ...]
) -> tuple[CaseMaterial, ...]:
    new = {material.key: material for material in came}
    kept = tuple(new.pop(material.key, material) for material in have)
    return kept + tuple(new.values())


def _end(case: Case, entry: Entry, fact: Fact) -> Case:
    ended = msgspec.structs.replace(case, state=_ENDINGS[type(fact)], ended_at=entry.at)
    if isinstance(fact, Completed):
        return msgspec.structs.replace(ended, result=fact.result, delivery=fact.delivery)
    return msgspec.structs.replace(ended, reason=getattr(fact, "reason", ""))


# Preconditions of the commands: a status is never edited, only asked to change.


def must_be_open(case: Case) -> None:
    """Refuse unless the case is still open."""
    if not case.open:
        raise refuse("case.not_open", number=case.number, state=case.state)


def must_be(case: Case, *states: State) -> None:
    """Refuse unless the case is in one of ``states``."""
    if case.state not in states:
        raise refuse("case.wrong_state", number=case.number, state=case.state)


def complete(case: Case, result: str, delivery: str = "") -> Completed:
    """Close as done. Nothing may still be missing or to follow."""
    must_be(case, "accepted", "arranged")
    if case.to_follow:
        raise refuse("case.materials_to_follow", number=case.number, count=len(case.to_follow))
    if case.paused:
        raise refuse("case.paused", number=case.number)
    if not result.strip():
        raise refuse("case.result_missing", field="result")
    return Completed(result=result.strip(), delivery=delivery.strip())


def with_reason(case: Case, reason: str) -> str:
    """The stripped reason; refuses a blank one and a case that is no longer open."""
    must_be_open(case)
    if not reason.strip():
        raise refuse("case.reason_missing", field="reason")
    return reason.strip()


def untold_before(case: Case, lacking: tuple[str, ...]) -> tuple[str, ...]:
    """Documents now found lacking that were already lacking when the case was first taken in,
    but that the first notice did not name. If there are any, the law counts the day of receipt
    as the day of acceptance (行政许可法 art. 32)."""
    if not case.notices:
        return ()
    told = {key for notice in case.notices for key in notice.named}
    return tuple(key for key in lacking if key not in told)
