"""Dates and texts as spreadsheets and people write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop.roster.cells import birth_of, day_of, digits_lost, text_of

DAY = "1950-01-01"


@pytest.mark.parametrize(
    "cell",
    [
        "1950.1.1",
        "1950-01-01",
        "1950/1/1",
        "1950年1月1日",
        "19500101",
        " １９５０．１．１ ",
        "'1950-1-1",
        "1950-01-01 00:00:00",
        19500101.0,
        18264.0,
        "18264",
        date(1950, 1, 1),
        datetime(1950, 1, 1, 0, 0),
    ],
)
def test_one_day_in_many_hands(cell: object) -> None:
    assert day_of(cell, base_1904=False) == DAY  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell", ["50.1.1", "1950.1", "1950.13.1", "不详", "", 0.0, -5.0, 1950.5, 1953, "1953"]
)
def test_a_day_is_never_guessed(cell: str | float) -> None:
    assert day_of(cell, base_1904=False) == ""


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("1953.7", "1953-07"),
        (1953.12, "1953-12"),
        (1953.1, "1953"),  # typed 1953.10, perhaps: a number keeps no 0 at its end
        ("195307", "1953-07"),
        ("1953年7月", "1953-07"),
        (1953.0, "1953"),
        ("1953年", "1953"),
        ("一九五三年七月一日", "1953-07-01"),
        ("1953.13", ""),
        ("53.7", ""),
    ],
)
def test_a_birth_date_is_as_much_as_the_cell_tells(cell: str | float, told: str) -> None:
    assert birth_of(cell, base_1904=False) == told


# A number from 1850 to 2150 is a year, not the serial of a day that nobody alive was born on.
@given(st.dates(date(1910, 1, 1), date(2140, 1, 1)))
def test_serials_of_both_bases_come_back(day: date) -> None:
    in_1900 = (day - date(1899, 12, 30)).days
    in_1904 = (day - date(1904, 1, 1)).days
    assert day_of(float(in_1900), base_1904=False) == day.isoformat()
    assert in_1904 < 100 or day_of(in_1904, base_1904=True) == day.isoformat()


def test_the_day_before_the_leap_day_that_never_was() -> None:
    assert day_of("100", base_1904=False) == (date(1899, 12, 30) + timedelta(100)).isoformat()


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("　张 三  ", "张 三"),
        ("'1101", "1101"),
        ("１１０１０２Ｘ", "110102X"),
        ("a\u200bb\n c", "ab c"),
        ("#N/A", ""),
        (13800138000.0, "13800138000"),
        (0.5, "0.5"),
        (True, "是"),
        (date(1950, 1, 1), DAY),
        ("３号楼（东）", "3号楼（东）"),
        ('="0110"', "0110"),
    ],
)
def test_a_cell_is_read_as_said_aloud(cell: object, text: str) -> None:
    assert text_of(cell) == text  # type: ignore[arg-type]


def test_fifteen_digits_survive_a_number_cell_and_eighteen_do_not() -> None:
    assert not digits_lost(110102500101101.0)
    assert digits_lost(110102195001011012.0)
    assert not digits_lost("110102195001011012")


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    once = text_of(text)
    assert "\n" not in once
    assert once == once.strip()
    assert day_of(text, base_1904=False) == "" or len(day_of(text, base_1904=False)) == 10
