"""What happens to a case: the fold of its facts, and the preconditions of the commands.

A status is never edited, only asked to change: a command checks where the case stands and returns
the fact to record, or refuses. What was true when a command checked may be untrue when its fact's
turn comes, because another window or the hall acted first; then the fact changes nothing and is
listed as unfit, for a person to judge. Commands and fold look at one table, :data:`FROM`.
"""

from __future__ import annotations

import msgspec

from station_desktop.domain.case import caseloop, casemoments
from station_desktop.domain.case.cases import (
    OPEN_STATES,
    RUNNING_STATES,
    STATES,
    Accepted,
    Case,
    CaseMaterial,
    Completed,
    Deadline,
    Declined,
    Notice,
    Noticed,
    Opened,
    PaperMade,
    Pause,
    Paused,
    Printed,
    Renumbered,
    Resubmitted,
    Resumed,
    State,
    Supplied,
    Voided,
    Withdrawn,
)
from station_desktop.domain.case.decisions import Approved, Rejected, Returned, Wrong, word
from station_desktop.domain.journal import erasures
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.journal.unfits import Settled, Unfit
from station_desktop.domain.problem import refuse
from station_desktop.domain.text.statements import stated
from station_desktop.domain.time import clock

FROM: dict[type[Fact], tuple[State, ...]] = {
    Supplied: OPEN_STATES,
    Accepted: ("incomplete",),
    Paused: RUNNING_STATES,
    Resumed: RUNNING_STATES,
    Resubmitted: ("returned",),
    Renumbered: STATES,
    Completed: (*RUNNING_STATES, "approved"),
    Declined: ("incomplete", *RUNNING_STATES, "returned"),
    Withdrawn: OPEN_STATES,
    Voided: tuple(state for state in STATES if state != "void"),
    Approved: RUNNING_STATES,
    Returned: RUNNING_STATES,
    Rejected: (*RUNNING_STATES, "returned"),
    **caseloop.FROM,
}
"""From which states each fact may follow. The hall decides what was submitted and is not decided
yet; it may also refuse what it sent back and never got again. What it approved, the station can
no longer decline."""

_ENDINGS: dict[type[Fact], State] = {
    Completed: "completed",
    Declined: "refused",
    Withdrawn: "withdrawn",
    Voided: "void",
}
_SUPPLEMENT = "supplement"
"""The known reason of a pause that awaits a supplement, see ``domain.time.workdays``."""


def fold(case: Case | None, entry: Entry, fact: Fact) -> Case | None:
    """The case after ``fact``: applied, or listed as unfit. A paper or notice handed over is
    evidence and never unfit."""
    if case is None:
        return _open(entry, fact) if isinstance(fact, Opened) else None
    entry = casemoments.not_before(case, entry)
    match fact:
        case Printed():
            made = PaperMade(fact.paper, entry.at, fact.copy_number)
            return msgspec.structs.replace(case, papers=(*case.papers, made))
        case Noticed():
            told = Notice(entry.at, fact.named)
            return msgspec.structs.replace(case, notices=(*case.notices, told))
        case Settled():
            left = tuple(unfit for unfit in case.unfit if unfit.entry != fact.entry)
            return msgspec.structs.replace(case, unfit=left)
    if isinstance(fact, erasures.CASE_FACTS):
        return msgspec.structs.replace(case, **erasures.changes(case.asked, entry, fact))
    if caseloop.repeats(case, fact):
        return case
    if not fits(case, fact):
        unfit = Unfit(entry.id, entry.kind, entry.at, entry.author)
        return msgspec.structs.replace(case, unfit=(*case.unfit, unfit))
    if isinstance(fact, Approved | Returned | Rejected):
        return _decided(case, entry, fact)
    return _act(case, entry, fact)


def fits(case: Case, fact: Fact) -> bool:
    """Whether ``fact`` may follow where the case stands."""
    if case.state not in FROM.get(type(fact), ()):
        return False
    match fact:
        case Paused():
            return not case.paused
        case Resumed():
            return case.paused
        case Renumbered():
            return case.number == fact.before
        case _:
            return caseloop.fits(case, fact)


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
        owner=entry.author,
        process=fact.process,
        lane=fact.lane,
        origin=fact.origin,
        need=fact.need,
        title=fact.title,
        contact=fact.contact,
        phone=fact.phone,
        place=fact.place,
        area=fact.area,
        homevisit=fact.homevisit,
        demand=fact.demand,
        step=fact.step,
    )


def _act(case: Case, entry: Entry, fact: Fact) -> Case:
    replace = msgspec.structs.replace
    match fact:
        case Supplied():
            return replace(case, materials=_supplied(case.materials, fact.materials))
        case Accepted():
            accepted_at = case.received_at if fact.counted_back else entry.at
            return replace(case, state="accepted", accepted_at=accepted_at, deadline=fact.deadline)
        case Paused():
            return replace(case, pauses=(*case.pauses, Pause(fact.since, fact.reason)))
        case Resumed():
            return _resumed(case, fact.until, fact.deadline)
        case Resubmitted():
            answers = {**case.answers, **fact.answers}
            again = replace(case, state=_running(case), answers=answers)
            return _resumed(again, fact.until, fact.deadline)
        case Renumbered():
            return replace(case, number=fact.number)
        case _ if type(fact) in _ENDINGS:
            return _end(case, entry, fact)
        case _:
            return caseloop.fold(case, entry, fact)


def _running(case: Case) -> State:
    """Where a case stands again that had been sent back."""
    return "accepted" if case.appointment is None else "arranged"


def _resumed(case: Case, until: str, deadline: Deadline | None) -> Case:
    if not case.paused:
        return case
    pauses = (*case.pauses[:-1], msgspec.structs.replace(case.pauses[-1], until=until))
    return msgspec.structs.replace(case, pauses=pauses, deadline=deadline or case.deadline)


def _decided(case: Case, entry: Entry, fact: Approved | Returned | Rejected) -> Case:
    """What the hall said. A return stops the clock and marks what it found wrong; an approval
    ends a pause that still lasted, because what was awaited is decided."""
    said, moment = word(fact, entry.at), _iso(entry.at)
    replace = msgspec.structs.replace
    match fact:
        case Returned():
            pauses = case.pauses if case.paused else (*case.pauses, Pause(moment, _SUPPLEMENT))
            materials = tuple(_found_wrong(m, fact.wrong) for m in case.materials)
            return replace(case, state="returned", hall=said, pauses=pauses, materials=materials)
        case Approved():
            return _resumed(replace(case, state="approved", hall=said), moment, None)
        case Rejected():
            return replace(case, state="refused", hall=said, reason=fact.reason, ended_at=entry.at)


def _found_wrong(material: CaseMaterial, wrong: tuple[Wrong, ...]) -> CaseMaterial:
    what = [one.what for one in wrong if one.key == material.key]
    if not what:
        return material
    return msgspec.structs.replace(material, standing="wrong", note="\n".join(what), promised="")


def _iso(at: int) -> str:
    return clock.from_milliseconds(at).isoformat(timespec="seconds")


def _supplied(
    have: tuple[CaseMaterial, ...], came: tuple[CaseMaterial, ...]
) -> tuple[CaseMaterial, ...]:
    new = {material.key: material for material in came}
    kept = tuple(new.pop(material.key, material) for material in have)
    return kept + tuple(new.values())


def _end(case: Case, entry: Entry, fact: Fact) -> Case:
    ended = msgspec.structs.replace(
        case, state=_ENDINGS[type(fact)], ended_at=entry.at, closed_by=entry.author
    )
    if isinstance(fact, Completed):
        return msgspec.structs.replace(
            ended,
            result=fact.result,
            delivery=fact.delivery,
            overrode=fact.overrode,
            closings=case.closings + 1,
        )
    return msgspec.structs.replace(ended, reason=getattr(fact, "reason", ""))


def must_be_open(case: Case) -> None:
    """Refuse unless the case is still open."""
    if not case.open:
        raise refuse("case.not_open", number=case.number, state=case.state)


def must_be(case: Case, *states: State) -> None:
    """Refuse unless the case is in one of ``states``."""
    if case.state not in states:
        raise refuse("case.wrong_state", number=case.number, state=case.state)


def must_fit(case: Case, fact: Fact) -> None:
    """Refuse unless ``fact`` may follow where the case stands: for the hall's decisions as for
    the desk's acts."""
    if not fits(case, fact):
        raise refuse("case.wrong_state", number=case.number, state=case.state)


def complete(
    case: Case,
    result: str,
    delivery: str = "",
    *,
    overrode: tuple[str, ...] = (),
    override: str = "",
    approved_by: str = "",
) -> Completed:
    """Close as done; what is still open is ``domain.case.closing``'s matter. What the hall approved
    ends with the hall's own result unless another is given."""
    must_be(case, *FROM[Completed])
    words = stated(result, "result") or (case.hall.result if case.hall else "")
    if not words:
        raise refuse("case.result_missing", field="result")
    return Completed(
        result=words,
        delivery=stated(delivery, "delivery"),
        overrode=overrode,
        override=override,
        approved_by=approved_by,
    )


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


def still_wrong(case: Case, answered: frozenset[str], note: str) -> tuple[Wrong, ...]:
    """What the hall found wrong of a returned case beside its documents, without the questions
    that are ``answered`` anew; a ``note`` answers the remarks on the whole."""
    if case.hall is None:
        return ()
    documents = {material.key for material in case.materials}
    return tuple(
        wrong
        for wrong in case.hall.wrong
        if wrong.key not in documents
        and wrong.key not in answered
        and not (note and wrong.key not in case.answers)
    )


def untold_before(case: Case, lacking: tuple[str, ...]) -> tuple[str, ...]:
    """Documents now found lacking that were already lacking when the case was first taken in,
    but that the first notice did not name. If there are any, the law counts the day of receipt
    as the day of acceptance (行政许可法 art. 32)."""
    if not case.notices:
        return ()
    told = {key for notice in case.notices for key in notice.named}
    return tuple(key for key in lacking if key not in told)
