"""The Staff room worked by keyboard, over a real station: accounts made, changed, locked."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from on_the_way import begin, hands_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from station_desktop.domain.problem import Refused
from station_desktop.rooms.names import NAMES
from station_desktop.rooms.staff.own_password import OwnPasswordPage
from station_desktop.rooms.staff.page import StaffPage
from station_desktop.storage.reads import reads
from station_desktop.ui import object_names
from station_desktop.ui.seat import Seat
from station_desktop.usecases.door import opening
from station_desktop.usecases.work import Actor, Work

FOUNDERS = "Warm-Tea-2026"
NEW = "Green-Tea-2027"


@pytest.fixture
def page(qtbot: QtBot, seat: Seat) -> StaffPage:
    made = StaffPage(seat)
    qtbot.addWidget(made)
    made.resize(1270, 690)
    made.show()
    qtbot.waitUntil(lambda: made.table.current_row is not None)
    return made


def settle(qtbot: QtBot, seat: Seat) -> None:
    qtbot.waitUntil(lambda: seat.runner.idle, timeout=20_000)


def make(qtbot: QtBot, page: StaffPage, login: str, again: str = NEW) -> None:
    """A new account, typed as a person does, Enter leading from question to question."""
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = page.panel.forms["add"]
    QTest.keyClicks(form.line("login"), login)
    form.line("name").setText("李静")
    form.rows["roles"].input.set_raw(("worker",))
    QTest.keyClicks(form.line("password"), NEW)
    QTest.keyClicks(form.line("again"), again)
    QTest.keyClick(form.line("again"), Qt.Key.Key_Return)
    settle(qtbot, page._seat)


def test_everything_that_can_be_used_has_a_name(page: StaffPage) -> None:
    for key in ("add", "roles", "password"):
        page.panel.open_form(key)
        assert object_names.nameless(page, NAMES["staff"]) == []


def test_a_new_colleague_can_sign_in_and_is_chosen(
    qtbot: QtBot, page: StaffPage, station: SimpleNamespace
) -> None:
    make(qtbot, page, "lijing")
    assert page.panel.open_form_key == ""
    assert page.table.current_row.account.login == "lijing"
    entered = opening.unlock(station.folder, "lijing", NEW)
    assert entered.actor.roles == ("worker",)


def test_passwords_are_hidden_and_not_kept_on_the_screen(qtbot: QtBot, page: StaffPage) -> None:
    make(qtbot, page, "lijing")
    form = page.panel.forms["add"]
    assert form.line("password").echoMode() == QLineEdit.EchoMode.Password
    assert [form.text(key) for key in ("login", "password", "again")] == ["", "", ""]


def test_a_slip_in_the_second_typing_is_said_there_and_makes_no_account(
    qtbot: QtBot, page: StaffPage, station: SimpleNamespace
) -> None:
    make(qtbot, page, "lijing", again="Green-Tea-2028")
    form = page.panel.forms["add"]
    assert "not the same" in form.rows["again"].error
    assert page.panel.open_form_key == "add"
    with pytest.raises(Refused) as caught:
        opening.unlock(station.folder, "lijing", NEW)
    assert caught.value.first.code == "vault.wrong"


def test_every_blank_question_is_told_at_once_beneath_it(page: StaffPage) -> None:
    page.go("add")
    form = page.panel.forms["add"]
    form.act.click()
    assert all(row.error for row in form.rows.values())
    QTest.keyClicks(form.line("login"), "a")
    assert not form.rows["login"].error


def test_a_taken_login_and_a_weak_password_are_said_beneath_their_questions(
    qtbot: QtBot, page: StaffPage
) -> None:
    make(qtbot, page, "wangmin")
    form = page.panel.forms["add"]
    assert "taken" in form.rows["login"].error
    form.fill("login", "lijing")
    form.fill("password", "short")
    form.fill("again", "short")
    form.act.click()
    settle(qtbot, page._seat)
    assert "at least 8" in form.rows["password"].error
    assert form.act.isEnabled()


def test_the_password_rules_stand_there_before_anything_is_typed(page: StaffPage) -> None:
    page.go("add")
    assert "At least 8 characters" in page.panel.forms["add"].rows["password"].note


def test_roles_are_given_and_the_last_manager_keeps_theirs(
    qtbot: QtBot, page: StaffPage, seat: Seat
) -> None:
    make(qtbot, page, "lijing")
    QTest.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    form = page.panel.forms["roles"]
    assert form.picked("roles") == ("worker",)
    form.fill("roles", ("deputy", "worker"))
    form.act.click()
    settle(qtbot, seat)
    assert set(page.table.current_row.account.roles) == {"deputy", "worker"}
    page.go("wangmin")
    page.panel.open_form("roles")
    form.fill("roles", ("worker",))
    form.act.click()
    settle(qtbot, seat)
    (message,) = page.panel.messages.messages
    assert message.tone == "bad"
    assert "only account" in message.sentence


def test_an_account_is_locked_and_let_in_again(
    qtbot: QtBot, page: StaffPage, station: SimpleNamespace, seat: Seat
) -> None:
    make(qtbot, page, "lijing")
    page.panel.lock.click()
    settle(qtbot, seat)
    assert page.panel.card.chip.text() == "✕ locked"
    with pytest.raises(Refused) as caught:
        opening.unlock(station.folder, "lijing", NEW)
    assert caught.value.first.code == "account.locked"
    page.panel.lock.click()
    settle(qtbot, seat)
    assert opening.unlock(station.folder, "lijing", NEW).actor.login == "lijing"


def test_locking_says_how_many_open_cases_are_left_without_an_owner(
    qtbot: QtBot, page: StaffPage, seat: Seat
) -> None:
    make(qtbot, page, "lijing")

    def own_two(work: Work) -> None:
        account = reads.account_by_login(work.store.connection, "lijing")
        assert account is not None
        for _ in range(2):
            begin(hands_of(work, account), "public")

    seat.write(own_two, lambda _: None)
    settle(qtbot, seat)
    page.panel.lock.click()
    settle(qtbot, seat)
    said = [(message.tone, message.sentence) for message in page.panel.messages.messages]
    assert said[-1][0] == "warn"
    assert "without an owner: 2" in said[-1][1]


def test_one_cannot_lock_oneself(page: StaffPage) -> None:
    page.go("wangmin")
    assert not page.panel.lock.isEnabled()


def test_a_forgotten_password_is_replaced(
    qtbot: QtBot, page: StaffPage, station: SimpleNamespace, seat: Seat
) -> None:
    make(qtbot, page, "lijing")
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    form = page.panel.forms["password"]
    form.fill("password", "Other-Tea-2028")
    form.fill("again", "Other-Tea-2028")
    form.act.click()
    settle(qtbot, seat)
    assert opening.unlock(station.folder, "lijing", "Other-Tea-2028").actor.login == "lijing"


def test_escape_puts_the_form_away_with_what_was_typed(page: StaffPage) -> None:
    page.go("add")
    form = page.panel.forms["add"]
    QTest.keyClicks(form.line("password"), "secret")
    QTest.keyClick(form.line("password"), Qt.Key.Key_Escape)
    assert page.panel.open_form_key == ""
    assert form.text("password") == ""


def test_least_rights_are_explained(page: StaffPage) -> None:
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Sees no resident" in said
    assert "see personal details in full" in said


@pytest.fixture
def own(qtbot: QtBot, seat: Seat) -> OwnPasswordPage:
    made = OwnPasswordPage(seat)
    qtbot.addWidget(made)
    made.show()
    settle(qtbot, seat)
    return made


def change(qtbot: QtBot, own: OwnPasswordPage, old: str, new: str) -> None:
    for key, text in (("old", old), ("password", new), ("again", new)):
        own.form.fill(key, text)
    QTest.keyClick(own.form.line("again"), Qt.Key.Key_Return)
    settle(qtbot, own._seat)


def test_anybody_changes_their_own_password(
    qtbot: QtBot, own: OwnPasswordPage, seat: Seat, station: SimpleNamespace
) -> None:
    seat.actor = Actor(seat.actor.id, seat.actor.login, seat.actor.name, ("worker",))
    assert object_names.nameless(own, NAMES["own_password"]) == []
    change(qtbot, own, FOUNDERS, NEW)
    assert [message.tone for message in own.messages.messages] == ["ok"]
    assert own.form.text("password") == ""
    assert opening.unlock(station.folder, "wangmin", NEW).actor.login == "wangmin"


def test_a_wrong_present_password_changes_nothing(
    qtbot: QtBot, own: OwnPasswordPage, station: SimpleNamespace
) -> None:
    change(qtbot, own, "Wrong-Tea-2026", NEW)
    assert [message.tone for message in own.messages.messages] == ["bad"]
    assert own.form.text("old") == ""
    assert opening.unlock(station.folder, "wangmin", FOUNDERS).actor.login == "wangmin"


def test_the_same_password_again_is_refused_beneath_its_line(
    qtbot: QtBot, own: OwnPasswordPage
) -> None:
    change(qtbot, own, FOUNDERS, FOUNDERS)
    assert "same as the present" in own.form.rows["password"].error
