"""Unfinished work, saved field by field: one small durable row for each change.

A draft is a map from path (``line/<id>/answers/phone``) to a JSON value; what the paths mean is
``domain.drafts``' business. Drafts belong to their author, stay when that person signs out, and
are untouched by anyone else's. A visit's draft has the visit's id; what is typed into a form of
something that is there already is kept under ``<noun>:<id>:<act>``, and waits there.
"""

from __future__ import annotations

from typing import Any

import msgspec

from station_desktop.domain.journal import journal
from station_desktop.storage.database import Connection, transaction, translated


class DraftHead(msgspec.Struct, frozen=True):
    """One draft in the list of drafts; times in milliseconds."""

    id: str
    author: str
    started_at: int
    changed_at: int


def save(
    connection: Connection, draft: str, author: str, values: dict[str, Any], now_ms: int
) -> None:
    """Set ``values`` (path -> JSON value; ``None`` removes the path) in one durable step.

    Paths not named stay as they are. A draft that belongs to somebody else is left alone.
    """
    with transaction(connection), translated():
        connection.execute(
            "INSERT INTO drafts VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
            "SET changed_at = excluded.changed_at WHERE author = excluded.author",
            (draft, author, now_ms, now_ms),
        )
        (owner,) = connection.execute("SELECT author FROM drafts WHERE id = ?", (draft,)).fetchone()
        if owner != author:
            return
        connection.executemany(
            "DELETE FROM draft_values WHERE draft = ? AND path = ?",
            [(draft, path) for path, value in values.items() if value is None],
        )
        connection.executemany(
            "INSERT OR REPLACE INTO draft_values VALUES (?, ?, ?)",
            [
                (draft, path, journal.encode(value))
                for path, value in values.items()
                if value is not None
            ],
        )


def load(connection: Connection, draft: str) -> dict[str, Any] | None:
    """All values of ``draft`` by path; ``None`` when there is no such draft."""
    with translated():
        if connection.execute("SELECT 1 FROM drafts WHERE id = ?", (draft,)).fetchone() is None:
            return None
        rows = connection.execute(
            "SELECT path, value FROM draft_values WHERE draft = ? ORDER BY path", (draft,)
        )
        return {path: msgspec.json.decode(value) for path, value in rows}


def of_author(connection: Connection, author: str) -> tuple[DraftHead, ...]:
    """The author's visits in progress, the latest changed first."""
    with translated():
        rows = connection.execute(
            "SELECT id, author, started_at, changed_at FROM drafts WHERE author = ? "
            "AND instr(id, ':') = 0 ORDER BY changed_at DESC, id",
            (author,),
        )
        return tuple(DraftHead(*row) for row in rows)


def discard(connection: Connection, draft: str) -> None:
    """Remove a draft: it was accepted, or its author threw it away."""
    with transaction(connection), translated():
        connection.execute("DELETE FROM draft_values WHERE draft = ?", (draft,))
        connection.execute("DELETE FROM drafts WHERE id = ?", (draft,))
