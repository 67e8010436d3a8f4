"""The demo station's neighbourhood: six grid areas with their workers, households made of its
residents, two months of rounds with what they found, lists for today, and appointments.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from station_desktop.domain.neighbourhood.bookings import Where
from station_desktop.domain.neighbourhood.homevisits import Finding, HomeVisit
from station_desktop.domain.neighbourhood.households import Area, Attention
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.accounts import Account
from station_desktop.storage.reads import reads_rounds
from station_desktop.usecases.casework import cases, flow
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.visits import bookings, homevisits, households
from station_desktop.usecases.visits.homevisits import Line
from station_desktop.usecases.work import Actor, Work

AREAS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("01", "老墙根片", ("老墙根街",)),
    ("02", "校场片", ("校场小六条", "校场头条")),
    ("03", "上斜街片", ("上斜街", "金井胡同")),
    ("04", "三庙片", ("三庙街",)),
    ("05", "报国寺片", ("报国寺东夹道", "长椿街")),
    ("06", "达智桥片", ("达智桥胡同", "储库营胡同")),
)
FOUND: tuple[tuple[str, str, str], ...] = (
    ("楼道灯不亮，晚上老人不敢出门", "public", "safety"),
    ("院内污水井盖松动，走路容易绊倒", "public", "safety"),
    ("独居老人想装卫生间扶手", "life", "elderly"),
    ("冰箱坏了，老人自己联系不上维修", "life", "convenience"),
    ("过道堆放旧家具，轮椅过不去", "public", "liveability"),
    ("符合条件但还没申请高龄津贴", "government", "elderly"),
    ("残疾证到期，家人不知道怎么换", "government", "support"),
    ("暖气不热，室温只有十五度", "life", "liveability"),
    ("想参加社区党员志愿服务队", "party_masses", "diversity"),
    ("孩子放学后没人看护", "life", "schooling"),
)
NOTES = (
    "精神很好，请坐下聊了一会儿",
    "家人都在，近况平稳",
    "血压有些高，已提醒按时服药",
    "在院里遇到，身体还行",
    "",
    "",
    "",
)
_SET_BY_HAND: tuple[tuple[Attention, int], ...] = (
    ("disabled", 9),
    ("low_income", 8),
    ("minor", 4),
    ("ill", 4),
    ("bereaved", 2),
)
_WEEKS = 8
_ROUND = 8
_OLDEST_CASE_DAYS = 12


class Turned(Protocol):
    """A clock that is set to each moment of the story."""

    moment: datetime


def furnish(work: Work, clock: Turned, random: Random, now: datetime) -> None:
    """Tell the story up to ``now``; residents and staff are there already. In one transaction."""
    with work.store.ledger.transaction():
        clock.moment = now - timedelta(weeks=_WEEKS, days=3)
        made = _areas(work)
        if not made:
            clock.moment = now
            return
        households.form_households(work)
        _attention(work, random)
        for week in range(_WEEKS):
            for area in made:
                _round(work, clock, random, area, now, week)
        clock.moment = now
        _today(work, random, made)
        _appointments(work, random)


def _areas(work: Work) -> list[Area]:
    goers = list(areas.goers(work))
    others = [one for one in goers if one.id != work.author] or goers
    made = []
    for number, (code, name, lanes) in enumerate(AREAS):
        area = areas.set_area(work, name, code=code, buildings=lanes)
        worker, stand_in = others[number % len(others)], others[(number + 1) % len(others)]
        made.append(areas.assign(work, area.id, worker.id, [stand_in.id]))
    return made if others else []


def _attention(work: Work, random: Random) -> None:
    """What no birth date tells, as the workers know it of their households."""
    ids = sorted(home.id for home in reads_rounds.lived_in(work.store.connection))
    for kind, number in _SET_BY_HAND:
        for id in random.sample(ids, min(number, len(ids))):
            kinds = {*households.get(work, id).attention, kind}
            households.set_household(work, household=id, attention=kinds)


def _round(work: Work, clock: Turned, random: Random, area: Area, now: datetime, week: int) -> None:
    """One round a week in each area, entered the same evening."""
    day = now - timedelta(weeks=_WEEKS - week, days=-random.randrange(5))
    clock.moment = day.replace(hour=9, minute=5 + random.randrange(40))
    hands = _hands(work, area)
    try:
        planned = households.plan_round(hands, area.id, clock.moment.date().isoformat(), _ROUND)
    except Refused:  # nobody is due that week
        return
    begun = clock.moment + timedelta(minutes=20)
    clock.moment = day.replace(hour=17, minute=20)
    lines = [
        _entered(random, visit, int((begun + timedelta(minutes=17 * n)).timestamp() * 1000))
        for n, visit in enumerate(planned)
    ]
    done = homevisits.record_many(hands, lines).done
    old = now - clock.moment > timedelta(days=_OLDEST_CASE_DAYS)
    for visit in done:
        for number in range(len(visit.findings)):
            case = homevisits.open_case(hands, visit.id, number)
            if old:
                _settled(hands, clock, case.number)


def _settled(work: Work, clock: Turned, number: str) -> None:
    """What was found weeks ago was dealt with by the worker who found it, the next day."""
    evening = clock.moment
    clock.moment = evening + timedelta(hours=17)
    flow.classify(work, number, lane="ready", reason="本站可以直接解决")
    cases.complete(work, number, "已上门解决，居民确认")
    clock.moment = evening


def _hands(work: Work, area: Area) -> Work:
    account = work.store.ledger.record("account", area.worker)
    return Work(work.store, Actor.of(account)) if isinstance(account, Account) else work


def _entered(random: Random, visit: HomeVisit, at: int) -> Line:
    met = random.random() < 0.82
    found: tuple[Finding, ...] = ()
    if met and random.random() < 0.09:
        found = (Finding(*random.choice(FOUND)),)
    note = random.choice(NOTES) if met else ""
    return Line(visit.id, "met" if met else "nobody", note, found, at)


def _today(work: Work, random: Random, made: list[Area]) -> None:
    """A list for every worker, and one visit of yesterday that nobody entered yet."""
    today = work.store.today()
    for area in made:
        try:
            households.plan_round(work, area.id, today.isoformat(), random.randint(5, 9))
        except Refused:  # everybody was seen lately
            continue


def _appointments(work: Work, random: Random) -> None:
    """A few for today and the days to come, at the desk and at home."""
    today = work.store.today().isoformat()
    people = [
        member
        for home in reads_rounds.to_see(work.store.connection, areas.listed(work)[0].id, 12)
        for member in home.members[:1]
    ]
    about = ("咨询高龄津贴", "送还证件", "帮助填写补贴申请表", "核对居住信息", "办理老年卡")
    for number, resident in enumerate(people[:8]):
        where: Where = "home" if number % 3 == 2 else "desk"
        free = bookings.next_free(work, where, today, 1 + 3 * number)
        if free:
            day, start = free[-1].split()
            bookings.book(work, where, day, start, resident=resident, words=random.choice(about))
