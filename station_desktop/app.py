"""The composition root: the one place that builds objects and joins them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QLocale, QObject, QTime, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget

from station_desktop import paths, phrases
from station_desktop.logs.incidents import Incident
from station_desktop.logs.notes import ran
from station_desktop.rooms import Room, modules, rooms_of
from station_desktop.rooms.door.entrance import Entrance
from station_desktop.rooms.given_file import GivenFile
from station_desktop.ui.background.stewards import Stewards
from station_desktop.ui.background.warming import Warming
from station_desktop.ui.lanes.garbage import GarbageOnMainThread
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.looks import Looks
from station_desktop.ui.pc.touch import Touch
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr

if TYPE_CHECKING:
    from station_desktop.domain.station.settings import Settings
    from station_desktop.domain.time.clock import Clock
    from station_desktop.rooms.desk.page import DeskPage
    from station_desktop.ui.background.exchange import Exchange
    from station_desktop.ui.frame.shell import MenuEntry, Shell
    from station_desktop.ui.frame.sync_sign import SyncSign
    from station_desktop.ui.seat import Seat
    from station_desktop.usecases.door.opening import Entered
    from station_desktop.usecases.work import Actor, Work

MINUTE_MS = 60_000
_SELDOM = frozenset({"staff", "journal", "privacy", "sync", "upkeep", "settings"})
"""Rooms that few people open, and not every day: their code is loaded only when they do."""
_BREATH_S = 0.5
"""How long the door is left alone before what comes after it is loaded."""
_QUIET_S = 2.0
"""After how long untouched nobody notices a pause of some frames."""


class Window(QStackedWidget):
    """The top-level window: the door, or the shell of whoever is signed in.

    ``first_painted`` comes once it has been seen: what is slow to load waits for it.
    """

    first_painted = Signal()

    def __init__(self, closing: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("window")
        self._closing = closing
        self._seen = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closing()
        event.accept()


class App(QObject):
    """Everything between the first paint and the last write.

    ``folder`` holds the store; ``demo`` is ``(account, password)`` to offer at the door of a demo
    station; ``file`` is what the program was opened with; ``time`` is where "now" comes from, the
    PC's clock unless given.
    """

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        demo: tuple[str, str] | None = None,
        *,
        file: Path | None = None,
        time: Clock | None = None,
    ) -> None:
        super().__init__(application)
        self._given = GivenFile(file)
        self._folder = folder
        self._time = time
        self._key = b""
        self.troubled = False
        self._times_entered = 0
        self.seat: Seat | None = None
        self.shell: Shell | None = None
        self._before = ""
        self._rooms: dict[str, Room] = {}
        self.looks = Looks(application, folder)
        self._touch = Touch(application, self)
        self._touch.felt.connect(self._stay_open)
        self._warming = Warming(self._touch, self)
        self._garbage = GarbageOnMainThread(self, quiet=partial(self._touch.quiet_for, _QUIET_S))
        self.runner = Runner(
            partial(self._open, read_only=True),
            partial(self._open, read_only=False),
            self._open_line,
            crashed=self.crashed,
            parent=self,
        )
        self._stewards = Stewards(self.runner, partial(self._open, read_only=False), self)
        self._sign: SyncSign | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(partial(self.lock, "idle"))
        self.window = Window(self.close)
        self.window.first_painted.connect(self._warm_up)
        self.door = Entrance(folder, self.runner, self.looks.language, demo, time)
        self.door.entered.connect(self._enter)
        self.door.moved.connect(self._move)
        self.window.addWidget(self.door)

    @property
    def exchange(self) -> Exchange | None:
        """The rounds with the hall, once somebody has opened the store."""
        return self._stewards.exchange

    def show(self) -> None:
        """Open the window, sized for the counter's PC."""
        self.window.resize(1366, 768)
        self.window.setWindowTitle("Station Desktop")
        self.window.show()
        self.door.begin()
        self._given.at_the_door(self.door.restore_from)

    def close(self) -> None:
        """Save what is being typed, finish the writes, end the threads."""
        self._flush()
        self._stewards.end()
        self._sign_out("left")
        self.runner.close()

    def _warm_up(self) -> None:
        """While the password is typed, load what comes after it; icons only look better."""
        from station_desktop.ui.look import icons

        own_icon = paths.resources() / "icons" / "station-desktop.png"
        self.window.setWindowIcon(QIcon(str(own_icon)))
        icons.instance().load()

        def load(job: Job) -> None:
            from station_desktop.usecases.counter import intake  # noqa: F401
            from station_desktop.usecases.door import opening  # noqa: F401

            for language in phrases.LANGUAGES:  # records keep their words in both
                phrases.table(language)

        self.runner.io(load)
        desk = ("station_desktop.ui.frame.shell", *modules("desk"))
        self._warming.begin(desk, quiet_s=_BREATH_S)

    def _open(self, *, read_only: bool) -> Any:
        from station_desktop.storage.store import Store

        return Store(self._folder, self._key, read_only=read_only, time=self._time)

    def _open_line(self) -> Any:
        from station_desktop.usecases.exchange.syncing import Courier

        return Courier(self._open(read_only=False))

    def _move(self, folder: Path) -> None:
        """The demo station was chosen at the door of a PC that has none: nothing is open yet."""
        self._folder = folder

    # the seat

    def _enter(self, entered: Entered) -> None:
        self._key = entered.key
        self._times_entered += 1
        ran("sign_in", times=self._times_entered)
        self._stewards.begin()
        if self.seat is not None and self.shell and self.seat.actor.id == entered.actor.id:
            self.seat.actor = entered.actor
            self.window.setCurrentWidget(self.shell)
        else:
            self._take_seat(entered.actor)
        if self.seat is not None and self.shell is not None:
            self._given.inside(self.seat, self.shell, self._go)
        self._read_settings(frozenset({"settings"}))

    def _take_seat(self, actor: Actor) -> None:
        from station_desktop.ui.frame.shell import Place, Shell
        from station_desktop.ui.seat import Seat

        old = self.shell
        self.seat = Seat(self.runner, self.looks.language, actor, self, time=self._time)
        self._stewards.serve(self.seat)
        rooms = self._rooms_of(actor)
        self.shell = Shell(
            [
                Place(room.key, room.title, room.icon, partial(room.enter, self.seat))
                for room in rooms
            ]
        )
        self.window.addWidget(self.shell)
        self.window.setCurrentWidget(self.shell)
        if old is not None:
            self.window.removeWidget(old)
            old.deleteLater()
        self._join(self.seat, self.shell)
        if rooms:
            self._go(rooms[0].key)
            desk = self._desk()
            if desk is not None:
                self.shell.set_search(desk.lift_search())
                self.shell.go_to_search()
        daily = (room.key for room in rooms if room.key not in _SELDOM)
        others = (module for key in daily for module in modules(key))
        self._warming.begin(others, quiet_s=_QUIET_S)

    def _rooms_of(self, actor: Actor) -> list[Room]:
        """The rooms that this person may enter and that IT staff left in sight."""
        from station_desktop.papers import printing_out
        from station_desktop.usecases import policies

        policy = policies.in_force()
        printing_out.use_printer(policy.printer)
        rooms = rooms_of(actor.roles, policy.rooms_hidden)
        self._rooms = {room.key: room for room in rooms}
        return rooms

    def _join(self, seat: Seat, shell: Shell) -> None:
        seat.said.connect(shell.notify)
        seat.wanted.connect(self._go)
        seat.saved.connect(lambda: shell.status.set_saved(_hour(seat)))
        seat.changed.connect(self._count_drafts)
        seat.changed.connect(self._read_settings)
        shell.new_visitor.connect(self._new_visitor)
        shell.lock.connect(partial(self.lock, "left"))
        shell.status.drafts.clicked.connect(self._show_own_drafts)
        shell.status.connection.clicked.connect(partial(self._go, "sync"))
        if self.exchange is not None and seat.may("sync.read"):
            from station_desktop.ui.frame.sync_sign import SyncSign

            self._sign = SyncSign(seat, self.exchange, shell.status)
        from station_desktop.ui.background.reminders import Reminders
        from station_desktop.ui.frame import backup_sign

        backup_sign.put(seat, shell.status, partial(self._go, "upkeep", "backups"))
        Reminders(seat, shell)
        shell.set_account(seat.actor.name, self._menu())
        self._count_drafts(frozenset({"drafts"}))

    def _menu(self) -> list[MenuEntry]:
        from station_desktop.ui.frame.shell import MenuEntry

        leave = Text("app", "Lock or change person")
        password = Text("app", "Change my password")
        return [
            MenuEntry("password", password, self._change_password),
            MenuEntry("", leave, lambda: None),
            *self.looks.entries(),
            MenuEntry("", leave, lambda: None),
            MenuEntry("switch", leave, partial(self.lock, "switched")),
        ]

    def _change_password(self) -> None:
        """One's own password, and back to the room one was in."""
        if self.shell is None or self.seat is None:
            return
        from station_desktop.rooms.staff.own_password import OwnPasswordPage

        page = self.shell.findChild(OwnPasswordPage)
        if page is None:
            page = OwnPasswordPage(self.seat)
            page.left.connect(lambda: self._go(self._before))
        self._before = self.shell.current or self._before
        self.shell.show_alone(page)
        page.go(None)

    # going about

    def _go(self, room: str, what: object = None) -> None:
        """Show a room the person may enter, and there what is wanted."""
        known = self._rooms.get(room)
        if known is None or not (self.shell and self.seat and self.seat.may(known.right)):
            return
        self.shell.show_place(room)
        go = getattr(self.shell.page(room), "go", None)
        if what is not None and go is not None:
            go(what)

    def _desk(self) -> DeskPage | None:
        return cast("DeskPage | None", self.shell.page("desk")) if self.shell is not None else None

    def _new_visitor(self) -> None:
        self._go("desk")
        desk = self._desk()
        if desk is not None:
            desk.next_visitor()

    def _show_own_drafts(self) -> None:
        self._go("desk")
        desk = self._desk()
        if desk is not None:
            desk.show_drafts()

    def _read_settings(self, kinds: frozenset[str]) -> None:
        if self.seat is not None and "settings" in kinds:
            self.seat.read(lambda work: work.store.settings(), self._apply_settings, owner=self)

    def _count_drafts(self, kinds: frozenset[str]) -> None:
        if self.seat is None or "drafts" not in kinds:
            return
        self.seat.read(_own_drafts, self._show_drafts, tag="app.drafts", owner=self)

    def _show_drafts(self, count: int) -> None:
        if self.shell is not None:
            self.shell.status.set_drafts(count)

    def _apply_settings(self, settings: Settings) -> None:
        if self.shell is not None:
            self.shell.set_window_title(settings.station_name)
        self._idle.setInterval(max(1, settings.idle_minutes) * MINUTE_MS)
        self._idle.start()

    # locking

    @property
    def _inside(self) -> bool:
        return self.shell is not None and self.window.currentWidget() is self.shell

    def lock(self, reason: str = "left") -> None:
        """Put the door before the window. What is typed is saved first, and stays behind it."""
        if self.seat is None or not self._inside:
            return
        self._idle.stop()
        self._flush()
        self._sign_out(reason)
        self.window.setCurrentWidget(self.door)
        self.door.lock_for(self.seat.actor)

    def _flush(self) -> None:
        desk = self._desk()
        if desk is not None:
            desk.flow.saver.flush()

    def _sign_out(self, reason: str) -> None:
        if self.seat is None or not self._inside:
            return

        def leave(work: Work) -> None:
            from station_desktop.usecases.door import opening

            opening.sign_out(work, reason)

        self.seat.write(leave)

    def _stay_open(self) -> None:
        if self._idle.isActive():
            self._idle.start()

    def crashed(self, incident: Incident) -> None:
        """Say that something unexpected happened, with the number under which the log has it."""
        self.troubled = True
        sentence = tr(
            "app",
            "Something went wrong in the program (number {number}). What was saved is safe. "
            "Please try again; if it happens again, tell IT this number.",
            number=incident.number,
        )
        if self._inside and self.shell is not None:
            self.shell.notify("bad", sentence)
        else:
            self.door.say(sentence)


def _hour(seat: Seat) -> QTime:
    now = seat.now()
    return QTime(now.hour, now.minute, now.second)


def _own_drafts(work: Work) -> int:
    from station_desktop.storage import drafts

    return len(drafts.of_author(work.store.connection, work.author))


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
    cast(QApplication, QApplication.instance()).exec()
    return 1


def _both(first: str) -> list[str]:
    """Both languages, the likelier one first: nobody has signed in to say which."""
    return sorted(phrases.LANGUAGES, key=lambda language: language != first)
