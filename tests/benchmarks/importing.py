"""Taking in a roster of 40,000, against reading the workbook and putting the rows down plainly."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine

from station_desktop.storage import database
from station_desktop.storage.database import Connection
from station_desktop.storage.store import Store
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import rosters
from station_desktop.usecases.work import Work
from tests.benchmarks.measuring import (
    ROOT,
    Row,
    Sizes,
    Spread,
    compared,
    memory,
    timed,
    undisturbed,
)
from tests.benchmarks.small_stations import empty_station

sys.path.append(str(ROOT / "tests" / "roster"))

from roster_files import people, write_xlsx

_TABLES = ("entries", "seals", "residents", "resident_keys")
Rows = dict[str, list[tuple[Any, ...]]]


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    file = write_xlsx(scratch / "roster.xlsx", people(sizes.roster))
    empty = scratch / "empty station"
    founded = empty_station(empty)
    ours: list[float] = []
    bare: list[float] = []
    again: list[float] = []
    peak = 0.0
    for turn in range(1 if sizes.quick else 3):
        folder, beside = scratch / f"imported {turn}", scratch / f"beside {turn}"
        shutil.copytree(empty, folder)
        shutil.copytree(empty, beside)
        with undisturbed():
            ours.append(_import(folder, founded, file, sizes.roster))
        peak = peak or memory()[1]  # before the rows of the plain way are held
        rows = _rows_of(folder, founded)
        with undisturbed():
            bare.append(_put_down(beside, founded, file, rows))
        again.append(_import(folder, founded, file, 0))
        if turn:
            shutil.rmtree(folder)
        shutil.rmtree(beside)
    what = f"Import a roster of {sizes.roster:,}"
    note = f"judged, folded, searchable; bare: finished rows, same portions; peak {peak:.0f} MB"
    second = Row(f"{what} again", str(Spread.of(again)), note="nothing new in it: nothing written")
    return [
        second,
        compared(what, Spread.of(ours), Spread.of(bare), 2, note),
    ]


def _import(folder: Path, founded: Founded, file: Path, new: int) -> float:
    store = Store(folder, founded.key)
    outcomes: list[rosters.Outcome] = []
    try:
        work = Work(store, founded.actor)
        took = timed(lambda: outcomes.append(rosters.import_roster(work, file)))
    finally:
        store.close()
    if outcomes[0].imported != new:
        raise RuntimeError(f"imported {outcomes[0].imported} of {new}: {outcomes[0].rejected}")
    return took


def _rows_of(folder: Path, founded: Founded) -> Rows:
    """What the import wrote, each table in the order in which a plain program would have it."""
    connection = database.connect(folder, founded.key, read_only=True)
    try:
        return {
            "entries": connection.execute(
                "SELECT * FROM entries WHERE kind = 'resident.registered' ORDER BY position"
            ).fetchall(),
            "seals": connection.execute(
                "SELECT * FROM seals WHERE subject LIKE 'resident:%' ORDER BY subject"
            ).fetchall(),
            "residents": connection.execute("SELECT * FROM residents ORDER BY row").fetchall(),
            "resident_keys": connection.execute(
                "SELECT * FROM resident_keys ORDER BY row, key"
            ).fetchall(),
        }
    finally:
        connection.close()


def _put_down(folder: Path, founded: Founded, file: Path, rows: Rows) -> float:
    connection = database.connect(folder, founded.key)
    try:
        return timed(lambda: _read_and_put(connection, file, rows))
    finally:
        connection.close()


def _read_and_put(connection: Connection, file: Path, rows: Rows) -> None:
    book = python_calamine.CalamineWorkbook.from_path(str(file))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
    waiting = {table: iter(found) for table, found in rows.items()}
    keys_each = -(-len(rows["resident_keys"]) // max(1, len(rows["residents"])))
    for _ in range(0, len(rows["residents"]), rosters.CHUNK):
        connection.execute("BEGIN IMMEDIATE")
        for table in _TABLES:
            count = rosters.CHUNK * (keys_each if table == "resident_keys" else 1)
            _insert(connection, table, islice(waiting[table], count))
        connection.execute("COMMIT")


def _insert(connection: Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    width = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)
