"""Proving the store: the chain of every device, and every table against the journal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import msgspec

from station_desktop.domain import fold
from station_desktop.domain.fold import Record
from station_desktop.domain.journal import journal
from station_desktop.domain.person.residents import Resident
from station_desktop.storage import blobs, projection
from station_desktop.storage.exchange import forks
from station_desktop.storage.ledger import STRAY, Ledger
from station_desktop.storage.tables.schema import FOLDED_TABLES

Progress = Callable[[int, int], None]


class Proof(msgspec.Struct, frozen=True):
    """What was found. ``broken`` is ``(device, number)`` of the first entry of each damaged
    chain; ``unequal`` names tables and how many rows differ from what the journal says, ``heads``
    where the chains' kept ends are not theirs, and ``blobs`` where catalogues or scans are not the
    bytes they were."""

    entries: int
    broken: tuple[tuple[str, int], ...]
    unequal: dict[str, int]

    @property
    def chain(self) -> str:
        return "broken" if self.broken else "ok"

    @property
    def tables(self) -> str:
        return "different" if self.unequal else "equal"

    @property
    def holds(self) -> bool:
        return not self.broken and not self.unequal


def prove(ledger: Ledger, progress: Progress | None = None) -> Proof:
    """Check every chain and rebuild every record from the journal to compare it with the live
    one. Reads only, in one snapshot, and never holds more than one subject in memory."""
    connection = ledger.connection
    began = not connection.in_transaction
    if began:
        connection.execute("BEGIN")
    try:
        total = ledger.count()
        broken = tuple(_broken_chains(ledger))
        unequal = _compare(ledger, total, progress)
        displaced = _displaced_heads(connection)
        if displaced:
            unequal["heads"] = displaced
        spoilt = _spoilt_blobs(connection)
        if spoilt:
            unequal["blobs"] = spoilt
    finally:
        if began:
            connection.execute("COMMIT")
    return Proof(total, broken, unequal)


def rebuild(ledger: Ledger) -> None:
    """Make every folded table anew from the journal, in one transaction."""
    connection = ledger.connection
    with ledger.transaction():
        for table in FOLDED_TABLES:
            connection.execute(f"DELETE FROM {table}")
        for noun, record in _records(ledger, lambda _: None):
            projection.store(connection, noun, None, record, ledger.keys_of)


def _broken_chains(ledger: Ledger) -> Iterator[tuple[str, int]]:
    strays = set(forks.strays(ledger.connection))
    for device in sorted({*ledger.devices(), *ledger.heads(), ledger.device} - strays):
        previous, number = journal.FIRST, 0
        for number, entry in enumerate(ledger.by_device(device), start=1):
            if entry.number != number or not journal.holds(entry, previous):
                yield device, number
                break
            previous = entry.hash
        else:
            if ledger.head(device)[0] > number:
                yield device, number + 1
    for device in sorted(strays):
        yield from _altered_strays(ledger, device)


def _altered_strays(ledger: Ledger, device: str) -> Iterator[tuple[str, int]]:
    """A stray stands for itself: those beside it may have found a chain again."""
    for entry in ledger.by_device(device):
        if not journal.holds(entry, entry.previous):
            yield entry.device, entry.number
            return


def _displaced_heads(connection: Any) -> int:
    """How many devices' heads are not the last of their entries. A head beyond them is told as
    the end of a broken chain."""
    (wrong,) = connection.execute(
        "SELECT count(*) FROM (SELECT DISTINCT device FROM entries WHERE device < ?) AS d "
        "LEFT JOIN heads AS h USING (device) JOIN entries AS e ON e.device = d.device "
        "AND e.number = (SELECT max(number) FROM entries WHERE device = d.device) "
        "WHERE h.number IS NULL OR h.number < e.number "
        "OR (h.number = e.number AND h.hash <> e.hash)",
        (STRAY,),
    ).fetchone()
    return int(wrong)


def _records(ledger: Ledger, seen: Callable[[int], None]) -> Iterator[tuple[str, Record]]:
    done = 0
    for subject, entries in groupby(ledger.by_subject(), key=lambda entry: entry.subject):
        noun = subject.partition(":")[0]
        together = list(entries)
        done += len(together)
        seen(done)
        record = fold.fold(together) if noun in projection.PLACES else None
        if record is not None:
            yield noun, record


def _compare(ledger: Ledger, total: int, progress: Progress | None) -> dict[str, int]:
    connection = ledger.connection
    wrong: dict[str, int] = {}
    expected: dict[str, int] = dict.fromkeys(FOLDED_TABLES, 0)

    def seen(done: int) -> None:
        if progress is not None:
            progress(done, total)

    for noun, record in _records(ledger, seen):
        for table, rows, stands in _standings(ledger, noun, record):
            expected[table] += rows
            if not stands:
                wrong[table] = wrong.get(table, 0) + 1
    for table, rows in expected.items():
        live = int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        if live != rows and table not in wrong:
            wrong[table] = abs(live - rows)
    return wrong


def _standings(ledger: Ledger, noun: str, record: Record) -> Iterator[tuple[str, int, bool]]:
    """Each table that holds something of the record: how many rows, and whether they stand there
    as they should."""
    connection, place = ledger.connection, projection.PLACES[noun]
    columns = ", ".join(("id", *place.columns, "body"))
    row = connection.execute(
        f"SELECT {columns} FROM {place.table} WHERE id = ?", (record.id,)
    ).fetchone()
    yield place.table, 1, row is not None and tuple(row) == projection.row_of(noun, record)
    for parts in place.parts:
        rows = parts.rows(record)
        yield parts.table, len(rows), _parts_stand(connection, record.id, parts, rows)
    if isinstance(record, Resident):
        keys = sorted(set(ledger.keys_of(record)))
        yield "resident_keys", len(keys), _keys_stand(connection, record.id, keys)


def _parts_stand(
    connection: Any, id: str, parts: projection.Parts, rows: list[tuple[Any, ...]]
) -> bool:
    columns = ", ".join(parts.columns)
    found = connection.execute(f"SELECT {columns} FROM {parts.table} WHERE of = ?", (id,))
    return sorted(tuple(row) for row in found) == sorted(rows)


def _spoilt_blobs(connection: Any) -> int:
    """How many catalogues and scans are not, or no longer, the bytes that their hash names."""
    named = connection.execute("SELECT hash, size FROM blobs").fetchall()
    spoilt = sum(
        _measured(blobs.parts(connection, digest)) != (digest, size) for digest, size in named
    )
    (absent,) = connection.execute(
        "SELECT count(*) FROM packs WHERE id NOT IN (SELECT hash FROM blobs) "
        "AND id NOT IN (SELECT hash FROM wants)"
    ).fetchone()
    return int(spoilt + absent)


def _measured(parts: Iterator[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for part in parts:
        if not isinstance(part, bytes):  # SQLite keeps whatever was put into a column
            return "", 0
        digest.update(part)
        size += len(part)
    return digest.hexdigest(), size


def _keys_stand(connection: Any, id: str, keys: list[str]) -> bool:
    row = connection.execute("SELECT row FROM residents WHERE id = ?", (id,)).fetchone()
    if row is None:
        return False
    (found,) = connection.execute(
        "SELECT count(*) FROM json_each(?) AS wanted "
        "CROSS JOIN resident_keys AS k ON k.key = wanted.value AND k.row = ?",
        (json.dumps(keys), row[0]),
    ).fetchone()
    return bool(found == len(keys))
