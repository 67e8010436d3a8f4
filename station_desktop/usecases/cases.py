"""What is done with a case once it is taken in: supplied, paused, closed, taken back, printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

import msgspec

from station_desktop.domain import cases, casework, clock, requirements, workdays
from station_desktop.domain.cases import Accepted, Case, CaseMaterial, Deadline
from station_desktop.domain.catalogue import Item, Limit, Pack
from station_desktop.domain.journal import Entry, Fact
from station_desktop.domain.problem import raise_if_any, refuse
from station_desktop.domain.visitdraft import MaterialDraft
from station_desktop.storage import reads
from station_desktop.storage.reads import QueueFilter, QueuePage
from station_desktop.usecases import lines
from station_desktop.usecases.work import Work


class Supplement(msgspec.Struct, frozen=True):
    """What came of a supplement. ``lacking`` is still missing; ``untold`` are documents that were
    lacking from the first day but no notice named: the law then counts the first day as accepted,
    and the worker must be told so."""

    case: Case
    lacking: tuple[str, ...]
    untold: tuple[str, ...]


def get(work: Work, number: str) -> Case:
    """The case with this number."""
    work.require("case.read")
    return _case(work, number)


def history(work: Work, number: str) -> tuple[Entry, ...]:
    """Everything that happened to the case, oldest first."""
    work.require("case.read")
    return work.store.ledger.history(f"case:{_case(work, number).id}")


def queue(
    work: Work,
    where: QueueFilter | None = None,
    *,
    order: str = "due",
    descending: bool = False,
    after: tuple[object, int] | None = None,
    limit: int = 50,
) -> QueuePage:
    """One page of all cases."""
    work.require("case.read")
    return reads.queue(
        work.store.connection,
        where or QueueFilter(),
        order=order,
        descending=descending,
        after=after,
        limit=limit,
    )


def item_of(work: Work, case: Case) -> tuple[Item, Pack]:
    """The item and catalogue in the version the case was accepted under."""
    pack = work.store.pack(case.pack)
    received = clock.from_milliseconds(case.received_at).date()
    item = pack.item(case.item, received) or pack.item(case.item)
    if item is None:
        raise refuse("item.unknown", item=case.item)
    return item, pack


def supply(work: Work, number: str, came: Mapping[str, MaterialDraft]) -> Supplement:
    """Documents came in afterwards. A case that lacked something and now lacks nothing is
    accepted; one that still does gets one more notice, and a warning where the law asks for it."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = _case(work, number)
        casework.must_be_open(case)
        item, pack = item_of(work, case)
        needed = requirements.of(item, pack, by_agent=case.agent is not None)
        standing = {m.key: _as_draft(m) for m in case.materials} | dict(came)
        assessment = requirements.assess(needed, standing, {}, work.store.today())
        raise_if_any(assessment.problems)
        changed = tuple(m for m in assessment.materials if m not in case.materials)
        untold = casework.untold_before(case, assessment.lacking) if assessment.lacking else ()
        facts = _after_supply(work, case, item, assessment, changed, untold)
        if facts:
            _append(work, case, *facts)
        return Supplement(_case(work, number), assessment.lacking, untold)


def _after_supply(
    work: Work,
    case: Case,
    item: Item,
    assessment: requirements.Assessment,
    changed: tuple[CaseMaterial, ...],
    untold: tuple[str, ...],
) -> list[Fact]:
    facts: list[Fact] = [cases.Supplied(changed)] if changed else []
    if assessment.lacking:
        facts.append(cases.Noticed(assessment.lacking + assessment.to_follow, untold))
    if case.state == "incomplete" and (untold or not assessment.lacking):
        counted = clock.from_milliseconds(case.received_at) if untold else work.store.time.now()
        facts.append(Accepted(lines.deadline(work, item, counted), counted_back=bool(untold)))
    return facts


def _as_draft(material: CaseMaterial) -> MaterialDraft:
    """What stands in the case, as a starting point; a promise already made is not judged anew."""
    return MaterialDraft(
        standing=material.standing,
        copies=material.copies,
        promised=material.promised,
        note=material.note,
        document=material.documents[0] if material.documents else "",
    )


def complete(work: Work, number: str, result: str = "", delivery: str = "") -> Case:
    """Close as done, with the catalogue's own result text unless another is given."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = _case(work, number)
        text = result.strip() or item_of(work, case)[0].result.text.zh
        return _append(work, case, casework.complete(case, text, delivery))


def withdraw(work: Work, number: str, reason: str) -> Case:
    """The resident takes the request back."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = _case(work, number)
        return _append(work, case, cases.Withdrawn(casework.with_reason(case, reason)))


def decline(work: Work, number: str, reason: str) -> Case:
    """Not accepted after all (不予受理): the reason says why and where to go."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = _case(work, number)
        return _append(work, case, cases.Declined(casework.with_reason(case, reason)))


def void(work: Work, number: str, reason: str) -> Case:
    """Entered by mistake: kept, marked, its number never used again."""
    work.require("case.void")
    with work.store.ledger.transaction():
        case = _case(work, number)
        if case.state == "void":
            raise refuse("case.not_open", number=number, state=case.state)
        return _append(work, case, cases.Voided(casework.reason_of(reason)))


def pause(work: Work, number: str, reason: str) -> Case:
    """Stop the clock, with the reason (supplement, public notice, inspection, appeal …)."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = _case(work, number)
        stated = casework.with_reason(case, reason)
        casework.must_be(case, "accepted", "arranged")
        if case.paused:
            raise refuse("case.paused", number=number)
        since = work.store.time.now().isoformat(timespec="seconds")
        return _append(work, case, cases.Paused(since, stated))


def resume(work: Work, number: str) -> Case:
    """Let the clock go on; the promise moves by the working days it stood still."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = _case(work, number)
        if not case.paused:
            raise refuse("case.not_paused", number=number)
        until = work.store.time.now().isoformat(timespec="seconds")
        ended = msgspec.structs.replace(case.pauses[-1], until=until)
        after = msgspec.structs.replace(case, pauses=(*case.pauses[:-1], ended))
        target = due_date(work, after)
        deadline = None
        if target is not None and case.deadline is not None:
            deadline = msgspec.structs.replace(
                case.deadline,
                due=target.due.isoformat(),
                uncertain=target.caution is not None,
                steps=tuple(msgspec.to_builtins(step) for step in target.steps),
            )
        return _append(work, case, cases.Resumed(until, deadline))


def due_date(work: Work, case: Case) -> workdays.DueDate | None:
    """The case's promise worked out anew, with its pauses and every step explained."""
    if case.deadline is None:
        return None
    settings = work.store.settings()
    limit = Limit(case.deadline.days, case.deadline.unit)
    return workdays.due(
        clock.from_milliseconds(case.accepted_at),
        limit,
        work.store.calendar(),
        workdays.DeskHours(time.fromisoformat(settings.closing_time)),
        tuple(_pause(pause) for pause in case.pauses),
    )


def _pause(pause: cases.Pause) -> workdays.Pause:
    moment = datetime.fromisoformat
    ended = moment(pause.until) if pause.until else None
    return workdays.Pause(moment(pause.since), ended, pause.reason)


def remaining(case: Case, calendar: workdays.Calendar, now: datetime) -> workdays.Progress | None:
    """How much of the case's time is used, from its stored deadline alone (for long queues)."""
    if case.deadline is None or not case.open:
        return None
    stored: Deadline = case.deadline
    target = workdays.DueDate(
        due=date.fromisoformat(stored.due),
        effective=date.fromisoformat(stored.counted_from),
        limit=Limit(stored.days, stored.unit),
        paused_days=0,
        steps=(),
        pauses=tuple(
            (_day(pause.since), _day(pause.until)) for pause in case.pauses if pause.until
        ),
        stopped_since=_day(case.pauses[-1].since) if case.paused else None,
    )
    return workdays.progress(target, now, calendar)


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()


def printed(work: Work, number: str, paper: str) -> int:
    """Note that a paper of the case is handed over; returns which copy it is (above 1 a
    reprint). The case itself does not move, whether the printer works or not."""
    work.require("case.read")
    with work.store.ledger.transaction():
        case = _case(work, number)
        copy_number = 1 + sum(made.paper == paper for made in case.papers)
        _append(work, case, cases.Printed(paper, copy_number))
        return copy_number


def _case(work: Work, number: str) -> Case:
    case = reads.case_by_number(work.store.connection, number.strip())
    if case is None:
        raise refuse("case.unknown", number=number.strip()[:60])
    return case


def _append(work: Work, case: Case, *facts: Fact) -> Case:
    subject = f"case:{case.id}"
    work.store.ledger.append(work.author, [(subject, fact) for fact in facts])
    return _case(work, case.number)
