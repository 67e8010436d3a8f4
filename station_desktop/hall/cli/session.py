"""Opening the hall for one command, and who acts in it. Without ``--user`` that is the console of
the hall's own machine: whoever can read the key file is the hall."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from station_desktop.console.command import say, wishes
from station_desktop.console.secrets import password
from station_desktop.domain.problem import refuse
from station_desktop.hall.accounts import signing_in, staff
from station_desktop.hall.journal import refolding
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.store.database import Database
from station_desktop.hall.store.tables import stations
from station_desktop.hall.work import Hall, Officer

_NO_KEY = bytes(32)


def database_url() -> str:
    """The database's address: ``--database``, ``STATION_HALL_DATABASE``, or here."""
    named = wishes().own.get("database") or os.environ.get("STATION_HALL_DATABASE", "")
    return named or "sqlite:///hall.db"


def key_file() -> str:
    """The key file as named, empty where it is simply beside the database."""
    return wishes().own.get("keys") or os.environ.get("STATION_HALL_KEYS", "")


@contextmanager
def at_hall() -> Iterator[tuple[Hall, Officer]]:
    """The hall that this run names, and who acts; closed with the command."""
    hall = open_hall(database_url(), key_file())
    try:
        yield hall, _acting(hall)
    finally:
        hall.database.close()


def open_hall(url: str, keys_at: str, *, relay: bool = False, certificate: str = "") -> Hall:
    """Open the hall; its first use makes key file and database. Refuses ``hall.keys_needed`` where
    nothing says which key file is meant, and what :class:`Keyring` and :class:`Database` refuse."""
    keys = _key_path(url, keys_at)
    keyring = Keyring.open(keys) if keys.exists() or not _fresh(url) else Keyring.make(keys)
    database = Database.open(url, keyring.data_key)
    try:
        refolding.bring_forward(database)
    except BaseException:
        database.close()
        raise
    return Hall(database, keyring, relay=relay, certificate=certificate)


def _key_path(url: str, named: str) -> Path:
    if named:
        return Path(named)
    file = _sqlite_file(url)
    if file is None:
        raise refuse("hall.keys_needed")
    return file.with_suffix(".keys")


def _sqlite_file(url: str) -> Path | None:
    """The embedded database's file; ``None`` for PostgreSQL. Refuses any other address."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise refuse("hall.database_url") from None
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return None
    if backend != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise refuse("hall.database_url")
    return Path(parsed.database)


def _fresh(url: str) -> bool:
    """Whether nobody has used this database yet: only then may a new key file be made for it."""
    file = _sqlite_file(url)
    if file is not None:
        return not file.exists()
    database = Database.open(url, _NO_KEY)
    try:
        with database.reading() as connection:
            return not connection.scalar(select(func.count()).select_from(stations))
    finally:
        database.close()


def _acting(hall: Hall) -> Officer:
    login = wishes().login
    if not login:
        return staff.console(say("hall.console", name=_machine_user()))
    return signing_in.check(hall, login, password())


def _machine_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "-"
