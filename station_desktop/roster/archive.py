"""Measuring a packed workbook before anything is unpacked for good.

A few kilobytes can unpack to more than the memory of a PC: by plain repetition, by one cell at the
far corner of a sheet (the reader lays sheets out in full), or by one long text used in a million
cells. The same pass notes what the reader does not tell: hidden rows.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import IO

import msgspec

from station_desktop.domain.problem import Problem, Refused, refuse

LARGEST_UNPACKED = 1024 * 1024 * 1024
LARGEST_TEXTS = 256 * 1024 * 1024
LARGEST_RATIO = 300
"""Real rosters pack to between a fifth and a fortieth of their size."""
RATIO_FROM = 16 * 1024 * 1024
MOST_PARTS = 5_000
MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELLS = 12_000_000
MOST_TEXT = 1024 * 1024 * 1024

_CHUNK = 4 * 1024 * 1024
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,10})[\"'][^>]*(?<!/)>")
_USUAL_ROW = re.compile(rb"<row\b([^>]*)>")
_USUAL_LETTERS = re.compile(rb'<c r="([A-Za-z]{1,7})')
_USUAL_NUMBERS = re.compile(rb'<c r="[A-Za-z]{1,7}(\d{1,10})')
_BARE = re.compile(rb"<(?:\w+:)?c(?:\s(?![^>]*\br\s*=)[^>]*)?>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ROW_START = re.compile(rb"<(?:\w+:)?row\b")
_ROW_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d{1,9})[\"']")
_HIDDEN = re.compile(rb"\bhidden\s*=\s*[\"'](?:1|true)[\"']")
_TEXT_END = re.compile(rb"</(?:\w+:)?si\s*>")
_TEXT_USED = re.compile(rb"<v>(\d{1,9})</v>")
_DATE_1904 = re.compile(rb"\bdate1904\s*=\s*[\"'](?:1|true)[\"']")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")


class Measured(msgspec.Struct, frozen=True):
    """What the pass over the packed file found. ``hidden`` is by the sheet's place in the book:
    the 0-based numbers of its hidden rows."""

    base_1904: bool
    hidden: tuple[frozenset[int], ...]


def measure(data: bytes) -> Measured:
    """Refuse what is no workbook, is encrypted or unpacks to too much; never holds a sheet whole.

    Every part is read to its end, so one that lies about its size fails its own checksum.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _check_parts(packed)
            return _measure_parts(packed)
    except Refused:
        raise
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError) as error:
        raise refuse("roster.damaged") from error


def _check_parts(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise refuse("roster.kind_other")
    unpacked = sum(part.file_size for part in parts)
    packed_size = max(sum(part.compress_size for part in parts), 1)
    exploding = unpacked > RATIO_FROM and unpacked > packed_size * LARGEST_RATIO
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or exploding:
        raise refuse("roster.unpacks_too_large")


def _measure_parts(packed: zipfile.ZipFile) -> Measured:
    texts: list[int] = []
    cells = 0
    hidden: dict[str, frozenset[int]] = {}
    for part in packed.infolist():
        name = part.filename.lower()
        with packed.open(part) as stream:
            if name.endswith("sharedstrings.xml"):
                if part.file_size > LARGEST_TEXTS:
                    raise refuse("roster.unpacks_too_large")
                texts = [len(text) for text in _TEXT_END.split(stream.read())]
            elif "worksheets/" in name:
                scan = _SheetScan()
                scan.read(stream)
                cells += scan.cells
                hidden[part.filename] = frozenset(scan.hidden)
            else:
                while stream.read(_CHUNK):
                    pass
    if texts and cells * max(texts) > MOST_TEXT:
        _check_text_use(packed, texts)
    book = packed.read("xl/workbook.xml")
    order = _sheet_parts(packed, book)
    return Measured(
        base_1904=_DATE_1904.search(book) is not None,
        hidden=tuple(hidden.get(name, frozenset()) for name in order),
    )


class _SheetScan:
    """One sheet read in pieces: how far it reaches, how much is filled, which rows are hidden."""

    def __init__(self) -> None:
        self.cells = 0
        self.hidden: list[int] = []
        self._row = 0
        self._furthest_row = 0
        self._furthest_column = 0

    def read(self, stream: IO[bytes]) -> None:
        rest = b""
        while chunk := stream.read(_CHUNK):
            text = rest + chunk
            cut = text.rfind(b"<")
            if cut <= 0:
                if len(text) > 2 * _CHUNK:
                    raise refuse("roster.unpacks_too_large")
                rest = text
                continue
            self._take(text[:cut])
            rest = text[cut:]
        self._take(rest)

    def _take(self, text: bytes) -> None:
        usual = _is_usual(text)
        if not (usual and self._take_usual(text)):
            found = _CELL.findall(text)
            if found:
                self._reach(*(set(column) for column in zip(*found, strict=True)))
            self.cells += len(found)
        self._take_rows((_USUAL_ROW if usual else _ROW).findall(text))
        bare = 0 if usual else len(_BARE.findall(text))
        if bare:
            self.cells += bare
            widest = max(len(_BARE.findall(row)) for row in _ROW_START.split(text))
            self._furthest_column = max(self._furthest_column, widest)
            self._furthest_row = max(self._furthest_row, self._row)
        self._check()

    def _take_usual(self, text: bytes) -> bool:
        """The quick count, blank cells that only have a style included; useless when those reach
        far, as whole formatted rows and columns do."""
        letters = set(_USUAL_LETTERS.findall(text))
        numbers = set(_USUAL_NUMBERS.findall(text))
        if any(len(each) > 1 for each in letters) or max(map(int, numbers), default=0) > MOST_ROWS:
            return False
        self._reach(letters, numbers)
        self.cells += text.count(b'<c r="')
        return True

    def _reach(self, letters: set[bytes], numbers: set[bytes]) -> None:
        columns = map(_column_number, letters)
        self._furthest_column = max(self._furthest_column, *columns, 0)
        self._furthest_row = max(self._furthest_row, *map(int, numbers), 0)

    def _take_rows(self, rows: list[bytes]) -> None:
        for attributes in rows:
            number = _ROW_NUMBER.search(attributes)
            self._row = int(number[1]) if number else self._row + 1
            if b"hidden" in attributes and _HIDDEN.search(attributes):
                self.hidden.append(self._row - 1)

    def _check(self) -> None:
        if self._furthest_row > MOST_ROWS + 1_000:
            raise refuse("roster.too_many_rows", most=MOST_ROWS)
        if self._furthest_column > MOST_COLUMNS:
            raise refuse("roster.too_many_columns", most=MOST_COLUMNS)
        if max(self._furthest_row * self._furthest_column, self.cells) > MOST_CELLS:
            raise refuse("roster.unpacks_too_large")


def _is_usual(text: bytes) -> bool:
    """Whether every cell in ``text`` begins ``<c r="``."""
    if b":c" in text:
        return False
    return text.count(b'<c r="') == text.count(b"<c") - text.count(b"<col")


def _check_text_use(packed: zipfile.ZipFile, lengths: list[int]) -> None:
    """The exact size of all texts laid out; only asked when the rough bound is passed."""
    total = 0
    for part in packed.infolist():
        if "worksheets/" not in part.filename.lower():
            continue
        with packed.open(part) as stream:
            rest = b""
            while chunk := stream.read(_CHUNK):
                text = rest + chunk
                cut = max(text.rfind(b"<v>"), 0)
                used = _TEXT_USED.findall(text, 0, cut)
                total += sum(lengths[at] for at in map(int, used) if at < len(lengths))
                rest = text[cut:]
                if total > MOST_TEXT:
                    raise refuse("roster.unpacks_too_large")


def _sheet_parts(packed: zipfile.ZipFile, book: bytes) -> list[str]:
    """The part of each sheet, in the order of the workbook."""
    try:
        relations = packed.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return []
    targets: dict[bytes, str] = {}
    for found in _RELATION.findall(relations):
        attributes = dict(_ATTRIBUTE.findall(found))
        target = attributes.get(b"Target", b"").decode("utf-8", "replace")
        targets[attributes.get(b"Id", b"")] = (
            target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        )
    order = []
    for found in _SHEET.findall(book):
        attributes = dict(_ATTRIBUTE.findall(found))
        relation = next((v for k, v in attributes.items() if k.endswith(b":id")), b"")
        order.append(targets.get(relation, ""))
    return order


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def not_said(kind: str) -> tuple[Problem, ...]:
    """What this kind of file does not tell about itself, for the preview."""
    return () if kind == "xlsx" else (Problem(f"roster.hidden_unknown.{kind}"),)
