"""Devices that hold the same entries hold the same tables, byte for byte, however they came."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from replicas import deliver, empty_store

from station_desktop.domain.case.cases import Completed, Opened, Voided
from station_desktop.domain.case.decisions import Approved, Returned
from station_desktop.domain.case.demands import Answered, Arrived, Taken
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.asides import Lifted, SetAside
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.person.documents import Filed, Scan
from station_desktop.domain.person.residents import Changed, FieldChange, Joined, Parted, Registered
from station_desktop.domain.station.accounts import AccountMade, LockSet
from station_desktop.domain.station.station import CatalogueAdopted, SettingChanged
from station_desktop.storage.digest import tables_digest
from station_desktop.storage.exchange import forks
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.ledger import MOVE_HEAD
from station_desktop.storage.proof import proof
from station_desktop.storage.store import Store

DEVICES = ("00000000000a", "00000000000b", "00000000000c", "ffff0000000d")


class Unheard(Fact, frozen=True):
    kind = "case.teleported"
    where: str = "校场"


def opened(number: str) -> Opened:
    return Opened(number, "I", "p", "v", "1", "accepted", "government", "collect")


TOLD: tuple[tuple[str, Fact], ...] = (
    ("resident:1", Registered("张小明", phone="13800138000")),
    ("resident:1", Changed({"phone": FieldChange("13800138000", "13912345678")})),
    ("resident:1", Changed({"phone": FieldChange("13800138000", "13612345678")})),
    ("resident:2", Registered("张晓明", id_number="11010519491231002X")),
    ("resident:2", Joined("1")),
    ("resident:2", Parted()),
    ("case:1", opened("017014-20261126-01-0001-5")),
    ("case:1", opened("017014-20261126-02-0001-1")),
    ("case:1", Completed("办结")),
    ("case:1", Voided("录错")),
    ("case:1", Approved("吴科")),
    ("case:1", Returned("吴科", ())),
    ("case:1", Unheard()),
    ("case:2", opened("017014-20261126-01-0001-5")),
    ("document:1", Filed("m", "1", "original", "2026-11-26", "1")),
    ("document:1", Filed("m", "1", "copy", "2026-11-25", "1", scans=(Scan("a" * 64, "x", 1),))),
    ("account:1", AccountMade("li", "李静", ("worker",))),
    ("account:2", AccountMade("li", "李婧", ("worker",))),
    ("account:1", LockSet(True)),
    ("setting:desk", SettingChanged("02")),
    ("setting:desk", SettingChanged("03")),
    ("pack:" + "b" * 64, CatalogueAdopted("2026.1", 3)),
    ("demand:1", Arrived("12345", "r", "路灯不亮", "楼前路灯不亮")),
    ("demand:1", Taken()),
    ("demand:1", Answered("solved", "已修")),
    ("nonsense:1", Unheard()),
)

Told = tuple[int, int, int, int]
"""Device, time, which of ``TOLD``; and above 0: set aside (odd) or lift (even) that entry."""

told = st.lists(
    st.tuples(
        st.integers(0, len(DEVICES) - 1),
        st.integers(0, 6),
        st.integers(0, len(TOLD) - 1),
        st.sampled_from([0, 0, 0, 1, 2, 3, 5, 6, 7]),
    ),
    max_size=30,
)


def entries_of(acts: list[Told], copies: set[int]) -> list[Entry]:
    """The chains that these acts make. Those in ``copies`` repeat the act before them under its
    own id, as a chain does that was sealed anew."""
    made: list[Entry] = []
    for at, (device, time, which, about) in enumerate(acts):
        subject, fact = TOLD[which]
        id = f"{at:032x}"
        if about:
            named = f"{about:032x}"
            fact = SetAside(named, "aside.subject") if about % 2 else Lifted(named, "看错了")
        own = [entry for entry in made if entry.device == DEVICES[device]]
        entry = journal.seal(
            id=id,
            device=DEVICES[device],
            number=len(own) + 1,
            stamp=f"{time:012x}.0000.{DEVICES[device]}",
            at=time,
            author="1",
            subject=subject,
            fact=fact,
            previous=own[-1].hash if own else journal.FIRST,
        )
        if at in copies and made:
            entry = resealed(made[-1], entry)
        made.append(entry)
    return made


def resealed(act: Entry, place: Entry) -> Entry:
    kept = msgspec.structs.asdict(act)
    kept |= {"device": place.device, "number": place.number, "previous": place.previous}
    kept.pop("hash")
    return journal.chained(**kept)


@contextmanager
def undone(store: Store) -> Iterator[None]:
    """Everything inside is taken back at the end."""
    store.connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        store.connection.execute("ROLLBACK")


def folded_at_once(store: Store, entries: list[Entry]) -> str:
    with undone(store):
        store.ledger.insert(entries)
        store.connection.executemany(MOVE_HEAD, [(e.device, e.number, e.hash) for e in entries])
        proof.rebuild(store.ledger)
        return tables_digest(store.connection)


def delivered(store: Store, entries: list[Entry], chance: Random) -> str:
    """Runs cut and ordered by chance, some twice; now and then a chain is found forked."""
    replica = StoreReplica(store)
    chains = [[e for e in entries if e.device == device] for device in DEVICES]
    with undone(store):
        while any(len(c) > replica.heads().get(c[0].device, NONE).number for c in chains if c):
            runs: list[Any] = []
            for _ in range(chance.randint(1, 4)):
                chain = chance.choice([c for c in chains if c])
                held = replica.heads().get(chain[0].device, NONE).number
                first = max(0, held - chance.randint(0, 2))
                runs.append(chain[first : first + chance.randint(1, 5)])
            deliver(replica, [run for run in runs if run])
            if chance.random() < 0.15:
                chain = chance.choice([c for c in chains if c])
                replica.stray(chain[0].device, chance.randint(0, len(chain)))
            assert tables_digest(store.connection) == as_rebuilt(store)
        found = proof.prove(store.ledger)
        assert (found.chain, found.unequal) == ("ok", {})
        assert forks.strays(store.connection) == ()
        return tables_digest(store.connection)


NONE = journal.Head()


def as_rebuilt(store: Store) -> str:
    store.connection.execute("SAVEPOINT rebuilt")
    proof.rebuild(store.ledger)
    found = tables_digest(store.connection)
    store.connection.execute("ROLLBACK TO rebuilt")
    store.connection.execute("RELEASE rebuilt")
    return found


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    pair = tuple(empty_store(tmp_path_factory.mktemp(name)) for name in ("once", "bits"))
    yield pair[0], pair[1]
    for store in pair:
        store.close()


@settings(max_examples=120, deadline=None)
@given(acts=told, copies=st.sets(st.integers(1, 29), max_size=6), chance=st.randoms())
def test_the_same_entries_make_the_same_tables(
    stores: tuple[Store, Store], acts: list[Told], copies: set[int], chance: Random
) -> None:
    entries = entries_of(acts, copies)
    assert delivered(stores[1], entries, chance) == folded_at_once(stores[0], entries)


def test_the_digest_tells_records_apart(stores: tuple[Store, Store]) -> None:
    store = stores[0]
    acts = [(0, 1, 0, 0), (0, 2, 6, 0)]
    empty = tables_digest(store.connection)
    with undone(store):
        deliver(StoreReplica(store), [entries_of(acts, set())])
        full = tables_digest(store.connection)
        store.connection.execute("DELETE FROM resident_keys WHERE key = 'zxm'")
        keyless = tables_digest(store.connection)
    assert len({empty, full, keyless}) == 3
    assert tables_digest(store.connection) == empty
