"""The carried list of home visits and the appointment slip, read back from their PDFs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lanes import LANE, colleague, day, home, lane, lives
from reading_papers import reader, squeezed, text_of

from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.papers.facts import LANGUAGES, Format, Language
from station_desktop.papers.printing import pdf_bytes
from station_desktop.usecases.counter import intake
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.visits import bookings, homevisits, households, round_papers
from station_desktop.usecases.work import Work

PHONE = "13811112222"


def code(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.first.code


@pytest.fixture
def grandma(work: Work) -> Resident:
    lane(work, colleague(work).login)
    made = lives(work, f"{LANE}19号院3号", 82, phone=PHONE, phone_note="女儿")
    households.form_households(work)
    households.set_household(
        work, household=home(work, made).id, attention=["alone_old", "disabled", "low_income"]
    )
    return made


def carried(work: Work, language: Language = "zh_CN", format: Format = "a4") -> str:
    li = areas.staff(work, "lijing").id
    return text_of(pdf_bytes(round_papers.visit_list(work, li, day(work), language, format)))


def test_the_list_holds_what_is_needed_at_the_door_and_no_number_of_anybody(
    work: Work, grandma: Resident
) -> None:
    households.plan_round(work, "01", day(work), 5)
    said = carried(work)
    for words in (
        "入户走访单",
        "李静",
        "2026年11月26日",
        "校场片",
        "校场小六条19号院3号",
        f"{grandma.name}，82岁",
        "从未走访，82岁，独居老人，残疾",
        "电话138****2222（女儿）",
        "□见到人",
        "情况及发现的问题：",
        "录入后销毁",
    ):
        assert words in said, words
    for never in (grandma.id_number, grandma.id_number[6:], PHONE, "低收入"):
        assert never not in said


def test_where_an_hour_was_agreed_one_can_call(work: Work, grandma: Resident) -> None:
    bookings.book(work, "home", day(work), "14:00", resident=grandma.id, words="送养老卡")
    said = carried(work)
    assert "14:00" in said
    assert PHONE in said
    assert "预约上门，送养老卡" in said


def test_a_report_to_be_checked_asks_whether_it_is_so(work: Work, grandma: Resident) -> None:
    words = intake.OwnWords("院门口井盖堵了", "public", "transfer", place=f"{LANE}口")
    case = intake.take_down(work, words)
    homevisits.plan(work, "verify", day(work), "lijing", case=case.number)
    said = carried(work)
    assert "核实诉求" in said
    assert case.number in said
    assert "□属实" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", ["a4", "large"])
def test_the_list_can_be_had_in_both_languages_and_sizes(
    work: Work, grandma: Resident, language: Language, format: Format
) -> None:
    households.plan_round(work, "01", day(work), 5)
    said = carried(work, language, format)
    assert {"zh_CN": "走访人", "en": "Whogoes"}[language] in said
    assert code(lambda: carried(work, language, "roll")) == "papers.format"


def test_a_long_list_goes_over_pages_and_an_empty_one_is_none(work: Work) -> None:
    lane(work, colleague(work).login)
    assert code(lambda: carried(work)) == "homevisit.none_planned"
    for number in range(24):
        lives(work, f"{LANE}{number + 1}号", 70, number)
    households.form_households(work)
    households.plan_round(work, "01", day(work), 24)
    li = areas.staff(work, "lijing").id
    pdf = pdf_bytes(round_papers.visit_list(work, li, day(work), "zh_CN"))
    assert 2 <= len(reader(pdf).pages) <= 4
    assert text_of(pdf).count("见到人") == 24
    large = pdf_bytes(round_papers.visit_list(work, li, day(work), "zh_CN", "large"))
    for page in (*reader(pdf).pages, *reader(large).pages):
        said = squeezed(page.extract_text())
        assert said.count(LANE) == said.count("见到人"), "torn from the line that is ticked"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", ["a4", "large", "roll"])
def test_the_slip_says_when_where_and_what_to_bring(
    work: Work, grandma: Resident, language: Language, format: Format
) -> None:
    made = bookings.book(work, "desk", day(work, 1), "9:30", resident=grandma.id, item="GOV-EL-001")
    said = text_of(pdf_bytes(round_papers.slip(work, made.id, language, format)))
    for words in {
        "zh_CN": ("预约单", "2026年11月27日（星期五）09:30", "请带好", "居民身份证"),
        "en": ("Appointment", "Friday27November202609:30", "Pleasebring"),
    }[language]:
        assert words in said, words
    assert PHONE not in said
    assert grandma.id_number not in said


def test_the_slip_of_one_at_home_says_who_comes(work: Work, grandma: Resident) -> None:
    made = bookings.book(work, "home", day(work, 1), "9:30", resident=grandma.id, words="认证")
    said = text_of(pdf_bytes(round_papers.slip(work, made.id, "zh_CN")))
    assert "上门人员李静" in said
    assert "出示工作证" in said
    bookings.end(work, made.id, "cancelled", "不用了")
    assert code(lambda: round_papers.slip(work, made.id, "zh_CN")) == "booking.ended"
