"""The room of rounds: the households one answers for, the list of the day, appointments, areas."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from station_desktop.rooms.households import page_words
from station_desktop.rooms.households.page_areas import AreasPage
from station_desktop.rooms.households.page_day import DayPage
from station_desktop.rooms.households.page_household import HouseholdPage
from station_desktop.rooms.households.page_list import HouseholdList
from station_desktop.rooms.households.page_round import RoundPage
from station_desktop.rooms.households.page_slots import SlotsPage
from station_desktop.rooms.households.room import SEGMENTS, VIEWS, View
from station_desktop.ui.look import theme
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import follow, tr

P = TypeVar("P", bound=QWidget)


class HouseholdsPage(QWidget):
    """``go("household:<id>")`` opens one, ``go("area:<id>")`` shows an area's; ``go("day")``,
    ``go("slots")`` and ``go("areas")`` show that view, ``go("due")`` that part of the list.

    The list is there at once; what stands behind it is built when it is first gone to.
    """

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("households")
        self._seat = seat
        self.view: View = "homes"
        self._views: dict[View, QPushButton] = {}
        self.list = HouseholdList(seat)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self._arrange()
        self.list.opened.connect(self.open)
        self.list.round_wanted.connect(self._plan)
        follow(self, self._say)
        self._say()

    @cached_property
    def home(self) -> HouseholdPage:
        page = self._added(HouseholdPage(self._seat))
        page.closed.connect(partial(self.show_view, "homes"))
        page.stepped.connect(self._step)
        return page

    @cached_property
    def round(self) -> RoundPage:
        page = self._added(RoundPage(self._seat))
        page.closed.connect(partial(self.show_view, "homes"))
        page.planned.connect(self._planned)
        return page

    @cached_property
    def day(self) -> DayPage:
        return self._added(DayPage(self._seat))

    @cached_property
    def slots(self) -> SlotsPage:
        return self._added(SlotsPage(self._seat))

    @cached_property
    def areas(self) -> AreasPage:
        page = self._added(AreasPage(self._seat))
        page.opened.connect(self._show_area)
        return page

    def _added(self, page: P) -> P:
        self.stack.addWidget(page)
        return page

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        for number, view in enumerate(VIEWS, 1):
            button = QPushButton()
            set_role(button, "segment")
            button.setObjectName(f"households.view.{view}")
            button.setCheckable(True)
            button.clicked.connect(partial(self.show_view, view))
            self._views[view] = button
            line.addWidget(button)
            on_key(self, f"Ctrl+{number}", partial(self.show_view, view))
        line.addStretch(1)
        box.addLayout(line)
        box.addWidget(self.stack, 1)

    def _say(self) -> None:
        for number, (view, button) in enumerate(self._views.items(), 1):
            button.setText(f"{number} {page_words.view(view)}")
            button.setToolTip(tr("households", "Ctrl+{n}", n=number))
            button.setChecked(view == self.view)

    # going about

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stack.currentWidget() is self.list:
            self.list.to_table()

    def show_view(self, view: View) -> None:
        """Show one of the four, with the keyboard in its list."""
        self.view = view
        page: HouseholdList | DayPage | SlotsPage | AreasPage = self.list
        if view == "day":
            page = self.day
        elif view == "slots":
            page = self.slots
        elif view == "areas":
            page = self.areas
        self.stack.setCurrentWidget(page)
        self._say()
        page.to_table()

    def go(self, what: object) -> None:
        """Go to what another room asked for."""
        kind, _, rest = str(what).partition(":")
        view = next((view for view in VIEWS if view == kind), None)
        segment = next((segment for segment in SEGMENTS if segment == kind), None)
        if kind == "household" and rest:
            self.open(rest)
        elif kind == "area" and rest:
            self._show_area(rest)
        elif segment is not None:
            self.show_view("homes")
            self.list.press(segment)
        elif view is not None:
            self.show_view(view)

    def open(self, id: str) -> None:
        """Show one household."""
        self.view = "homes"
        self._say()
        self.stack.setCurrentWidget(self.home)
        self.home.show_household(id)

    def _step(self, by: int) -> None:
        id = self.list.neighbour(by)
        if id:
            self.home.show_household(id)

    def _plan(self, area: str) -> None:
        self.stack.setCurrentWidget(self.round)
        self.round.begin(area)

    def _planned(self, worker: str, day: str) -> None:
        """The new list, to be printed and carried."""
        self.show_view("day")
        self.day.show_day(worker, day)
        count = len(self.round.taken)
        self.day.messages.say(
            "ok",
            tr(
                "households",
                "{n} {n:visit is|visits are} planned. Ctrl+P prints the list.",
                n=count,
            ),
        )

    def _show_area(self, area: str) -> None:
        self.show_view("homes")
        self.list.show_area(area)
