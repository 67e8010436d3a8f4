"""A roster as delimited text: its encoding and its delimiter are found out, never asked for."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice

from station_desktop.domain.problem import refuse

DELIMITERS = (",", "\t", ";", "，", "；", "|")
LONGEST_FIELD = 100_000
_LOOKED_AT = 40
_CHUNK = 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

Score = Callable[[list[list[str]]], int]
"""How much the first rows look like a roster: the number of heads known."""


def encoding_of(data: bytes) -> str:
    """UTF-8 or UTF-16 with or without their marks, else GB18030 (which GBK is part of).

    Refuses with ``roster.null_bytes`` what is no text, with ``roster.encoding`` any other encoding.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _needs(data, name)
    if b"\0" in data:
        for name in ("utf-16-le", "utf-16-be"):
            if len(data) % 2 == 0 and _decodes(data, name) and _looks_written(data, name):
                return name
        raise refuse("roster.null_bytes")
    return "utf-8" if _decodes(data, "utf-8") else _needs(data, "gb18030")


def _needs(data: bytes, encoding: str) -> str:
    if not _decodes(data, encoding):
        raise refuse("roster.encoding")
    if b"\0" in data and not encoding.startswith("utf-16"):
        raise refuse("roster.null_bytes")
    return encoding


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _looks_written(data: bytes, encoding: str) -> bool:
    """Bytes of the wrong order decode too, but to rare signs and without line ends."""
    text = data[:4000].decode(encoding, "ignore")
    return "\0" not in text and "\n" in text and any("\u4e00" <= ch <= "\u9fff" for ch in text)


def delimiter_of(data: bytes, encoding: str, score: Score) -> str:
    """The delimiter under which the first rows show most known heads; then, most columns."""
    best, found = (-1, -1, 0), ","
    for order, delimiter in enumerate(DELIMITERS):
        rows = list(islice(rows_of(data, encoding, delimiter), _LOOKED_AT))
        width = sorted(map(len, rows))[len(rows) // 2] if rows else 0
        rank = (score(rows), width, -order)
        if rank > best:
            best, found = rank, delimiter
    return found


def rows_of(data: bytes, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """All rows; refuses with ``roster.csv_quotes`` where a quotation mark is never closed."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    csv.field_size_limit(LONGEST_FIELD)
    lines = csv.reader(text, delimiter=delimiter)
    try:
        yield from lines
    except csv.Error as error:
        raise refuse("roster.csv_quotes", row=lines.line_num) from error
    except UnicodeDecodeError as error:
        raise refuse("roster.encoding") from error
