"""The parts that a case is made of: states, documents, who acts, what was promised.

The record itself and its facts are in ``domain.case.cases``.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from station_desktop.domain.catalogue import LimitUnit

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
    calendar does not reach the due date; ``warn`` is the day on which 80 % of the time is used.
    """

    counted_from: str
    due: str
    days: int
    unit: LimitUnit = "working_day"
    legal_due: str = ""
    warn: str = ""
    uncertain: bool = False
    steps: tuple[dict[str, Any], ...] = ()


class Pause(msgspec.Struct, frozen=True, omit_defaults=True):
    """The clock stood still, and why; ISO moments, ``until`` empty while it still does."""

    since: str
    reason: str
    until: str = ""


class PaperMade(msgspec.Struct, frozen=True):
    """One paper handed over: what, when, and how often before. ``paper`` is its kind, with what
    in the case it is about behind a colon where there may be several (``task:<id>``)."""

    paper: str
    at: int
    copy_number: int

    @property
    def kind(self) -> str:
        return self.paper.partition(":")[0]
