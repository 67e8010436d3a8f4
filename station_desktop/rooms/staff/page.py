"""The Staff room: everybody who may come in on the left, the chosen account on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from station_desktop.rooms.staff import room
from station_desktop.rooms.staff.page_account import AccountPanel, state_of
from station_desktop.rooms.staff.page_roles import RolesCard
from station_desktop.rooms.staff.room import Staff, StaffRow
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import CardColumn, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr


class StaffPage(QWidget):
    """``go(login)`` chooses an account, ``go("add")`` begins a new one."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._rows: tuple[StaffRow, ...] = ()
        self._wanted = ""
        self.setObjectName("staff")
        self.model = RowsModel(seat.runner, self._columns(), self)
        self.table = Table(
            self.model,
            "staff.table",
            Text("staff", "Accounts"),
            Text("staff", "There is no account yet."),
        )
        self.panel = AccountPanel(seat)
        self.add = QPushButton()
        self.add.setObjectName("staff.new")
        set_role(self.add, "primary")
        bind(self.add.setText, "staff", "New account  Ctrl+N")
        self.add.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.add.clicked.connect(self._begin_new)
        self._arrange()
        self.first = self.table
        on_key(self, "Ctrl+N", self._begin_new, anywhere=True)
        on_key(self, "Esc", self._leave_form, anywhere=True)
        self.table.chosen.connect(self.panel.put)
        self.table.opened.connect(lambda _: self.panel.roles.setFocus())
        self.model.arrived.connect(self._choose_wanted)
        self.panel.done.connect(self._choose)
        self._fresh = Freshness(self, seat.changed, ("accounts", "settings"), self._ask)

    def go(self, what: object) -> None:
        if what == "add":
            self._begin_new()
        elif isinstance(what, str):
            self._choose(what)

    # building

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", Text("staff", "Name"), lambda row: str(row.account.name), 76),
            Column("login", Text("staff", "Login"), lambda row: str(row.account.login), 100),
            Column(
                "roles",
                Text("staff", "Roles"),
                lambda row: room.roles_said(row.account.roles, self._seat.language.code),
            ),
            Column(
                "seen",
                Text("staff", "Last here"),
                lambda row: room.seen(row.account) or tr("staff", "never"),
                160,
            ),
            Column(
                "state",
                Text("staff", "State"),
                lambda row: state_of(row)[1],
                100,
                tone=lambda row: state_of(row)[0],
            ),
        )

    def _arrange(self) -> None:
        size = theme.scale()
        hint = label(role="muted")
        hint.setWordWrap(True)
        bind(hint.setText, "staff", "Everybody signs in with an account of their own.")
        head = QHBoxLayout()
        head.addWidget(hint, 1)
        head.addWidget(self.add)
        left = QVBoxLayout()
        left.setSpacing(size.gap + 2)
        left.addLayout(head)
        left.addWidget(self.table, 1)
        side = CardColumn("staff.side")
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.add(self.panel)
        side.add(RolesCard(self._seat))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(size.space)
        across.addLayout(left, 60)
        across.addWidget(side, 40)

    # asking

    def _ask(self) -> None:
        self._seat.read(room.staff, self._put, tag="staff.list", owner=self)

    def _put(self, staff: Staff) -> None:
        self._rows = staff.rows
        self.panel.put_rules(staff.settings)
        places = {row.key: number for number, row in enumerate(staff.rows)}

        def page(_: Any, window: Window) -> Sequence[StaffRow]:
            first = window.skip + (0 if window.after is None else window.after + 1)
            return staff.rows[first : first + window.limit]

        if not self._wanted and self.table.current_row is not None:
            self._wanted = self.table.current_row.account.login
        self.model.set_source(
            Source(
                page, lambda row: places[row.key], lambda row: row.key, lambda _: len(staff.rows)
            )
        )

    def _choose(self, login: str) -> None:
        """Go to an account, now or when the list that holds it has come."""
        self._wanted = login
        self._choose_wanted()

    def _choose_wanted(self, *_: int) -> None:
        wanted = self._wanted.casefold()
        for number, row in enumerate(self._rows):
            if row.account.login.casefold() == wanted and number < self.model.rowCount():
                self.table.setCurrentIndex(self.model.index(number, 0))
                self.panel.put(row)
                self._wanted = ""
        if not wanted and self._rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _begin_new(self) -> None:
        self.panel.open_form("add")

    def _leave_form(self) -> None:
        if self.panel.open_form_key:
            self.panel.close_form()
            self.table.setFocus()
