"""What ``station-hall`` prints: JSON for scripts, plain aligned tables for people, problems for
both; and how it asks for what must not be an argument."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from station_desktop.domain.problem import Problem, refuse
from station_desktop.hall.cli_command import say, wishes

_GAP = "  "


def use_utf8() -> None:
    """UTF-8 in and out whatever the system's code page is."""
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)
        if change is not None:
            change(encoding="utf-8", errors="backslashreplace")


def json_line(value: Any) -> None:
    """One JSON value on one line, out at once."""
    click.echo(msgspec.json.encode(value).decode())


def answer(value: Any, *lines: str) -> None:
    """``value`` under ``--json``, else the lines for people."""
    if wishes().json:
        json_line(value)
        return
    for line in lines:
        click.echo(line)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Rows under their heads (phrases ``hall.column.<head>``), each column as wide as its widest
    cell; a Chinese character takes two columns of a terminal."""
    named = [say(f"hall.column.{head}") for head in heads]
    cells = [named, *([_plain(cell) for cell in row] for row in rows)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(named))]
    return [
        _GAP.join(
            cell + " " * (wide - _width(cell)) for cell, wide in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]


def _width(text: str) -> int:
    return sum(
        0
        if unicodedata.category(ch) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(ch) in ("W", "F")
        else 1
        for ch in text
    )


def _plain(value: object) -> str:
    """A cell on one line, without characters that could steer a terminal."""
    if value is None:
        return ""
    return "".join(ch if ch.isprintable() else " " for ch in str(value)).strip()


def described(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Problems as plain values: code, sentence, and the field each concerns."""
    return [
        {"code": problem.code, "message": message(problem)}
        | ({"field": problem.field} if problem.field else {})
        | ({"line": problem.params["line"]} if "line" in problem.params else {})
        for problem in problems
    ]


def message(problem: Problem) -> str:
    """The problem's sentence, with its place in a workbook or a file where it has one."""
    if "sheet" in problem.params:
        from station_desktop import workbook  # slow to load

        return workbook.describe(problem, wishes().language)
    return say(problem.code, **problem.params)


def complain(problems: Sequence[Problem]) -> None:
    """Say why nothing was done."""
    if wishes().json:
        shown = described(problems)
        first = {key: shown[0][key] for key in ("code", "message")}
        json_line({"error": first} | ({"problems": shown} if len(shown) > 1 else {}))
        return
    for problem in problems:
        click.echo(message(problem), err=True)


def read_file(name: str, largest: int = 100_000_000) -> bytes:
    """All bytes of a file, ``-`` being standard input; refuses ``file.cannot_read``."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(largest + 1)
        with Path(name).open("rb") as file:
            return file.read(largest + 1)
    except OSError:
        raise refuse("file.cannot_read", name=Path(name).name) from None


def write_file(name: str, data: bytes) -> None:
    """Write a file, ``-`` being standard output; refuses ``file.cannot_write``."""
    if name == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(name).write_bytes(data)
    except OSError:
        raise refuse("file.cannot_write", name=Path(name).name) from None


def secret_from(file: str) -> str:
    """The first line of a file; refuses ``password.file_unreadable``."""
    try:
        text = Path(file).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise refuse("password.file_unreadable", name=Path(file).name) from None
    return text.split("\n", 1)[0].rstrip("\r")


def ask(question: str, *, twice: bool = False) -> str:
    """Ask at the keyboard without showing what is typed. Where nobody sits at one, the next line
    of standard input is the answer, or the run is refused."""
    if sys.stdin is not None and sys.stdin.isatty():
        again: bool | str = say("cli.ask.again") if twice else False
        typed: str = click.prompt(
            say(question), hide_input=True, confirmation_prompt=again, err=True
        )
        return typed
    piped = sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
    if not piped:
        raise refuse("password.nobody_to_ask", question=say(question))
    return piped
