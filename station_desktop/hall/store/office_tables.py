"""The tables of the hall's own office: what its staff did, what came from outside, what was
published. The stations' journals and the accounts are in ``tables``."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, text

from station_desktop.hall.store.tables import metadata


def _key(name: str) -> Column[str]:
    """Compared by its bytes, as in Python."""
    kind = Text().with_variant(Text(collation="C"), "postgresql")
    return Column(name, kind, primary_key=True)


def _text(name: str) -> Column[str]:
    kind = Text().with_variant(Text(collation="C"), "postgresql")
    return Column(name, kind, nullable=False, server_default="")


def _number(name: str) -> Column[int]:
    """Also moments: milliseconds since 1970, 0 for none."""
    return Column(name, BigInteger, nullable=False, server_default=text("0"))


def _serial(name: str) -> Column[int]:
    """Counts up by itself. SQLite does so only for its plain integer key."""
    kind = BigInteger().with_variant(Integer(), "sqlite")
    return Column(name, kind, primary_key=True, autoincrement=True)


sign_ins = Table("sign_ins", metadata, _key("login"), _number("failures"), _number("at"))
"""Attempts since the last one that succeeded; ``login`` is a hash of what was typed."""

audit = Table(
    "audit",
    metadata,
    _serial("number"),
    _number("at"),
    _text("by"),
    _text("login"),
    _text("what"),
    _text("subject"),
    _text("detail"),
)

tokens = Table(
    "tokens",
    metadata,
    _key("id"),
    Column("secret", Text, nullable=False, unique=True),
    _text("name"),
    _text("source"),
    _number("made_at"),
    _number("used_at"),
    _number("ended_at"),
)
"""Keys of outside systems; ``secret`` is the SHA-256 of what they hold."""

orders = Table(
    "orders",
    metadata,
    _key("source"),
    _key("reference"),
    Column("id", Text, nullable=False, unique=True),
    _text("station"),
    _number("arrived_at"),
    _number("waiting"),
    _text("due"),
    _text("body"),
    Index("orders_waiting", "waiting", "id"),
)
"""Every demand that ever came, once; ``waiting`` ones have no station yet, and only they keep
their ``body`` here."""

publications = Table(
    "publications",
    metadata,
    _serial("number"),
    _number("at"),
    _text("by"),
    _text("kind"),
    _text("what"),
    _text("label"),
    _text("stations"),
    Index("publications_of_kind", "kind", "number"),
)
"""``kind`` is ``pack`` (``what`` its content hash, ``label`` its version) or ``calendar``
(``label`` its years); ``stations`` are codes separated by spaces."""

done = Table("done", metadata, _key("token"), _text("case"), _text("entry"), _number("at"))
"""Decisions, and what departments say, by the token of the form they were sent with, so that a
double click counts once."""

station_words = Table("station_words", metadata, _key("station"), _key("word"))
"""Names of communities, lanes and estates by which an address leads to a station."""
