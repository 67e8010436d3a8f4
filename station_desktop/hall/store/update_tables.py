"""The tables of releases: what is signed, which are published and how far they go, which device
belongs to which ring. The packages themselves are blobs."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, LargeBinary, Table, Text, text

from station_desktop.hall.store.tables import metadata

_KEY = Text().with_variant(Text(collation="C"), "postgresql")


def _key(name: str, *, primary_key: bool = False) -> Column[str]:
    """Compared by its bytes, as in Python."""
    return Column(name, _KEY, nullable=False, primary_key=primary_key, server_default="")


def _number(name: str) -> Column[int]:
    """Also moments: milliseconds since 1970, 0 for none."""
    return Column(name, BigInteger, nullable=False, server_default=text("0"))


update_metadata = Table(
    "update_metadata",
    metadata,
    _key("name", primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""The signed files by the names under which they are asked for."""

releases = Table(
    "releases",
    metadata,
    _key("path", primary_key=True),
    _key("version"),
    _key("platform"),
    _key("least"),
    _key("digest"),
    _number("length"),
    _key("notes"),
    _key("ring"),
    _number("at"),
    _key("by"),
)
"""``path`` is the package's name as it is signed, ``digest`` the hash under which its bytes are
kept, ``notes`` JSON. ``ring`` is how far it goes; empty when it was taken back."""

device_rings = Table("device_rings", metadata, _key("device", primary_key=True), _key("ring"))
"""Devices that are not among the last ring."""


def create(connection: Connection) -> None:
    """What a database made before updates lacks."""
    for table in (update_metadata, releases, device_rings):
        table.create(connection)
