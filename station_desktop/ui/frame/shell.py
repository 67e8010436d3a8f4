"""The frame around every room: rail, top bar, messages, the page, and the status strip."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from station_desktop.ui.frame.rail import Place, Rail
from station_desktop.ui.frame.status_strip import StatusStrip
from station_desktop.ui.look import icons, theme
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.focus_keeper import FocusKeeper
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import Action, Message, MessageBar
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind

__all__ = ["MenuEntry", "Place", "Shell"]


class MenuEntry(msgspec.Struct, frozen=True):
    """One line of the account menu; ``checked`` makes it a tick, an empty ``key`` a line."""

    key: str
    title: Text
    act: Callable[[], object]
    checked: Callable[[], bool] | None = None


class Shell(QFrame):
    """The window.

    Signals: ``new_visitor`` (F2), ``lock`` (Ctrl+L), ``place_shown(key)``, ``first_painted`` once
    the window has been seen: what is slow to load waits for it. Ctrl+K goes to the search, which
    is whatever the app puts into the top bar. A page is built when its place is first gone to,
    and kept.

    Nothing this module needs may load Qt's namespace of constants or a style option before the
    first paint: that alone costs half a bare window's start (a test watches it).
    """

    new_visitor = Signal()
    lock = Signal()
    place_shown = Signal(str)
    first_painted = Signal()

    def __init__(self, places: Sequence[Place], search: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("shell")
        set_role(self, "ground")
        self._places = {place.key: place for place in places}
        self._pages: dict[str, QWidget] = {}
        self._search = search
        self._seen = False
        self.current = ""
        self.rail = Rail(places)
        self.rail.chosen.connect(self.show_place)
        self.messages = MessageBar("shell.message")
        self.status = StatusStrip()
        self._stack = QStackedWidget()
        FocusKeeper(self._stack)
        self._arrange()
        self._add_keys()

    # pages

    def show_place(self, key: str) -> None:
        """Go to a room, building its page the first time.

        The keyboard goes where it was there, at first to the page's ``first`` control.
        """
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = self._places[key].build()
            self._stack.addWidget(page)
        wanted = page.focusWidget() or getattr(page, "first", None)
        self._stack.setCurrentWidget(page)
        if wanted is not None and wanted.isVisible():
            wanted.setFocus()
        self.rail.mark(key)
        self.current = key
        self.place_shown.emit(key)

    def page(self, key: str) -> QWidget | None:
        """A room's page if it has been built."""
        return self._pages.get(key)

    def show_alone(self, page: QWidget) -> None:
        """Show a page that is no room, as the one to sign in on; it is kept."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.rail.mark("")
        self.current = ""

    def set_search(self, search: QWidget) -> None:
        """Put the search into the top bar, as once somebody has signed in."""
        if self._search is not None and self._search is not search:
            self._search.setParent(None)
            self._search.deleteLater()
        self._search = search
        search.setMinimumWidth(320)
        self._top.insertWidget(0, search, 3)

    def set_open(self, open_: bool) -> None:
        """Whether the rooms can be gone to: not while nobody is signed in or it is locked."""
        for part in (self.rail, self._search, self._visitor, self.account, self._lock):
            if part is not None:
                part.setEnabled(open_)
        for shortcut in self.findChildren(QShortcut):
            shortcut.setEnabled(open_)

    # saying things

    def notify(self, tone: str, sentence: str, action: Action | None = None) -> Message:
        """Say a sentence above the page: ``ok`` goes by itself, ``info warn bad`` stay."""
        return self.messages.say(tone, sentence, action)

    def set_account(self, name: str, entries: Sequence[MenuEntry]) -> None:
        """Who is at the desk, and what that person can do here."""
        self.account.setText(f"{name} ▾")
        self.account.setAccessibleName(name)
        menu = QMenu(self.account)
        menu.setObjectName("shell.account.menu")
        for entry in entries:
            self._add_entry(menu, entry)
        menu.aboutToShow.connect(lambda: self._tick(menu, entries))
        old = self.account.menu()
        self.account.setMenu(menu)
        if old is not None:
            old.deleteLater()

    def _add_entry(self, menu: QMenu, entry: MenuEntry) -> None:
        if not entry.key:
            menu.addSeparator()
            return
        action = menu.addAction("")
        action.setObjectName(f"shell.account.{entry.key}")
        bind(action.setText, *entry.title)
        action.setCheckable(entry.checked is not None)
        action.triggered.connect(lambda: entry.act())

    def _tick(self, menu: QMenu, entries: Sequence[MenuEntry]) -> None:
        actions = [action for action in menu.actions() if not action.isSeparator()]
        told = [entry for entry in entries if entry.key]
        for action, entry in zip(actions, told, strict=True):
            if entry.checked is not None:
                action.setChecked(entry.checked())

    # building

    def _arrange(self) -> None:
        space = theme.scale().space
        page = QVBoxLayout()
        page.setContentsMargins(space, space - 2, space, space - 2)
        page.setSpacing(theme.scale().gap)
        page.addWidget(self.messages)
        page.addWidget(self._stack, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._top_bar())
        right.addLayout(page, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)

    def _top_bar(self) -> QFrame:
        bar = QFrame()
        set_role(bar, "top")
        line = QHBoxLayout(bar)
        space = theme.scale().space
        line.setContentsMargins(space, 7, space, 7)
        line.setSpacing(theme.scale().gap)
        line.addStretch(1)
        self._top = line
        if self._search is not None:
            self.set_search(self._search)
        self._visitor = self._button("shell.new_visitor", "fa6s.user-plus", "")
        bind(self._visitor.setText, "shell", "New visitor  F2")
        self._visitor.clicked.connect(self.new_visitor)
        self.account = self._button("shell.account", "fa6s.circle-user", "quiet")
        self._lock = self._button("shell.lock", "fa6s.lock", "quiet")
        bind(self._lock.setText, "shell", "Lock  Ctrl+L")
        self._lock.clicked.connect(self.lock)
        for button in (self._visitor, self.account, self._lock):
            line.addWidget(button)
        return bar

    def _button(self, name: str, icon: str, role: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        if role:
            set_role(button, role)
        icons.set_icon(button, icon, "text")
        return button

    def _add_keys(self) -> None:
        self._key("F2", self.new_visitor.emit)
        self._key("Ctrl+L", self.lock.emit)
        self._key("Ctrl+K", self.go_to_search)
        self._key("Ctrl+D", self.status.drafts.clicked.emit)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        icons.instance().load()
        self.first_painted.emit()

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        on_key(self, keys, act, anywhere=True)

    def go_to_search(self) -> None:
        """Put the keyboard into the search box."""
        if self._search is not None:
            self._search.setFocus()
            if isinstance(self._search, QLineEdit):
                self._search.selectAll()

    def set_window_title(self, station: str) -> None:
        """The window's title in the task bar."""
        bind(self.setWindowTitle, "shell", "Station Desktop · {station}", station=station)
        self.status.set_station(station)
