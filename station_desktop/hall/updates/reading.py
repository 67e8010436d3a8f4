"""What is published, who is offered what, and which window runs what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Row, select

from station_desktop.domain.catalogue import Words
from station_desktop.domain.station import releases as rules
from station_desktop.domain.station.releases import RINGS, Release
from station_desktop.hall.journal import blobs
from station_desktop.hall.store.tables import devices, stations
from station_desktop.hall.store.update_tables import device_rings, releases, update_metadata
from station_desktop.hall.work import Hall, Officer
from station_desktop.releases.trust import Absent, Told

_PIECE = 1024 * 1024


class Published(msgspec.Struct, frozen=True):
    """A release at the hall: how far it goes (``ring``, empty when it was taken back), since when
    it is here, and who published it."""

    release: Release
    ring: str
    at: int
    by: str


class Running(msgspec.Struct, frozen=True):
    """A window: the version that it said it runs, when it was last here, its ring, and the version
    it is offered, empty for none."""

    device: str
    name: str
    desk: str
    station: str
    station_name: str
    version: str
    seen_at: int
    ring: str
    offered: str


class Held:
    """The hall's own releases as a source of signed files."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def metadata(self, name: str, most: int) -> bytes:
        data = metadata(self._hall, name)
        if data is None:
            raise Absent
        return data

    def target(self, name: str, length: int, into: Path, told: Told) -> None:
        raise Absent  # the hall proves what comes, not what it holds


def published(hall: Hall, officer: Officer) -> tuple[Published, ...]:
    """All releases, the newest first."""
    officer.require("hall.updates")
    return all_releases(hall)


def all_releases(hall: Hall) -> tuple[Published, ...]:
    """As :func:`published`, for the hall itself."""
    with hall.database.reading() as connection:
        found = [_published(row) for row in connection.execute(select(releases))]
    return tuple(
        sorted(found, key=lambda one: (rules.place(one.release.version), one.release.path))[::-1]
    )


def offer(hall: Hall, device: str, ring: str, platform: str, version: str) -> Release | None:
    """The release for a window: ``ring`` is what its policy says, else the one it was put in here,
    else the last."""
    known = rules.ring_of(ring) or _ring(hall, device)
    if not rules.is_version(version):
        return None
    return _best(all_releases(hall), known, platform, version)


def running(hall: Hall, officer: Officer) -> tuple[Running, ...]:
    """All windows that are accepted, by station and desk, and what they run."""
    officer.require("hall.updates")
    found = all_releases(hall)
    query = (
        select(devices, stations.c.name.label("station_name"), device_rings.c.ring)
        .join(stations, stations.c.code == devices.c.station)
        .join(device_rings, device_rings.c.device == devices.c.id, isouter=True)
        .where(devices.c.role == "window", devices.c.refusal == "")
        .order_by(devices.c.station, devices.c.desk, devices.c.id)
    )
    with hall.database.reading() as connection:
        rows = connection.execute(query).all()
    return tuple(_running(row, found) for row in rows)


def metadata(hall: Hall, name: str) -> bytes | None:
    """A signed file by the name under which it is asked for."""
    query = select(update_metadata.c.data).where(update_metadata.c.name == name)
    with hall.database.reading() as connection:
        data = connection.scalar(query)
    return None if data is None else bytes(data)


def all_metadata(hall: Hall) -> list[tuple[str, bytes]]:
    """All signed files: an older snapshot is small, and somebody may be about to ask for it."""
    with hall.database.reading() as connection:
        rows = connection.execute(select(update_metadata).order_by(update_metadata.c.name))
        return [(row.name, bytes(row.data)) for row in rows]


def size(hall: Hall, digest: str) -> int | None:
    """Bytes of a package that is published, ``None`` for any other."""
    with hall.database.reading() as connection:
        known = connection.scalar(select(releases.c.length).where(releases.c.digest == digest))
        return blobs.size(connection, blobs.PUBLISHED, digest) if known is not None else None


def pieces(hall: Hall, digest: str, at: int) -> Iterator[bytes]:
    """A package's bytes from offset ``at`` on."""
    while True:
        with hall.database.reading() as connection:
            piece = blobs.part(
                connection, hall.keyring.data_key, blobs.PUBLISHED, digest, at, _PIECE
            )
        if not piece:
            return
        yield piece
        at += len(piece)


def _ring(hall: Hall, device: str) -> str:
    with hall.database.reading() as connection:
        kept = connection.scalar(select(device_rings.c.ring).where(device_rings.c.device == device))
    return kept or RINGS[-1]


def _best(found: tuple[Published, ...], ring: str, platform: str, version: str) -> Release | None:
    going = [one.release for one in found if rules.reaches(one.ring, ring)]
    return rules.best(going, version, platform)


def _published(row: Row[Any]) -> Published:
    release = Release(
        path=row.path,
        version=row.version,
        platform=row.platform,
        length=row.length,
        digest=row.digest,
        least=row.least,
        notes=msgspec.json.decode(row.notes, type=Words),
    )
    return Published(release, row.ring, row.at, row.by)


def _running(row: Row[Any], found: tuple[Published, ...]) -> Running:
    """A window says its program and version; for which platform, it does not say here."""
    version = row.versions.rpartition(" ")[2]
    ring = row.ring or RINGS[-1]
    going = {one.release.version for one in found if rules.reaches(one.ring, ring)}
    newer = [
        other
        for other in going
        if not rules.is_version(version) or rules.place(other) > rules.place(version)
    ]
    return Running(
        device=row.id,
        name=row.name,
        desk=row.desk,
        station=row.station,
        station_name=row.station_name,
        version=version,
        seen_at=row.last_seen_at,
        ring=ring,
        offered=max(newer, key=rules.place, default="") if version else "",
    )
