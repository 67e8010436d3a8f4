"""What is put off until nobody touches the program, and how touching it is noticed."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from station_desktop.ui.background.warming import Warming
from station_desktop.ui.lanes.garbage import GarbageOnMainThread
from station_desktop.ui.pc.touch import Touch


@pytest.fixture
def touch(qapp: QApplication) -> Touch:
    return Touch(qapp)


def test_keys_and_clicks_are_felt_and_nothing_else(qtbot: QtBot, touch: Touch) -> None:
    felt: list[int] = []
    touch.felt.connect(lambda: felt.append(1))
    window = QWidget()
    qtbot.addWidget(window)
    box = QLineEdit(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is window.windowHandle())
    box.setText("put there by the program")
    window.grab()
    QApplication.processEvents()
    assert not felt
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert len(felt) == 2
    assert not touch.quiet_for(3600)


def test_modules_are_imported_while_nobody_touches_the_program(
    qtbot: QtBot, touch: Touch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["warmed_one", "warmed_two"]
    for name in names:
        (tmp_path / f"{name}.py").write_text("", "utf-8")
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    asked: list[float] = []
    real = touch.quiet_for
    monkeypatch.setattr(touch, "quiet_for", lambda s: asked.append(s) or real(s))
    warming = Warming(touch)
    warming.begin(names, quiet_s=3600)
    qtbot.waitUntil(lambda: len(asked) > 2)
    assert not sys.modules.keys() & set(names)
    warming.begin((), quiet_s=0)
    qtbot.waitUntil(lambda: sys.modules.keys() >= set(names))


def test_older_garbage_waits_until_nobody_touches_the_program() -> None:
    usual, quiet = gc.get_threshold(), False
    gc.set_threshold(100_000, 1, 100)
    collector = GarbageOnMainThread(pause_ms=3_600_000, quiet=lambda: quiet)
    try:
        for _ in range(3):
            gc.collect(0)
        assert collector.step() is None
        quiet = True
        assert collector.step() == 1
    finally:
        collector.stop()
        gc.set_threshold(*usual)
