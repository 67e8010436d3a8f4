"""Making all records again after an update of the program that folds otherwise: what an older one
kept without understanding it counts from then on."""

from __future__ import annotations

from sqlalchemy import Connection, select

from station_desktop.hall.journal import filing, folding
from station_desktop.hall.store import bulk
from station_desktop.hall.store.database import Database
from station_desktop.hall.store.tables import settings, stations

VERSION = "2"
"""To be counted up whenever equal entries begin to give other records: 2 knows the closed loop
(dispatch, whistles, ratings, households)."""
_NAME = "folded with"


def bring_forward(database: Database) -> None:
    """Fold the journals of all stations anew where another version did, each in a transaction of
    its own: broken off, it goes on with the next start."""
    with database.reading() as connection:
        if _folded_with(connection) == VERSION:
            return
        codes = list(connection.scalars(select(stations.c.code).order_by(stations.c.code)))
    for code in codes:
        with database.begin() as connection:
            filing.lock(connection, code)
            folding.rebuild(connection, code)
    with database.begin() as connection:
        bulk.insert(connection, settings, ("name", "value"), [(_NAME, VERSION)], "replace")


def _folded_with(connection: Connection) -> str:
    kept = connection.scalar(select(settings.c.value).where(settings.c.name == _NAME))
    return str(kept or "")
