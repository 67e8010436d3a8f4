"""Signing in for one command: where the password comes from, and the store it opens.

A password is never an argument: it is read from ``--password-file``, from ``STATION_PASSWORD``, or
asked for. Commands that work without a station never ask.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from station_desktop.cli.command import say, wishes
from station_desktop.domain.problem import refuse

if TYPE_CHECKING:
    from station_desktop.usecases.work import Work


@contextmanager
def at_work() -> Iterator[Work]:
    """Sign in with what this run says, or refuse; the store closes with the command."""
    from station_desktop.storage.vault import Vault

    if not Vault(wishes().folder).exists:
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
    if given is None or not wishes().login or not wishes().folder.is_dir():
        yield None
        return
    from station_desktop.storage.vault import Vault

    if not Vault(wishes().folder).exists:
        yield None
        return
    with _open(given) as work:
        yield work


@contextmanager
def _open(secret: str) -> Iterator[Work]:
    from station_desktop.storage.store import Store
    from station_desktop.usecases import opening
    from station_desktop.usecases.work import Work

    folder = wishes().folder
    entered = opening.unlock(folder, wishes().login, secret)
    store = Store(folder, entered.key)
    try:
        yield Work(store, entered.actor)
    finally:
        store.close()


def password() -> str:
    """The password of whoever acts: from a file, the environment, or the keyboard."""
    given = given_password()
    return given if given is not None else ask("cli.ask.password")


def given_password() -> str | None:
    """The password where nobody need be asked."""
    if wishes().password_file:
        return read_secret(Path(str(wishes().password_file)))
    return os.environ.get("STATION_PASSWORD")


def new_password(file: str | None = None) -> str:
    """A password to set: from ``file``, ``STATION_NEW_PASSWORD``, or typed twice."""
    if file:
        return read_secret(Path(file))
    return os.environ.get("STATION_NEW_PASSWORD") or ask("cli.ask.new_password", twice=True)


def ask(question: str, *, twice: bool = False) -> str:
    """Ask at the keyboard without showing what is typed; the question goes to stderr. Where nobody
    sits at a keyboard the next line of standard input is the answer, or the run is refused."""
    if sys.stdin is None or not sys.stdin.isatty():
        return _piped(question, twice)
    again: bool | str = say("cli.ask.again") if twice else False
    answer: str = click.prompt(say(question), hide_input=True, confirmation_prompt=again, err=True)
    return answer


def _piped(question: str, twice: bool) -> str:
    click.echo(say(question), err=True)
    answer = sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
    if not answer:
        raise refuse("password.nobody_to_ask", question=say(question))
    again = sys.stdin.readline().rstrip("\r\n") if twice else ""
    if again and again != answer:
        raise refuse("password.differ")
    return answer


def read_secret(file: Path) -> str:
    """The first line of ``file``."""
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise refuse("password.file_unreadable", name=file.name) from None
    return text.split("\n", 1)[0].rstrip("\r")
