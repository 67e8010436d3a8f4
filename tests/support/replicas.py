"""Stores of one station beside each other, and entries carried between them as sync does."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from station_desktop.domain.journal.journal import Entry, Run
from station_desktop.domain.time.clock import Clock
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.store import Store
from station_desktop.storage.tables import migrating


def empty_store(folder: Path, *, time: Clock | None = None, key: bytes | None = None) -> Store:
    """A store without entries and without accounts."""
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(folder, key or secrets.token_bytes(32), time=time)
    migrating.migrate(store.connection)
    store.connection.execute("PRAGMA synchronous = OFF")
    store.ledger.begin()
    store.keep_resident_keys()
    return store


def deliver(
    replica: StoreReplica, runs: Iterable[Sequence[Entry]], source: StoreReplica | None = None
) -> None:
    """Hand runs on as the protocol does: what is held already is left out, and a run that would
    leave a gap has to wait for another time. Keys come along from the ``source``."""
    given: list[Run] = []
    ends = {device: head.number for device, head in replica.heads().items()}
    for entries in runs:
        device = entries[0].device
        new = tuple(entry for entry in entries if entry.number > ends.get(device, 0))
        if new and new[0].number == ends.get(device, 0) + 1:
            keys = source.seals({entry.subject for entry in new}) if source else {}
            given.append(Run(device, new, f"{device} {new[-1].number}".encode(), keys))
            ends[device] = new[-1].number
    replica.add(given)


def carry(source: StoreReplica, target: StoreReplica, most: int = 1000) -> None:
    """Everything that ``target`` has not yet, in runs of at most ``most``."""
    for device in sorted(source.heads()):
        while True:
            head = target.heads().get(device)
            run = source.run(device, head.number if head else 0, most, 1 << 30)
            if not run:
                break
            deliver(target, [run], source)
