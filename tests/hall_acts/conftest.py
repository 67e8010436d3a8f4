"""A hall at work, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hall_office import STATION, CountingChance, HandClock, Window, open_stations
from postgres import Cluster, cluster

from station_desktop.hall.keyring import Keyring
from station_desktop.hall.store.database import Database
from station_desktop.hall.store.tables import metadata
from station_desktop.hall.work import Hall


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    with cluster() as running:
        yield running


@pytest.fixture(scope="session")
def served(postgres: Cluster) -> Iterator[Database]:
    """One PostgreSQL database for all tests of a process: making its hundred tables takes longer
    than any test."""
    database = Database.open(postgres.new_database(), bytes(32))
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def hall(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hall]:
    keyring = Keyring.make(tmp_path / "hall.keys")
    if request.param == "postgresql":
        database: Database = request.getfixturevalue("served")
        yield Hall(database, keyring, HandClock(), CountingChance())
        _emptied(database)
        return
    database = Database.open(f"sqlite:///{tmp_path}/hall.db", keyring.data_key)
    yield Hall(database, keyring, HandClock(), CountingChance())
    database.close()


def _emptied(database: Database) -> None:
    with database.begin() as connection:
        for table in metadata.sorted_tables:
            if table.name != "steps":
                connection.execute(table.delete())


@pytest.fixture
def time(hall: Hall) -> HandClock:
    assert isinstance(hall.time, HandClock)
    return hall.time


@pytest.fixture
def windows(hall: Hall) -> dict[str, Window]:
    return open_stations(hall)


@pytest.fixture
def window(windows: dict[str, Window]) -> Window:
    return windows[STATION]
