"""Moving the tables forward."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from people import people
from replicas import empty_store
from said_openly import say_openly
from sqlite_utils import Database
from taken_in import take_in

from station_desktop.domain.person.residents import Registered
from station_desktop.storage.digest import tables_digest
from station_desktop.storage.proof import proof
from station_desktop.storage.store import Store
from station_desktop.storage.tables import migrating, schema
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Work


def test_every_migration_is_named(data_dir: Path, founded: Founded) -> None:
    store = Store(data_dir, founded.key)
    applied = schema.MIGRATIONS.applied(Database(store.connection))
    assert {migration.name for migration in applied} == migrating.MIGRATED
    assert not schema.MIGRATIONS.pending(Database(store.connection))
    store.close()


def test_a_store_that_is_up_to_date_opens_without_the_tool_that_migrates(
    data_dir: Path, founded: Founded
) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from station_desktop.storage import database\n"
        "from station_desktop.storage.tables import migrating\n"
        "connection = database.connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))\n"
        "migrating.migrate(connection)\n"
        "print('sqlite_utils' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(data_dir), founded.key.hex()],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "False"


def older_copy(work: Work, folder: Path, stop_before: str) -> Store:
    """The station's store as a program from before that migration would have kept it: nothing in
    it is sealed, here neither from now on."""
    say_openly(work.store)
    folder.mkdir()
    old = Store(folder, work.store.key)
    schema.MIGRATIONS.apply(Database(old.connection), stop_before=stop_before)
    ask = work.store.connection.execute
    for (table,) in old.connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite%'"
    ).fetchall():
        columns = ", ".join(row[1] for row in old.connection.execute(f"PRAGMA table_info({table})"))
        for row in ask(f"SELECT {columns} FROM {table}"):
            marks = ", ".join("?" * len(row))
            old.connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)
    if stop_before <= "0003_sync":
        number, digest = work.store.ledger.head(work.store.ledger.device)
        head = f"{work.store.ledger.device} {number} {digest}"
        old.connection.execute("INSERT INTO meta VALUES ('head', ?)", (head,))
    return old


def shape(store: Store) -> dict[str, Any]:
    rows = store.connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
    return {name: " ".join((sql or "").replace(chr(34), "").split()) for name, sql in rows}


def everything(store: Store) -> dict[str, Any]:
    tables = [name for name, sql in shape(store).items() if sql.startswith("CREATE TABLE")]
    ask = store.connection.execute
    return {t: sorted(ask(f"SELECT * FROM {t}"), key=repr) for t in tables if "sqlite" not in t}


@pytest.mark.parametrize("stop_before", ["0002_queue", "0003_sync", "0004_loop"])
def test_an_older_store_is_moved_forward_and_loses_nothing(
    work: Work, tmp_path: Path, stop_before: str
) -> None:
    for person in people(3):
        take_in(work, residents.register(work, person.typed()), lacking=True)
    old = older_copy(work, tmp_path / "old", stop_before)
    fresh = empty_store(tmp_path / "fresh")
    migrating.migrate(old.connection)
    assert shape(old) == shape(fresh)
    assert everything(old) == everything(work.store)
    assert tables_digest(old.connection) == tables_digest(work.store.connection)
    assert proof.prove(old.ledger).holds
    assert old.pack().version == work.store.pack().version
    entry = old.ledger.append("a", [("resident:x", Registered("张三"))])[0]
    assert entry.number == work.store.ledger.head(work.store.ledger.device)[0] + 1
    fresh.close()
    old.close()


def test_a_head_beyond_the_entries_is_kept(work: Work, tmp_path: Path) -> None:
    old = older_copy(work, tmp_path / "old", "0003_sync")
    device, (number, _) = old.ledger.device, work.store.ledger.head(work.store.ledger.device)
    old.connection.execute("DELETE FROM entries WHERE number = ?", (number,))
    migrating.migrate(old.connection)
    assert old.ledger.head(device) == work.store.ledger.head(device)
    assert proof.prove(old.ledger).broken == ((device, number),)
    old.close()


def test_a_migration_that_fails_changes_nothing(work: Work, tmp_path: Path) -> None:
    old = older_copy(work, tmp_path / "old", "0003_sync")
    before = shape(old)
    old.connection.execute("CREATE TABLE demands (x)")
    with pytest.raises(Exception, match="already exists"):
        migrating.migrate(old.connection)
    old.connection.execute("DROP TABLE demands")
    assert shape(old) == before
    migrating.migrate(old.connection)
    assert proof.prove(old.ledger).holds
    old.close()
