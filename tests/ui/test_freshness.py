from __future__ import annotations

from types import SimpleNamespace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from station_desktop.ui.freshness import Freshness


def test_a_visible_widget_asks_again_and_a_hidden_one_when_it_is_shown(
    bench: SimpleNamespace, qtbot: QtBot
) -> None:
    asked: list[int] = []
    widget = QWidget()
    qtbot.addWidget(widget)
    fresh = Freshness(widget, bench.runner.changed, ["case"], lambda: asked.append(1))
    QCoreApplication.processEvents()
    assert asked == [], "nothing is asked before it is seen"
    assert fresh.stale

    widget.show()
    qtbot.waitUntil(lambda: len(asked) == 1)

    bench.runner.publish(frozenset({"resident"}))
    assert not fresh.stale, "another kind does not concern it"
    bench.runner.publish(frozenset({"case", "resident"}))
    bench.runner.publish(frozenset({"case"}))
    qtbot.waitUntil(lambda: len(asked) == 2)

    widget.hide()
    bench.runner.publish(frozenset({"case"}))
    QCoreApplication.processEvents()
    assert len(asked) == 2
    assert fresh.stale
    widget.show()
    qtbot.waitUntil(lambda: len(asked) == 3)
    assert not fresh.stale


def test_showing_again_without_news_asks_nothing(bench: SimpleNamespace, qtbot: QtBot) -> None:
    asked: list[int] = []
    widget = QWidget()
    qtbot.addWidget(widget)
    Freshness(widget, bench.runner.changed, ["case"], lambda: asked.append(1))
    widget.show()
    qtbot.waitUntil(lambda: len(asked) == 1)
    widget.hide()
    widget.show()
    QCoreApplication.processEvents()
    assert len(asked) == 1
