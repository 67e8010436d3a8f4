"""What happens to a case: the fold of its facts, and the preconditions of the commands.

A status is never edited, only asked to change: a command checks where the case stands and returns
the fact to record, or refuses.
"""

from __future__ import annotations

import msgspec

from station_desktop.domain.cases import (
    Accepted,
    Case,
    CaseMaterial,
    Completed,
    Declined,
    Notice,
    Noticed,
    Opened,
    PaperMade,
    Pause,
    Paused,
    Printed,
    Resumed,
    State,
    Supplied,
    Voided,
    Withdrawn,
)
from station_desktop.domain.journal import Entry, Fact
from station_desktop.domain.problem import refuse
from station_desktop.domain.statements import stated

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
    words = stated(result, "result")
    if not words:
        raise refuse("case.result_missing", field="result")
    return Completed(result=words, delivery=stated(delivery, "delivery"))


def with_reason(case: Case, reason: str) -> str:
    """The reason as recorded; refuses a blank one and a case that is no longer open."""
    must_be_open(case)
    return reason_of(reason)


def reason_of(text: str) -> str:
    """A reason as recorded; refuses none at all, and one that no paper could show."""
    words = stated(text, "reason")
    if not words:
        raise refuse("case.reason_missing", field="reason")
    return words


def untold_before(case: Case, lacking: tuple[str, ...]) -> tuple[str, ...]:
    """Documents now found lacking that were already lacking when the case was first taken in,
    but that the first notice did not name. If there are any, the law counts the day of receipt
    as the day of acceptance (行政许可法 art. 32)."""
    if not case.notices:
        return ()
    told = {key for notice in case.notices for key in notice.named}
    return tuple(key for key in lacking if key not in told)
