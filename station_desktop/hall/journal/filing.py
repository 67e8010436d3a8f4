"""Putting proven runs into a station's journal: their places in its sequence, the heads, the
signatures, the records. What is received and what the hall writes itself both come in here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Connection, Row, Text, bindparam, exists, not_, select, update

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
_LOCK = (
    select(stations.c.position, stations.c.epoch, stations.c.own_device)
    .where(stations.c.code == _OF_STATION)
    .with_for_update()
)
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


class Locked(msgspec.Struct):
    """A station that nobody else can write to until the transaction ends, as it stands: the place
    of its last entry, the name of its sequence, the device that this server writes under (``""`` on
    a relay), and how far each chain is held. ``sound`` are hashes of new entries that were found
    to break no rule when they were folded."""

    place: int
    epoch: str
    own_device: str
    chains: dict[str, Chain]
    sound: set[str] = msgspec.field(default_factory=set)


def lock(connection: Connection, station: str) -> None:
    """Wait for the other writers of this station.

    Places are given under this lock, held to the end of the transaction: whoever reads a place has
    everything before it.
    """
    _locked_row(connection, station)


def locked(connection: Connection, station: str) -> Locked:
    """As :func:`lock`; returns how the station stands."""
    row = _locked_row(connection, station)
    return Locked(int(row.position), row.epoch, row.own_device, chains(connection, station))


def _locked_row(connection: Connection, station: str) -> Row[Any, Any, Any]:
    row = connection.execute(_LOCK, {"station": station}).first()
    if row is None:
        raise refuse("hall.station_unknown", station=station)
    return row


def chains(connection: Connection, station: str) -> dict[str, Chain]:
    """All chains of the station as held."""
    rows = connection.execute(_CHAINS, {"station": station})
    return {device: Chain(Head(number, hash), stamp) for device, number, hash, stamp in rows}


def store(
    connection: Connection, station: str, runs: Sequence[Run], known: Locked | None = None
) -> tuple[Entry, ...]:
    """Keep ``runs`` and fold them; returns the entries that were not held before, in sequence.
    ``known`` is the station where it is locked already; it goes along.

    What another worker stored meanwhile is passed over. Refuses with ``hall.database_busy`` where
    that one stored something else: asked again, the sender learns where they part.
    """
    known = known or locked(connection, station)
    held = known.chains
    arrived = seals.arrive(connection, station, runs)
    new: list[Entry] = []
    signed: list[tuple[str, str, int, bytes]] = []
    for run in runs:
        new += _fresh(run, held)
        if run.signature:
            signed.append((station, run.device, run.head.number, run.signature))
    bulk.insert(connection, signatures, _SIGNATURES, signed, "keep")
    if new:
        known.sound |= _file(connection, station, new, known.place + 1, arrived)
        known.place += len(new)
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
) -> set[str]:
    was = folding.before(connection, station, new)
    rows = [(station, place, *journal.columns(entry)) for place, entry in enumerate(new, first)]
    bulk.insert(connection, entries, _COLUMNS, rows)
    last = first + len(new) - 1
    connection.execute(_MOVE_ON, {"of_station": station, "place": last})
    if was.strays:
        drop_known(connection, station)
    arrived.open(new, seals.obey(connection, station, new))
    return folding.take_in(connection, station, new, was, first)


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
