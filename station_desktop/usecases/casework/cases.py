"""What is done with a case once it is taken in: supplied, paused, closed, taken back, printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from station_desktop.domain.case import cases, casework, requirements
from station_desktop.domain.case.cases import Accepted, Case, CaseMaterial
from station_desktop.domain.case.decisions import Wrong
from station_desktop.domain.case.visitdraft import MaterialDraft
from station_desktop.domain.catalogue import Item, Pack
from station_desktop.domain.form import forms
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.problem import raise_if_any, refuse
from station_desktop.domain.text import statements
from station_desktop.domain.time import clock
from station_desktop.storage.reads import reads
from station_desktop.storage.reads.reads import QueueFilter, QueuePage
from station_desktop.usecases.casework import closing, lines, promises
from station_desktop.usecases.work import Actor, Work


class Supplement(msgspec.Struct, frozen=True):
    """What came of a supplement. ``lacking`` is still missing; ``untold`` are documents that were
    lacking from the first day but no notice named: the law then counts the first day as accepted,
    and the worker must be told so. ``wrong`` is what the hall found wrong of the form or of the
    whole and that nobody has answered yet."""

    case: Case
    lacking: tuple[str, ...]
    untold: tuple[str, ...]
    wrong: tuple[Wrong, ...] = ()


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


def supply(
    work: Work,
    number: str,
    came: Mapping[str, MaterialDraft],
    answers: Mapping[str, Any] | None = None,
    note: str = "",
) -> Supplement:
    """Documents came in afterwards. A case that lacked something and now lacks nothing is
    accepted; one that still does gets one more notice, and a warning where the law asks for it.

    What the hall sent back goes to it again once everything that it named is put right: the
    documents by ``came``, questions of the form by ``answers``, a remark on the whole by ``note``.
    """
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
        if case.state == "returned":
            return _put_right(work, case, item, assessment, changed, answers or {}, note)
        untold = casework.untold_before(case, assessment.lacking) if assessment.lacking else ()
        facts = _after_supply(work, case, item, assessment, changed, untold)
        if facts:
            record(work, case, *facts)
        return Supplement(get_by_id(work, case.id), assessment.lacking, untold)


def _put_right(
    work: Work,
    case: Case,
    item: Item,
    assessment: requirements.Assessment,
    changed: tuple[CaseMaterial, ...],
    answers: Mapping[str, Any],
    note: str,
) -> Supplement:
    checked, problems = forms.check_answers(
        item.fields, case.answers | dict(answers), work.store.today()
    )
    raise_if_any([problem for problem in problems if problem.field in answers])
    given = {key: checked[key] for key in answers if key in checked}
    said = statements.stated(note, "note")
    left = casework.still_wrong(case, frozenset(given), said)
    facts: list[Fact] = [cases.Supplied(changed)] if changed else []
    if not assessment.lacking and not left:
        until = promises.now_after(work, case)
        deadline = promises.deadline_after(work, case, until)
        facts.append(cases.Resubmitted(until, deadline, given, said))
    elif given or said:
        raise refuse(
            "case.still_wrong",
            field="answers",
            number=case.number,
            count=len(assessment.lacking) + len(left),
        )
    if facts:
        record(work, case, *facts)
    return Supplement(get_by_id(work, case.id), assessment.lacking, (), left)


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
        first = clock.from_milliseconds(case.received_at)
        counted = first if untold else promises.moment(work, case)
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


def complete(
    work: Work,
    number: str,
    result: str = "",
    delivery: str = "",
    *,
    override: str = "",
    approver: Actor | None = None,
) -> Case:
    """Close as done. Unless another result is given it is the hall's where the hall approved, and
    the catalogue's own otherwise.

    Refuses with everything that is still open (``domain.case.closing``), unless ``override`` gives
    the reason why it is closed all the same and the person, or ``approver``, may do so."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = _case(work, number)
        casework.must_be(case, *casework.FROM[cases.Completed])
        passed = closing.settled(work, case, override, approver)
        text = result.strip() or (case.hall.result if case.hall is not None else "")
        text = text or item_of(work, case)[0].result.text.zh
        fact = casework.complete(
            case,
            text,
            delivery,
            overrode=passed.codes,
            override=passed.reason,
            approved_by=passed.by,
        )
        return record(work, case, fact)


def withdraw(work: Work, number: str, reason: str) -> Case:
    """The resident takes the request back."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = _case(work, number)
        return record(work, case, cases.Withdrawn(casework.with_reason(case, reason)))


def decline(work: Work, number: str, reason: str) -> Case:
    """Not accepted after all (不予受理): the reason says why and where to go."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = _case(work, number)
        stated = casework.with_reason(case, reason)
        casework.must_be(case, *casework.FROM[cases.Declined])
        return record(work, case, cases.Declined(stated))


def void(work: Work, number: str, reason: str) -> Case:
    """Entered by mistake: kept, marked, its number never used again."""
    work.require("case.void")
    with work.store.ledger.transaction():
        case = _case(work, number)
        if case.state == "void":
            raise refuse("case.not_open", number=number, state=case.state)
        return record(work, case, cases.Voided(casework.reason_of(reason)))


def pause(work: Work, number: str, reason: str) -> Case:
    """Stop the clock, with the reason (supplement, public notice, inspection, appeal …)."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = _case(work, number)
        stated = casework.with_reason(case, reason)
        casework.must_be(case, *casework.FROM[cases.Paused])
        if case.paused:
            raise refuse("case.paused", number=number)
        return record(work, case, cases.Paused(promises.now_after(work, case), stated))


def resume(work: Work, number: str) -> Case:
    """Let the clock go on; the promise moves by the working days it stood still."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = _case(work, number)
        if not case.paused:
            raise refuse("case.not_paused", number=number)
        casework.must_be(case, *casework.FROM[cases.Resumed])
        until = promises.now_after(work, case)
        return record(work, case, cases.Resumed(until, promises.deadline_after(work, case, until)))


def printed(work: Work, number: str, paper: str) -> int:
    """Note that a paper of the case is handed over; returns which copy it is (above 1 a
    reprint). The case itself does not move, whether the printer works or not."""
    work.require("case.read")
    with work.store.ledger.transaction():
        case = _case(work, number)
        copy_number = 1 + sum(made.paper == paper for made in case.papers)
        record(work, case, cases.Printed(paper, copy_number))
        return copy_number


def told(work: Work, number: str) -> Case:
    """Note that the resident is told, in writing, of everything that the hall found wrong; done
    once for each return, however often the notice is printed."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = _case(work, number)
        said = case.hall
        if case.state != "returned" or said is None:
            return case
        if case.notices and case.notices[-1].at >= said.at:
            return case
        named = dict.fromkeys((*case.lacking, *(wrong.key for wrong in said.wrong if wrong.key)))
        return record(work, case, cases.Noticed(tuple(named)))


def get_by_id(work: Work, id: str) -> Case:
    """The case with this id: numbers can be given twice where a PC was restored from a backup."""
    work.require("case.read")
    found = work.store.ledger.record("case", id)
    if not isinstance(found, Case):
        raise refuse("case.unknown", number=id[:60])
    return found


def named(work: Work, name: str) -> Case:
    """The case with this id or this number."""
    text = name.strip()
    return get_by_id(work, text) if len(text) == 32 else get(work, text)


def _case(work: Work, number: str) -> Case:
    case = reads.case_by_number(work.store.connection, number.strip())
    if case is None:
        raise refuse("case.unknown", number=number.strip()[:60])
    return case


def record(work: Work, case: Case, *facts: Fact) -> Case:
    """Append what was decided about the case; returns it as it then stands."""
    subject = f"case:{case.id}"
    work.store.ledger.append(work.author, [(subject, fact) for fact in facts])
    return get_by_id(work, case.id)
