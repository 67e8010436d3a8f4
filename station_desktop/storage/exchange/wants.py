"""Bytes that entries name and that are not all here: noted, asked for, kept part by part.

Only bytes that some entry names are kept, so that nobody can fill the disk with others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import msgspec

from station_desktop.domain import fold
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.person.documents import Filed
from station_desktop.domain.station.station import CatalogueAdopted
from station_desktop.storage import blobs
from station_desktop.storage.database import Connection
from station_desktop.storage.keys import seals
from station_desktop.storage.ledger import COLUMNS, entry_of

_HASH = re.compile(r"[0-9a-f]{64}")
_SCANNED = b'"scans"'


class Lacking(msgspec.Struct, frozen=True):
    """Bytes of which ``held`` are here, of ``total`` (0 while nobody has said)."""

    hash: str
    held: int
    total: int


def named_by(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Hash and media type of the bytes that these entries, opened, name: scans and catalogues."""
    for entry in entries:
        if entry.kind == CatalogueAdopted.kind and entry.noun == "pack":
            yield entry.subject_id, ""
        elif entry.kind == Filed.kind and (_SCANNED in entry.opened or _SCANNED in entry.payload):
            fact = fold.fact_of(entry)
            if isinstance(fact, Filed):
                yield from ((scan.hash, scan.media) for scan in fact.scans)


def named_after(connection: Connection, device: str, number: int) -> Iterator[str]:
    """Hashes of the bytes that the device's entries after ``number`` name and that are here."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM entries WHERE device = ? AND number > ? "
        "AND kind IN (?, ?) ORDER BY number",
        (device, number, CatalogueAdopted.kind, Filed.kind),
    ).fetchall()
    for digest, _ in named_by(seals.opened(connection, map(entry_of, rows))):
        if blobs.size(connection, digest) is not None:
            yield digest


def note(connection: Connection, entries: Iterable[Entry], now_ms: int) -> None:
    """Remember what these entries name and what is not here."""
    named = {digest: media for digest, media in named_by(entries) if _HASH.fullmatch(digest)}
    if not named:
        return
    connection.execute(
        "INSERT OR IGNORE INTO wants SELECT key, 0, 0, value, ? FROM json_each(?) "
        "WHERE key NOT IN (SELECT hash FROM blobs)",
        (now_ms, json.dumps(named)),
    )


def oldest(connection: Connection, most: int) -> tuple[Lacking, ...]:
    """What is lacking, the longest known first."""
    rows = connection.execute(
        "SELECT hash, held, total FROM wants ORDER BY noted_at, hash LIMIT ?", (most,)
    )
    return tuple(Lacking(*row) for row in rows)


def wanted(connection: Connection, digest: str) -> bool:
    """Whether these bytes are named by an entry and not all here."""
    row = connection.execute("SELECT 1 FROM wants WHERE hash = ?", (digest,)).fetchone()
    return row is not None


def count(connection: Connection) -> int:
    """How many things are lacking."""
    return int(connection.execute("SELECT count(*) FROM wants").fetchone()[0])


def keep_part(
    connection: Connection, digest: str, at: int, total: int, media: str, data: bytes
) -> int:
    """Keep a part that continues what is held of wanted bytes; see ``ports.Replica.put_part``."""
    whole = blobs.size(connection, digest)
    if whole is not None:
        return whole
    row = connection.execute(
        "SELECT held, total, media FROM wants WHERE hash = ?", (digest,)
    ).fetchone()
    if row is None:
        return 0
    held, known, noted = row
    if held and total != known:
        return _begin_again(connection, digest)  # one of two senders was wrong
    if at != held or (not data and total):
        return int(held)
    if held + len(data) > total:
        return _begin_again(connection, digest)
    blobs.extend(connection, digest, held, data)
    held += len(data)
    if held < total:
        connection.execute(
            "UPDATE wants SET held = ?, total = ? WHERE hash = ?", (held, total, digest)
        )
        return int(held)
    if not blobs.finish(connection, digest, total, noted or media):
        return _begin_again(connection, digest)
    connection.execute("DELETE FROM wants WHERE hash = ?", (digest,))
    return int(held)


def _begin_again(connection: Connection, digest: str) -> int:
    blobs.drop(connection, digest)
    connection.execute("UPDATE wants SET held = 0, total = 0 WHERE hash = ?", (digest,))
    return 0
