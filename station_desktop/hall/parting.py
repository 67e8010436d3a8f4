"""When two copies of one chain went apart after a restored backup: giving entries another chain,
or keeping them beside it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, bindparam, func, select, update

from station_desktop.domain import journal
from station_desktop.domain.journal import Entry, Head
from station_desktop.hall import bulk, filing
from station_desktop.hall.folding import ENTRY
from station_desktop.hall.tables import entries, signatures, strays
from station_desktop.hall.work import Hall

_COLUMNS = [entries.c[name] for name in ENTRY]


def reseal(connection: Connection, station: str, old: str, common: int, new: str) -> int:
    """See ``sync.ports.Replica.reseal``. The entries keep their places in the sequence, their ids
    and stamps; records do not change."""
    filing.lock(connection, station)
    moved = _after(connection, station, old, common)
    if not moved:
        return 0
    head = filing.chains(connection, station).get(new, filing.Chain()).head
    sealed: list[Entry] = []
    for entry in moved:
        entry = journal.chained(
            entry.id,
            new,
            head.number + 1,
            entry.stamp,
            entry.at,
            entry.author,
            entry.kind,
            entry.subject,
            entry.version,
            entry.payload,
            head.hash,
        )
        head = Head(entry.number, entry.hash)
        sealed.append(entry)
    _rechain(connection, station, old, moved, sealed)
    _shorten(connection, station, old, common)
    _refresh(connection, station, new)
    return len(sealed)


def stray(connection: Connection, station: str, device: str, common: int) -> int:
    """See ``sync.ports.Replica.stray``: the entries count as before, outside of the chain."""
    filing.lock(connection, station)
    taken = _after(connection, station, device, common)
    rows = [(station, *msgspec.structs.astuple(entry)) for entry in taken]
    bulk.insert(connection, strays, ("station", *ENTRY), rows, "keep")
    connection.execute(
        entries.delete().where(
            entries.c.station == station,
            entries.c.device == device,
            entries.c.number > common,
        )
    )
    _shorten(connection, station, device, common)
    return len(taken)


def sign(connection: Connection, hall: Hall, station: str, device: str) -> None:
    """Sign the head of one of the hall's own chains."""
    head = filing.chains(connection, station)[device].head
    signature = hall.keyring.sign(journal.head_message(device, head))
    bulk.insert(
        connection,
        signatures,
        ("station", "device", "number", "signature"),
        [(station, device, head.number, signature)],
        "replace",
    )


def _after(connection: Connection, station: str, device: str, common: int) -> list[Entry]:
    rows = connection.execute(
        select(*_COLUMNS)
        .where(
            entries.c.station == station,
            entries.c.device == device,
            entries.c.number > common,
        )
        .order_by(entries.c.number)
    )
    return [Entry(*row) for row in rows]


def _rechain(
    connection: Connection, station: str, old: str, moved: Sequence[Entry], sealed: Sequence[Entry]
) -> None:
    change = (
        update(entries)
        .where(
            entries.c.station == station,
            entries.c.device == old,
            entries.c.number == bindparam("was"),
        )
        .values(
            device=bindparam("to_device"),
            number=bindparam("to_number"),
            previous=bindparam("to_previous"),
            hash=bindparam("to_hash"),
        )
    )
    connection.execute(
        change,
        [
            {
                "was": before.number,
                "to_device": after.device,
                "to_number": after.number,
                "to_previous": after.previous,
                "to_hash": after.hash,
            }
            for before, after in zip(moved, sealed, strict=True)
        ],
    )


def _shorten(connection: Connection, station: str, device: str, common: int) -> None:
    """The chain ends at ``common`` now."""
    connection.execute(
        signatures.delete().where(
            signatures.c.station == station,
            signatures.c.device == device,
            signatures.c.number > common,
        )
    )
    _refresh(connection, station, device)


def _refresh(connection: Connection, station: str, device: str) -> None:
    """Read the head again from the entries."""
    of_device = (entries.c.station == station, entries.c.device == device)
    last = connection.execute(
        select(entries.c.number, entries.c.hash)
        .where(*of_device)
        .order_by(entries.c.number.desc())
        .limit(1)
    ).first()
    stamp = connection.scalar(select(func.max(entries.c.stamp)).where(*of_device)) or ""
    head = Head() if last is None else Head(*last)
    filing.put_heads(connection, station, {device: filing.Chain(head, stamp)})
