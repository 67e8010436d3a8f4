"""The slip that goes with a task: 派单 to an organisation of the directory, 转办单 to a department
or unit, with the reply slip to be sent back.

It says need, place, time and whom to call, and has no room for an identity number or a benefit.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from station_desktop.papers.compose import sheet
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Language, Sheet

PAPER_FORMATS: tuple[Format, ...] = ("a4", "large")


class TaskSlip(msgspec.Struct, frozen=True):
    """One task as its organisation is told of it; times in the paper's language. ``partner`` says
    that it stands in the station's directory."""

    organisation: str
    about: str
    need: str
    sent_at: datetime
    partner: bool = True
    address: str = ""
    time: str = ""
    contact: str = ""
    reply_by: date | None = None
    reply_time: str = ""
    price: str = ""


def compose(slip: TaskSlip, head: Sheet, language: Language, format: Format = "a4") -> Document:
    """The slip; raises ``ValueError`` for a format that it is not to be had in."""
    title = "task.title" if slip.partner else "task.title.transfer"
    return sheet("task", title, head, language, format, task=slip)
