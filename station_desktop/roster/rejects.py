"""The rows that could not be taken, as a workbook to put right and import again.

Each source sheet keeps its name and heads; before the original cells stand the place and the
reason in both languages. The file holds personal data, so it is written only where somebody asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from station_desktop import phrases
from station_desktop.domain.problem import refuse
from station_desktop.roster.rows import Rejection

LONGEST_CELL = 32_767
LONGEST_NAME = 31
_FORMULA = re.compile(r"\s*[=+\-@]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def write(
    rejections: Sequence[Rejection], heads: Mapping[str, tuple[str, ...]], path: Path
) -> None:
    """Write ``rejections`` to ``path``; ``heads`` are the head texts of each sheet.

    Every cell is text and none can act as a formula, here or after a copy to another file.
    Refuses with ``roster.rejects_unwritable`` when the file cannot be made.
    """
    by_sheet: dict[str, list[Rejection]] = {}
    for rejection in rejections:
        by_sheet.setdefault(rejection.sheet, []).append(rejection)
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"num_format": "@", "bold": True, "bg_color": "#DDE6F0"})
    taken: set[str] = set()
    for index, (sheet, rejected) in enumerate(by_sheet.items() or [("", [])], start=1):
        page = book.add_worksheet(_sheet_name(sheet, index, taken))
        _write_sheet(page, rejected, heads.get(sheet, ()), head, text)
    try:
        book.close()
    except (OSError, FileCreateError) as error:
        raise refuse("roster.rejects_unwritable") from error


def _write_sheet(
    page: Worksheet,
    rejected: Sequence[Rejection],
    heads: tuple[str, ...],
    head: Format,
    text: Format,
) -> None:
    page.freeze_panes(1, 0)
    page.set_column(0, 1, 10, text)
    page.set_column(2, 3, 46, text)
    page.set_column(4, 40, 20, text)
    codes = ("sheet", "row", "reason_zh", "reason_en")
    own = [phrases.say(f"roster.rejects.{code}", "zh_CN") for code in codes]
    for column, title in enumerate((*own, *heads)):
        page.write_string(0, column, guarded(title), head)
    for line, rejection in enumerate(rejected, start=1):
        reason = rejection.reason
        said = [phrases.say(reason.code, lang, **reason.params) for lang in ("zh_CN", "en")]
        cells = (rejection.sheet, str(rejection.row), *said, *rejection.cells)
        for column, cell in enumerate(cells):
            page.write_string(line, column, guarded(cell), text)


def guarded(text: str) -> str:
    """``text`` that no spreadsheet takes for a formula; reading it back drops the sign again."""
    return f"'{text}"[:LONGEST_CELL] if _FORMULA.match(text) else text[:LONGEST_CELL]


def _sheet_name(sheet: str, index: int, taken: set[str]) -> str:
    """The sheet's own name as far as Excel allows it (31 characters, no two alike), else a
    numbered one."""
    name = _NOT_IN_NAMES.sub("", sheet).strip("' ")[:LONGEST_NAME]
    if not name or name.casefold() in taken:
        name = phrases.say("roster.rejects.name", "zh_CN", number=index)
    taken.add(name.casefold())
    return name
