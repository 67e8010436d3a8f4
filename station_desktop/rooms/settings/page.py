"""The Settings room: what IT staff and the stationmaster set once and look up now and then."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_desktop.rooms.settings import room
from station_desktop.rooms.settings.page_calendar import CalendarCard
from station_desktop.rooms.settings.page_counting import CountingCard
from station_desktop.rooms.settings.page_group import SettingGroup
from station_desktop.rooms.settings.room import Shown
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import CardColumn, label
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind

_GROUPS: tuple[tuple[str, Text], ...] = (
    ("station", Text("settings", "The station")),
    ("desk", Text("settings", "Desk and papers")),
    ("protection", Text("settings", "Protection")),
    ("loop", Text("settings", "Following up")),
    ("rates", Text("settings", "Rates")),
)
_RIGHT = ("loop", "rates")
"""The groups that stand beneath the working days."""


class SettingsPage(QWidget):
    """``go("calendar")`` and ``go("count")`` lead to the working days."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.setObjectName("settings")
        self.groups = {key: SettingGroup(seat, key, title) for key, title in _GROUPS}
        self.calendar = CalendarCard(seat)
        self.counting = CountingCard(seat)
        self._arrange()
        self.first = self.groups["station"].rows["station_name"].input.focus_control()
        on_key(self, "Ctrl+1", lambda: self.go("station"), anywhere=True)
        on_key(self, "Ctrl+2", lambda: self.go("calendar"), anywhere=True)
        on_key(self, "Ctrl+3", lambda: self.go("count"), anywhere=True)
        self._fresh = Freshness(self, seat.changed, ("settings",), self._ask)

    def go(self, what: object) -> None:
        """Put the keyboard where the thing is set."""
        if what == "calendar":
            self.calendar.path.setFocus()
        elif what == "count":
            self.counting.rows["accepted_at"].input.take_focus()
        else:
            self.groups["station"].rows["station_name"].input.take_focus()

    def _arrange(self) -> None:
        hint = label(role="small")
        bind(
            hint.setText,
            "settings",
            "Each line is saved as you leave it; Esc takes back what you typed. "
            "Ctrl+1 the station · Ctrl+2 working days · Ctrl+3 how it is counted",
        )
        left, right = CardColumn("settings.left"), CardColumn("settings.right")
        for column in (left, right):
            column.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the keyboard
        right.add(self.calendar)
        right.add(self.counting)
        for key, group in self.groups.items():
            (right if key in _RIGHT else left).add(group)
        across = QHBoxLayout()
        across.setSpacing(theme.scale().space)
        across.addWidget(left, 1)
        across.addWidget(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap + 2)
        box.addLayout(across, 1)
        box.addWidget(hint)

    def _ask(self) -> None:
        self._seat.read(room.shown, self._put, tag="settings.shown", owner=self)
        self.counting.ask()

    def _put(self, shown: Shown) -> None:
        for group in self.groups.values():
            group.put(shown.settings, shown.fixed)
        self.calendar.put(shown.outlook)
