"""Signing in for one command: the station that is meant, and the store it opens. Commands that
work without a station never ask for a password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from station_desktop import paths
from station_desktop.console.command import Wishes, say, wishes
from station_desktop.console.secrets import given_password, password
from station_desktop.domain.problem import refuse

if TYPE_CHECKING:
    from station_desktop.usecases.work import Work


_NO_FOLDER = (OSError, RuntimeError, ValueError)
"""What asking for a folder raises when its name is too long, names an unknown person's home
(``~nobody``) or has a zero in it."""


def data_folder() -> Path:
    """The folder of the station's data, absolute: ``--data-dir``, or where it usually is."""
    return possible(_folder_of(wishes()))


def possible(folder: Path) -> Path:
    """``folder``, absolute, there or not; refuses with ``store.unreadable`` a name that no folder
    can have and one that may not be looked at."""
    try:
        found = folder.expanduser().absolute()
        found.is_dir()
    except _NO_FOLDER:
        raise refuse("store.unreadable") from None
    return found


def log(said: Wishes) -> None:
    """Begin the log in the station's folder, where there is one."""
    with suppress(*_NO_FOLDER):
        log_in(_folder_of(said).expanduser().absolute())


def log_in(folder: Path) -> None:
    """As :func:`log`, for a command that is about another folder."""
    from station_desktop.logs import files
    from station_desktop.usecases import policies

    if folder.is_dir():
        files.log_to(folder, files.COMMAND, policies.in_force().log_level)


def _folder_of(said: Wishes) -> Path:
    named = said.own.get("data_dir")
    return Path(named) if named else paths.default_data_dir()


@contextmanager
def at_work() -> Iterator[Work]:
    """Sign in with what this run says, or refuse; the store closes with the command."""
    from station_desktop.storage.keys.vault import Vault

    if not Vault(data_folder()).exists:
        raise refuse("station.absent")
    if not wishes().login:
        raise click.UsageError(say("cli.usage.user"), click.get_current_context())
    with _open(password()) as work:
        yield work


@contextmanager
def at_work_if_known() -> Iterator[Work | None]:
    """As :func:`at_work` when a station, an account and a password are all there without asking;
    else ``None``."""
    given = given_password()
    if given is None or not wishes().login or not data_folder().is_dir():
        yield None
        return
    from station_desktop.storage.keys.vault import Vault

    if not Vault(data_folder()).exists:
        yield None
        return
    with _open(given) as work:
        yield work


@contextmanager
def _open(secret: str) -> Iterator[Work]:
    from station_desktop.storage.store import Store
    from station_desktop.usecases.door import opening
    from station_desktop.usecases.work import Work

    folder = data_folder()
    entered = opening.unlock(folder, wishes().login, secret)
    store = Store(folder, entered.key)
    try:
        yield Work(store, entered.actor)
    finally:
        store.close()
