"""The second view: nothing chosen beforehand, large, by keyboard, back only after thanks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from station_desktop.ui.look.theme import Theme
from station_desktop.ui.object_names import actionable, nameless
from station_desktop.ui.rating.rating_parts import TARGET
from station_desktop.ui.rating.rating_view import RatingView, Said
from station_desktop.ui.words import Language

CONTROL = Qt.KeyboardModifier.ControlModifier


class Asked:
    def __init__(self, qtbot: QtBot) -> None:
        self.said: list[Said] = []
        self.ended: list[bool] = []
        self.refusal = ""
        self.view = RatingView(self.take)
        qtbot.addWidget(self.view)
        self.view.ended.connect(self.ended.append)
        self.view.resize(1366, 768)
        self.view.show()
        self.view.activateWindow()
        qtbot.waitUntil(self.view.isActiveWindow)

    def take(self, said: Said, done: Callable[[], None], failed: Callable[[str], None]) -> None:
        self.said.append(said)
        failed(self.refusal) if self.refusal else done()

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.view, key, held)

    def named(self, name: str) -> QPushButton:
        found = self.view.findChild(QWidget, name)
        assert found is not None, name
        return found  # type: ignore[return-value]


@pytest.fixture
def asked(qtbot: QtBot, theme: Theme) -> Iterator[Asked]:
    made = Asked(qtbot)
    yield made
    made.view.leave()


def test_nothing_is_chosen_until_the_resident_chooses(asked: Asked) -> None:
    assert asked.view.level == 0
    asked.press(Qt.Key.Key_Return, CONTROL)
    assert asked.said == []
    assert asked.view.wrong.isVisible()
    assert not asked.view.more.isVisible()


@pytest.mark.parametrize("level", [5, 4, 3, 2, 1])
def test_one_key_chooses_and_another_hands_in(asked: Asked, level: int) -> None:
    asked.press(Qt.Key(Qt.Key.Key_0.value + level))
    assert asked.view.level == level
    asked.press(Qt.Key.Key_Return, CONTROL)
    assert asked.said == [Said(level)]
    assert asked.view.close_now.isVisible()
    asked.view.close_now.click()
    assert asked.ended == [True]
    assert not asked.view.isVisible()


def test_another_choice_takes_the_first_ones_place(asked: Asked) -> None:
    asked.press(Qt.Key.Key_5)
    asked.press(Qt.Key.Key_2)
    assert [face.isChecked() for face in asked.view.faces.values()] == [
        False,
        False,
        False,
        True,
        False,
    ]


def test_more_may_be_said_and_taken_back(asked: Asked) -> None:
    asked.press(Qt.Key.Key_3)
    asked.named("rating.solved.no").click()
    asked.named("rating.skill.4").click()
    asked.named("rating.attitude.1").click()
    asked.named("rating.attitude.1").click()
    asked.view.words.setFocus()
    QTest.keyClicks(asked.view.words, "52 days")
    asked.named("rating.go").click()
    assert asked.said == [Said(3, {"skill": 4}, "52 days", False)]


def test_digits_typed_into_the_words_are_words(asked: Asked) -> None:
    asked.press(Qt.Key.Key_4)
    asked.view.words.setFocus()
    QTest.keyClicks(asked.view.words, "1")
    assert asked.view.level == 4


def test_putting_it_away_says_that_nothing_was_handed_in(asked: Asked) -> None:
    asked.press(Qt.Key.Key_5)
    asked.press(Qt.Key.Key_Escape)
    assert asked.ended == [False]
    assert asked.said == []
    asked.view.leave()
    assert asked.ended == [False], "once"


def test_a_refusal_is_said_and_may_be_tried_again(asked: Asked) -> None:
    asked.refusal = "Already rated."
    asked.press(Qt.Key.Key_5)
    asked.named("rating.go").click()
    assert asked.view.wrong.text() == "Already rated."
    assert not asked.view.close_now.isVisible()
    asked.refusal = ""
    asked.named("rating.go").click()
    assert asked.view.close_now.isVisible()
    asked.view.hand_in()
    assert len(asked.said) == 2, "not handed in twice"


def test_thanks_go_away_by_themselves(asked: Asked, qtbot: QtBot) -> None:
    asked.press(Qt.Key.Key_5)
    asked.view._closing.setInterval(0)
    asked.named("rating.go").click()
    qtbot.waitUntil(lambda: asked.ended == [True])


@pytest.mark.parametrize("language_code", ["en", "zh_CN"])
def test_everything_to_be_pressed_is_large_and_nothing_is_cut_off(
    asked: Asked, language: Language, language_code: str
) -> None:
    language.switch(language_code)
    asked.press(Qt.Key.Key_4)
    QApplication.processEvents()
    for widget in actionable(asked.view):
        if widget.isVisible():
            assert min(widget.width(), widget.height()) >= 60, widget.objectName()
            place = widget.rect().translated(widget.mapTo(asked.view, widget.rect().topLeft()))
            assert asked.view.rect().contains(place), widget.objectName()
    assert TARGET >= 60
    assert nameless(asked.view) == []
