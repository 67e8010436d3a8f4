"""Putting proven runs into a station's journal: their places in its sequence, the heads, the
signatures, the records. What is received and what the hall writes itself both come in here."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import BigInteger, Connection, Text, bindparam, exists, not_, select, update

from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import HALL, Entry, Head, Run
from station_desktop.domain.problem import refuse
from station_desktop.hall.journal import folding, seals
from station_desktop.hall.store import bulk
from station_desktop.hall.store.tables import entries, heads, signatures, stations, strays

_COLUMNS = ("station", "position", *folding.ENTRY)
_HEADS = ("station", "device", "number", "hash", "stamp")
_SIGNATURES = ("station", "device", "number", "signature")


_OF_STATION = bindparam("station", type_=Text)
_LOCK = select(stations.c.position).where(stations.c.code == _OF_STATION).with_for_update()
_CHAINS = select(heads.c.device, heads.c.number, heads.c.hash, heads.c.stamp).where(
    heads.c.station == _OF_STATION
)
_MOVE_ON = (
    update(stations)
    .where(stations.c.code == bindparam("of_station", type_=Text))
    .values(position=bindparam("place", type_=BigInteger))
)


class Chain(msgspec.Struct, frozen=True):
    """How far one device's chain is held, and the latest stamp in it."""

    head: Head = Head()
    stamp: str = ""


def lock(connection: Connection, station: str) -> int:
    """Wait for the other writers of this station; returns the place of its last entry.

    Places are given under this lock, held to the end of the transaction: whoever reads a place has
    everything before it.
    """
    place = connection.scalar(_LOCK, {"station": station})
    if place is None:
        raise refuse("hall.station_unknown", station=station)
    return int(place)


def chains(connection: Connection, station: str) -> dict[str, Chain]:
    """All chains of the station as held."""
    rows = connection.execute(_CHAINS, {"station": station})
    return {device: Chain(Head(number, hash), stamp) for device, number, hash, stamp in rows}


def store(connection: Connection, station: str, runs: Sequence[Run]) -> tuple[Entry, ...]:
    """Keep ``runs`` and fold them; returns the entries that were not held before, in sequence.

    What another worker stored meanwhile is passed over. Refuses with ``hall.database_busy`` where
    that one stored something else: asked again, the sender learns where they part.
    """
    place = lock(connection, station)
    held = chains(connection, station)
    arrived = seals.arrive(connection, station, runs)
    new: list[Entry] = []
    signed: list[tuple[str, str, int, bytes]] = []
    for run in runs:
        new += _fresh(run, held)
        if run.signature:
            signed.append((station, run.device, run.head.number, run.signature))
    bulk.insert(connection, signatures, _SIGNATURES, signed, "keep")
    if new:
        _file(connection, station, new, place + 1, arrived)
        devices = {entry.device for entry in new}
        put_heads(connection, station, {device: held[device] for device in devices})
    if arrived.late:
        folding.again(connection, station, arrived.late)
    return tuple(new)


def _fresh(run: Run, held: dict[str, Chain]) -> Sequence[Entry]:
    """The entries of ``run`` that go on from what is held of its device; ``held`` goes along."""
    chain = held.get(run.device, Chain())
    after = chain.head.number
    fresh = run.entries[max(0, after + 1 - run.entries[0].number) :]
    if not fresh:
        return ()
    if fresh[0].number != after + 1 or fresh[0].previous != chain.head.hash:
        raise refuse("hall.database_busy")
    stamp = max(chain.stamp, max(entry.stamp for entry in fresh))
    held[run.device] = Chain(Head(fresh[-1].number, fresh[-1].hash), stamp)
    return fresh


def put_heads(connection: Connection, station: str, changed: dict[str, Chain]) -> None:
    """Remember how far these chains are held now."""
    rows = [
        (station, device, chain.head.number, chain.head.hash, chain.stamp)
        for device, chain in changed.items()
    ]
    bulk.insert(connection, heads, _HEADS, rows, "replace")


def _file(
    connection: Connection, station: str, new: Sequence[Entry], first: int, arrived: seals.Arrived
) -> None:
    was = folding.before(connection, station, new)
    rows = [(station, place, *journal.columns(entry)) for place, entry in enumerate(new, first)]
    bulk.insert(connection, entries, _COLUMNS, rows)
    last = first + len(new) - 1
    connection.execute(_MOVE_ON, {"of_station": station, "place": last})
    if was.strays:
        drop_known(connection, station)
    arrived.open(new, seals.obey(connection, station, new))
    folding.take_in(connection, station, new, was, first)


def drop_known(connection: Connection, station: str) -> None:
    """Take strays away whose ids stand in a chain. Those of a hall go when all of them do: only
    together can they be proven."""
    again = select(entries.c.id).where(entries.c.station == station, entries.c.id == strays.c.id)
    here = strays.c.station == station
    of_hall = strays.c.device.like(f"{HALL}%")
    connection.execute(strays.delete().where(here, not_(of_hall), exists(again)))
    left = select(strays.c.id).where(here, of_hall, not_(exists(again))).limit(1)
    if connection.scalar(left) is None:
        connection.execute(strays.delete().where(here, of_hall))
