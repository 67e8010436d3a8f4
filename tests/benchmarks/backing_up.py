"""A backup and a restore of a store of one gigabyte, against copying its file; and what a field
saved at the desk waits for meanwhile."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path
from random import Random

from station_desktop.storage import blobs
from station_desktop.storage.store import Store
from station_desktop.usecases.backup import backups
from station_desktop.usecases.door.opening import Founded
from tests.benchmarks.measuring import MS, Row, Sizes, Spread, compared, in_turns, timed
from tests.benchmarks.small_stations import demo_station

_SCAN = 1_500_000


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    folder, founded = demo_station(scratch, "backed-up")
    store = Store(folder, founded.key)
    _fill(store, 6_000_000 if sizes.quick else 1_000_000_000)
    place = scratch / "stick"
    place.mkdir()
    rows = _measured(store, founded, place, scratch, sizes)
    rows.append(_at_the_desk(store, place, sizes))
    store.close()
    shutil.rmtree(place)
    return rows


def _fill(store: Store, size: int) -> None:
    """Scans until the file has ``size`` bytes, as stations' files grow."""
    random = Random(149)
    path = store.folder / "station.db"
    while path.stat().st_size < size:
        with store.ledger.transaction():
            for _ in range(min(20, -(-size // _SCAN))):
                blobs.put(store.connection, random.randbytes(_SCAN), "image/jpeg")
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _measured(
    store: Store, founded: Founded, place: Path, scratch: Path, sizes: Sizes
) -> list[Row]:
    database = store.folder / "station.db"
    made: list[backups.Backup] = []

    def back_up(_: int) -> float:
        took = timed(lambda: made.append(backups.made(store, place)))
        for old in made[:-1]:
            old.path.unlink(missing_ok=True)
        return took

    def restore(turn: int) -> float:
        into = scratch / f"restored-{turn}"
        took = timed(lambda: backups.restore(made[-1].path, into, founded.recovery_key))
        shutil.rmtree(into)
        return took

    def copy(_: int) -> float:
        took = timed(lambda: _copied(database, place / "copy"))
        (place / "copy").unlink()
        return took

    times = 1 if sizes.quick else 3
    out, bare = in_turns(times, back_up, copy)
    back, bare_back = in_turns(times, restore, copy)
    size = f"{database.stat().st_size / 1e9:.2f} GB"
    note = f"{size}, encrypted, read back and opened; bare: copy and flush the file"
    return [
        compared("Back up a store, verified", out, bare, note=note),
        compared("Restore it with the recovery key", back, bare_back, note=f"{size}, proven"),
    ]


def _copied(source: Path, target: Path) -> None:
    with source.open("rb") as reading, target.open("wb") as writing:
        shutil.copyfileobj(reading, writing, 1 << 20)
        writing.flush()
        os.fsync(writing.fileno())


def _at_the_desk(store: Store, place: Path, sizes: Sizes) -> Row:
    """A field of a draft is one small durable write."""
    quiet = Spread.of([_saved(store, turn) for turn in range(sizes.times(200))])
    ended = threading.Event()

    def work() -> None:
        own = Store(store.folder, store.key)
        try:
            backups.made(own, place)
        finally:
            own.close()
            ended.set()

    thread = threading.Thread(target=work)
    thread.start()
    busy: list[float] = []
    while not ended.is_set() or not busy:
        busy.append(_saved(store, len(busy)))
    thread.join()
    meanwhile = Spread.of(busy)
    slow = sum(took * MS > 100 for took in busy)
    note = f"bare: without one; {slow} of {len(busy)} over 100 ms"
    return compared("Save a field while a backup runs", meanwhile, quiet, note=note)


def _saved(store: Store, turn: int) -> float:
    return timed(lambda: store.ledger.set_meta("bench", str(turn)))
