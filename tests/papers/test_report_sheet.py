"""The report on paper: whole, in both languages and in large print; charts to scale."""

from __future__ import annotations

import io
from typing import get_args

import pypdf
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from station_desktop.domain.report.reports import Figure
from station_desktop.domain.report.told_reports import Language, Number, Row, Table, Told
from station_desktop.papers import report_sheet
from station_desktop.papers.document import Bar, Bars, Columns
from station_desktop.papers.placed import Box
from station_desktop.papers.printing import ensure_gui, pdf_bytes
from station_desktop.papers.printing_chart import bars, columns
from station_desktop.papers.printing_layout import lay_out
from station_desktop.papers.sheet import sheet_for
from station_desktop.workbook import reports as book


def told(language: Language, name: str = "水务所") -> Told:
    number = Number("received", "受理", Figure(12), "12", "9", "+3")
    rate = Number("response", "响应率", Figure(1, kind="rate", of=3), "33.3%", "—", "")
    row = Row(name, (Figure(12), Figure(0)), ("12", "0"))
    return Told(
        language=language,
        title="服务站周报" if language == "zh_CN" else "Weekly report",
        period="2026-W48",
        file="周报 2026-W48",
        station="老墙根社区服务站",
        made="2026-11-29",
        headlines=(number,) * 8,
        rates=(rate,) * 3,
        score="—",
        tables=(
            Table("category", "按服务类别", "类别", ("受理", "办结"), (row,) * 4),
            Table("owner", "按承办人", "承办人", ("受理", "办结"), (row,) * 60, "按现在的承办人"),
        ),
        points=tuple((str(n), n, 30 - n) for n in range(1, 31)),
        legend=("受理", "办结"),
        rules=("分母为零时记“—”。",),
        sections={key: key for key in ("headlines", "rates", "points", "rules", "score")},
        before="上周",
        signature="站长：",
        page_of="{page}/{pages}",
    )


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("format", ["a4", "large"])
def test_everything_stands_on_the_paper(language: Language, format: str) -> None:
    pdf = pdf_bytes(report_sheet.compose(told(language), format))  # type: ignore[arg-type]
    reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    for words in ("老墙根社区服务站", "33.3%", "按承办人", "分母为零时记", "站长："):
        assert words in text
    assert text.count("水务所") >= 64
    assert len(reader.pages) > 1


def test_a_report_is_too_wide_for_the_roll() -> None:
    with pytest.raises(ValueError, match="roll"):
        report_sheet.compose(told("zh_CN"), "roll")


@given(values=st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_bars_and_columns_are_to_scale_and_stay_on_the_page(values: list[int]) -> None:
    ensure_gui()
    sheet = sheet_for("a4", "zh_CN")
    across = bars(Bars(tuple(Bar("名", (n,), str(n)) for n in values), ("件",)), sheet)
    wide = [mark.width for piece in across for mark in piece.marks if isinstance(mark, Box)]
    upright = columns(
        Columns(tuple("周" for _ in values), tuple((n,) for n in values), ("件",)), sheet
    )[1]
    high = [mark.height for mark in upright.marks if isinstance(mark, Box)]
    shown = [n for n in values if n]
    for drawn in (wide, high):
        assert len(drawn) == len(shown)
        for one, two in zip(drawn, shown, strict=True):
            assert one * max(shown) == pytest.approx(max(drawn) * two)
    for piece in (*across, upright):
        for mark in piece.marks:
            if isinstance(mark, Box):
                assert mark.x >= sheet.left
                assert mark.x + mark.width <= sheet.left + sheet.inner + 1
                assert mark.y >= 0


def test_equal_reports_give_equal_pages() -> None:
    document = report_sheet.compose(told("zh_CN"))
    assert lay_out(document) == lay_out(report_sheet.compose(told("zh_CN")))


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2"])
def test_a_name_in_the_workbook_is_never_a_formula(name: str) -> None:
    content = book.content_of(told("zh_CN", name), 1)
    assert content == book.content_of(told("zh_CN", name), 1)
    read = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    named, count, *_ = read.get_sheet_by_name("按承办人").to_python()[1]
    assert named == f"'{name}"  # a formula would be read as its value
    assert count == 12
    assert isinstance(count, float)
