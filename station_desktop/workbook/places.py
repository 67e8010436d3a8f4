"""Where in the workbook a problem stands, and the sentence that says so."""

from __future__ import annotations

from station_desktop import phrases
from station_desktop.domain.problem import Problem
from station_desktop.workbook.layout import Sheet


def column_letter(index: int) -> str:
    """The letters of the column with this index, counted from 0."""
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def placed(problem: Problem, sheet: str, row: int, column: str) -> Problem:
    """``problem`` with its sheet, row (from 1) and column (letters) among its params."""
    where = {"sheet": sheet, "row": row, "column": column}
    return Problem(problem.code, problem.field, {**problem.params, **where})


def describe(problem: Problem, language: str) -> str:
    """The sentence for ``problem``, beginning with where it stands when that is known."""
    sentence = phrases.say(problem.code, language, **problem.params)
    for code, needed in (("workbook.at", "column"), ("workbook.at_sheet", "sheet")):
        if needed in problem.params:
            return phrases.say(code, language, **{**problem.params, "sentence": sentence})
    return sentence


class Places:
    """Which row each part of a pack was read from, by the part's path (``items.3.fields.0``)."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Sheet, int, dict[str, int]]] = {}

    def note(self, path: str, sheet: Sheet, row: int, columns: dict[str, int]) -> None:
        """``columns`` are the indexes at which this sheet's attributes were found."""
        self._rows[path] = (sheet, row, columns)

    def locate(self, problem: Problem) -> Problem:
        """``problem`` with the place of the value its ``field`` is the path of."""
        names = problem.field.split(".")
        for length in range(len(names), -1, -1):
            found = self._rows.get(".".join(names[:length]))
            if found is not None:
                sheet, row, columns = found
                letter = column_letter(_column(columns, names[length:]))
                return placed(problem, sheet.name, row, letter)
        return problem


def _column(columns: dict[str, int], names: list[str]) -> int:
    """The column of an attribute; the one that names the row when the attribute has none."""
    for length in range(len(names), 0, -1):
        wanted = ".".join(names[:length])
        for attribute, index in columns.items():
            if attribute == wanted or attribute.startswith(f"{wanted}."):
                return index
    for attribute in ("key", "value", "code", "version"):
        if attribute in columns:
            return columns[attribute]
    return 0
