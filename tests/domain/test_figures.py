"""Rates as 12345 computes them: exact, rounded half up, and nothing where there is nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop.domain.problem import Refused
from station_desktop.domain.report import figures
from station_desktop.domain.report.figures import Rate, Weights
from station_desktop.domain.report.reports import Figure
from station_desktop.domain.time import periods

WHOLE = Weights(10, 45, 45)


@pytest.mark.parametrize(
    ("hits", "of", "decimals", "shown"),
    [
        (1, 8, 0, "13%"),
        (1, 8, 1, "12.5%"),
        (1, 3, 2, "33.33%"),
        (2, 3, 1, "66.7%"),
        (1, 16, 1, "6.3%"),  # 6.25: half up, where a binary fraction or banker's rounding says 6.2
        (201, 400, 1, "50.3%"),
        (0, 5, 1, "0.0%"),
        (5, 5, 1, "100.0%"),
        (0, 0, 1, "—"),
    ],
)
def test_a_rate_is_rounded_half_up_from_its_exact_value(
    hits: int, of: int, decimals: int, shown: str
) -> None:
    assert Rate(hits, of).shown(decimals) == shown
    assert Figure(hits, kind="rate", of=of).shown(decimals) == shown


@given(hits=st.integers(0, 10**6), more=st.integers(0, 10**6), decimals=st.integers(0, 4))
def test_rounding_is_the_decimal_modules_half_up(hits: int, more: int, decimals: int) -> None:
    of = hits + more
    rate = Rate(hits, of)
    if not of:
        assert rate.share is None
        assert rate.shown(decimals) == figures.NOTHING
        return
    assert rate.share is not None
    assert 0 <= rate.share <= 1
    # Multiples of a step beyond the last decimal, so that the decimal number is exact.
    exact = Fraction(round(rate.share * 10**8), 10**8)
    wanted = Decimal(exact.numerator * 10**8 // exact.denominator).scaleb(-8)
    wanted = wanted.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert figures.rounded(exact, decimals) == wanted


rates = st.builds(
    lambda hits, more: Rate(hits, hits + more), st.integers(0, 99), st.integers(0, 99)
)


@given(response=rates, solution=rates, satisfaction=rates)
def test_the_score_lies_between_its_rates_or_is_not_there(
    response: Rate, solution: Rate, satisfaction: Rate
) -> None:
    score = figures.combined(response, solution, satisfaction, WHOLE)
    shares = [rate.share for rate in (response, solution, satisfaction)]
    known = [share for share in shares if share is not None]
    if len(known) < 3:
        assert score is None
        return
    assert score is not None
    assert score.share is not None
    assert min(known) <= score.share <= max(known)


def test_weights_that_are_not_whole_give_no_score() -> None:
    full = Rate(1, 1)
    assert figures.combined(full, full, full, Weights(10, 45, 40)) is None
    assert figures.combined(full, full, full, Weights(30, 35, 35)) == Rate(1, 1)


def test_a_rate_without_weight_is_not_missed() -> None:
    none, half = Rate(0, 0), Rate(1, 2)
    assert figures.combined(none, half, half, Weights(0, 50, 50)) == Rate(1, 2)
    assert figures.combined(none, half, half, WHOLE) is None


@given(counts=st.dictionaries(st.integers(1, 5), st.integers(0, 50)), missing=st.integers(0, 50))
def test_who_did_not_rate_is_neither_satisfied_nor_dissatisfied(
    counts: dict[int, int], missing: int
) -> None:
    levels = figures.levels(counts, missing)
    assert levels.rated == sum(counts.values())
    assert levels.good.of == levels.rated
    assert levels.good.hits == sum(n for level, n in counts.items() if level > 2)
    assert figures.levels(counts).good == levels.good
    assert sum(levels.share(level).hits for level in (5, 4, 3, 2, 1)) == levels.rated


def test_an_average_of_nothing_is_not_zero() -> None:
    assert figures.mean(7, 2) == "3.5"
    assert figures.mean(0, 3) == "0.0"
    assert figures.mean(0, 0) == "—"


days = st.dates(date(2001, 1, 8), date(2199, 12, 20))


@given(day=days, span=st.sampled_from(periods.SPANS))
def test_periods_follow_each_other_without_a_gap(day: date, span: periods.Span) -> None:
    period = periods.around(span, day)
    assert period.first <= day <= period.last
    assert period.before.ends == period.begins
    assert period.after.begins == period.ends
    assert period.after.before == period
    parts = period.parts
    assert (parts[0].begins, parts[-1].ends) == (period.begins, period.ends)
    assert all(one.ends == two.begins for one, two in pairwise(parts))


@given(day=days)
def test_a_week_is_monday_to_sunday_and_named_as_calendars_do(day: date) -> None:
    week = periods.week(day)
    assert (week.first.weekday(), week.last - week.first) == (0, timedelta(days=6))
    year, number, _ = day.isocalendar()
    assert week.name == f"{year}-W{number:02}"


@pytest.mark.parametrize("number", [0, 13])
def test_there_is_no_thirteenth_month(number: int) -> None:
    with pytest.raises(Refused) as caught:
        periods.month(2026, number)
    assert caught.value.first.code == "report.month"
