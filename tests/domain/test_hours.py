"""Opening hours: whatever way they are written, one stored text, and answers about moments."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station_desktop import phrases
from station_desktop.domain.time import hours
from station_desktop.domain.time.clock import CHINA
from station_desktop.domain.time.hours import DAY, Hours, Span

MONDAY = datetime(2026, 11, 23, tzinfo=CHINA)


def at(day: int, time: str) -> datetime:
    """A moment of the week that begins on Monday 23 November 2026; days count from 1."""
    hour, minute = map(int, time.split(":"))
    return MONDAY + timedelta(days=day - 1, hours=hour, minutes=minute)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("一至五 09:00-17:00；六 09:00-12:00", "1-5 09:00-17:00; 6 09:00-12:00"),
        ("1-5 09:00-17:00; 6 09:00-12:00", "1-5 09:00-17:00; 6 09:00-12:00"),
        ("１－５　９：００－１７：００", "1-5 09:00-17:00"),
        ("周一至周五9:00-12:00，13:30-17:00；周六、日 休息", "1-5 09:00-12:00 13:30-17:00"),
        ("每周一、三、五 9点-11点半", "1,3,5 09:00-11:30"),
        ("星期一到星期五 8-18点", "1-5 08:00-18:00"),
        ("工作日 上午9:00-11:30 下午1:30-5:00", "1-5 09:00-11:30 13:30-17:00"),
        ("Mon-Fri 9:00-12:00, 13:30-17:00; Sat closed", "1-5 09:00-12:00 13:30-17:00"),
        ("weekdays 08:30 to 17:30 and weekends 10:00-16:00", "1-5 08:30-17:30; 6-7 10:00-16:00"),
        ("每天24小时", "1-7 00:00-24:00"),
        ("24 hours", "1-7 00:00-24:00"),
        ("daily 18:00-02:00", "1-7 18:00-02:00"),
        ("09:00-17:00", "1-7 09:00-17:00"),
        ("六至一 10:00-11:00", "1,6-7 10:00-11:00"),
        ("1-5 09:00-12:00 12:00-17:00", "1-5 09:00-17:00"),
        ("1 9:00-10:00; 2 9:00-10:00", "1-2 09:00-10:00"),
        ("周一至周五：9:00-17:00\n周六：9:00-12:00", "1-5 09:00-17:00; 6 09:00-12:00"),
        ("9:00-17:00；周日休息", "1-6 09:00-17:00"),
        ("周日休息；9:00-17:00", "1-6 09:00-17:00"),
        ("每天9:00-17:00，周二、周四不开门", "1,3,5-7 09:00-17:00"),
        ("上午9点至下午5点", "1-7 09:00-17:00"),
        ("早8:30—晚8点", "1-7 08:30-20:00"),
        ("中午12点到下午2点", "1-7 12:00-14:00"),
        ("凌晨5点-上午9点", "1-7 05:00-09:00"),
        ("晚上7点到12点", "1-7 19:00-24:00"),
        ("晚上8点到凌晨2点", "1-7 20:00-02:00"),
        ("周一三五 上午九点到十一点半，下午两点到五点", "1,3,5 09:00-11:30 14:00-17:00"),
        ("Mon-Fri 9am to 5pm", "1-5 09:00-17:00"),
        ("9:00 a.m. - 5:30 p.m.", "1-7 09:00-17:30"),
        ("9.00-17.00", "1-7 09:00-17:00"),
        ("9。30-17。30", "1-7 09:30-17:30"),
        ("0900-1700", "1-7 09:00-17:00"),
        ("1-5 9-17", "1-5 09:00-17:00"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, stored: str) -> None:
    found = hours.check(typed)
    assert found.problem is None
    assert found.text == stored


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("看情况", "hours.unreadable"),
        ("一一点", "hours.unreadable"),
        ("1-5 9:00-17:00; 电话联系", "hours.unreadable"),
        ("9-5", "hours.unreadable"),
        ("9:00-5:00", "hours.time"),
        ("9-11pm", "hours.unreadable"),
        ("工作日9:00-17:00，法定节假日休息", "hours.unreadable"),
        ("一至五", "hours.no_time"),
        ("1-5 9:00-17:00; 六", "hours.no_time"),
        ("1-5 9:00-25:00", "hours.time"),
        ("1-5 9:60-17:00", "hours.time"),
        ("1-5 9:00-9:00", "hours.time"),
        ("1-5 9:00-12:00 11:00-13:00", "hours.overlap"),
        ("1-7 00:00-24:00; 3 09:00-10:00", "hours.overlap"),
        ("9" * 501, "hours.too_long"),
    ],
)
def test_what_cannot_be_read_is_named(typed: str, code: str) -> None:
    found = hours.check(typed)
    assert found.text == ""
    assert found.problem is not None
    assert (found.problem.code, found.problem.field) == (code, "hours")
    for language in phrases.LANGUAGES:
        said = phrases.say(code, language, **found.problem.params)
        assert "{" not in said


def test_what_cannot_be_read_is_shown_as_typed() -> None:
    problem = hours.check("周一至周五 9点-17点；冬季九点开门").problem
    assert problem is not None
    assert problem.params == {"part": "冬季九点开门"}


def test_hours_are_shown_in_both_languages() -> None:
    stored = "1-5 09:00-12:00 13:30-17:00; 6-7 10:00-16:00"
    zh = "周一至周五 09:00-12:00、13:30-17:00；周六、周日 10:00-16:00"
    assert hours.show(stored, "zh_CN") == zh
    assert hours.show(stored, "en") == "Mon-Fri 09:00-12:00, 13:30-17:00; Sat, Sun 10:00-16:00"
    assert hours.show("1-7 00:00-24:00", "zh_CN") == "每天 24小时"
    assert hours.show("1-7 00:00-24:00", "en") == "Daily 24 hours"
    assert hours.show("", "zh_CN") == ""


def test_open_and_next_opening() -> None:
    week = hours.read("1-5 09:00-12:00 13:30-17:00; 6 18:00-02:00")
    assert hours.open_at(week, at(1, "09:00"))
    assert not hours.open_at(week, at(1, "12:00"))
    assert hours.open_until(week, at(1, "09:30")) == at(1, "12:00")
    assert hours.next_opening(week, at(1, "12:00")) == at(1, "13:30")
    assert hours.next_opening(week, at(5, "17:00")) == at(6, "18:00")
    assert hours.open_at(week, at(7, "01:59"))
    assert hours.open_until(week, at(6, "20:00")) == at(7, "02:00")
    assert hours.next_opening(week, at(7, "02:00")) == at(8, "09:00")
    assert hours.next_opening(week, at(1, "10:00")) == at(1, "10:00")
    assert hours.open_until(week, at(1, "12:30")) is None


def test_nothing_known_answers_nothing() -> None:
    unknown = hours.read("")
    assert not unknown.known
    assert hours.open_at(unknown, MONDAY) is None
    assert hours.next_opening(unknown, MONDAY) is None
    assert hours.open_until(unknown, MONDAY) is None


def test_around_the_clock_never_closes() -> None:
    always = hours.read("24小时")
    assert hours.open_at(always, at(3, "23:59"))
    assert hours.open_until(always, at(3, "12:00")) is None


def _spans(cuts: list[int], last: int) -> tuple[Span, ...]:
    """Spans between the cuts of a day; a cut left over begins one that ends after midnight,
    before the day's first."""
    found = list(zip(cuts[::2], cuts[1::2], strict=False))
    if len(cuts) % 2 and last < cuts[0]:
        found.append((cuts[-1], DAY + last))
    return tuple(found)


DAYS = st.builds(
    _spans,
    st.lists(st.integers(0, DAY - 1), unique=True, max_size=5).map(sorted),
    st.integers(1, DAY - 1),
)
WEEKS = st.lists(DAYS, min_size=7, max_size=7).map(lambda days: Hours(tuple(days)))
MOMENTS = st.integers(0, 14 * DAY).map(lambda minutes: MONDAY + timedelta(minutes=minutes))


def test_hours_typed_in_short_are_read_though_stored_in_full() -> None:
    typed = "；".join(
        f"{day} " + " ".join(f"{hour}-{hour}:0{minute}" for hour in range(19))
        for minute, day in enumerate("一二三", start=1)
    )
    stored = hours.check(typed).text
    assert len(stored) > hours.LONGEST
    assert hours.canonical(hours.read(stored)) == stored


@settings(max_examples=60)
@given(WEEKS)
def test_stored_and_shown_texts_are_read_back_the_same(week: Hours) -> None:
    stored = hours.canonical(week)
    assert hours.check(stored).problem is None
    assert hours.read(stored) == week
    for language in phrases.LANGUAGES:
        assert hours.check(hours.show(stored, language)).text == stored
    wide = stored.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)} | {0x20: 0x3000})
    assert hours.check(wide).text == stored


@settings(max_examples=60)
@given(WEEKS, MOMENTS)
def test_it_opens_next_at_the_first_open_minute(week: Hours, moment: datetime) -> None:
    opening = hours.next_opening(week, moment)
    if not week.known:
        assert opening is None
        return
    assert opening is not None
    assert hours.open_at(week, opening)
    assert opening >= moment
    minutes = int((opening - moment) / timedelta(minutes=1))
    for minute in {0, 1, minutes // 3, minutes // 2, minutes - 1}:
        if 0 <= minute < minutes:
            assert not hours.open_at(week, moment + timedelta(minutes=minute))


@settings(max_examples=60)
@given(WEEKS, MOMENTS)
def test_it_is_open_until_the_first_closed_minute(week: Hours, moment: datetime) -> None:
    closing = hours.open_until(week, moment)
    if closing is None:
        return
    assert hours.open_at(week, moment)
    assert not hours.open_at(week, closing)
    assert hours.open_at(week, closing - timedelta(minutes=1))


@settings(max_examples=80)
@given(st.text("一五六日周至-:；; 09:1257点半小时x,、Monfri", max_size=24) | st.text(max_size=30))
def test_any_text_has_an_answer(typed: str) -> None:
    found = hours.check(typed)
    if found.problem is None:
        assert hours.check(found.text).text == found.text
    else:
        assert found.text == ""
