"""The whistle sheet, read back from its PDF."""

from __future__ import annotations

from datetime import datetime

import pytest
from msgspec.structs import replace
from reading_papers import reader, text_of
from sample_facts import station

from station_desktop.domain.time.clock import CHINA
from station_desktop.papers import whistle_sheet
from station_desktop.papers.facts import LANGUAGES, Format, Language, Sheet
from station_desktop.papers.printing import pdf_bytes
from station_desktop.papers.whistle_sheet import DepartmentLine, WhistleFacts

NUMBER = "017014-W20261126-01-0001-9"
WHISTLE = WhistleFacts(
    kind="应急哨",
    what="院门口污水井堵塞，污水漫到路面",
    place="老墙根街2号院门口",
    case="017014-20261126-01-0007-3",
    blown_at=datetime(2026, 11, 26, 10, 0, tzinfo=CHINA),
    blown_by="孙莉",
    limit=30,
    departments=(
        DepartmentLine(
            "排水集团",
            datetime(2026, 11, 26, 10, 30, tzinfo=CHINA),
            "值班室63030110",
            "用时22分钟到场，已反馈",
            datetime(2026, 11, 26, 10, 22, tzinfo=CHINA),
            "井边",
            "高师傅",
            ("10:35　疏通检查井", "11:10　清出淤泥两车，已通水"),
        ),
        DepartmentLine("城管执法队", datetime(2026, 11, 26, 10, 42, tzinfo=CHINA)),
    ),
)


def head(language: Language = "zh_CN") -> Sheet:
    printed = datetime(2026, 11, 26, 11, 30, tzinfo=CHINA)
    return Sheet(station(language), printed, "孙莉", NUMBER)


def text(whistle: WhistleFacts, language: Language = "zh_CN", format: Format = "a4") -> str:
    return text_of(pdf_bytes(whistle_sheet.compose(whistle, head(language), language, format)))


def test_it_says_who_is_to_come_by_when_and_who_came() -> None:
    said = text(WHISTLE)
    for words in (
        "吹哨单",
        NUMBER,
        "接到通知后30分钟内到现场报到",
        "应急哨",
        "2026年11月26日10时00分",
        "污水漫到路面",
        "10:22井边高师傅",
        "用时22分钟到场，已反馈",
        "清出淤泥两车",
        "城管执法队10:42",
        "街道办事处（签字）",
    ):
        assert words in said, words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", ["a4", "large"])
def test_it_can_be_had_in_both_languages_and_sizes(language: Language, format: Format) -> None:
    said = text(WHISTLE, language, format)
    assert {"zh_CN": "处置与反馈", "en": "Whatwasdone"}[language] in said
    assert NUMBER in said


def test_a_sheet_of_an_open_whistle_has_room_for_whoever_else_comes() -> None:
    def rows(whistle: WhistleFacts) -> int:
        document = whistle_sheet.compose(whistle, head(), "zh_CN")
        return sum(len(getattr(block, "rows", ())) for block in document.blocks)

    assert rows(WHISTLE) == rows(replace(WHISTLE, over=True)) + 2


def test_a_whistle_with_ten_departments_still_holds_together() -> None:
    many = replace(WHISTLE, departments=WHISTLE.departments * 5, result="已疏通" * 60)
    pdf = pdf_bytes(whistle_sheet.compose(many, head(), "zh_CN"))
    assert 1 < len(reader(pdf).pages) < 5


def test_there_is_none_for_the_roll() -> None:
    with pytest.raises(ValueError, match="roll"):
        whistle_sheet.compose(WHISTLE, head(), "zh_CN", "roll")
