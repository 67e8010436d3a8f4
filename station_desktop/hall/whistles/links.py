"""Links by which a department reports without an account: whoever has the link is the department.

A link's secret is made of its row's id with the hall's key, so that it can be shown again to
whoever sends it on, while the database alone gives none away. A link holds while its whistle is
open and :data:`AFTERWARDS_DAYS` days longer, for the report; a new one ends the one before.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode

import msgspec
from sqlalchemy import Connection, insert, select, update

from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.hall.store.loop_tables import work_links
from station_desktop.hall.work import Hall, Officer

AFTERWARDS_DAYS = 7
PATH = "/w/"
_DAY_MS = 24 * 3_600_000
_SECRET_BYTES = 24
_LONGEST = 100


class Link(msgspec.Struct, frozen=True):
    """One link: ``id`` is its row's, moments are milliseconds, 0 for never."""

    id: str
    station: str
    whistle: str
    department: str
    made_at: int
    used_at: int

    @property
    def author(self) -> str:
        """Who the journal says did what came by this link."""
        return f"link:{self.id}"


_COLUMNS = tuple(work_links.c[name] for name in Link.__struct_fields__)


def secret(hall: Hall, id: str) -> str:
    """The secret of the link in row ``id``: 192 bits as 32 characters."""
    said = hmac.new(hall.keyring.data_key, b"hall work link 1\0" + id.encode(), hashlib.sha256)
    return urlsafe_b64encode(said.digest()[:_SECRET_BYTES]).decode()


def path(hall: Hall, link: Link) -> str:
    """Where the department's page is, below the hall's own address."""
    return f"{PATH}{secret(hall, link.id)}"


def make(
    connection: Connection,
    hall: Hall,
    officer: Officer,
    station: str,
    whistle: str,
    department: str,
) -> Link:
    """A new link for this department of this whistle; earlier ones hold no more."""
    now = hall.now_ms()
    columns = work_links.c
    of_it = (
        columns.station == station,
        columns.whistle == whistle,
        columns.department == department,
        columns.ended_at == 0,
    )
    connection.execute(update(work_links).where(*of_it).values(ended_at=now))
    made = Link(hall.new_id(), station, whistle, department, now, 0)
    values = msgspec.structs.asdict(made) | {
        "token_hash": _hash(secret(hall, made.id)),
        "made_by": officer.id,
    }
    connection.execute(insert(work_links).values(values))
    return made


def standing(connection: Connection, station: str, whistle: str) -> dict[str, Link]:
    """The links of a whistle that were not replaced, by department."""
    columns = work_links.c
    rows = connection.execute(
        select(*_COLUMNS).where(
            columns.station == station, columns.whistle == whistle, columns.ended_at == 0
        )
    )
    return {row.department: Link(*row) for row in rows}


def find(connection: Connection, typed: str) -> Link | None:
    """The link with this secret; ``None`` for one that is unknown or was replaced."""
    if not typed or len(typed) > _LONGEST:
        return None
    columns = work_links.c
    row = connection.execute(
        select(*_COLUMNS).where(columns.token_hash == _hash(typed), columns.ended_at == 0)
    ).first()
    return None if row is None else Link(*row)


def used(connection: Connection, hall: Hall, link: Link) -> None:
    """Something came by this link just now."""
    mine = work_links.c.id == link.id
    connection.execute(update(work_links).where(mine).values(used_at=hall.now_ms()))


def holds(whistle: Whistle, now: int) -> bool:
    """Whether links of this whistle still lead anywhere."""
    return whistle.open or now < whistle.closed_at + AFTERWARDS_DAYS * _DAY_MS


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
