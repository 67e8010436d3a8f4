"""The shipped calendar, and importing a year."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop import paths, phrases
from station_desktop.domain.problem import Refused
from station_desktop.domain.time import year_calendar
from station_desktop.domain.time.calendar_file import parse_year_file

CALENDAR = year_calendar.load((paths.resources() / "calendar" / "cn.json").read_bytes())
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)

NEXT_YEAR = """date,kind,name
2026-12-31,off,元旦
2027-01-01,off,元旦
2027-01-03,work,元旦
2027-05-01,off,劳动节
2027-05-02,off,劳动节
2027-10-01,off,
"""


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def test_the_shipped_years_agree_with_the_package_they_came_from() -> None:
    assert CALENDAR.years == frozenset(range(2004, 2027))
    different = [
        day
        for day in days(FIRST, LAST)
        if CALENDAR.is_working(day) != chinese_calendar.is_workday(day)
    ]
    assert different == []


def test_2026_is_as_the_notice_says() -> None:
    runs = ["0101-0103", "0215-0223", "0404-0406", "0501-0505", "0619-0621", "0925-0927"]
    found = [run for run in CALENDAR.holidays if run.first.year == 2026]
    assert [f"{run.first:%m%d}-{run.last:%m%d}" for run in found] == [*runs, "1001-1007"]
    make_up = sorted(f"{day:%m%d}" for day in CALENDAR.work if day.year == 2026)
    assert make_up == ["0104", "0214", "0228", "0509", "0920", "1010"]
    assert sum(map(CALENDAR.is_working, days(date(2026, 1, 1), LAST))) == 248


def test_holidays_have_names_in_both_languages() -> None:
    assert all(run.zh and run.en for run in CALENDAR.holidays)
    spring = CALENDAR.holiday_on(date(2026, 2, 20))
    assert spring is not None
    assert (spring.zh, spring.en) == ("春节", "Spring Festival")
    assert CALENDAR.holiday_on(date(2026, 2, 24)) is None
    assert CALENDAR.holiday_on(date(2004, 1, 1)) is not None


def test_outside_the_known_years_weekends_are_all_that_is_known() -> None:
    expected = {"2003-12-31": True, "2003-12-28": False, "2099-10-01": True, "2099-10-03": False}
    assert {text: CALENDAR.is_working(date.fromisoformat(text)) for text in expected} == expected


def test_a_name_may_be_left_out_and_days_before_the_year_are_kept_with_it() -> None:
    text = NEXT_YEAR.replace(",元旦", "")
    other, problems = parse_year_file(text.encode())
    assert problems == ()
    assert other is not None
    assert year_calendar.load(year_calendar.dump(other)) == other


@given(st.dates(FIRST, LAST), st.integers(0, 400))
def test_counting_between_two_days_agrees_with_asking_each(day: date, span: int) -> None:
    until = min(day + timedelta(span), LAST)
    counted = CALENDAR.working_days_between(day.toordinal(), until.toordinal())
    assert counted == sum(map(CALENDAR.is_working, days(day, until)[1:]))


def test_a_year_is_imported_and_survives_being_stored() -> None:
    other, problems = parse_year_file(NEXT_YEAR.encode())
    assert problems == ()
    assert other is not None
    assert other.years == {2027}
    merged = year_calendar.merge(CALENDAR, other)
    assert merged.years == CALENDAR.years | {2027}
    expected = {"2026-12-30": True, "2026-12-31": False, "2027-01-01": False, "2027-01-03": True}
    assert {text: merged.is_working(date.fromisoformat(text)) for text in expected} == expected
    assert merged.is_working(date(2026, 2, 14))
    assert year_calendar.load(year_calendar.dump(merged)) == merged
    assert year_calendar.merge(merged, other) == merged


def test_an_imported_year_has_names_in_both_languages() -> None:
    other, _ = parse_year_file(NEXT_YEAR.encode())
    assert other is not None
    assert [(run.zh, run.en) for run in other.holidays][-2:] == [
        ("劳动节", "Labour Day"),
        ("节假日", "a public holiday"),
    ]


def test_importing_a_year_again_replaces_it() -> None:
    corrected = NEXT_YEAR.replace("2027-05-02,off,劳动节\n", "")
    first, _ = parse_year_file(NEXT_YEAR.encode())
    second, _ = parse_year_file(corrected.encode())
    assert first is not None
    assert second is not None
    merged = year_calendar.merge(year_calendar.merge(CALENDAR, first), second)
    assert date(2027, 5, 2) not in merged.off
    assert date(2027, 5, 1) in merged.off


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_file_may_come_from_excel(encoding: str) -> None:
    text = NEXT_YEAR.replace("off", "放假").replace("-", "/").replace("date", "日期")
    other, problems = parse_year_file(text.replace("\n", "\r\n").encode(encoding))
    assert problems == ()
    assert other is not None
    assert date(2027, 1, 1) in other.off


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2027-02-30,off,x", "calendar.date"),
        ("二月,off,x", "calendar.date"),
        ("2027-06-09,holiday,x", "calendar.kind"),
        ("2027-06-09", "calendar.kind"),
        ("2027-06-09,work,x", "calendar.work_on_weekday"),
        ("2027-01-01,off,x", "calendar.repeated"),
    ],
)
def test_each_bad_line_is_told_with_its_number(line: str, code: str) -> None:
    other, problems = parse_year_file(f"{NEXT_YEAR}{line}\n,,\n{line}\n".encode())
    assert other is None
    assert [(problem.code, problem.params["line"]) for problem in problems] == [
        (code, 8),
        (code, 10),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "calendar.empty"),
        (b"date,kind,name\n", "calendar.empty"),
        (b"2027-01-01,off,x\n2027-05-01,off,x\n", "calendar.year_incomplete"),
        (b"\xff\xff\xff", "calendar.unreadable"),
        (b"PK\x03\x04\x00\x00", "calendar.unreadable"),
        (b'2027-01-01,"off', "calendar.unreadable"),
        (b"\n" * 3000, "calendar.too_long"),
    ],
)
def test_a_file_that_is_no_whole_year_is_refused(data: bytes, code: str) -> None:
    other, problems = parse_year_file(data)
    assert other is None
    assert code in [problem.code for problem in problems]
    for problem in problems:
        for language in phrases.LANGUAGES:
            assert "{" not in phrases.say(problem.code, language, **problem.params)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    other, problems = parse_year_file(data)
    assert (other is None) == bool(problems)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"\xff",
        b'{"source": "", "years": {}}',
        b'{"source": "", "years": {"next": {"off": [], "work": []}}}',
        b'{"source": "", "years": {"9999": {"off": [], "work": []}}}',
        b'{"source":"","years":{"2027":{"off":[{"first":"2027-02-01","last":"2027-01-01"}],'
        b'"work":[]}}}',
    ],
)
def test_a_broken_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        year_calendar.load(data)
    assert refused.value.first.code == "calendar.unreadable"


def test_a_station_s_own_days_win_and_survive_an_import() -> None:
    local = year_calendar.Calendar(
        years=frozenset(),
        local_off=frozenset({date(2026, 3, 4)}),
        local_work=frozenset({date(2026, 3, 7)}),
    )
    other, _ = parse_year_file(NEXT_YEAR.encode())
    assert other is not None
    merged = year_calendar.merge(year_calendar.merge(CALENDAR, local), other)
    assert not merged.is_working(date(2026, 3, 4))
    assert merged.is_working(date(2026, 3, 7))
    assert year_calendar.load(year_calendar.dump(merged)) == merged
