"""The demo station: invented residents, staff and cases, so that anyone can try it in a minute.

Made through the same use cases as real work, with a clock that is turned through the last weeks:
356 demands in all four categories, as many as the pilot's trial took in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from station_desktop import paths
from station_desktop.domain.case import closing, requirements
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.visitdraft import LineDraft, MaterialDraft, VisitDraft
from station_desktop.domain.catalogue import Item
from station_desktop.domain.form import forms
from station_desktop.domain.invented import invented
from station_desktop.domain.person.residents import Registered, Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.roles import Role
from station_desktop.domain.station.station import SettingChanged
from station_desktop.domain.time.clock import CHINA, Clock, from_milliseconds
from station_desktop.storage.keys.vault import Cost, Vault
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store, SystemClock
from station_desktop.usecases import policies
from station_desktop.usecases.casework import cases, evaluating, flow, lines
from station_desktop.usecases.counter import intake
from station_desktop.usecases.demo import (
    demo_households,
    demo_individuals,
    demo_partners,
    demo_whistles,
)
from station_desktop.usecases.door import accounts, opening
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Actor, Work

LOGIN, PASSWORD = "zhaogang", "Station#2026"
PEOPLE, CASES, SEED = 420, 356, 20191121
STAFF: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("wangmin", "王敏", ("worker",)),
    ("lijing", "李静", ("worker",)),
    ("sunli", "孙莉", ("deputy", "worker")),
    ("chengong", "陈工", ("it",)),
    ("hejian", "何鉴", ("audit",)),
)
_WEEKS = 9
_NOTES = {
    "review": "支部初审，材料齐全",
    "decide": "支委会研究同意",
    "carry_out": "已按商定的办法落实",
    "quote": "电话报价",
    "consent": "居民同意报价和时间",
    "appoint": "与居民约好时间",
    "do": "服务已完成，居民在场确认",
    "pay": "现场付清，已开收据",
    "discuss": "楼门议事会商量",
    "agree": "各方达成一致",
}
_IN_PERSON = (
    "09:12",
    "09:40",
    "10:05",
    "10:31",
    "11:02",
    "13:44",
    "14:20",
    "15:08",
    "15:55",
    "16:30",
)


class _Turned:
    """A clock that is set to each moment of the story."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def turn(self, moment: datetime) -> None:
        self.moment = moment


def ready(folder: Path, time: Clock | None = None) -> tuple[str, str]:
    """Account and password of the demo station in ``folder``, which is made when there is none, as
    it stands now by ``time``. Refuses ``policy.no_demo``."""
    policies.must_allow_demo()
    if not Vault(folder).exists and not (folder / paths.STORE_FILE).exists():
        make_demo(folder, time=time)
    return LOGIN, PASSWORD


def make_demo(
    folder: Path, *, seed: int = SEED, cost: Cost | None = None, time: Clock | None = None
) -> Founded:
    """Make the demo station in ``folder``; the same seed on the same day tells the same story.
    Refuses ``policy.no_demo``."""
    policies.must_allow_demo()
    founded = opening.found_station(
        folder,
        name="老墙根社区服务站（演示）",
        code="110102017014",
        login=LOGIN,
        password=PASSWORD,
        staff_name="赵刚",
        demo=True,
        cost=cost,
        time=time,
    )
    now = (time or SystemClock()).now()
    clock = _Turned(now - timedelta(weeks=_WEEKS))
    store = Store(folder, founded.key, time=clock)
    try:
        with store.ledger.in_bulk(), store.ledger.transaction():
            _tell(store, founded.actor, clock, Random(seed), now)
    finally:
        store.close()
    return founded


def cases_in(folder: Path, founded: Founded) -> int:
    """How many cases the story left in ``folder``: those of the visitors, what the rounds found
    and what whistles were blown for."""
    store = Store(folder, founded.key, read_only=True)
    try:
        return reads.count_cases(store.connection)
    finally:
        store.close()


def _tell(store: Store, chief: Actor, clock: _Turned, random: Random, now: datetime) -> None:
    work = Work(store, chief)
    with store.ledger.transaction():
        details = {
            "station_address": "北京市西城区广安门内街道老墙根街2号",
            "station_phone": "010-63030001",
            "subdistrict": "广安门内街道",
        }
        acts = [(f"setting:{key}", SettingChanged(value)) for key, value in details.items()]
        store.ledger.append(chief.id, acts)
    workers = [chief, *_staff(work)]
    demo_partners.furnish(work)
    ids = _people(work, random, now.date())
    demo_households.furnish(work, clock, random, now)
    for moment in _moments(store, random, now):
        clock.moment = moment
        hands = Work(store, random.choice(workers))
        with store.ledger.transaction():
            _visitor(hands, random, random.choice(ids))
    clock.moment = now
    _follow_up(work, clock, random, now)
    demo_whistles.furnish(work, clock, random, now)
    demo_individuals.furnish(work, clock, random, now)
    _rate(work, clock, random, now)


def _staff(work: Work) -> list[Actor]:
    made = [accounts.add(work, login, name, roles, PASSWORD) for login, name, roles in STAFF]
    return [Actor.of(account) for account in made if "worker" in account.roles]


def _people(work: Work, random: Random, today: date) -> list[str]:
    """Registered in one go, as from a roster; two of the same name are two people."""
    ids, acts = [], []
    for person in invented.residents(PEOPLE, random.randrange(10**9), today):
        new = residents.read_form(work, person.typed())
        ids.append(work.store.ledger.new_id())
        fact: Registered = residents.registration(new, "roster")
        acts.append((f"resident:{ids[-1]}", fact))
    work.store.ledger.append(work.author, acts)
    return ids


def _moments(store: Store, random: Random, now: datetime) -> Iterator[datetime]:
    """When the visitors came: on working days of the last weeks, more of them lately."""
    calendar = store.calendar()
    days = [
        day
        for back in range(_WEEKS * 7, 0, -1)
        if calendar.is_working(day := (now - timedelta(days=back)).date())
    ]
    chosen = sorted(random.choices(days, weights=range(10, 10 + len(days)), k=CASES))
    for at, day in enumerate(chosen):
        hour, minute = _IN_PERSON[at % len(_IN_PERSON)].split(":")
        yield datetime(day.year, day.month, day.day, int(hour), int(minute), at % 60, tzinfo=CHINA)


def _visitor(work: Work, random: Random, resident: str) -> None:
    item = random.choice(work.store.pack().items)
    person = work.store.ledger.record("resident", resident)
    known = lines.prefilled(item, person) if isinstance(person, Resident) else {}
    draft = VisitDraft(
        id=work.store.ledger.new_id(),
        resident=resident,
        channel=random.choices(("window", "phone", "home"), weights=(8, 1, 1))[0],
        lines=(_line(work, item, random, known),),
    )
    try:
        intake.accept(work, draft)
    except Refused as refused:
        raise RuntimeError(f"the demo cannot accept {item.code}") from refused


def _line(work: Work, item: Item, random: Random, known: Mapping[str, Any]) -> LineDraft:
    """Everything answered: as the resident's record knows it, invented where it does not."""
    today = work.store.today()
    answers: dict[str, Any] = {}
    for field in item.fields:
        if field in forms.applicable(item.fields, answers | {field.key: None}) and (
            field.required or random.random() < 0.4
        ):
            drawn = invented.answer(field, random, today)
            answers[field.key] = known.get(field.key, drawn)
    needed = requirements.of(item, work.store.pack(), by_agent=False)
    materials = {r.key: MaterialDraft("original") for r in needed if r.needed != "judged"}
    optional = [r.key for r in needed if r.key in materials and r.may_follow]
    if optional and random.random() < 0.15:
        promised = (today + timedelta(days=15)).isoformat()
        materials[random.choice(optional)] = MaterialDraft("later", promised=promised)
    elif materials and random.random() < 0.08:
        materials[random.choice(sorted(materials))] = MaterialDraft("missing")
    at = datetime.combine(today + timedelta(days=2), datetime.min.time()) + timedelta(hours=9.5)
    agreed = {} if item.mode in ("direct", "collect") else {"at": at.isoformat(timespec="minutes")}
    return LineDraft("a", item.code, "", answers=answers, materials=materials, appointment=agreed)


def _follow_up(work: Work, clock: _Turned, random: Random, now: datetime) -> None:
    """Most of what fell due was finished, some in time and some late; a few still wait."""
    after = None
    while True:
        page = cases.queue(work, after=after, limit=200)
        for case in page.cases:
            if not case.open or case.deadline is None or case.to_follow:
                continue
            due = datetime.fromisoformat(case.deadline.due).replace(hour=15, tzinfo=CHINA)
            received = from_milliseconds(case.accepted_at)
            early = timedelta(days=random.choice((0, 1, 1, 2, 3, -1)))
            done = max(due - early, received + timedelta(hours=1))
            if done < now and random.random() < 0.96:
                demo_partners.hand_out(work, case, clock.turn, random, done)
                _walk(work, case, clock, random, done)
                clock.moment = done
                cases.complete(work, case.number)
            else:
                demo_partners.hand_out(work, case, clock.turn, random)
        if page.after is None:
            break
        after = page.after
    clock.moment = now


def _rate(work: Work, clock: _Turned, random: Random, now: datetime) -> None:
    """More than half of the residents said how it was; most were content, and most of the others
    were called back about it."""
    after = None
    while True:
        page = evaluating.to_rate(work, after=after, limit=200)
        for case in page.cases:
            said = from_milliseconds(case.ended_at) + timedelta(hours=random.randint(1, 20))
            if random.random() > 0.6 or said > now:
                continue
            clock.moment = said
            level = random.choices((5, 4, 3, 2, 1), weights=(52, 30, 12, 4, 2))[0]
            channel = random.choices(("screen", "paper", "telephone"), weights=(6, 2, 2))[0]
            evaluating.rate(work, case.number, level, channel, solved=level > 2)
            called = said + timedelta(hours=22)
            if level <= 2 and called < now and random.random() < 0.7:
                clock.moment = called
                _call_back(work, case)
        if page.after is None:
            break
        after = page.after
    clock.moment = now


def _call_back(work: Work, case: Case) -> None:
    """By a colleague whose work the rating is not about."""
    for account in reads.accounts(work.store.connection):
        hands = Work(work.store, Actor.of(account))
        if account.id not in (case.owner, case.closed_by) and hands.actor.may("rating.take"):
            evaluating.call_back(hands, case.number, "已致电说明情况，居民表示理解")
            return


def _walk(work: Work, case: Case, clock: _Turned, random: Random, done: datetime) -> None:
    """Through the case's process by the shortest way, a part of the time for each step."""
    began = from_milliseconds(case.received_at)
    moves = closing.way_to_final(case.machine, case.at)
    price = str(random.choice((0, 30, 60, 80, 120)))
    for at, move in enumerate(moves, start=1):
        clock.moment = began + (done - began) * at / (len(moves) + 1)
        case = _take(work, case, move, price, done)
    if any(point.code == "flow.unpaid" for point in flow.open_points(work, case)):
        _take(work, case, "pay", price, done)


def _take(work: Work, case: Case, move: str, price: str, done: datetime) -> Case:
    item, _ = cases.item_of(work, case)
    return flow.take(
        work,
        case.number,
        move,
        note=_NOTES[move],
        amount=price,
        organisation=item.department.zh,
        when=done.isoformat(timespec="minutes"),
    )
