"""The record of a person: masked, each masked field shown for half a minute with a reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from station_desktop.domain.problem import Refused
from station_desktop.rooms.residents.gather import Detail, PersonFile
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, clear, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.people import residents

SHOWN_MS = 30_000


class RecordCard(Card):
    """Signals: ``looked`` when something was shown in full or covered again."""

    looked = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._file: PersonFile | None = None
        self._asking = ""
        self._shown: dict[str, str] = {}
        self._values: dict[str, QLabel] = {}
        self._masked: list[Detail] = []
        self.timers: dict[str, QTimer] = {}
        self.asked = QWidget()
        self.reason = QLineEdit()
        self.wrong = label(role="error")
        self.wrong.setWordWrap(True)
        self._question = label(role="label")
        self._facts = QGridLayout()
        self._arrange()

    def _arrange(self) -> None:
        size = theme.scale()
        self._facts.setColumnStretch(1, 1)
        self._facts.setHorizontalSpacing(size.space)
        self._facts.setVerticalSpacing(size.gap)
        self.body.addLayout(self._facts)
        line = QHBoxLayout(self.asked)
        line.setContentsMargins(0, 0, 0, 0)
        self.reason.setObjectName("residents.reveal.reason")
        bind(self.reason.setAccessibleName, "residents", "Reason for looking")
        bind(self.reason.setPlaceholderText, "residents", "for example: to fill in the bank form")
        keys = EnterKeys(self.reason)
        keys.moved_on.connect(self._reveal)
        keys.submitted.connect(self._reveal)
        go = QPushButton()
        go.setObjectName("residents.reveal.go")
        bind(go.setText, "residents", "Show Enter")
        go.clicked.connect(self._reveal)
        line.addWidget(self._question)
        line.addWidget(self.reason, 1)
        line.addWidget(go)
        self.body.addWidget(self.asked)
        self.body.addWidget(self.wrong)
        self.asked.hide()
        self.wrong.hide()

    # showing

    def put(self, found: PersonFile) -> None:
        """Show a person; what is being shown of the same one stays until its time is over."""
        if self._file is None or self._file.person.id != found.person.id:
            self.cover_all()
        self._file = found
        clear(self._facts)
        self._values = {}
        self._masked = []
        middle = Qt.AlignmentFlag.AlignVCenter
        for number, detail in enumerate(found.details):
            place = middle if detail.masked else Qt.AlignmentFlag.AlignTop
            self._facts.addWidget(label(detail.label, "muted"), number, 0, place)
            value = label(self._shown.get(detail.key, detail.shown))
            value.setWordWrap(True)
            value.setObjectName(f"residents.value.{detail.key}")
            value.setAccessibleName(f"{detail.label}: {value.text()}")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._values[detail.key] = value
            self._facts.addWidget(value, number, 1)
            if detail.masked and self._seat.may("resident.reveal"):
                self._masked.append(detail)
                self._facts.addWidget(self._eye(detail, len(self._masked)), number, 2)

    def _eye(self, detail: Detail, number: int) -> QPushButton:
        button = QPushButton()
        set_role(button, "link")
        button.setObjectName(f"residents.reveal.{detail.key}")
        shown = detail.key in self._shown
        words = tr("residents", "Cover") if shown else tr("residents", "Show in full")
        button.setText(f"{words}  Ctrl+{number}")
        button.setAccessibleName(f"{words} {detail.label}")
        button.clicked.connect(partial(self._ask, detail))
        return button

    # revealing

    def press(self, number: int) -> None:
        """As if the button of the masked field with this number were pressed."""
        if 1 <= number <= len(self._masked):
            self._ask(self._masked[number - 1])

    def press_field(self, field: str) -> None:
        """As if the button of this field were pressed."""
        for detail in self._masked:
            if detail.key == field:
                self._ask(detail)

    @property
    def uncovered(self) -> frozenset[str]:
        """The fields that are shown in full just now."""
        return frozenset(self._shown)

    def _ask(self, detail: Detail) -> None:
        """Why, before anything is shown."""
        if detail.key in self._shown:
            self.cover(detail.key)
            return
        self._asking = detail.key
        self._question.setText(tr("residents", "Why do you need: {field}", field=detail.label))
        self.reason.clear()
        self._say("")
        self.asked.show()
        self.reason.setFocus()

    def leave(self) -> bool:
        """Put the question away; whether there was one."""
        was = self.asked.isVisible()
        self._asking = ""
        self.asked.hide()
        self._say("")
        return was

    def _reveal(self) -> None:
        found, key, reason = self._file, self._asking, self.reason.text()
        if found is None or not key:
            return
        person = found.person.id
        self._seat.write(
            lambda work: residents.reveal(work, person, key, reason),
            lambda value: self._uncover(person, key, value),
            self._refused,
            changed=frozenset({"residents"}),
            owner=self,
        )

    def _refused(self, refused: Refused) -> None:
        self._say(self._seat.sentence(refused))
        self.reason.setFocus()

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _uncover(self, person: str, key: str, value: str) -> None:
        if self._file is None or self._file.person.id != person:
            return
        self.leave()
        self._shown[key] = value
        timer = self.timers.get(key) or QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(SHOWN_MS)
        if key not in self.timers:
            timer.timeout.connect(partial(self.cover, key))
        self.timers[key] = timer
        timer.start()
        self.put(self._file)
        self.looked.emit()

    def cover(self, key: str) -> None:
        """Mask a field again."""
        if self._shown.pop(key, None) is not None and self._file is not None:
            self.timers[key].stop()
            self.put(self._file)
            self.looked.emit()

    def cover_all(self) -> None:
        """Mask everything again, as when one goes elsewhere."""
        for key in list(self._shown):
            self.cover(key)
        self.leave()
