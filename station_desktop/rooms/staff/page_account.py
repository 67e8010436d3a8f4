"""One account beside the list: what it is, its roles, its lock, a new password; or a new one."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.catalogue import Field
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.station.roles import Role
from station_desktop.domain.station.settings import Settings
from station_desktop.rooms.staff import room
from station_desktop.rooms.staff.page_form import Forms, ShortForm
from station_desktop.rooms.staff.room import StaffRow
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.door import accounts
from station_desktop.usecases.door.accounts import Locked
from station_desktop.usecases.work import Work

ACCOUNTS = frozenset({"accounts"})


class AccountPanel(QWidget):
    """Signal ``done(login)`` when an account was made or changed."""

    done = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._row: StaffRow | None = None
        self._settings = Settings()
        self.messages = MessageBar("staff.message")
        self.card = Card()
        self.facts = Card()
        set_role(self.facts, "plain")
        self.roles = self._button("roles", Text("staff", "Change roles  Alt+R"), "Alt+R")
        self.password = self._button("password", Text("staff", "New password  Alt+P"), "Alt+P")
        self.lock = QPushButton()
        self.lock.setObjectName("staff.lock")
        self.lock.clicked.connect(self._set_lock)
        self.forms = {
            "roles": self._form(
                "roles",
                (room.question("roles", "multi_choice", room.role_choices()),),
                Text("staff", "Save the roles  Ctrl+Enter"),
                self._give_roles,
            ),
            "password": self._form(
                "password",
                (room.question("password", label="new_password"), room.question("again")),
                Text("staff", "Set the password  Ctrl+Enter"),
                self._set_password,
            ),
            "add": self._form(
                "add",
                (
                    room.question("login"),
                    room.question("name"),
                    room.question("roles", "multi_choice", room.role_choices()),
                    room.question("password"),
                    room.question("again"),
                ),
                Text("staff", "Make the account  Ctrl+Enter"),
                self._add,
            ),
        }
        self._stack = Forms()
        self._stack.addWidget(QWidget())
        for form in self.forms.values():
            self._stack.addWidget(form)
        self._arrange()
        follow(self, self._say)
        self._say()

    # what the page uses

    def put(self, row: StaffRow | None) -> None:
        """Show another account; a form being filled in for the old one is put away."""
        changed = self._row is None or row is None or row.key != self._row.key
        self._row = row
        if changed:
            self.close_form()
        self._say()

    def put_rules(self, settings: Settings) -> None:
        """Tell the rules a password follows before one is typed."""
        self._settings = settings
        self._say()

    def open_form(self, key: str) -> None:
        """Show ``roles``, ``password`` or ``add``."""
        row = self._row
        if key != "add" and row is None:
            return
        form = self.forms[key]
        form.empty()
        self.messages.clear()
        if key == "roles" and row is not None:
            form.fill("roles", row.account.roles)
        self._stack.turn_to(form)
        self._say()
        form.begin()

    def close_form(self) -> None:
        """Put the form away; nothing typed is kept."""
        for form in self.forms.values():
            form.empty()
        self._stack.turn_to(self._stack.widget(0))
        self._say()

    @property
    def open_form_key(self) -> str:
        """Which form is open, or nothing."""
        shown = self._stack.currentWidget()
        return next((key for key, form in self.forms.items() if form is shown), "")

    # building

    def _button(self, key: str, title: Text, keys: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"staff.{key}")
        bind(button.setText, *title)
        button.clicked.connect(lambda: self.open_form(key))
        on_key(button, keys, button.click, anywhere=True)
        return button

    def _form(
        self, key: str, questions: tuple[Field, ...], act: Text, send: Callable[[], None]
    ) -> ShortForm:
        hidden = ("password", "again")
        made = ShortForm(self._seat, f"staff.{key}", questions, act, hidden)
        made.sent.connect(send)
        made.left.connect(self.close_form)
        return made

    def _arrange(self) -> None:
        gap = theme.scale().gap
        frame = self.facts.layout()
        if frame is not None:
            frame.setContentsMargins(0, 0, 0, 0)
        self.card.body.addWidget(self.facts)
        self._buttons = QWidget()
        line = FlowLayout(self._buttons, gap)
        for button in (self.roles, self.password, self.lock):
            line.addWidget(button)
        self.card.body.addWidget(self._buttons)
        self.card.body.addWidget(self._stack)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap + 2)
        box.addWidget(self.card)
        box.addWidget(self.messages)

    # saying

    def _say(self) -> None:
        language, row = self._seat.language.code, self._row
        adding = self.open_form_key == "add"
        self.facts.setVisible(row is not None and not adding)
        self._buttons.setVisible(row is not None and not adding)
        self._stack.setVisible(bool(self.open_form_key))
        rules = room.rules_said(self._settings, language)
        for key in ("password", "add"):
            self.forms[key].note("password", rules)
        if adding:
            self.card.set_title(tr("staff", "New account"))
            self.card.chip.put("info", "")
            return
        if row is None:
            self.card.set_title(tr("staff", "Choose an account on the left."))
            self.card.chip.put("info", "")
            return
        self._say_account(row, language)

    def _say_account(self, row: StaffRow, language: str) -> None:
        account = row.account
        self.card.set_title(account.name)
        tone, state = state_of(row)
        self.card.chip.put(tone, state)
        self.facts.put_facts(
            (
                (tr("staff", "Login"), account.login),
                (tr("staff", "Roles"), room.roles_said(account.roles, language)),
                (tr("staff", "Last here"), room.seen(account) or tr("staff", "never")),
            )
        )
        own = account.id == self._seat.actor.id
        self.lock.setText(
            tr("staff", "Unlock the account") if account.locked else tr("staff", "Lock the account")
        )
        self.lock.setEnabled(not own)
        self.lock.setToolTip(tr("staff", "One cannot lock one's own account.") if own else "")

    # acting

    def _give_roles(self) -> None:
        form = self.forms["roles"]
        roles = cast("tuple[Role, ...]", form.picked("roles"))
        login = self._login()
        self._change(lambda work: accounts.give_roles(work, login, roles), form)

    def _set_password(self) -> None:
        form = self.forms["password"]
        password, login = form.text("password"), self._login()
        wrong = room.repeated(password, form.text("again"))
        if wrong:
            form.refuse(wrong)
            return

        def act(work: Work) -> Account | None:
            accounts.set_password(work, login, password)
            return None

        self._change(act, form)

    def _add(self) -> None:
        form = self.forms["add"]
        login, name, password = form.text("login"), form.text("name"), form.text("password")
        roles = cast("tuple[Role, ...]", form.picked("roles"))
        wrong = room.repeated(password, form.text("again"))
        if wrong:
            form.refuse(wrong)
            return
        self._change(lambda work: accounts.add(work, login, name, roles, password), form)

    def _set_lock(self) -> None:
        row = self._row
        if row is None:
            return
        login = row.account.login
        if row.account.locked:
            self._change(lambda work: accounts.set_lock(work, login, False), None)
            return

        def refused(problem: Refused) -> None:
            self.messages.say("bad", self._seat.sentence(problem))

        def lock(work: Work) -> Locked:
            return accounts.lock(work, login)

        self._seat.write(lock, self._locked, refused, changed=ACCOUNTS, owner=self)

    def _locked(self, locked: Locked) -> None:
        """Locking never waits for work that is still open; it says how much that is."""
        self._told(locked.account.login)
        if locked.left:
            language = self._seat.language.code
            self.messages.say("warn", phrases.say("account.left", language, count=locked.left))

    def _login(self) -> str:
        return self._row.account.login if self._row is not None else ""

    def _change(self, act: Callable[[Work], Account | None], form: ShortForm | None) -> None:
        login = self._login()

        def done(account: Account | None) -> None:
            self.close_form()
            self._told(account.login if account is not None else login)

        def refused(problem: Refused) -> None:
            rest = problem.problems if form is None else form.refuse(problem.problems)
            language = self._seat.language.code
            for found in rest:
                self.messages.say("bad", phrases.say(found.code, language, **found.params))

        self._seat.write(act, done, refused, changed=ACCOUNTS, owner=self)

    def _told(self, login: str) -> None:
        self.messages.clear()
        self.messages.say("ok", tr("staff", "Saved: {login}", login=login))
        self.done.emit(login)


def state_of(row: StaffRow) -> tuple[str, str]:
    """An account's standing as tone and words; nothing when all is well."""
    if row.account.locked:
        return "bad", tr("staff", "locked")
    if row.stale:
        return "warn", tr("staff", "password is old")
    return "ok", tr("staff", "in use")
