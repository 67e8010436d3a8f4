"""Opening the store with the key at hand, and with a password, against SQLCipher alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from station_desktop import paths
from station_desktop.domain.time.clock import CHINA, milliseconds
from station_desktop.storage.keys.vault import LockOut, Vault
from station_desktop.storage.store import Store
from station_desktop.usecases.demo import demo
from station_desktop.usecases.door import opening
from tests.benchmarks.big_store import big_store
from tests.benchmarks.measuring import Row, Sizes, Spread, compared, in_turns, timed
from tests.benchmarks.small_stations import demo_station


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    built = big_store(sizes.people)
    folder, founded = demo_station(scratch, "opened")
    rows = [
        _with_key("Open the demo station's store", folder, founded.key, sizes),
        _with_key(
            f"Open the store of {sizes.people:,}",
            Path(built.folder),
            bytes.fromhex(built.key),
            sizes,
        ),
    ]
    now = milliseconds(datetime.now(CHINA))
    signing = [
        timed(lambda: opening.unlock(folder, demo.LOGIN, demo.PASSWORD))
        for _ in range(sizes.times(8))
    ]
    deriving = [
        timed(lambda: Vault(folder).open(demo.LOGIN, demo.PASSWORD, now, LockOut()))
        for _ in range(sizes.times(8))
    ]
    note = "schema checked, sign-in recorded; bare: Argon2id and key unwrap"
    signed = compared("Sign in", Spread.of(signing), Spread.of(deriving), note=note)
    return [*rows, signed]


def _with_key(what: str, folder: Path, key: bytes, sizes: Sizes) -> Row:
    def ours(_: int) -> float:
        return timed(lambda: Store(folder, key, read_only=True).close())

    opened, bare = in_turns(sizes.times(100), ours, lambda _: timed(lambda: _bare(folder, key)))
    return compared(what, opened, bare, 2, "raw key; bare: connect, key, first read")


def _bare(folder: Path, key: bytes) -> None:
    path = folder / paths.STORE_FILE
    connection = dbapi2.connect(path.as_uri() + "?mode=ro", uri=True)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.close()
