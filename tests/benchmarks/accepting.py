"""Accepting a case, and saving one field of a draft, against the same rows in plain SQL.

Both stores begin as copies of one file and have the same settings. What ours wrote is read back
and written again beside it, in one durable transaction; at the end both files hold the same rows.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from station_desktop.domain.case.visitdraft import VisitDraft
from station_desktop.domain.journal import journal
from station_desktop.storage import database, drafts, projection
from station_desktop.storage.database import Connection
from station_desktop.storage.store import Store
from station_desktop.usecases.counter import intake
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work
from tests.benchmarks.measuring import (
    ROOT,
    Row,
    Sizes,
    Spread,
    compared,
    cpu_timed,
    in_turns,
    span,
    timed,
)
from tests.benchmarks.small_stations import empty_station

sys.path.append(str(ROOT / "tests" / "support"))

from people import people
from visits import line

_TABLES = ("entries", "seals", "cases", "documents", "visits", "drafts", "draft_values")
_PEOPLE = 40
Written = list[tuple[str, list[tuple[Any, ...]]]]


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    folder, beside = scratch / "accepting", scratch / "accepting beside"
    founded = empty_station(folder)
    store = Store(folder, founded.key)
    work = Work(store, founded.actor)
    ids = [residents.register(work, one.typed()).id for one in people(_PEOPLE)]
    codes = _codes(work)
    for id in ids:
        _accept(work, id, codes, store.ledger.new_id())  # the first visits teach the records
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    shutil.copytree(folder, beside)
    plain = database.connect(beside, founded.key)
    try:
        rows = [
            _row("Accept a case, durable", work, plain, ids, codes, 1, sizes.times(400)),
            _row("Accept a visit of three, durable", work, plain, ids, codes, 3, sizes.times(200)),
            _draft_field(work, plain, sizes.times(400)),
        ]
        _must_be_equal(store.connection, plain)
    finally:
        plain.close()
        store.close()
    return rows


def _codes(work: Work) -> tuple[str, str, str]:
    """An item done at the desk, one collected and one booked, each the longest of its kind."""
    chosen = []
    for mode in ("direct", "collect", "booking"):
        items = [item for item in work.store.pack().items if item.mode == mode]
        most = max(items, key=lambda item: len(item.fields) + len(item.materials))
        chosen.append(most.code)
    return chosen[0], chosen[1], chosen[2]


def _accept(work: Work, resident: str, codes: Sequence[str], id: str) -> None:
    lines = tuple(line(work, code, id="abc"[at]) for at, code in enumerate(codes))
    intake.accept(work, VisitDraft(id, resident, lines=lines))


class _Turn:
    """One visit taken in by ours, then its rows written again by plain SQL."""

    def __init__(self, work: Work, plain: Connection, ids: list[str], per_visit: int) -> None:
        self._work, self._plain, self._ids, self._per_visit = work, plain, ids, per_visit
        self._waiting: list[Written] = []
        self.cpu: dict[str, list[float]] = {"ours": [], "bare": []}

    def prepared(self, turn: int, codes: Sequence[str]) -> VisitDraft:
        work = self._work
        if self._per_visit == 1:
            codes = [codes[turn % len(codes)]]
        lines = tuple(line(work, code, id="abc"[at]) for at, code in enumerate(codes))
        draft = VisitDraft(work.store.ledger.new_id(), self._ids[turn % _PEOPLE], lines=lines)
        for connection in (work.store.connection, self._plain):
            drafts.save(connection, draft.id, work.author, {"resident": draft.resident}, 1)
        return draft

    def ours(self, draft: VisitDraft) -> float:
        connection = self._work.store.connection
        last = connection.execute("SELECT max(position) FROM entries").fetchone()[0]
        took = self._timed("ours", lambda: intake.accept(self._work, draft))
        self._waiting.append(_written(connection, last))
        return took

    def bare(self) -> float:
        rows = self._waiting.pop(0)
        draft = rows[-1][1][0][0]
        return self._timed("bare", lambda: _write(self._plain, rows, draft))

    def _timed(self, way: str, act: Callable[[], object]) -> float:
        cpu: list[float] = []
        took = timed(lambda: cpu.append(cpu_timed(act)))
        self.cpu[way] += cpu
        return took


def _written(connection: Connection, after: int) -> Written:
    """The rows that stand behind the entries ``after`` a position, a statement for each table;
    the visit's own row is the last."""
    entries = connection.execute("SELECT * FROM entries WHERE position > ?", (after,)).fetchall()
    found: dict[str, list[tuple[Any, ...]]] = {"entries": entries}
    for subject in dict.fromkeys(entry[8] for entry in entries):
        noun, _, id = subject.partition(":")
        table = projection.PLACES[noun].table
        row = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (id,)).fetchone()
        found.setdefault(table, []).append(row)
    wanted = [subject for subject in dict.fromkeys(entry[8] for entry in entries)]
    marks = ", ".join("?" * len(wanted))
    keys = connection.execute(f"SELECT * FROM seals WHERE subject IN ({marks})", wanted).fetchall()
    found["seals"] = [key for key in keys if key[0].partition(":")[0] != "resident"]
    visit = found.pop("visits")
    written = [*found.items(), ("visits", visit)]
    return [
        (f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        for table, rows in written
    ]


def _write(connection: Connection, written: Written, draft: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement, rows in written:
        connection.executemany(statement, rows)
    connection.execute("DELETE FROM draft_values WHERE draft = ?", (draft,))
    connection.execute("DELETE FROM drafts WHERE id = ?", (draft,))
    connection.execute("COMMIT")


def _row(
    what: str,
    work: Work,
    plain: Connection,
    ids: list[str],
    codes: Sequence[str],
    per_visit: int,
    times: int,
) -> Row:
    turn = _Turn(work, plain, ids, per_visit)
    turn.ours(turn.prepared(0, codes))  # so that the plain way can also be the first of a turn
    ours, bare = in_turns(
        times, lambda at: turn.ours(turn.prepared(at + 1, codes)), lambda _: turn.bare()
    )
    turn.bare()
    cpu = [span(Spread.of(turn.cpu[way]).median) for way in ("ours", "bare")]
    note = f"{times} visits, all checks and the deadline; CPU {cpu[0]} against {cpu[1]}"
    return compared(what, ours, bare, 2, note)


def _draft_field(work: Work, plain: Connection, times: int) -> Row:
    author = work.author

    def ours(turn: int) -> float:
        values = {f"line/a/answers/{turn % 9}": f"第{turn}次"}
        return timed(lambda: drafts.save(work.store.connection, "d", author, values, turn))

    def bare(turn: int) -> float:
        value = journal.encode(f"第{turn}次")
        return timed(
            lambda: _save_plainly(plain, author, f"line/a/answers/{turn % 9}", value, turn)
        )

    saved, plainly = in_turns(times, ours, bare)
    return compared("Save one field of a draft, durable", saved, plainly, 2, f"{times} fields")


def _save_plainly(plain: Connection, author: str, path: str, value: bytes, at: int) -> None:
    plain.execute("BEGIN IMMEDIATE")
    plain.execute(
        "INSERT INTO drafts VALUES ('d', ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET changed_at = excluded.changed_at",
        (author, at, at),
    )
    plain.execute("INSERT OR REPLACE INTO draft_values VALUES ('d', ?, ?)", (path, value))
    plain.execute("COMMIT")


def _must_be_equal(ours: Connection, plain: Connection) -> None:
    """The bare way wrote the same rows, or the comparison says nothing."""
    for table in _TABLES:
        ask = f"SELECT * FROM {table} ORDER BY 1, 2"
        if ours.execute(ask).fetchall() != plain.execute(ask).fetchall():
            raise RuntimeError(f"the two ways wrote different rows: {table}")
