"""Where this store stands with its servers: how far each has what, and under which numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec

from station_desktop.domain.journal import journal
from station_desktop.domain.journal.standings import Standing
from station_desktop.storage.database import Connection, translated

Receipt = tuple[str, int, int, int]
"""(device, first, last, position of first): entries that stand together in a server's sequence."""


def standing(connection: Connection, server: str) -> Standing:
    """Where this store stands with the server of this id."""
    row = connection.execute(
        "SELECT epoch, position, check_hash, confirmed FROM standings WHERE server = ?", (server,)
    ).fetchone()
    return Standing() if row is None else Standing(*row)


def keep(
    connection: Connection, server: str, standing: Standing, receipts: Iterable[Receipt]
) -> None:
    """Remember the standing, and receipts in place of what was told of these entries before."""
    connection.execute(
        "INSERT OR REPLACE INTO standings VALUES (?, ?, ?, ?, ?)",
        (server, *msgspec.structs.astuple(standing)),
    )
    for receipt in receipts:
        _put(connection, server, receipt)


def _put(connection: Connection, server: str, receipt: Receipt) -> None:
    """One stretch; those it touches make room for it or grow by it."""
    device, first, last, position = receipt
    if last < first:
        return
    touched = connection.execute(
        "SELECT first, last, position FROM receipts "
        "WHERE server = ? AND device = ? AND first <= ? AND last >= ?",
        (server, device, last + 1, first - 1),
    ).fetchall()
    connection.executemany(
        "DELETE FROM receipts WHERE server = ? AND device = ? AND first = ?",
        [(server, device, begin) for begin, _, _ in touched],
    )
    left: list[tuple[int, int, int]] = []
    for begin, end, place in touched:
        if place - begin == position - first:  # the same stretch, told in pieces
            first, last, position = min(first, begin), max(last, end), min(position, place)
        else:
            left.append((begin, end, place))
    stays = [(first, last, position)]
    for begin, end, place in left:
        stays.append((begin, min(end, first - 1), place))
        after = max(begin, last + 1)
        stays.append((after, end, place + after - begin))
    connection.executemany(
        "INSERT OR REPLACE INTO receipts VALUES (?, ?, ?, ?, ?)",
        [(server, device, *stretch) for stretch in stays if stretch[0] <= stretch[1]],
    )


def keep_signatures(connection: Connection, signatures: Iterable[tuple[str, int, bytes]]) -> None:
    """Keep signatures (device, number, signature)."""
    connection.executemany("INSERT OR REPLACE INTO signatures VALUES (?, ?, ?)", signatures)


def forget_after(connection: Connection, device: str, number: int) -> None:
    """Signatures, receipts and confirmations of entries that no longer bear these numbers."""
    given = (device, number)
    connection.execute("DELETE FROM signatures WHERE device = ? AND number > ?", given)
    connection.execute("DELETE FROM receipts WHERE device = ? AND first > ?", given)
    connection.execute(
        "UPDATE receipts SET last = ? WHERE device = ? AND last > ?", (number, device, number)
    )
    connection.execute("UPDATE heads SET through = min(through, ?) WHERE device = ?", given[::-1])


def confirm(connection: Connection, through: dict[str, int]) -> None:
    """How far the hall itself has each device's chain, as it told."""
    connection.executemany(
        "INSERT INTO heads (device, number, hash, stamp, through) VALUES (?, 0, ?, '', ?) "
        "ON CONFLICT (device) DO UPDATE SET through = excluded.through",
        [(device, journal.FIRST, number) for device, number in sorted(through.items())],
    )


def confirmed(connection: Connection) -> dict[str, int]:
    """How far the hall itself has each device's chain, as last heard."""
    rows = connection.execute("SELECT device, through FROM heads WHERE through > 0")
    return dict(rows.fetchall())


def places_of(connection: Connection, server: str, subjects: Iterable[str]) -> dict[str, int]:
    """Under which number the server received each of these subjects: the place of its first entry
    in the server's sequence. Those not received are left out."""
    with translated():
        rows = connection.execute(
            "SELECT e.subject, min(r.position + e.number - r.first) FROM entries AS e "
            "JOIN receipts AS r ON r.server = ? AND r.device = e.device "
            "AND e.number BETWEEN r.first AND r.last "
            "WHERE e.subject IN (SELECT value FROM json_each(?)) GROUP BY e.subject",
            (server, json.dumps(list(subjects))),
        )
        return dict(rows.fetchall())


def pending(connection: Connection, server: str) -> int:
    """How many of this device's own entries the server has not confirmed."""
    with translated():
        row = connection.execute(
            "SELECT h.number - coalesce(s.confirmed, 0) FROM meta "
            "JOIN heads AS h ON h.device = meta.value "
            "LEFT JOIN standings AS s ON s.server = ? WHERE meta.key = 'device'",
            (server,),
        ).fetchone()
    return 0 if row is None else max(0, int(row[0]))
