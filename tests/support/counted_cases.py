"""Cases of a station's year as records, straight into the tables: for what only counts them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from station_desktop.domain.case.cases import Case, Deadline
from station_desktop.domain.case.casevalues import State
from station_desktop.domain.case.dispatches import Task
from station_desktop.domain.case.handling import (
    NEEDS,
    RUNGS,
    Postponement,
    Reopening,
    Review,
    Urging,
)
from station_desktop.domain.case.ratings import CallBack, Channel, FollowUp, Level, Rating
from station_desktop.domain.time.clock import CHINA, milliseconds
from station_desktop.storage import projection
from station_desktop.storage.store import Store

ENDS: tuple[State, ...] = ("completed", "completed", "completed", "refused", "withdrawn", "void")
ITEMS = ("GOV-EL-001", "GOV-EL-009", "OWN-PUB", "GONE-1")
CATEGORIES = ("party_masses", "government", "life", "public")
AREAS = ("", "north", "south")
OWNERS = ("one", "two", "three")
DAY = 86_400_000


def at(day: date, hour: int = 10, minute: int = 0) -> int:
    return milliseconds(datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA))


def some_case(number: int, first: date, days: int, random: Random, pack: str = "") -> Case:
    """A case received on any of ``days`` days from ``first``, and whatever may become of one."""
    received = at(first + timedelta(random.randrange(days)), random.randrange(24))
    due_day = first + timedelta((received - at(first)) // DAY + random.randrange(1, 20))
    due = due_day.isoformat()
    state: State = random.choice(("accepted", "arranged", "returned", *ENDS, *ENDS))
    moment = received
    reopened = []
    for _ in range(random.choice((0, 0, 0, 1, 2))):
        closed = moment + random.randrange(1, 30 * DAY)
        moment = closed + random.randrange(1, 20 * DAY)
        reopened.append(
            Reopening(moment, "one", "completed", "又坏了", closed, random.choice((0, 1)))
        )
    ended = moment + random.randrange(1, 40 * DAY) if state in ENDS else 0
    closings = len(reopened) + (state == "completed")
    ratings = _ratings(random, closings, ended or moment) if closings else ()
    return Case(
        id=f"c{number:031d}",
        number=f"017014-20260101-01-{number:06d}-1",
        item=random.choice(ITEMS),
        pack=pack,
        visit="v",
        resident="",
        state=state,
        received_at=received,
        received_by="one",
        category=random.choice(CATEGORIES),
        deadline=Deadline(first.isoformat(), due, 5) if random.random() < 0.9 else None,
        ended_at=ended,
        owner=random.choice(OWNERS),
        process=random.choice(("leadership", "administrative", "market", "negotiation")),
        lane=random.choice(("", "ready", "transfer")),
        origin=random.choice(("reported", "reported", "found", "demand")),
        need=random.choice(("", *NEEDS)),
        area=random.choice(AREAS),
        title="胡同口路灯不亮",
        tasks=_tasks(random, number, received),
        urged=tuple(
            Urging(moment + n, "one", random.choice(RUNGS)) for n in range(random.randrange(3))
        ),
        postponed=(Postponement(moment, "one", due, due, "等料", "two", "电话"),)
        if random.random() < 0.1
        else (),
        reviews=(Review(ended, "two", random.choice(("good", "faulty")), ""),)
        if ended and random.random() < 0.1
        else (),
        closings=closings,
        reopened=tuple(reopened),
        ratings=ratings,
        call_backs=tuple(
            CallBack(one.closing, one.at, due, random.choice((0, one.at + DAY)))
            for one in ratings
            if one.bad
        ),
        followed=(FollowUp(received + DAY, "one", random.choice(("reached", "not_reached"))),)
        if random.random() < 0.3
        else (),
    )


def _ratings(random: Random, closings: int, moment: int) -> tuple[Rating, ...]:
    if random.random() < 0.5:
        return ()
    level: Level = random.choice((5, 5, 4, 3, 2, 1))
    solved = random.choice((True, False, None))
    channel: Channel = random.choice(("screen", "telephone"))
    return (Rating(closings, moment + 60_000, level, channel, solved=solved),)


def _tasks(random: Random, number: int, received: int) -> tuple[Task, ...]:
    return tuple(
        Task(
            id=f"t{number}-{n}",
            organisation=random.choice(("水务所", "供电所")),
            state=random.choice(("sent", "accepted", "refused", "done", "recalled")),
            sent_at=received + n,
            sent_by="one",
            need="修",
            partner=random.choice(("", "p1", "p2")),
            due=random.choice(("", "2026-06-01", "2026-06-01T10:00")),
            reported_at=random.choice((0, received + 9 * DAY)),
        )
        for n in range(random.choice((0, 0, 1, 2)))
    )


def put(store: Store, cases: list[Case]) -> list[Case]:
    """Into the tables, by the real projection."""
    with store.ledger.transaction():
        projection.store_many(
            store.connection, "case", [(None, case) for case in cases], lambda _: ()
        )
    return cases
