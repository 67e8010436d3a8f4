"""Moving the tables forward."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sqlite_utils import Database

from station_desktop.storage import database, schema
from station_desktop.storage.store import Store
from station_desktop.usecases.opening import Founded


def test_every_migration_is_named(data_dir: Path, founded: Founded) -> None:
    store = Store(data_dir, founded.key)
    applied = schema.MIGRATIONS.applied(Database(store.connection))
    assert {migration.name for migration in applied} == database.MIGRATED
    assert not schema.MIGRATIONS.pending(Database(store.connection))
    store.close()


def test_a_store_that_is_up_to_date_opens_without_the_tool_that_migrates(
    data_dir: Path, founded: Founded
) -> None:
    program = (
        "import sys; from pathlib import Path; from station_desktop.storage import database\n"
        "connection = database.connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))\n"
        "database.migrate(connection)\n"
        "print('sqlite_utils' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(data_dir), founded.key.hex()],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "False"


def test_an_older_store_is_moved_forward(data_dir: Path, founded: Founded) -> None:
    store = Store(data_dir, founded.key)
    for name in ("cases_by_state_due", "cases_by_state_received", "cases_by_item_due"):
        store.connection.execute(f"DROP INDEX {name}")
    store.connection.execute("DROP INDEX cases_by_item_received")
    store.connection.execute("CREATE INDEX cases_by_due ON cases (open, due, row)")
    store.connection.execute("CREATE INDEX cases_by_state_due ON cases (state, due, row)")
    store.connection.execute("DELETE FROM _sqlite_migrations WHERE name = '0002_queue'")
    database.migrate(store.connection)
    indexes = {row[0] for row in store.connection.execute("SELECT name FROM sqlite_master")}
    assert {"cases_by_item_received", "cases_by_state_received"} <= indexes
    assert "cases_by_due" not in indexes
    store.close()
