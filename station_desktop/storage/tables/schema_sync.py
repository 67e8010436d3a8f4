"""What migration 0003 makes of a store that only ever knew its own entries."""

from __future__ import annotations

SYNC = """
CREATE TABLE heads (
    device TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    hash TEXT NOT NULL,
    stamp TEXT NOT NULL,
    through INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
INSERT INTO heads (device, number, hash, stamp)
    SELECT device, number, hash,
        (SELECT max(stamp) FROM entries AS own WHERE own.device = entries.device)
    FROM entries
    WHERE number = (SELECT max(number) FROM entries AS own WHERE own.device = entries.device);

CREATE TABLE signatures (
    device TEXT NOT NULL,
    number INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (device, number)
) WITHOUT ROWID;
CREATE TABLE standings (
    server TEXT PRIMARY KEY,
    epoch TEXT NOT NULL,
    position INTEGER NOT NULL,
    check_hash TEXT NOT NULL,
    confirmed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE receipts (
    server TEXT NOT NULL,
    device TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (server, device, first)
) WITHOUT ROWID;
CREATE TABLE wants (
    hash TEXT PRIMARY KEY,
    held INTEGER NOT NULL,
    total INTEGER NOT NULL,
    media TEXT NOT NULL,
    noted_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX wants_by_age ON wants (noted_at, hash);
CREATE TABLE judged (pack TEXT PRIMARY KEY, problems BLOB NOT NULL) WITHOUT ROWID;
INSERT INTO judged SELECT id, x'5b5d' FROM packs WHERE id IN (SELECT hash FROM blobs);

CREATE TABLE entries_new (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
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
INSERT INTO entries_new SELECT * FROM entries ORDER BY position;
DROP TABLE entries;
ALTER TABLE entries_new RENAME TO entries;
CREATE INDEX entries_by_id ON entries (id);
CREATE INDEX entries_by_subject ON entries (subject, stamp);
CREATE INDEX entries_by_stamp ON entries (stamp);
CREATE INDEX entries_aside ON entries (subject) WHERE kind IN ('aside.set', 'aside.lifted');
CREATE INDEX entries_aside_seen ON entries (id) WHERE kind = 'aside.seen';

CREATE TABLE cases_new (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL,
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
INSERT INTO cases_new SELECT * FROM cases ORDER BY row;
DROP TABLE cases;
ALTER TABLE cases_new RENAME TO cases;
ALTER TABLE cases ADD COLUMN unfit INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_unfit ON cases (received_at, id) WHERE unfit > 0;
CREATE INDEX cases_by_number ON cases (number, id);
CREATE INDEX cases_by_received ON cases (received_at, row);
CREATE INDEX cases_by_resident ON cases (resident, received_at);
CREATE INDEX cases_by_state_due ON cases (state, due, row, received_by, category);
CREATE INDEX cases_by_state_received ON cases (state, received_at, row, received_by, category, due);
CREATE INDEX cases_by_item_due ON cases (item, state, due, row, received_by);
CREATE INDEX cases_by_item_received ON cases (item, state, received_at, row, received_by, due);

CREATE TABLE accounts_new (
    id TEXT PRIMARY KEY, login TEXT NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
INSERT INTO accounts_new SELECT * FROM accounts;
DROP TABLE accounts;
ALTER TABLE accounts_new RENAME TO accounts;
CREATE INDEX accounts_by_login ON accounts (login, id);

ALTER TABLE residents ADD COLUMN joined TEXT NOT NULL DEFAULT '';
CREATE INDEX residents_joined ON residents (joined) WHERE joined <> '';
ALTER TABLE residents ADD COLUMN conflicts INTEGER NOT NULL DEFAULT 0;
CREATE INDEX residents_in_conflict ON residents (id) WHERE conflicts > 0;
CREATE INDEX residents_by_birth ON residents (name, birth_date, id)
    WHERE joined = '' AND birth_date <> '';
CREATE INDEX residents_by_own_number ON residents (id_number, id)
    WHERE joined = '' AND id_number <> '';

CREATE TABLE devices (id TEXT PRIMARY KEY, role TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE demands (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    due TEXT NOT NULL,
    resident TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX demands_by_state_due ON demands (state, due, row);
CREATE INDEX demands_by_resident ON demands (resident, due)
"""
