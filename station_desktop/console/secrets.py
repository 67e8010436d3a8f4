"""Where passwords come from. One is never an argument: it is read from a file, from the
environment, or asked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from station_desktop.console.command import say, wishes
from station_desktop.domain.problem import refuse


def password() -> str:
    """The password of whoever acts: from a file, the environment, or the keyboard."""
    given = given_password()
    return given if given is not None else ask("cli.ask.password")


def given_password() -> str | None:
    """The password where nobody need be asked: from ``--password-file``, or from the program's
    own variable (``STATION_PASSWORD``, ``STATION_HALL_PASSWORD``)."""
    file = wishes().password_file
    return read_secret(Path(file)) if file else os.environ.get(f"{wishes().variables}_PASSWORD")


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
    """The first line of ``file``; refuses ``password.file_unreadable``."""
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise refuse("password.file_unreadable", name=file.name) from None
    return text.split("\n", 1)[0].rstrip("\r")
