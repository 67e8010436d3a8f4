from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from station_desktop.ui.lists.rows_model import PAGE, TONE_ROLE, Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look.theme import Theme
from station_desktop.ui.look.tokens import LIGHT
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language

Key = Qt.Key
Role = Qt.ItemDataRole


class Case(NamedTuple):
    number: int
    name: str


class Shelf:
    """A list of cases in the order of their numbers, with a note of what was read."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers: Sequence[int] = numbers
        self.windows: list[Window] = []

    def page(self, _: Any, window: Window) -> list[Case]:
        self.windows.append(window)
        start = window.skip
        if window.after is not None:
            start += _after(self.numbers, window.after)
        return [Case(n, f"Case {n}") for n in self.numbers[start : start + window.limit]]

    def count(self, _: Any) -> int:
        return len(self.numbers)

    def source(self, *, counted: bool = True) -> Source:
        return Source(self.page, _number, _number, self.count if counted else None)


def _after(numbers: Sequence[int], place: int) -> int:
    from bisect import bisect_right

    return bisect_right(numbers, place)


def _number(case: Case) -> int:
    return case.number


COLUMNS = (
    Column("number", Text("test", "Number"), lambda c: str(c.number), 100, "right"),
    Column("name", Text("test", "Name"), lambda c: c.name),
    Column("state", Text("test", "State"), lambda c: "late", 90, tone=lambda c: "bad"),
)


class Desk:
    def __init__(self, bench: SimpleNamespace, qtbot: QtBot) -> None:
        self.runner = bench.runner
        self.qtbot = qtbot
        self.model = RowsModel(bench.runner, COLUMNS)
        self.table = Table(
            self.model, "cases.list", Text("test", "Cases"), Text("test", "Nothing here")
        )
        self.opened: list[Case] = []
        self.chosen: list[Case] = []
        self.table.opened.connect(self.opened.append)
        self.table.chosen.connect(self.chosen.append)
        qtbot.addWidget(self.table)
        self.table.resize(700, 400)
        self.table.show()

    def settle(self) -> None:
        """Wait until nothing in sight is missing."""
        self.qtbot.waitUntil(lambda: self.runner.idle and "…" not in self.seen())

    def seen(self) -> list[str]:
        port: QRect = self.table.viewport().rect()
        first = max(0, self.table.rowAt(port.top()))
        last = self.table.rowAt(port.bottom())
        last = self.model.rowCount() - 1 if last < 0 else last
        return [str(self.model.index(n, 1).data()) for n in range(first, last + 1)]


@pytest.fixture
def desk(bench: SimpleNamespace, qtbot: QtBot, theme: Theme) -> Desk:
    return Desk(bench, qtbot)


def test_a_million_rows_open_with_a_few_reads_and_any_place_can_be_gone_to(desk: Desk) -> None:
    shelf = Shelf(range(1_000_000))
    desk.model.set_source(shelf.source())
    desk.settle()
    assert desk.model.rowCount() == 1_000_000
    assert desk.model.known
    assert sum(window.limit for window in shelf.windows) <= 3 * PAGE
    desk.table.scrollTo(desk.model.index(700_000, 0))
    desk.settle()
    assert "Case 700000" in desk.seen()
    QTest.keyClick(desk.table, Key.Key_End)
    desk.settle()
    assert desk.table.current_row == Case(999_999, "Case 999999")
    QTest.keyClick(desk.table, Key.Key_Home)
    desk.settle()
    assert desk.table.current_row == Case(0, "Case 0")
    assert sum(window.limit for window in shelf.windows) <= 20 * PAGE


def test_the_next_page_is_read_by_key_and_not_by_counting(desk: Desk) -> None:
    shelf = Shelf(range(0, 5000, 5))
    desk.model.set_source(shelf.source())
    desk.settle()
    shelf.windows.clear()
    desk.table.scrollTo(desk.model.index(PAGE + 5, 0))
    desk.settle()
    assert Window((PAGE - 1) * 5, 0, PAGE) in shelf.windows
    shelf.windows.clear()
    desk.table.scrollTo(desk.model.index(4 * PAGE + 50, 0))
    desk.settle()
    assert all(window.after is not None for window in shelf.windows)


def test_what_was_only_scrolled_past_is_not_read(desk: Desk) -> None:
    shelf = Shelf(range(100_000))
    desk.model.set_source(shelf.source())
    desk.settle()
    shelf.windows.clear()
    for place in range(0, 90_000, 100):
        desk.model.row(place)
    desk.settle()
    assert len(shelf.windows) <= 8


def test_rows_on_their_way_are_placeholders_and_then_themselves(desk: Desk) -> None:
    desk.model.set_source(Shelf(range(1000)).source())
    desk.settle()
    assert desk.model.index(900, 1).data() == "…"
    desk.qtbot.waitUntil(lambda: desk.model.index(900, 1).data() == "Case 900")
    assert desk.model.row(900) == Case(900, "Case 900")


@pytest.mark.parametrize("many", [0, 1, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE])
def test_a_list_that_cannot_be_counted_shows_all_its_rows(desk: Desk, many: int) -> None:
    desk.model.set_source(Shelf(range(many)).source(counted=False))
    desk.settle()
    for _ in range(5):
        if desk.model.canFetchMore(desk.model.index(-1, -1)):
            desk.model.fetchMore(desk.model.index(-1, -1))
        desk.qtbot.waitUntil(lambda: desk.runner.idle and not desk.model._wanted)
    assert desk.model.rowCount() == many
    assert desk.model.known


def test_the_chosen_row_stays_chosen_when_others_come_before_it(desk: Desk) -> None:
    shelf = Shelf([10, 20, 30, 40])
    desk.model.set_source(shelf.source())
    desk.settle()
    desk.table.setCurrentIndex(desk.model.index(1, 0))
    assert desk.chosen == [Case(20, "Case 20")]
    shelf.numbers = [5, 7, 10, 20, 30, 40]
    desk.model.refresh()
    desk.settle()
    assert desk.seen() == ["Case 5", "Case 7", "Case 10", "Case 20", "Case 30", "Case 40"]
    assert desk.table.current_row == Case(20, "Case 20")
    assert desk.chosen == [Case(20, "Case 20")], "nobody chose anything else"


def test_a_list_that_shrinks_or_empties_says_so(desk: Desk) -> None:
    shelf = Shelf(range(250))
    desk.model.set_source(shelf.source())
    desk.settle()
    shelf.numbers = range(120)
    desk.model.refresh()
    desk.settle()
    assert desk.model.rowCount() == 120
    shelf.numbers = []
    desk.model.refresh()
    desk.settle()
    assert desk.model.rowCount() == 0
    assert desk.model.known


def test_another_list_begins_at_its_top_and_late_answers_of_the_old_are_dropped(
    desk: Desk,
) -> None:
    desk.model.set_source(Shelf(range(300)).source())
    desk.model.set_source(Shelf(range(1000, 1003)).source())
    desk.settle()
    assert desk.seen() == ["Case 1000", "Case 1001", "Case 1002"]


def test_keys_open_and_move_and_letters_do_nothing(desk: Desk) -> None:
    desk.model.set_source(Shelf([1, 2, 3]).source())
    desk.settle()
    desk.table.setCurrentIndex(desk.model.index(0, 0))
    QTest.keyClick(desk.table, Key.Key_Down)
    QTest.keyClicks(desk.table, "3")
    QTest.keyClick(desk.table, Key.Key_Return)
    assert desk.opened == [Case(2, "Case 2")]
    place = desk.table.visualRect(desk.model.index(2, 1)).center()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(desk.table.viewport(), left, pos=QPoint(place.x(), place.y()))
    QTest.mouseDClick(desk.table.viewport(), left, pos=QPoint(place.x(), place.y()))
    assert desk.opened[-1] == Case(3, "Case 3")


def test_cells_say_their_column_to_a_screen_reader_and_their_tone_to_the_painter(
    desk: Desk,
) -> None:
    desk.model.set_source(Shelf([7]).source())
    desk.settle()
    assert desk.model.index(0, 0).data(Role.AccessibleTextRole) == "Number: 7"
    assert desk.model.index(0, 2).data(TONE_ROLE) == "bad"
    assert desk.model.index(0, 0).data(TONE_ROLE) is None
    image = desk.table.viewport().grab().toImage()
    cell = desk.table.visualRect(desk.model.index(0, 2))
    across = range(cell.left(), min(cell.right(), image.width() - 1))
    colours = {image.pixelColor(x, cell.center().y()).name() for x in across}
    assert LIGHT.bad_soft in colours, "the chip's ground"


def test_headings_follow_the_language(
    desk: Desk, language: Language, translations: Any, tmp_path: Any
) -> None:
    translations.write("test", {"Number": "编号"}, tmp_path)
    translations.compile_all(tmp_path / "zh_CN.qm", tmp_path)
    told: list[int] = []
    desk.model.headerDataChanged.connect(lambda *_: told.append(1))
    chosen = Language(folder=tmp_path)
    chosen.switch("zh_CN")
    try:
        assert desk.model.headerData(0, Qt.Orientation.Horizontal) == "编号"
        assert told
    finally:
        chosen.switch("en")
