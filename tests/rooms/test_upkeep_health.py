"""The upkeep room's first part, through the real window: the lines, the support file, and the
number under which the log has what went wrong."""

from __future__ import annotations

import re
import sys
import threading
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from whole_window import Key, Window, opened

from station_desktop.domain.station.health import CHECKS
from station_desktop.logs import files
from station_desktop.ui.page.messages import Message

FOUNDER, FOUNDERS = "wangmin", "Warm-Tea-2026"


@pytest.fixture
def folder(station: SimpleNamespace) -> Path:
    found: Path = station.folder
    return found


@pytest.fixture
def window(
    qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    """As ``__main__`` starts it: with its log, and everything uncaught going there."""
    monkeypatch.setenv("STATION_POLICY", str(tmp_path / "policy.toml"))
    handler = files.log_to(folder)
    before = sys.excepthook, threading.excepthook
    with warnings.catch_warnings(), opened(qtbot, folder) as made:
        files.catch(made.app.crashed)
        made.sign_in(FOUNDER, FOUNDERS)
        try:
            yield made
        finally:
            sys.excepthook, threading.excepthook = before
    files.end(handler)


def rows(window: Window) -> list[list[str]]:
    model = window.named("upkeep.health").model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_lines_are_numbered_can_be_read_out_and_copied(window: Window) -> None:
    window.room("upkeep")
    found = rows(window)
    assert [int(line[0]) for line in found] == list(range(1, len(CHECKS) + 1))
    journal = CHECKS.index("journal")
    assert "from the beginning" in found[journal][3]
    window.press(Key.Key_F5)
    assert "since the check at" in rows(window)[journal][3]
    window.click("upkeep.health.whole")
    assert "from the beginning" in rows(window)[journal][3]

    table = window.named("upkeep.health")
    table.setFocus()
    table.selectRow(journal)
    window.settle()
    assert window.named("upkeep.health.said").text() == rows(window)[journal][3]
    window.click("upkeep.health.copy")
    copied = QApplication.clipboard().text()
    assert copied.startswith(f"{journal + 1:>2}  [ok] Journal chain")
    window.click("upkeep.health.copy_all")
    assert len(QApplication.clipboard().text().splitlines()) == len(CHECKS)

    window.app.looks.speak("zh_CN")
    window.settle()
    assert rows(window)[journal][1] == "日志链"
    assert "体检" in window.named("upkeep.view.health").text()


def test_the_support_file_is_read_then_saved(window: Window, tmp_path: Path) -> None:
    window.room("upkeep")
    window.click("upkeep.health.support")
    parts = window.named("upkeep.health.file.parts")
    names = [parts.itemText(at) for at in range(parts.count())]
    assert names[0] == "doctor.txt"
    text = window.named("upkeep.health.file.text")
    assert str(window.app._folder) not in text.toPlainText()
    window.click("upkeep.health.file.named")
    assert str(window.app._folder) in text.toPlainText()
    parts.setCurrentIndex(parts.findText("logs/station.log"))
    assert "sign_in times=1" in text.toPlainText()
    out = tmp_path / "for IT.zip"
    window.named("upkeep.health.file.path").setText(str(out))
    window.click("upkeep.health.file.act")
    with zipfile.ZipFile(out) as archive:
        assert "names.json" in archive.namelist()
    assert not window.named("upkeep.health.stage").isVisible()


def told(window: Window) -> str:
    """The number in the last sentence about something unexpected."""
    window.settle()
    sentences = [said.sentence for said in window.app.window.findChildren(Message)]
    (number,) = re.findall(r"number ([0-9a-f]{8})", sentences[-1])
    return str(number)


def test_the_number_on_the_screen_is_in_the_log(window: Window, folder: Path) -> None:
    log = folder / "logs" / "station.log"

    def fault(*_: object) -> None:
        raise LookupError("张小明 zhangxiaoming 13800138000")

    window.app.runner.io(fault)
    away = told(window)
    assert f"incident {away} LookupError" in log.read_text("utf-8")
    sys.excepthook(LookupError, LookupError("张小明"), None)  # as from a slot of the window
    here = told(window)
    assert here != away
    assert here in log.read_text("utf-8")
    for word in ("张小明", "zhangxiaoming", "13800138000", FOUNDER):
        assert word not in log.read_text("utf-8")
