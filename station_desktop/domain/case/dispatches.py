"""Dispatching: what an organisation was asked to do for a case, and what came of it.

One case may have several tasks at once. A task is given to an organisation out of the station's
partner directory (派单) or to a department or unit by name (转办); it is accepted, refused with a
reason or recalled, reported back on, and appraised. What a market partner is told is fixed when
the task is sent: the need, the address and the time, never an ID number or a benefit status.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.journal.journal import Entry, Fact

TaskState = Literal["sent", "accepted", "refused", "done", "recalled"]
TASK_STATES: tuple[TaskState, ...] = ("sent", "accepted", "refused", "done", "recalled")
OPEN_TASKS: tuple[TaskState, ...] = ("sent", "accepted")


class Task(msgspec.Struct, frozen=True, omit_defaults=True):
    """One organisation's part in a case. ``partner`` is a partner's id, empty for a department or
    unit that is only named; moments are milliseconds, ``due`` is ISO local time (day, or day and
    minute). ``grade`` is the station's appraisal of 1 (worst) to 5, 0 while there is none."""

    id: str
    organisation: str
    state: TaskState
    sent_at: int
    sent_by: str
    need: str
    partner: str = ""
    address: str = ""
    at: str = ""
    contact: str = ""
    due: str = ""
    answered_at: int = 0
    reason: str = ""
    report: str = ""
    reported_at: int = 0
    price: str = ""
    grade: int = 0
    grade_note: str = ""

    @property
    def open(self) -> bool:
        return self.state in OPEN_TASKS


class Dispatched(Fact, frozen=True):
    """The need was handed to an organisation. ``contact`` is whom it may call, as far as it may
    know; ``unverified`` says why nobody went to look first, ``why`` why this organisation."""

    kind: ClassVar[str] = "case.dispatched"
    personal: ClassVar[tuple[str, ...]] = ("need", "address", "contact", "unverified", "why")
    task: str
    organisation: str
    need: str
    partner: str = ""
    address: str = ""
    at: str = ""
    contact: str = ""
    due: str = ""
    unverified: str = ""
    why: str = ""


class TaskAccepted(Fact, frozen=True):
    """The organisation takes it on."""

    kind: ClassVar[str] = "case.task_accepted"
    task: str
    at: str = ""
    price: str = ""


class TaskRefused(Fact, frozen=True):
    """The organisation does not, and says why."""

    kind: ClassVar[str] = "case.task_refused"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    task: str
    reason: str


class TaskRecalled(Fact, frozen=True):
    """The station takes the task back, as before another organisation is asked."""

    kind: ClassVar[str] = "case.task_recalled"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    task: str
    reason: str


class TaskReported(Fact, frozen=True):
    """The organisation reports that its part is done, and how."""

    kind: ClassVar[str] = "case.task_reported"
    personal: ClassVar[tuple[str, ...]] = ("report",)
    task: str
    report: str
    price: str = ""


class TaskAppraised(Fact, frozen=True):
    """The station rates the organisation, 1 to 5."""

    kind: ClassVar[str] = "case.task_appraised"
    personal: ClassVar[tuple[str, ...]] = ("note",)
    task: str
    grade: int
    note: str = ""


TaskFact = Dispatched | TaskAccepted | TaskRefused | TaskRecalled | TaskReported | TaskAppraised
FACTS: tuple[type[Fact], ...] = (
    Dispatched,
    TaskAccepted,
    TaskRefused,
    TaskRecalled,
    TaskReported,
    TaskAppraised,
)

TASK_FROM: dict[type[Fact], tuple[TaskState, ...]] = {
    TaskAccepted: ("sent",),
    TaskRefused: ("sent", "accepted"),
    TaskRecalled: ("sent", "accepted"),
    TaskReported: ("sent", "accepted"),
    TaskAppraised: ("refused", "done", "recalled"),
}
"""From which states of its task each fact may follow."""


def fits(tasks: tuple[Task, ...], fact: TaskFact) -> bool:
    """Whether ``fact`` may follow where its task stands."""
    task = find(tasks, fact.task)
    if isinstance(fact, Dispatched):
        return task is None
    return task is not None and task.state in TASK_FROM[type(fact)]


def find(tasks: tuple[Task, ...], id: str) -> Task | None:
    return next((task for task in tasks if task.id == id), None)


def to_send_again(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """Tasks that an organisation refused and that no later one has taken the place of."""
    later = sorted(tasks, key=lambda task: task.sent_at)
    waiting = []
    for task in sorted(tasks, key=lambda task: task.answered_at):
        if task.state != "refused":
            continue
        heir = next((one for one in later if one.sent_at >= task.answered_at), None)
        if heir is None:
            waiting.append(task)
        else:
            later.remove(heir)
    return tuple(waiting)


def after(tasks: tuple[Task, ...], entry: Entry, fact: TaskFact) -> tuple[Task, ...]:
    """The tasks after a fact that fits."""
    if isinstance(fact, Dispatched):
        return (*tasks, _sent(entry, fact))
    return tuple(_after(task, entry, fact) if task.id == fact.task else task for task in tasks)


def _sent(entry: Entry, fact: Dispatched) -> Task:
    return Task(
        id=fact.task,
        organisation=fact.organisation,
        state="sent",
        sent_at=entry.at,
        sent_by=entry.author,
        need=fact.need,
        partner=fact.partner,
        address=fact.address,
        at=fact.at,
        contact=fact.contact,
        due=fact.due,
    )


def _after(task: Task, entry: Entry, fact: TaskFact) -> Task:
    replace = msgspec.structs.replace
    match fact:
        case TaskAccepted():
            agreed = {"at": fact.at or task.at, "price": fact.price or task.price}
            return replace(task, state="accepted", answered_at=entry.at, **agreed)
        case TaskRefused():
            return replace(task, state="refused", answered_at=entry.at, reason=fact.reason)
        case TaskRecalled():
            return replace(task, state="recalled", answered_at=entry.at, reason=fact.reason)
        case TaskReported():
            return replace(
                task,
                state="done",
                report=fact.report,
                reported_at=entry.at,
                answered_at=task.answered_at or entry.at,
                price=fact.price or task.price,
            )
        case TaskAppraised():
            return replace(task, grade=fact.grade, grade_note=fact.note)
        case _:
            return task
