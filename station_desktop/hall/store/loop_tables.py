"""The tables of whistles: what the board lists, which departments were called, and the links by
which they report."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Index, Table, Text, text

from station_desktop.hall.store.tables import metadata, submissions

_KEY = Text().with_variant(Text(collation="C"), "postgresql")


def _key(name: str, **options: Any) -> Column[str]:
    """Compared by its bytes, as in Python."""
    return Column(name, _KEY, nullable=False, **options)


def _number(name: str) -> Column[int]:
    """Also moments: milliseconds since 1970, 0 for none."""
    return Column(name, BigInteger, nullable=False, server_default=text("0"))


whistles = Table(
    "whistles",
    metadata,
    _key("station", primary_key=True),
    _key("id", primary_key=True),
    _key("number"),
    _key("case_id"),
    _key("kind"),
    _key("state"),
    _number("blown_at"),
    _number("next_due"),
    _number("closed_at"),
    Index("whistles_open", "state", "next_due", "blown_at"),
    Index("whistles_by_time", "blown_at", "id"),
    Index("whistles_by_number", "number"),
)
"""Folded from entries like everything else. ``next_due`` is when the first of the departments that
have not come must be there; where none was called yet, when the whistle was blown, because it is
the hall's turn since then."""

whistle_calls = Table(
    "whistle_calls",
    metadata,
    _key("station", primary_key=True),
    _key("whistle", primary_key=True),
    _key("department", primary_key=True),
    _key("contact"),
    _number("called_at"),
    _number("due_at"),
    _number("checked_in_at"),
    _number("reported_at"),
    Index("whistle_calls_by_time", "called_at"),
)
"""One row for each department that was called to a whistle."""

work_links = Table(
    "work_links",
    metadata,
    _key("id", primary_key=True),
    _key("token_hash", unique=True),
    _key("station"),
    _key("whistle"),
    _key("department"),
    _key("made_by"),
    _number("made_at"),
    _number("used_at"),
    _number("ended_at"),
    Index("work_links_of_whistle", "station", "whistle"),
)
"""Links by which a department reports without an account. The link's secret is not here, only its
SHA-256: the hall makes it again from the row's id with its key (see ``whistles.links``)."""

submissions_by_id = Index("submissions_by_id", submissions.c.id)
"""A resident's rating comes with the case's id alone."""


def create(connection: Connection) -> None:
    """What a database made before whistles lacks."""
    for table in (whistles, whistle_calls, work_links):
        table.create(connection)
    submissions_by_id.create(connection)
