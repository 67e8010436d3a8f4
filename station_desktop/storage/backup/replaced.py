"""Stores that something else took the place of, a restored backup or the data of before an update:
moved into folders ``replaced-…`` beside the store, keys and all (``cold.swapped``)."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from station_desktop import paths
from station_desktop.domain.problem import Refused
from station_desktop.domain.time import clock
from station_desktop.storage.backup import cold
from station_desktop.storage.database import Connection, connect, translated

_ASKED = 500
"""Ids in one question."""


class Replaced(msgspec.Struct, frozen=True):
    """One of them: ``at`` is when it was moved (milliseconds), ``size`` in bytes."""

    name: str
    path: Path
    at: int
    size: int


def listed(folder: Path) -> tuple[Replaced, ...]:
    """All that lie in a data folder, the oldest first. Needs no key."""
    found = [_looked_at(path) for path in folder.glob(f"{cold.REPLACED}-*") if path.is_dir()]
    return tuple(sorted(found, key=lambda one: (one.at, one.name)))


def _looked_at(path: Path) -> Replaced:
    size = 0
    for file in path.rglob("*"):
        with suppress(OSError):
            size += file.stat().st_size
    return Replaced(path.name, path, _moved(path), size)


def _moved(path: Path) -> int:
    """As ``cold.swapped`` noted it, else by the name that it gave."""
    with suppress(OSError, ValueError):
        return int((path / cold.MOVED_AT).read_text("ascii"))
    try:
        when = datetime.strptime(path.name[len(cold.REPLACED) + 1 :][:15], "%Y%m%d-%H%M%S")
    except ValueError:
        return int(path.stat().st_mtime * 1000)
    return clock.milliseconds(when.astimezone())


def missing(connection: Connection, path: Path, key: bytes) -> int | None:
    """How many entries the store in ``path`` holds that are not in the journal behind
    ``connection``; ``None`` where it does not open with ``key``."""
    if not (path / paths.STORE_FILE).exists():
        return None
    try:
        other = connect(path, key)
    except Refused:
        return None
    try:
        with translated():
            asked, count = other.execute("SELECT id FROM entries"), 0
            while some := asked.fetchmany(_ASKED):
                count += _unknown(connection, [row[0] for row in some])
            return count
    except Refused:
        return None
    finally:
        other.close()


def _unknown(connection: Connection, ids: list[str]) -> int:
    marks = ", ".join("?" * len(ids))
    asked = f"SELECT count(DISTINCT id) FROM entries WHERE id IN ({marks})"
    return len(set(ids)) - int(connection.execute(asked, ids).fetchone()[0])


def remove(path: Path) -> None:
    """Take one away for good: the key file first, overwritten, without which nobody reads the rest.
    Raises ``OSError``."""
    for keys in path.glob(f"{paths.KEY_FILE}*"):
        with keys.open("r+b") as file:
            file.write(b"\0" * keys.stat().st_size)
            file.flush()
            os.fsync(file.fileno())
        keys.unlink()
    shutil.rmtree(path)
