"""Demands from outside: the subdistrict app's posts and 12345 work orders.

The hall takes them in and matches them to a station and, where it can, to a resident; the station
answers; the hall hands the reply back out. Each has a clock of its own.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.time import clock

State = Literal["new", "taken", "answered", "sent", "returned"]
STATES: tuple[State, ...] = ("new", "taken", "answered", "sent", "returned")
OPEN_STATES: tuple[State, ...] = ("new", "taken", "returned")

Outcome = Literal["solved", "explained", "not_ours"]
OUTCOMES: tuple[Outcome, ...] = ("solved", "explained", "not_ours")


class Demand(msgspec.Struct, frozen=True, omit_defaults=True):
    """One demand as it now stands. Moments are milliseconds; ``due`` is ISO local time.

    ``source`` names where it came from (``12345``, ``app``), ``reference`` its number there.
    ``resident`` is the matched resident's id, ``case`` a case that was opened for it.
    """

    id: str
    source: str
    reference: str
    title: str
    text: str
    state: State
    arrived_at: int
    due: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    resident: str = ""
    case: str = ""
    taken_by: str = ""
    outcome: Outcome | Literal[""] = ""
    answer: str = ""
    answered_at: int = 0
    answered_by: str = ""
    sent_at: int = 0
    returned: str = ""
    erased_at: int = 0

    @property
    def open(self) -> bool:
        return self.state in OPEN_STATES


SOON = timedelta(hours=24)

Pressure = Literal["", "soon", "overdue"]


def moment(now: datetime) -> str:
    """``now`` as the due moments are written: ISO local time to the minute."""
    return now.astimezone(clock.CHINA).strftime("%Y-%m-%dT%H:%M")


def pressure(demand: Demand, now: datetime) -> Pressure:
    """Whether an answer is overdue, or due within a day; a due day without a time lasts all day."""
    if not demand.open or not demand.due:
        return ""
    due = demand.due if "T" in demand.due else f"{demand.due}T23:59"
    if due < moment(now):
        return "overdue"
    return "soon" if due <= moment(now + SOON) else ""


class Arrived(Fact, frozen=True):
    """The hall took a demand in and gave it to this station."""

    kind: ClassVar[str] = "demand.arrived"
    personal: ClassVar[tuple[str, ...]] = ("title", "text", "contact", "phone", "address")
    by_hall: ClassVar[bool] = True
    source: str
    reference: str
    title: str
    text: str
    due: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    resident: str = ""


class Taken(Fact, frozen=True):
    """Somebody of the station sees to it."""

    kind: ClassVar[str] = "demand.taken"


class Matched(Fact, frozen=True):
    """The station says whose demand it is, or which case was opened for it."""

    kind: ClassVar[str] = "demand.matched"
    resident: str = ""
    case: str = ""


class Answered(Fact, frozen=True):
    """The station's reply."""

    kind: ClassVar[str] = "demand.answered"
    personal: ClassVar[tuple[str, ...]] = ("answer",)
    outcome: Outcome
    answer: str


class Returned(Fact, frozen=True):
    """The hall or the place it came from wants a better answer, and says why."""

    kind: ClassVar[str] = "demand.returned"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    by_hall: ClassVar[bool] = True
    reason: str
    due: str = ""


class Sent(Fact, frozen=True):
    """The reply went back out."""

    kind: ClassVar[str] = "demand.sent"
    by_hall: ClassVar[bool] = True


class Revealed(Fact, frozen=True):
    """The phone of whoever made the demand was shown in full, with the reason given."""

    kind: ClassVar[str] = "demand.revealed"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    field: str
    reason: str


FACTS: tuple[type[Fact], ...] = (Arrived, Taken, Matched, Answered, Returned, Sent, Revealed)


def fold(demand: Demand | None, entry: Entry, fact: Fact) -> Demand | None:
    """The demand after ``fact``."""
    if isinstance(fact, Arrived):
        return demand or Demand(
            id=entry.subject_id,
            source=fact.source,
            reference=fact.reference,
            title=fact.title,
            text=fact.text,
            state="new",
            arrived_at=entry.at,
            due=fact.due,
            contact=fact.contact,
            phone=fact.phone,
            address=fact.address,
            resident=fact.resident,
        )
    return None if demand is None else _act(demand, entry, fact)


def _act(demand: Demand, entry: Entry, fact: Fact) -> Demand:
    replace = msgspec.structs.replace
    match fact:
        case Taken() if demand.open:
            return replace(demand, state="taken", taken_by=entry.author)
        case Matched():
            return replace(
                demand,
                resident=fact.resident or demand.resident,
                case=fact.case or demand.case,
            )
        case Answered() if demand.open:
            return replace(
                demand,
                state="answered",
                outcome=fact.outcome,
                answer=fact.answer,
                answered_at=entry.at,
                answered_by=entry.author,
            )
        case Returned() if demand.state in ("answered", "sent"):
            return replace(
                demand, state="returned", returned=fact.reason, due=fact.due or demand.due
            )
        case Sent() if demand.state == "answered":
            return replace(demand, state="sent", sent_at=entry.at)
        case _:
            return demand
