"""A workbook read back as a catalogue, or refused with everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from station_desktop.domain.catalogue import Pack
from station_desktop.domain.pack.pack import check
from station_desktop.domain.problem import Problem, Refused
from station_desktop.workbook import layout
from station_desktop.workbook.building import Builder
from station_desktop.workbook.opening import open_sheets
from station_desktop.workbook.places import Places
from station_desktop.workbook.rows import Table, read_table

MOST_PROBLEMS = 500
"""Told at once; a sheet with more has one cause, and the count of the rest is told instead."""


class Reading(msgspec.Struct, frozen=True):
    """A pack and what was passed over in reading it (columns and sheets of the hall's own)."""

    pack: Pack
    notes: tuple[Problem, ...] = ()


def read(path: Path) -> Pack:
    """The pack in the workbook at ``path``.

    Raises :class:`~station_desktop.domain.problem.Refused` with all problems, each with ``sheet``,
    ``row`` and ``column`` among its params where it has a place; :func:`describe` says them.
    """
    return read_with_notes(path).pack


def read_with_notes(path: Path) -> Reading:
    """As :func:`read`, with what was passed over."""
    sheets = {name.strip(): cells for name, cells in open_sheets(path).items()}
    missing = [
        Problem("workbook.sheet_missing", "", {"name": sheet.name})
        for sheet in layout.SHEETS
        if sheet.name not in sheets
    ]
    if len(missing) == len(layout.SHEETS):
        raise Refused(Problem("workbook.not_a_catalogue", "", {"name": path.name}))
    tables = {
        sheet.name: read_table(sheet, sheets[sheet.name])
        for sheet in layout.SHEETS
        if sheet.name in sheets
    }
    problems = [*missing, *(found for table in tables.values() for found in table.problems)]
    if missing or any(not table.columns for table in tables.values()) or _headless(problems):
        raise Refused(*_capped(problems))
    return _pack(tables, problems, sheets)


def _headless(problems: list[Problem]) -> bool:
    """Without its columns a sheet says nothing, and what misses it elsewhere is no news."""
    return any(
        found.code in ("workbook.column_missing", "workbook.column_twice") for found in problems
    )


def _pack(tables: dict[str, Table], problems: list[Problem], sheets: dict[str, Any]) -> Reading:
    builder = Builder(tables)
    pack = builder.pack()
    problems.extend(builder.problems)
    problems.extend(_content(pack, builder.places, tables, bool(problems)))
    if problems:
        raise Refused(*_capped(_in_order(problems)))
    ours = {layout.README, *(sheet.name for sheet in layout.SHEETS)}
    notes = [note for table in tables.values() for note in table.ignored]
    notes += [
        Problem("workbook.sheet_ignored", "", {"name": name}) for name in sheets if name not in ours
    ]
    return Reading(pack, tuple(notes))


def _content(
    pack: Pack, places: Places, tables: dict[str, Table], already: bool
) -> Iterator[Problem]:
    """What the pack's own check finds, told by its place.

    A row with an unreadable cell is left out: what else it breaks would be about the blank put in
    the cell's place. So are the counts while any row is in doubt.
    """
    unsound = {
        (table.sheet.name, row.number)
        for table in tables.values()
        for row in table.rows
        if not row.sound
    }
    for problem in check(pack):
        if already and problem.code == "catalogue.promise_broken":
            continue
        found = places.locate(problem)
        if (found.params.get("sheet"), found.params.get("row")) not in unsound:
            yield found


def _in_order(problems: list[Problem]) -> list[Problem]:
    """By sheet, row and column, as one would go through the workbook."""
    order = {sheet.name: number for number, sheet in enumerate(layout.SHEETS)}

    def place(problem: Problem) -> tuple[int, int, int, str]:
        column = str(problem.params.get("column", ""))
        sheet = order.get(problem.params.get("sheet", ""), -1)
        return sheet, problem.params.get("row", 0), len(column), column

    return sorted(problems, key=place)


def _capped(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    rest = len(problems) - MOST_PROBLEMS
    return [*problems[:MOST_PROBLEMS], Problem("workbook.more_problems", "", {"count": rest})]
