"""Where the entries of a chain stand in their station's sequence."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Connection, Text, bindparam, func, select

from station_desktop.hall.store.tables import entries

_STRETCH = (
    entries.c.station == bindparam("station", type_=Text),
    entries.c.device == bindparam("device", type_=Text),
    entries.c.number > bindparam("after", type_=BigInteger),
    entries.c.number <= bindparam("upto", type_=BigInteger),
)
_PLACES = select(entries.c.number, entries.c.position).where(*_STRETCH).order_by(entries.c.number)
_STRETCHES = (
    select(
        func.min(entries.c.number),
        func.max(entries.c.number),
        func.min(entries.c.position),
        func.count(),
    )
    .where(*_STRETCH)
    .group_by(entries.c.position - entries.c.number)
    .order_by(func.min(entries.c.number))
)
"""Entries that follow each other in their chain and in the sequence: as many as it should have."""


def of_chain(
    connection: Connection, station: str, device: str, after: int, upto: int
) -> tuple[tuple[int, int, int], ...]:
    """See ``sync.ports.Served.places``."""
    stretch = {"station": station, "device": device, "after": after, "upto": upto}
    rows = connection.execute(_STRETCHES, stretch).all()
    if all(last - first + 1 == count for first, last, _, count in rows):
        return tuple((first, last, place) for first, last, place, _ in rows)
    return _one_by_one(connection, stretch)


def _one_by_one(
    connection: Connection, stretch: dict[str, Any]
) -> tuple[tuple[int, int, int], ...]:
    """Where a chain's entries do not stand in its order, as after a restored backup."""
    stretches: list[tuple[int, int, int]] = []
    for number, place in connection.execute(_PLACES, stretch):
        if stretches:
            first, last, start = stretches[-1]
            if number == last + 1 and place == start + number - first:
                stretches[-1] = (first, number, start)
                continue
        stretches.append((number, number, place))
    return tuple(stretches)
