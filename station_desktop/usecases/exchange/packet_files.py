"""Packets as files on a stick: written whole or not at all, read with how far it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from station_desktop import whole_files
from station_desktop.domain.problem import refuse
from station_desktop.usecases.exchange import packets
from station_desktop.usecases.exchange.packets import Imported
from station_desktop.usecases.work import Work

SUFFIX = ".packet"

Progress = Callable[[int, int], None]
"""Hears of bytes done and bytes in all (0 where nobody knows); what it raises ends the work."""


def _unwatched(done: int, total: int) -> None:
    """Nobody watches."""


class _Watched:
    """A file that says how much went through it."""

    def __init__(self, file: BinaryIO, progress: Progress, total: int = 0) -> None:
        self._file = file
        self._progress = progress
        self._total = total
        self._done = 0

    def write(self, data: bytes) -> int:
        self._pass(len(data))
        return self._file.write(data)

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._pass(len(data))
        return data

    def _pass(self, count: int) -> None:
        self._done += count
        self._progress(self._done, self._total)


def export(work: Work, path: Path, progress: Progress = _unwatched) -> int:
    """Write a packet for the hall to ``path``; returns how many entries it carries. A file that is
    there is replaced once the new one is whole. Refuses with ``file.cannot_write``."""
    try:
        with whole_files.writing(path) as file:
            carried = packets.export(work, cast(BinaryIO, _Watched(file, progress)))
    except OSError as error:
        raise refuse("file.cannot_write", name=path.name) from error
    return carried


def take(work: Work, path: Path, progress: Progress = _unwatched) -> Imported:
    """Take in the hall's answer from ``path``. Refuses with ``packet.*``."""
    try:
        total = path.stat().st_size
        with path.open("rb") as file:
            return packets.take(work, cast(BinaryIO, _Watched(file, progress, total)))
    except OSError as error:
        raise refuse("packet.unreadable", name=path.name) from error
