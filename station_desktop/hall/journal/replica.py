"""One station's journal as the hall or a relay keeps it, behind the ports of the exchange.

Every question names the station; there is no way from one station's replica to another's journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, Row, Text, bindparam, select, update

from station_desktop.domain.journal.journal import Entry, Head, Run, of_hall
from station_desktop.domain.problem import refuse
from station_desktop.hall.journal import blobs, filing, folding, parting, places, seals, writing
from station_desktop.hall.journal.folding import ENTRY
from station_desktop.hall.store.tables import devices, entries, signatures, stations, through, wants
from station_desktop.hall.work import Hall
from station_desktop.sync.ports import Member, Want

_COLUMNS = [entries.c[name] for name in ENTRY]
_STATION = bindparam("station", type_=Text)
_WANTS = (
    select(wants.c.hash)
    .where(wants.c.station == _STATION)
    .order_by(wants.c.noted, wants.c.hash)
    .limit(bindparam("most", type_=Integer))
)
_CHECK = select(entries.c.hash).where(
    entries.c.station == _STATION, entries.c.position == bindparam("position", type_=BigInteger)
)
_STANDING = select(stations.c.epoch, stations.c.position).where(stations.c.code == _STATION)
_STEP = 256
"""Entries asked of the database at a time, until their payloads are heavy enough."""


class StationCopy:
    """``sync.ports.Replica`` of one station, on a connection whose transaction is begun."""

    def __init__(self, connection: Connection, hall: Hall, station: str) -> None:
        self.connection = connection
        self.hall = hall
        self.station = station
        self._inside = False
        self._locked: filing.Locked | None = None
        self.arrived = 0

    def lock(self) -> None:
        """Wait for the station's other writers. What is asked afterwards and can only be changed
        here is remembered."""
        self._locked = filing.locked(self.connection, self.station)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; durable with the transaction of the connection."""
        if self._inside:
            yield
            return
        self._inside = True
        try:
            with self.connection.begin_nested():
                yield
        finally:
            self._inside = False

    def heads(self) -> dict[str, Head]:
        locked = self._locked
        chains = locked.chains if locked else filing.chains(self.connection, self.station)
        return {device: chain.head for device, chain in chains.items()}

    def hashes(self, device: str, numbers: Sequence[int]) -> dict[int, str]:
        rows = self.connection.execute(
            select(entries.c.number, entries.c.hash).where(
                entries.c.station == self.station,
                entries.c.device == device,
                entries.c.number.in_(numbers),
            )
        )
        return {number: hash for number, hash in rows}

    def run(self, device: str, after: int, most: int, weight: int) -> tuple[Entry, ...]:
        found: list[Entry] = []
        while len(found) < most and weight > 0:
            step = min(_STEP, most - len(found))
            rows = self.connection.execute(
                select(*_COLUMNS)
                .where(
                    entries.c.station == self.station,
                    entries.c.device == device,
                    entries.c.number > after + len(found),
                )
                .order_by(entries.c.number)
                .limit(step)
            ).all()
            for row in rows:
                found.append(Entry(*row))
                weight -= len(found[-1].payload)
                if weight <= 0:
                    break
            if len(rows) < step:
                break
        return tuple(found)

    def signatures(self, device: str, after: int, upto: int) -> dict[int, bytes]:
        rows = self.connection.execute(
            select(signatures.c.number, signatures.c.signature).where(
                signatures.c.station == self.station,
                signatures.c.device == device,
                signatures.c.number > after,
                signatures.c.number <= upto,
            )
        )
        return {number: signature for number, signature in rows}

    def add(self, runs: Sequence[Run]) -> None:
        locked = self._locked or filing.locked(self.connection, self.station)
        new = filing.store(self.connection, self.station, runs, locked)
        self.arrived += len(new)
        if self.hall.relay:
            return
        doubtful = [entry for entry in new if entry.hash not in locked.sound]
        if writing.set_aside(self.connection, self.hall, self.station, doubtful):
            self._locked = None

    def seals(self, subjects: Iterable[str]) -> dict[str, tuple[bytes, ...]]:
        held = seals.known(self.connection, self.station, list(subjects)).secrets
        return {subject: tuple(keys.values()) for subject, keys in held.items()}

    def lacking(self, most: int) -> tuple[tuple[str, str], ...]:
        return seals.lacking(self.connection, self.station, most)

    def learn(self, keys: Sequence[tuple[str, bytes]]) -> int:
        filing.lock(self.connection, self.station)
        late = seals.learn(self.connection, self.station, keys)
        folding.again(self.connection, self.station, late)
        return len(late)

    def reseal(self, old: str, common: int, new: str) -> int:
        self._locked = None
        return parting.reseal(self.connection, self.station, old, common, new)

    def stray(self, device: str, common: int) -> int:
        self._locked = None
        return parting.stray(self.connection, self.station, device, common)

    def strays(self) -> int:
        return parting.strays(self.connection, self.station)

    def adopt(self, own: str) -> int:
        self._locked = None
        return parting.adopt(self.connection, self.station, own)

    def forks(self) -> tuple[Run, ...]:
        return parting.forks(self.connection, self.station)

    def vouch(self, device: str, number: int, signature: bytes) -> None:
        parting.vouch(self.connection, self.station, device, number, signature)

    def wants(self, most: int) -> tuple[Want, ...]:
        asked = {"station": self.station, "most": most}
        rows = self.connection.scalars(_WANTS, asked).all()
        return tuple(Want(hash, blobs.held(self.connection, self.station, hash)) for hash in rows)

    def wanted(self, hash: str) -> bool:
        found = self.connection.scalar(
            select(wants.c.noted).where(wants.c.station == self.station, wants.c.hash == hash)
        )
        return found is not None

    def size(self, hash: str) -> int | None:
        return blobs.size(self.connection, self.station, hash)

    def part(self, hash: str, at: int, most: int) -> bytes:
        key = self.hall.keyring.data_key
        return blobs.part(self.connection, key, self.station, hash, at, most)

    def put_part(self, hash: str, at: int, total: int, media: str, data: bytes) -> int:
        key = self.hall.keyring.data_key
        return blobs.put_part(self.connection, key, self.station, hash, at, total, media, data)

    def media(self, hash: str) -> str:
        return blobs.media(self.connection, self.station, hash)

    def own_device(self) -> str:
        """The id under which this server itself writes for the station; ``""`` on a relay."""
        if self._locked:
            return self._locked.own_device
        return writing.own_device(self.connection, self.station)


class StationReplica(StationCopy):
    """``sync.ports.Served``: a server's side of the exchange."""

    def epoch(self) -> str:
        return self._locked.epoch if self._locked else str(self._standing().epoch)

    def new_epoch(self) -> str:
        self._locked = None
        epoch = self.hall.chance.bytes(8).hex()
        self.connection.execute(
            update(stations).where(stations.c.code == self.station).values(epoch=epoch)
        )
        return epoch

    def position(self) -> int:
        return self._locked.place if self._locked else int(self._standing().position)

    def check_at(self, position: int) -> str:
        at = {"station": self.station, "position": position}
        return str(self.connection.scalar(_CHECK, at) or "")

    def since(
        self, position: int, most: int, weight: int, without: str
    ) -> tuple[tuple[Entry, ...], int]:
        top = self.position()  # asked first: what is committed meanwhile is beyond it
        found: list[Entry] = []
        while len(found) < most and weight > 0 and position < top:
            step = min(_STEP, most - len(found))
            rows = self.connection.execute(
                select(entries.c.position, *_COLUMNS)
                .where(
                    entries.c.station == self.station,
                    entries.c.position > position,
                    entries.c.position <= top,
                    entries.c.device != without,
                )
                .order_by(entries.c.position)
                .limit(step)
            ).all()
            for place, *row in rows:
                found.append(Entry(*row))
                position = place
                weight -= len(found[-1].payload)
                if weight <= 0:
                    break
            else:
                if len(rows) < step:
                    position = top
        return tuple(found), position

    def places(self, device: str, after: int, upto: int) -> tuple[tuple[int, int, int], ...]:
        return places.of_chain(self.connection, self.station, device, after, upto)

    def through(self) -> dict[str, int]:
        if not self.hall.relay:
            return {device: head.number for device, head in self.heads().items()}
        rows = self.connection.execute(
            select(through.c.device, through.c.number).where(through.c.station == self.station)
        )
        return {device: number for device, number in rows}

    def member(self, device: str) -> Member | None:
        if of_hall(device):
            key = self.connection.scalar(
                select(stations.c.hall_key).where(stations.c.code == self.station)
            )
            return None if key is None else Member(device, self.station, bytes(key), "hall")
        row = self.connection.execute(
            select(devices.c.key, devices.c.role, devices.c.refusal).where(
                devices.c.station == self.station, devices.c.id == device
            )
        ).first()
        if row is None:
            return None
        return Member(device, self.station, bytes(row.key), row.role, row.refusal)

    def known(self, ids: Sequence[str]) -> frozenset[str]:
        return parting.known(self.connection, self.station, ids)

    def take_back(self, run: Run) -> None:
        self._locked = None
        if self.hall.relay:
            parting.keep_fork(self.connection, self.station, run)
        else:
            parting.take_back(self.connection, self.hall, self.station, run)

    def _standing(self) -> Row[Any, Any]:
        row = self.connection.execute(_STANDING, {"station": self.station}).first()
        if row is None:
            raise refuse("hall.station_unknown", station=self.station)
        return row
