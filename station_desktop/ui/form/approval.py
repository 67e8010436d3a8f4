"""A number whose check digit fails, accepted by a supervisor who has seen the document."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from station_desktop.domain.problem import Refused
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.look.cards import label
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind
from station_desktop.usecases.door import approvals
from station_desktop.usecases.people.residents import Override
from station_desktop.usecases.work import Actor


class ApprovalPanel(QFrame):
    """Asks whoever may accept the number for a reason, anybody else for a supervisor's password.

    Signal ``approved(Override)``. ``room`` begins the names of the controls.
    """

    approved = Signal(object)

    def __init__(self, seat: Seat, room: str) -> None:
        super().__init__()
        self._seat = seat
        self._own = seat.may("id.override")
        self.setProperty("tone", "warn")
        self.login, self.password, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.said = label()
        self.said.setWordWrap(True)
        self._arrange(room)
        self.hide()

    def _arrange(self, room: str) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        line = QHBoxLayout()
        bind(self.login.setPlaceholderText, "approval", "Supervisor's login")
        bind(self.password.setPlaceholderText, "approval", "Password")
        bind(self.reason.setPlaceholderText, "approval", "Why the number is accepted")
        bind(self.login.setAccessibleName, "approval", "Supervisor's login")
        bind(self.password.setAccessibleName, "approval", "Password")
        bind(self.reason.setAccessibleName, "approval", "Why the number is accepted")
        entries = {"login": self.login, "password": self.password, "reason": self.reason}
        for name, entry in entries.items():
            entry.setObjectName(f"{room}.approve.{name}")
            keys = EnterKeys(entry)
            keys.moved_on.connect(self.approve)
            line.addWidget(entry, 2 if name == "reason" else 1)
        for entry in (self.login, self.password):
            if self._own:
                entry.hide()
        button = QPushButton()
        button.setObjectName(f"{room}.approve.go")
        bind(button.setText, "approval", "Accept the number")
        button.clicked.connect(self.approve)
        line.addWidget(button)
        column.addLayout(line)

    def offer(self) -> None:
        """Come forward, leaving the keyboard where it is."""
        bind(
            self.said.setText,
            "approval",
            "The check digit does not fit, so a digit is probably mistyped: compare it with the "
            "document. If it stands there like this, whoever may decide it can accept the number.",
        )
        self.show()

    def ask(self) -> None:
        """Come forward and take the keyboard."""
        self.offer()
        (self.reason if self._own else self.login).setFocus()

    def approve(self) -> None:
        """The password is checked off the main thread."""
        asked = (self.reason,) if self._own else (self.login, self.password, self.reason)
        empty = [entry for entry in asked if not entry.text().strip()]
        if empty:
            empty[0].setFocus()
            return
        reason = self.reason.text().strip()
        if self._own:
            self._give(Override(self._seat.actor, reason))
            return
        login, password = self.login.text(), self.password.text()
        self.password.clear()
        self._seat.write(
            lambda work: approvals.approve(work, login, password, "id.override"),
            lambda supervisor: self._give(_signed(supervisor, reason)),
            self._refused,
            owner=self,
        )

    def _give(self, override: Override) -> None:
        self.hide()
        self.approved.emit(override)

    def _refused(self, refused: Refused) -> None:
        self.said.setText(self._seat.sentence(refused))
        self.password.setFocus()


def _signed(supervisor: Actor, reason: str) -> Override:
    """The reason is kept with the name of whoever answers for it."""
    return Override(supervisor, f"{supervisor.name} ({supervisor.login}): {reason}")
