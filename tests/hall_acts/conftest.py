"""A hall at work, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hall_office import STATION, CountingChance, HandClock, Window, open_stations
from postgres import Cluster, cluster

from station_desktop.hall.database import Database
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.work import Hall


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    with cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def hall(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hall]:
    keyring = Keyring.make(tmp_path / "hall.keys")
    server: Cluster | None = None
    url = f"sqlite:///{tmp_path}/hall.db"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        url = server.new_database()
    database = Database.open(url, keyring.data_key)
    yield Hall(database, keyring, HandClock(), CountingChance())
    database.close()
    if server is not None:
        server.drop(url)


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
