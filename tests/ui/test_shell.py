from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from station_desktop.ui.frame.shell import MenuEntry, Place, Shell
from station_desktop.ui.look import icons
from station_desktop.ui.look.cards import Card, CardColumn
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.icon_font import IconFont
from station_desktop.ui.look.theme import Theme
from station_desktop.ui.object_names import actionable, listed, nameless
from station_desktop.ui.page.messages import MOST, Message
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language


class Desk:
    def __init__(self, qtbot: QtBot) -> None:
        self.built: list[str] = []
        self.heard: list[str] = []
        self.search = QLineEdit()
        self.search.setObjectName("shell.search")
        places = [
            Place(key, Text("test", key.title()), "fa6s.user", partial(self.build, key))
            for key in ("desk", "queue", "residents")
        ]
        self.shell = Shell(places, self.search)
        self.shell.new_visitor.connect(lambda: self.heard.append("visitor"))
        self.shell.lock.connect(lambda: self.heard.append("lock"))
        qtbot.addWidget(self.shell)
        self.shell.resize(1366, 768)
        self.shell.show_place("desk")
        self.shell.show()
        self.shell.activateWindow()
        qtbot.waitUntil(self.shell.isActiveWindow)

    def build(self, key: str) -> QWidget:
        self.built.append(key)
        return QWidget()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        QTest.keyClick(self.shell, key, held)

    def click(self, name: str) -> None:
        button = self.shell.findChild(QPushButton, name)
        assert button is not None
        button.click()


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    return Desk(qtbot)


ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_page_is_built_when_it_is_first_gone_to_and_kept(desk: Desk) -> None:
    assert desk.built == ["desk"]
    desk.press(Qt.Key.Key_2, ALT)
    first = desk.shell.page("queue")
    desk.click("shell.rail.desk")
    desk.click("shell.rail.queue")
    assert desk.built == ["desk", "queue"]
    assert desk.shell.page("queue") is first
    assert desk.shell.current == "queue"
    assert desk.shell.page("residents") is None


def test_the_keys_of_the_frame(desk: Desk, qtbot: QtBot) -> None:
    desk.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    desk.press(Qt.Key.Key_L, CONTROL)
    desk.press(Qt.Key.Key_K, CONTROL)
    assert desk.search.hasFocus()
    desk.click("shell.lock")
    desk.click("shell.new_visitor")
    assert desk.heard == ["visitor", "lock", "lock", "visitor"]


def test_an_act_that_takes_its_button_away_leaves_the_keyboard_in_the_room(desk: Desk) -> None:
    page = desk.shell.page("desk")
    assert page is not None
    page.first = QLineEdit(page)  # type: ignore[attr-defined]
    act = QPushButton("act", page)
    for part in (page.first, act):  # type: ignore[attr-defined]
        part.show()
    for away in (lambda: act.setEnabled(False), act.hide):
        act.setEnabled(True)
        act.setFocus()
        away()
        assert page.first.hasFocus()  # type: ignore[attr-defined]
    desk.search.setFocus()
    assert desk.search.hasFocus(), "a person goes where they like"


def test_a_closed_frame_takes_no_keys_and_no_clicks(desk: Desk) -> None:
    page = QWidget()
    desk.shell.show_alone(page)
    desk.shell.set_open(False)
    desk.press(Qt.Key.Key_2, ALT)
    desk.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    desk.click("shell.rail.queue")
    assert desk.built == ["desk"]
    assert desk.heard == []
    assert page.isVisible()
    desk.shell.set_open(True)
    desk.press(Qt.Key.Key_2, ALT)
    assert desk.shell.current == "queue"


def test_messages_stand_in_the_window_the_newest_few_and_each_once(desk: Desk) -> None:
    pressed: list[str] = []
    desk.shell.notify("warn", "No paper.", ("Again", lambda: pressed.append("again")))
    for number in range(MOST):
        desk.shell.notify("bad", f"Wrong {number}")
    desk.shell.notify("bad", "Wrong 0")
    said = [message.sentence for message in desk.shell.messages.messages]
    assert said == ["Wrong 1", "Wrong 2", "Wrong 0"]
    shown = desk.shell.notify("warn", "No paper.", ("Again", lambda: pressed.append("again")))
    action = shown.findChild(QPushButton, "shell.message.action")
    away = shown.findChild(QPushButton, "shell.message.dismiss")
    assert action is not None
    assert away is not None
    action.click()
    away.click()
    assert pressed == ["again"]
    assert "No paper." not in [m.sentence for m in desk.shell.messages.messages]


def test_a_sentence_is_never_taken_for_markup(desk: Desk) -> None:
    shown: Message = desk.shell.notify("info", "<b>x</b> & y")
    texts = [label for label in shown.findChildren(QLabel) if "<b>" in label.text()]
    assert [label.textFormat() for label in texts] == [Qt.TextFormat.PlainText]
    chip = Chip("ok", "<i>x")
    assert chip.textFormat() == Qt.TextFormat.PlainText


def test_the_account_menu_acts_and_shows_what_is_on(desk: Desk, qtbot: QtBot) -> None:
    acted: list[str] = []
    entries = [
        MenuEntry("large", Text("test", "Large"), lambda: acted.append("large"), lambda: True),
        MenuEntry("", Text("test", ""), lambda: None),
        MenuEntry("out", Text("test", "Sign out"), lambda: acted.append("out")),
    ]
    desk.shell.set_account("王敏", entries)
    menu = desk.shell.account.menu()
    menu.aboutToShow.emit()
    large, _, out = menu.actions()
    assert large.isChecked()
    assert not out.isCheckable()
    out.trigger()
    assert acted == ["out"]
    assert desk.shell.account.text().startswith("王敏")


def test_the_strip_says_what_is_saved_open_and_on_its_way(desk: Desk, language: Language) -> None:
    strip = desk.shell.status
    strip.set_saved(QTime(10, 42, 7))
    strip.set_drafts(2)
    strip.set_connection("warn", "离线", "14 条待发送")
    language.switch("zh_CN")
    assert strip.saved.text() == "● 已保存 10:42:07"
    assert strip.drafts.text() == "草稿2份  Ctrl+D"
    assert strip.drafts.isVisible()
    assert strip.sign.text() == "! 离线"
    assert strip.connection.text() == "14 条待发送"
    strip.set_drafts(0)
    assert not strip.drafts.isVisible()


def test_everything_that_can_be_used_has_a_listed_name(desk: Desk) -> None:
    desk.shell.notify("bad", "x", ("Do", lambda: None))
    assert nameless(desk.shell) == []
    assert len(list(actionable(desk.shell))) >= 9
    stray = QPushButton(desk.shell)
    stray.setObjectName("stray")
    assert nameless(desk.shell) == ["QPushButton 'stray'"]
    assert nameless(desk.shell, ["stray"]) == []
    assert not listed("")


def test_icons_come_when_the_font_is_there_and_change_with_the_look(
    desk: Desk, theme: Theme
) -> None:
    icons.instance().load()
    button = desk.shell.findChild(QPushButton, "shell.lock")
    assert button is not None
    assert not button.icon().isNull()
    light = button.icon().pixmap(18).toImage()
    theme.wear("dark", "normal")
    assert button.icon().pixmap(18).toImage() != light


def test_an_icon_the_font_lacks_is_a_mistake_in_the_program(qtbot: QtBot, theme: Theme) -> None:
    icons.instance().load()
    with pytest.raises(KeyError):
        icons.set_icon(QPushButton(), "fa6s.no-such-thing")


def test_every_icon_named_in_the_program_is_in_the_font(qtbot: QtBot) -> None:
    code = Path(icons.__file__).resolve().parents[2]
    named = {
        name
        for file in code.rglob("*.py")
        for name in re.findall(r'"(fa6s\.[a-z0-9-]+)"', file.read_text("utf-8"))
    }
    font = IconFont()
    assert len(named) > 3
    assert {name for name in named if not font.has(name)} == set()


def test_large_targets_are_large_in_the_whole_frame(qtbot: QtBot, theme: Theme) -> None:
    theme.wear("light", "large")
    desk = Desk(qtbot)
    desk.shell.status.set_drafts(3)
    small = [
        (widget.objectName(), widget.width(), widget.height())
        for widget in actionable(desk.shell)
        if widget.isVisible() and min(widget.width(), widget.height()) < 60
    ]
    assert small == []


@pytest.fixture
def many(qtbot: QtBot, theme: Theme) -> Iterator[Shell]:
    """A frame with as many rooms as there ever are, on a counter's PC."""
    rooms = [
        Place(f"room{number}", Text("test", f"Room {number}"), "fa6s.user", QWidget)
        for number in range(17)
    ]
    shell = Shell(rooms)
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show_place("room0")
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    yield shell
    theme.wear("light", "normal")


def in_sight(shell: Shell, room: str) -> bool:
    button = shell.findChild(QPushButton, f"shell.rail.{room}")
    assert button is not None
    return button.visibleRegion().boundingRect().size() == button.size()


def test_seventeen_rooms_are_seen_at_once_and_twelve_are_a_key_away(many: Shell) -> None:
    assert all(in_sight(many, f"room{number}") for number in range(17))
    keys = (*(Qt.Key(Qt.Key.Key_1.value + n) for n in range(9)), Qt.Key.Key_0)
    for number, key in enumerate((*keys, Qt.Key.Key_Minus, Qt.Key.Key_Equal)):
        QTest.keyClick(many, key, ALT)
        assert many.current == f"room{number}"


def test_in_the_large_look_the_rail_scrolls_to_the_room_one_is_in(
    qtbot: QtBot, many: Shell, theme: Theme
) -> None:
    theme.wear("light", "large")
    qtbot.waitUntil(lambda: not in_sight(many, "room16"))
    assert many.height() == 768
    for room in ("room16", "room0", "room9"):
        many.show_place(room)
        qtbot.waitUntil(lambda room=room: in_sight(many, room))


def test_cards_show_facts_and_can_be_filled_again(qtbot: QtBot) -> None:
    column = CardColumn("who")
    qtbot.addWidget(column)
    card = Card("张小明")
    column.add(card)
    card.put_facts([("性别", "男"), ("住址", "校场五条")])
    card.put_facts([("性别", "女")])
    column.show()
    words = [w.text() for w in card.findChildren(QLabel) if w.isVisibleTo(card) and w.text()]
    assert words == ["张小明", "性别", "女"]
    column.clear()
    assert column.findChildren(Card) == []
