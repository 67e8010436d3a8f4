"""The one quiet sign at the foot of the window: connected, offline since, so many to send, or
that somebody is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from station_desktop import phrases
from station_desktop.domain.time import clock
from station_desktop.ui.background.exchange import Exchange
from station_desktop.ui.frame.status_strip import StatusStrip
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import follow, tr
from station_desktop.usecases.work import Work

if TYPE_CHECKING:
    from station_desktop.usecases.exchange.syncing import Position, Sign

_TONES = {
    "alone": "info",
    "connecting": "info",
    "agreed": "ok",
    "sending": "ok",
    "offline": "warn",
    "needs": "bad",
}
_MATTERS = frozenset({"matters"})


class SyncSign(QObject):
    """Follows the rounds and what is written, and puts the sign into the strip. Lives as long as
    the strip of the person who sits there."""

    def __init__(self, seat: Seat, exchange: Exchange, strip: StatusStrip) -> None:
        super().__init__(strip)
        self._seat = seat
        self._exchange = exchange
        self._strip = strip
        self._found: Position | None = None
        self._matters = 0
        self.sign: Sign | None = None
        exchange.moved.connect(self._say)
        seat.changed.connect(self._on_changed)
        follow(self, self._say)
        self._ask()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds != frozenset({"drafts"}):
            self._ask()
        if kinds & _MATTERS:
            self._count()

    def _ask(self) -> None:
        self._seat.read(_position, self._put, _silent, tag="sync.sign", owner=self)

    def _put(self, found: Position | None) -> None:
        first = self._found is None
        self._found = found
        if first and found is not None:
            self._count()
        self._say()

    def _count(self) -> None:
        """Matters are counted on the line, where nobody waits: it looks through all residents."""
        if self._found is not None and self._seat.may("sync.settle"):
            self._seat.line(_matters, self._put_matters, _silent, owner=self)

    def _put_matters(self, number: int) -> None:
        self._matters = number
        self._say()

    def _say(self) -> None:
        if self._found is None:
            self._strip.set_connection("info", tr("sync", "Works alone"), tr("sync", "Details"))
            return
        from station_desktop.usecases.exchange import syncing

        tried = self._exchange.tried
        found = self.sign = syncing.sign(self._found, tried=tried, matters=self._matters)
        state, detail = words_of(found, self._seat)
        self._strip.set_connection(tone_of(found), state, detail)


def tone_of(sign: Sign) -> str:
    """What somebody has to judge is no fault."""
    judged = sign.problem is not None and sign.problem.code == "sync.to_settle"
    return "warn" if judged else _TONES[sign.state]


def words_of(sign: Sign, seat: Seat) -> tuple[str, str]:
    """The sign's word, and the little more beside it."""
    left = tr("sync", "{n} to send", n=sign.pending) if sign.pending else ""
    match sign.state:
        case "alone":
            return tr("sync", "Works alone"), tr("sync", "Details")
        case "agreed":
            return tr("sync", "Connected"), tr("sync", "All sent")
        case "sending":
            word = tr("sync", "Connected by relay") if sign.relay else tr("sync", "Connected")
            return word, left or tr("sync", "Comparing")
        case "offline":
            return _offline(sign, seat), left or tr("sync", "Nothing to send")
        case "needs" if sign.problem is not None:
            said = phrases.say(f"{sign.problem.code}.short", seat.language.code)
            known = said != f"{sign.problem.code}.short"
            return tr("sync", "Needs you"), said if known else tr("sync", "See what it is")
        case _:
            return tr("sync", "Connecting…"), left or tr("sync", "Details")


def _offline(sign: Sign, seat: Seat) -> str:
    if not sign.since:
        return tr("sync", "Offline")
    since = clock.from_milliseconds(sign.since)
    if since.date() == seat.today():
        return tr("sync", "Offline since {time}", time=f"{since:%H:%M}")
    return tr("sync", "Offline since {time}", time=f"{since:%m-%d %H:%M}")


def _position(work: Work) -> Position | None:
    from station_desktop.storage.exchange import outbox

    if not outbox.enrolled(work.store.connection):
        return None
    from station_desktop.usecases.exchange import syncing

    return syncing.position(work)


def _matters(work: Work) -> int:
    from station_desktop.usecases.casework import settling

    return settling.count(work)


def _silent(_: object) -> None:
    """What cannot be read is said by whoever works with it, not by the sign."""
