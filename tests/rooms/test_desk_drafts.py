"""Nothing that was typed is lost: set aside, closed, or begun again in another process."""

from __future__ import annotations

from types import SimpleNamespace

from desk_hands import CTRL, ENTER, Hands
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from station_desktop.rooms.desk import gather
from station_desktop.storage.store import Store
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import Language

Key = Qt.Key


def half_a_visit(hands: Hands) -> None:
    """Training chosen, its first questions answered, the card seen."""
    hands.know()
    hands.find("zxm")
    hands.find("pxbm")
    hands.find("com")
    hands.type("1")
    hands.press(Key.Key_M, CTRL)


def as_left(hands: Hands) -> None:
    """The visit stands as :func:`half_a_visit` left it, the keyboard at the next question."""
    line = hands.page.flow.visit.line
    assert line is not None
    assert line.item.code == "GOV-EM-008"
    assert line.answers["training_course"] == "computer_office"
    assert line.answers["training_level"] == "beginner"
    assert line.materials["id_card"].standing == "original"
    assert hands.page.what.form.answers()["training_level"] == "beginner"
    assert hands.where.startswith("desk.form.training_schedule")
    assert hands.page.flow.visit.resident is not None
    assert hands.page.flow.visit.resident.name == "张小明"


def test_a_visit_set_aside_is_reopened_as_it_was(hands: Hands) -> None:
    half_a_visit(hands)
    hands.press(Key.Key_F2)
    assert hands.where == "desk.search"
    assert hands.page.flow.visit.lines == []
    hands.press(Key.Key_D, CTRL)
    assert hands.where == "desk.drafts"
    assert "张小明" in hands.page.drafts.list.item(0).text()
    hands.enter()
    as_left(hands)


def test_a_closed_window_loses_nothing(hands: Hands) -> None:
    half_a_visit(hands)
    hands.page.close()
    hands.settle()
    hands.sit_down()
    assert "1" in hands.page.drafts_button.text()
    hands.press(Key.Key_D, CTRL)
    hands.enter()
    as_left(hands)


def test_another_process_finds_the_draft(
    hands: Hands, station: SimpleNamespace, qtbot: QtBot
) -> None:
    half_a_visit(hands)
    hands.qtbot.waitUntil(lambda: not hands.page.flow.visit.changes)
    hands.settle()  # nothing was closed or signed out: the saver's own clock wrote it
    other = Runner(
        lambda: Store(station.folder, station.key, read_only=True),
        lambda: Store(station.folder, station.key),
    )
    try:
        again = Hands(qtbot, Seat(other, Language(), station.actor))
        again.press(Key.Key_D, CTRL)
        again.enter()
        as_left(again)
    finally:
        other.close()


def test_a_half_typed_registration_is_kept(hands: Hands) -> None:
    hands.find("11010219621105003")
    hands.type("李晓红")
    hands.press(Key.Key_F2)
    hands.press(Key.Key_D, CTRL)
    assert "李晓红" in hands.page.drafts.list.item(0).text()
    hands.enter()
    assert hands.page.register.form.answers()["name"] == "李晓红"
    assert hands.page.register.form.answers()["id_number"] == "11010219621105003"


def test_a_person_without_anything_said_leaves_no_draft(hands: Hands) -> None:
    hands.know()
    hands.find("zxm")
    hands.press(Key.Key_F2)
    assert hands.ask(gather.draft_cards) == ()


def test_the_draft_of_an_accepted_visit_is_gone(hands: Hands) -> None:
    half_a_visit(hands)
    hands.type("2")
    hands.find("une")
    hands.find("b")
    hands.press(ENTER, CTRL)
    assert [case.state for case in hands.cases] == ["completed"]
    hands.press(Key.Key_F2)
    assert hands.ask(gather.draft_cards) == ()


def test_a_draft_is_thrown_away_only_by_pressing_twice(hands: Hands) -> None:
    half_a_visit(hands)
    hands.press(Key.Key_F2)
    hands.press(Key.Key_D, CTRL)
    hands.press(Key.Key_Delete)
    assert len(hands.ask(gather.draft_cards)) == 1
    hands.press(Key.Key_Delete)
    assert hands.ask(gather.draft_cards) == ()
