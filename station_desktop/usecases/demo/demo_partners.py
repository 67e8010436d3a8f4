"""The demo station's partner directory – as many organisations as the pilot had – and what became
of the tasks that its cases gave them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from station_desktop import shipped
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.processes import OF_CATEGORY
from station_desktop.domain.invented import invented_partners
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.time.clock import from_milliseconds
from station_desktop.storage.reads import reads_partners
from station_desktop.usecases.dispatch import dispatching, partners
from station_desktop.usecases.work import Work

SEED = 54_22_11_12
MARKETS = ("market", "negotiation")
_REFUSALS = ("今天人手排满了", "这片不在服务范围", "缺配件，要等三天")
_REPORTS = (
    "已按约定上门，办完后居民签字确认",
    "处理完毕，现场试用正常",
    "办完，居民表示没有其他问题",
)
_NOTES = {
    5: "到得准时，收费清楚，收拾得干净",
    4: "办得不错，电话打了两遍才通",
    3: "办完了，比约定晚到半小时",
    2: "返工一次才办好",
}
_HOUR = timedelta(hours=1)
_REFUSED, _TAKEN, _APPRAISED = 0.12, 0.6, 0.7


def furnish(work: Work) -> int:
    """Fill the directory in one go; returns how many organisations came in."""
    areas = [area.id for area in reads_partners.areas(work.store.connection)]
    facts = invented_partners.directory(shipped.demo_partners(), SEED, work.store.today(), areas)
    ledger = work.store.ledger
    ledger.append(work.author, [(f"partner:{ledger.new_id()}", fact) for fact in facts])
    return len(facts)


def hand_out(
    work: Work,
    case: Case,
    turn: Callable[[datetime], None],
    random: Random,
    by: datetime | None = None,
) -> None:
    """One case of the market or of negotiation handed to whoever fits best, and what came of it
    until ``by``, or without it as far as it is today: sent, taken on, refused. Now and then
    somebody refuses first. ``turn`` sets the clock."""
    if OF_CATEGORY.get(case.category) not in MARKETS:
        return
    moment = from_milliseconds(case.received_at) + timedelta(minutes=20)
    turn(moment)
    fitting = [one.partner for one in partners.propose(work, item=case.item) if one.offers]
    if not fitting:
        return
    task = _sent(work, case.number, fitting[0])
    turn(moment + _HOUR)
    if random.random() < _REFUSED:
        dispatching.refuse(work, case.number, task, random.choice(_REFUSALS))
        if by is None or len(fitting) < 2:
            return
        task = _sent(work, case.number, fitting[1])
        turn(moment + 2 * _HOUR)
    if by is not None:
        dispatching.accept(work, case.number, task)
        turn(max(by - _HOUR, moment + 3 * _HOUR))
        _done(work, case.number, task, random)
        turn(by)
    elif random.random() < _TAKEN:
        dispatching.accept(work, case.number, task)


def _sent(work: Work, number: str, partner: Partner) -> str:
    """Sends the case there; returns which of its tasks that is."""
    order = dispatching.proposed(work, number, partner=partner.id)
    return dispatching.dispatch(work, number, [order]).tasks[-1].id


def _done(work: Work, number: str, task: str, random: Random) -> None:
    dispatching.report(work, number, task, random.choice(_REPORTS), _price(random))
    if random.random() < _APPRAISED:
        grade = random.choices((5, 4, 3, 2), weights=(10, 6, 2, 1))[0]
        dispatching.appraise(work, number, task, grade, _NOTES[grade])


def _price(random: Random) -> str:
    return str(random.choice(("", "30", "50", "80", "120")))
