"""Proving a store of residents and cases, against reading and hashing all that it reads."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from station_desktop.storage.database import Connection
from station_desktop.storage.proof import proof
from station_desktop.storage.store import Store
from station_desktop.storage.tables.schema import FOLDED_TABLES
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work
from tests.benchmarks.measuring import ROOT, Row, Sizes, Spread, compared, in_turns, timed
from tests.benchmarks.small_stations import demo_station

sys.path.append(str(ROOT / "tests" / "support"))

from people import people


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    folder, founded = demo_station(scratch, "proved")
    store = Store(folder, founded.key)
    work = Work(store, founded.actor)
    _register(work, 200 if sizes.quick else 8_000)
    entries = store.ledger.count()
    per = 10_000 / entries
    ours, bare = in_turns(
        1 if sizes.quick else 5,
        lambda _: timed(lambda: _prove(store)) * per,
        lambda _: timed(lambda: _read_and_hash(store.connection)) * per,
    )
    rebuilt = timed(lambda: proof.rebuild(store.ledger)) * per
    store.close()
    note = f"{entries:,} entries: chains, and every table against the journal"
    return [
        Row("Make all tables anew, per 10,000 entries", str(Spread((rebuilt,)))),
        compared("Verify, per 10,000 entries", ours, bare, note=note),
    ]


def _register(work: Work, count: int) -> None:
    """People as a roster brings them, in one transaction."""
    ledger = work.store.ledger
    acts = [
        (
            f"resident:{ledger.new_id()}",
            residents.registration(residents.read_form(work, person.typed()), "roster"),
        )
        for person in people(count, seed=7)
    ]
    ledger.append(work.author, acts)


def _prove(store: Store) -> None:
    found = proof.prove(store.ledger)
    if not found.holds:
        raise RuntimeError(f"the store does not hold: {found}")


def _read_and_hash(connection: Connection) -> None:
    """Every row once, through one hash."""
    hasher = hashlib.sha256()
    for table in ("entries", *FOLDED_TABLES):
        for row in connection.execute(f"SELECT * FROM {table}"):
            for value in row:
                hasher.update(value if isinstance(value, bytes) else str(value).encode())
