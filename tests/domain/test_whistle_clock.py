"""The whistle's clock: minutes left, minutes over, who came in time, and which times are read."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop.domain.problem import Refused
from station_desktop.domain.time import clock
from station_desktop.domain.time.clock import CHINA
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import Called, State, Whistle

MINUTE = 60_000


def at(hour: int, minute: int, day: int = 26) -> int:
    return clock.milliseconds(datetime(2026, 11, day, hour, minute, tzinfo=CHINA))


def blown(*departments: Called, state: State = "blown", over: int = 0) -> Whistle:
    return Whistle("b", "n", "hard", "c", "漏雨", "3号院", at(10, 0), "a", state, departments, over)


@given(st.integers(0, 200 * MINUTE), st.integers(0, 200 * MINUTE), st.booleans())
def test_the_words_and_the_verdict_agree(came: int, passed: int, reported: bool) -> None:
    start = at(10, 0)
    one = Called(
        "排水集团",
        start,
        30,
        checked_in_at=start + came if came else 0,
        reported_at=start + came if reported else 0,
    )
    now = start + max(came, passed)
    (found,) = whistles.standing(blown(one), now)
    if one.checked_in_at:
        assert found.in_time == (found.minutes <= 30) == (not one.late(now))
        assert found.over == max(0, found.minutes - 30)
        assert found.how == ("reported" if reported else "on_scene")
    elif reported:
        assert (found.how, found.minutes, found.in_time) == ("reported", 0, False)
    else:
        assert found.how == ("late" if one.late(now) else "waiting")
        assert found.minutes > 0 or now == one.due_at
        assert found.late == one.late(now)


def test_who_did_not_come_before_the_end_never_came() -> None:
    over = blown(Called("派出所", at(10, 0), 30), state="closed", over=at(11, 0))
    (found,) = whistles.standing(over, at(18, 0))
    assert (found.how, found.over, found.late) == ("never", 30, True)


def test_the_share_of_those_in_time() -> None:
    in_time = Called("甲", at(10, 0), 30, checked_in_at=at(10, 30))
    late = Called("乙", at(10, 0), 30, checked_in_at=at(10, 31))
    missing = Called("丙", at(10, 0), 30)
    found = whistles.punctuality(
        [
            blown(in_time, late, missing),
            blown(in_time, missing, state="closed"),
            blown(missing, state="turned_down"),
        ]
    )
    assert found == (2, 1, 1)
    assert found.share == Fraction(1, 2)
    assert whistles.by_kind([blown()]) == {"everyday": 0, "hard": 1, "emergency": 0}


def test_nobody_called_is_no_rate() -> None:
    assert whistles.punctuality([blown(), blown(Called("丙", at(10, 0), 30))]).share is None


@pytest.mark.parametrize(
    ("text", "now", "earliest", "moment"),
    [
        ("", at(10, 20), at(10, 0), 0),
        ("10:05", at(10, 20), at(10, 0), at(10, 5)),
        ("9:05", at(10, 20), at(9, 0), at(9, 5)),
        ("10：05", at(10, 20), at(10, 0), at(10, 5)),
        ("10:20", at(10, 20), at(10, 0), at(10, 20)),
        ("23:55", at(0, 10, 27), at(23, 50), at(23, 55)),
        ("09:50", at(10, 20), at(10, 0), at(9, 50)),
        ("10:05", at(10, 20, 25), at(10, 0), at(10, 5)),
        ("09:05", at(10, 20, 25), at(10, 0), at(9, 5, 27)),
        ("10:00", at(8, 0), at(10, 0) + 40_000, at(10, 0)),
        ("2026-11-25 14:05", at(10, 20), at(10, 0), at(14, 5, 25)),
        ("2026/11/25T14:05", at(10, 20), at(10, 0), at(14, 5, 25)),
        ("2026-11-26T02:05Z", at(10, 20), at(10, 0), at(10, 5)),
    ],
)
def test_times_as_people_type_them(text: str, now: int, earliest: int, moment: int) -> None:
    assert whistles.read_moment(text, now, earliest) == moment


@pytest.mark.parametrize("text", ["十点", "25:00", "10:5x", "2026-13-01 10:00", "-"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        whistles.read_moment(text, at(10, 20))
    assert refused.value.first.code == "whistle.time"
