"""The tables, moved forward by sqlite-utils migrations: never edit one that was released, and name
each in ``migrating.MIGRATED``.

``entries`` is the truth. ``residents`` to ``individuals`` (``FOLDED_TABLES``) are folded from it
and can be rebuilt at any time. ``drafts`` are unfinished work of their author, ``blobs`` are bytes
known by their content hash; neither is part of the journal's state. ``heads`` says how far each
device's chain is held; ``signatures``, ``standings``, ``receipts`` and ``wants`` are what sync
remembers, ``judged`` which catalogues were looked through on arrival. ``seals`` are the keys to
what is personal in entries.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from station_desktop.domain import fold
from station_desktop.storage import projection
from station_desktop.storage.ledger import COLUMNS, entry_of
from station_desktop.storage.tables.schema_loop import LOOP
from station_desktop.storage.tables.schema_seals import CASES_ERASING, SEALS
from station_desktop.storage.tables.schema_sync import SYNC

MIGRATIONS = Migrations("station")

FOLDED_TABLES: tuple[str, ...] = (
    "residents",
    "resident_keys",
    "cases",
    "documents",
    "accounts",
    "settings",
    "packs",
    "visits",
    "refusals",
    "devices",
    "demands",
    "tasks",
    "happenings",
    "whistles",
    "partners",
    "areas",
    "households",
    "household_members",
    "homevisits",
    "bookings",
    "individuals",
)


@MIGRATIONS(name="0001_first")
def first(db: Database) -> None:
    _run(db, _FIRST)


def _run(db: Database, statements: str) -> None:
    for statement in statements.split(";"):
        if statement.strip():
            db.execute(statement)


_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE entries (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    number INTEGER NOT NULL,
    stamp TEXT NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    version INTEGER NOT NULL,
    payload BLOB NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (device, number)
);
CREATE INDEX entries_by_subject ON entries (subject, stamp);
CREATE INDEX entries_by_stamp ON entries (stamp);

CREATE TABLE residents (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    id_number TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    phone TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX residents_by_id_number ON residents (id_number);

CREATE TABLE resident_keys (
    key TEXT NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (key, row)
) WITHOUT ROWID;

CREATE TABLE cases (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL UNIQUE,
    item TEXT NOT NULL,
    category TEXT NOT NULL,
    mode TEXT NOT NULL,
    resident TEXT NOT NULL,
    state TEXT NOT NULL,
    open INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    received_by TEXT NOT NULL,
    due TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX cases_by_due ON cases (open, due, row);
CREATE INDEX cases_by_state_due ON cases (state, due, row);
CREATE INDEX cases_by_received ON cases (received_at, row);
CREATE INDEX cases_by_resident ON cases (resident, received_at);

CREATE TABLE documents (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    holder TEXT NOT NULL,
    material TEXT NOT NULL,
    seen_on TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX documents_by_holder ON documents (holder, material, seen_on);

CREATE TABLE accounts (
    id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE settings (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE packs (
    id TEXT PRIMARY KEY, adopted_at INTEGER NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE visits (
    id TEXT PRIMARY KEY, resident TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX visits_by_resident ON visits (resident, at);
CREATE TABLE refusals (
    id TEXT PRIMARY KEY, proof TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE drafts (
    id TEXT PRIMARY KEY,
    author TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE draft_values (
    draft TEXT NOT NULL,
    path TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (draft, path)
) WITHOUT ROWID;

CREATE TABLE blobs (
    hash TEXT PRIMARY KEY, size INTEGER NOT NULL, media TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE blob_parts (
    hash TEXT NOT NULL,
    part INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (hash, part)
);
"""


@MIGRATIONS(name="0002_queue")
def queue(db: Database) -> None:
    """Let the queue page by key in any order: each state (and each item's each state) in order of
    the due day and of receipt, with what its other filters look at in the index itself."""
    _run(db, _QUEUE)


_QUEUE = """
DROP INDEX cases_by_due;
DROP INDEX cases_by_state_due;
CREATE INDEX cases_by_state_due ON cases (state, due, row, received_by, category);
CREATE INDEX cases_by_state_received ON cases (state, received_at, row, received_by, category, due);
CREATE INDEX cases_by_item_due ON cases (item, state, due, row, received_by);
CREATE INDEX cases_by_item_received ON cases (item, state, received_at, row, received_by, due);
"""


@MIGRATIONS(name="0003_sync")
def sync(db: Database) -> None:
    """Other devices' entries stand beside one's own: the same act may come in two chains, two
    windows founded apart may both have an account "admin" or, with the same desk number, a case
    number. SQLite cannot drop UNIQUE in place, so those tables are made anew."""
    _run(db, SYNC)
    row = db.execute("SELECT value FROM meta WHERE key = 'head'").fetchone()
    if row is not None:
        device, number, digest = row[0].split(" ")
        db.execute(
            "INSERT INTO heads (device, number, hash, stamp) VALUES (?, ?, ?, '') "
            "ON CONFLICT (device) DO UPDATE SET number = excluded.number, hash = excluded.hash "
            "WHERE excluded.number > number",
            (device, int(number), digest),
        )
        db.execute("DELETE FROM meta WHERE key = 'head'")


@MIGRATIONS(name="0004_loop")
def loop(db: Database) -> None:
    """Cases have an owner, a step and tasks; whistles, partners, households and the rest have
    tables. What older entries say of cases is folded again, because it now says more."""
    _run(db, LOOP)
    _run(db, CASES_ERASING)
    for (subject,) in db.execute(
        "SELECT DISTINCT subject FROM entries WHERE subject LIKE 'case:%'"
    ):
        rows = db.execute(f"SELECT {COLUMNS} FROM entries WHERE subject = ?", (subject,))
        record = fold.fold(entry_of(row) for row in rows)
        if record is not None:
            projection.store(db.conn, "case", None, record, lambda _: ())


@MIGRATIONS(name="0005_seals")
def seals(db: Database) -> None:
    """Personal fields are sealed from now on; what was said openly before stays as it is."""
    if not db.execute("SELECT 1 FROM pragma_table_info('cases') WHERE name = 'erasing'").fetchone():
        _run(db, CASES_ERASING)
    _run(db, SEALS)
