"""Copies of a closed data folder, made and put back without any key: before an update, before a
rescue. And the swap that puts other station files in a folder's place without ever deleting any."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from station_desktop import whole_files
from station_desktop.domain.problem import refuse
from station_desktop.storage.backup import backup_files, volumes
from station_desktop.storage.backup.backup_files import Piece, Told, unheard

STATION_FILES = (
    "station.db",
    "station.db-wal",
    "station.keys",
    "station.keys.bak",
)
"""All that a station's data is; the rest of the folder belongs to the PC. The ``-shm`` beside an
open store is made anew by whoever opens it."""
_PASSING = ("station.db-shm", "station.db-journal")
LIST = "set-aside.json"
REPLACED = "replaced"
MOVED_AT = "moved-at"
"""When, in milliseconds: the name of the folder says it in whatever zone the PC had then."""
_WAITING = "restoring"


class SetAside(msgspec.Struct, frozen=True):
    """What a cold copy holds."""

    format: int
    made_at: str
    pieces: tuple[Piece, ...]


def set_aside(data_folder: Path, to: Path, told: Told = unheard) -> Path:
    """Copy the station's files of a closed ``data_folder`` into a new folder within ``to`` and
    return it. Its list of hashes is written last: without the list a copy is none. Refuses
    ``backups.nothing_there`` and for the place like a backup; leaves nothing behind on failure."""
    present = [name for name in STATION_FILES if (data_folder / name).is_file()]
    if not present:
        raise refuse("backups.nothing_there")
    with volumes.writing(to):
        to.mkdir(parents=True, exist_ok=True)
    sizes = [(data_folder / name).stat().st_size for name in present]
    volumes.must_fit(to, sum(sizes))
    folder = fresh(to, "set-aside")
    try:
        with volumes.writing(to):
            pieces = []
            for at, name in enumerate(present):
                heard = _part_of(told, sum(sizes[:at]), 2 * sum(sizes))
                pieces.append(_copied(data_folder / name, folder / name, heard))
            said = SetAside(
                1, datetime.now().astimezone().isoformat(timespec="seconds"), tuple(pieces)
            )
            _check(folder, said, _part_of(told, sum(sizes), 2 * sum(sizes)))
            written(folder / LIST, msgspec.json.encode(said))
            backup_files.settle_folder(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def put_back(path: Path, data_folder: Path, told: Told = unheard) -> Path | None:
    """Put a cold copy back in the place of a closed ``data_folder``'s files, which are set aside
    beside them; returns where. Refuses ``backups.not_one``, ``backups.damaged`` before anything is
    touched."""
    try:
        said = msgspec.json.decode((path / LIST).read_bytes(), type=SetAside)
    except (OSError, msgspec.DecodeError) as error:
        raise refuse("backups.not_one", name=path.name) from error
    if not {piece.name for piece in said.pieces} <= set(STATION_FILES):
        raise refuse("backups.damaged", name=path.name)
    total = sum(piece.size for piece in said.pieces)
    with volumes.writing(data_folder.parent):
        data_folder.mkdir(parents=True, exist_ok=True)
    volumes.must_fit(data_folder, total)
    waiting = waiting_in(data_folder)
    try:
        done = 0
        with volumes.writing(data_folder):
            for piece in said.pieces:
                heard = _part_of(told, done, total)
                backup_files.copied(path / piece.name, piece, waiting / piece.name, heard)
                done += piece.size
        return swapped(waiting, data_folder)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def swapped(waiting: Path, folder: Path) -> Path | None:
    """Move the station's files in ``waiting`` (within ``folder``) into their place. Those that were
    there are moved into a folder of their own, which is returned; none is ever deleted."""
    with volumes.writing(folder):
        old = [name for name in (*STATION_FILES, *_PASSING) if (folder / name).exists()]
        aside = fresh(folder, REPLACED) if old else None
        if aside is not None:
            written(aside / MOVED_AT, str(time.time_ns() // 1_000_000).encode())
            moved(old, folder, aside)
        moved([name for name in STATION_FILES if (waiting / name).exists()], waiting, folder)
        return aside


def waiting_in(folder: Path) -> Path:
    """A new folder in which a station's files are made ready for their place. What a power cut left
    of an earlier try goes: where it came from is still there."""
    for left in folder.glob(f"{_WAITING}-*"):
        shutil.rmtree(left, ignore_errors=True)
    return fresh(folder, _WAITING)


def moved(names: Iterable[str], source: Path, target: Path) -> None:
    for name in names:
        os.replace(source / name, target / name)
    for folder in (target, source):
        backup_files.settle_folder(folder)


def fresh(within: Path, kind: str) -> Path:
    """A new folder for files of now."""
    when = datetime.now().astimezone()
    for number in range(1, 1000):
        folder = within / f"{kind}-{when:%Y%m%d-%H%M%S}-{number}"
        with volumes.writing(within):
            try:
                folder.mkdir()
            except FileExistsError:
                continue
            return folder
    raise refuse("backups.disk_error", place=within.name)


def written(path: Path, data: bytes) -> None:
    """A small file, whole or not at all."""
    whole_files.put(path, data)


def _copied(source: Path, target: Path, told: Told) -> Piece:
    size = source.stat().st_size
    digest = backup_files.hashed(source, size, unheard)
    piece = Piece(source.name, size, digest)
    backup_files.copied(source, piece, target, told)
    return piece


def _check(folder: Path, said: SetAside, told: Told) -> None:
    """Read the copy back from the disk."""
    done = 0
    for piece in said.pieces:
        heard = _part_of(told, done, 0)
        if backup_files.hashed(folder / piece.name, piece.size, heard) != piece.sha256:
            raise refuse("backups.damaged", name=folder.name)
        done += piece.size


def _part_of(told: Told, before: int, total: int) -> Told:
    return lambda done, own: told(before + done, total or own)
