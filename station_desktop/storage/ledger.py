"""The journal on disk, and the records folded from it: one transaction for both."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from station_desktop.domain import fold
from station_desktop.domain.fold import Record
from station_desktop.domain.journal import journal, sealing
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.journal.sealing import Key
from station_desktop.domain.time import clock
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, transaction, translated
from station_desktop.storage.keys import erasure, seals
from station_desktop.storage.projection import KeysOf

_NAMES = "id, device, number, stamp, at, author, kind, subject, version, payload, previous, hash"
COLUMNS = _NAMES.replace("payload", "CAST(payload AS BLOB)")
"""As they are read: somebody who tampers may leave a text there that is none."""
_BULK_CACHE = 65_536
"""KiB of pages kept while much is written."""
STRAY = "~"
"""Begins the device of an entry that stands in no chain, see ``storage.exchange.forks``."""
_SET_HEAD = (
    "INSERT INTO heads (device, number, hash, stamp) VALUES (?, ?, ?, ?) ON CONFLICT (device) "
    "DO UPDATE SET number = excluded.number, hash = excluded.hash, stamp = excluded.stamp"
)
MOVE_HEAD = (
    "INSERT INTO heads (device, number, hash, stamp) VALUES (?, ?, ?, '') "
    "ON CONFLICT (device) DO UPDATE SET number = excluded.number, hash = excluded.hash"
)
"""As ``_SET_HEAD``, for chains that are not written here: their clocks are their own."""
_OWN = (
    "SELECT meta.value, h.number, h.hash, h.stamp FROM meta "
    "LEFT JOIN heads AS h ON h.device = meta.value WHERE meta.key = 'device'"
)
_INSERT = f"INSERT INTO entries ({_NAMES}) VALUES ({', '.join('?' * 12)})"


class SystemChance:
    """Randomness from the operating system."""

    def bytes(self, count: int) -> bytes:
        return os.urandom(count)


class Ledger:
    """The journal of one store, seen from one connection.

    ``append`` is the only way in for what is done here (``storage.exchange.replica`` is the way for
    what other devices did). A stamp follows this device's own last one and the latest of its
    subject, but only the former leads the device on: a colleague's PC whose clock shows 2099 takes
    the things it touches with it and nothing else. The clock, randomness and the making of search
    keys are passed in, so that tests can rule them."""

    def __init__(
        self,
        connection: Connection,
        time: clock.Clock,
        chance: clock.Chance,
        keys_of: KeysOf,
    ) -> None:
        self.connection = connection
        self._time = time
        self._chance = chance
        self._keys_of = keys_of
        self.erased = False
        """Whether keys were destroyed by this connection, whose older pages stand in the log."""

    @property
    def device(self) -> str:
        """This device's id: 12 hex digits, made when the store is; another one after the store
        was restored from a backup, which is why no connection remembers it."""
        return self.meta("device") or ""

    def meta(self, key: str) -> str | None:
        """A local fact about this store that is no part of the journal."""
        with translated():
            row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        with self.transaction():
            self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def begin(self) -> None:
        """Give a new store its device id; harmless on one that has it."""
        with self.transaction():
            if self.meta("device") is None:
                self.set_meta("device", self._chance.bytes(6).hex())

    def transaction(self) -> AbstractContextManager[None]:
        """One durable all-or-nothing change; nested ones join."""
        return transaction(self.connection)

    @contextmanager
    def in_bulk(self) -> Iterator[None]:
        """Many appends ahead: the pages of the search index stay in memory meanwhile, where each
        transaction would otherwise decrypt and encrypt most of them again."""
        usual = int(self.connection.execute("PRAGMA cache_size").fetchone()[0])
        self.connection.execute(f"PRAGMA cache_size = -{_BULK_CACHE}")
        try:
            yield
        finally:
            self.connection.execute(f"PRAGMA cache_size = {usual}")
            self.connection.execute("PRAGMA shrink_memory")

    def now_ms(self) -> int:
        return clock.milliseconds(self._time.now())

    def new_id(self) -> str:
        """A fresh id made at this desk."""
        return clock.new_id(self.now_ms(), self._chance.bytes(10))

    def append(self, author: str, acts: Sequence[tuple[str, Fact]]) -> tuple[Entry, ...]:
        """Record ``acts`` (subject, fact) in order and re-fold what they concern, all or none."""
        with self.transaction(), translated():
            device, number, previous, own = self._own()
            latest = self.latest(subject for subject, _ in acts)
            personal = [sealing.personal_part(fact) for _, fact in acts]
            keys = self._keys(acts, personal)
            at = self.now_ms()
            entries = []
            for (subject, fact), part in zip(acts, personal, strict=True):
                number += 1
                stamp = own = clock.next_stamp(own, at, device)
                if stamp <= latest.get(subject, ""):
                    stamp = clock.next_stamp(latest[subject], at, device)
                latest[subject] = stamp
                entry = journal.seal(
                    id=clock.new_id(at, self._chance.bytes(10)),
                    device=device,
                    number=number,
                    stamp=stamp,
                    at=at,
                    author=author,
                    subject=subject,
                    fact=fact,
                    previous=previous,
                    key=keys.get(subject),
                    personal=part,
                )
                previous = entry.hash
                entries.append(entry)
            self.insert(entries)
            self.connection.execute(_SET_HEAD, (device, number, previous, own))
            self.note_erased(erasure.obey(self.connection, entries))
            self._apply(entries)
        return tuple(entries)

    def _keys(self, acts: Sequence[tuple[str, Fact]], personal: Sequence[bytes]) -> dict[str, Key]:
        """The keys of those of these subjects of which something personal is said."""
        told = {act[0]: None for act, part in zip(acts, personal, strict=True) if part}
        return seals.for_writing(self.connection, list(told), self._chance) if told else {}

    def note_erased(self, subjects: Collection[str]) -> None:
        """Remember that something was erased, for whoever sees to copies of it afterwards."""
        self.erased = self.erased or bool(subjects)

    def insert(self, entries: Iterable[Entry]) -> None:
        """Write sealed entries as they are; heads and records are the caller's."""
        self.connection.executemany(_INSERT, map(journal.columns, entries))

    def latest(self, subjects: Iterable[str]) -> dict[str, str]:
        """The latest stamp of each of these subjects; those without entries are left out."""
        rows = self.connection.execute(
            "SELECT subject, max(stamp) FROM entries "
            "WHERE subject IN (SELECT value FROM json_each(?)) GROUP BY subject",
            (json.dumps(list(subjects)),),
        )
        return dict(rows.fetchall())

    def record(self, noun: str, id: str) -> Record | None:
        """The record as it now stands, or ``None``."""
        with translated():
            return projection.load(self.connection, noun, id)

    def history(self, subject: str) -> tuple[Entry, ...]:
        """All entries about ``subject`` (``"case:<id>"``), oldest first, opened where the key to
        what is personal in them is here; so are all entries that this class gives."""
        return tuple(self._entries("WHERE subject = ? ORDER BY stamp, id", (subject,)))

    def histories(self, subjects: Iterable[str]) -> dict[str, list[Entry]]:
        """As :meth:`history`, for several subjects in one question."""
        found: dict[str, list[Entry]] = {}
        clause = "WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY subject, stamp"
        for entry in self._entries(clause, (json.dumps(list(subjects)),)):
            found.setdefault(entry.subject, []).append(entry)
        return found

    def said_of(self, subjects: Iterable[str], kind: str) -> dict[str, Entry]:
        """The last entry of this kind about each of these subjects."""
        clause = "WHERE subject IN (SELECT value FROM json_each(?)) AND kind = ? ORDER BY stamp, id"
        found = self._entries(clause, (json.dumps(list(subjects)), kind))
        return {entry.subject: entry for entry in found}

    def by_device(self, device: str) -> Iterator[Entry]:
        """All entries of one device in its own order."""
        return self._entries("WHERE device = ? ORDER BY number", (device,))

    def by_subject(self) -> Iterator[Entry]:
        """All entries, each subject's together and in stamp order."""
        return self._entries("ORDER BY subject, stamp", ())

    def devices(self) -> tuple[str, ...]:
        rows = self.connection.execute("SELECT DISTINCT device FROM entries ORDER BY device")
        return tuple(row[0] for row in rows)

    def count(self) -> int:
        return int(self.connection.execute("SELECT count(*) FROM entries").fetchone()[0])

    def keys_of(self, resident: Any) -> Iterable[str]:
        return self._keys_of(resident)

    def head(self, device: str) -> tuple[int, str]:
        """Number and hash of the last entry of ``device``'s chain that was ever held here: kept
        beside the entries, so that the end of a chain cannot go missing unnoticed."""
        row = self.connection.execute(
            "SELECT number, hash FROM heads WHERE device = ?", (device,)
        ).fetchone()
        return (0, journal.FIRST) if row is None else (int(row[0]), str(row[1]))

    def heads(self) -> tuple[str, ...]:
        """Devices of which something was ever held, with or without entries."""
        rows = self.connection.execute("SELECT device FROM heads WHERE number > 0 ORDER BY device")
        return tuple(row[0] for row in rows)

    def _own(self) -> tuple[str, int, str, str]:
        """This device, and its head's number, hash and stamp. Entries that are gone keep their
        numbers: the gap stays to be seen."""
        device, number, digest, stamp = self.connection.execute(_OWN).fetchone()
        if number is None:
            number, digest, stamp = self.connection.execute(
                "SELECT number, hash, stamp FROM entries WHERE device = ? "
                "ORDER BY number DESC LIMIT 1",
                (device,),
            ).fetchone() or (0, journal.FIRST, "")
        return str(device), int(number), str(digest), str(stamp)

    def _apply(self, entries: Sequence[Entry]) -> None:
        """Fold new entries in, all of one noun together. Local entries are always their subjects'
        latest, because their stamps follow them; so the records in the tables are where to go on
        from."""
        by_noun: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.noun in projection.PLACES:
                by_noun.setdefault(entry.noun, []).append(entry)
        for noun, told in by_noun.items():
            ids = {entry.subject_id for entry in told}
            before = projection.load_many(self.connection, noun, ids)
            after: dict[str, Record | None] = dict(before)
            for entry in told:
                id = entry.subject_id
                after[id] = fold.apply(after.get(id), entry)
            anew = {entry.subject for entry in told if fold.needs_history(entry)}
            for subject, history in self.histories(anew).items() if anew else ():
                after[subject.partition(":")[2]] = fold.fold(history)
            pairs = [(before.get(id), record) for id, record in after.items()]
            projection.store_many(self.connection, noun, pairs, self._keys_of)

    def _entries(self, clause: str, values: tuple[Any, ...]) -> Iterator[Entry]:
        with translated():
            rows = self.connection.execute(f"SELECT {COLUMNS} FROM entries {clause}", values)
            yield from seals.opened(self.connection, map(entry_of, rows))


def entry_of(row: Sequence[Any]) -> Entry:
    """The entry in these columns, under the device and number it was sealed with."""
    device = str(row[1])
    if device.startswith(STRAY):
        return Entry(row[0], device.rpartition(STRAY)[2], *row[2:])
    return Entry(*row)
