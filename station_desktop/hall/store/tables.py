"""All tables of the hall. Every one but the hall's own begins with the station.

On PostgreSQL the big ones are partitioned by the hash of the station, so that a distributed
PostgreSQL can spread them and no index grows beyond its share.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

PARTITIONS = 16
_SPREAD: dict[str, Any] = {"postgresql_partition_by": "HASH (station)"}

_KEY = Text().with_variant(Text(collation="C"), "postgresql")
"""Ids, stamps and hashes compare by their bytes, as in Python, not by a language's rules."""


def _key(name: str, **options: Any) -> Column[str]:
    return Column(name, _KEY, nullable=False, **options)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _number(name: str) -> Column[int]:
    """Also moments: milliseconds since 1970, 0 for none."""
    return Column(name, BigInteger, nullable=False, server_default=text("0"))


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=text("false"))


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _small(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text("0"))


steps = Table("steps", metadata, _key("name", primary_key=True))

stations = Table(
    "stations",
    metadata,
    _key("code", primary_key=True),
    _text("name"),
    _key("epoch"),
    _number("position"),
    _key("own_device"),
    _bytes("hall_key"),
    _small("desks"),
    _number("made_at"),
)
"""``position`` is the place of the last entry in the station's sequence; its row's lock is what
orders writers. ``own_device`` is the id under which this hall writes, empty on a relay;
``hall_key`` is the key that the hall signs with; ``desks`` the highest desk number ever given."""

devices = Table(
    "devices",
    metadata,
    _key("id", primary_key=True),
    _key("station"),
    _text("name"),
    _text("role"),
    _bytes("key"),
    Column("seal", LargeBinary),
    _text("desk"),
    _text("refusal"),
    _text("successor"),
    _number("enrolled_at"),
    _number("last_seen_at"),
    _text("address"),
    _text("pin"),
    _text("versions"),
    Index("devices_of_station", "station"),
)
"""``key`` is its Ed25519 public key, ``seal`` its X25519 one; ``refusal`` the problem code for
which nothing of it is accepted, empty when it is."""

enrol_codes = Table(
    "enrol_codes",
    metadata,
    _key("id", primary_key=True),
    _key("station"),
    _key("secret_hash"),
    _text("role"),
    _text("name"),
    _text("made_by"),
    _number("made_at"),
    _number("expires_at"),
    _number("used_at"),
    _text("used_by"),
    _small("failures"),
    Index("enrol_codes_of_station", "station"),
)

heads = Table(
    "heads",
    metadata,
    _key("station", primary_key=True),
    _key("device", primary_key=True),
    _number("number"),
    _key("hash"),
    _key("stamp"),
)
"""How far each device's chain is held, and the latest stamp in it."""

signatures = Table(
    "signatures",
    metadata,
    _key("station", primary_key=True),
    _key("device", primary_key=True),
    Column("number", BigInteger, primary_key=True),
    _bytes("signature"),
    **_SPREAD,
)


def _entry_columns(*primary: str) -> tuple[Column[Any], ...]:
    """All fields of ``domain.journal.journal.Entry``."""
    return (
        _key("device", primary_key="device" in primary),
        Column("number", BigInteger, nullable=False, primary_key="number" in primary),
        _key("id", primary_key="id" in primary),
        _key("stamp"),
        _number("at"),
        _key("author"),
        _key("kind"),
        _key("subject"),
        _number("version"),
        _bytes("payload"),
        _key("previous"),
        _key("hash"),
    )


entries = Table(
    "entries",
    metadata,
    _key("station", primary_key=True),
    Column("position", BigInteger, primary_key=True),
    *_entry_columns(),
    UniqueConstraint("station", "device", "number", name="entries_in_chain"),
    Index("entries_of_subject", "station", "subject", "stamp"),
    Index("entries_by_id", "station", "id"),
    **_SPREAD,
)
"""The journals of all stations. The same id may stand under two devices: it is one act, which an
identity made after a restored backup gave again."""

strays = Table(
    "strays",
    metadata,
    _key("station", primary_key=True),
    *_entry_columns("device", "id"),
    Column("signature", LargeBinary),
    Index("strays_of_subject", "station", "subject"),
    Index("strays_by_id", "station", "id"),
)
"""Entries taken out of their chain; they count until the same ids come again in one.
``signature`` is that of the device, where it signed up to this very entry."""

seals = Table(
    "seals",
    metadata,
    _key("station", primary_key=True),
    _key("subject", primary_key=True),
    _key("id", primary_key=True),
    Column("key", LargeBinary),
    _flag("gone"),
    Index(
        "seals_lacking",
        "station",
        "subject",
        sqlite_where=text("key IS NULL AND NOT gone"),
        postgresql_where=text("key IS NULL AND NOT gone"),
    ),
    **_SPREAD,
)
"""Keys under which what is personal about a subject is sealed (see ``journal.seals``)."""

records = Table(
    "records",
    metadata,
    _key("station", primary_key=True),
    _key("noun", primary_key=True),
    _key("id", primary_key=True),
    _key("stamp"),
    _flag("sided"),
    _bytes("body"),
    **_SPREAD,
)
"""What the entries of a subject add up to, as canonical JSON; ``stamp`` is that of its last
entry, ``sided`` says that something was set aside in its history."""

submissions = Table(
    "submissions",
    metadata,
    _key("station", primary_key=True),
    _key("id", primary_key=True),
    _text("number"),
    _key("item"),
    _key("category"),
    _key("mode"),
    _key("state"),
    _key("hall_state"),
    _key("resident"),
    _number("received_at"),
    _key("due"),
    _flag("urgent"),
    _number("receipt"),
    _number("changed"),
    _number("decided_at"),
    Index("submissions_waiting", "hall_state", "station", "item", "received_at"),
    Index("submissions_oldest", "hall_state", "received_at"),
    Index("submissions_due", "hall_state", "due", "received_at", "id"),
    Index("submissions_by_number", "number"),
    Index("submissions_by_state", "station", "state", "received_at"),
    **_SPREAD,
)
"""Cases as the hall's inbox lists them. ``hall_state`` is ``waiting``, ``approved``, ``returned``,
``refused``, or empty where the hall has nothing to decide; ``receipt`` the place of its first entry
in the station's sequence, ``changed`` that of its last."""

demands = Table(
    "demands",
    metadata,
    _key("station", primary_key=True),
    _key("id", primary_key=True),
    _key("source"),
    _key("reference"),
    _key("state"),
    _number("arrived_at"),
    _number("answered_at"),
    _key("due"),
    _key("resident"),
    _key("case_id"),
    Index("demands_by_reference", "source", "reference"),
    Index("demands_open", "state", "due"),
)
"""Folded from entries like everything else. A reference is not unique here: a restored hall may
have taken a demand in anew before it got its own lost entries back."""

people = Table(
    "people",
    metadata,
    _key("station", primary_key=True),
    _key("resident", primary_key=True),
    _key("kind", primary_key=True),
    _key("value", primary_key=True),
    Index("people_by_value", "kind", "value"),
    **_SPREAD,
)
"""By what a demand is matched to a resident: ``id_number``, ``phone``, ``name``."""

blobs = Table(
    "blobs",
    metadata,
    _key("station", primary_key=True),
    _key("hash", primary_key=True),
    _number("size"),
    _text("media"),
    _number("held"),
    _flag("complete"),
)
"""Scans and packs by the SHA-256 of their bytes. Those under the empty station are published for
all of them."""

blob_parts = Table(
    "blob_parts",
    metadata,
    _key("station", primary_key=True),
    _key("hash", primary_key=True),
    Column("start", BigInteger, primary_key=True),
    _bytes("sealed"),
    **_SPREAD,
)
"""Each part begins at byte ``start`` and is sealed by itself (see ``blobs``)."""

wants = Table(
    "wants",
    metadata,
    _key("station", primary_key=True),
    _key("hash", primary_key=True),
    _number("noted"),
    Index("wants_oldest", "station", "noted"),
)
"""Bytes that entries name and that are not here; ``noted`` is the place of the entry that does."""

standings = Table(
    "standings",
    metadata,
    _key("station", primary_key=True),
    _key("server", primary_key=True),
    _key("epoch"),
    _number("position"),
    _key("check_hash"),
    _number("confirmed"),
)
"""Where a relay stands with its hall."""

through = Table(
    "through",
    metadata,
    _key("station", primary_key=True),
    _key("device", primary_key=True),
    _number("number"),
)
"""How far the hall has confirmed each chain to this relay."""

receipts = Table(
    "receipts",
    metadata,
    _key("station", primary_key=True),
    _key("server", primary_key=True),
    _key("device", primary_key=True),
    Column("first", BigInteger, primary_key=True),
    _number("last"),
    _number("position"),
)

users = Table(
    "users",
    metadata,
    _key("id", primary_key=True),
    _key("login", unique=True),
    _text("name"),
    _text("roles"),
    _text("password"),
    _number("made_at"),
    _flag("closed"),
)
"""The hall's staff; ``roles`` divided by spaces, ``password`` as its hash says of itself."""

sessions = Table(
    "sessions",
    metadata,
    _key("token_hash", primary_key=True),
    _key("user"),
    _number("made_at"),
    _number("seen_at"),
    _number("expires_at"),
    Index("sessions_of_user", "user"),
)

settings = Table(
    "settings",
    metadata,
    _key("name", primary_key=True),
    _text("value"),
)

BIG: tuple[Table, ...] = tuple(
    table for table in metadata.sorted_tables if table.dialect_options["postgresql"]["partition_by"]
)


def create(connection: Connection) -> None:
    """Make all tables, and on PostgreSQL the partitions of the big ones."""
    metadata.create_all(connection, checkfirst=False)
    for table in BIG:
        _spread(connection, table)


def create_seals(connection: Connection) -> None:
    """What a database made before keys lacks."""
    seals.create(connection)
    _spread(connection, seals)


def _spread(connection: Connection, table: Table) -> None:
    if connection.dialect.name != "postgresql":
        return
    for part in range(PARTITIONS):
        connection.exec_driver_sql(
            f"CREATE TABLE {table.name}_{part:02d} PARTITION OF {table.name} "
            f"FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {part})"
        )
