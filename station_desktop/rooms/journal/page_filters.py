"""Which entries: of whom, of what kind, from when."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.text import dates
from station_desktop.rooms.journal.reads import Author
from station_desktop.rooms.journal.room import GROUPS, Group, Period, Wanted
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import restyle, set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr

_GROUPS: dict[Group, Text] = {
    "all": Text("journal", "Everything"),
    "signins": Text("journal", "Sign-ins"),
    "reveals": Text("journal", "Looked at in full"),
    "cases": Text("journal", "Cases"),
    "residents": Text("journal", "Residents"),
    "accounts": Text("journal", "Accounts"),
    "settings": Text("journal", "Settings"),
}
_PERIODS: dict[Period, Text] = {
    "today": Text("journal", "Today"),
    "week": Text("journal", "Last 7 days"),
    "month": Text("journal", "Last 30 days"),
    "year": Text("journal", "Last year"),
    "ever": Text("journal", "From the beginning"),
}


class Filters(QWidget):
    """Signal ``changed`` when other entries are wanted. ``grouped`` shows the kinds too."""

    changed = Signal()

    def __init__(self, seat: Seat, name: str, *, grouped: bool) -> None:
        super().__init__()
        self._seat = seat
        self._name = name
        self._authors: tuple[Author, ...] = ()
        self._filling = False
        self.wanted = Wanted()
        self.groups: dict[Group, QPushButton] = {}
        self.author = self._combo("author", Text("journal", "Whose entries"))
        self.period = self._combo("period", Text("journal", "Period"))
        self._build_day()
        self._arrange(grouped)
        self.author.currentIndexChanged.connect(self._picked)
        self.period.currentIndexChanged.connect(self._picked)
        follow(self, self._fill)
        self._fill()

    def put_authors(self, authors: tuple[Author, ...]) -> None:
        """Who can be chosen."""
        if authors != self._authors:
            self._authors = authors
            self._fill()

    def set_group(self, group: Group) -> None:
        """Look at one kind of entry."""
        self._want(group=group)

    # building

    def _combo(self, key: str, title: Text) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"{self._name}.{key}")
        box.view().setObjectName(f"{self._name}.{key}.list")
        bind(box.setAccessibleName, *title)
        box.setMinimumWidth(round(130 * theme.scale().base / 14))
        return box

    def _build_day(self) -> None:
        self.day = QLineEdit()
        self.day.setObjectName(f"{self._name}.day")
        bind(self.day.setPlaceholderText, "journal", "One day: 2026-11-20 (Alt+D)")
        bind(self.day.setAccessibleName, "journal", "One day")
        self.day.setFixedWidth(round(250 * theme.scale().base / 14))
        self._keys = EnterKeys(self.day)
        self._keys.moved_on.connect(self._read_day)
        self.day.editingFinished.connect(self._read_day)
        on_key(self, "Alt+D", self._to_day, anywhere=True)
        self.error = label(role="error")
        self.error.hide()

    def _arrange(self, grouped: bool) -> None:
        gap = theme.scale().gap
        boxes = QWidget()
        line = FlowLayout(boxes, gap)
        for part in (self.author, self.period, self.day):
            line.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap)
        if grouped:
            row = QWidget()
            flow = FlowLayout(row, gap)
            for group in GROUPS:
                flow.addWidget(self._group_button(group))
            box.addWidget(row)
        box.addWidget(boxes)
        box.addWidget(self.error)

    def _group_button(self, group: Group) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"{self._name}.group.{group}")
        set_role(button, "segment")
        button.setCheckable(True)
        button.setChecked(group == self.wanted.group)
        bind(button.setText, *_GROUPS[group])
        bind(button.setAccessibleName, *_GROUPS[group])
        button.clicked.connect(partial(self.set_group, group))
        self.groups[group] = button
        return button

    # choosing

    def _fill(self) -> None:
        self._filling = True
        self.author.clear()
        self.author.addItem(tr("journal", "All staff"), "")
        for author in self._authors:
            self.author.addItem(author.name, author.id)
        self.author.setCurrentIndex(max(self.author.findData(self.wanted.author), 0))
        self.period.clear()
        for period, title in _PERIODS.items():
            self.period.addItem(tr(*title), period)
        self.period.setCurrentIndex(self.period.findData(self.wanted.period))
        self._filling = False

    def _picked(self) -> None:
        if self._filling:
            return
        period = self.period.currentData()
        if period is not None:
            self.day.clear()
            self._say_day("")
        chosen = cast(Period, period or self.wanted.period)
        self._want(author=self.author.currentData() or "", period=chosen)

    def _to_day(self) -> None:
        self.day.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _read_day(self) -> None:
        text = self.day.text().strip()
        if not text:
            self._say_day("")
            if self.wanted.period == "day":
                self._want(period="month", day="")
                self._fill()
            return
        written = dates.parse_day(text)
        day = dates.real_day(*written) if written else None
        if day is None:
            self._say_day(phrases.say("calendar.day_unreadable", self._seat.language.code))
            return
        self._say_day("")
        self.day.setText(day.isoformat())
        self._want(period="day", day=day.isoformat())
        self._filling = True
        self.period.setCurrentIndex(-1)
        self._filling = False

    def _say_day(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        restyle(self.day, "wrong", "true" if sentence else "false")

    def _want(self, **changes: Any) -> None:
        wanted = msgspec.structs.replace(self.wanted, **changes)
        for group, button in self.groups.items():
            button.setChecked(group == wanted.group)
        if wanted != self.wanted:
            self.wanted = wanted
            self.changed.emit()
