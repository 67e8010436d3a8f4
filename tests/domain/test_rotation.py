"""Which backups stay, when the next is due, and how long one will still take."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station_desktop.domain.problem import Refused
from station_desktop.domain.station.rotation import Keep, due, keep_of, kept, time_of
from station_desktop.domain.time.clock import CHINA
from station_desktop.domain.time.remaining import Pace, seconds_left, told

DAY = date(2026, 11, 26)
NOON = time(12, 10)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


def test_two_years_of_daily_backups_come_down_to_the_newest_of_each_span() -> None:
    made = [(serial, DAY - timedelta(days=730 - serial)) for serial in range(1, 731)]
    stay = {serial: day for serial, day in made if serial in kept(made, Keep())}
    days = sorted(stay.values(), reverse=True)
    assert days[:7] == [DAY - timedelta(days=back) for back in range(7)]
    weeks = {day.isocalendar()[:2] for day in days}
    assert {(2026, week) for week in (48, 47, 46, 45)} <= weeks
    months = {(day.year, day.month) for day in days}
    assert len(months) == 12
    assert min(days) == date(2025, 12, 31)
    assert len(stay) <= 7 + 4 + 12


def test_several_of_one_day_leave_the_last_and_a_number_keeps_so_many() -> None:
    made = [(serial, DAY) for serial in range(1, 6)]
    assert kept(made, Keep()) == {5}
    assert kept(made, keep_of("3")) == {3, 4, 5}


def test_what_was_made_after_the_clock_went_back_stays_though_its_day_is_older() -> None:
    made = [(serial, DAY + timedelta(days=serial)) for serial in range(1, 40)]
    assert 40 in kept([*made, (40, DAY - timedelta(days=900))], Keep(1, 0, 0))


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(1, 999), st.dates(date(2020, 1, 1), date(2030, 1, 1)))),
    st.builds(Keep, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)),
)
def test_the_last_one_always_stays_and_no_more_than_asked_for(
    made: list[tuple[int, date]], keep: Keep
) -> None:
    unique = list(dict(made).items())
    stay = kept(unique, keep)
    assert stay <= {serial for serial, _ in unique}
    assert not unique or max(serial for serial, _ in unique) in stay
    assert len(stay) <= keep.daily + keep.weekly + keep.monthly + keep.newest
    survivors = [(serial, day) for serial, day in unique if serial in stay]
    assert kept(survivors, keep) == stay


@pytest.mark.parametrize(
    ("now", "last", "expected"),
    [
        (at(26, 12, 10), None, True),
        (at(26, 12, 9), at(25, 12, 10), False),
        (at(26, 12, 10), at(25, 12, 10), True),
        (at(26, 8), at(24, 12, 30), True),  # the PC was off yesterday at noon
        (at(26, 8), at(25, 18), False),
        (at(20, 8), at(26, 8), True),  # the clock went back
    ],
)
def test_a_backup_is_due_once_its_time_came_since_the_last(
    now: datetime, last: datetime | None, expected: bool
) -> None:
    assert due(now, NOON, last) is expected


@pytest.mark.parametrize(
    ("typed", "keep"),
    [("7,4,12", Keep(7, 4, 12)), ("７，４，１２", Keep(7, 4, 12)), (" 30 ", Keep(0, 0, 0, 30))],
)
def test_how_many_are_kept_is_read_as_it_is_written(typed: str, keep: Keep) -> None:
    assert keep_of(typed) == keep
    assert keep_of(str(keep)) == keep


@pytest.mark.parametrize("typed", ["", "0", "0,0,0", "7,4", "1001", "all", "7,4,12,1"])
def test_what_keeps_nothing_or_says_nothing_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        keep_of(typed)
    assert refused.value.first.code == "backups.keep_form"


def test_a_time_of_day_is_read_or_refused() -> None:
    assert time_of("１２：１０") == NOON
    with pytest.raises(Refused):
        time_of("24:00")


# how long it will take


def test_the_time_left_follows_the_measured_speed() -> None:
    assert seconds_left([], 100) is None
    assert seconds_left([(0.0, 0), (0.5, 10)], 100) is None
    assert seconds_left([(0.0, 0), (10.0, 25)], 100) == pytest.approx(30)
    assert seconds_left([(0.0, 0), (10.0, 100)], 100) == 0
    assert seconds_left([(0.0, 50), (10.0, 50)], 100) is None


def test_a_slow_beginning_counts_half_once_it_is_over() -> None:
    slow = [(float(second), second) for second in range(41)]
    fast = [(40.0 + second, 40 + 9 * second) for second in range(1, 31)]
    left = seconds_left([*slow, *fast], 700)
    overall, lately = 310 / 70, 9.0
    assert left == pytest.approx(390 / ((overall + lately) / 2))


def test_the_pace_begins_anew_with_the_next_piece_of_work() -> None:
    pace = Pace()
    assert pace.left(0, 0, 100) is None
    assert pace.left(10, 50, 100) == pytest.approx(10)
    assert pace.left(11, 0, 100) is None


@pytest.mark.parametrize(
    ("seconds", "code", "n"),
    [
        (None, "remaining.unknown", None),
        (4, "remaining.moment", None),
        (33, "remaining.seconds", 40),
        (58, "remaining.minutes", 1),
        (130, "remaining.minutes", 2),
        (7000, "remaining.hours", 2),
    ],
)
def test_it_is_told_roughly(seconds: float | None, code: str, n: int | None) -> None:
    said = told(seconds)
    assert (said.code, said.params.get("n")) == (code, n)
