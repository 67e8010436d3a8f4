"""Bytes known by their content: scans and catalogue packs, encrypted with everything else.

Kept in parts, so that a large scan never stands in memory twice and travels in pieces. The same
bytes are kept once. Parts without their row in ``blobs`` are still on their way, see
``storage.exchange.wants``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from station_desktop.storage.database import Connection, transaction, translated

PART_BYTES = 256 * 1024


def put(connection: Connection, data: bytes, media: str) -> str:
    """Keep ``data`` and return its SHA-256 as hex; harmless when it is already there."""
    digest = hashlib.sha256(data).hexdigest()
    with transaction(connection), translated():
        known = connection.execute("SELECT 1 FROM blobs WHERE hash = ?", (digest,)).fetchone()
        if known is None:
            drop(connection, digest)
            connection.execute("DELETE FROM wants WHERE hash = ?", (digest,))
            connection.execute("INSERT INTO blobs VALUES (?, ?, ?)", (digest, len(data), media))
            connection.executemany(
                "INSERT INTO blob_parts VALUES (?, ?, ?)",
                [
                    (digest, part, data[at : at + PART_BYTES])
                    for part, at in enumerate(range(0, len(data), PART_BYTES))
                ],
            )
    return digest


def get(connection: Connection, digest: str) -> bytes | None:
    """The bytes with this hash, or ``None``."""
    with translated():
        if connection.execute("SELECT 1 FROM blobs WHERE hash = ?", (digest,)).fetchone() is None:
            return None
        return b"".join(parts(connection, digest))


def parts(connection: Connection, digest: str) -> Iterator[bytes]:
    """The bytes part by part."""
    rows = connection.execute("SELECT data FROM blob_parts WHERE hash = ? ORDER BY part", (digest,))
    return (row[0] for row in rows)


def size(connection: Connection, digest: str) -> int | None:
    """How many bytes; ``None`` where not all of them are held."""
    row = connection.execute("SELECT size FROM blobs WHERE hash = ?", (digest,)).fetchone()
    return None if row is None else int(row[0])


def media(connection: Connection, digest: str) -> str:
    """Media type of held bytes, ``""`` where they are not."""
    row = connection.execute("SELECT media FROM blobs WHERE hash = ?", (digest,)).fetchone()
    return "" if row is None else str(row[0])


def slice_of(connection: Connection, digest: str, at: int, most: int) -> bytes:
    """Up to ``most`` of the held bytes from offset ``at``; none of what is not all there."""
    if at < 0 or most <= 0 or size(connection, digest) is None:
        return b""
    first, last = at // PART_BYTES, (at + most - 1) // PART_BYTES
    rows = connection.execute(
        "SELECT data FROM blob_parts WHERE hash = ? AND part BETWEEN ? AND ? ORDER BY part",
        (digest, first, last),
    )
    skipped = at - first * PART_BYTES
    return b"".join([row[0] for row in rows])[skipped : skipped + most]


def extend(connection: Connection, digest: str, held: int, data: bytes) -> None:
    """Keep ``data`` after the ``held`` bytes that are there, in parts as :func:`put` makes them."""
    number, begun = divmod(held, PART_BYTES)
    if begun:
        (before,) = connection.execute(
            "SELECT data FROM blob_parts WHERE hash = ? AND part = ?", (digest, number)
        ).fetchone()
        data = before + data
    connection.executemany(
        "INSERT OR REPLACE INTO blob_parts VALUES (?, ?, ?)",
        [
            (digest, number + part, data[at : at + PART_BYTES])
            for part, at in enumerate(range(0, len(data), PART_BYTES))
        ],
    )


def finish(connection: Connection, digest: str, total: int, media: str) -> bool:
    """All parts are there: count them as held if they hash to ``digest``, else drop them."""
    hasher = hashlib.sha256()
    for part in parts(connection, digest):
        hasher.update(part)
    if hasher.hexdigest() != digest:
        drop(connection, digest)
        return False
    connection.execute("INSERT INTO blobs VALUES (?, ?, ?)", (digest, total, media))
    return True


def drop(connection: Connection, digest: str) -> None:
    """Forget parts that came; not for bytes that are all held."""
    connection.execute("DELETE FROM blob_parts WHERE hash = ?", (digest,))
