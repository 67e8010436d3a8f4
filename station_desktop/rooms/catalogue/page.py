"""The Items room: the catalogue to read, the proofs not issued, and new versions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from station_desktop.rooms.catalogue import room
from station_desktop.rooms.catalogue.page_history import History
from station_desktop.rooms.catalogue.page_items import Items
from station_desktop.rooms.catalogue.page_proofs import Proofs
from station_desktop.rooms.catalogue.page_workbook import Workbook
from station_desktop.rooms.catalogue.room import Overview
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr

_VIEWS: tuple[tuple[str, Text], ...] = (
    ("items", Text("catalogue", "Items  Ctrl+1")),
    ("proofs", Text("catalogue", "Refused proofs  Ctrl+2")),
    ("versions", Text("catalogue", "Versions and workbook  Ctrl+3")),
)


class CataloguePage(QWidget):
    """``go(code)`` shows an item's guide; ``go("proofs")`` and ``go("versions")`` the others."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._overview: Overview | None = None
        self.setObjectName("catalogue")
        self.items = Items(seat)
        self.proofs = Proofs(seat)
        self.history = History(seat)
        self.workbook = Workbook(seat) if seat.may("catalogue.edit") else None
        self._stack = QStackedWidget()
        self._views: dict[str, QWidget] = {
            "items": self.items,
            "proofs": self.proofs,
            "versions": self._versions(),
        }
        self._buttons: dict[str, QPushButton] = {}
        self._arrange()
        self.first = self.items.search
        self.show_view("items")
        on_key(self, "Ctrl+F", self._find, anywhere=True)
        follow(self, self._say_title)
        self._fresh = Freshness(self, seat.changed, ("catalogue",), self._ask)

    @property
    def view(self) -> str:
        """Which of the three is shown."""
        shown = self._stack.currentWidget()
        return next(key for key, widget in self._views.items() if widget is shown)

    def show_view(self, key: str) -> None:
        self._stack.setCurrentWidget(self._views[key])
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def go(self, what: object) -> None:
        if what in self._views:
            self.show_view(str(what))
        elif isinstance(what, str) and what:
            self.show_view("items")
            self.items.go(what)

    # building

    def _versions(self) -> QWidget:
        if self.workbook is None:
            return self.history
        made = QWidget()
        across = QHBoxLayout(made)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.scale().space)
        across.addWidget(self.workbook, 6)
        across.addWidget(self.history, 5)
        return made

    def _arrange(self) -> None:
        gap = theme.scale().gap
        head = QHBoxLayout()
        head.setSpacing(gap)
        for number, (key, title) in enumerate(_VIEWS, start=1):
            head.addWidget(self._view_button(key, title, f"Ctrl+{number}"))
            self._stack.addWidget(self._views[key])
        self.title = label(role="muted")
        self.title.setWordWrap(True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(self.title, 1)
        self.notice = QFrame()
        self.notice.setProperty("tone", "info")
        line = QHBoxLayout(self.notice)
        line.setContentsMargins(12, 4, 12, 4)
        self._notice = label()
        self._notice.setWordWrap(True)
        line.addWidget(self._notice)
        self.notice.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap + 2)
        box.addLayout(head)
        box.addWidget(self.notice)
        box.addWidget(self._stack, 1)

    def _view_button(self, key: str, title: Text, keys: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"catalogue.view.{key}")
        set_role(button, "segment")
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        bind(button.setText, *title)
        bind(button.setAccessibleName, *title)
        button.clicked.connect(lambda: self.show_view(key))
        on_key(self, keys, lambda: self.show_view(key), anywhere=True)
        self._buttons[key] = button
        return button

    # asking

    def _ask(self) -> None:
        self._seat.read(room.overview, self._put, tag="catalogue.overview", owner=self)
        self._seat.read(room.history, self.history.put, tag="catalogue.history", owner=self)

    def _put(self, overview: Overview) -> None:
        self._overview = overview
        self.items.put(overview)
        self.proofs.put(overview)
        if self.workbook is not None:
            self.workbook.put(overview.version)
        self._say_title()

    def _say_title(self) -> None:
        found = self._overview
        if found is None:
            return
        language = self._seat.language.code
        self.title.setText(
            tr(
                "catalogue",
                "{title} · {version} · {n} {n:item|items}",
                title=found.title.get(language),
                version=found.version,
                n=found.items,
            )
        )
        notice = found.notice.get(language)
        self._notice.setText(notice)
        self.notice.setVisible(bool(notice))

    def _find(self) -> None:
        self.show_view("items")
        self.items.to_search()
