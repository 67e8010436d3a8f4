"""One group of settings: each is saved as one leaves it, and says so, or says what is wrong."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.settings import Settings
from station_desktop.rooms.settings import room
from station_desktop.ui.form.field_row import FieldRow
from station_desktop.ui.form.fields import make_input
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.station import station_settings

SETTINGS = frozenset({"settings"})


class SettingGroup(Card):
    """A card of settings; Enter or leaving a line saves it, Esc takes back what was typed."""

    def __init__(self, seat: Seat, key: str, title: Text) -> None:
        super().__init__()
        self._seat = seat
        self._key = key
        self._settings = Settings()
        self._fixed: frozenset[str] = frozenset()
        self._stored: dict[str, str] = {}
        self.rows: dict[str, FieldRow] = {}
        bind(self.set_title, *title)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.scale().space + 4)
        self._grid.setVerticalSpacing(theme.scale().gap)
        self.body.addLayout(self._grid)
        self.remark = label(role="error")
        self.remark.setObjectName(f"settings.remark.{key}")
        self.remark.setWordWrap(True)
        self.remark.hide()
        self.body.addWidget(self.remark)
        for name in room.GROUPS[key]:
            self._add(name)
        self._place()
        follow(self, self._retranslate)
        self._retranslate()

    def put(self, settings: Settings, fixed: frozenset[str] = frozenset()) -> None:
        """Show what is stored; a line being typed in is left alone, and one that IT staff have
        ``fixed`` is locked."""
        self._lock(fixed)
        for key, row in self.rows.items():
            value = str(getattr(settings, key))
            typed = str(row.input.raw() or "")
            if typed == self._stored.get(key, "") or typed == value:
                row.input.set_raw(value)
            self._stored[key] = value
        self._settings = settings
        self._say_remark()

    def _lock(self, fixed: frozenset[str]) -> None:
        """A locked line can be read and says why nothing can be typed."""
        for key in self.rows.keys() & (fixed ^ self._fixed):
            row = self.rows[key]
            row.input.setEnabled(key not in fixed)
            row.set_error("")
            if key in fixed:
                self._stored.pop(key, None)
                row.input.set_raw("")
        self._fixed = fixed
        self._say_locks()

    def _say_locks(self) -> None:
        for key in self.rows.keys() & self._fixed:
            self.rows[key].set_reading(tr("settings", "Fixed by policy; ask IT staff"))

    def _say_remark(self) -> None:
        """What is wrong with the lines taken together."""
        wrong = room.remark(self._key, self._settings)
        language = self._seat.language.code
        self.remark.setText("" if wrong is None else phrases.say_all((wrong,), language))
        self.remark.setVisible(wrong is not None)

    def _add(self, key: str) -> None:
        found = room.question(key)
        row = FieldRow(found, make_input(found, f"settings.{key}"))
        made = row.input
        self.rows[key] = row
        if found.choices:
            made.edited.connect(lambda: self._save(key))
        else:
            made.edited.connect(lambda: self._typing(key))
            made.left.connect(lambda: self._save(key))
        made.moved_on.connect(lambda: self._next(key))
        for control in made.controls():
            control.installEventFilter(self)

    def _place(self) -> None:
        """Two in a line, the long ones alone."""
        line = column = 0
        for key, row in self.rows.items():
            wide = key in room.WIDE
            if wide and column:
                line, column = line + 1, 0
            self._grid.addWidget(row, line, column, 1, 2 if wide else 1)
            column += 2 if wide else 1
            if column >= 2:
                line, column = line + 1, 0
        for number in range(2):
            self._grid.setColumnStretch(number, 1)

    def _retranslate(self) -> None:
        for row in self.rows.values():
            row.retranslate(self._seat.language.code)
        self._say_locks()
        self._say_remark()

    # saving

    def _typing(self, key: str) -> None:
        self.rows[key].set_error("")
        self.rows[key].set_reading("")

    def _save(self, key: str) -> None:
        row = self.rows[key]
        typed = str(row.input.raw() or "")
        if key not in self._stored or typed == self._stored[key] or row.error:
            return

        def act(work: Any) -> Any:
            return station_settings.change(work, key, typed)

        self._seat.write(
            act,
            lambda value: self._saved(key, str(value)),
            lambda refused: self._refused(key, refused),
            changed=SETTINGS,
            owner=self,
        )

    def _saved(self, key: str, value: str) -> None:
        self._stored[key] = value
        self.rows[key].input.set_raw(value)
        self.rows[key].set_reading(tr("settings", "Saved ✓"))

    def _refused(self, key: str, refused: Refused) -> None:
        self.rows[key].set_error(phrases.say_all(refused.problems, self._seat.language.code))

    def _next(self, key: str) -> None:
        self._save(key)
        keys = list(self.rows)
        following = keys[keys.index(key) + 1 :]
        if following:
            self.rows[following[0]].input.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and isinstance(watched, QWidget)
        ):
            self._take_back(watched)
            return True
        return super().eventFilter(watched, event)

    def _take_back(self, control: QWidget) -> None:
        for key, row in self.rows.items():
            if control in row.input.controls():
                row.input.set_raw(self._stored.get(key, ""))
                self._typing(key)
