"""Bytes known by their content: scans and catalogue packs, encrypted with everything else.

Kept in parts, so that a large scan never stands in memory twice and can later travel in pieces.
The same bytes are kept once.
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
