"""The one file of a backup, byte by byte: what is in it, whether it is whole.

The encrypted store stands first and as it is, so that SQLite opens the file where it lies. After it
the key file with the recovery slot alone, then the manifest, its SHA-256, its length and a mark::

    store | keys | manifest (JSON) | 32 bytes | 8 bytes | b"station1"

A file that lost its end has no mark. What the parts hash to is in the manifest, so that anybody can
see whether a file is damaged; what is in it takes the recovery key.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import msgspec

from station_desktop.domain.problem import Problem, Refused, refuse

SUFFIX = ".station-backup"
PART = ".part"
FORMAT = 1
MARK = b"station1"
_TAIL = 32 + 8 + len(MARK)
_CHUNK = 1 << 20
_LARGEST_MANIFEST = 4 << 20

Told = Callable[[int, int], None]
"""Hears ``(done, total)`` in bytes; ends the work by raising."""


def unheard(done: int, total: int) -> None:
    """For work that nobody watches."""


class Piece(msgspec.Struct, frozen=True):
    """One part of the file, by the name of the file that it becomes."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself without a key; nothing about anybody.

    ``line`` tells one PC's backups from another's and outlives a restore; ``serial`` counts them in
    their place, clock or no clock. ``tables`` are the migrations that the store has been through,
    ``heads`` the number and hash of each chain's last entry, ``made_at`` milliseconds.
    """

    format: int
    program: str
    tables: tuple[str, ...]
    station: str
    line: str
    serial: int
    device: str
    made_at: int
    entries: int
    heads: dict[str, tuple[int, str]]
    pieces: tuple[Piece, ...]


class Backup(msgspec.Struct, frozen=True):
    """A file that calls itself a backup. ``manifest`` is ``None`` where it could not be read, and
    then ``problem`` says why."""

    path: Path
    size: int
    manifest: Manifest | None
    problem: Problem | None = None

    @property
    def made_at(self) -> int:
        return self.manifest.made_at if self.manifest else 0


def close_with(path: Path, keys: bytes, manifest: Manifest, store_sha: str) -> Manifest:
    """Append to the store at ``path`` what makes it a backup, and have it all on the disk."""
    size = path.stat().st_size
    pieces = (
        Piece("station.db", size, store_sha),
        Piece("station.keys", len(keys), hashlib.sha256(keys).hexdigest()),
    )
    whole = msgspec.structs.replace(manifest, pieces=pieces)
    said = msgspec.json.encode(whole)
    with path.open("ab") as file:
        file.write(keys + said + hashlib.sha256(said).digest())
        file.write(len(said).to_bytes(8, "big") + MARK)
        file.flush()
        os.fsync(file.fileno())
    return whole


def manifest_of(path: Path) -> Manifest:
    """What the file says of itself. Refuses ``backups.not_one``, ``backups.cut``,
    ``backups.newer`` (of a later format), ``backups.unreadable``."""
    try:
        with path.open("rb") as file:
            said = _said(file, path.stat().st_size)
    except OSError as error:
        raise refuse("backups.unreadable", name=path.name) from error
    try:
        found = msgspec.json.decode(said)
        if isinstance(found, dict) and found.get("format", 0) > FORMAT:
            raise refuse("backups.newer", version=str(found.get("program", "")))
        manifest = msgspec.convert(found, Manifest)
    except (msgspec.ValidationError, msgspec.DecodeError, TypeError) as error:
        raise refuse("backups.damaged", name=path.name) from error
    _must_add_up(path, manifest, len(said))
    return manifest


def _said(file: BinaryIO, size: int) -> bytes:
    name = Path(file.name).name
    if size < _TAIL:
        raise refuse("backups.cut", name=name)
    file.seek(size - _TAIL)
    tail = file.read(_TAIL)
    if tail[-len(MARK) :] != MARK:
        raise refuse("backups.cut", name=name)
    length = int.from_bytes(tail[32:40], "big")
    if not 0 < length <= min(_LARGEST_MANIFEST, size - _TAIL):
        raise refuse("backups.damaged", name=name)
    file.seek(size - _TAIL - length)
    said = file.read(length)
    if hashlib.sha256(said).digest() != tail[:32]:
        raise refuse("backups.damaged", name=name)
    return said


def _must_add_up(path: Path, manifest: Manifest, said: int) -> None:
    named = [piece.name for piece in manifest.pieces]
    size = sum(piece.size for piece in manifest.pieces) + said + _TAIL
    if named != ["station.db", "station.keys"] or size != path.stat().st_size:
        raise refuse("backups.damaged", name=path.name)


def looked_at(path: Path) -> Backup:
    """The file as a list shows it, readable or not."""
    try:
        size = path.stat().st_size
    except OSError:
        return Backup(path, 0, None, Problem("backups.unreadable", params={"name": path.name}))
    try:
        return Backup(path, size, manifest_of(path))
    except Refused as refused:
        return Backup(path, size, None, refused.first)


def keys_in(path: Path, manifest: Manifest) -> bytes:
    """The key file in a backup."""
    store, keys = manifest.pieces
    with path.open("rb") as file:
        file.seek(store.size)
        found = file.read(keys.size)
    if hashlib.sha256(found).hexdigest() != keys.sha256:
        raise refuse("backups.damaged", name=path.name)
    return found


def hashed(path: Path, size: int, told: Told) -> str:
    """SHA-256 of the first ``size`` bytes as they are on the disk itself, not as the system still
    remembers them, where it can be told to forget."""
    hasher, done = hashlib.sha256(), 0
    with path.open("rb", buffering=0) as file:
        forget(file.fileno())
        while done < size and (chunk := file.read(min(_CHUNK, size - done))):
            hasher.update(chunk)
            done += len(chunk)
            told(done, size)
    return hasher.hexdigest()


def forget(descriptor: int) -> None:
    """Have what is read next come from the medium; only Unix can be asked."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def copied(path: Path, piece: Piece, to: Path, told: Told, at: int = 0) -> None:
    """Write the bytes of one piece, from offset ``at``, to a file of its own and onto the disk.
    Refuses ``backups.damaged`` where they are not what they were."""
    hasher, done = hashlib.sha256(), 0
    with path.open("rb") as source, to.open("xb") as target:
        source.seek(at)
        while done < piece.size and (chunk := source.read(min(_CHUNK, piece.size - done))):
            target.write(chunk)
            hasher.update(chunk)
            done += len(chunk)
            told(done, piece.size)
        target.flush()
        os.fsync(target.fileno())
    if hasher.hexdigest() != piece.sha256:
        raise refuse("backups.damaged", name=path.name)


def settle_folder(folder: Path) -> None:
    """Have the folder's own list of names on the disk, where folders can be asked for that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        return  # some network shares cannot
    finally:
        os.close(descriptor)
