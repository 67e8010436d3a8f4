"""Lines from standard input, one answer for each: for pipes of thousands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from station_desktop.console import output
from station_desktop.domain.problem import Refused

_Line = TypeVar("_Line")


def typed() -> Iterator[str]:
    """Every line that is not blank, without its end or a byte order mark. Bytes that are not
    UTF-8 are read as GB 18030, which Chinese spreadsheet programs write."""
    for number, raw in enumerate(iter(sys.stdin.buffer.readline, b"")):
        text = _decoded(raw.rstrip(b"\r\n"))
        text = text.removeprefix("\ufeff") if number == 0 else text
        if text.strip():
            yield text


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def answer_each(lines: Iterator[_Line], answer: Callable[[_Line], Any]) -> None:
    """One JSON line for each line; a line that is refused gets its error and the next goes on."""
    for line in lines:
        try:
            value = answer(line)
        except Refused as refused:
            value = output.error_value(refused.problems)
        output.json_line(value)
