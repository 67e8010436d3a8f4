"""Evaluation both ways: once, after closing, anonymous to the officer, with a call-back if bad."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import people
from taken_in import take_in

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.ratings import LEVELS
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.roles import Role
from station_desktop.storage.proof import proof
from station_desktop.usecases.casework import cases, evaluating
from station_desktop.usecases.door import accounts
from station_desktop.usecases.people import residents
from station_desktop.usecases.station import station_settings
from station_desktop.usecases.work import Actor, Work


@pytest.fixture
def resident(work: Work) -> Resident:
    return residents.register(work, people(1)[0].typed())


def done(work: Work, resident: Resident) -> Case:
    """Taken in and completed."""
    return cases.complete(work, take_in(work, resident).number, "养老助残卡已交本人")


@pytest.fixture
def case(work: Work, resident: Resident) -> Case:
    return done(work, resident)


def colleague(work: Work, login: str, *roles: Role) -> Work:
    found = accounts.add(work, login, "李静", roles, "Green-Tea-2027")
    return Work(work.store, Actor.of(found))


def code(act: Any) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.first.code


def test_a_completed_case_is_rated_once_for_each_closing(work: Work, case: Case) -> None:
    after = evaluating.rate(work, case.number, 5, "screen", {"attitude": 4}, " 很好 ")
    said = after.rating
    assert said is not None
    assert (said.level, said.channel, said.aspects, said.words) == (
        5,
        "screen",
        {"attitude": 4},
        "很好",
    )
    assert after.calling_back is None
    again = lambda: evaluating.rate(work, case.number, 1, "paper")  # noqa: E731
    assert code(again) == "rating.again"
    assert proof.prove(work.store.ledger).holds


def test_what_is_open_cannot_be_rated_and_nothing_is_written(
    work: Work, resident: Resident
) -> None:
    taken = take_in(work, resident)
    count = work.store.ledger.count()
    assert code(lambda: evaluating.rate(work, taken.number, 5, "screen")) == "rating.open"
    assert code(lambda: evaluating.ratable(work, taken.number)) == "rating.open"
    assert work.store.ledger.count() == count
    cases.withdraw(work, taken.number, "不办了")
    assert code(lambda: evaluating.rate(work, taken.number, 5, "paper")) == "rating.not_completed"


@pytest.mark.parametrize(
    ("level", "channel", "aspects", "wanted"),
    [
        (0, "screen", {}, "rating.level"),
        (6, "screen", {}, "rating.level"),
        (True, "screen", {}, "rating.level"),
        (5, "letter", {}, "rating.channel"),
        (5, "screen", {"beauty": 3}, "rating.aspect"),
        (5, "screen", {"skill": 9}, "rating.level"),
    ],
)
def test_what_is_no_rating_is_refused(
    work: Work, case: Case, level: Any, channel: str, aspects: dict[str, int], wanted: str
) -> None:
    act = lambda: evaluating.rate(work, case.number, level, channel, aspects)  # noqa: E731
    assert code(act) == wanted
    assert cases.get(work, case.number).rating is None


def test_a_bad_rating_is_called_back_by_somebody_else_within_its_limit(
    work: Work, case: Case, clock: Any
) -> None:
    other = colleague(work, "lijing", "worker")
    evaluating.rate(other, case.number, 2, "telephone", words="等太久", solved=False)
    assert evaluating.to_call_back(work) == ()
    refused = lambda: evaluating.call_back(work, case.number, "已道歉")  # noqa: E731
    assert code(refused) == "rating.own_call_back"
    (call,) = evaluating.to_call_back(other)
    assert (call.case.number, call.due, call.late) == (case.number, "2026-11-27", False)
    clock.turn(days=2)
    assert evaluating.to_call_back(other)[0].late
    after = evaluating.call_back(other, case.number, "已道歉，材料当天补办")
    assert after.calling_back is None
    assert after.call_backs[0].outcome == "已道歉，材料当天补办"
    assert evaluating.to_call_back(other) == ()
    assert code(lambda: evaluating.call_back(other, case.number, "x")) == "rating.no_call_back"
    assert proof.prove(work.store.ledger).holds


def test_the_limit_is_counted_in_working_days_of_the_setting(
    work: Work, case: Case, clock: Any
) -> None:
    station_settings.change(work, "call_back_days", 2)
    clock.turn(days=1, hours=8)  # Friday evening
    after = evaluating.rate(work, case.number, 1, "paper")
    assert after.calling_back is not None
    assert after.calling_back.due == "2026-12-01"


def test_the_call_back_due_first_stands_first(work: Work, resident: Resident, clock: Any) -> None:
    other = colleague(work, "lijing", "worker")
    first, second = done(work, resident), done(work, resident)
    evaluating.rate(other, second.number, 1, "code")
    clock.turn(days=1)
    evaluating.rate(other, first.number, 2, "code")
    assert [call.case.number for call in evaluating.to_call_back(other)] == [
        second.number,
        first.number,
    ]


def test_who_may_not_read_ratings_learns_only_that_there_is_one(work: Work, case: Case) -> None:
    officer, deputy = colleague(work, "lijing", "worker"), colleague(work, "zhao", "deputy")
    assert evaluating.standing(officer, case) == evaluating.Standing(rated=False)
    after = evaluating.rate(officer, case.number, 2, "telephone", {"skill": 1}, "态度差", False)
    assert evaluating.standing(work, after).words == "态度差"
    assert evaluating.standing(work, after).level == 2
    for reader in (officer, deputy):
        seen = evaluating.standing(reader, after)
        assert (seen.rated, seen.level, seen.words, seen.aspects) == (True, 0, "", {})
        assert (seen.solved, seen.channel, seen.outcome) == (None, "", "")
    own = cases.complete(officer, take_in(officer, residents.get(work, case.resident)).number, "好")
    rated = evaluating.rate(work, own.number, 1, "screen")
    assert evaluating.standing(officer, rated).call_back_due == ""
    assert evaluating.standing(deputy, rated).call_back_due == "2026-11-27"


def test_only_the_desk_takes_ratings(work: Work, case: Case) -> None:
    auditor = Work(work.store, Actor("x", "x", "x", ("audit",)))
    for act in (
        lambda: evaluating.rate(auditor, case.number, 5, "screen"),
        lambda: evaluating.follow_up(auditor, case.number, "reached"),
        lambda: evaluating.call_back(auditor, case.number, "x"),
        lambda: evaluating.to_rate(auditor),
        lambda: evaluating.to_call_back(auditor),
    ):
        assert code(act) == "role.not_allowed"


def test_follow_up_calls_are_kept_with_what_came_of_them(work: Work, resident: Resident) -> None:
    taken = take_in(work, resident)
    evaluating.follow_up(work, taken.number, "not_reached", "关机")
    after = evaluating.follow_up(work, taken.number, "reached")
    assert [(one.contact, one.note) for one in after.followed] == [
        ("not_reached", "关机"),
        ("reached", ""),
    ]
    assert code(lambda: evaluating.follow_up(work, taken.number, "maybe")) == "rating.contact"
    cases.void(work, taken.number, "重复登记")
    gone = lambda: evaluating.follow_up(work, taken.number, "reached")  # noqa: E731
    assert code(gone) == "case.wrong_state"


def test_the_unrated_are_paged_the_latest_closed_first(
    work: Work, resident: Resident, clock: Any
) -> None:
    closed = []
    for _ in range(5):
        closed.append(done(work, resident).number)
        clock.turn(minutes=1)
    evaluating.rate(work, closed[2], 4, "screen")
    take_in(work, resident)
    seen, after = [], None
    while True:
        page = evaluating.to_rate(work, after, 2)
        seen += [case.number for case in page.cases]
        after = page.after
        if after is None:
            break
    assert seen == [closed[4], closed[3], closed[1], closed[0]]


@given(levels=st.lists(st.sampled_from(LEVELS), min_size=1, max_size=4))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None
)
def test_however_often_the_slip_is_entered_the_first_counts(
    work: Work, resident: Resident, levels: list[int]
) -> None:
    closed = done(work, resident)
    evaluating.rate(work, closed.number, levels[0], "paper")
    for level in levels[1:]:
        again = lambda level=level: evaluating.rate(work, closed.number, level, "paper")  # noqa: E731
        assert code(again) == "rating.again"
    after = cases.get(work, closed.number)
    assert after.rating is not None
    assert after.rating.level == levels[0]
    assert (after.calling_back is not None) == (levels[0] < 3)
