"""Home visits (入户走访): planned, carried on a list, recorded afterwards in one pass.

What is found becomes a problem, a case, a solution: each :class:`Finding` may lead to a case, which
then says ``origin`` ``found`` – before anybody had to report it.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.journal.journal import Entry, Fact

Purpose = Literal["round", "verify", "appointment", "service", "call_back", "individual"]
PURPOSES: tuple[Purpose, ...] = (
    "round",
    "verify",
    "appointment",
    "service",
    "call_back",
    "individual",
)
"""A round 走访, checking what was reported 核实诉求, something agreed 预约上门, a service at home
上门办理, a call-back 回访, an individual case 个案."""
State = Literal["planned", "done", "cancelled"]
Met = Literal["met", "nobody", "moved_away"]
METS: tuple[Met, ...] = ("met", "nobody", "moved_away")


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing found: what, in which of the four categories, tagged with which need
    (``handling.Need``), and the case that it became."""

    text: str
    category: str = ""
    need: str = ""
    case: str = ""


class HomeVisit(msgspec.Struct, frozen=True, omit_defaults=True):
    """One home visit. ``day`` is the ISO day it is planned for, ``at`` when it took place
    (milliseconds)."""

    id: str
    purpose: Purpose
    day: str
    worker: str
    household: str = ""
    resident: str = ""
    case: str = ""
    individual: str = ""
    address: str = ""
    time: str = ""
    why: str = ""
    state: State = "planned"
    planned_by: str = ""
    at: int = 0
    by: str = ""
    met: Met | Literal[""] = ""
    note: str = ""
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    erased_at: int = 0


class Planned(Fact, frozen=True):
    """Somebody is to go there on that day."""

    kind: ClassVar[str] = "homevisit.planned"
    personal: ClassVar[tuple[str, ...]] = ("address", "why")
    purpose: Purpose
    day: str
    worker: str
    household: str = ""
    resident: str = ""
    case: str = ""
    individual: str = ""
    address: str = ""
    time: str = ""
    why: str = ""


class Moved(Fact, frozen=True):
    """Another day, another worker, another hour; an empty ``time`` leaves it as it was."""

    kind: ClassVar[str] = "homevisit.moved"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    day: str
    worker: str
    reason: str = ""
    time: str = ""


class Recorded(Fact, frozen=True):
    """Somebody was there. ``at`` is when (milliseconds); it may be entered later."""

    kind: ClassVar[str] = "homevisit.recorded"
    personal: ClassVar[tuple[str, ...]] = ("note", "findings")
    at: int
    met: Met
    note: str = ""
    findings: tuple[Finding, ...] = ()


class FindingOpened(Fact, frozen=True):
    """The finding at this place of the list (from 0) became a case."""

    kind: ClassVar[str] = "homevisit.opened"
    finding: int
    case: str


class Cancelled(Fact, frozen=True):
    """Nobody goes, and why."""

    kind: ClassVar[str] = "homevisit.cancelled"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
    reason: str


FACTS: tuple[type[Fact], ...] = (Planned, Moved, Recorded, FindingOpened, Cancelled)


def fold(visit: HomeVisit | None, entry: Entry, fact: Fact) -> HomeVisit | None:
    """The home visit after ``fact``. The first record of it stands; a second one, by another desk
    that had not heard of it, adds what it found."""
    replace = msgspec.structs.replace
    if visit is None:
        if not isinstance(fact, Planned):
            return None
        typed = msgspec.structs.asdict(fact)
        return HomeVisit(id=entry.subject_id, planned_by=entry.author, **typed)
    match fact:
        case Moved() if visit.state == "planned":
            time = fact.time or visit.time
            return replace(visit, day=fact.day, worker=fact.worker, time=time)
        case Recorded():
            return _recorded(visit, entry, fact)
        case FindingOpened() if fact.finding < len(visit.findings):
            found = replace(visit.findings[fact.finding], case=fact.case)
            before, after = visit.findings[: fact.finding], visit.findings[fact.finding + 1 :]
            return replace(visit, findings=(*before, found, *after))
        case Cancelled() if visit.state == "planned":
            return replace(visit, state="cancelled", reason=fact.reason)
        case _:
            return visit


def _recorded(visit: HomeVisit, entry: Entry, fact: Recorded) -> HomeVisit:
    replace = msgspec.structs.replace
    if visit.state == "done":
        note = "\n".join(text for text in (visit.note, fact.note) if text)
        return replace(visit, note=note, findings=visit.findings + fact.findings)
    return replace(
        visit,
        state="done",
        at=fact.at,
        by=entry.author,
        met=fact.met,
        note=fact.note,
        findings=fact.findings,
    )
