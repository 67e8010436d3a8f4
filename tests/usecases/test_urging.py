"""Who is reminded when: the ladder, its hours, its clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from on_the_way import begin, colleague, hands_of

from station_desktop import shipped
from station_desktop.domain.case import urging as ladder
from station_desktop.domain.case.cases import Case, Deadline
from station_desktop.domain.case.handling import RUNGS, Urging
from station_desktop.domain.catalogue import Limit
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.time import workdays
from station_desktop.domain.time.clock import CHINA, milliseconds
from station_desktop.domain.time.workdays import Pause
from station_desktop.usecases.casework import cases, flow, promises, urging
from station_desktop.usecases.work import Work

TEN_DAYS = Deadline("2026-11-26", "2026-12-10", 10, warn="2026-12-08")


def rungs(case: Case) -> list[str]:
    return [one.rung for one in case.urged if not one.by_hand]


def now(work: Work, case: Case) -> Case:
    return cases.get(work, case.number)


def at(clock: Any, day: str, hour: str = "10:00") -> None:
    clock.moment = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=CHINA)


def test_the_ladder_is_climbed_day_by_day_and_no_rung_twice(work: Work, clock: Any) -> None:
    case = begin(work, "public", deadline=TEN_DAYS)
    story = {
        "2026-12-07": [],
        "2026-12-08": ["owner"],
        "2026-12-10": ["owner"],
        "2026-12-11": ["owner", "deputy"],
        "2026-12-12": ["owner", "deputy"],
        "2026-12-14": ["owner", "deputy", "stationmaster"],
        "2026-12-15": ["owner", "deputy", "stationmaster"],
        "2026-12-16": ["owner", "deputy", "stationmaster", "hall"],
        "2026-12-30": ["owner", "deputy", "stationmaster", "hall"],
    }
    for day, said in story.items():
        at(clock, day)
        urging.run(work)
        assert rungs(now(work, case)) == said, day
        before = work.store.ledger.count()
        assert urging.run(work) == ()
        assert work.store.ledger.count() == before


def test_nothing_is_said_outside_the_stations_hours(work: Work, clock: Any) -> None:
    case = begin(work, "public", deadline=TEN_DAYS)
    for day, hour in (
        ("2026-12-11", "08:59"),
        ("2026-12-11", "12:00"),
        ("2026-12-11", "13:29"),
        ("2026-12-11", "17:00"),
        ("2026-12-12", "10:00"),
        ("2026-12-13", "10:00"),
    ):
        at(clock, day, hour)
        assert urging.run(work) == ()
    at(clock, "2026-12-14", "09:00")
    assert [one.number for one in urging.run(work)] == [case.number]
    assert rungs(now(work, case)) == ["owner", "deputy", "stationmaster"]


def test_a_stopped_clock_urges_nobody(work: Work, clock: Any) -> None:
    case = begin(work, "public", deadline=TEN_DAYS)
    at(clock, "2026-12-01")
    cases.pause(work, case.number, "公示")
    at(clock, "2026-12-25")
    assert urging.run(work) == ()
    cases.resume(work, case.number)
    assert urging.run(work) == ()
    assert now(work, case).urged == ()


def test_with_a_new_promise_the_ladder_begins_anew(work: Work, clock: Any) -> None:
    case = begin(work, "public", deadline=TEN_DAYS)
    chief = hands_of(work, colleague(work, "zhaogang", "stationmaster"))
    at(clock, "2026-12-11")
    urging.run(work)
    put_off = flow.postpone(chief, case.number, "2026-12-25", "等配件", "电话告知")
    assert put_off.deadline is not None
    assert put_off.deadline.warn == "2026-12-21"
    assert urging.run(work) == ()
    at(clock, "2026-12-21")
    urging.run(work)
    assert [(one.rung, one.due) for one in now(work, case).urged] == [
        ("owner", "2026-12-10"),
        ("deputy", "2026-12-10"),
        ("owner", "2026-12-25"),
    ]


def test_a_word_by_hand_is_kept_and_stops_no_rung(work: Work, clock: Any) -> None:
    case = begin(work, "public", deadline=TEN_DAYS)
    at(clock, "2026-12-02", "20:00")
    urged = urging.urge(work, case.number, "居民来电催问")
    assert [(one.rung, one.by_hand, one.words) for one in urged.urged] == [
        ("owner", True, "居民来电催问")
    ]
    at(clock, "2026-12-08")
    urging.run(work)
    assert rungs(now(work, case)) == ["owner"]


def test_what_is_due_the_same_day_is_late_the_next(work: Work, clock: Any) -> None:
    case = begin(work, "life", deadline=Deadline("2026-11-26", "2026-11-26", 0))
    assert urging.run(work) == ()
    at(clock, "2026-11-27")
    urging.run(work)
    assert rungs(now(work, case)) == ["owner", "deputy"]


def test_the_stations_own_waits_are_kept(work: Work, clock: Any) -> None:
    from station_desktop.domain.station.station import SettingChanged

    ledger = work.store.ledger
    ledger.append(work.author, [("setting:urge_deputy_days", SettingChanged(2))])
    case = begin(work, "public", deadline=TEN_DAYS)
    at(clock, "2026-12-14")
    urging.run(work)
    assert rungs(now(work, case)) == ["owner", "stationmaster"]
    at(clock, "2026-12-15")
    urging.run(work)
    assert rungs(now(work, case)) == ["owner", "stationmaster", "deputy"]


def test_many_cases_are_looked_at_by_pages(work: Work, clock: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(urging, "_PAGE", 3)
    numbers = {begin(work, "public", deadline=TEN_DAYS).number for _ in range(7)}
    begin(work, "public", deadline=Deadline("2026-11-26", "2027-11-26", 200, warn="2027-09-01"))
    at(clock, "2026-12-08")
    assert {case.number for case in urging.run(work)} == numbers


CALENDAR = shipped.calendar()
START = date(2026, 1, 5)


@given(
    days=st.integers(0, 30),
    pauses=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=3),
    ahead=st.lists(st.integers(0, 24 * 120), min_size=1, max_size=25),
    waits=st.tuples(*(st.integers(0, 6) for _ in range(3))),
)
@given_settings(max_examples=60, deadline=None)
def test_whatever_the_story_no_rung_comes_early_twice_or_out_of_hours(
    days: int,
    pauses: list[tuple[int, int]],
    ahead: list[int],
    waits: tuple[int, int, int],
) -> None:
    began = datetime(START.year, START.month, START.day, 10, tzinfo=CHINA)
    stops = tuple(
        Pause(began + timedelta(days=a), began + timedelta(days=a + b), "公示") for a, b in pauses
    )
    target = workdays.due(began, Limit(days, "working_day"), CALENDAR, pauses=stops)
    deadline = Deadline(target.effective.isoformat(), target.due.isoformat(), days)
    settings = Settings(
        urge_deputy_days=waits[0], urge_stationmaster_days=waits[1], urge_hall_days=waits[2]
    )
    case = Case(
        id="c",
        number="1",
        item="",
        pack="",
        visit="",
        resident="",
        state="accepted",
        received_at=milliseconds(began),
        received_by="w",
        accepted_at=milliseconds(began),
        deadline=deadline,
    )
    for hours in sorted(ahead):
        moment = began + timedelta(hours=hours)
        progress = workdays.progress(target, moment, CALENDAR)
        found = ladder.due(case, progress, settings, moment, CALENDAR)
        if not found:
            continue
        assert CALENDAR.is_working(moment.date())
        assert 9 <= moment.hour < 17
        assert moment.hour != 12
        assert not {one.rung for one in case.urged} & set(found)
        if set(found) - {"owner"}:
            assert moment.date() > target.due
        assert progress.share >= 0.8 or moment.date() > target.due
        new = tuple(Urging(milliseconds(moment), "w", rung, deadline.due) for rung in found)
        case = msgspec.structs.replace(case, urged=(*case.urged, *new))
    said = [one.rung for one in case.urged]
    assert len(said) == len(set(said)) <= len(RUNGS)


def test_remaining_time_is_what_the_ladder_looks_at(work: Work, clock: Any) -> None:
    case = begin(work, "public", deadline=TEN_DAYS)
    at(clock, "2026-12-08")
    progress = promises.remaining(case, work.store.calendar(), clock.now())
    settings, calendar = work.store.settings(), work.store.calendar()
    assert ladder.due(case, progress, settings, clock.now(), calendar) == ("owner",)
    assert ladder.due(case, None, settings, clock.now(), calendar) == ()
