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
ALTER TABLE cases ADD COLUMN warn TEXT NOT NULL DEFAULT '9999-12-31';
ALTER TABLE cases ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_open_due
    ON cases (due, row, state, owner, area, process, step, lane, category, warn, paused)
    WHERE open = 1;
CREATE INDEX cases_to_urge ON cases (warn, row) WHERE open = 1 AND paused = 0;
CREATE INDEX cases_open_owner ON cases (owner, due, row) WHERE open = 1;
ALTER TABLE cases ADD COLUMN late INTEGER NOT NULL DEFAULT -1;
ALTER TABLE cases ADD COLUMN contacted INTEGER NOT NULL DEFAULT -1;
CREATE INDEX cases_by_end ON cases (
    ended_at, state, late, received_at, due, category, item, process, lane, origin, need, area,
    owner, level, row
) WHERE ended_at > 0;
CREATE INDEX cases_by_receipt ON cases (
    received_at, state, ended_at, due, paused, contacted, category, item, process, lane, origin,
    need, area, owner, row
);
CREATE INDEX cases_open_by_receipt ON cases (
    received_at, state, due, paused, category, item, process, lane, origin, need, area, owner, row
) WHERE open = 1;
CREATE INDEX cases_closed ON cases (ended_at, id) WHERE ended_at > 0 AND state <> 'void';
CREATE INDEX cases_unrated ON cases (ended_at, row) WHERE state = 'completed' AND level = 0;
CREATE INDEX cases_calling_back ON cases (ended_at, row) WHERE calling_back = 1;

CREATE TABLE tasks (
    of TEXT NOT NULL,
    task TEXT NOT NULL,
    partner TEXT NOT NULL,
    organisation TEXT NOT NULL,
    state TEXT NOT NULL,
    due TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    reported_at INTEGER NOT NULL,
    grade INTEGER NOT NULL,
    PRIMARY KEY (of, task)
) WITHOUT ROWID;
CREATE INDEX tasks_open ON tasks (due, of, task) WHERE state IN ('sent', 'accepted');
CREATE INDEX tasks_of_partner ON tasks (partner, sent_at, state, due, reported_at, grade)
    WHERE partner <> '';
CREATE INDEX tasks_open_of_partner ON tasks (partner, sent_at)
    WHERE partner <> '' AND state IN ('sent', 'accepted');

CREATE INDEX tasks_by_time
    ON tasks (sent_at, partner, organisation, state, due, reported_at, of, task);

CREATE TABLE happenings (
    of TEXT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    value INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (of, number)
) WITHOUT ROWID;
CREATE INDEX happenings_by_kind ON happenings (kind, at, value, word, of, number);

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
    place TEXT NOT NULL,
    attention INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    tried_at INTEGER NOT NULL,
    moved INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX households_by_address ON households (building, door);
CREATE INDEX households_by_place ON households (area, place, row) WHERE moved = 0;
CREATE INDEX households_all_places ON households (place, row) WHERE moved = 0;
CREATE INDEX households_to_see
    ON households (area, attention DESC, seen_at, row) WHERE moved = 0;
CREATE INDEX households_all_to_see ON households (attention DESC, seen_at, row) WHERE moved = 0;
CREATE INDEX households_in_buildings
    ON households (area, building, attention, seen_at) WHERE moved = 0;
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
    met TEXT NOT NULL,
    findings INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX homevisits_by_day ON homevisits (day, worker, row);
CREATE INDEX homevisits_planned ON homevisits (day, worker, household) WHERE state = 'planned';
CREATE INDEX homevisits_by_time ON homevisits (at, row, met, findings) WHERE state = 'done';
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
    closed_at INTEGER NOT NULL,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX individuals_by_state ON individuals (state, applied_at, id, step);
CREATE INDEX individuals_by_worker ON individuals (state, worker, applied_at, id, step);
CREATE INDEX individuals_of_resident ON individuals (resident);
CREATE INDEX individuals_by_time ON individuals (applied_at, closed_at, id);
CREATE INDEX individuals_by_closing ON individuals (closed_at, id) WHERE closed_at > 0;
CREATE INDEX individuals_by_number ON individuals (number);
CREATE INDEX individuals_unfit ON individuals (id) WHERE unfit > 0
"""
