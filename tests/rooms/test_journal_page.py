"""The Journal room worked by keyboard, over a real station."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from people import people
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from station_desktop.rooms.journal.page import JournalPage
from station_desktop.rooms.names import NAMES
from station_desktop.storage import database
from station_desktop.storage.store import Store
from station_desktop.ui import object_names
from station_desktop.ui.seat import Seat
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Actor, Work

PERSON = people(1)[0]
REASON = f"回电 {PERSON.phone} 核对"


@pytest.fixture
def looked(station: SimpleNamespace) -> None:
    """A resident was registered, and looked at in full."""
    store = Store(station.folder, station.key)
    work = Work(store, station.actor)
    found = residents.register(work, PERSON.typed())
    residents.reveal(work, found.id, "phone", REASON)
    store.close()


@pytest.fixture
def page(qtbot: QtBot, looked: None, seat: Seat) -> JournalPage:
    made = JournalPage(seat)
    qtbot.addWidget(made)
    made.resize(1270, 690)
    made.show()
    qtbot.waitUntil(lambda: made.entries.model.rowCount() > 0 and made.entries.model.known)
    return made


def settle(qtbot: QtBot, page: JournalPage) -> None:
    qtbot.waitUntil(lambda: page._seat.runner.idle)


def shown(root: Any) -> str:
    return " ".join(label.text() for label in root.findChildren(QLabel))


def test_everything_that_can_be_used_has_a_name(qtbot: QtBot, page: JournalPage) -> None:
    for view in ("entries", "report", "verify"):
        page.go(view)
        settle(qtbot, page)
        assert object_names.nameless(page, NAMES["journal"]) == []


def test_the_chosen_entry_is_told_in_full_but_masked(qtbot: QtBot, page: JournalPage) -> None:
    table = page.entries.table
    table.setFocus()
    qtbot.waitUntil(lambda: page.entries.model.row(0) is not None)
    QTest.keyClick(table, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: "Looked at in full: telephone" in shown(page.entries.card))
    told = shown(page.entries.card)
    assert "核对" in told
    for secret in (PERSON.phone, PERSON.name, PERSON.id_number):
        assert secret not in told


def test_a_kind_and_a_day_are_chosen(qtbot: QtBot, page: JournalPage) -> None:
    filters = page.entries.filters
    everything = page.entries.model.rowCount()
    filters.groups["reveals"].click()
    qtbot.waitUntil(lambda: page.entries.model.rowCount() == 1)
    filters.groups["all"].click()
    qtbot.waitUntil(lambda: page.entries.model.rowCount() == everything)
    QTest.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    filters.day.setText("2020.1.1")
    QTest.keyClick(filters.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.entries.model.known and page.entries.model.rowCount() == 0)
    assert filters.wanted.day == "2020-01-01"
    filters.day.setText("soon")
    QTest.keyClick(filters.day, Qt.Key.Key_Return)
    assert "not a date" in filters.error.text()
    assert filters.wanted.day == "2020-01-01"
    filters.day.clear()
    QTest.keyClick(filters.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.entries.model.rowCount() == everything)
    assert filters.wanted.period == "month"


def test_an_author_is_chosen(qtbot: QtBot, page: JournalPage) -> None:
    author = page.entries.filters.author
    qtbot.waitUntil(lambda: author.count() == 2)
    author.setCurrentIndex(1)
    settle(qtbot, page)
    assert page.entries.filters.wanted.author == page._seat.actor.id
    page.entries.filters.period.setCurrentIndex(4)
    settle(qtbot, page)
    assert page.entries.filters.wanted.period == "ever"


def test_what_is_done_meanwhile_appears(qtbot: QtBot, page: JournalPage, seat: Seat) -> None:
    before = page.entries.model.rowCount()
    other = people(2)[1]
    seat.write(
        lambda work: residents.register(work, other.typed()), changed=frozenset({"residents"})
    )
    qtbot.waitUntil(lambda: page.entries.model.rowCount() == before + 1)


def test_the_access_report_says_who_looked_at_whom_and_can_be_copied(
    qtbot: QtBot, page: JournalPage
) -> None:
    QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert page.view == "report"
    qtbot.waitUntil(lambda: "times: 1 · people: 1" in shown(page.report.card))
    qtbot.waitUntil(lambda: page.report.model.rowCount() == 1)
    page.report.copy.click()
    qtbot.waitUntil(lambda: len(page.report.messages.messages) == 1)
    (copied,) = QGuiApplication.clipboard().text().splitlines()
    cells = copied.split("\t")
    assert cells[1] == "王敏"
    assert re.fullmatch(r".\* \d{6}\*{8}\d{3}[\dX]", cells[2])
    assert PERSON.phone not in copied


def test_verifying_a_sound_store_says_that_everything_holds(
    qtbot: QtBot, page: JournalPage
) -> None:
    page.go("verify")
    assert page.verify is not None
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.verify is not None and page.verify.result is not None)
    assert page.verify.result is not None
    assert page.verify.result.holds
    assert "Everything holds" in shown(page.verify)
    assert page.verify.start.isEnabled()


def test_a_tampered_store_is_found_out_and_says_what_to_do(
    qtbot: QtBot, page: JournalPage, station: SimpleNamespace
) -> None:
    connection = database.connect(station.folder, station.key)
    connection.execute("UPDATE residents SET name = '别人'")
    connection.execute("UPDATE entries SET author = 'x' WHERE number = 2")
    connection.close()
    page.go("verify")
    verify = page.verify
    assert verify is not None
    verify.start.click()
    qtbot.waitUntil(lambda: verify.result is not None)
    told = shown(verify)
    assert "residents: 1 different" in told
    assert "at its entry 2" in told
    assert "backup" in verify.advice.text()
    assert verify.advice.isVisible()


def test_stopping_gives_no_answer_and_another_can_begin(qtbot: QtBot, page: JournalPage) -> None:
    page.go("verify")
    verify = page.verify
    assert verify is not None
    verify.start.click()
    assert verify.stop.isVisible()
    verify.stop.click()
    settle(qtbot, page)
    assert verify.result is None
    assert not verify.progress.isVisible()
    verify.start.click()
    qtbot.waitUntil(lambda: verify.result is not None)


def test_who_may_not_verify_is_not_offered_it(qtbot: QtBot, looked: None, seat: Seat) -> None:
    seat.may = lambda right: right != "journal.verify"  # type: ignore[method-assign]
    page = JournalPage(seat)
    qtbot.addWidget(page)
    page.go("verify")
    assert page.view == "entries"
    assert page.verify is None


def test_the_auditor_alone_sees_no_more_than_this(qtbot: QtBot, looked: None, seat: Seat) -> None:
    seat.actor = Actor(seat.actor.id, "hejian", "何鉴", ("audit",))
    page = JournalPage(seat)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.entries.model.rowCount() > 0)
    page.go("verify")
    assert page.verify is not None
    page.verify.start.click()
    qtbot.waitUntil(lambda: page.verify is not None and page.verify.result is not None)
