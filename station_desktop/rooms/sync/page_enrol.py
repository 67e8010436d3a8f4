"""Letting this window in at the hall: its address, the one-time code, what the window is called."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.look.theme import restyle, set_role
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases import policies
from station_desktop.usecases.exchange import syncing
from station_desktop.usecases.exchange.syncing import Details
from station_desktop.usecases.setup import enrolling
from station_desktop.usecases.work import Work

WIDTH = 640
_SYNC = frozenset({"sync", "residents", "cases", "settings", "accounts", "catalogue"})
_ACT, _ASKING = Text("sync", "Enrol this window"), Text("sync", "Asking the hall…")
_BOXES: dict[str, tuple[Text, str]] = {
    "address": (Text("sync", "Address of the hall"), "https://"),
    "code": (Text("sync", "Enrolment code"), "ABCDE-FGHJK-LMNPQ-RSTUV"),
    "name": (Text("sync", "Name of this window"), ""),
}


class Enrol(QWidget):
    """Signals: ``done`` once the window is in."""

    done = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.messages = MessageBar("sync.enrol.message")
        self.boxes: dict[str, QLineEdit] = {}
        self.lead = label(role="muted")
        self.lead.setWordWrap(True)
        self.act = QPushButton()
        self.act.setObjectName("sync.enrol.act")
        set_role(self.act, "primary")
        bind(self.act.setText, "sync", "Enrol this window")
        self.act.clicked.connect(self._go)
        self._arrange()
        self.first = self.boxes["address"]
        self._put(None)

    def refresh(self) -> None:
        """Say whether the window is in already."""
        self._seat.read(syncing.details, self._put, tag="sync.enrol", owner=self)

    def _put(self, details: Details | None) -> None:
        fixed = policies.in_force().hall_address
        if fixed:
            self.boxes["address"].setText(fixed)
        self.boxes["address"].setReadOnly(bool(fixed))
        if details is not None and details.address and not self.boxes["address"].text():
            self.boxes["address"].setText(details.address)
            self.boxes["name"].setText(details.name)
        if details is None or details.position is None:
            bind(
                self.lead.setText,
                "sync",
                "The hall's staff give one code for each window, valid once. After this the window "
                "sends by itself, whenever there is a connection; what was done so far goes first.",
            )
        elif syncing.needs_new_enrolment(details.position):
            bind(
                self.lead.setText,
                "sync",
                "The hall accepts nothing more from this window. With a new code it goes on under "
                "a new number, and what it has not sent yet goes along.",
            )
        else:
            bind(
                self.lead.setText,
                "sync",
                "This window is enrolled. Another code is needed only when the hall has changed "
                "its certificate or revoked this window.",
            )

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        card = Card()
        bind(card.set_title, "sync", "Enrol this window")
        card.setFixedWidth(round(WIDTH * size.base / 14))
        form = QFormLayout()
        form.setSpacing(size.gap + 2)
        for key, (title, sample) in _BOXES.items():
            form.addRow(self._label(title, key), self._box(key, title, sample))
        hint = label(role="small")
        hint.setWordWrap(True)
        bind(
            hint.setText,
            "sync",
            "The code has 20 letters and digits in four groups, without I, O, 0 and 1. Capitals, "
            "spaces and dashes do not matter.",
        )
        line = QHBoxLayout()
        line.addWidget(self.act)
        line.addStretch(1)
        card.body.addWidget(self.lead)
        card.body.addLayout(form)
        card.body.addWidget(hint)
        card.body.addLayout(line)
        across = QHBoxLayout()
        across.addWidget(card)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.space)
        box.addWidget(self.messages)
        box.addLayout(across)
        box.addStretch(1)

    def _box(self, key: str, title: Text, sample: str) -> QLineEdit:
        box = self.boxes[key] = QLineEdit()
        box.setObjectName(f"sync.enrol.{key}")
        bind(box.setAccessibleName, *title)
        box.setPlaceholderText(sample)
        box.returnPressed.connect(lambda: self._enter(key))
        return box

    def _label(self, title: Text, key: str) -> QWidget:
        words = label(role="label")
        bind(words.setText, *title)
        return words

    # doing

    def _enter(self, key: str) -> None:
        keys = list(self.boxes)
        following = keys[keys.index(key) + 1 :]
        if following:
            self.boxes[following[0]].setFocus()
        else:
            self._go()

    def _go(self) -> None:
        if not self.act.isEnabled():
            return
        self.messages.clear()
        self._waiting(True)
        typed = {key: box.text().strip() for key, box in self.boxes.items()}

        def enrol(work: Work) -> str:
            enrolling.enrol(work, typed["address"], typed["code"], typed["name"])
            return work.store.desk()

        self._seat.line(enrol, self._enrolled, self._refused, changed=_SYNC, owner=self)

    def _waiting(self, waiting: bool) -> None:
        self.act.setEnabled(not waiting)
        bind(self.act.setText, *(_ASKING if waiting else _ACT))

    def _enrolled(self, desk: str) -> None:
        self._waiting(False)
        self.boxes["code"].clear()
        for box in self.boxes.values():
            restyle(box, "wrong", False)
        if self._seat.exchange is not None:
            self._seat.exchange.now()
        self._seat.said.emit("ok", tr("sync", "Enrolled at the hall as window {desk}.", desk=desk))
        self.done.emit()

    def _refused(self, refused: Refused) -> None:
        self._waiting(False)
        for key, box in self.boxes.items():
            restyle(box, "wrong", any(_about(p.code, p.field) == key for p in refused.problems))
        wrong = _about(refused.first.code, refused.first.field)
        self.boxes.get(wrong, self.first).setFocus()
        self.messages.say("bad", phrases.say_all(refused.problems, self._seat.language.code))


def _about(code: str, field: str) -> str:
    """Which box a refusal is about."""
    if field:
        return field
    if code.startswith("enrol.code") or code == "enrol.other_station":
        return "code"
    return "address" if code.startswith("sync.") else ""
