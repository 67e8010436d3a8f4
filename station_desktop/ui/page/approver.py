"""Somebody else's word at the same desk: a login and a password, for what the person at work may
not decide alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from station_desktop.domain.station.roles import Right
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.look.cards import label
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind
from station_desktop.usecases.door import approvals
from station_desktop.usecases.work import Actor, Work


class ApproverBox(QWidget):
    """Two lines to fill in, left empty where the person's own right is enough. ``name`` begins the
    names of the controls. Signal ``submitted`` on Enter in the last one."""

    submitted = Signal()

    def __init__(self, seat: Seat, name: str, right: Right) -> None:
        super().__init__()
        self._right = right
        self.login, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        lead = label(role="muted")
        lead.setWordWrap(True)
        if seat.may(right):
            bind(lead.setText, "approval", "If a colleague approves this, they sign here.")
        else:
            bind(lead.setText, "approval", "A colleague who may approve this signs here.")
        bind(self.login.setPlaceholderText, "approval", "Approver's login")
        bind(self.login.setAccessibleName, "approval", "Approver's login")
        bind(self.password.setPlaceholderText, "approval", "Password")
        bind(self.password.setAccessibleName, "approval", "Password")
        line = QHBoxLayout()
        for key, entry in (("login", self.login), ("password", self.password)):
            entry.setObjectName(f"{name}.approver.{key}")
            EnterKeys(entry).moved_on.connect(self._moved_on)
            line.addWidget(entry)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(lead)
        box.addLayout(line)

    def take_keyboard(self) -> None:
        self.login.setFocus()

    def approval(self) -> Callable[[Work], Actor] | None:
        """Who approves, found out off the main thread; ``None`` where nobody signed. The password
        is forgotten here at once."""
        login, password = self.login.text().strip(), self.password.text()
        self.password.clear()
        if not login:
            return None
        right = self._right
        return lambda work: approvals.approve(work, login, password, right)

    def _moved_on(self) -> None:
        if self.login.hasFocus() and self.login.text().strip():
            self.password.setFocus()
        else:
            self.submitted.emit()
