"""Opening the hall for one command, and who acts in it.

A password is never an argument: it is read from ``--password-file``, from
``STATION_HALL_PASSWORD``, or asked for. Without ``--user`` the command acts as the console of the
hall's own machine: whoever can read the key file is the hall.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from station_desktop.domain.problem import refuse
from station_desktop.hall import signing_in, staff
from station_desktop.hall.cli_command import say, wishes
from station_desktop.hall.cli_output import ask, secret_from
from station_desktop.hall.database import Database
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.tables import stations
from station_desktop.hall.work import Hall, Officer

_NO_KEY = bytes(32)


@contextmanager
def at_hall() -> Iterator[tuple[Hall, Officer]]:
    """The hall that this run names, and who acts; closed with the command."""
    hall = open_hall(wishes().url, wishes().key_file)
    try:
        yield hall, _acting(hall)
    finally:
        hall.database.close()


def open_hall(url: str, key_file: str, *, relay: bool = False, certificate: str = "") -> Hall:
    """Open the hall; its first use makes key file and database. Refuses ``hall.keys_needed`` where
    nothing says which key file is meant, and what :class:`Keyring` and :class:`Database` refuse."""
    keys = _key_path(url, key_file)
    keyring = Keyring.open(keys) if keys.exists() or not _fresh(url) else Keyring.make(keys)
    database = Database.open(url, keyring.data_key)
    return Hall(database, keyring, relay=relay, certificate=certificate)


def _key_path(url: str, key_file: str) -> Path:
    if key_file:
        return Path(key_file)
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
    return signing_in.check(hall, login, _password())


def _machine_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "-"


def _password() -> str:
    given = given_password()
    return given if given is not None else ask("cli.ask.password")


def given_password() -> str | None:
    """The password where nobody need be asked."""
    if wishes().password_file:
        return secret_from(str(wishes().password_file))
    return os.environ.get("STATION_HALL_PASSWORD")


def new_password(file: str | None) -> str:
    """A password to set: from ``file``, ``STATION_NEW_PASSWORD``, or typed twice."""
    if file:
        return secret_from(file)
    return os.environ.get("STATION_NEW_PASSWORD") or ask("cli.ask.new_password", twice=True)
