"""Erasing somebody through the real window: one asks, the same person may not decide, an auditor
agrees, and nobody finds the name again."""

from __future__ import annotations

from types import SimpleNamespace

from desk_hands import ZHANG, id_number
from pytestqt.qtbot import QtBot
from taken_in import take_in
from whole_window import CTRL, Key, Window, opened

from station_desktop.storage.store import Store
from station_desktop.usecases.door import accounts
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

FOUNDER, FOUNDERS = "wangmin", "Warm-Tea-2026"
AUDITOR, AUDITORS = "hejian", "Cold-Tea-2026"


def rows(window: Window) -> list[list[str]]:
    model = window.named("privacy.erase.table").model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def ask_for(window: Window, name: str, words: str) -> None:
    window.press(Key.Key_F4)
    window.press(Key.Key_Return, CTRL)
    assert "Choose the resident first." in window.texts()
    window.type(name)
    window.press(Key.Key_Return)
    window.press(Key.Key_1)
    window.type(words)
    window.press(Key.Key_Return, CTRL)


def test_one_asks_another_agrees_and_the_name_is_gone(
    qtbot: QtBot, station: SimpleNamespace
) -> None:
    store = Store(station.folder, station.key)
    work = Work(store, station.actor)
    open_one = residents.register(work, ZHANG)
    case = take_in(work, open_one)
    residents.register(
        work, ZHANG | {"name": "李桂兰", "id_number": id_number("11010219480307126")}
    )
    accounts.add(work, AUDITOR, "何检", ("audit",), AUDITORS)
    store.close()
    with opened(qtbot, station.folder) as window:
        window.sign_in(FOUNDER, FOUNDERS)
        window.room("privacy").show_view("erase")  # type: ignore[attr-defined]
        window.settle()
        ask_for(window, "zxm", "本人要求全部删除")
        assert case.number in window.named("privacy.erase.stage").widget().wrong.text()
        window.press(Key.Key_Escape)
        window.press(Key.Key_Escape)
        ask_for(window, "lgl", "本人要求全部删除")
        (waiting,) = rows(window)
        assert waiting[0] == "李*"
        assert waiting[1] == "waits for review"
        assert waiting[3:5] == ["王敏", "the person's wish  本人要求全部删除"]
        window.press(Key.Key_F6)
        window.press(Key.Key_Return, CTRL)
        assert rows(window)[0][1] == "waits for review", "nobody decides what they asked for"
        window.press(Key.Key_Escape)

        window.press(Key.Key_L, CTRL)
        window.sign_in(AUDITOR, AUDITORS)
        window.room("privacy").show_view("erase")  # type: ignore[attr-defined]
        window.settle()
        assert not window.named("privacy.erase.ask").isVisible()
        window.press(Key.Key_F6)
        window.click("privacy.review.decline")
        assert rows(window)[0][1] == "waits for review", "declining needs words"
        window.press(Key.Key_Return, CTRL)
        assert [row[1] for row in rows(window)] == ["erased"]
        assert "李桂兰" not in " ".join(window.texts())

    store = Store(station.folder, station.key, read_only=True)
    assert not residents.find(Work(store, station.actor), "李桂兰", 5)
    store.close()
