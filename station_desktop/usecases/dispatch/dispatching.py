"""Dispatching: a case's need handed to organisations, and what each makes of its task.

What an organisation is told is fixed when the task is sent and judged before it is: never an
identity number, and a market partner no benefit or health status (``domain.case.minimal_words``).
Where nobody went to look, a demand in the resident's own words goes out only with the reason why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from station_desktop.domain.case import casework, dispatch_terms, dispatches, ownwords
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.dispatches import Dispatched, Task
from station_desktop.domain.case.minimal_words import faults
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.partner.partners import MARKET, Partner
from station_desktop.domain.problem import Problem, Refused, raise_if_any
from station_desktop.domain.problem import refuse as refused_for
from station_desktop.domain.text import dates, statements
from station_desktop.domain.time import clock
from station_desktop.storage.reads import reads_partners
from station_desktop.usecases.casework import cases
from station_desktop.usecases.dispatch import order_words, partner_offers
from station_desktop.usecases.dispatch.order_words import Order as Order
from station_desktop.usecases.dispatch.order_words import proposed as proposed
from station_desktop.usecases.work import Work

MOST_ORDERS = 20
LONGEST_NAME = 60
GRADES = range(1, 6)
_OTHERS = 3
"""How many organisations are named in place of one that cannot be asked."""


def dispatch(work: Work, number: str, orders: Sequence[Order]) -> Case:
    """Hand the need to one organisation or several, all or none. A blank ``need`` is composed of
    the item and what the form says that may be told; a blank ``due`` is the case's own promise.

    Problems carry where they are: ``order/<n>/<field>``, counted from 1.
    """
    work.require("case.act")
    with work.store.ledger.transaction():
        case = cases.named(work, number)
        casework.must_be(case, *casework.FROM[Dispatched])
        if not 0 < len(orders) <= MOST_ORDERS:
            raise refused_for("dispatch.orders", "orders", limit=MOST_ORDERS)
        problems: list[Problem] = []
        facts: list[Dispatched] = []
        for at, order in enumerate(orders, start=1):
            try:
                fact = _fact(work, case, order)
                _must_be_new(case, facts, fact)
                facts.append(fact)
            except Refused as refused:
                problems += [_placed(one, at) for one in refused.problems]
        raise_if_any(problems)
        return _append(work, case, *facts)


def accept(work: Work, number: str, task: str, at: str = "", price: str = "") -> Case:
    """The organisation takes it on, perhaps at a time and a price of its own."""
    return _act(
        work,
        number,
        task,
        lambda id: dispatches.TaskAccepted(
            id, dispatch_terms.moment(at, "at"), dispatch_terms.price(price)
        ),
    )


def refuse(work: Work, number: str, task: str, reason: str) -> Case:
    """The organisation does not, and says why; the need is to be dispatched again."""
    return _act(work, number, task, lambda id: dispatches.TaskRefused(id, _reason(reason)))


def recall(work: Work, number: str, task: str, reason: str) -> Case:
    """The station takes the task back."""
    return _act(work, number, task, lambda id: dispatches.TaskRecalled(id, _reason(reason)))


def report(work: Work, number: str, task: str, report: str, price: str = "") -> Case:
    """The organisation reports that its part is done, and how."""

    def fact(id: str) -> Fact:
        words = statements.stated(report, "report")
        if not words:
            raise refused_for("dispatch.report_missing", "report")
        return dispatches.TaskReported(id, words, dispatch_terms.price(price))

    return _act(work, number, task, fact)


def appraise(work: Work, number: str, task: str, grade: int, note: str = "") -> Case:
    """The station rates the organisation, from 1 (worst) to 5."""

    def fact(id: str) -> Fact:
        if grade not in GRADES:
            raise refused_for("dispatch.grade", "grade")
        return dispatches.TaskAppraised(id, grade, statements.stated(note, "note"))

    return _act(work, number, task, fact)


def task_of(case: Case, named: str) -> Task:
    """The task with this id, in this place (counted from 1), or of this organisation: the one
    still open before others."""
    text = named.strip()
    found = dispatches.find(case.tasks, text)
    if found is None and text.isdecimal() and 0 < int(text) <= len(case.tasks):
        found = case.tasks[int(text) - 1]
    if found is None:
        theirs = [one for one in case.tasks if text in (one.organisation, one.partner)]
        found = next((one for one in theirs if one.open), theirs[-1] if theirs else None)
    if found is None or not text:
        raise refused_for("dispatch.task_unknown", "task", number=case.number, task=text[:60])
    return found


def _act(work: Work, number: str, named: str, make: Callable[[str], Fact]) -> Case:
    work.require("case.act")
    with work.store.ledger.transaction():
        case = cases.named(work, number)
        task = task_of(case, named)
        fact = make(task.id)
        if task.state not in dispatches.TASK_FROM[type(fact)]:
            name, state = task.organisation, task.state
            raise refused_for("dispatch.task_state", "task", name=name, state=state)
        return _append(work, case, fact)


def _fact(work: Work, case: Case, order: Order) -> Dispatched:
    """What to record for one order, or every problem with it."""
    partner = _partner(work, order)
    if partner is not None:
        _must_be_asked(work, case, order, partner)
    name = partner.name if partner is not None else _name(order.organisation)
    order = msgspec.structs.replace(order, organisation=name)
    if not order.need.strip():
        need = order_words.need(work, case, market=_market(partner))
        order = msgspec.structs.replace(order, need=need)
    said = {
        field: dispatch_terms.said(getattr(order, field), field, limit)
        for field, limit in (
            ("need", statements.LONGEST),
            ("address", dispatch_terms.LONGEST_LINE),
            ("contact", dispatch_terms.LONGEST_LINE),
            ("unverified", statements.LONGEST),
            ("why", statements.LONGEST),
        )
    }
    raise_if_any(_told_too_much(work, case, said, partner))
    if not said["unverified"]:
        _must_be_verified(case)
    return Dispatched(
        task=work.store.ledger.new_id(),
        organisation=name,
        partner=partner.id if partner is not None else "",
        at=dispatch_terms.moment(order.at, "at"),
        due=_due(work, case, order.due),
        **said,
    )


def _partner(work: Work, order: Order) -> Partner | None:
    """The organisation of the directory that is meant: by its id, or by exactly its name."""
    if order.partner:
        record = work.store.ledger.record("partner", order.partner)
        if not isinstance(record, Partner):
            raise refused_for("partner.unknown", "partner", name=order.partner[:60])
        return record
    name = statements.tidy(order.organisation)
    everyone = reads_partners.partners(work.store.connection)
    named = [one for one in everyone if one.name == name]
    return next((one for one in named if one.open), named[0] if named else None)


def _must_be_asked(work: Work, case: Case, order: Order, partner: Partner) -> None:
    """Refuse an organisation that has closed, naming who fits instead; and one whose contract is
    over, unless it is said why it is asked all the same."""
    day = work.store.today()
    if not partner.open:
        others = _others(work, case, order)
        code = "dispatch.partner_closed" if others else "dispatch.partner_closed_alone"
        closed = clock.from_milliseconds(partner.closed_at).date()
        said = {"name": partner.name, "reason": partner.closed_reason, "others": others}
        raise refused_for(code, "partner", **said, **_shown(closed))
    over = partner.contract_until and partner.contract_until < day.isoformat()
    if over and not order.why.strip():
        until = date.fromisoformat(partner.contract_until)
        raise refused_for("dispatch.contract_over", "why", name=partner.name, **_shown(until))


def _others(work: Work, case: Case, order: Order) -> str:
    proposals = partner_offers.propose(
        work,
        item=case.item,
        words=case.title,
        area=case.area,
        address=order.address or case.place,
    )
    fitting = [one.partner.name for one in proposals if one.fits]
    return "、".join(fitting[:_OTHERS])


def _shown(day: date) -> dict[str, str]:
    return {"day_zh": dates.show_day(day, "zh_CN"), "day_en": dates.show_day(day, "en")}


def _must_be_verified(case: Case) -> None:
    """A demand in the resident's own words that is to be transferred is looked at first."""
    if not ownwords.is_own(case.item) or case.lane != "transfer":
        return
    if not case.verified:
        raise refused_for("dispatch.unverified", "unverified", number=case.number)
    if not case.verified[-1].stands:
        raise refused_for("dispatch.not_as_told", "unverified", number=case.number)


def _must_be_new(case: Case, before: Sequence[Dispatched], fact: Dispatched) -> None:
    """Nobody is asked twice at once."""
    asked = [(one.partner, one.organisation) for one in case.tasks if one.open]
    asked += [(one.partner, one.organisation) for one in before]
    if any(partner == fact.partner and name == fact.organisation for partner, name in asked):
        raise refused_for("dispatch.twice", "organisation", name=fact.organisation)


def _market(partner: Partner | None) -> bool:
    return partner is not None and partner.kind in MARKET


def _told_too_much(
    work: Work, case: Case, said: dict[str, str], partner: Partner | None
) -> list[Problem]:
    allowed = order_words.about(work, case)
    known = order_words.numbers_of(work, case)
    return [
        problem
        for field in ("need", "contact", "address")
        for problem in faults(
            said[field], field, market=_market(partner), known=known, allowed=allowed
        )
    ]


def _name(text: str) -> str:
    name = dispatch_terms.said(text, "organisation", LONGEST_NAME)
    if not name:
        raise refused_for("dispatch.organisation_missing", "organisation")
    return name


def _reason(text: str) -> str:
    return casework.reason_of(text)


def _due(work: Work, case: Case, text: str) -> str:
    """By when the organisation reports: as said, else the case's promise, today at the earliest."""
    now = work.store.time.now()
    if text.strip():
        return dispatch_terms.limit(text, now)
    return max(case.deadline.due, now.date().isoformat()) if case.deadline is not None else ""


def _placed(problem: Problem, at: int) -> Problem:
    field = f"order/{at}/{problem.field}" if problem.field else f"order/{at}"
    return msgspec.structs.replace(problem, field=field)


def _append(work: Work, case: Case, *facts: Fact) -> Case:
    work.store.ledger.append(work.author, [(f"case:{case.id}", fact) for fact in facts])
    return cases.get_by_id(work, case.id)
