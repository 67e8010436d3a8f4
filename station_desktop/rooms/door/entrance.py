"""Which of the door's pages stands before the window, and who comes in by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from station_desktop import paths, phrases
from station_desktop.domain.time.clock import Clock
from station_desktop.rooms.door.page import DoorPage
from station_desktop.rooms.door.sign_in import SignInPage
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language

if TYPE_CHECKING:
    from station_desktop.rooms.door.first_run import FirstRun
    from station_desktop.usecases.backup.backups import Restored
    from station_desktop.usecases.setup.recovery_paper import KeyPaper
    from station_desktop.usecases.work import Actor


class Entrance(QStackedWidget):
    """Signing in, recovering, setting up, joining; ``entered`` carries
    :class:`~station_desktop.usecases.door.opening.Entered`, ``moved`` the folder of the demo
    station where that was chosen on a new PC.

    ``demo`` is ``(account, password)`` to offer on a demo station.
    """

    entered = Signal(object)
    moved = Signal(object)

    def __init__(
        self,
        folder: Path,
        runner: Runner,
        language: Language,
        demo: tuple[str, str] | None = None,
        time: Clock | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("door")
        self._folder = folder
        self._runner = runner
        self._language = language
        self._demo = demo
        self._time = time
        self.page: DoorPage | None = None
        self._opened = False
        self._run: FirstRun | None = None
        self.entered.connect(self._open)
        self._put(self._first_page())

    def begin(self) -> None:
        """Put the keyboard where it is wanted first, and tell what came of an update."""
        if self.page is not None:
            self.page.begin()
        if (self._folder / paths.UPDATES).is_dir():
            from station_desktop.usecases.version import updating

            news = updating.news(self._folder)
            if news is not None:
                self.say(phrases.say(news.code, self._language.code, **news.params), "info")

    def restore_from(self, file: Path) -> None:
        """Offer to restore from this backup; without its recovery key nothing comes of it."""
        self._restore()
        if self.page is not None:
            self.page.boxes["file"].setText(str(file))
            self.page.begin()

    def lock_for(self, actor: Actor) -> None:
        """Stand before the window of somebody whose work waits behind it."""
        page = self._sign_in_page()
        self._put(page)
        page.locked_for(actor.name, actor.login)

    def say(self, sentence: str, tone: str = "bad") -> None:
        """Say at the door what went wrong, or what everybody should know."""
        if self.page is not None:
            self.page.busy(False)
            self.page.messages.say(tone, sentence)

    def _first_page(self) -> DoorPage:
        if any((self._folder / name).exists() for name in paths.STATION_FILES):
            page = self._sign_in_page()
            if self._demo is not None:
                page.hint_demo(*self._demo)
            elif not self._opened:
                page.other("restore", Text("backups", "Restore a backup"), self._restore)
            return page
        return self._first_run().begin()

    def _first_run(self) -> FirstRun:
        """One for as long as there is no station, so that nothing typed is lost by looking at
        another way in."""
        if self._run is None:
            from station_desktop.rooms.door.first_run import FirstRun, ways

            out = ways(self._join, self._restore)
            self._run = FirstRun(
                self._folder, self._runner, self._language, self._put, out, self._time, self
            )
            self._run.entered.connect(self.entered)
            self._run.demo.connect(self._to_demo)
        return self._run

    def _to_demo(self, folder: Path, demo: tuple[str, str]) -> None:
        self._folder, self._demo = folder, demo
        self.moved.emit(folder)
        self._put(self._first_page())

    def _sign_in_page(self) -> SignInPage:
        page = SignInPage(self._folder, self._runner, self._language, self._recover, self._time)
        page.done.connect(self.entered)
        return page

    def _join(self) -> None:
        from station_desktop.rooms.door.join import JoinPage

        page = JoinPage(self._folder, self._runner, self._language, self._sign_in_again)
        page.done.connect(self._joined)
        self._put(page)

    def _joined(self, paper: KeyPaper) -> None:
        """Another window of a station: its staff sign in as they are used to."""
        from station_desktop.rooms.door.page_key import RecoveryKeyPage

        page = RecoveryKeyPage(paper, self._runner, self._language, time=self._time)
        page.done.connect(self._sign_in_again)
        self._put(page)

    def _recover(self) -> None:
        from station_desktop.rooms.door.recover import RecoverPage

        page = RecoverPage(self._folder, self._runner, self._language, self._sign_in_again)
        page.done.connect(self.entered)
        self._put(page)

    def _open(self, _: object) -> None:
        """From now on the store is in use: nothing may be put in its place."""
        self._opened = True
        self._run = None

    def _restore(self) -> None:
        from station_desktop.rooms.door.restore import RestorePage

        page = RestorePage(self._folder, self._runner, self._language, self._sign_in_again)
        page.done.connect(self._restored)
        self._put(page)

    def _restored(self, found: Restored) -> None:
        from station_desktop.rooms.door.restore import RestoredPage

        page = RestoredPage(found, self._language)
        page.done.connect(self._sign_in_again)
        self._put(page)

    def _sign_in_again(self, _: object = None) -> None:
        self._put(self._first_page())

    def _put(self, page: DoorPage) -> None:
        old, self.page = self.page, page
        self.addWidget(page)
        self.setCurrentWidget(page)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()
        if self.isVisible():
            page.begin()
