"""Which releases to believe: The Update Framework's client, over any way that files come.

The root of trust is shipped with the program. Everything else – which keys sign now, what was
released, what a package's bytes are – is proven from there, in whatever order and over whatever
hands files arrive: a hall, a stick, a folder. What was seen once is remembered, so that nobody can
show an older state as the newest.

Nothing expires (see :data:`FOR_EVER`): a station may be without a line for months, and the PC with
the wrong clock is the one that needs its update.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from station_desktop import paths
from station_desktop.domain.catalogue import Words
from station_desktop.domain.problem import Refused, refuse
from station_desktop.domain.station import releases
from station_desktop.domain.station.releases import Release

if TYPE_CHECKING:
    from tuf.api.metadata import TargetFile
    from tuf.ngclient import FetcherInterface

FOR_EVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""When signed metadata ends: never. Expiry would only tell a station that its news are old, which
it tells by itself from when it last asked; in return it would refuse every rescue of a PC whose
clock is wrong. Old states are kept out by the versions of the metadata, which only go up."""
MOST_METADATA = 2_000_000
_PIECE = 1024 * 1024

Told = Callable[[int, int], None]
"""Hears how many bytes of how many are done; ends the work by raising."""


class Absent(Exception):
    """A source has no file of this name."""


class Source(Protocol):
    """Where signed files come from."""

    def metadata(self, name: str, most: int) -> bytes:
        """The metadata file of this name; raises :class:`Absent`."""

    def target(self, name: str, length: int, into: Path, told: Told) -> None:
        """Put a package's bytes into ``into``, going on where an earlier try ended if it can.
        Raises :class:`Absent`."""


class _Custom(msgspec.Struct):
    """What we say of a target beside its length and hash."""

    version: str
    platform: str
    least: str = "0.0"
    zh_CN: str = ""
    en: str = ""


def shipped_root() -> bytes:
    """The root of trust that this program was built with; refuses ``updates.no_root`` where it was
    built without one."""
    try:
        return (paths.resources() / "updates" / "root.json").read_bytes()
    except OSError:
        raise refuse("updates.no_root") from None


def custom(release: Release) -> dict[str, Any]:
    """What is signed of ``release`` beside its length and hash."""
    said = _Custom(
        release.version, release.platform, release.least, release.notes.zh, release.notes.en
    )
    plain: dict[str, Any] = msgspec.to_builtins(said)
    return plain


class Trust:
    """What is believed of the releases that ``source`` shows. ``folder`` is where what was seen
    before is remembered; ``root`` the root of trust that everything begins with."""

    def __init__(self, folder: Path, root: bytes, source: Source) -> None:
        from tuf.ngclient import Updater  # a quarter of a second

        folder.mkdir(parents=True, exist_ok=True)
        self._source = source
        self._failed: list[Exception] = []
        with _said():
            self._updater = Updater(
                str(folder), "metadata", fetcher=_fetcher(source, self._failed), bootstrap=root
            )

    def refresh(self) -> None:
        """Take in what the source says is new. Refuses ``updates.unsigned``, ``updates.behind``
        (older than what was seen before) or ``updates.damaged``; what the source itself raises
        comes through."""
        try:
            with _said():
                self._updater.refresh()
        except Refused:
            if self._failed:
                raise self._failed[0] from None
            raise

    def release(self, path: str) -> Release:
        """The release of this name, as signed; refuses ``updates.unsigned`` where there is none.
        :meth:`refresh` comes first."""
        with _said():
            found = self._updater.get_targetinfo(path) if releases.is_path(path) else None
        if found is None:
            raise refuse("updates.unsigned")
        return _release(found)

    def fetch(self, release: Release, into: Path, told: Told = lambda done, total: None) -> None:
        """Have the package in the file ``into``, whole and proven, or not at all. Refuses
        ``updates.damaged``."""
        if _proven(into, release):
            return
        part = into.with_name(f"{into.name}.part")
        try:
            self._source.target(release.stored, release.length, part, told)
        except Absent:
            raise refuse("updates.damaged") from None
        if not _proven(part, release):
            part.unlink(missing_ok=True)
            raise refuse("updates.damaged")
        os.replace(part, into)


def _proven(file: Path, release: Release) -> bool:
    """Whether the file's bytes are the ones that were signed."""
    digest = hashlib.sha256()
    try:
        if file.stat().st_size != release.length:
            return False
        with file.open("rb") as opened:
            while piece := opened.read(_PIECE):
                digest.update(piece)
            os.fsync(opened.fileno())
    except OSError:
        return False
    return digest.hexdigest() == release.digest


def _release(target: TargetFile) -> Release:
    try:
        said = msgspec.convert(target.custom, _Custom)
    except msgspec.ValidationError:
        raise refuse("updates.unsigned") from None
    digest = target.hashes.get("sha256", "")
    if not (digest and releases.is_version(said.version) and releases.is_version(said.least)):
        raise refuse("updates.unsigned")
    return Release(
        path=target.path,
        version=said.version,
        platform=said.platform,
        length=target.length,
        digest=digest,
        least=said.least,
        notes=Words(said.zh_CN, said.en),
    )


def _fetcher(source: Source, failed: list[Exception]) -> FetcherInterface:
    """The library's way of asking, answered by ``source``. It turns everything raised on the way
    into an error of its own; ``failed`` keeps what it was."""
    from tuf.api.exceptions import DownloadHTTPError
    from tuf.ngclient import FetcherInterface

    class Fetcher(FetcherInterface):
        def _fetch(self, url: str) -> Iterator[bytes]:
            try:
                return iter([source.metadata(url.rpartition("/")[2], MOST_METADATA)])
            except Absent:
                raise DownloadHTTPError("absent", 404) from None
            except Exception as error:
                failed.append(error)
                raise

    return Fetcher()


@contextmanager
def _said() -> Iterator[None]:
    """The library's findings as ours."""
    from tuf.api import exceptions

    try:
        yield
    except exceptions.BadVersionNumberError:
        raise refuse("updates.behind") from None
    except exceptions.UnsignedMetadataError:
        raise refuse("updates.unsigned") from None
    except (exceptions.RepositoryError, exceptions.DownloadError):
        raise refuse("updates.damaged") from None
