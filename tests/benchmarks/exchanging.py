"""A station's journal to the hall and down to another window, against one compressed POST and one
transaction of plain inserts of the same finished rows."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
import zstandard

from station_desktop.domain.case.visitdraft import VisitDraft
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.store.database import Database
from station_desktop.hall.store.tables import metadata
from station_desktop.storage import database as station_database
from station_desktop.storage.store import Store
from station_desktop.sync import transport
from station_desktop.sync.client import Outcome, Pace
from station_desktop.usecases.counter import intake
from station_desktop.usecases.door import opening
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.exchange import exchanging
from station_desktop.usecases.people import residents
from station_desktop.usecases.setup import enrolling
from station_desktop.usecases.work import Work
from tests.benchmarks import halls
from tests.benchmarks.measuring import ROOT, Row, Sizes, Spread, compared, span, undisturbed
from tests.benchmarks.small_stations import CHEAP, empty_station

sys.path.append(str(ROOT / "tests" / "support"))

import postgres
from people import people
from visits import everything_shown, line

_ITEM = "GOV-EL-001"
_STATION = "110102017014"
_HALL_TABLES = ("entries", "seals", "records", "submissions", "people", "heads", "signatures")
_DESK_TABLES = ("entries", "seals", "cases", "documents", "visits", "residents", "resident_keys")
_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
_EACH = 90
"""Bytes of an entry on the line when many go at once: what is random in it (ids, a key, four bytes
of its hash) and what it says, packed among others like it."""
Tables = dict[str, tuple[list[str], list[list[Any]]]]


class Told(msgspec.Struct):
    """What one exchange came to."""

    seconds: float = 0.0
    entries: int = 0
    trips: int = 0
    up: int = 0
    down: int = 0
    desk_cpu: float = 0.0
    hall_cpu: float = 0.0

    @property
    def note(self) -> str:
        each = (self.up + self.down) / max(1, self.entries)
        rate = self.entries / self.seconds
        return (
            f"{self.entries:,} entries, {rate:,.0f}/s, {each:.0f} bytes each (aim ≤ {_EACH}), "
            f"{self.trips} round trips, CPU an entry {self._each(self.desk_cpu)} here and "
            f"{self._each(self.hall_cpu)} there"
        )

    def _each(self, seconds: float) -> str:
        return f"{seconds / max(1, self.entries) * 1e6:.0f} µs"


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    cases = 40 if sizes.quick else 10_000
    made = scratch / "to be sent"
    founded = empty_station(made)
    rows = []
    with postgres.cluster(_DURABLE) as cluster:
        for kind in ("SQLite", "PostgreSQL"):
            folder = scratch / kind
            folder.mkdir()
            urls = _urls(kind, folder, cluster)
            rows += _on(kind, urls, folder, made, founded, cases)
    return rows


def _urls(kind: str, folder: Path, cluster: postgres.Cluster) -> tuple[str, str]:
    if kind == "SQLite":
        return f"sqlite:///{folder / 'hall.db'}", f"sqlite:///{folder / 'bare.db'}"
    return cluster.new_database(), cluster.new_database()


def fill(folder: Path, founded: Founded, cases: int, people_there: int) -> None:
    """Take in so many cases of so many people at the station in ``folder``."""
    store = Store(folder, founded.key)
    try:
        take_in(Work(store, founded.actor), cases, people_there)
    finally:
        store.close()


def take_in(work: Work, cases: int, people_there: int) -> None:
    """So many cases of so many new people, in one transaction."""
    shown, ledger = everything_shown(work, _ITEM), work.store.ledger
    with ledger.transaction():
        ids = [residents.register(work, one.typed()).id for one in people(people_there)]
        for at in range(cases):
            draft = VisitDraft(
                id=ledger.new_id(),
                resident=ids[at % len(ids)],
                lines=(line(work, _ITEM, shown=shown),),
            )
            intake.accept(work, draft)


def _on(
    kind: str, urls: tuple[str, str], folder: Path, made: Path, founded: Founded, cases: int
) -> list[Row]:
    shutil.copytree(made, folder / "one")
    keys = folder / "hall.keys"
    with halls.whole(urls[0], keys, _STATION, _STATION) as hall:
        store = Store(folder / "one", founded.key)
        try:
            work = Work(store, founded.actor)
            enrolling.enrol(work, hall.address, hall.codes[0], "一")
            http = transport.Http(hall.address)
            _exchanged(store, hall, http)  # the catalogue, which goes up once
            take_in(work, cases, people_there=max(10, cases // 5))
            up = _exchanged(store, hall, http)
            key, _ = opening.join_station(folder / "two", cost=CHEAP)
            other = Store(folder / "two", key)
            try:
                enrolling.let_in(other, hall.address, hall.codes[1], "二")
                down = _exchanged(other, hall, http)
            finally:
                other.close()
            small = [_changed(work, hall, http, count) for count in (100, 1, 0)]
            http.close()
        finally:
            store.close()
    rows = _rows_of_hall(urls[0], keys)
    plain_up = _plainly_up(urls[1], keys, rows)
    desk_rows = _rows_of_desk(folder / "two", key)
    plain_down = _plainly_down(desk_rows, folder)
    named = f"{cases:,} cases"
    return [
        _row(f"Up to the hall on {kind}: {named}", up, plain_up, 1.5),
        _row(f"Down from the hall on {kind}: {named}", down, plain_down, 1.5),
        *(
            Row(f"{said}, hall on {kind}", span(told.seconds), note=_small(told))
            for said, told in zip(
                ("100 changed", "One changed", "Nothing to do"), small, strict=True
            )
        ),
    ]


def _row(what: str, ours: Told, bare: float, most: float) -> Row:
    return compared(what, Spread.of([ours.seconds]), Spread.of([bare]), most, ours.note)


def _small(told: Told) -> str:
    return f"{told.trips} round trips, {told.up} bytes up and {told.down} down"


def _exchanged(store: Store, hall: halls.Running, http: transport.Http) -> Told:
    """Rounds until nothing is left to say, over a connection that is open already."""
    told = Told()
    server = exchanging.servers(store)[0]

    def send(frame: bytes) -> bytes:
        reply = http.send(frame)
        told.trips, told.up, told.down = (
            told.trips + 1,
            told.up + len(frame),
            told.down + len(reply),
        )
        return reply

    with undisturbed():
        before, begun, own = hall.cpu(), time.perf_counter(), time.thread_time()
        outcome = _round(store, server, send, told)
        while outcome.more:
            outcome = _round(store, server, send, told)
        told.seconds = time.perf_counter() - begun
    told.desk_cpu, told.hall_cpu = time.thread_time() - own, hall.cpu() - before
    if not outcome.agreed:
        raise RuntimeError("the two ends do not hold the same")
    return told


def _round(store: Store, server: Any, send: Callable[[bytes], bytes], told: Told) -> Outcome:
    outcome = exchanging.converse(store, server, send, Pace(pull=5000), lambda: False, gently=False)
    told.entries += outcome.sent + outcome.received
    return outcome


def _changed(work: Work, hall: halls.Running, http: transport.Http, count: int) -> Told:
    store = work.store
    rows = store.connection.execute("SELECT id FROM residents ORDER BY id LIMIT ?", (count,))
    for at, (id,) in enumerate(rows.fetchall()):
        residents.change(work, id, {"phone_note": f"女儿 {count} {at}"})
    return _exchanged(store, hall, http)


# the same rows, plainly


def _rows_of_hall(url: str, keys: Path) -> Tables:
    database = Database.open(url, Keyring.open(keys).data_key)
    try:
        with database.reading() as connection:
            tables: Tables = {}
            for name in _HALL_TABLES:
                found = connection.execute(metadata.tables[name].select())
                tables[name] = (list(map(str, found.keys())), [list(row) for row in found])
            return tables
    finally:
        database.close()


def _plainly_up(url: str, keys: Path, rows: Tables) -> float:
    with halls.bare(url, Keyring.open(keys).data_key) as bare, undisturbed():
        begun = time.perf_counter()
        packed = zstandard.ZstdCompressor(level=3).compress(msgspec.msgpack.encode(rows))
        with httpx.Client(timeout=600, trust_env=False) as client:
            client.post(bare.address, content=packed).raise_for_status()
        return time.perf_counter() - begun


def _rows_of_desk(folder: Path, key: bytes) -> Tables:
    connection = station_database.connect(folder, key, read_only=True)
    try:
        tables: Tables = {}
        for name in _DESK_TABLES:
            found = connection.execute(f"SELECT * FROM {name}")
            columns = [column[0] for column in found.description]
            tables[name] = (columns, [list(row) for row in found])
        return tables
    finally:
        connection.close()


def _plainly_down(rows: Tables, folder: Path) -> float:
    packed = zstandard.ZstdCompressor(level=3).compress(msgspec.msgpack.encode(rows))
    beside = folder / "plain"
    key, _ = opening.join_station(beside, cost=CHEAP)
    connection = station_database.connect(beside, key)
    given = folder / "rows"
    given.write_bytes(packed)
    try:
        with _given(given) as address, undisturbed():
            begun = time.perf_counter()
            with httpx.Client(timeout=600, trust_env=False) as client:
                got = client.get(address).content
            tables = msgspec.msgpack.decode(
                zstandard.ZstdDecompressor().decompress(got), type=Tables
            )
            connection.execute("BEGIN IMMEDIATE")
            for name, (columns, found) in tables.items():
                marks = ", ".join("?" * len(columns))
                connection.executemany(
                    f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", found
                )
            connection.execute("COMMIT")
            return time.perf_counter() - begun
    finally:
        connection.close()


@contextmanager
def _given(file: Path) -> Iterator[str]:
    """The address at which a file is given out."""
    import http.server
    import threading

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = file.read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
