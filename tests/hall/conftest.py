"""A hall of each kind: on an encrypted file of its own, and on a real PostgreSQL."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import postgres
import psycopg
import pytest

from station_desktop.hall import registry
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.store.database import Database
from station_desktop.hall.store.tables import metadata
from station_desktop.hall.work import Hall, Officer

EVERYTHING = Officer("f" * 32, "zhaolei", "赵磊", ("officer", "publisher", "admin"))


class Dice:
    """Randomness that a test can repeat."""

    def __init__(self) -> None:
        self._random = random.Random(20261126)

    def bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[postgres.Cluster]:
    with postgres.cluster() as running:
        yield running


@pytest.fixture(scope="session")
def postgres_hall(postgres_cluster: postgres.Cluster) -> str:
    """Where a database with all tables is, used by one test after the other."""
    url = postgres_cluster.new_database()
    Database.open(url, b"").close()
    return url


def _emptied(url: str) -> str:
    """The tables without their rows: to make some hundred partitions anew takes a second."""
    numbered = ("audit", "publications")
    kept = {"steps", *numbered}
    names = [table.name for table in metadata.tables.values() if table.name not in kept]
    with psycopg.connect(url) as connection:
        for name in names:
            connection.execute(f"DELETE FROM {name}")
        connection.execute(f"TRUNCATE {', '.join(numbered)} RESTART IDENTITY")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database without any rows is: each test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'hall.db'}"
    return _emptied(request.getfixturevalue("postgres_hall"))


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring.make(tmp_path / "hall.keys")


@pytest.fixture
def hall(database_url: str, keyring: Keyring, clock: Any) -> Iterator[Hall]:
    """An open hall with no station yet."""
    database = Database.open(database_url, keyring.data_key)
    yield Hall(database, keyring, clock, Dice())
    database.close()


@pytest.fixture
def officer() -> Officer:
    """Somebody who may do everything at the hall."""
    return EVERYTHING


@pytest.fixture
def station(hall: Hall, officer: Officer) -> str:
    """The code of a station of that hall."""
    return registry.add_station(hall, officer, "110102017014", "老墙根社区服务站").code
