"""The store as the sync protocol sees it: ``sync.ports.Replica`` and ``Local`` over one Store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager

from station_desktop.domain.journal.journal import Entry, Head, Run
from station_desktop.domain.journal.standings import Standing, Want
from station_desktop.storage import blobs
from station_desktop.storage.database import translated
from station_desktop.storage.exchange import arrivals, forks, standings, wants
from station_desktop.storage.keys import seals
from station_desktop.storage.ledger import COLUMNS, STRAY, entry_of
from station_desktop.storage.store import DESK, Store

_IDENTITY = "identity"


class StoreReplica:
    """One station's journal in one store, for the thread that opened the store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._ledger = store.ledger
        self._connection = store.connection

    def transaction(self) -> AbstractContextManager[None]:
        return self._ledger.transaction()

    def heads(self) -> dict[str, Head]:
        with translated():
            rows = self._connection.execute(
                "SELECT device, number, hash FROM heads WHERE number > 0"
            ).fetchall()
        return {device: Head(number, digest) for device, number, digest in rows}

    def hashes(self, device: str, numbers: Sequence[int]) -> dict[int, str]:
        with translated():
            rows = self._connection.execute(
                "SELECT number, hash FROM entries WHERE device = ? "
                "AND number IN (SELECT value FROM json_each(?))",
                (device, json.dumps(list(numbers))),
            )
            return dict(rows.fetchall())

    def run(self, device: str, after: int, most: int, weight: int) -> tuple[Entry, ...]:
        found: list[Entry] = []
        left = weight
        with translated():
            rows = self._connection.execute(
                f"SELECT {COLUMNS} FROM entries WHERE device = ? AND number > ? "
                "ORDER BY number LIMIT ?",
                (device, after, most),
            )
            for row in rows:
                entry = entry_of(row)
                left -= len(entry.payload)
                if entry.number != after + 1 or (found and left < 0):
                    break
                found.append(entry)
                after = entry.number
            rows.close()
        return tuple(found)

    def signatures(self, device: str, after: int, upto: int) -> dict[int, bytes]:
        with translated():
            rows = self._connection.execute(
                "SELECT number, signature FROM signatures "
                "WHERE device = ? AND number > ? AND number <= ?",
                (device, after, upto),
            )
            return dict(rows.fetchall())

    def add(self, runs: Sequence[Run]) -> None:
        with self.transaction(), translated():
            entries = arrivals.add(self._ledger, [run for run in runs if run.entries])
            for digest in {entry.subject_id for entry in entries if entry.noun == "pack"}:
                self.store.judge_pack(digest)

    def seals(self, subjects: Iterable[str]) -> dict[str, tuple[bytes, ...]]:
        with translated():
            held = seals.known(self._connection, subjects).secrets
        return {subject: tuple(keys.values()) for subject, keys in held.items()}

    def lacking(self, most: int) -> tuple[tuple[str, str], ...]:
        with translated():
            return seals.lacking(self._connection, most)

    def learn(self, keys: Sequence[tuple[str, bytes]]) -> int:
        with self.transaction(), translated():
            return arrivals.learn(self._ledger, keys)

    def reseal(self, old: str, common: int, new: str) -> int:
        with self.transaction(), translated():
            return forks.reseal(self._ledger, old, common, new)

    def stray(self, device: str, common: int) -> int:
        if device.startswith(STRAY):
            raise ValueError(device)
        with self.transaction(), translated():
            return forks.stray(self._ledger, device, common)

    def strays(self) -> int:
        with translated():
            return forks.count(self._connection)

    def adopt(self, own: str) -> int:
        with self.transaction(), translated():
            return forks.adopt(self._ledger, own)

    def forks(self) -> tuple[Run, ...]:
        with translated():
            return forks.of_hall(self._ledger)

    def vouch(self, device: str, number: int, signature: bytes) -> None:
        with self.transaction(), translated():
            standings.keep_signatures(self._connection, [(device, number, signature)])

    def wants(self, most: int) -> tuple[Want, ...]:
        with translated():
            found = wants.oldest(self._connection, most)
        return tuple(Want(lacking.hash, lacking.held) for lacking in found)

    def wanted(self, hash: str) -> bool:
        with translated():
            return wants.wanted(self._connection, hash)

    def size(self, hash: str) -> int | None:
        with translated():
            return blobs.size(self._connection, hash)

    def part(self, hash: str, at: int, most: int) -> bytes:
        with translated():
            return blobs.slice_of(self._connection, hash, at, most)

    def put_part(self, hash: str, at: int, total: int, media: str, data: bytes) -> int:
        with self.transaction(), translated():
            held = wants.keep_part(self._connection, hash, at, total, media, data)
            if held == total:
                self.store.judge_pack(hash)
            return held

    def media(self, hash: str) -> str:
        with translated():
            return blobs.media(self._connection, hash)

    # the client's side

    def standing(self, server: str) -> Standing:
        with translated():
            return standings.standing(self._connection, server)

    def keep(
        self, server: str, standing: Standing, receipts: Sequence[tuple[str, int, int, int]]
    ) -> None:
        with self.transaction(), translated():
            standings.keep(self._connection, server, standing, receipts)

    def confirm(self, through: dict[str, int]) -> None:
        with self.transaction(), translated():
            standings.confirm(self._connection, through)

    def confirmed(self) -> dict[str, int]:
        with translated():
            return standings.confirmed(self._connection)

    def identity(self) -> bytes:
        return bytes.fromhex(self._ledger.meta(_IDENTITY) or "")

    def keep_identity(self, data: bytes) -> None:
        self._ledger.set_meta(_IDENTITY, data.hex())

    def become(self, device: str, desk: str) -> None:
        with self.transaction():
            self._ledger.set_meta("device", device)
            self._ledger.set_meta(DESK, desk)
