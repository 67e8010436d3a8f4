"""What migration 0004 makes: the closed loop's tables, and what cases are asked for beside it."""

from __future__ import annotations

LOOP = """
ALTER TABLE cases ADD COLUMN owner TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN process TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN lane TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN step TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN area TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN need TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN ended_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN level INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN calling_back INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_open_due ON cases (due, row, state, owner, area, process, category)
    WHERE open = 1;
CREATE INDEX cases_open_owner ON cases (owner, due, row) WHERE open = 1;
CREATE INDEX cases_by_end ON cases (ended_at, state, category, owner, level, origin, need, row)
    WHERE ended_at > 0;
CREATE INDEX cases_by_receipt ON cases (received_at, state, category, owner, origin, need, row);
CREATE INDEX cases_calling_back ON cases (ended_at, row) WHERE calling_back = 1;

CREATE TABLE tasks (
    of TEXT NOT NULL,
    task TEXT NOT NULL,
    partner TEXT NOT NULL,
    organisation TEXT NOT NULL,
    state TEXT NOT NULL,
    due TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    PRIMARY KEY (of, task)
) WITHOUT ROWID;
CREATE INDEX tasks_open ON tasks (due, of, task) WHERE state IN ('sent', 'accepted');
CREATE INDEX tasks_of_partner ON tasks (partner, sent_at, state) WHERE partner <> '';

CREATE TABLE whistles (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    blown_at INTEGER NOT NULL,
    unfit INTEGER NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX whistles_by_state ON whistles (state, blown_at);
CREATE INDEX whistles_by_time ON whistles (blown_at);
CREATE INDEX whistles_of_case ON whistles (case_id);
CREATE INDEX whistles_by_number ON whistles (number);
CREATE INDEX whistles_unfit ON whistles (id) WHERE unfit > 0;

CREATE TABLE partners (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    open INTEGER NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX partners_by_kind ON partners (open, kind, name);

CREATE TABLE areas (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, worker TEXT NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE households (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    area TEXT NOT NULL,
    building TEXT NOT NULL,
    door TEXT NOT NULL,
    attention INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    tried_at INTEGER NOT NULL,
    moved INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX households_by_address ON households (area, building, door);
CREATE INDEX households_to_see ON households (area, attention, seen_at, row) WHERE moved = 0;
CREATE TABLE household_members (
    of TEXT NOT NULL, resident TEXT NOT NULL, PRIMARY KEY (of, resident)
) WITHOUT ROWID;
CREATE INDEX household_of_resident ON household_members (resident);

CREATE TABLE homevisits (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    day TEXT NOT NULL,
    worker TEXT NOT NULL,
    state TEXT NOT NULL,
    purpose TEXT NOT NULL,
    household TEXT NOT NULL,
    resident TEXT NOT NULL,
    case_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    findings INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX homevisits_planned ON homevisits (day, worker, row) WHERE state = 'planned';
CREATE INDEX homevisits_by_time ON homevisits (at, row) WHERE state = 'done';
CREATE INDEX homevisits_of_household ON homevisits (household, day) WHERE household <> '';
CREATE INDEX homevisits_of_case ON homevisits (case_id) WHERE case_id <> '';
CREATE INDEX homevisits_of_resident ON homevisits (resident, day) WHERE resident <> '';

CREATE TABLE bookings (
    id TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    start TEXT NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL,
    resident TEXT NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX bookings_by_day ON bookings (day, start, place);
CREATE INDEX bookings_of_resident ON bookings (resident, day) WHERE resident <> '';

CREATE TABLE individuals (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    resident TEXT NOT NULL,
    worker TEXT NOT NULL,
    state TEXT NOT NULL,
    step TEXT NOT NULL,
    applied_at INTEGER NOT NULL,
    unfit INTEGER NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX individuals_by_worker ON individuals (state, worker, applied_at);
CREATE INDEX individuals_of_resident ON individuals (resident);
CREATE INDEX individuals_by_number ON individuals (number);
CREATE INDEX individuals_unfit ON individuals (id) WHERE unfit > 0
"""
