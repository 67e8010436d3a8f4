"""The first start of a PC without a station: one question after the other, forth and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, Signal

from station_desktop.domain.problem import Refused, refuse
from station_desktop.domain.time.clock import Clock
from station_desktop.rooms.door.draft import Draft
from station_desktop.rooms.door.page import DoorPage
from station_desktop.rooms.door.page_done import DoneStep
from station_desktop.rooms.door.page_hall import HallStep
from station_desktop.rooms.door.page_key import RecoveryKeyPage
from station_desktop.rooms.door.page_people import FirstStep, StaffStep
from station_desktop.rooms.door.page_station import StationStep
from station_desktop.rooms.door.page_what import Way, WhatPage
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language
from station_desktop.usecases import policies
from station_desktop.usecases.door.opening import Entered
from station_desktop.usecases.setup import recovery_paper

Put = Callable[[DoorPage], object]
DEMO = "demo"
"""The folder of the demo station, in that of the real one."""


def ways(join: Callable[[], object], restore: Callable[[], object]) -> tuple[Way, ...]:
    """The ways onto a new PC that make no new station."""
    return (
        Way(
            "join",
            Text("door", "Another window of a station"),
            Text("door", "The station is at work on another PC. Needs the hall and its code."),
            join,
        ),
        Way(
            "restore",
            Text("door", "Restore from a backup"),
            Text("door", "The old PC is broken or gone. Needs a backup and the recovery key."),
            restore,
        ),
    )


class FirstRun(QObject):
    """Shows its steps by ``put``. ``entered`` carries who comes in to the station that was made;
    ``demo`` the folder of the demo station and ``(account, password)`` for it. ``join`` and the
    other ``ways`` lead out of here."""

    entered = Signal(object)
    demo = Signal(object, object)

    def __init__(
        self,
        folder: Path,
        runner: Runner,
        language: Language,
        put: Put,
        ways: tuple[Way, ...],
        time: Clock | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._runner, self._language, self._time = folder, runner, language, time
        self._put = put
        self._ways = ways
        self.draft = Draft()
        self.page: DoorPage | None = None
        self._lock: FileLock | None = None

    def begin(self) -> DoorPage:
        """The first page."""
        return self._shown("what")

    def _show(self, key: str) -> None:
        self._put(self._shown(key))

    def _shown(self, key: str) -> DoorPage:
        page = self._STEPS[key](self)
        self.page = page
        return page

    def _after(self, page: DoorPage, key: str) -> DoorPage:
        page.done.connect(lambda _: self._show(key))
        return page

    # the steps

    def _what(self) -> DoorPage:
        ways = [
            Way(
                "station",
                Text("door", "A new station"),
                Text("door", "The first PC of a station: its name, its staff, its recovery key."),
                partial(self._show, "station"),
            ),
            *self._ways,
        ]
        if policies.in_force().allow_demo:
            ways.append(
                Way(
                    "demo",
                    Text("door", "The demo station"),
                    Text("door", "Invented people, to try everything on. Nothing real goes in."),
                    self._open_demo,
                )
            )
        return WhatPage(self._language, ways)

    def _station(self) -> DoorPage:
        page = StationStep(self._language, self.draft, partial(self._show, "what"))
        return self._after(page, "first")

    def _first(self) -> DoorPage:
        page = FirstStep(self._language, self.draft, partial(self._show, "station"))
        return self._after(page, "staff")

    def _staff(self) -> DoorPage:
        page = StaffStep(self._language, self.draft, partial(self._show, "first"))
        return self._after(page, "key")

    def _key(self) -> DoorPage:
        draft = self.draft
        paper = recovery_paper.key_paper(draft.recovery_key, draft.name, draft.code)
        page = RecoveryKeyPage(
            paper,
            self._runner,
            self._language,
            time=self._time,
            number=5,
            back=partial(self._show, "staff"),
            kept=draft.boxes("key"),
        )
        return self._after(page, "hall")

    def _hall(self) -> DoorPage:
        back = partial(self._show, "key")
        page = HallStep(
            self._folder, self._runner, self._language, self.draft, back, time=self._time
        )
        return self._after(page, "done")

    def _done(self) -> DoorPage:
        page = DoneStep(self._language, self.draft)
        page.done.connect(lambda _: self._enter())
        return page

    _STEPS: dict[str, Callable[[FirstRun], DoorPage]] = {
        "what": _what,
        "station": _station,
        "first": _first,
        "staff": _staff,
        "key": _key,
        "hall": _hall,
        "done": _done,
    }

    def _enter(self) -> None:
        made = self.draft.made
        assert made is not None, "the last step comes after the making"
        self.draft = Draft()  # what was typed, passwords above all, is needed no more
        self.entered.emit(Entered(made.key, made.actor))

    # the rest of the first page

    def _open_demo(self) -> None:
        page, folder, time = self.page, self._folder / DEMO, self._time
        assert page is not None
        try:
            self._hold(folder)
        except Refused as refused:
            page.refuse(refused)
            return
        page.busy(True)

        def ready(_: object) -> tuple[str, str]:
            from station_desktop.usecases.demo import demo

            return demo.ready(folder, time)

        self._runner.io(ready, lambda found: self.demo.emit(folder, found), page.refuse, owner=page)

    def _hold(self, folder: Path) -> None:
        """No other window may be at the demo station meanwhile."""
        lock = FileLock(folder / "station.lock")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except Timeout:
            raise refuse("window.second") from None
        except OSError:
            raise refuse("window.folder") from None
        self._lock = lock
