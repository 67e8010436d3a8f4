"""The Items room worked by keyboard, over a real station."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from station_desktop import workbook
from station_desktop.domain.catalogue import Limit
from station_desktop.rooms.catalogue.page import CataloguePage
from station_desktop.rooms.names import NAMES
from station_desktop.shipped import reference_pack
from station_desktop.storage.store import Store
from station_desktop.ui import object_names, words
from station_desktop.ui.seat import Seat
from station_desktop.usecases.station import catalogue
from station_desktop.usecases.work import Actor, Work

sys.path.insert(0, str(Path(__file__).parents[1] / "catalogue"))


@pytest.fixture
def page(qtbot: QtBot, seat: Seat) -> CataloguePage:
    made = CataloguePage(seat)
    qtbot.addWidget(made)
    made.resize(1270, 690)
    made.show()
    qtbot.waitUntil(lambda: made.items.table.model().rowCount() == 149)
    return made


def settle(qtbot: QtBot, page: CataloguePage) -> None:
    qtbot.waitUntil(lambda: page._seat.runner.idle)


def test_everything_that_can_be_used_has_a_name_and_is_named_for_readers(
    page: CataloguePage,
) -> None:
    assert object_names.nameless(page, NAMES["catalogue"]) == []


def test_words_lead_to_the_item_and_its_guide_by_keyboard_alone(
    qtbot: QtBot, page: CataloguePage
) -> None:
    page.show_view("proofs")
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.view == "items"
    QTest.keyClicks(page.items.search, "lrgjk")
    qtbot.waitUntil(
        lambda: (
            page.items.guide.guide is not None and page.items.guide.guide.item.code == "GOV-EL-001"
        )
    )
    text = page.items.guide.text()
    for wanted in ("GOV-EL-001", "15 working days", "Resident identity card", "grade B", "Please"):
        assert wanted in text, wanted
    QTest.keyClick(page.items.search, Qt.Key.Key_Down)
    first = page.items.table.current_row
    QTest.keyClick(page.items.table, Qt.Key.Key_Down)
    assert page.items.table.current_row != first
    QTest.keyClick(page.items.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.items.table.model().rowCount() == 149)


def test_choosing_a_group_shows_its_items(qtbot: QtBot, page: CataloguePage) -> None:
    branches = page.items.branches
    qtbot.waitUntil(lambda: branches.model().rowCount() == 30)
    branches.setCurrentIndex(branches.model().index(2, 0))
    qtbot.waitUntil(lambda: page.items.table.model().rowCount() == 3)


def test_the_room_goes_where_it_is_told(qtbot: QtBot, page: CataloguePage) -> None:
    page.go("proofs")
    assert page.view == "proofs"
    page.go("LIF-HC-003")
    qtbot.waitUntil(lambda: page.items.guide.guide is not None)
    assert page.view == "items"


def test_the_proofs_say_who_issues_them(qtbot: QtBot, page: CataloguePage) -> None:
    page.show_view("proofs")
    table = page.proofs.table
    qtbot.waitUntil(lambda: table.model().rowCount() == 20)
    table.setCurrentIndex(table.model().index(4, 0))
    settle(qtbot, page)
    shown = " ".join(label.text() for label in page.proofs.sheet.findChildren(QLabel))
    assert page.proofs.table.current_row.proof.key == "no_criminal_record"
    assert page.proofs.table.current_row.proof.who_issues.en in shown


def edited_workbook(path: Path) -> None:
    pack = reference_pack()
    items = tuple(
        msgspec.structs.replace(i, promised=Limit(10)) if i.code == "GOV-EL-001" else i
        for i in pack.items
    )
    workbook.export(msgspec.structs.replace(pack, items=items, version="own-1"), path)


def test_a_workbook_is_checked_compared_and_only_then_adopted(
    qtbot: QtBot, page: CataloguePage, tmp_path: Path, station: SimpleNamespace
) -> None:
    box = page.workbook
    assert box is not None
    path = tmp_path / "edited.xlsx"
    edited_workbook(path)
    page.show_view("versions")
    box.load.put(path)
    QTest.keyClick(box.load.path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: box.result.preview is not None, timeout=20_000)
    assert "own-1: 0 items added, 1 changed, 0 withdrawn" in box.result.said.text()
    store = Store(station.folder, station.key, read_only=True)
    try:
        assert store.pack().version == "reference-2026.1"
        box.result.adopt_button.click()
        qtbot.waitUntil(lambda: not box.result.isVisible(), timeout=20_000)
        assert store.pack().version == "own-1"
    finally:
        store.close()
    qtbot.waitUntil(lambda: "own-1" in page.title.text())
    qtbot.waitUntil(lambda: page.history.table.model().rowCount() == 2)


def test_every_fault_is_told_by_its_place_and_can_be_copied(
    qtbot: QtBot, page: CataloguePage, tmp_path: Path
) -> None:
    import xlsxwriter

    path = tmp_path / "broken.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("事项").write_row(0, 0, ["事项编码"])
    book.close()
    box = page.workbook
    assert box is not None
    page.show_view("versions")
    box.load.put(path)
    box.load.act.click()
    qtbot.waitUntil(lambda: box.result.faults.model().rowCount() > 3, timeout=20_000)
    assert box.result.isVisible()
    assert not box.result.adopt_button.isVisible()
    box.result.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == box.result.faults.model().rowCount()
    assert any(line.startswith("事项\t") for line in lines)


def test_a_file_that_is_not_there_is_said_in_one_sentence(
    qtbot: QtBot, page: CataloguePage, tmp_path: Path
) -> None:
    box = page.workbook
    assert box is not None
    page.show_view("versions")
    box.load.put(tmp_path / "nowhere.xlsx")
    box.load.act.click()
    qtbot.waitUntil(lambda: len(box.messages.messages) == 1)
    assert "nowhere.xlsx" in box.messages.messages[0].sentence
    assert not box.waiting.isVisible()


def test_the_catalogue_is_saved_where_one_says(
    qtbot: QtBot, page: CataloguePage, tmp_path: Path
) -> None:
    box = page.workbook
    assert box is not None
    box.export.path.setText(str(tmp_path / "catalogue"))
    box.export.act.click()
    target = tmp_path / "catalogue.xlsx"
    qtbot.waitUntil(lambda: box.load.path.text() == str(target), timeout=20_000)
    assert workbook.read(target) == reference_pack()


def test_stopping_leaves_the_answer_unheard(
    qtbot: QtBot, page: CataloguePage, tmp_path: Path
) -> None:
    box = page.workbook
    assert box is not None
    path = tmp_path / "edited.xlsx"
    edited_workbook(path)
    box.load.put(path)
    box.load.act.click()
    box.stop.click()
    settle(qtbot, page)
    assert box.result.preview is None
    assert box.load.act.isEnabled()


def test_who_may_not_edit_has_no_workbook(qtbot: QtBot, seat: Seat) -> None:
    seat.actor = Actor(seat.actor.id, "x", "x", ("worker",))
    page = CataloguePage(seat)
    qtbot.addWidget(page)
    page.show()
    assert page.workbook is None
    page.go("versions")
    qtbot.waitUntil(lambda: page.history.table.model().rowCount() == 1)


def test_the_full_model_of_3575_items_is_listed_and_searched(
    qtbot: QtBot, seat: Seat, station: SimpleNamespace
) -> None:
    from large_pack import SMALL, large_pack

    store = Store(station.folder, station.key)
    catalogue.adopt(Work(store, station.actor), large_pack())
    store.close()
    page = CataloguePage(seat)
    qtbot.addWidget(page)
    page.resize(1270, 690)
    page.show()
    qtbot.waitUntil(lambda: page.items.table.model().rowCount() == SMALL, timeout=30_000)
    code = large_pack().items[-1].code
    QTest.keyClicks(page.items.search, code)
    qtbot.waitUntil(
        lambda: page.items.guide.guide is not None and page.items.guide.guide.item.code == code,
        timeout=60_000,
    )


def test_the_guide_follows_the_windows_language(
    qtbot: QtBot, page: CataloguePage, seat: Seat
) -> None:
    page.go("GOV-EL-001")
    qtbot.waitUntil(lambda: "GOV-EL-001" in page.items.guide.text())
    assert "Apply for the senior card" in page.items.guide.text()
    seat.language.code = "zh_CN"
    words.retranslate()
    assert "养老助残卡申领" in page.items.guide.text()
    assert "不是任何一个服务站的正式清单" in page.items.guide.text()
    seat.language.code = "en"
    words.retranslate()
    assert "养老助残卡申领" not in page.items.guide.text()
