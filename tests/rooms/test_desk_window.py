"""The desk inside the window: names of controls, keys beside the window's own, scans, languages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from desk_hands import ALT, CTRL, ENTER, ZHANG, Hands, id_number
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel

from station_desktop.domain.problem import Problem
from station_desktop.domain.station.station import SettingChanged
from station_desktop.rooms.names import NAMES
from station_desktop.storage.reads import reads
from station_desktop.ui.object_names import nameless

Key = Qt.Key


def test_everything_that_can_be_used_has_a_name(hands: Hands) -> None:
    hands.know()
    assert nameless(hands.page, NAMES["desk"]) == []
    hands.find(id_number("11010219621105003"))
    assert nameless(hands.page, NAMES["desk"]) == []
    hands.press(Key.Key_Escape)
    hands.find("zxm")
    hands.find("gljt")
    hands.press(Key.Key_F4)
    assert nameless(hands.page, NAMES["desk"]) == []
    hands.press(Key.Key_F4)
    hands.press(Key.Key_F2)
    hands.press(Key.Key_D, CTRL)
    assert nameless(hands.page, NAMES["desk"]) == []


@pytest.mark.parametrize("keys", ["F2", "Alt+1"])
def test_a_key_of_the_desk_wins_over_the_windows_own(hands: Hands, keys: str) -> None:
    pressed: list[str] = []
    shortcut = QShortcut(QKeySequence(keys), hands.page)
    shortcut.activated.connect(lambda: pressed.append(keys))
    hands.know()
    hands.type("zxm")
    if keys == "F2":
        hands.press(Key.Key_F2)
        assert hands.page.search.text() == ""
    else:
        hands.press(Key.Key_1, ALT)
        assert hands.page.flow.visit.resident is not None
    assert pressed == []


def test_a_digit_is_the_windows_while_there_is_nothing_to_pick(hands: Hands) -> None:
    pressed: list[str] = []
    shortcut = QShortcut(QKeySequence("Alt+1"), hands.page)
    shortcut.activated.connect(lambda: pressed.append("Alt+1"))
    hands.press(Key.Key_1, ALT)
    assert pressed == ["Alt+1"]


def test_down_in_the_empty_box_walks_through_all_items(hands: Hands) -> None:
    hands.press(Key.Key_Down)
    assert hands.where == "desk.browse"
    hands.enter()  # opens the first group
    hands.press(Key.Key_Down)
    hands.enter()
    [line] = hands.page.flow.visit.lines
    assert line.item.category == "party_masses"


def test_an_item_chosen_first_is_filled_once_the_person_is_known(hands: Hands) -> None:
    hands.know()
    hands.page.flow.add_item("GOV-EL-005")
    hands.settle()
    line = hands.page.flow.visit.line
    assert line is not None
    assert "residence_address" not in line.raw()
    hands.press(Key.Key_N, CTRL)
    hands.find("13800138000")
    assert line.raw()["residence_address"] == ZHANG["residence_address"]
    assert hands.page.what.form.answers()["residence_address"] == ZHANG["residence_address"]


def test_a_dropped_scan_goes_to_the_document_in_hand(hands: Hands, tmp_path: Path) -> None:
    file = tmp_path / "page.png"
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(file))
    hands.know()
    hands.find("zxm")
    hands.find("pxbm")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, *held)
    QApplication.sendEvent(hands.page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(
        hands.page, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *held)
    )
    hands.settle()
    line = hands.page.flow.visit.line
    assert line is not None
    [scan] = line.materials["id_card"].scans
    assert scan.size == file.stat().st_size


def test_the_newest_file_of_the_scanners_folder_is_taken(hands: Hands, tmp_path: Path) -> None:
    folder = tmp_path / "scanner"
    folder.mkdir()
    for number, name in enumerate(("old.jpg", "new.pdf", "notes.txt")):
        (folder / name).write_bytes(name.encode())
        os.utime(folder / name, (1_000_000 + number, 1_000_000 + number))
    hands.act(
        lambda work: work.store.ledger.append(
            work.author, [("setting:watched_folder", SettingChanged(str(folder)))]
        )
    )
    hands.seat.runner.publish(frozenset({"settings"}))
    hands.settle()
    hands.know()
    hands.find("zxm")
    hands.find("pxbm")
    hands.page.scans.newest()
    hands.settle()
    line = hands.page.flow.visit.line
    assert line is not None
    [scan] = line.materials["id_card"].scans
    assert (scan.media, scan.size) == ("application/pdf", len("new.pdf"))


def test_a_text_pasted_into_the_form_is_not_a_scan(hands: Hands) -> None:
    hands.know()
    hands.find("zxm")
    hands.find("pxbm")
    QApplication.clipboard().setText("com")
    hands.press(Key.Key_V, CTRL)
    hands.enter()
    line = hands.page.flow.visit.line
    assert line is not None
    assert line.answers["training_course"] == "computer_office"
    assert line.materials == {}


def test_a_problem_on_another_line_brings_that_line_forward(hands: Hands) -> None:
    hands.know()
    hands.find("zxm")
    hands.find("pxbm")
    hands.press(Key.Key_M, CTRL)
    hands.press(Key.Key_N, CTRL)
    hands.find("gljt")
    first, second = hands.page.flow.visit.lines
    hands.page.flow.refused.emit(
        (Problem("form.required", f"line/{first.id}/answers/training_level"),)
    )
    assert hands.page.flow.visit.line is first
    assert hands.where.startswith("desk.form.training_level")
    assert second.id != first.id


def test_an_accepted_visit_is_shown_again_and_not_written_twice(hands: Hands) -> None:
    hands.know()
    hands.find("zxm")
    hands.find("gljt")
    line = hands.page.flow.visit.line
    assert line is not None
    for key, value in (
        ("living_arrangement", "alone"),
        ("benefits_received", ["none"]),
        ("payment_channel", "senior_card"),
    ):
        hands.page.flow.visit.answer(line, key, value)
    hands.press(Key.Key_M, CTRL)
    hands.page.accept()
    hands.page.accept()
    hands.settle()
    assert len(hands.cases) == 1
    person = hands.page.flow.visit.resident
    assert person is not None

    kept = hands.ask(lambda work: reads.cases_of(work.store.connection, person.id))
    assert [case.id for case in kept] == [hands.cases[0].id]


def test_the_promised_day_says_how_it_was_counted(hands: Hands) -> None:
    hands.know()
    hands.find("zxm")
    hands.page.flow.add_item("GOV-EL-005")
    hands.settle()
    line = hands.page.flow.visit.line
    assert line is not None
    for key, value in (
        ("living_arrangement", "alone"),
        ("benefits_received", ["none"]),
        ("payment_channel", "senior_card"),
    ):
        hands.page.flow.visit.answer(line, key, value)
    hands.press(Key.Key_M, CTRL)
    hands.press(ENTER, CTRL)
    said = [label.text() for label in hands.page.outcome.findChildren(QLabel)]
    assert any(text.startswith("Done by") for text in said)
    [case] = hands.cases
    assert case.deadline is not None
    assert len(said) >= len(case.deadline.steps)
    assert not any("{" in text for text in said)
