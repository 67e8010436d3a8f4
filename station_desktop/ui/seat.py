"""The seat at the window: who sits here, on which store, in which language.

Rooms get one :class:`Seat` and nothing else from outside. They ask and act through it: a function
of a :class:`~station_desktop.usecases.work.Work` runs on the right lane under the right name, and
its result comes back on the main thread.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.roles import Right
from station_desktop.domain.time.clock import Clock
from station_desktop.storage.store import SystemClock
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.words import Language
from station_desktop.usecases.work import Actor, Work

if TYPE_CHECKING:
    from station_desktop.ui.background.backup_keeper import BackupKeeper
    from station_desktop.ui.background.exchange import Exchange
    from station_desktop.ui.background.update_keeper import UpdateKeeper

T = TypeVar("T")
Failed = Callable[[Refused], None]


class Done(Generic[T]):
    """A write's result on its way back, with the kinds of data that it changed."""

    def __init__(self, value: T, changed: frozenset[str]) -> None:
        self.value = value
        self.changed = changed


class Seat(QObject):
    """What a room may use of the world.

    ``changed(frozenset[str])`` is the one news of data: ``residents``, ``cases``, ``drafts``,
    ``catalogue``, ``accounts``, ``settings``, ``demands``, ``individuals``, ``sync`` (how this
    window and the hall stand), ``matters`` (what is to be settled),
    ``backups``. ``said(kind, sentence)`` asks
    the shell for an inline message (``ok``, ``info``, ``warn``, ``bad``). ``wanted(room, what)``
    asks it to go to a room, as from a case in a list to the case. ``saved`` says that something
    reached the disk.
    ``exchange`` is what keeps the window and the hall together, ``backups`` what makes them,
    ``updates`` what looks for newer versions, where
    the app has them. ``time`` is where "now" comes from, the PC's clock unless given.
    """

    said = Signal(str, str)
    wanted = Signal(str, object)
    saved = Signal()

    def __init__(
        self,
        runner: Runner,
        language: Language,
        actor: Actor,
        parent: QObject | None = None,
        *,
        time: Clock | None = None,
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self.language = language
        self.actor = actor
        self.exchange: Exchange | None = None
        self.backups: BackupKeeper | None = None
        self.updates: UpdateKeeper | None = None
        self._time: Clock = time or SystemClock()

    @property
    def changed(self) -> Any:
        return self.runner.changed

    def may(self, right: Right) -> bool:
        """For showing or hiding what the person cannot do; the use case checks again."""
        return self.actor.may(right)

    def now(self) -> datetime:
        return self._time.now()

    def today(self) -> date:
        return self._time.now().date()

    def read(
        self,
        ask: Callable[[Work], T],
        then: Callable[[T], None],
        failed: Failed | None = None,
        *,
        tag: str | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run ``ask(work)`` on the read lane; a newer call with the same ``tag`` replaces it."""
        actor = self.actor
        self.runner.read(
            lambda store: ask(Work(store, actor)),
            then,
            failed or self._say_refused,
            tag=tag,
            owner=owner,
        )

    def write(
        self,
        act: Callable[[Work], T],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        changed: frozenset[str] = frozenset(),
        job: Job | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run ``act(work)`` on the write lane, then tell every screen what ``changed``."""
        actor = self.actor

        def perform(store: Any) -> Done[T]:
            return Done(act(Work(store, actor)), changed)

        def unwrap(done: Done[T]) -> None:
            if then is not None:
                then(done.value)

        self.runner.write(
            perform,
            unwrap,
            failed or self._say_refused,
            job=job,
            owner=owner or getattr(then, "__self__", None),
        )

    def line(
        self,
        act: Callable[[Work], T],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        changed: frozenset[str] = frozenset(),
        job: Job | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run ``act(work)`` between two rounds with the hall: what waits for the network or a
        stick, and must not keep the desk waiting."""
        actor = self.actor

        def perform(courier: Any) -> Done[T]:
            return Done(act(Work(courier.store, actor)), changed)

        def unwrap(done: Done[T]) -> None:
            if then is not None:
                then(done.value)

        self.runner.line(
            perform,
            unwrap,
            failed or self._say_refused,
            job=job,
            owner=owner or getattr(then, "__self__", None),
        )

    def sentence(self, refused: Refused) -> str:
        """Why something was declined, in the window's language."""
        return phrases.say_all(refused.problems, self.language.code)

    def _say_refused(self, refused: Refused) -> None:
        self.said.emit("bad", self.sentence(refused))
