"""The hall's database and keys: what is refused and how it is said, and what a crash leaves."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from station_desktop.domain.problem import Refused
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.store import database
from station_desktop.hall.store.database import Database
from station_desktop.hall.store.tables import settings, steps
from station_desktop.hall.work import Hall


def put(hall: Hall, name: str) -> None:
    with hall.database.begin() as connection:
        connection.execute(settings.insert().values(name=name, value=name))


def names(hall: Hall) -> list[str]:
    with hall.database.reading() as connection:
        return list(connection.scalars(select(settings.c.name).order_by(settings.c.name)))


def test_a_transaction_is_all_or_nothing(hall: Hall) -> None:
    def broken_off() -> None:
        with hall.database.begin() as connection:
            connection.execute(settings.insert().values(name="b", value=""))
            raise ConnectionError

    put(hall, "a")
    with pytest.raises(ConnectionError):
        broken_off()
    assert names(hall) == ["a"]


def test_a_reader_sees_one_moment_and_writes_nothing(hall: Hall) -> None:
    put(hall, "a")
    with hall.database.reading() as connection:
        before = connection.scalars(select(settings.c.name)).all()
        put(hall, "b")
        assert connection.scalars(select(settings.c.name)).all() == before == ["a"]
    assert names(hall) == ["a", "b"]
    with pytest.raises((Refused, DBAPIError), match="read"), hall.database.reading() as connection:
        connection.execute(settings.insert().values(name="c", value=""))
    put(hall, "d")
    assert names(hall) == ["a", "b", "d"]


def test_writers_at_once_wait_for_each_other(hall: Hall) -> None:
    def count() -> None:
        for _ in range(10):
            with hall.database.begin() as connection:
                row = select(settings.c.value).where(settings.c.name == "n").with_for_update()
                value = int(connection.scalar(row) or 0)
                connection.execute(settings.update().values(value=str(value + 1)))

    put(hall, "n")
    with hall.database.begin() as connection:
        connection.execute(settings.update().values(value="0"))
    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with hall.database.reading() as connection:
        assert connection.scalar(select(settings.c.value)) == "40"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_server_started_again_meanwhile_is_not_noticed(
    hall: Hall, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_SURE_S", 0.0)  # as if the hall had been idle since
    put(hall, "a")
    with psycopg.connect(database_url) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert names(hall) == ["a"]


def test_a_bug_is_not_taken_for_the_weather(hall: Hall) -> None:
    def broken() -> None:
        with hall.database.begin() as connection:
            connection.execute(text("SELECT nonsense FROM nowhere"))

    with pytest.raises(DBAPIError):
        broken()


def test_a_database_of_a_newer_version_is_left_alone(
    hall: Hall, database_url: str, keyring: Keyring
) -> None:
    with hall.database.begin() as connection:
        connection.execute(steps.insert().values(name="9999_later"))
    try:
        with pytest.raises(Refused, match=r"hall\.database_newer"):
            Database.open(database_url, keyring.data_key)
    finally:
        with hall.database.begin() as connection:
            connection.execute(steps.delete().where(steps.c.name == "9999_later"))
    Database.open(database_url, keyring.data_key).close()


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://a/b", "sqlite://", "sqlite:///:memory:"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(Refused, match=r"hall\.database_url"):
        Database.open(url, b"k" * 32)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", ""), (b"no database at all" * 300, "hall.database_not_ours")],
)
def test_a_strange_file_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "hall.db"
    file.write_bytes(content)
    if not code:
        Database.open(f"sqlite:///{file}", b"k" * 32).close()
        return
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        Database.open(f"sqlite:///{file}", b"k" * 32)
    assert file.read_bytes() == content


def test_the_file_is_nothing_without_its_key(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hall.db'}"
    Database.open(url, b"k" * 32).close()
    assert b"SQLite" not in (tmp_path / "hall.db").read_bytes()
    with pytest.raises(Refused, match=r"hall\.database_not_ours"):
        Database.open(url, b"q" * 32)


def test_no_server_and_no_folder_are_said_alike(tmp_path: Path) -> None:
    for url in (
        f"postgresql://nobody@/hall?host={tmp_path}",
        f"sqlite:///{tmp_path / 'nowhere' / 'hall.db'}",
    ):
        with pytest.raises(Refused, match=r"hall\.database_absent"):
            Database.open(url, b"k" * 32)


def test_a_keyring_comes_back_as_it_was_made(tmp_path: Path) -> None:
    path = tmp_path / "hall.keys"
    made, opened = Keyring.make(path), Keyring.open(path)
    assert (made.id, made.data_key, made.verify_key, made.seal_to) == (
        opened.id,
        opened.data_key,
        opened.verify_key,
        opened.seal_to,
    )
    assert len(bytes.fromhex(made.id)) == 6
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["hall.keys"]
    with pytest.raises(Refused, match=r"hall\.keyring_exists"):
        Keyring.make(path)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"format":2}'])
def test_a_damaged_keyring_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hall.keys"
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"hall\.keyring_damaged"):
        Keyring.open(path)


def test_every_cut_of_a_keyring_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hall.keys"
    Keyring.make(path)
    whole = path.read_bytes()
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        with pytest.raises(Refused, match=r"hall\.keyring_damaged"):
            Keyring.open(path)
    path.unlink()
    with pytest.raises(Refused, match=r"hall\.keyring_absent"):
        Keyring.open(path)
