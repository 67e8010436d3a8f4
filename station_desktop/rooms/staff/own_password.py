"""One's own password, changed by whoever knows the present one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.settings import Settings
from station_desktop.rooms.staff import room
from station_desktop.rooms.staff.page_account import ACCOUNTS
from station_desktop.rooms.staff.page_form import ShortForm
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.door import passwords

CARD_WIDTH = 480


class OwnPasswordPage(QWidget):
    """Present password, new one, new one again. Needs no right but to be signed in.

    Signal ``left`` when it is changed, or not to be changed after all.
    """

    left = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._settings = Settings()
        self.setObjectName("own_password")
        self.messages = MessageBar("own_password.message")
        self.form = ShortForm(
            seat,
            "own_password",
            (
                room.question("old"),
                room.question("password", label="new_password"),
                room.question("again"),
            ),
            Text("staff", "Change my password  Ctrl+Enter"),
            ("old", "password", "again"),
        )
        self.form.sent.connect(self._send)
        self.form.left.connect(self._leave)
        on_key(self, "Esc", self._leave, anywhere=True)
        card = Card()
        bind(card.set_title, "staff", "My password")
        card.body.addWidget(self.messages)
        card.body.addWidget(self.form)
        grow = theme.scale().base / 14
        card.setFixedWidth(round(CARD_WIDTH * grow))
        column = QVBoxLayout()
        column.addWidget(card)
        column.addStretch(1)
        across = QHBoxLayout(self)
        across.addStretch(1)
        across.addLayout(column)
        across.addStretch(2)
        follow(self, self._say_rules)
        self._fresh = Freshness(self, seat.changed, ("settings",), self._ask)

    def go(self, what: object) -> None:
        """Begin anew, whatever was typed before."""
        self.form.empty()
        self.form.begin()

    def _leave(self) -> None:
        self.form.empty()
        self.messages.clear()
        self.left.emit()

    def _ask(self) -> None:
        self._seat.read(room.rules, self._put_rules, tag="own_password.rules", owner=self)

    def _put_rules(self, settings: Settings) -> None:
        self._settings = settings
        self._say_rules()

    def _say_rules(self) -> None:
        language = self._seat.language.code
        self.form.note("password", room.rules_said(self._settings, language))

    def _send(self) -> None:
        old, new = self.form.text("old"), self.form.text("password")
        self.messages.clear()
        wrong = room.repeated(new, self.form.text("again"))
        if wrong:
            self.form.refuse(wrong)
            return
        self._seat.write(
            lambda work: passwords.change_own(work, old, new),
            lambda _: self._changed(),
            self._refused,
            changed=ACCOUNTS,
            owner=self,
        )

    def _changed(self) -> None:
        self.form.empty()
        self.messages.say("ok", tr("staff", "Your password is changed."))

    def _refused(self, refused: Refused) -> None:
        """A wrong present password is about the first line."""
        language = self._seat.language.code
        for problem in self.form.refuse(refused.problems):
            self.messages.say("bad", phrases.say(problem.code, language, **problem.params))
        if any(problem.code.startswith("vault.") for problem in refused.problems):
            self.form.fill("old", None)
            self.form.begin()
