"""Lists of households, paged by key: by address, or those not seen for longest first; and how long
ago the households of each building were seen."""

from __future__ import annotations

from typing import Any

import msgspec

from station_desktop.domain.neighbourhood.households import Household
from station_desktop.domain.neighbourhood.rounds import BANDS, Band
from station_desktop.domain.text import addresses
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated

Cuts = tuple[int, int, int]
"""As ``domain.neighbourhood.rounds.cuts`` gives them."""


class Wanted(msgspec.Struct, frozen=True):
    """What a list shows: one area or all of them, one building or lane, those that need attention,
    those that are due. ``due`` are the moments before which a household must have been seen to be
    due, of those without attention and with it; ``text`` is part of an address."""

    area: str = ""
    building: str = ""
    attention: bool = False
    due: tuple[int, int] | None = None
    text: str = ""
    by_address: bool = False


class Placed(msgspec.Struct, frozen=True):
    """One household in a list, and the place to go on from."""

    row: int
    household: Household

    @property
    def by_need(self) -> tuple[int, int, int]:
        return int(not self.household.attention), self.household.seen_at, self.row

    @property
    def by_place(self) -> tuple[str, int]:
        return addresses.key(self.household.address), self.row


class Strip(msgspec.Struct, frozen=True):
    """One building of an area: how many of its households are in which band, and when the one
    seen longest ago was seen (0 for never)."""

    area: str
    building: str
    counts: dict[Band, int]
    longest: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def listed(
    connection: Connection, area: str, after: Household | None = None, limit: int = 100
) -> tuple[Household, ...]:
    """The households of an area by address, those behind ``after``."""
    place = None
    if after is not None:
        with translated():
            (row,) = connection.execute(
                "SELECT row FROM households WHERE id = ?", (after.id,)
            ).fetchone()
        place = addresses.key(after.address), int(row)
    wanted = Wanted(area=area, by_address=True)
    return tuple(one.household for one in page(connection, wanted, place, 0, limit))


def page(
    connection: Connection, wanted: Wanted, after: Any = None, skip: int = 0, limit: int = 100
) -> tuple[Placed, ...]:
    """``limit`` households in the list's order, ``skip`` beyond the place ``after``: a household's
    ``by_place`` or ``by_need``. Whoever moved away is left out."""
    clauses, values = _conditions(wanted)
    if wanted.by_address:
        order = "place, row"
        if after is not None:
            clauses.append("(place, row) > (?, ?)")
            values += after
    else:
        order = "attention DESC, seen_at, row"
        if after is not None:
            rank, seen, row = after
            clauses.append("(attention < ? OR (attention = ? AND (seen_at, row) > (?, ?)))")
            values += [1 - rank, 1 - rank, seen, row]
    inner = f"SELECT row FROM households WHERE {' AND '.join(clauses)} ORDER BY {order}"
    with translated():
        rows = [
            r for (r,) in connection.execute(f"{inner} LIMIT ? OFFSET ?", [*values, limit, skip])
        ]
        if not rows:
            return ()
        marks = ", ".join("?" * len(rows))
        bodies = dict(
            connection.execute(f"SELECT row, body FROM households WHERE row IN ({marks})", rows)
        )
    return tuple(Placed(row, _household(bodies[row])) for row in rows)


def count(connection: Connection, wanted: Wanted) -> int:
    """How many households a list has."""
    clauses, values = _conditions(wanted)
    with translated():
        query = f"SELECT count(*) FROM households WHERE {' AND '.join(clauses)}"
        return int(connection.execute(query, values).fetchone()[0])


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    clauses, values = ["moved = 0"], list[Any]()
    if wanted.area:
        clauses.append("area = ?")
        values.append(wanted.area)
    if wanted.building:
        clauses.append("building = ?")
        values.append(wanted.building)
    if wanted.attention:
        clauses.append("attention = 1")
    if wanted.due is not None:
        clauses.append("seen_at < CASE attention WHEN 0 THEN ? ELSE ? END")
        values += wanted.due
    if wanted.text:
        clauses.append("instr(place, ?)")
        values.append(addresses.key(addresses.plain(wanted.text)))
    return clauses, values


def strips(connection: Connection, area: str, usual: Cuts, attention: Cuts) -> tuple[Strip, ...]:
    """Every building of an area (of all of them for none), with how long ago its households were
    seen."""
    bounds = "CASE attention WHEN 0 THEN ? ELSE ? END"
    soon, due, late = (f"seen_at >= {bounds}" for _ in range(3))
    parts = (
        soon,
        f"{due} AND NOT {soon}",
        f"{late} AND NOT {due}",
        f"seen_at > 0 AND NOT {late}",
        "seen_at = 0",
    )
    sums = ", ".join(f"sum({part})" for part in parts)
    pairs = [list(pair) for pair in zip(usual, attention, strict=True)]
    given = [*pairs[0], *pairs[1], *pairs[0], *pairs[2], *pairs[1], *pairs[2]]
    where, named = ("AND area = ?", [area]) if area else ("", [])
    with translated():
        rows = connection.execute(
            f"SELECT area, building, min(seen_at), {sums} FROM households "
            f"WHERE moved = 0 {where} GROUP BY area, building",
            [*given, *named],
        ).fetchall()
    return tuple(
        Strip(area, building, dict(zip(BANDS, map(int, counts), strict=True)), int(longest))
        for area, building, longest, *counts in rows
    )


def _household(body: bytes) -> Household:
    record = projection.decode("household", body)
    assert isinstance(record, Household)
    return record
