"""Bytes known by their content: scans and packs, in sealed parts.

A database server's disk is not the hall's own, so each part is sealed with AES-256-GCM under the
hall's data key; what it belongs to (station, hash, place) is sealed with it, so that parts cannot
be exchanged.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Row, select

from station_desktop.domain.problem import refuse
from station_desktop.hall.store import bulk
from station_desktop.hall.store.tables import blob_parts, blobs, wants

PART_BYTES = 256 * 1024
PUBLISHED = ""
"""The station under which stands what is published for all of them."""
_NONCE = 12


def size(connection: Connection, station: str, hash: str) -> int | None:
    """Size of these bytes where all of them are held, for the station or for all, else ``None``."""
    row = _whole(connection, station, hash)
    return None if row is None else int(row.size)


def media(connection: Connection, station: str, hash: str) -> str:
    """Media type of bytes held for the station or for all, ``""`` where there are none."""
    row = _whole(connection, station, hash)
    return "" if row is None else str(row.media)


def part(
    connection: Connection, data_key: bytes, station: str, hash: str, at: int, most: int
) -> bytes:
    """Up to ``most`` bytes from offset ``at``; empty past the end and where they are not held."""
    row = _whole(connection, station, hash)
    if row is None or at < 0 or at >= row.size or most <= 0:
        return b""
    found = bytearray()
    for start, data in _opened(connection, data_key, row.station, hash, at, at + most):
        found += data[max(0, at - start) : at + most - start]
    return bytes(found)


def get(connection: Connection, data_key: bytes, station: str, hash: str) -> bytes | None:
    """All of the bytes, or ``None``."""
    row = _whole(connection, station, hash)
    if row is None:
        return None
    return b"".join(
        data for _, data in _opened(connection, data_key, row.station, hash, 0, row.size)
    )


def put(connection: Connection, data_key: bytes, station: str, data: bytes, kind: str) -> str:
    """Keep ``data`` of media type ``kind`` and return its SHA-256 as hex; harmless when it is
    already there."""
    hash = hashlib.sha256(data).hexdigest()
    if _whole(connection, station, hash) is None:
        drop(connection, station, hash)
        put_part(connection, data_key, station, hash, 0, len(data), kind, data)
    return hash


def held(connection: Connection, station: str, hash: str) -> int:
    """How many of these bytes are here without a gap, complete or not."""
    row = _row(connection, station, hash)
    return 0 if row is None else int(row.held)


def put_part(
    connection: Connection,
    data_key: bytes,
    station: str,
    hash: str,
    at: int,
    total: int,
    kind: str,
    data: bytes,
) -> int:
    """Keep ``data`` at offset ``at`` of ``total``; returns how many are held now without a gap.
    See ``sync.ports.Replica.put_part``."""
    row = _row(connection, station, hash)
    have = 0 if row is None else int(row.held)
    if row is not None and (row.complete or (row.size != total and at != 0)):
        return have
    if row is not None and row.size != total:
        drop(connection, station, hash)
        row, have = None, 0
    if at != have or at + len(data) > total or (not data and total):
        return have
    _seal(connection, data_key, station, hash, at, data)
    have += len(data)
    fields = ("station", "hash", "size", "media", "held", "complete")
    whole = have == total
    bulk.insert(connection, blobs, fields, [(station, hash, total, kind, have, whole)], "replace")
    return _checked(connection, data_key, station, hash, total) if whole else have


def drop(connection: Connection, station: str, hash: str) -> None:
    """Forget what is held of these bytes."""
    for table in (blob_parts, blobs):
        connection.execute(table.delete().where(table.c.station == station, table.c.hash == hash))


def _checked(connection: Connection, data_key: bytes, station: str, hash: str, total: int) -> int:
    """The bytes are what their name says, and no longer wanted; or they are dropped."""
    digest = hashlib.sha256()
    for _, data in _opened(connection, data_key, station, hash, 0, total):
        digest.update(data)
    if digest.hexdigest() != hash:
        drop(connection, station, hash)
        return 0
    connection.execute(wants.delete().where(wants.c.station == station, wants.c.hash == hash))
    return total


def _row(connection: Connection, station: str, hash: str) -> Row[Any, Any, Any, Any, Any] | None:
    return connection.execute(
        select(blobs.c.station, blobs.c.size, blobs.c.media, blobs.c.held, blobs.c.complete).where(
            blobs.c.station == station, blobs.c.hash == hash
        )
    ).first()


def _whole(connection: Connection, station: str, hash: str) -> Row[Any, Any, Any, Any, Any] | None:
    """Where all of the bytes are held: for the station, else for all."""
    for owner in dict.fromkeys((station, PUBLISHED)):
        row = _row(connection, owner, hash)
        if row is not None and row.complete:
            return row
    return None


def _about(station: str, hash: str, start: int) -> bytes:
    return f"hall blob 1\n{station}\n{hash}\n{start}".encode()


def _seal(
    connection: Connection, data_key: bytes, station: str, hash: str, at: int, data: bytes
) -> None:
    cipher = AESGCM(data_key)
    rows = []
    for offset in range(0, len(data), PART_BYTES):
        nonce = os.urandom(_NONCE)
        plain, start = data[offset : offset + PART_BYTES], at + offset
        sealed = nonce + cipher.encrypt(nonce, plain, _about(station, hash, start))
        rows.append((station, hash, start, sealed))
    bulk.insert(connection, blob_parts, ("station", "hash", "start", "sealed"), rows)


def _opened(
    connection: Connection, data_key: bytes, station: str, hash: str, first: int, end: int
) -> Iterator[tuple[int, bytes]]:
    """The parts that hold bytes ``first`` to ``end``, each with its start."""
    cipher = AESGCM(data_key)
    rows = connection.execute(
        select(blob_parts.c.start, blob_parts.c.sealed)
        .where(
            blob_parts.c.station == station,
            blob_parts.c.hash == hash,
            blob_parts.c.start > first - PART_BYTES,
            blob_parts.c.start < end,
        )
        .order_by(blob_parts.c.start)
    )
    for start, sealed in rows:
        try:
            plain = cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _about(station, hash, start))
        except InvalidTag:
            raise refuse("hall.blob_damaged") from None
        if start + len(plain) > first:
            yield start, plain
