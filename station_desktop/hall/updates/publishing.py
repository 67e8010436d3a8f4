"""Taking a release in and saying how far it goes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import msgspec
from sqlalchemy import Connection, delete, select, update

from station_desktop.domain.problem import refuse
from station_desktop.domain.station.releases import RINGS, Release, Ring, place
from station_desktop.hall import audit
from station_desktop.hall.journal import blobs
from station_desktop.hall.roles import Right
from station_desktop.hall.store import bulk
from station_desktop.hall.store.tables import devices
from station_desktop.hall.store.update_tables import device_rings, releases, update_metadata
from station_desktop.hall.updates import reading
from station_desktop.hall.work import Hall, Officer
from station_desktop.releases import carried, trust
from station_desktop.releases.carried import Carried
from station_desktop.releases.trust import Trust

RIGHT: Right = "hall.updates"
MEDIA = "application/octet-stream"
LARGEST_FILE = 1024 * 1024 * 1024
_PIECE = 4 * 1024 * 1024
"""Bytes of a package written in one transaction: windows wait for no more."""
_ROOT = re.compile(r"[1-9]\d{0,5}\.root\.json", re.ASCII)


class Taken(msgspec.Struct, frozen=True):
    """What was published: its version, for which platforms, and how far it goes."""

    version: str
    platforms: tuple[str, ...]
    ring: str


def publish(
    hall: Hall,
    officer: Officer,
    file: Path | IO[bytes],
    ring: Ring = "test",
    *,
    root: bytes | None = None,
) -> Taken:
    """Take the releases of a ``.station-update`` in, and let them go as far as ``ring``. All is
    proven as a station will prove it. Refuses ``updates.*``; then what was published before stays
    as it was."""
    officer.require(RIGHT)
    known = root if root is not None else trust.shipped_root()
    with TemporaryDirectory() as made, carried.opened(file) as source:
        folder = Path(made)
        if reading.metadata(hall, "timestamp.json") is not None:
            Trust(folder / "trust", known, reading.Held(hall)).refresh()
        proof = Trust(folder / "trust", known, source)
        proof.refresh()
        found = [proof.release(path) for path in source.paths]
        if not found:
            raise refuse("updates.damaged")
        for release in found:
            package = folder / release.stored
            proof.fetch(release, package)
            _keep_package(hall, release, package)
            package.unlink()
        files = dict(_files(folder / "trust", source))
        with hall.database.begin() as connection:
            _keep(connection, hall, officer, found, files, ring)
    return Taken(
        version=max((one.version for one in found), key=place),
        platforms=tuple(sorted(release.platform for release in found)),
        ring=ring,
    )


def let_go(hall: Hall, officer: Officer, version: str, ring: Ring | str) -> tuple[str, ...]:
    """Let all packages of ``version`` go as far as ``ring`` from now on, or take them back
    (empty): windows that have not installed them are no longer offered them. Returns their
    platforms; refuses ``updates.unknown``, ``updates.ring_unknown``."""
    officer.require(RIGHT)
    if ring and ring not in RINGS:
        raise refuse("updates.ring_unknown", field="ring", ring=ring[:20])
    with hall.database.begin() as connection:
        platforms = connection.scalars(
            select(releases.c.platform).where(releases.c.version == version)
        ).all()
        if not platforms:
            raise refuse("updates.unknown", field="version", version=version[:20])
        connection.execute(update(releases).where(releases.c.version == version).values(ring=ring))
        what = "update.let_go" if ring else "update.withdrawn"
        audit.note(connection, hall, officer, what, version, ring=ring)
    return tuple(sorted(platforms))


def put_in_ring(hall: Hall, officer: Officer, device: str, ring: Ring | str) -> None:
    """Say to which ring a window belongs. Refuses ``device.unknown``,
    ``updates.ring_unknown``."""
    officer.require(RIGHT)
    if ring not in RINGS:
        raise refuse("updates.ring_unknown", field="ring", ring=ring[:20])
    with hall.database.begin() as connection:
        if not connection.scalar(select(devices.c.id).where(devices.c.id == device)):
            raise refuse("device.unknown", field="device")
        connection.execute(delete(device_rings).where(device_rings.c.device == device))
        if ring != RINGS[-1]:
            bulk.insert(connection, device_rings, ("device", "ring"), [(device, ring)])
        audit.note(connection, hall, officer, "update.ring", device, ring=ring)


def export(hall: Hall, officer: Officer, version: str, to: Path) -> tuple[str, ...]:
    """Write the file to carry to a station without a line: the newest metadata with the packages of
    ``version``. Returns their platforms; refuses ``updates.unknown``."""
    officer.require(RIGHT)
    found = [one for one in reading.all_releases(hall) if one.release.version == version]
    if not found:
        raise refuse("updates.unknown", field="version", version=version[:20])
    with TemporaryDirectory() as made:
        packages = []
        for one in found:
            package = Path(made) / one.release.stored
            with package.open("wb") as file:
                for piece in reading.pieces(hall, one.release.digest, 0):
                    file.write(piece)
            packages.append(package)
        carried.write(to, reading.all_metadata(hall), packages)
    return tuple(sorted(one.release.platform for one in found))


def _keep_package(hall: Hall, release: Release, package: Path) -> None:
    """In pieces, each a transaction of its own; one that was cut off goes on."""
    key, owner = hall.keyring.data_key, blobs.PUBLISHED
    with package.open("rb") as file:
        with hall.database.reading() as connection:
            at = blobs.held(connection, owner, release.digest)
        while at < release.length:
            file.seek(at)
            piece = file.read(_PIECE)
            with hall.database.begin() as connection:
                now = blobs.put_part(
                    connection, key, owner, release.digest, at, release.length, MEDIA, piece
                )
            if now <= at:
                raise refuse("hall.blob_damaged")
            at = now


def _keep(
    connection: Connection,
    hall: Hall,
    officer: Officer,
    found: list[Release],
    files: dict[str, bytes],
    ring: Ring,
) -> None:
    fields = tuple(column.name for column in releases.columns)
    rows = [
        (
            release.path,
            release.version,
            release.platform,
            release.least,
            release.digest,
            release.length,
            msgspec.json.encode(release.notes).decode(),
            ring,
            hall.now_ms(),
            officer.name,
        )
        for release in found
    ]
    bulk.insert(connection, releases, fields, rows, "replace")
    bulk.insert(connection, update_metadata, ("name", "data"), list(files.items()), "replace")
    for version in sorted({release.version for release in found}):
        audit.note(connection, hall, officer, "update.published", version, ring=ring)


def _files(trusted: Path, source: Carried) -> Iterator[tuple[str, bytes]]:
    """What was just believed, under the names by which windows ask for it; and every root in the
    file, because a window may begin with an older one than the hall does."""
    for name in source.names(carried.METADATA):
        if _ROOT.fullmatch(name):
            yield name, source.metadata(name, trust.MOST_METADATA)
    yield "timestamp.json", (trusted / "timestamp.json").read_bytes()
    for role in ("snapshot", "targets"):
        data = (trusted / f"{role}.json").read_bytes()
        yield f"{json.loads(data)['signed']['version']}.{role}.json", data
