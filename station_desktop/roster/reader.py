"""Opening a roster that came from anywhere: told by its content, never by its name.

WPS tables (.et) and old Excel files (.xls) are one format, so both go the same way, as do .xlsx
files under any name. What cannot be read is refused with what to do about it.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal, cast

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.roster import archive, delimited, heads
from station_desktop.roster.cells import Cell

LARGEST_FILE = 200 * 1024 * 1024
MOST_ROWS = archive.MOST_ROWS

Kind = Literal["xlsx", "xls", "csv"]
Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged block: (row, column), 0-based, within the sheet's columns."""

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style")
_OTHER = (b"%PDF", b"Rar!", b"7z\xbc\xaf", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")


class Sheet:
    """One sheet. Rows are 0-based as in the file; columns count from the first one used.

    ``hidden`` are the hidden rows, ``None`` where the kind of file does not tell.
    """

    def __init__(
        self, name: str, *, visible: bool = True, hidden: frozenset[int] | None = None
    ) -> None:
        self.name = name
        self.visible = visible
        self.hidden = hidden
        self.first_column = 0
        self.height = 0
        self.merged: tuple[Range, ...] = ()

    def rows(self) -> Iterator[list[Cell]]:
        """All rows from the first of the file on; blank ones too."""
        raise NotImplementedError


class _WorkbookSheet(Sheet):
    def __init__(
        self, page: CalamineSheet, *, visible: bool, hidden: frozenset[int] | None
    ) -> None:
        super().__init__(page.name, visible=visible, hidden=hidden)
        self._page = page
        self.height = page.end[0] + 1 if page.end else 0
        if self.height > MOST_ROWS:
            raise refuse("roster.too_many_rows", most=MOST_ROWS)
        self.first_column = page.start[1] if page.start else 0
        self.merged = tuple(
            ((first[0], first[1] - self.first_column), (last[0], last[1] - self.first_column))
            for first, last in page.merged_cell_ranges or ()
        )

    def rows(self) -> Iterator[list[Cell]]:
        return self._page.iter_rows()


class _TextSheet(Sheet):
    def __init__(self, data: bytes, encoding: str, delimiter: str) -> None:
        super().__init__("", hidden=frozenset())
        self._read = partial(delimited.rows_of, data, encoding, delimiter)
        self.height = sum(1 for _ in islice(self._read(), MOST_ROWS + 1))
        if self.height > MOST_ROWS:
            raise refuse("roster.too_many_rows", most=MOST_ROWS)

    def rows(self) -> Iterator[list[Cell]]:
        return cast("Iterator[list[Cell]]", self._read())


class Book:
    """An opened roster. ``digest`` is the SHA-256 of the file, by which a record can name it;
    ``notes`` is what the file does not tell and the reader of the preview should know."""

    def __init__(
        self,
        kind: Kind,
        digest: str,
        sheets: tuple[Sheet, ...],
        *,
        base_1904: bool = False,
        notes: tuple[Problem, ...] = (),
    ) -> None:
        self.kind = kind
        self.digest = digest
        self.sheets = sheets
        self.base_1904 = base_1904
        self.notes = notes


def read(path: Path) -> Book:
    """Open the roster at ``path``.

    Raises :class:`~station_desktop.domain.problem.Refused` with one ``roster.*`` problem when the
    file cannot be read, is empty, too large, encrypted, damaged, or not a table at all.
    """
    data = _content(path)
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(_ZIP):
        measured = archive.measure(data)
        return _workbook(data, digest, "xlsx", measured)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise refuse("roster.encrypted")
        return _workbook(data, digest, "xls", None)
    beginning = data[:512].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if beginning.startswith(_MARKUP):
        raise refuse("roster.kind_markup")
    if data.startswith(_OTHER):
        raise refuse("roster.kind_other")
    return _delimited(data, digest)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise refuse("roster.unreadable") from error
    if len(data) > LARGEST_FILE:
        raise refuse("roster.too_large", most=LARGEST_FILE // 1024 // 1024)
    if not data.strip():
        raise refuse("roster.empty")
    return data


def _workbook(data: bytes, digest: str, kind: Kind, measured: archive.Measured | None) -> Book:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = tuple(_sheets(book, measured))
    except (KeyboardInterrupt, SystemExit, MemoryError, Refused):
        raise
    except python_calamine.PasswordError as error:
        raise refuse("roster.encrypted") from error
    # The reader is native code: what it stumbles over may arrive as a bare BaseException.
    except BaseException as error:
        encrypted = "password" in str(error).lower()
        raise refuse("roster.encrypted" if encrypted else "roster.damaged") from error
    if sum(sheet.height for sheet in sheets) == 0:
        raise refuse("roster.empty")
    if sum(sheet.height for sheet in sheets) > MOST_ROWS + 100 * len(sheets):
        raise refuse("roster.too_many_rows", most=MOST_ROWS)
    return Book(
        kind,
        digest,
        sheets,
        base_1904=measured is not None and measured.base_1904,
        notes=archive.not_said(kind),
    )


def _sheets(book: CalamineWorkbook, measured: archive.Measured | None) -> Iterator[Sheet]:
    for index, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        hidden = None
        if measured is not None and index < len(measured.hidden):
            hidden = measured.hidden[index]
        visible = about.visible == SheetVisibleEnum.Visible
        yield _WorkbookSheet(book.get_sheet_by_name(about.name), visible=visible, hidden=hidden)


def _delimited(data: bytes, digest: str) -> Book:
    encoding = delimited.encoding_of(data)
    delimiter = delimited.delimiter_of(data, encoding, heads.known_heads)
    sheet = _TextSheet(data, encoding, delimiter)
    return Book("csv", digest, (sheet,), notes=archive.not_said("csv"))
