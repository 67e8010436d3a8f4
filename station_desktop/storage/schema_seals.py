"""The tables' fifth step: keys under which personal fields are sealed, and residents by whether
their erasure is asked for or done."""

from __future__ import annotations

SEALS = """
CREATE TABLE seals (
    subject TEXT NOT NULL,
    id TEXT NOT NULL,
    key BLOB,
    gone INTEGER NOT NULL,
    PRIMARY KEY (subject, id)
) WITHOUT ROWID;
CREATE INDEX seals_lacking ON seals (subject, id) WHERE key IS NULL AND gone = 0;
CREATE INDEX entries_destroyed ON entries (subject) WHERE kind = 'seal.destroyed';
ALTER TABLE residents ADD COLUMN erasing TEXT NOT NULL DEFAULT '';
CREATE INDEX residents_erasing ON residents (erasing, id) WHERE erasing <> ''
"""
