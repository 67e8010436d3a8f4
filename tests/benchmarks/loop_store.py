"""A station some years on, for the closed loop: 200,000 cases of which some 4,000 are open, 15,000
households in twelve areas, a hundred partners, whistles, home visits, individual cases.

Records are written straight into the tables by the real projection, as in ``big_store``; the open
cases have their histories in the journal, too. Kept under ``build/bench`` in the same way.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import msgspec
from sqlite_utils import Database

from station_desktop.domain.fold import RECORDS
from station_desktop.storage import database
from station_desktop.storage.store import Store
from station_desktop.storage.tables import schema
from station_desktop.usecases.demo import demo
from station_desktop.usecases.work import Actor, Work
from tests.benchmarks import loop_furnish, loop_made
from tests.benchmarks.loop_made import NOW
from tests.benchmarks.measuring import BUILD
from tests.benchmarks.small_stations import CHEAP, empty_station


class Fixed:
    """A clock that stands at the store's moment."""

    def now(self) -> datetime:
        return NOW


class Loop(msgspec.Struct, frozen=True):
    """Where the built store is, how to open it, and how much is in it."""

    folder: str
    key: str
    actor: Actor
    cases: int

    def open(self, folder: Path | None = None, *, read_only: bool = True) -> Store:
        place = folder or Path(self.folder)
        return Store(place, bytes.fromhex(self.key), read_only=read_only, time=Fixed())

    def work(self) -> Work:
        return Work(self.open(), self.actor)


def loop_store(size: int) -> Loop:
    """The store with ``size`` cases and all else in proportion, built if it is not there yet."""
    folder = BUILD / f"loop-{size}-{_version()}"
    about = folder / "about.json"
    if not about.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix="part-", dir=BUILD))
        try:
            built = _build(part, size)
            (part / "about.json").write_bytes(msgspec.json.encode(built))
            for old in BUILD.glob(f"loop-{size}-*"):
                shutil.rmtree(old, ignore_errors=True)
            os.rename(part, folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    built = msgspec.json.decode(about.read_bytes(), type=Loop)
    return msgspec.structs.replace(built, folder=str(folder / "station"))


def _version() -> str:
    """Changes with the tables, the records' fields, and what is made here."""
    hasher = hashlib.sha256()
    tables = sqlite3.connect(":memory:", isolation_level=None)
    schema.MIGRATIONS.apply(Database(tables))
    hasher.update(repr(tables.execute("SELECT sql FROM sqlite_master").fetchall()).encode())
    tables.close()
    fields = [(noun, record.__struct_fields__) for noun, record in sorted(RECORDS.items())]
    hasher.update(repr(fields).encode())
    for module in (loop_furnish.__file__, loop_made.__file__):
        hasher.update(Path(module).read_bytes())
    return hasher.hexdigest()[:12]


def _build(part: Path, size: int) -> Loop:
    founded = empty_station(part / "station")
    made = demo.make_demo(part / "demo", cost=CHEAP, time=Fixed())
    told = Store(part / "demo", made.key, read_only=True)
    store = Store(part / "station", founded.key, time=Fixed())
    try:
        connection = store.connection
        for pragma in ("journal_mode = DELETE", "journal_mode = OFF", "synchronous = OFF"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("PRAGMA cache_size = -2000000")
        with database.transaction(connection):
            loop_furnish.Furnishing(store, told, founded.actor.id, size).furnish()
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
    finally:
        told.close()
        store.close()
    shutil.rmtree(part / "demo")
    return Loop("station", founded.key.hex(), founded.actor, size)


if __name__ == "__main__":
    loop_store(int(sys.argv[1]))
