"""The tables' fifth step: keys under which personal fields are sealed, and residents and cases by
whether their erasure is asked for or done, closed cases by when they ended."""

from __future__ import annotations

CASES_ERASING = "ALTER TABLE cases ADD COLUMN erasing TEXT NOT NULL DEFAULT ''"
"""Added by the step before where that one folds cases anew, as a record now fills it."""
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
CREATE INDEX residents_erasing ON residents (erasing, id) WHERE erasing <> '';
CREATE INDEX cases_asked ON cases (id) WHERE erasing = 'asked';
CREATE INDEX cases_kept ON cases (item, category, ended_at, id)
    WHERE open = 0 AND ended_at > 0 AND erasing = ''
"""
