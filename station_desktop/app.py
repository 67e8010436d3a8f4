"""The composition root: the one place that builds objects and joins them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QEvent, QLocale, QObject, QTime, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QWidget

from station_desktop import phrases, preferences
from station_desktop.preferences import Preferences
from station_desktop.rooms import ROOMS
from station_desktop.rooms.door.sign_in import SignInPage
from station_desktop.storage import drafts, vault
from station_desktop.ui import icons
from station_desktop.ui.garbage import GarbageOnMainThread
from station_desktop.ui.incidents import Incident
from station_desktop.ui.runner import Runner
from station_desktop.ui.seat import Seat
from station_desktop.ui.shell import MenuEntry, Place, Shell
from station_desktop.ui.text import Text
from station_desktop.ui.theme import Theme
from station_desktop.ui.words import LANGUAGES, Language, tr
from station_desktop.usecases.opening import Entered, Founded
from station_desktop.usecases.work import Actor, Work

MINUTE_MS = 60_000
_INPUT = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


_LINE = MenuEntry("", Text("app", "Lock or change person"), lambda: None)
"""A line between groups of the account menu; its title is not shown."""


class Window(QStackedWidget):
    """The top-level window: the door, or the shell of whoever is signed in."""

    def __init__(self, closing: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("window")
        self._closing = closing

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closing()
        event.accept()


class App(QObject):
    """Everything between the first paint and the last write.

    ``folder`` holds the store; ``demo`` is ``(account, password)`` to offer at the door of a demo
    station.
    """

    def __init__(
        self, application: QApplication, folder: Path, demo: tuple[str, str] | None = None
    ) -> None:
        super().__init__(application)
        self._folder = folder
        self._demo = demo
        self._key = b""
        self.seat: Seat | None = None
        self.shell: Shell | None = None
        self.preferences = preferences.load(folder)
        self.theme = Theme(application)
        self.theme.wear(self.preferences.colours, self.preferences.size)
        self.language = Language(self)
        self.language.switch(self.preferences.language)
        self._garbage = GarbageOnMainThread(self)
        self.runner = Runner(
            partial(self._open, read_only=True),
            partial(self._open, read_only=False),
            crashed=self._crashed,
            parent=self,
        )
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(partial(self.lock, "idle"))
        self.window = Window(self.close)
        self.door = self._build_door()
        self.window.addWidget(self.door)
        icons.load_after_first_paint(self.window)
        application.installEventFilter(self)

    def show(self) -> None:
        """Open the window, sized for the counter's PC."""
        self.window.resize(1366, 768)
        self.window.setWindowTitle("Station Desktop")
        self.window.show()
        begin = getattr(self.door, "begin", None)
        if begin is not None:
            begin()

    def close(self) -> None:
        """Save what is being typed, finish the writes, end the threads."""
        if self.seat is not None:
            self._flush()
            self._sign_out("left")
        self.runner.close()

    # the door

    def _build_door(self) -> QWidget:
        if vault.Vault(self._folder).exists or (self._folder / "station.db").exists():
            page = SignInPage(self._folder, self.runner, self.language, self._recover)
            page.done.connect(self._enter)
            if self._demo is not None:
                page.hint_demo(*self._demo)
            return page
        from station_desktop.rooms.door.set_up import SetUpPage

        set_up = SetUpPage(self._folder, self.runner, self.language)
        set_up.done.connect(self._founded)
        return set_up

    def _founded(self, founded: Founded) -> None:
        from station_desktop.rooms.door.set_up import RecoveryKeyPage

        page = RecoveryKeyPage(founded, self.language)
        page.done.connect(self._enter)
        self._show_door(page)

    def _recover(self) -> None:
        from station_desktop.rooms.door.recover import RecoverPage

        page = RecoverPage(self._folder, self.runner, self.language, self._back_to_sign_in)
        page.done.connect(self._enter)
        self._show_door(page)

    def _back_to_sign_in(self) -> None:
        self._show_door(self._build_door())

    def _show_door(self, page: QWidget) -> None:
        old, self.door = self.door, page
        self.window.addWidget(page)
        self.window.setCurrentWidget(page)
        self.window.removeWidget(old)
        old.deleteLater()
        begin = getattr(page, "begin", None)
        if begin is not None:
            begin()

    def _open(self, *, read_only: bool) -> Any:
        from station_desktop.storage.store import Store

        return Store(self._folder, self._key, read_only=read_only)

    # the seat

    def _enter(self, entered: Entered) -> None:
        self._key = entered.key
        if self.seat is not None and self.seat.actor.id == entered.actor.id and self.shell:
            self.seat.actor = entered.actor
            self.window.setCurrentWidget(self.shell)
        else:
            self._take_seat(entered.actor)
        seat = cast(Seat, self.seat)
        seat.read(lambda work: work.store.settings(), self._apply_settings, owner=self)

    def _take_seat(self, actor: Actor) -> None:
        old = self.shell
        self.seat = Seat(self.runner, self.language, actor, self)
        rooms = [room for room in ROOMS if self.seat.may(room.right)]
        self._places = {
            room.key: Place(room.key, room.title, room.icon, partial(room.enter, self.seat))
            for room in rooms
        }
        first = self._build_first(rooms[0].key) if rooms else None
        search = getattr(first, "search_box", None)
        self.shell = Shell(list(self._places.values()), search)
        self.window.addWidget(self.shell)
        self.window.setCurrentWidget(self.shell)
        if old is not None:
            self.window.removeWidget(old)
            old.deleteLater()
        self._join(self.seat, self.shell)
        if rooms:
            self.shell.show_place(rooms[0].key)

    def _build_first(self, key: str) -> QWidget:
        """The first room is built before the shell, which shows its search box in the top bar."""
        page = self._places[key].build()
        self._places[key] = Place(
            key, self._places[key].title, self._places[key].icon, lambda: page
        )
        return page

    def _join(self, seat: Seat, shell: Shell) -> None:
        seat.said.connect(shell.notify)
        seat.wanted.connect(self._go)
        seat.saved.connect(lambda: shell.status.set_saved(QTime.currentTime()))
        seat.changed.connect(self._count_drafts)
        shell.new_visitor.connect(self._new_visitor)
        shell.lock.connect(partial(self.lock, "left"))
        shell.status.drafts.clicked.connect(lambda: self._go("desk", "drafts"))
        shell.set_account(seat.actor.name, self._menu())
        QShortcut(QKeySequence("Ctrl+K"), shell).activated.connect(
            lambda: self._go("desk", "search")
        )
        self._count_drafts(frozenset({"drafts"}))

    def _menu(self) -> list[MenuEntry]:
        look = self.theme
        return [
            *(
                MenuEntry(
                    f"language.{code}",
                    Text("app", "中文") if code == "zh_CN" else Text("app", "English"),
                    partial(self.set_language, code),
                    partial(self._speaks, code),
                )
                for code in LANGUAGES
            ),
            _LINE,
            MenuEntry(
                "dark",
                Text("app", "Dark colours"),
                lambda: self.set_look(colours="light" if look.colours == "dark" else "dark"),
                lambda: look.colours == "dark",
            ),
            MenuEntry(
                "large",
                Text("app", "Large and clear (elder-friendly)"),
                lambda: self.set_look(size="normal" if look.size == "large" else "large"),
                lambda: look.size == "large",
            ),
            _LINE,
            MenuEntry(
                "switch", Text("app", "Lock or change person"), partial(self.lock, "switched")
            ),
        ]

    def _speaks(self, code: str) -> bool:
        return self.language.code == code

    def set_language(self, code: str) -> None:
        """Change the language of the running window."""
        self.language.switch(code)
        self._remember()

    def set_look(self, *, colours: str | None = None, size: str | None = None) -> None:
        """Change colours or size of the running window."""
        self.theme.wear(colours or self.theme.colours, size or self.theme.size)
        self._remember()

    def _remember(self) -> None:
        kept = Preferences(
            language=cast(Any, self.language.code),
            colours=cast(Any, self.theme.colours),
            size=cast(Any, self.theme.size),
        )
        self.preferences = kept
        preferences.save(self._folder, kept)

    # going about

    def _go(self, room: str, what: object = None) -> None:
        if self.shell is None or room not in self._places:
            return
        self.shell.show_place(room)
        page = self.shell.page(room)
        go = getattr(page, "go", None)
        if what is not None and go is not None:
            go(what)

    def _new_visitor(self) -> None:
        self._go("desk", "new_visitor")

    def _count_drafts(self, kinds: frozenset[str]) -> None:
        if self.seat is None or "drafts" not in kinds:
            return
        author = self.seat.actor.id
        self.seat.read(
            lambda work: len(drafts.of_author(work.store.connection, author)),
            self._show_drafts,
            tag="app.drafts",
            owner=self,
        )

    def _show_drafts(self, count: int) -> None:
        if self.shell is not None:
            self.shell.status.set_drafts(count)

    def _apply_settings(self, settings: Any) -> None:
        if self.shell is not None:
            self.shell.set_window_title(settings.station_name)
        self._idle.setInterval(max(1, settings.idle_minutes) * MINUTE_MS)
        self._idle.start()

    # locking

    def lock(self, reason: str = "left") -> None:
        """Put the door before the window. What is typed is saved first, and stays behind it."""
        if self.seat is None or self.window.currentWidget() is not self.shell:
            return
        self._idle.stop()
        self._flush()
        self._sign_out(reason)
        page = SignInPage(self._folder, self.runner, self.language, self._recover)
        page.done.connect(self._enter)
        self._show_door(page)
        page.locked_for(self.seat.actor.name, self.seat.actor.login)

    def _flush(self) -> None:
        for room in ROOMS:
            page = self.shell.page(room.key) if self.shell is not None else None
            flush = getattr(page, "flush", None)
            if flush is not None:
                flush()

    def _sign_out(self, reason: str) -> None:
        from station_desktop.usecases import opening

        def leave(work: Work) -> None:
            opening.sign_out(work, reason)

        if self.seat is not None and self.window.currentWidget() is self.shell:
            self.seat.write(leave)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and self._idle.isActive():
            self._idle.start()
        return False

    def _crashed(self, incident: Incident) -> None:
        sentence = tr(
            "app",
            "Something went wrong in the program (number {number}). What was saved is safe. "
            "Please try again; if it happens again, tell IT this number.",
            number=incident.number,
        )
        if self.shell is not None:
            self.shell.notify("bad", sentence)
        elif isinstance(self.door, SignInPage):
            self.door.busy(False)
            self.door.messages.say("bad", sentence)


def tell(code: str) -> int:
    """Say one sentence in a small window of its own and end: the start itself was refused."""
    chosen = "en" if QLocale.system().language() == QLocale.Language.English else "zh_CN"
    sentence = QLabel("\n\n".join(phrases.say(code, each) for each in _both(chosen)))
    sentence.setObjectName("window.told")
    sentence.setWordWrap(True)
    sentence.setMargin(32)
    sentence.setMinimumWidth(520)
    sentence.setWindowTitle("Station Desktop")
    sentence.show()
    application = cast(QApplication, QApplication.instance())
    application.exec()
    return 1


def _both(first: str) -> list[str]:
    """Both languages, the likelier one first: nobody has signed in to say which."""
    return sorted(phrases.LANGUAGES, key=lambda language: language != first)


def log_to(folder: Path) -> None:
    """Incidents go to a rotating file beside the store: numbers, types and places, no person."""
    try:
        logs = folder / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            logs / "station.log", maxBytes=512_000, backupCount=4, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("station").addHandler(handler)
