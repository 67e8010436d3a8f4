"""Chains that parted because one side was restored from a backup.

One's own newer entries are sealed anew into another chain. A foreign device's newer entries, of
which the server holds others under the same numbers, become *strays*: they keep the number and
hash they were sealed with, so that each can still be proven, but their device is written
``~<which fork>~<device>`` in the table. So they are in no chain, do not block its numbers, and go
on counting in their subjects (``ledger.entry_of`` gives them back under their own device), until
the same ids come again in a chain. A hall's strays keep their signatures beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry, Run
from station_desktop.storage.database import Connection
from station_desktop.storage.exchange import standings
from station_desktop.storage.ledger import COLUMNS, MOVE_HEAD, STRAY, Ledger, entry_of

_AFTER = chr(ord(STRAY) + 1)
"""What comes after all strays' devices in the order of texts."""


def reseal(ledger: Ledger, old: str, common: int, new: str) -> int:
    """See ``ports.Replica.reseal``. Records stay as they are: a fold never looks at numbers."""
    moved = [entry for entry in ledger.by_device(old) if entry.number > common]
    if not moved:
        return 0
    rows = [
        (*places, old, entry.number)
        for places, entry in zip(_joined_on(ledger, new, moved), moved, strict=True)
    ]
    ledger.connection.executemany(
        "UPDATE entries SET device = ?, number = ?, previous = ?, hash = ? "
        "WHERE device = ? AND number = ?",
        rows,
    )
    ledger.connection.execute(
        "UPDATE heads SET stamp = max(stamp, (SELECT stamp FROM heads WHERE device = ?)) "
        "WHERE device = ?",
        (old, new),
    )
    _cut(ledger.connection, old, common)
    return len(moved)


def _joined_on(
    ledger: Ledger, device: str, entries: Iterable[Entry]
) -> list[tuple[str, int, str, str]]:
    """The places (device, number, previous, hash) of ``entries`` at the end of a chain, whose head
    goes along."""
    number, previous = ledger.head(device)
    places = []
    for entry in entries:
        number += 1
        sealed = journal.chained(
            entry.id,
            device,
            number,
            entry.stamp,
            entry.at,
            entry.author,
            entry.kind,
            entry.subject,
            entry.version,
            entry.payload,
            previous,
        )
        previous = sealed.hash
        places.append((device, number, sealed.previous, sealed.hash))
    ledger.connection.execute(MOVE_HEAD, (device, number, previous))
    return places


def adopt(ledger: Ledger, own: str) -> int:
    """See ``ports.Replica.adopt``."""
    connection = ledger.connection
    rows = [
        row
        for device in strays(connection)
        if not journal.of_hall(device.rpartition(STRAY)[2])
        for row in connection.execute(
            "SELECT position, stamp FROM entries WHERE device = ?", (device,)
        )
    ]
    rows.sort(key=itemgetter(1, 0))
    found = [
        entry_of(
            connection.execute(
                f"SELECT {COLUMNS} FROM entries WHERE position = ?", row[:1]
            ).fetchone()
        )
        for row in rows
    ]
    connection.executemany(
        "UPDATE entries SET device = ?, number = ?, previous = ?, hash = ? WHERE position = ?",
        [(*place, row[0]) for place, row in zip(_joined_on(ledger, own, found), rows, strict=True)],
    )
    return len(found)


def stray(ledger: Ledger, device: str, common: int) -> int:
    """See ``ports.Replica.stray``."""
    connection = ledger.connection
    known = [stray.split(STRAY)[1:] for stray in strays(connection)]
    last = max((int(fork) for fork, of in known if of == device), default=0)
    fork = f"{STRAY}{last + 1}{STRAY}{device}"
    change = "UPDATE {} SET device = ? WHERE device = ? AND number > ?"
    taken = connection.execute(change.format("entries"), (fork, device, common)).rowcount
    if taken:
        connection.execute("DELETE FROM signatures WHERE device = ?", (fork,))  # a fork that went
        connection.execute(change.format("signatures"), (fork, device, common))
        _cut(connection, device, common)
        drop_known(connection)
    return int(taken)


def drop_known(connection: Connection) -> None:
    """Take strays away whose acts stand in a chain, or were astray before. Those of a hall go when
    the whole fork is known: only together can they be proven."""
    for fork in strays(connection):
        if not journal.of_hall(fork.rpartition(STRAY)[2]):
            connection.execute(
                f"DELETE FROM entries WHERE device = ? AND EXISTS ({_ELSEWHERE})", (fork, STRAY)
            )
        elif not connection.execute(
            f"SELECT 1 FROM entries WHERE device = ? AND NOT EXISTS ({_ELSEWHERE}) LIMIT 1",
            (fork, STRAY),
        ).fetchone():
            connection.execute("DELETE FROM entries WHERE device = ?", (fork,))
            connection.execute("DELETE FROM signatures WHERE device = ?", (fork,))


_SAME_ACT = " AND ".join(
    f"other.{column} = entries.{column}"
    for column in ("id", "stamp", "at", "author", "kind", "subject", "version", "payload")
)
_ELSEWHERE = (
    f"SELECT 1 FROM entries AS other WHERE {_SAME_ACT} "
    f"AND (other.device GLOB '{journal.HALL}*' OR other.device GLOB '~*~{journal.HALL}*') "
    f"= (entries.device GLOB '~*~{journal.HALL}*') AND other.position <> entries.position "
    "AND (other.device < ? OR other.position < entries.position)"
)
"""The same act to the fold, in all it says and in whether a hall says it, so that no record changes
when one of the two goes. A mere namesake, which somebody may have made up, takes nobody's place."""


def count(connection: Connection) -> int:
    """How many acts stand outside of all chains only."""
    row = connection.execute(
        "SELECT count(*) FROM entries WHERE device >= ? AND device < ? "
        f"AND NOT EXISTS ({_ELSEWHERE})",
        (STRAY, _AFTER, STRAY),
    ).fetchone()
    return int(row[0])


def of_hall(ledger: Ledger) -> tuple[Run, ...]:
    """See ``ports.Replica.forks``."""
    connection = ledger.connection
    found: list[Run] = []
    for fork in strays(connection):
        if not journal.of_hall(fork.rpartition(STRAY)[2]):
            continue
        entries = list(ledger.by_device(fork))
        hashes = {entry.number: entry.hash for entry in entries}
        signed = connection.execute(
            "SELECT number, signature FROM signatures WHERE device = ?", (fork,)
        )
        by_hash = {hashes[number]: bytes(signature) for number, signature in signed}
        found.extend(journal.signed_forks(entries, by_hash))
    return tuple(found)


def strays(connection: Connection) -> tuple[str, ...]:
    """The devices, as written in the table, of all strays."""
    rows = connection.execute(
        "SELECT DISTINCT device FROM entries WHERE device >= ? AND device < ?",
        (STRAY, _AFTER),
    )
    return tuple(row[0] for row in rows)


def _cut(connection: Connection, device: str, common: int) -> None:
    """Bring the head of ``device`` back to number ``common``."""
    row = connection.execute(
        "SELECT hash FROM entries WHERE device = ? AND number = ?", (device, common)
    ).fetchone()
    digest = journal.FIRST if row is None else str(row[0])
    connection.execute(MOVE_HEAD, (device, common, digest))
    standings.forget_after(connection, device, common)
