"""The personal data room through the real window: opening a record is noted, seen here, and the
person's own copy is handed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from desk_hands import ZHANG
from pytestqt.qtbot import QtBot
from taken_in import take_in
from whole_window import Key, Window, opened

from station_desktop.domain.person.residents import Resident
from station_desktop.storage.store import Store
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work

FOUNDER, FOUNDERS = "wangmin", "Warm-Tea-2026"


@pytest.fixture
def zhang(station: SimpleNamespace) -> SimpleNamespace:
    store = Store(station.folder, station.key)
    work = Work(store, station.actor)
    person: Resident = residents.register(work, ZHANG)
    take_in(work, person)
    store.close()
    return SimpleNamespace(folder=station.folder, id=person.id)


@pytest.fixture
def window(qtbot: QtBot, zhang: SimpleNamespace) -> Iterator[Window]:
    with opened(qtbot, zhang.folder) as made:
        made.sign_in(FOUNDER, FOUNDERS)
        yield made


def rows(window: Window) -> list[list[str]]:
    model = window.named("privacy.access").model()
    return [
        [str(model.index(row, column).data()) for column in range(1, model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_who_looked_is_seen_and_a_copy_is_handed_over(
    window: Window, zhang: SimpleNamespace, tmp_path: Path
) -> None:
    for _ in range(2):
        window.app._go("residents", f"resident:{zhang.id}")
        window.settle()
        window.room("privacy")
    assert rows(window) == [["王敏", "张*", "opened the record", ""]]

    window.app.shell.page("privacy").show_view("copy")
    window.settle()
    window.named("privacy.copy.find.text").setFocus()
    window.type("zxm")
    window.press(Key.Key_Return)
    assert "张小明" in " ".join(window.texts())
    window.named("privacy.copy.words").setText("要一份")
    out = tmp_path / "copy.json"
    window.named("privacy.copy.file.json.path").setText(str(out))
    window.click("privacy.copy.file.json.act")
    told = json.loads(out.read_bytes())
    assert (told["made_for"], told["words"]) == ("张小明", "要一份")

    window.app.shell.page("privacy").show_view("access")
    window.press(Key.Key_F5)
    assert rows(window)[0] == ["王敏", "张*", "handed over a copy of the data (JSON)", "要一份"]
    window.named("privacy.access.staff").setCurrentIndex(1)
    window.named("privacy.access.period").setCurrentIndex(0)
    window.settle()
    assert len(rows(window)) == 2
    window.click("privacy.access.save")
    book = tmp_path / "who looked.csv"
    window.named("privacy.access.file.csv.path").setText(str(book))
    window.click("privacy.access.file.csv.act")
    assert book.read_text("utf-8-sig").count("张*") == 2
    window.app.looks.speak("zh_CN")
    window.settle()
    assert rows(window)[1][2] == "打开了居民资料"
