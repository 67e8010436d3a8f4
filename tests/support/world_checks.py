"""What must be true of a simulated world: all the time, and after its network has healed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from world_nodes import Office, Party, Window
from world_talks import Talk

from station_desktop.domain import fold
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.person.documents import Document
from station_desktop.hall.journal import blobs as hall_blobs
from station_desktop.hall.journal import folding
from station_desktop.hall.store import tables
from station_desktop.storage import blobs, projection
from station_desktop.storage.digest import tables_digest

if TYPE_CHECKING:
    from world import World


class Checks:
    """``must`` are the ids of all acts that nobody may lose any more."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.must: set[str] = set()

    def made(self, ids: Iterable[str]) -> None:
        self.must.update(ids)

    def _ids(self, party: Party) -> set[str]:
        if isinstance(party, Window):
            return party.ids()
        assert isinstance(party, Office)
        stations = [party.relay] if party.relay else list(self.world.stations)
        return set().union(*(party.ids(station) for station in stations))

    def _standing(self) -> list[Party]:
        windows = [window for window in self.world.windows if not window.out]
        return [self.world.hall, *windows, *self.world.relays.values()]

    def look_around(self) -> None:
        """What anybody who stands holds now must stay."""
        for party in self._standing():
            self.must |= self._ids(party)

    @contextmanager
    def losing(self, party: Party) -> Iterator[None]:
        """What only ``party`` had is lost with it: nothing else is."""
        before = self._ids(party)
        self.must |= before
        yield
        held: set[str] = set()
        for other in self._standing():
            held |= self._ids(other)
        self.must -= before - held

    def after_message(self, talk: Talk) -> None:
        """Whoever says that both ends agree is right."""
        outcome = talk.client.outcome
        if outcome.agreed and talk.agreed_at is None:
            talk.agreed_at = "now"
            station = talk.station
            theirs = talk.office.heads(station)
            mine = (
                talk.party.heads() if isinstance(talk.party, Window) else talk.party.heads(station)
            )
            assert mine == theirs, "agreed, and it is not so"

    # the end

    def at_the_end(self) -> None:
        for station in self.world.stations:
            self._station(station)

    def _station(self, station: str) -> None:
        windows = [w for w in self.world.windows if w.station == station and not w.out]
        offices = [self.world.hall]
        if station in self.world.relays:
            offices.append(self.world.relays[station])
        for window in windows:
            self._whole(window)
        for party in windows:
            assert party.heads() == self.world.hall.heads(station), f"heads of {party.name}"
        for office in offices:
            assert office.heads(station) == self.world.hall.heads(station), f"heads {office.name}"
        digests = {tables_digest(window.store.connection) for window in windows}
        assert len(digests) <= 1, "tables differ"
        for office in offices:
            self._records(office, station, windows)
        seals = {party.name: party.seals(station) for party in (*windows, *offices)}
        for name, found in seals.items():
            assert found == seals["hall"], f"keys of {name}"
        assert not any(seals["hall"][1]), "keys are lacking that somebody has"
        whole = self._attachments(station, windows)
        for party in (*windows, *offices[1:]):
            assert self.world.agreed[party.name] == whole, f"whether {party.name} is done"
        self._counts(station, windows)

    def _whole(self, window: Window) -> None:
        """Every chain is whole, and no act is in it twice."""
        entries: dict[str, list[Entry]] = {}
        for device in window.heads():
            entries[device] = list(window.store.ledger.by_device(device))
        for device, chain in entries.items():
            previous = journal.FIRST
            for number, entry in enumerate(chain, 1):
                assert entry.number == number, f"gap in {device}"
                assert journal.holds(entry, previous), f"broken chain of {device}"
                previous = entry.hash
            ids = [entry.id for entry in chain]
            assert len(set(ids)) == len(ids), f"twice in {device}"

    def _records(self, office: Office, station: str, windows: list[Window]) -> None:
        """An office's records are what all entries add up to, and what each window has."""
        with office.hall.database.reading() as connection:
            kept = connection.execute(
                select(tables.records.c.noun, tables.records.c.id, tables.records.c.body).where(
                    tables.records.c.station == station
                )
            ).all()
            subjects = set(
                connection.scalars(
                    select(tables.entries.c.subject).where(tables.entries.c.station == station)
                )
            )
            histories = folding.histories(connection, station, sorted(subjects))
        records = {(noun, id): bytes(body) for noun, id, body in kept}
        folded: dict[tuple[str, str], bytes] = {}
        for subject, history in histories.items():
            record = fold.fold(history)
            if record is not None:
                noun, _, id = subject.partition(":")
                folded[noun, id] = journal.encode(record)
        assert records == folded, f"records of {office.name}"
        for window in windows[:1]:
            assert self._bodies(window) == records, f"records of {window.name} and {office.name}"

    def _bodies(self, window: Window) -> dict[tuple[str, str], bytes]:
        found = {}
        for noun, place in projection.PLACES.items():
            rows = window.store.connection.execute(f"SELECT id, body FROM {place.table}")
            found.update({(noun, id): bytes(body) for id, body in rows})
        return found

    def _counts(self, station: str, windows: list[Window]) -> None:
        """All that was done is there, once."""
        ids = self.world.hall.ids(station)
        for window in windows:
            have = window.ids()
            assert have == ids, f"acts of {window.name}"
        every: set[str] = set()
        for other in self.world.stations:
            every |= self.world.hall.ids(other)
        assert self.must <= every, f"{len(self.must - every)} acts are lost"

    def _attachments(self, station: str, windows: list[Window]) -> bool:
        """Bytes that anybody holds who stands are held by all; returns whether all are there that
        entries name: some may have been lost with the only PC that had them."""
        named = self._named(windows)
        holders: dict[str, list[bytes]] = {}
        for window in windows:
            for hash in named:
                data = blobs.get(window.store.connection, hash)
                if data is not None:
                    holders.setdefault(hash, []).append(data)
        hall = self.world.hall.hall
        with hall.database.reading() as connection:
            for hash in named:
                data = hall_blobs.get(connection, hall.keyring.data_key, station, hash)
                if data is not None:
                    holders.setdefault(hash, []).append(data)
        for hash, copies in holders.items():
            assert len(copies) == len(windows) + 1, f"{hash[:8]} is not everywhere"
            assert len(set(copies)) == 1
        for window in windows:
            kept = {row[0] for row in window.store.connection.execute("SELECT hash FROM blobs")}
            assert kept <= named, f"{window.name} keeps scans of somebody erased"
        with hall.database.reading() as connection:
            kept = set(
                connection.scalars(
                    select(tables.blobs.c.hash).where(tables.blobs.c.station == station)
                )
            )
        assert kept <= named, "the hall keeps scans of somebody erased"
        return holders.keys() == named

    def _named(self, windows: list[Window]) -> set[str]:
        named: set[str] = set()
        for window in windows[:1]:
            for (body,) in window.store.connection.execute("SELECT body FROM documents"):
                document: Any = projection.decode("document", body)
                assert isinstance(document, Document)
                named.update(scan.hash for scan in document.scans)
            named.update(row[0] for row in window.store.connection.execute("SELECT id FROM packs"))
        return named
