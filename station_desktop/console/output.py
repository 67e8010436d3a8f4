"""What is printed: JSON for scripts, plain aligned tables for people, problems for both."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import click
import msgspec

from station_desktop.console.command import say, wishes
from station_desktop.domain.problem import Problem

_GAP = "  "


def use_utf8() -> None:
    """UTF-8 in and out whatever the system's code page is; a character that a terminal lacks is
    written as an escape rather than ending the program."""
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
    """Rows under their heads, each column as wide as its widest cell. ``heads`` are phrases
    ``<area>.column.<head>``."""
    cells = [[_head(head) for head in heads], *([_plain(cell) for cell in row] for row in rows)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(heads))]
    return [_aligned(row, widths) for row in cells]


def pairs(rows: Iterable[tuple[str, object]]) -> list[str]:
    """Label and value, one pair a line; empty values are left out."""
    shown = [(_head(label), _plain(value)) for label, value in rows]
    shown = [(label, value) for label, value in shown if value]
    widest = max((width(label) for label, _ in shown), default=0)
    return [_aligned((label, value), (widest, 0)) for label, value in shown]


def _head(name: str) -> str:
    return say(f"{wishes().area}.column.{name}")


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True)]
    return _GAP.join(padded).rstrip()


def width(text: str) -> int:
    """How many columns a terminal gives ``text``: two for a Chinese character."""
    columns = 0
    for ch in text:
        if unicodedata.category(ch) not in ("Mn", "Me", "Cf"):
            columns += 2 if unicodedata.east_asian_width(ch) in ("W", "F") else 1
    return columns


def _plain(value: object) -> str:
    """A cell on one line, without characters that could steer a terminal."""
    if value is None:
        return ""
    return "".join(ch if ch.isprintable() else " " for ch in str(value)).strip()


def described(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Problems as plain values: code, sentence, and where each is, as far as that is known: the
    field it concerns, the line of the file."""
    return [
        {"code": problem.code, "message": message(problem)}
        | ({"field": problem.field} if problem.field else {})
        | ({"line": problem.params["line"]} if "line" in problem.params else {})
        for problem in problems
    ]


def error_value(problems: Sequence[Problem]) -> dict[str, Any]:
    """``{"error": {…}}``, and all the ``problems`` with their places when there are several, or
    when the one has a place within what was given (``line/1/answers/<key>``)."""
    shown = described(problems)
    first = {key: shown[0][key] for key in ("code", "message")}
    placed = len(shown) > 1 or "/" in problems[0].field
    return {"error": first} | ({"problems": shown} if placed else {})


def message(problem: Problem) -> str:
    """The problem's sentence, with its place in a workbook where it has one."""
    if "sheet" in problem.params:
        from station_desktop import workbook  # slow to load

        return workbook.describe(problem, wishes().language)
    return say(problem.code, **problem.params)


def complain(problems: Sequence[Problem]) -> None:
    """Say why nothing was done."""
    if wishes().json:
        json_line(error_value(problems))
        return
    for problem in problems:
        place = problem.field.rpartition("/")[2] if "/" in problem.field else ""
        click.echo(f"{place}: {message(problem)}" if place else message(problem), err=True)


def progress(done: int, total: int) -> None:
    """How far a long task is, on one line that renews itself; only where somebody watches."""
    if sys.stderr.isatty():
        click.echo(f"\r{done}/{total}", nl=done >= total, err=True)


def fail(value: dict[str, Any], *lines: str) -> NoReturn:
    """End with exit code 1, saying ``value`` under ``--json``, else the lines."""
    if wishes().json:
        json_line(value)
    else:
        for line in lines:
            click.echo(line, err=True)
    raise click.exceptions.Exit(1)
