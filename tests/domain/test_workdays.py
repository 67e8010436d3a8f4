"""The deadline engine, on the shipped calendar and against a slow count of our own."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop import paths, phrases
from station_desktop.domain.catalogue import Limit, LimitUnit
from station_desktop.domain.problem import Refused
from station_desktop.domain.time import workdays
from station_desktop.domain.time.deadlines import REASONS
from station_desktop.domain.time.workdays import DeskHours, DueDate, Pause, Step

CALENDAR = workdays.load((paths.resources() / "calendar" / "cn.json").read_bytes())


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def day(text: str) -> date:
    return date.fromisoformat(text)


def due(accepted: str, days: int, unit: LimitUnit = "working_day", *pauses: Pause) -> DueDate:
    return workdays.due(at(accepted), Limit(days, unit), CALENDAR, DeskHours(), pauses)


def codes(steps: tuple[Step, ...]) -> list[str]:
    return [step.code.removeprefix("deadline.step.") for step in steps]


@pytest.mark.parametrize(
    ("accepted", "days", "expected"),
    [
        ("2026-02-13T10:00", 3, "2026-02-25"),
        ("2026-09-18T10:00", 3, "2026-09-22"),
        ("2026-09-30T10:00", 20, "2026-11-03"),
        ("2025-12-31T10:00", 1, "2026-01-04"),
        ("2026-03-02T10:00", 0, "2026-03-02"),
        ("2026-03-02T10:00", 1, "2026-03-03"),
        ("2026-03-06T10:00", 1, "2026-03-09"),
    ],
)
def test_working_days(accepted: str, days: int, expected: str) -> None:
    assert due(accepted, days).due == day(expected)


@pytest.mark.parametrize(
    ("accepted", "effective", "why"),
    [
        ("2026-03-02T16:59:59", "2026-03-02", "accepted"),
        ("2026-03-02T17:00:00", "2026-03-03", "after_closing"),
        ("2026-03-02T23:59:59", "2026-03-03", "after_closing"),
        ("2026-03-06T17:30", "2026-03-09", "after_closing"),
        ("2026-03-07T09:00", "2026-03-09", "day_off"),
        ("2026-03-08T18:00", "2026-03-09", "day_off"),
        ("2026-02-14T09:00", "2026-02-14", "accepted"),
        ("2026-02-14T17:00", "2026-02-24", "after_closing"),
        ("2026-10-03T09:00", "2026-10-08", "holiday"),
        ("2026-10-07T18:00", "2026-10-08", "holiday"),
    ],
)
def test_what_comes_in_late_or_on_a_day_off_counts_for_the_next_working_day(
    accepted: str, effective: str, why: str
) -> None:
    found = due(accepted, 0)
    assert (found.effective, found.due) == (day(effective), day(effective))
    assert codes(found.steps) == [why, "due"]


def test_closing_time_is_the_station_s_own() -> None:
    later = DeskHours(closing=time(17, 30))
    found = workdays.due(at("2026-03-02T17:10"), Limit(1), CALENDAR, later)
    assert found.due == day("2026-03-03")


def test_an_aware_moment_is_read_in_china_s_time() -> None:
    nine_in_the_morning = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    late_in_the_evening = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    assert workdays.due(nine_in_the_morning, Limit(1), CALENDAR).due == day("2026-03-03")
    assert workdays.due(late_in_the_evening, Limit(1), CALENDAR).due == day("2026-03-04")


@pytest.mark.parametrize(
    ("accepted", "days", "expected", "moved"),
    [
        ("2026-03-02T10:00", 7, "2026-03-09", False),
        ("2026-03-02T10:00", 5, "2026-03-09", True),
        ("2026-09-21T10:00", 15, "2026-10-08", True),
        ("2026-09-13T10:00", 6, "2026-09-20", False),
        ("2026-03-02T10:00", 0, "2026-03-02", False),
    ],
)
def test_calendar_days_end_on_a_working_day(
    accepted: str, days: int, expected: str, moved: bool
) -> None:
    found = due(accepted, days, "calendar_day")
    assert found.due == day(expected)
    assert ("moved" in codes(found.steps)) is moved


def test_the_steps_tell_the_whole_way_in_order() -> None:
    found = due("2026-09-18T17:00", 10)
    assert codes(found.steps) == [
        "after_closing",
        "count_working_day",
        "holiday_run",
        "holiday_run",
        "weekend_work",
        "due",
    ]
    assert found.due == day("2026-10-10")
    assert [step.name for step in found.steps if step.name] == ["中秋节", "国庆节"]


def test_steps_survive_being_stored() -> None:
    steps = due("2026-02-13T18:00", 3).steps
    stored = msgspec.json.decode(msgspec.json.encode(steps))
    assert msgspec.convert(stored, tuple[Step, ...]) == steps


SUPPLEMENT = Pause(day("2026-03-03"), day("2026-03-05"), "supplement")


@pytest.mark.parametrize(
    ("pauses", "expected", "paused"),
    [
        ((), "2026-03-09", 0),
        ((SUPPLEMENT,), "2026-03-11", 2),
        ((SUPPLEMENT, SUPPLEMENT), "2026-03-11", 2),
        ((SUPPLEMENT, Pause(day("2026-03-04"), day("2026-03-06"), "notice")), "2026-03-12", 3),
        ((SUPPLEMENT, Pause(day("2026-03-10"), day("2026-03-11"), "notice")), "2026-03-12", 3),
        ((Pause(day("2026-03-03"), day("2026-03-03"), "notice"),), "2026-03-09", 0),
        ((Pause(day("2026-03-03"), at("2026-03-05T17:00"), "notice"),), "2026-03-12", 3),
        ((Pause(day("2026-03-03"), day("2026-03-07"), "notice"),), "2026-03-13", 4),
        ((Pause(day("2026-03-09"), day("2026-03-11"), "notice"),), "2026-03-11", 2),
        ((Pause(day("2026-03-10"), day("2026-03-11"), "notice"),), "2026-03-09", 0),
        ((Pause(day("2026-02-24"), day("2026-03-03"), "notice"),), "2026-03-10", 1),
    ],
)
def test_pauses_stop_the_clock(pauses: tuple[Pause, ...], expected: str, paused: int) -> None:
    found = due("2026-03-02T10:00", 5, "working_day", *pauses)
    assert (found.due, found.paused_days) == (day(expected), paused)


def test_a_pause_is_told_with_the_day_on_which_the_clock_went_on() -> None:
    late = Pause(day("2026-03-03"), at("2026-03-05T17:00"), "notice")
    of_one_day = Pause(day("2026-03-06"), day("2026-03-06"), "notice")
    steps = due("2026-03-02T10:00", 5, "working_day", late, of_one_day).steps
    told = [step for step in steps if "pause" in step.code]
    assert [(step.day, step.until) for step in told] == [(day("2026-03-03"), day("2026-03-06"))]


def test_a_pause_of_calendar_days_counts_calendar_days() -> None:
    over_a_weekend = Pause(day("2026-03-05"), day("2026-03-09"), "inspection")
    found = due("2026-03-02T10:00", 7, "calendar_day", over_a_weekend)
    assert (found.due, found.paused_days) == (day("2026-03-13"), 4)


def test_a_pause_that_lasts_leaves_the_due_day_open() -> None:
    found = due("2026-03-02T10:00", 5, "working_day", Pause(day("2026-03-04"), None, "appeal"))
    assert (found.due, found.stopped_since) == (day("2026-03-09"), day("2026-03-04"))
    assert "stopped_appeal" in codes(found.steps)


@pytest.mark.parametrize(
    ("now", "used", "left", "overdue", "share", "warn"),
    [
        ("2026-03-02T11:00", 0, 5, 0, 0.0, False),
        ("2026-03-05T09:00", 3, 2, 0, 0.6, False),
        ("2026-03-06T09:00", 4, 1, 0, 0.8, True),
        ("2026-03-08T09:00", 4, 1, 0, 0.8, True),
        ("2026-03-09T16:00", 5, 0, 0, 1.0, True),
        ("2026-03-11T09:00", 7, 0, 2, 1.4, True),
    ],
)
def test_progress(now: str, used: int, left: int, overdue: int, share: float, warn: bool) -> None:
    found = workdays.progress(due("2026-03-02T10:00", 5), at(now), CALENDAR)
    assert (found.used, found.left, found.overdue) == (used, left, overdue)
    assert found.share == pytest.approx(share)
    assert found.warn is warn
    assert (found.paused, found.stopped) == (0, False)


def test_while_paused_nothing_is_used_up_and_nobody_is_warned() -> None:
    target = due("2026-03-02T10:00", 5, "working_day", Pause(day("2026-03-06"), None, "notice"))
    found = workdays.progress(target, at("2026-03-20T10:00"), CALENDAR)
    assert (found.used, found.paused, found.overdue) == (4, 10, 0)
    assert found.stopped
    assert not found.warn


def test_a_clock_stands_from_the_day_it_was_stopped() -> None:
    target = due("2026-03-02T10:00", 5, "working_day", Pause(day("2026-03-06"), None, "notice"))
    before = workdays.progress(target, at("2026-03-05T10:00"), CALENDAR)
    on_the_day = workdays.progress(target, at("2026-03-06T10:00"), CALENDAR)
    assert (before.stopped, on_the_day.stopped) == (False, True)


def test_both_totals_are_kept_after_a_pause() -> None:
    target = due("2026-03-02T10:00", 5, "working_day", SUPPLEMENT)
    found = workdays.progress(target, at("2026-03-10T10:00"), CALENDAR)
    assert (found.used, found.paused, found.left) == (4, 2, 1)


def test_a_same_day_case_is_not_late_before_its_day_is_over() -> None:
    target = due("2026-03-02T10:00", 0)
    assert not workdays.progress(target, at("2026-03-02T16:59"), CALENDAR).warn
    late = workdays.progress(target, at("2026-03-03T09:00"), CALENDAR)
    assert (late.overdue, late.warn) == (1, True)


def test_a_limit_moved_past_a_holiday_is_not_overdue_during_it() -> None:
    target = due("2026-09-21T10:00", 15, "calendar_day")
    found = workdays.progress(target, at("2026-10-08T10:00"), CALENDAR)
    assert (found.overdue, found.share) == (0, 1.0)


def test_a_year_without_notice_is_cautioned_about() -> None:
    known, unknown = due("2026-12-30T10:00", 1), due("2026-12-30T10:00", 2)
    assert (known.due, known.caution) == (day("2026-12-31"), None)
    assert unknown.due == day("2027-01-01")
    assert unknown.caution is not None
    assert (unknown.caution.code, unknown.caution.params) == (
        "deadline.unknown_year",
        {"year": 2027},
    )


@pytest.mark.parametrize(
    ("accepted", "days", "code"),
    [
        ("2026-03-02T10:00", -1, "deadline.negative"),
        ("2026-03-02T10:00", 1831, "deadline.too_long"),
        ("2026-03-02T10:00", 10**9, "deadline.too_long"),
        ("0001-01-01T10:00", 1, "deadline.out_of_range"),
        ("2003-12-31T10:00", 1, "deadline.out_of_range"),
        ("2041-12-30T10:00", 30, "deadline.out_of_range"),
        ("9999-12-31T23:59", 1, "deadline.out_of_range"),
    ],
)
@pytest.mark.parametrize("unit", ["working_day", "calendar_day"])
def test_nonsense_is_refused(accepted: str, days: int, code: str, unit: LimitUnit) -> None:
    with pytest.raises(Refused) as refused:
        due(accepted, days, unit)
    assert refused.value.first.code == code


def test_a_pause_ending_before_it_begins_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        due("2026-03-02T10:00", 5, "working_day", Pause(day("2026-03-05"), day("2026-03-04"), "x"))
    assert refused.value.first.code == "deadline.pause_reversed"


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 11, 30))


@given(MOMENTS, st.integers(0, 60))
def test_the_quick_count_agrees_with_counting_day_by_day(accepted: datetime, days: int) -> None:
    current = accepted.date() + timedelta(accepted.hour >= 17)
    while not CALENDAR.is_working(current):
        current += timedelta(1)
    counted = 0
    while counted < days:
        current += timedelta(1)
        counted += CALENDAR.is_working(current)
    assert workdays.due(accepted, Limit(days), CALENDAR).due == current


PAUSES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 15)).map(
        lambda pair: Pause(
            date(2026, 9, 1) + timedelta(pair[0]),
            date(2026, 9, 1) + timedelta(sum(pair)),
            "notice",
        )
    ),
    max_size=4,
).map(tuple)


@given(st.integers(0, 30), PAUSES, st.sampled_from(["working_day", "calendar_day"]))
def test_on_the_due_day_the_time_is_used_and_nothing_is_overdue(
    days: int, pauses: tuple[Pause, ...], unit: LimitUnit
) -> None:
    target = due("2026-09-01T10:00", days, unit, *pauses)
    on_the_day = datetime.combine(target.due, time(10))
    found = workdays.progress(target, on_the_day, CALENDAR)
    assert CALENDAR.is_working(target.due)
    assert (found.overdue, found.left) == (0, 0)
    assert found.paused == target.paused_days
    if unit == "working_day":
        assert found.used == days
    tomorrow = workdays.progress(target, on_the_day + timedelta(10), CALENDAR)
    assert tomorrow.overdue > 0


@given(st.integers(0, 30), PAUSES)
def test_a_pause_never_makes_a_case_due_earlier(days: int, pauses: tuple[Pause, ...]) -> None:
    assert due("2026-09-01T10:00", days, "working_day", *pauses).due >= (
        due("2026-09-01T10:00", days).due
    )


@pytest.mark.parametrize("language", phrases.LANGUAGES)
@pytest.mark.parametrize("unit", ["working_day", "calendar_day"])
def test_every_step_is_said_in_full(language: str, unit: LimitUnit) -> None:
    reasons = [*sorted(REASONS), "等街道回函"]
    closed = [Pause(day("2026-10-09"), day("2026-10-12"), reason) for reason in reasons]
    lasting = [Pause(day("2026-10-09"), None, reason) for reason in reasons]
    for accepted in (
        "2026-09-18T10:00",
        "2026-09-18T18:00",
        "2026-09-19T10:00",
        "2026-10-01T10:00",
    ):
        for step in due(accepted, 20, unit, *closed, *lasting).steps:
            sentence = phrases.say(step.code, language, **step.said(language))
            assert sentence != step.code
            assert "{" not in sentence


@given(st.integers(1, 30), PAUSES)
def test_the_warning_comes_on_the_first_day_with_four_fifths_used(
    days: int, pauses: tuple[Pause, ...]
) -> None:
    target = due("2026-09-01T10:00", days, "working_day", *pauses)
    assert target.warn is not None
    assert target.effective <= target.warn <= target.due
    on_the_day = workdays.progress(target, datetime.combine(target.warn, time(10)), CALENDAR)
    before = datetime.combine(target.warn - timedelta(1), time(10))
    assert on_the_day.share >= 0.8
    if before.date() >= target.effective:
        assert workdays.progress(target, before, CALENDAR).share < 0.8


def test_what_is_due_at_once_has_no_warning() -> None:
    assert due("2026-09-01T10:00", 0).warn is None
