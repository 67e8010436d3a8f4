"""Dispatch and transfer slips (派单、转办单): one for each task of a case, with its reply slip.

Hand over first (:func:`hand_over` writes the journal), then compose with the copy number it gave.
Everything on it is what the organisation was told when the task was sent, which was judged then
(``domain.case.minimal_words``): never an identity number or a benefit.
"""

from __future__ import annotations

from datetime import date

from station_desktop.domain.case import ownwords
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.dispatches import Task
from station_desktop.domain.problem import refuse
from station_desktop.domain.text import dates
from station_desktop.domain.time import clock
from station_desktop.papers import task_slip
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Language, Reprint, Sheet
from station_desktop.papers.task_slip import PAPER_FORMATS as PAPER_FORMATS
from station_desktop.papers.task_slip import TaskSlip
from station_desktop.usecases.casework import cases
from station_desktop.usecases.dispatch.dispatching import task_of
from station_desktop.usecases.paper.paper_facts import moment_words
from station_desktop.usecases.paper.papers import station_of
from station_desktop.usecases.work import Work

KIND = "task"
"""Under which name the slip is noted: ``task:<id>``, so that each task's copies are counted."""


def hand_over(work: Work, number: str, task: str) -> int:
    """Note in the journal that the task's slip is handed over; returns which copy it is."""
    case = cases.named(work, number)
    return cases.printed(work, number, f"{KIND}:{_slip_of(case, task).id}")


def document(
    work: Work,
    number: str,
    task: str,
    language: Language,
    format: Format = "a4",
    *,
    copy_number: int = 1,
) -> Document:
    """The slip of this task (its id, place or organisation, as for ``dispatching``), composed. A
    copy above the first is marked as a reprint."""
    work.require("case.read")
    case = cases.named(work, number)
    found = _slip_of(case, task)
    if format not in PAPER_FORMATS:
        raise refuse("papers.format", field="format", kind=KIND, format=format)
    now = work.store.time.now()
    head = Sheet(
        station=station_of(work),
        printed_at=now,
        officer=work.actor.name,
        number=case.number,
        reprint=Reprint(now, copy_number - 1) if copy_number > 1 else None,
        demo=work.store.settings().demo,
    )
    return task_slip.compose(_about(work, case, found, language), head, language, format)


def _slip_of(case: Case, named: str) -> Task:
    task = task_of(case, named)
    if task.state == "recalled":
        raise refuse("slip.recalled", "task")
    return task


def _about(work: Work, case: Case, task: Task, language: Language) -> TaskSlip:
    item, _ = cases.item_of(work, case)
    own = ownwords.is_own(case.item) and case.title
    day, _, time = task.due.partition("T")
    return TaskSlip(
        organisation=task.organisation,
        about=case.title if own else item.name.get(language),
        need=task.need,
        sent_at=clock.from_milliseconds(task.sent_at),
        partner=bool(task.partner),
        address=task.address,
        time=_time_words(task.at, language),
        contact=task.contact,
        reply_by=date.fromisoformat(day) if day else None,
        reply_time=time[:5],
        price=task.price,
    )


def _time_words(at: str, language: Language) -> str:
    """When it is wanted: a day, or a day and time."""
    if len(at) == len("2026-11-27"):
        return dates.show_day_and_weekday(date.fromisoformat(at), language)
    return moment_words(at, language) if at else ""
