"""One question to a room of the closed loop, and its bare limit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from station_desktop.storage import projection
from station_desktop.storage.database import Connection
from station_desktop.usecases.work import Work

FRAME_MS, SCREEN_MS = 16.0, 100.0

Plainly = Callable[[], object]


class Asked(msgspec.Struct, frozen=True):
    """One screen or keystroke: ways to ask it in turn, each with its bare limit."""

    what: str
    ways: tuple[tuple[Plainly, Plainly], ...]
    aim_ms: float = SCREEN_MS
    times: int = 40
    note: str = ""


class Asking:
    """Somebody at work, and beside them ``plain``, the connection for the bare limits."""

    def __init__(self, work: Work, plain: Connection) -> None:
        self._work = work
        self._plain = plain

    def _bodies(self, noun: str, ids: Iterable[str]) -> Plainly:
        """The records' bodies, as they lie there."""
        table = projection.PLACES[noun].table
        ask = f"SELECT body FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
        given = json.dumps(list(ids))
        return lambda: self._plain.execute(ask, (given,)).fetchall()

    def _selected(self, *asks: tuple[str, tuple[Any, ...]]) -> Plainly:
        return lambda: [self._plain.execute(ask, given).fetchall() for ask, given in asks]

    def _ids(self, ask: str, *given: object) -> list[str]:
        return [str(id) for (id,) in self._plain.execute(ask, given)]

    def _list(
        self,
        what: str,
        noun: str,
        ids: Iterable[str],
        ours: Plainly,
        *,
        aim_ms: float = SCREEN_MS,
        note: str = "",
    ) -> Asked:
        return Asked(what, ((ours, self._bodies(noun, ids)),), aim_ms, note=note)
