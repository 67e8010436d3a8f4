"""A store as a program wrote it that did not yet seal what is personal."""

from __future__ import annotations

import msgspec

from station_desktop.domain.journal import journal, sealing
from station_desktop.domain.journal.journal import Entry
from station_desktop.storage.store import Store


def say_openly(store: Store) -> None:
    """Write this store's own journal again without boxes and keys."""
    ledger, connection = store.ledger, store.connection
    previous = journal.FIRST
    with ledger.transaction():
        for entry in list(ledger.by_device(ledger.device)):
            plain = _openly(entry, previous)
            previous = plain.hash
            connection.execute(
                "UPDATE entries SET payload = ?, previous = ?, hash = ? "
                "WHERE device = ? AND number = ?",
                (plain.payload, plain.previous, plain.hash, entry.device, entry.number),
            )
        connection.execute("UPDATE heads SET hash = ? WHERE device = ?", (previous, ledger.device))
        connection.execute("DELETE FROM seals")


def _openly(entry: Entry, previous: str) -> Entry:
    plain = entry.payload
    if sealing.box_of(plain) is not None:
        assert entry.opened
        plain = sealing.open_part(plain)
    said = msgspec.json.decode(plain) | msgspec.json.decode(entry.opened or b"{}")
    parts = msgspec.structs.asdict(entry) | {"payload": journal.encode(said), "previous": previous}
    return journal.chained(
        **{name: value for name, value in parts.items() if name not in ("hash", "opened")}
    )
