"""A station of a million residents and a million cases, to search and to scroll in.

Records are written straight into the tables by the real projection and the real keys, without the
journal behind them: only the tables are asked. Building takes minutes, so the file is kept under
``build/bench`` for as long as nothing that it is made from changes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from sqlite_utils import Database

from station_desktop import shipped
from station_desktop.domain.case import numbers
from station_desktop.domain.case.cases import Case
from station_desktop.domain.person import residentkeys
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.time.clock import CHINA, milliseconds
from station_desktop.storage import database, projection
from station_desktop.storage.store import Store
from station_desktop.storage.tables import schema
from station_desktop.usecases.demo import demo
from station_desktop.usecases.work import Actor, Work
from tests.benchmarks.measuring import BUILD, ROOT
from tests.benchmarks.small_stations import CHEAP, empty_station

sys.path.append(str(ROOT / "tests" / "support"))

from people import people

_LAYOUT = 1
_CHUNK = 20_000
_DAYS = 2_000
_OPEN_SHARE = 0.1
_LAST_DAY = date(2026, 11, 20)


class Big(msgspec.Struct, frozen=True):
    """Where the built store is, and how to open it."""

    folder: str
    key: str
    actor: Actor
    people: int
    cases: int

    def open(self) -> Store:
        return Store(Path(self.folder), bytes.fromhex(self.key), read_only=True)

    def work(self) -> Work:
        return Work(self.open(), self.actor)


def big_store(size: int) -> Big:
    """The store with ``size`` residents and cases, built if it is not there yet."""
    folder = BUILD / f"{size}-{_version()}"
    about = folder / "about.json"
    if not about.exists():
        BUILD.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix="part-", dir=BUILD))
        try:
            built = _build(part, size)
            (part / "about.json").write_bytes(msgspec.json.encode(built))
            for old in BUILD.glob(f"{size}-*"):
                shutil.rmtree(old, ignore_errors=True)
            os.rename(part, folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    built = msgspec.json.decode(about.read_bytes(), type=Big)
    return msgspec.structs.replace(built, folder=str(folder / "station"))


def _version() -> str:
    """Changes with the tables, and with what a resident's row and keys are made of."""
    readings = shipped.pinyin_readings()
    hasher = hashlib.sha256(f"{_LAYOUT} {_CHUNK}".encode())
    tables = sqlite3.connect(":memory:", isolation_level=None)
    schema.MIGRATIONS.apply(Database(tables))
    hasher.update(repr(tables.execute("SELECT sql FROM sqlite_master").fetchall()).encode())
    tables.close()
    for person in some_people(0, 300):
        made = (projection.row_of("resident", person), sorted(residentkeys.keys(person, readings)))
        hasher.update(repr(made).encode())
    return hasher.hexdigest()[:12]


def _build(part: Path, size: int) -> Big:
    founded = empty_station(part / "station")
    templates = _templates(part / "demo")
    store = Store(part / "station", founded.key)
    try:
        connection = store.connection
        for pragma in ("journal_mode = DELETE", "journal_mode = OFF", "synchronous = OFF"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("PRAGMA cache_size = -3000000")
        with database.transaction(connection):
            ids = _put_residents(store, size)
            _put_cases(store, size, ids, templates, founded.actor.id)
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
    finally:
        store.close()
    shutil.rmtree(part / "demo")
    return Big("station", founded.key.hex(), founded.actor, size, size)


def _templates(folder: Path) -> list[Case]:
    """Cases as the demo station has them: each really accepted, of all kinds of items."""
    founded = demo.make_demo(folder, cost=CHEAP)
    store = Store(folder, founded.key, read_only=True)
    try:
        rows = store.connection.execute("SELECT body FROM cases ORDER BY row").fetchall()
    finally:
        store.close()
    return [_case(projection.decode("case", body)) for (body,) in rows]


def _case(record: Any) -> Case:
    if not isinstance(record, Case):
        raise TypeError(record)
    return record


def resident_id(number: int) -> str:
    return f"01a0{number:028x}"


def _put_residents(store: Store, size: int) -> list[str]:
    upsert = projection.PLACES["resident"].upsert
    for start in range(0, size, _CHUNK):
        rows, keys = [], []
        for number, person in enumerate(some_people(start, min(_CHUNK, size - start)), start):
            rows.append(projection.row_of("resident", person))
            found = residentkeys.keys(person, store.readings)
            keys.extend((key, number + 1) for key in found)
        keys.sort()
        store.connection.executemany(upsert, rows)
        store.connection.executemany("INSERT INTO resident_keys VALUES (?, ?)", keys)
        _tell(f"{start + len(rows)} of {size} residents")
    return [resident_id(number) for number in range(size)]


def some_people(start: int, count: int) -> Iterator[Resident]:
    """``count`` residents from number ``start`` (a multiple of the chunk) on."""
    for number, person in enumerate(people(count, seed=start + 1), start):
        yield Resident(
            id=resident_id(number),
            name=person.name,
            id_type="resident",
            id_number=person.id_number,
            birth_date=person.birth_date.isoformat(),
            sex="male" if int(person.id_number[16]) % 2 else "female",
            phone=person.phone,
            residence_address=person.address,
        )


def _put_cases(store: Store, size: int, ids: list[str], templates: list[Case], by: str) -> None:
    """Cases of the last two thousand days; the latest tenth is open."""
    random = Random(149)
    upsert = projection.PLACES["case"].upsert
    a_day = -(-size // _DAYS)
    rows: list[tuple[Any, ...]] = []
    for number in range(size):
        day = _LAST_DAY - timedelta(days=_DAYS - 1 - number // a_day)
        is_open = number >= size * (1 - _OPEN_SHARE)
        case = _moved(random.choice(templates), day, number % a_day, is_open, random)
        owner = random.choice(ids)
        case = msgspec.structs.replace(
            case, id=f"01b0{number:028x}", resident=owner, received_by=by
        )
        rows.append(projection.row_of("case", case))
        if len(rows) == _CHUNK:
            store.connection.executemany(upsert, rows)
            rows.clear()
            _tell(f"{number + 1} of {size} cases")
    store.connection.executemany(upsert, rows)


def _moved(case: Case, day: date, serial: int, is_open: bool, random: Random) -> Case:
    """The case as if it had been received on ``day``."""
    at = datetime(day.year, day.month, day.day, 9, serial % 60, tzinfo=CHINA)
    state = case.state
    if is_open and not case.open:
        state = random.choice(("accepted", "accepted", "arranged"))
    elif not is_open and case.open:
        state = random.choice(("completed", "completed", "withdrawn", "refused"))
    deadline = case.deadline
    if deadline is not None:
        due = (day + timedelta(days=random.randrange(0, 30))).isoformat()
        deadline = msgspec.structs.replace(deadline, counted_from=day.isoformat(), due=due)
    prefix = numbers.prefix("110102017014", day, "01")
    return msgspec.structs.replace(
        case,
        number=numbers.number(prefix, serial + 1),
        state=state,
        received_at=milliseconds(at),
        deadline=deadline,
    )


def _tell(progress: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r  building the store: {progress}   ")
        sys.stderr.flush()


if __name__ == "__main__":
    big_store(int(sys.argv[1]))
