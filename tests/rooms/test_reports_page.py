"""The reports room by keyboard: pick a stretch of time, open a number, from there the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pypdf
import pytest
import python_calamine
from counted_cases import put, some_case
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from seated import Hands, seated

from station_desktop.domain.case.cases import Case
from station_desktop.papers.printing_out import PdfFolder
from station_desktop.rooms.names import NAMES
from station_desktop.rooms.reports.page import ReportsPage
from station_desktop.rooms.reports.room import Wanted
from station_desktop.ui.object_names import nameless
from station_desktop.ui.seat import Seat
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.work import Work

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def cases(work: Work) -> list[Case]:
    random = Random(11)
    pack = work.store.current_pack_hash()
    return put(work.store, [some_case(n, date(2026, 9, 1), 87, random, pack) for n in range(400)])


@pytest.fixture
def seat(
    work: Work, cases: list[Case], founded: Founded, data_dir: Path, clock: Any, qapp: Any
) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken


@pytest.fixture
def hands(qtbot: QtBot, seat: Seat) -> Hands:
    return Hands(qtbot, seat, ReportsPage(seat))


def received(hands: Hands) -> int:
    return int(hands.find("reports.tile.received").shown.text())


def test_the_week_of_today_opens_with_the_keyboard_on_a_number(hands: Hands) -> None:
    report = hands.page.report.shown.report
    assert (report.period.first, report.period.last) == (date(2026, 11, 23), date(2026, 11, 29))
    assert received(hands) == report.headline("received").figure.value > 0
    assert hands.focus.objectName() == "reports.figures"
    assert nameless(hands.page, NAMES["reports"]) == []


def test_weeks_months_and_years_are_a_key_away(hands: Hands) -> None:
    hands.press(Qt.Key.Key_2, CONTROL)
    assert hands.find("reports.period").text() == "November 2026"
    hands.press(Qt.Key.Key_Left, ALT)
    assert hands.find("reports.period").text() == "October 2026"
    hands.press(Qt.Key.Key_3, CONTROL)
    assert hands.find("reports.period").text() == "2026"
    hands.press(Qt.Key.Key_Right, ALT)
    assert received(hands) == 0
    hands.press(Qt.Key.Key_T, CONTROL)
    assert received(hands) > 100


def test_a_number_leads_to_its_cases_and_a_case_is_opened(hands: Hands, seat: Seat) -> None:
    wanted: list[tuple[str, object]] = []
    seat.wanted.connect(lambda room, what: wanted.append((room, what)))
    hands.press(Qt.Key.Key_2, CONTROL)
    table = hands.find("reports.figures")
    hands.press(Qt.Key.Key_Down)
    number = int(table.currentIndex().data())
    hands.press(Qt.Key.Key_Return)
    model = hands.page.behind.model
    assert hands.focus.objectName() == "reports.behind"
    assert model.rowCount() == number
    assert hands.find("reports.behind.count").text() == f"{number} in the list"
    assert "November 2026" in hands.find("reports.behind.title").text()
    hands.press(Qt.Key.Key_Down)
    row = hands.find("reports.behind").current_row
    hands.press(Qt.Key.Key_Return)
    assert wanted == [("queue", f"case:{row.number}")]
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus is table
    assert int(table.currentIndex().data()) == number


def test_every_tile_opens_the_list_behind_it(hands: Hands) -> None:
    hands.press(Qt.Key.Key_2, CONTROL)
    report = hands.page.report.shown.report
    for one in report.headlines:
        hands.find(f"reports.tile.{one.key}").click()
        hands.wait()
        rows = hands.page.behind.model.rowCount()
        if one.figure.kind == "count":
            assert rows == one.figure.value, one.key
        else:
            assert 0 < rows <= one.figure.of, one.key
        hands.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize("name", ["points", "categories", "rates"])
def test_charts_are_walked_through_and_opened(hands: Hands, name: str) -> None:
    hands.press(Qt.Key.Key_2, CONTROL)
    chart = hands.find(f"reports.chart.{name}")
    chart.setFocus()
    before = chart.accessibleDescription()
    hands.press(Qt.Key.Key_Right)
    assert chart.accessibleDescription() != before
    hands.press(Qt.Key.Key_Return)
    assert hands.page.currentWidget() is hands.page.behind
    assert hands.page.behind.model.rowCount() > 0
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus is chart


def test_a_part_of_a_bar_is_opened_by_the_mouse(hands: Hands) -> None:
    hands.press(Qt.Key.Key_2, CONTROL)
    chart = hands.find("reports.chart.categories")
    chart.repaint()
    place = chart._places[1]
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPointF(place.center()).toPoint())
    hands.wait()
    assert "Open" in hands.find("reports.behind.title").text()
    wanted = int(chart._stops[1][1].rsplit(" ", 1)[1])
    assert hands.page.behind.model.rowCount() == wanted


def test_every_table_is_chosen_by_the_arrows_and_stays_chosen(hands: Hands) -> None:
    hands.press(Qt.Key.Key_2, CONTROL)
    names = hands.find("reports.sections")
    names.setFocus()
    for row in range(1, names.count()):
        hands.press(Qt.Key.Key_Down)
        told = hands.page.report.told.tables[row]
        assert names.currentRow() == row
        assert hands.page.report.sections.model.table.key == told.key
    last = hands.page.report.sections.model.table.key
    hands.press(Qt.Key.Key_Left, ALT)
    assert hands.page.report.sections.model.table.key == last


def test_a_report_is_saved_as_pdf_and_as_a_workbook(hands: Hands, tmp_path: Path) -> None:
    for box, name in (("pdf", "a week.pdf"), ("book", "a week.xlsx")):
        hands.press(Qt.Key.Key_S, CONTROL)
        line = hands.find(f"reports.save.{box}.path")
        assert line.text().endswith(name[6:])
        line.setText(str(tmp_path / name))
        hands.find(f"reports.save.{box}.act").click()
        hands.wait()
        assert hands.page.report.stage.widget() is None
    text = pypdf.PdfReader(tmp_path / "a week.pdf").pages[0].extract_text()
    assert "Weekly report" in " ".join(text.split())
    book = python_calamine.CalamineWorkbook.from_path(tmp_path / "a week.xlsx")
    front = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert front[6][1] == received(hands)


def test_where_nothing_can_be_saved_it_says_so_and_stays(hands: Hands, tmp_path: Path) -> None:
    hands.press(Qt.Key.Key_S, CONTROL)
    hands.find("reports.save.pdf.path").setText(str(tmp_path / "none" / "x.pdf"))
    hands.find("reports.save.pdf.act").click()
    hands.wait()
    panel = hands.page.report.stage.widget()
    assert panel.wrong.isVisible()
    hands.press(Qt.Key.Key_Escape)
    assert hands.page.report.stage.widget() is None
    assert hands.page.report.charts.isVisible()


def test_a_report_is_printed_or_it_says_why_not(hands: Hands, seat: Seat, tmp_path: Path) -> None:
    said: list[tuple[str, str]] = []
    seat.said.connect(lambda tone, sentence: said.append((tone, sentence)))
    hands.page.report.saver.out = PdfFolder(tmp_path)
    hands.press(Qt.Key.Key_P, CONTROL)
    assert [file.name for file in tmp_path.glob("*.pdf")] == ["Weekly report 2026-W48.pdf"]
    hands.page.report.saver.out = PdfFolder(tmp_path / "none")
    hands.press(Qt.Key.Key_P, CONTROL)
    assert [tone for tone, _ in said] == ["ok"]
    panel = hands.page.report.stage.panel
    assert panel.wrong.isVisible()
    assert "no printer" in panel.wrong.text()
    assert hands.focus.objectName() == "reports.save.pdf.path"


def test_the_language_changes_in_the_running_room(hands: Hands, seat: Seat) -> None:
    seat.language.switch("zh_CN")
    hands.wait()
    assert hands.find("reports.tile.received").name.text() == "受理"
    assert hands.find("reports.sections").item(0).text() == "按服务类别"
    seat.language.switch("en")
    hands.wait()
    assert hands.find("reports.tile.received").name.text() == "Received"


def test_what_a_case_changed_shows_at_once(hands: Hands, seat: Seat, work: Work) -> None:
    before = received(hands)
    put(work.store, [some_case(9_000 + n, date(2026, 11, 24), 1, Random(n)) for n in range(30)])
    seat.runner.publish(frozenset({"cases"}))
    hands.wait()
    assert received(hands) > before


def test_before_the_first_year_there_is_nothing_to_turn_to() -> None:
    first = Wanted("year", date(2000, 1, 1))
    assert first.moved(-1) == first
    assert first.moved(1).period.first == date(2001, 1, 1)
