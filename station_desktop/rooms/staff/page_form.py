"""A few questions one below the other, for accounts and passwords: one button, Enter leads there.

Passwords are hidden as they are typed; what is refused is said beneath the question it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from station_desktop import phrases
from station_desktop.domain.catalogue import Field
from station_desktop.domain.problem import Problem
from station_desktop.ui.form.choice_inputs import SegmentInput
from station_desktop.ui.form.field_inputs import FieldInput, LineInput
from station_desktop.ui.form.field_row import FieldRow
from station_desktop.ui.look import theme
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow


class ShortForm(QWidget):
    """Signals: ``sent`` on the button or Enter in the last question, ``left`` on cancel."""

    sent = Signal()
    left = Signal()

    def __init__(
        self, seat: Seat, name: str, questions: Sequence[Field], act: Text, hidden: Iterable[str]
    ) -> None:
        super().__init__()
        self._seat = seat
        self._problems: tuple[Problem, ...] = ()
        hidden = frozenset(hidden)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.scale().gap + 2)
        self.rows: dict[str, FieldRow] = {}
        for found in questions:
            self._add(found, name, found.key in hidden)
        self.act = QPushButton()
        self.act.setObjectName(f"{name}.act")
        set_role(self.act, "primary")
        bind(self.act.setText, *act)
        self.act.clicked.connect(lambda: self._send())
        self.cancel = QPushButton()
        self.cancel.setObjectName(f"{name}.cancel")
        bind(self.cancel.setText, "staff", "Cancel  Esc")
        self.cancel.clicked.connect(self.left)
        line = QHBoxLayout()
        line.addWidget(self.act)
        line.addWidget(self.cancel)
        line.addStretch(1)
        self._box.addLayout(line)
        follow(self, self.retranslate)
        self.retranslate()

    def _add(self, found: Field, name: str, hidden: bool) -> None:
        made: FieldInput
        if found.choices:
            made = SegmentInput(found, f"{name}.{found.key}", many=found.type == "multi_choice")
        else:
            made = LineInput(found, f"{name}.{found.key}")
            if hidden:
                made.line.setEchoMode(QLineEdit.EchoMode.Password)
        row = FieldRow(found, made)
        made.moved_on.connect(lambda: self._next(found.key))
        made.submitted.connect(self._send)
        made.edited.connect(lambda: self._edited(found.key))
        self.rows[found.key] = row
        self._box.addWidget(row)

    def line(self, key: str) -> QLineEdit:
        """The line that a text question is typed in."""
        made = self.rows[key].input
        assert isinstance(made, LineInput)
        return made.line

    def text(self, key: str) -> str:
        return str(self.rows[key].input.raw() or "")

    def picked(self, key: str) -> tuple[str, ...]:
        return tuple(self.rows[key].input.raw() or ())

    def fill(self, key: str, value: object) -> None:
        self.rows[key].input.set_raw(value)

    def note(self, key: str, sentence: str) -> None:
        """Say something beneath a question before it is answered."""
        self.rows[key].set_reading(sentence)

    def begin(self) -> None:
        """Put the keyboard into the first question."""
        next(iter(self.rows.values())).input.take_focus()

    def empty(self) -> None:
        """Forget everything typed, passwords above all."""
        self._problems = ()
        for row in self.rows.values():
            row.input.set_raw(None)
            row.set_error("")
        self.busy(False)

    def busy(self, waiting: bool) -> None:
        self.act.setEnabled(not waiting)

    def refuse(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Say each problem beneath its question; returns those that are about none of them."""
        self.busy(False)
        self._problems = tuple(problems)
        self._say()
        wrong = [key for key, row in self.rows.items() if row.error]
        if wrong:
            self.rows[wrong[0]].input.take_focus()
        return tuple(p for p in problems if p.field not in self.rows)

    def retranslate(self) -> None:
        for row in self.rows.values():
            row.retranslate(self._seat.language.code)
        self._say()

    def _say(self) -> None:
        language = self._seat.language.code
        for key, row in self.rows.items():
            row.set_error(phrases.say_all((p for p in self._problems if p.field == key), language))

    def _edited(self, key: str) -> None:
        self._problems = tuple(p for p in self._problems if p.field != key)
        self.rows[key].set_error("")

    def _next(self, key: str) -> None:
        keys = list(self.rows)
        following = keys[keys.index(key) + 1 :]
        if following:
            self.rows[following[0]].input.take_focus()
        else:
            self._send()

    def _send(self) -> None:
        if not self.act.isEnabled():
            return
        blank = [
            Problem("form.required", key, _label(row.field))
            for key, row in self.rows.items()
            if not row.input.raw()
        ]
        if blank:
            self.refuse(blank)
            return
        self.busy(True)
        self.sent.emit()


def _label(found: Field) -> dict[str, str]:
    return {"label_zh": found.label.zh, "label_en": found.label.en}


class Forms(QStackedWidget):
    """One of several forms, and only as high as that one."""

    def turn_to(self, shown: QWidget) -> None:
        policy = QSizePolicy.Policy
        for at in range(self.count()):
            form = self.widget(at)
            upright = policy.Preferred if form is shown else policy.Ignored
            form.setSizePolicy(policy.Preferred, upright)
        self.setCurrentWidget(shown)
