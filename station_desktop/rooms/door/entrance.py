"""Which of the door's pages stands before the window, and who comes in by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from station_desktop import paths
from station_desktop.domain.clock import Clock
from station_desktop.rooms.door.page import DoorPage
from station_desktop.rooms.door.sign_in import SignInPage
from station_desktop.ui.runner import Runner
from station_desktop.ui.words import Language

if TYPE_CHECKING:
    from station_desktop.usecases.opening import Founded
    from station_desktop.usecases.work import Actor


class Entrance(QStackedWidget):
    """Signing in, recovering, setting up, joining; ``entered`` carries
    :class:`~station_desktop.usecases.opening.Entered`.

    ``demo`` is ``(account, password)`` to offer on a demo station.
    """

    entered = Signal(object)

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
        self._put(self._first_page())

    def begin(self) -> None:
        """Put the keyboard where it is wanted first."""
        if self.page is not None:
            self.page.begin()

    def lock_for(self, actor: Actor) -> None:
        """Stand before the window of somebody whose work waits behind it."""
        page = self._sign_in_page()
        self._put(page)
        page.locked_for(actor.name, actor.login)

    def say(self, sentence: str) -> None:
        """Say what went wrong at the door."""
        if self.page is not None:
            self.page.busy(False)
            self.page.messages.say("bad", sentence)

    def _first_page(self) -> DoorPage:
        if any((self._folder / name).exists() for name in paths.STATION_FILES):
            page = self._sign_in_page()
            if self._demo is not None:
                page.hint_demo(*self._demo)
            return page
        from station_desktop.rooms.door.set_up import SetUpPage

        set_up = SetUpPage(self._folder, self._runner, self._language, self._join)
        set_up.done.connect(self._founded)
        return set_up

    def _sign_in_page(self) -> SignInPage:
        page = SignInPage(self._folder, self._runner, self._language, self._recover, self._time)
        page.done.connect(self.entered)
        return page

    def _founded(self, founded: Founded) -> None:
        from station_desktop.rooms.door.set_up import RecoveryKeyPage
        from station_desktop.usecases.opening import Entered

        entered = Entered(founded.key, founded.actor)
        page = RecoveryKeyPage(founded.recovery_key, entered, self._language)
        page.done.connect(self.entered)
        self._put(page)

    def _join(self) -> None:
        from station_desktop.rooms.door.join import JoinPage

        page = JoinPage(self._folder, self._runner, self._language, self._sign_in_again)
        page.done.connect(self._joined)
        self._put(page)

    def _joined(self, recovery_key: str) -> None:
        """Another window of a station: its staff sign in as they are used to."""
        from station_desktop.rooms.door.set_up import RecoveryKeyPage

        page = RecoveryKeyPage(recovery_key, None, self._language)
        page.done.connect(self._sign_in_again)
        self._put(page)

    def _recover(self) -> None:
        from station_desktop.rooms.door.recover import RecoverPage

        page = RecoverPage(self._folder, self._runner, self._language, self._sign_in_again)
        page.done.connect(self.entered)
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
