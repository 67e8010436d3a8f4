"""Residents come in from the rosters that stations keep: looked at first, then taken in.

What a roster may do to a person who is already here: fill what is blank; replace a value only if a
roster wrote it, because what was said at the desk with a document on it outweighs a list; and never
touch the name: a number that stands beside another name is rejected, not guessed about. Within one
file the first row of a person counts and later rows only fill blanks, so that running the same file
again, or going on after a cancellation, finds nothing new to write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from station_desktop.domain.person import masks
from station_desktop.domain.problem import Problem, refuse
from station_desktop.roster import heads, reader
from station_desktop.roster.cells import Cell, text_of
from station_desktop.roster.heads import Mapping, SheetMapping
from station_desktop.roster.people import judge
from station_desktop.roster.reader import Book, Sheet
from station_desktop.roster.rows import Rejection, Row, RowReader, Skip
from station_desktop.usecases.people.roster_merge import Candidate, Doubt, Merge
from station_desktop.usecases.work import Work

CHUNK = 4_000
"""Rows a transaction. Search keys are spread over the whole index, so each transaction writes most
of its pages once: 500 rows a transaction took three times as long as 4,000, which take half a
second."""
SHOWN = 8
_BLANKED = ("bank_account", "disability_certificate_no", "guardian_id_number")

Progress = Callable[[int, int], None]


class SheetPreview(msgspec.Struct, frozen=True):
    """One sheet before it is taken: how many rows look like people, what is passed over, how many
    rows are hidden (``None``: the file does not tell), and the first rows, masked."""

    name: str
    visible: bool
    people: int
    rejected: dict[str, int]
    skipped: dict[Skip, int]
    hidden_rows: int | None
    merged_blocks: int
    first_rows: tuple[tuple[str, ...], ...]


class Preview(msgspec.Struct, frozen=True):
    """A roster before it is taken. ``mapping`` may be changed and handed to the import."""

    kind: str
    sheets: tuple[SheetPreview, ...]
    mapping: Mapping
    notes: tuple[Problem, ...]


class Outcome(msgspec.Struct, frozen=True):
    """What an import did, or in a dry run would do.

    ``rows`` = ``imported`` + ``updated`` + ``duplicates`` + the rejected; ``duplicates`` are people
    already here of whom the row says nothing new. ``doubts`` are rows that were taken with
    something to look at (``doubted`` counts them by code); ``skipped`` rows are nobody's.
    """

    rows: int = 0
    imported: int = 0
    updated: int = 0
    duplicates: int = 0
    rejected: dict[str, int] = {}
    rejections: tuple[Rejection, ...] = ()
    doubted: dict[str, int] = {}
    doubts: tuple[Doubt, ...] = ()
    skipped: dict[str, int] = {}
    heads: dict[str, tuple[str, ...]] = {}
    dry_run: bool = False
    cancelled: bool = False


def preview(work: Work, path: Path, mapping: Mapping | None = None) -> Preview:
    """Look at a roster: its sheets, what each column seems to be, the first rows masked.

    Refuses with ``roster.*`` when the file cannot be read.
    """
    work.require("roster.import")
    book = reader.read(path)
    plan = _proposed(book) if mapping is None else _fitting(book, mapping)
    sheets = tuple(
        _look(book, sheet, columns) for sheet, columns in zip(book.sheets, plan, strict=True)
    )
    return Preview(book.kind, sheets, plan, book.notes)


def import_roster(
    work: Work,
    path: Path,
    mapping: Mapping | None = None,
    *,
    dry_run: bool = False,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Take the residents of a roster in, :data:`CHUNK` rows a transaction.

    ``cancelled`` is asked between two transactions: what is done stays done, and running the file
    again goes on from there. ``progress`` is told the rows read so far and the rows there are.
    Refuses with ``roster.*`` before anything is written; a bad row is never a refusal.
    """
    work.require("roster.import")
    book = reader.read(path)
    plan = _proposed(book) if mapping is None else _fitting(book, mapping)
    heads.check(plan)
    run = _Run(work, book, plan, dry_run)
    progress(0, run.total)
    with work.store.ledger.in_bulk():
        while not (stopped := cancelled()) and run.take():
            progress(run.read, run.total)
    return run.outcome(cancelled=stopped)


def write_rejects(outcome: Outcome, path: Path) -> None:
    """Write the rejected rows with their reasons to ``path``, for somebody to put right.

    The file holds personal data: write it only where the person who imports asks for it.
    """
    from station_desktop.roster import rejects  # brings Excel's writer

    rejects.write(outcome.rejections, outcome.heads, path)


def _proposed(book: Book) -> Mapping:
    return tuple(
        heads.propose(
            sheet.name,
            sheet.visible,
            list(islice(sheet.rows(), heads.LOOKED_AT)),
            sheet.merged,
        )
        for sheet in book.sheets
    )


def _fitting(book: Book, mapping: Mapping) -> Mapping:
    """The mapping, if it was made for this file."""
    if [sheet.name for sheet in book.sheets] != [columns.sheet for columns in mapping]:
        raise refuse("roster.other_file")
    return mapping


def _rows(book: Book, sheet: Sheet, columns: SheetMapping) -> Iterator[Row | Rejection | Skip]:
    rows = RowReader(columns, merged=sheet.merged, hidden=sheet.hidden, base_1904=book.base_1904)
    for index, cells in enumerate(islice(sheet.rows(), columns.first_row, None)):
        yield rows.read(columns.first_row + index, cells)


def _look(book: Book, sheet: Sheet, columns: SheetMapping) -> SheetPreview:
    people, rejected, skipped = 0, Counter[str](), Counter[Skip]()
    shown: list[tuple[str, ...]] = []
    if {"name", "id_number"} <= set(columns.fields):
        for row in _rows(book, sheet, columns):
            match row:
                case Row():
                    people += 1
                    if len(shown) < SHOWN:
                        shown.append(_masked(row.cells, columns))
                case Rejection():
                    rejected[row.reason.code] += 1
                case _:
                    skipped[row] += 1
    else:
        top = islice(sheet.rows(), columns.first_row, columns.first_row + SHOWN)
        shown = [_masked(cells, columns) for cells in top]
    return SheetPreview(
        name=sheet.name,
        visible=sheet.visible,
        people=people,
        rejected=dict(rejected),
        skipped=dict(skipped),
        hidden_rows=None if sheet.hidden is None else len(sheet.hidden),
        merged_blocks=len(sheet.merged),
        first_rows=tuple(shown),
    )


def _masked(cells: Sequence[Cell], columns: SheetMapping) -> tuple[str, ...]:
    by_index = {column.index: column.field for column in columns.columns}
    texts = [text_of(cell) for cell in cells]
    return tuple(_mask(by_index.get(index, ""), text) for index, text in enumerate(texts))


def _mask(field: str, text: str) -> str:
    """A cell as a screen may show it; of a column nobody recognised, no more than its beginning."""
    if field == "id_number":
        return masks.mask_id(text)
    if field.endswith("phone"):
        return masks.mask_phone(text)
    if field in _BLANKED:
        return masks.mask_bank_card(text)
    if not field and text.isdigit() and len(text) < 6:
        return text
    if field in ("name", "guardian_name", ""):
        return masks.mask_name(text)
    return text


class _Run:
    """One import on its way: where it is in the file, and what it has counted."""

    def __init__(self, work: Work, book: Book, plan: Mapping, dry_run: bool) -> None:
        self._work = work
        self._today = work.store.today()
        self._merge = Merge(work, f"roster:{book.digest[:16]}", dry_run=dry_run)
        self._taken = [
            (sheet, columns)
            for sheet, columns in zip(book.sheets, plan, strict=True)
            if columns.taken
        ]
        self._rows = (row for sheet, columns in self._taken for row in _rows(book, sheet, columns))
        self._rejections: list[Rejection] = []
        self._skipped = Counter[str]()
        self._dry_run = dry_run
        self.read = 0
        self.total = sum(max(sheet.height - columns.first_row, 0) for sheet, columns in self._taken)

    def take(self) -> bool:
        """Read and store one chunk; whether there was one."""
        before = self.read
        candidates = [
            candidate
            for row in islice(self._rows, CHUNK)
            if (candidate := self._candidate(row)) is not None
        ]
        if self.read == before:
            return False
        self._rejections.extend(self._merge.take(candidates))
        return True

    def _candidate(self, row: Row | Rejection | Skip) -> Candidate | None:
        self.read += 1
        if isinstance(row, Row):
            judged = judge(row, self._today)
            if not isinstance(judged, Rejection):
                return Candidate(row, *judged)
            row = judged
        if isinstance(row, Rejection):
            self._rejections.append(row)
        else:
            self._skipped[row] += 1
        return None

    def outcome(self, *, cancelled: bool) -> Outcome:
        merge = self._merge
        done = merge.imported + merge.updated + merge.duplicates
        order = {sheet.name: place for place, (sheet, _) in enumerate(self._taken)}
        self._rejections.sort(key=lambda rejection: (order[rejection.sheet], rejection.row))
        return Outcome(
            rows=done + len(self._rejections),
            imported=merge.imported,
            updated=merge.updated,
            duplicates=merge.duplicates,
            rejected=dict(Counter(rejection.reason.code for rejection in self._rejections)),
            rejections=tuple(self._rejections),
            doubted=dict(Counter(doubt.reason.code for doubt in merge.doubts)),
            doubts=tuple(merge.doubts),
            skipped=dict(self._skipped),
            heads={
                sheet.name: tuple(column.head for column in columns.columns)
                for sheet, columns in self._taken
            },
            dry_run=self._dry_run,
            cancelled=cancelled,
        )
