"""What a short choice is made with: a row of buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from station_desktop.domain.catalogue import Choice, Field, Words
from station_desktop.ui.form.field_inputs import FieldInput
from station_desktop.ui.look import theme
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import set_role

Keys = Callable[[str], Sequence[str]]

YES_NO = (Choice("true", Words("是", "Yes")), Choice("false", Words("否", "No")))
FEW = 5

_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_CLEAR = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


def no_keys(_: str) -> Sequence[str]:
    """Where no pinyin table is at hand."""
    return ()


class SegmentInput(FieldInput):
    """A few choices as buttons in a row, one tab stop: digits and first letters pick.

    ``many`` allows several; a digit then ticks, otherwise it picks and moves on. The picked ones
    are marked by a tick and bold type, not by colour alone.
    """

    def __init__(
        self, field: Field, name: str, keys: Keys = no_keys, *, many: bool = False
    ) -> None:
        super().__init__(field)
        self.setObjectName(name)
        self._many = many
        self._keys = keys
        self._language = "zh_CN"
        self._choices = field.choices or YES_NO
        self._buttons: list[QPushButton] = []
        row = QWidget()
        flow = FlowLayout(row, theme.scale().gap)
        for choice in self._choices:
            button = QPushButton()
            set_role(button, "segment")
            button.setObjectName(f"{name}.{choice.value}")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, b=button: self._clicked(b))
            self.watch_keys(button)
            flow.addWidget(button)
            self._buttons.append(button)
        self.box.addWidget(row)
        self._rove(0)

    def raw(self) -> object:
        picked = [
            c.value for c, b in zip(self._choices, self._buttons, strict=True) if b.isChecked()
        ]
        if self._many:
            return picked or None
        if not picked:
            return None
        return picked[0] == "true" if self.field.type == "boolean" else picked[0]

    def set_raw(self, value: object) -> None:
        wanted = _as_values(value)
        for choice, button in zip(self._choices, self._buttons, strict=True):
            button.setChecked(choice.value in wanted)
        checked = [n for n, button in enumerate(self._buttons) if button.isChecked()]
        self._rove(checked[0] if checked else 0)
        self._write()

    def controls(self) -> list[QWidget]:
        return list(self._buttons)

    def focus_control(self) -> QWidget:
        return self._buttons[self._current]

    def describe(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        for choice, button in zip(self._choices, self._buttons, strict=True):
            button.setAccessibleName(f"{name}: {choice.label.get(self._language)}")
            button.setAccessibleDescription(description)

    def retranslate(self, language: str) -> None:
        self._language = language
        self._write()

    def width_wanted(self) -> int:
        """Pixels for all choices in one line."""
        gap = theme.scale().gap
        return sum(button.sizeHint().width() + gap for button in self._buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _FORWARD or key in _BACK:
            self._step(1 if key in _FORWARD else -1)
        elif key in _CLEAR:
            self.set_raw(None)
            self.edited.emit()
        elif event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._typed(event.text())
        else:
            return False
        return True

    def _typed(self, text: str) -> bool:
        """Pick by position or by the first letter of the label; whether the key meant anything."""
        number = self._meant(text.casefold())
        if number is None:
            return False
        button = self._buttons[number]
        button.setChecked(not button.isChecked() if self._many else True)
        self._clicked(button)
        if not self._many:
            self.moved_on.emit()
        return True

    def _meant(self, text: str) -> int | None:
        if text.isdigit():
            number = int(text) - 1 if text != "0" else 9
            return number if 0 <= number < len(self._buttons) else None
        if not text.isalpha():
            return None
        return next((n for n in range(len(self._choices)) if self._starts(n, text)), None)

    def _starts(self, number: int, text: str) -> bool:
        label = self._choices[number].label
        return any(word.casefold().startswith(text) for word in (label.en, *self._keys(label.zh)))

    def _step(self, by: int) -> None:
        number = (self._current + by) % len(self._buttons)
        self._rove(number)
        self._buttons[number].setFocus(Qt.FocusReason.TabFocusReason)
        if not self._many:
            self._buttons[number].setChecked(True)
            self._clicked(self._buttons[number])

    def _clicked(self, button: QPushButton) -> None:
        if not self._many:
            for other in self._buttons:
                if other is not button:
                    other.setChecked(False)
        self._rove(self._buttons.index(button))
        self._write()
        self.edited.emit()

    def _rove(self, number: int) -> None:
        """Make one button the group's tab stop."""
        self._current = number
        for n, button in enumerate(self._buttons):
            policy = Qt.FocusPolicy
            button.setFocusPolicy(policy.StrongFocus if n == number else policy.ClickFocus)
        self.setFocusProxy(self._buttons[number])

    def _write(self) -> None:
        for number, (choice, button) in enumerate(
            zip(self._choices, self._buttons, strict=True), 1
        ):
            mark = "✓" if button.isChecked() else str(number % 10) if number <= 10 else " "
            button.setText(f"{mark} {choice.label.get(self._language)}".replace("&", "&&"))


def _as_values(value: object) -> frozenset[str]:
    if value is None:
        return frozenset()
    if isinstance(value, bool):
        return frozenset({"true" if value else "false"})
    if isinstance(value, str):
        return frozenset({value})
    return frozenset(map(str, value)) if isinstance(value, Iterable) else frozenset({str(value)})
