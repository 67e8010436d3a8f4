"""What an answer is typed into: one line, or several."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from station_desktop.domain.catalogue import Field
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.look.theme import restyle
from station_desktop.ui.words import tr

_HINTS = Qt.InputMethodHint
_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_BY_TYPE = {
    "integer": _HINTS.ImhDigitsOnly | _HINTS.ImhPreferLatin,
    "decimal": _HINTS.ImhFormattedNumbersOnly | _HINTS.ImhPreferLatin,
    "money": _HINTS.ImhFormattedNumbersOnly | _HINTS.ImhPreferLatin,
    "phone": _HINTS.ImhDialableCharactersOnly | _HINTS.ImhPreferLatin,
    "bank_card": _HINTS.ImhDigitsOnly | _HINTS.ImhPreferLatin,
    "id_number": _HINTS.ImhUppercaseOnly | _HINTS.ImhPreferLatin,
    "date": _HINTS.ImhPreferNumbers | _HINTS.ImhPreferLatin,
    "year_month": _HINTS.ImhPreferNumbers | _HINTS.ImhPreferLatin,
}


def as_text(value: object) -> str:
    """A stored or typed answer as it stands in a line."""
    return "" if value is None else str(value)


class FieldInput(QWidget):
    """One question's input, whatever its kind.

    Signals: ``edited`` at every change by hand, ``moved_on`` on Enter, ``submitted`` on
    Ctrl+Enter, ``left`` when the keyboard goes elsewhere. Raw answers are what was typed (text),
    picked (a choice's value, a list of values) or pressed (a boolean); ``None`` is unanswered.
    """

    edited = Signal()
    moved_on = Signal()
    submitted = Signal()
    left = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(0)

    def raw(self) -> Any:
        """The answer as it stands."""
        raise NotImplementedError

    def set_raw(self, value: object) -> None:
        """Show an answer without reporting it as edited."""
        raise NotImplementedError

    def controls(self) -> list[QWidget]:
        """What takes the keyboard, in tab order."""
        raise NotImplementedError

    def retranslate(self, language: str) -> None:
        """Write the input's own words in ``language``."""

    def offer_help(self, text: str, room: int) -> bool:
        """Show the help inside the empty input if ``room`` pixels do; whether it is shown."""
        return False

    def focus_control(self) -> QWidget:
        """What to give the keyboard to."""
        return self.controls()[0]

    def take_focus(self) -> None:
        self.focus_control().setFocus(Qt.FocusReason.TabFocusReason)

    def set_wrong(self, wrong: bool) -> None:
        for control in self.controls():
            restyle(control, "wrong", "true" if wrong else "false")

    def describe(self, name: str, description: str) -> None:
        """What a screen reader says."""
        for control in self.controls():
            control.setAccessibleName(name)
            control.setAccessibleDescription(description)

    def watch_keys(self, control: QWidget) -> EnterKeys:
        keys = EnterKeys(control)
        keys.moved_on.connect(self.moved_on)
        keys.submitted.connect(self.submitted)
        control.installEventFilter(self)
        return keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # a list that opens, or another program, is not yet another question
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYING:
            self.left.emit()
        return False


class LineInput(FieldInput):
    """One typed line; the domain reads it as a date, an amount or a number."""

    def __init__(self, field: Field, name: str) -> None:
        super().__init__(field)
        self._own_hint = ""
        self.line = QLineEdit()
        self.line.setObjectName(name)
        hints = _BY_TYPE.get(field.type, _HINTS.ImhNone)
        if field.sensitive:
            hints |= _HINTS.ImhSensitiveData
        self.line.setInputMethodHints(hints)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.watch_keys(self.line)
        self.box.addWidget(self.line)
        self.setFocusProxy(self.line)

    def raw(self) -> str | None:
        return self.line.text() or None

    def set_raw(self, value: object) -> None:
        self.line.setText(as_text(value))

    def controls(self) -> list[QWidget]:
        return [self.line]

    def take_focus(self) -> None:
        super().take_focus()
        self.line.selectAll()

    def retranslate(self, language: str) -> None:
        hints = {
            "date": tr("form", "for example 20261201 or 2026.12.1"),
            "year_month": tr("form", "for example 202602 or 2026.2"),
            "money": tr("form", "yuan"),
            "id_number": tr("form", "18 characters, the last may be X"),
        }
        self._own_hint = hints.get(self.field.type, "")
        self.line.setPlaceholderText(self._own_hint)

    def offer_help(self, text: str, room: int) -> bool:
        wanted = self.line.fontMetrics().horizontalAdvance(text) + 24
        fits = not self._own_hint and wanted <= room
        self.line.setPlaceholderText(text if fits else self._own_hint)
        return fits


_LEAST_LINES, _MOST_LINES = 2, 5


class LongInput(FieldInput):
    """Several typed lines; Enter moves on, Shift+Enter begins a line. The box grows with what is
    written, and is scrolled only when that is long."""

    def __init__(self, field: Field, name: str) -> None:
        super().__init__(field)
        self.text = QPlainTextEdit()
        self.text.setObjectName(name)
        self.text.setTabChangesFocus(True)
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self._fit()
        self._silent = False
        self.text.textChanged.connect(self._on_changed)
        self.watch_keys(self.text)
        self.box.addWidget(self.text)
        self.setFocusProxy(self.text)

    def _fit(self) -> None:
        lines = round(self.text.document().size().height())  # a plain text is measured in lines
        shown = min(max(lines, _LEAST_LINES), _MOST_LINES)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * shown + 22)

    def raw(self) -> str | None:
        return self.text.toPlainText() or None

    def set_raw(self, value: object) -> None:
        self._silent = True
        self.text.setPlainText(as_text(value))
        self._silent = False

    def controls(self) -> list[QWidget]:
        return [self.text]

    def retranslate(self, language: str) -> None:
        self.text.setPlaceholderText(tr("form", "Shift+Enter begins a new line"))

    def _on_changed(self) -> None:
        if not self._silent:
            self.edited.emit()
