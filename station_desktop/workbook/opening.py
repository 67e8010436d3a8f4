"""Opening a workbook that came from anywhere: nothing is unpacked before its size is known.

A few kilobytes can unpack to more than the memory of a PC: by plain repetition, by one cell at
the far corner of a sheet (the reader lays sheets out in full), or by one long text used in a
million cells. All three are measured on the packed file first.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import python_calamine

from station_desktop.domain.problem import Refused, refuse

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024
LARGEST_PART = 100 * 1024 * 1024
LARGEST_TEXT = 500 * 1024 * 1024
"""Bytes of text in all cells, each counted as often as it is used."""
MOST_PARTS = 2_000
MOST_ROWS = 200_000
MOST_COLUMNS = 256
MOST_CELLS = 6_000_000

_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,10})[\"'](?:[^>]*[^/>])?>"
)
_TEXT_USED = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*(\d{1,10})")
_TEXT_END = re.compile(rb"</(?:\w+:)?si\s*>")


def open_sheets(path: Path) -> dict[str, list[list[Any]]]:
    """All sheets by name, each a list of rows from the first row and column on.

    Raises :class:`~station_desktop.domain.problem.Refused` when the file cannot be read, is too
    large in any way, or is no workbook (a password makes it none).
    """
    data = _content(path)
    _measure(data, path.name)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    # The reader is native code: what it stumbles over may arrive as a bare BaseException.
    except BaseException as error:
        raise refuse("workbook.not_a_workbook", name=path.name) from error


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise refuse("workbook.cannot_read", name=path.name) from error
    if len(data) > LARGEST_FILE:
        raise refuse("workbook.too_large", name=path.name, most=LARGEST_FILE // 1024 // 1024)
    return data


def _measure(data: bytes, name: str) -> None:
    """Refuse what is no workbook or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
                raise refuse("workbook.unpacks_too_large", name=name)
            _measure_parts(packed, name)
    except Refused:
        raise
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError) as error:
        raise refuse("workbook.not_a_workbook", name=name) from error


def _measure_parts(packed: zipfile.ZipFile, name: str) -> None:
    """Read every part to its end: a part that lies about its size fails its own checksum."""
    lengths: list[int] = []
    used: Counter[bytes] = Counter()
    for part in packed.infolist():
        if part.file_size > LARGEST_PART:
            raise refuse("workbook.unpacks_too_large", name=name)
        content = packed.read(part)
        if part.filename.lower().endswith("sharedstrings.xml"):
            lengths = [len(text) for text in _TEXT_END.split(content)]
        elif "worksheets/" in part.filename.lower():
            _measure_sheet(content, name)
            used.update(_TEXT_USED.findall(content))
    text = sum(lengths[int(at)] * times for at, times in used.items() if int(at) < len(lengths))
    if text > LARGEST_TEXT:
        raise refuse("workbook.unpacks_too_large", name=name)


def _measure_sheet(content: bytes, name: str) -> None:
    """Refuse a sheet that would lie out larger than any catalogue; blank cells do not count."""
    cells = _CELL.findall(content)
    columns = max((_column_number(letters) for letters in {at[0] for at in cells}), default=0)
    rows = max((int(number) for number in {at[1] for at in cells}), default=0)
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise refuse("workbook.too_many_rows", name=name, most=MOST_ROWS)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
