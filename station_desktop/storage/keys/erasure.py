"""Obeying an erasure: the keys of its subjects, the scans that only they name, and what was typed
about them and not yet sent."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from station_desktop.domain import fold
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.person.documents import Document
from station_desktop.storage import blobs, projection
from station_desktop.storage.database import Connection
from station_desktop.storage.keys import seals


def obey(connection: Connection, entries: Iterable[Entry]) -> frozenset[str]:
    """Destroy what these new entries say is to be destroyed; to be called before the records are
    folded again, which is the caller's. Returns the subjects concerned."""
    subjects = frozenset(entry.subject for entry in entries if fold.destroys(entry))
    erase(connection, subjects)
    return subjects


def erase(connection: Connection, subjects: Collection[str]) -> None:
    """Destroy the keys of these subjects and what only hangs on them."""
    if subjects:
        scans = _scans(connection, subjects)
        seals.destroy(connection, subjects)
        _forget_drafts(connection, subjects)
        _forget_scans(connection, scans, _ids(subjects, "document"))


def _ids(subjects: Iterable[str], noun: str) -> list[str]:
    return [subject.partition(":")[2] for subject in subjects if subject.startswith(f"{noun}:")]


def _scans(connection: Connection, subjects: Collection[str]) -> set[str]:
    """Hashes of the scans of those subjects that are documents."""
    found = projection.load_many(connection, "document", _ids(subjects, "document"))
    documents = (one for one in found.values() if isinstance(one, Document))
    return {scan.hash for document in documents for scan in document.scans}


def _forget_scans(connection: Connection, hashes: set[str], documents: Collection[str]) -> None:
    """Delete these bytes, and want them no more, unless another document names them too."""
    if not hashes:
        return
    rows = connection.execute(
        "SELECT body FROM documents WHERE instr(body, '\"scans\"') > 0 "
        "AND id NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(list(documents)),),
    )
    left = {hash.encode(): hash for hash in hashes}
    for (body,) in rows:
        for name in [name for name in left if name in bytes(body)]:
            del left[name]
        if not left:
            return
    for hash in left.values():
        blobs.drop(connection, hash)
        connection.execute("DELETE FROM blobs WHERE hash = ?", (hash,))
        connection.execute("DELETE FROM wants WHERE hash = ?", (hash,))


def _forget_drafts(connection: Connection, subjects: Collection[str]) -> None:
    """Visits begun with the person, and forms begun about any of the subjects."""
    people = [json.dumps(id) for id in _ids(subjects, "resident")]
    drafts = {
        row[0]
        for row in connection.execute(
            "SELECT draft FROM draft_values WHERE path = 'resident' "
            "AND CAST(value AS TEXT) IN (SELECT value FROM json_each(?))",
            (json.dumps(people),),
        )
    }
    for subject in subjects:
        rows = connection.execute(
            "SELECT id FROM drafts WHERE id >= ? AND id < ?", (f"{subject}:", f"{subject};")
        )
        drafts.update(row[0] for row in rows)
    for table, column in (("draft_values", "draft"), ("drafts", "id")):
        connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(d,) for d in drafts])
