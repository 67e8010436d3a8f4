"""Home visits: planned, moved, carried and entered in one pass; what they do to households, cases
and appointments; what is found becomes a case before anybody reported it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from lanes import LANE, as_colleague, colleague, day, home, lane, lives
from taken_in import take_in

from station_desktop.domain.neighbourhood.homevisits import Finding, HomeVisit
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.time.clock import milliseconds
from station_desktop.storage.proof import proof
from station_desktop.storage.reads import reads_rounds
from station_desktop.usecases.casework import cases
from station_desktop.usecases.counter import intake
from station_desktop.usecases.visits import bookings, homevisits, households
from station_desktop.usecases.visits.homevisits import Line
from station_desktop.usecases.work import Work


def code(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first.code


@pytest.fixture
def grandma(work: Work) -> Resident:
    """82, alone at 校场小六条19号院3号, for whom 李静 answers."""
    lane(work, colleague(work).login)
    made = lives(work, f"{LANE}19号院3号", 82)
    households.form_households(work)
    return made


@pytest.fixture
def planned(work: Work, grandma: Resident) -> HomeVisit:
    (visit,) = households.plan_round(work, "01", day(work), 1)
    return visit


def test_a_visit_is_planned_to_where_somebody_lives(work: Work, grandma: Resident) -> None:
    visit = homevisits.plan(
        work, "service", day(work, 1), "lijing", resident=grandma.id, time="９：30", why="量血压"
    )
    assert (visit.household, visit.address, visit.time) == (home(work, grandma).id, "", "09:30")
    (stop,) = homevisits.day_list(work, visit.worker, day(work, 1)).stops
    assert (stop.address, stop.why) == (f"{LANE}19号院3号", "量血压")
    assert [(one.name, one.age) for one in stop.people] == [(grandma.name, 82)]


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"purpose": "tea"}, "homevisit.purpose"),
        ({"day": "morgen"}, "homevisit.day"),
        ({"day": "2026-11-25"}, "homevisit.past"),
        ({"worker": "nobody"}, "area.not_staff"),
        ({"address": ""}, "homevisit.where"),
        ({"time": "25:00"}, "homevisit.time"),
        ({"household": "x"}, "household.unknown"),
        ({"resident": "x"}, "resident.unknown"),
        ({"case": "x"}, "case.unknown"),
    ],
)
def test_what_a_visit_needs(work: Work, wrong: dict[str, Any], expected: str) -> None:
    given: dict[str, Any] = {
        "purpose": "service",
        "day": day(work),
        "worker": "wangmin",
        "address": "三庙街口",
    } | wrong
    assert code(lambda: homevisits.plan(work, **given)) == expected


def test_a_visit_moves_and_is_cancelled_with_a_reason(work: Work, planned: HomeVisit) -> None:
    moved = homevisits.move(work, planned.id, day(work, 2), "wangmin", "李静请假", time="15:00")
    assert (moved.day, moved.worker, moved.time) == (day(work, 2), work.author, "15:00")
    assert code(lambda: homevisits.cancel(work, planned.id, " ")) == "homevisit.reason"
    assert homevisits.cancel(work, planned.id, "住院").reason == "住院"
    assert code(lambda: homevisits.record(work, planned.id, "met")) == "homevisit.not_planned"


def test_being_met_and_being_out_are_both_known_of_the_household(
    work: Work, grandma: Resident, planned: HomeVisit, clock: Any
) -> None:
    homevisits.record(work, planned.id, "nobody")
    tried = home(work, grandma)
    assert (tried.seen_at, tried.tried_at) == (0, milliseconds(clock.now()))
    clock.turn(days=1)
    (again,) = households.plan_round(work, "01", day(work), 1)
    assert "tried=1" in again.why
    homevisits.record(work, again.id, "met", "精神很好")
    assert home(work, grandma).seen_at == milliseconds(clock.now())


def test_a_visit_entered_late_counts_when_it_was(
    work: Work, grandma: Resident, planned: HomeVisit, clock: Any
) -> None:
    then = milliseconds(clock.now())
    clock.turn(days=3)
    homevisits.record(work, planned.id, "met", at=then)
    assert home(work, grandma).seen_at == then
    ahead = milliseconds(clock.now() + timedelta(hours=1))
    other = homevisits.plan(work, "round", day(work), "lijing", household=home(work, grandma).id)
    assert code(lambda: homevisits.record(work, other.id, "met", at=ahead)) == "homevisit.later"


def test_somebody_who_moved_away_is_not_met_and_what_still_concerns_them_is_told(
    work: Work, grandma: Resident, planned: HomeVisit
) -> None:
    case = take_in(work, grandma)
    later = homevisits.plan(work, "service", day(work, 5), "lijing", resident=grandma.id)
    homevisits.record(work, planned.id, "moved_away", "邻居说已搬去女儿家")
    gone = home(work, grandma)
    assert gone.moved_at
    left = homevisits.left_behind(work, gone.id)
    assert [one.number for one in left.cases] == [case.number]
    assert [one.id for one in left.visits] == [later.id]
    with pytest.raises(Refused) as refused:
        homevisits.record(work, later.id, "met")
    assert refused.value.first.code == "homevisit.moved_away"
    assert refused.value.first.params == {"address": f"{LANE}19号院3号"}
    assert work.store.ledger.record("homevisit", later.id) == later
    assert homevisits.record(work, later.id, "moved_away").state == "done"
    assert home(work, grandma).moved_at == gone.moved_at
    again = homevisits.plan
    assert (
        code(lambda: again(work, "round", day(work), "lijing", household=gone.id))
        == "homevisit.moved_away"
    )


def test_checking_a_report_tells_the_case_at_once(work: Work, grandma: Resident) -> None:
    words = intake.OwnWords(
        what="胡同里的井盖堵了", category="public", lane="transfer", resident=grandma.id,
        place=f"{LANE}口",
    )  # fmt: skip
    case = intake.take_down(work, words)
    visit = homevisits.plan(work, "verify", day(work), "lijing", case=case.number)
    assert (visit.address, visit.household) == (f"{LANE}口", "")
    homevisits.record(work, visit.id, "nobody", "井盖确实堵了", stands=True)
    (verified,) = cases.get(work, case.number).verified
    assert (verified.stands, verified.note, verified.homevisit) == (True, "井盖确实堵了", visit.id)
    second = homevisits.plan(work, "verify", day(work), "lijing", case=case.id)
    homevisits.record(work, second.id, "nobody")
    assert len(cases.get(work, case.number).verified) == 1


def test_what_is_found_becomes_a_case_once(
    work: Work, grandma: Resident, planned: HomeVisit
) -> None:
    found = (Finding("楼道灯坏了", "public", "safety"), Finding("想装扶手", "life"))
    homevisits.record(work, planned.id, "met", "", found)
    case = homevisits.open_case(work, planned.id, 0)
    assert (case.origin, case.category, case.need) == ("found", "public", "safety")
    assert (case.homevisit, case.place) == (planned.id, f"{LANE}19号院3号")
    assert case.area == home(work, grandma).area
    assert case.resident == grandma.id
    assert [(seen.stands, seen.homevisit) for seen in case.verified] == [(True, planned.id)]
    assert homevisits.open_case(work, planned.id, 0).id == case.id
    known = homevisits.get(work, planned.id).findings
    assert [bool(one.case) for one in known] == [True, False]
    assert code(lambda: homevisits.open_case(work, planned.id, 2)) == "homevisit.no_finding"
    today = work.store.today()
    take_in(work, grandma)
    share = reads_rounds.found_share(work.store.connection, today, today)
    assert (share.found, share.all, share.share) == (1, 2, 0.5)
    before = today - timedelta(days=1)
    assert reads_rounds.found_share(work.store.connection, before, before).share is None


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (Finding(" "), "homevisit.finding_empty"),
        (Finding("灯坏", "lamp"), "homevisit.category"),
        (Finding("灯坏", "public", "light"), "homevisit.need"),
        (Finding("灯" * 501), "form.too_long"),
    ],
)
def test_what_is_wrong_with_a_finding(
    work: Work, planned: HomeVisit, finding: Finding, expected: str
) -> None:
    found = (Finding("好的", "life"), finding)
    with pytest.raises(Refused) as refused:
        homevisits.record(work, planned.id, "met", "", found)
    assert refused.value.first.code == expected
    assert refused.value.first.field == "findings/1"


def test_a_carried_list_is_entered_in_one_pass_and_a_wrong_line_holds_up_no_other(
    work: Work, grandma: Resident
) -> None:
    for number in range(3):
        lives(work, f"{LANE}2号院{number + 1}号", 85, number + 1)
    households.form_households(work)
    visits = households.plan_round(work, "01", day(work), 4)
    lines = [Line(visit.id, "met") for visit in visits[:2]]
    lines += [
        Line("nothing", "met"),
        Line(visits[2].id, "nobody"),
        Line(visits[3].id, "met", findings=(Finding("", ""),)),
    ]
    entered = homevisits.record_many(work, lines)
    assert [visit.id for visit in entered.done] == [visit.id for visit in visits[:3]]
    assert [(id, problem.code) for id, problem in entered.refused] == [
        ("nothing", "homevisit.unknown"),
        (visits[3].id, "homevisit.finding_empty"),
    ]
    assert proof.prove(work.store.ledger).holds


def test_the_list_of_a_day_is_walked_in_order_and_tells_what_was_left(
    work: Work, grandma: Resident, planned: HomeVisit, clock: Any
) -> None:
    clock.turn(days=1)
    for number, door in enumerate(("30号院1号", "4号", "19号院1号")):
        lives(work, f"{LANE}{door}", 70, number + 1)
    households.form_households(work)
    households.plan_round(work, "01", day(work), 10)
    worker = planned.worker
    homevisits.plan(work, "service", day(work), worker, address="三庙街口", time="14:00")
    dropped = homevisits.plan(work, "service", day(work), worker, address="长椿街")
    homevisits.cancel(work, dropped.id, "下雨")
    found = homevisits.day_list(work, worker, day(work))
    assert [stop.address for stop in found.stops] == [
        "三庙街口",
        f"{LANE}4号",
        f"{LANE}19号院1号",
        f"{LANE}19号院3号",
        f"{LANE}30号院1号",
    ]
    assert [stop.visit.id for stop in found.left] == [planned.id]


def test_an_appointment_at_home_ends_as_its_visit_did(work: Work, grandma: Resident) -> None:
    booked = bookings.book(work, "home", day(work), "14:00", resident=grandma.id, words="送表格")
    assert homevisits.get(work, booked.homevisit).household == home(work, grandma).id
    homevisits.record(work, booked.homevisit, "met")
    assert bookings.get(work, booked.id).state == "kept"


def test_rights(work: Work, planned: HomeVisit) -> None:
    from station_desktop.usecases.work import Actor

    auditor = Work(work.store, Actor("a", "a", "a", ("audit",)))
    assert code(lambda: homevisits.record(auditor, planned.id, "met")) == "role.not_allowed"
    assert code(lambda: homevisits.day_list(auditor, "a", day(work))) == "role.not_allowed"
    li = as_colleague(work, colleague(work, "sunli", "孙莉"))
    assert homevisits.record(li, planned.id, "met").by == li.author
