"""Releases in a file or a folder: the metadata and the packages, laid out as a hall serves them.

A ``.station-update`` is a plain ZIP of ``metadata/…`` and ``targets/…``: it can be looked into
anywhere, and one whose end is missing is known at once. Nothing in it is believed for being there;
:mod:`station_desktop.releases.trust` proves it.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from station_desktop import whole_files
from station_desktop.domain.problem import refuse
from station_desktop.domain.station import releases
from station_desktop.releases.trust import Absent, Told

SUFFIX = ".station-update"
METADATA, TARGETS = "metadata", "targets"
_PIECE = 1024 * 1024
_BROKEN = (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError)


class Remembered:
    """What was believed on this PC: the folder in which :class:`~station_desktop.releases.trust.
    Trust` remembers the metadata, and one with packages. It is proven anew by whoever reads it."""

    def __init__(self, trusted: Path, packages: Path) -> None:
        self._trusted, self._packages = trusted, packages

    def metadata(self, name: str, most: int) -> bytes:
        number, _, plain = name.partition(".")
        if name.endswith(".root.json"):
            file = self._trusted / "root_history" / f"{int(number)}.root.json"
        else:  # the library remembers one of each, without its number
            file = self._trusted / (plain if number.isdigit() else name)
        return _read(file, most)

    def target(self, name: str, length: int, into: Path, told: Told) -> None:
        _copy(self._packages / Path(name).name, length, into, told)


class Folder:
    """Releases that lie in a folder as they are served."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def metadata(self, name: str, most: int) -> bytes:
        return _read(self._folder / METADATA / Path(name).name, most)

    def target(self, name: str, length: int, into: Path, told: Told) -> None:
        _copy(self._folder / TARGETS / Path(name).name, length, into, told)


class Carried:
    """Releases in one file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    @property
    def paths(self) -> tuple[str, ...]:
        """The names of the packages in the file, as they are signed."""
        stored = (name.partition(".") for name in self.names(TARGETS))
        return tuple(
            path for digest, _, path in stored if len(digest) == 64 and releases.is_path(path)
        )

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of the files in a folder of it."""
        split = (name.rpartition("/") for name in self._archive.namelist())
        return tuple(name for place, _, name in split if place == folder)

    def metadata(self, name: str, most: int) -> bytes:
        with self._opened(f"{METADATA}/{name}") as file:
            return file.read(most + 1)

    def target(self, name: str, length: int, into: Path, told: Told) -> None:
        with self._opened(f"{TARGETS}/{name}") as file:
            _pour(file, length, into, told)

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        try:
            file = self._archive.open(name)
        except KeyError:
            raise Absent from None
        except _BROKEN:
            raise refuse("updates.damaged") from None
        try:
            with file:
                yield file
        except zipfile.BadZipFile:
            raise refuse("updates.damaged") from None


@contextmanager
def opened(file: Path | IO[bytes]) -> Iterator[Carried]:
    """The releases in a file; refuses ``updates.unreadable`` for what is none, or lacks its end,
    and ``file.cannot_read``."""
    name = file.name if isinstance(file, Path) else f"*{SUFFIX}"
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN:
        raise refuse("updates.unreadable", name=name) from None
    except OSError:
        raise refuse("file.cannot_read", name=name) from None
    with archive:
        yield Carried(archive)


def write(to: Path, metadata: Iterable[tuple[str, bytes]], packages: Iterable[Path]) -> None:
    """One file of signed metadata (name, bytes) and ``packages``, which have the names under which
    they are stored. It appears whole or not at all."""
    try:
        with (
            whole_files.writing(to) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive,
        ):
            for name, data in metadata:
                archive.writestr(f"{METADATA}/{name}", data)
            for package in packages:
                archive.write(package, f"{TARGETS}/{package.name}")
    except OSError:
        raise refuse("file.cannot_write", name=to.name) from None


def _read(file: Path, most: int) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except FileNotFoundError:
        raise Absent from None


def _copy(file: Path, length: int, into: Path, told: Told) -> None:
    try:
        with file.open("rb") as opened:
            _pour(opened, length, into, told)
    except FileNotFoundError:
        raise Absent from None


def _pour(file: IO[bytes], length: int, into: Path, told: Told) -> None:
    done = 0
    with into.open("wb") as written:
        while piece := file.read(min(_PIECE, length + 1 - done)):
            written.write(piece)
            done += len(piece)
            told(done, length)
        written.flush()
        os.fsync(written.fileno())
