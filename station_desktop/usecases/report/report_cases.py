"""The part of a report that sorts cases: by category, process, lane, origin, item, need, area,
owner – each line with what came in, what was closed, how punctually, and what is left."""

from __future__ import annotations

from typing import cast

import msgspec

from station_desktop.domain.case import handling, processes
from station_desktop.domain.catalogue import CATEGORIES, Words
from station_desktop.domain.report.reports import (
    DIMENSIONS,
    Behind,
    Dimension,
    Figure,
    Line,
    Section,
    What,
)
from station_desktop.domain.time.periods import Period
from station_desktop.storage.reads import reads_figures
from station_desktop.storage.reads.reads_figures import Sums
from station_desktop.usecases.work import Work

COLUMNS = ("received", "ended", "in_time", "late", "open", "overdue")
"""Heads of every section here."""
NOT_SAID = "-"
"""The key of the line of cases of which it is not known."""

_ORDER: dict[str, tuple[str, ...]] = {
    "category": tuple(CATEGORIES),
    "process": tuple(processes.PROCESSES),
    "lane": handling.LANES,
    "origin": handling.ORIGINS,
    "need": handling.NEEDS,
}


class Flows(msgspec.Struct, frozen=True):
    """What came in, what was closed, and what was open at the end of one period; ``counts`` has
    for each column how many there are by each dimension and value."""

    period: Period
    today: str
    counts: dict[str, Sums]

    def behind(self, column: str) -> Behind:
        """The filter of a whole column."""
        return behind(self.period, self.today, column)

    def total(self, column: str) -> int:
        return sum(self.counts[column]["category"].values())

    def by(self, key: Dimension) -> dict[str, list[int]]:
        """For each value of a dimension, its numbers in the order of :data:`COLUMNS`."""
        found: dict[str, list[int]] = {}
        for place, column in enumerate(COLUMNS):
            for value, number in self.counts[column][key].items():
                if number:
                    found.setdefault(value, [0] * len(COLUMNS))[place] = number
        return found


def behind(period: Period, today: str, column: str) -> Behind:
    """The filter of one column of a period."""
    if column in ("in_time", "late"):
        told = ("late", "1" if column == "late" else "0")
        return Behind("ended", period.begins, period.ends, (told,))
    return Behind(cast(What, column), period.begins, period.ends, today=today)


def judged_on(work: Work, period: Period) -> str:
    """By which day it is judged what is overdue: today, or the end of a period that is past."""
    return min(work.store.today(), period.after.first).isoformat()


def flows(work: Work, period: Period) -> Flows:
    """The counts of one period."""
    connection, day = work.store.connection, judged_on(work, period)
    begins, ends = period.begins, period.ends
    now = work.store.ledger.now_ms()
    other, in_time, late = (
        reads_figures.ended(connection, begins, ends, late) for late in (-1, 0, 1)
    )
    waiting, overdue = (
        reads_figures.open_at(connection, ends, day, now, overdue) for overdue in (0, 1)
    )
    counts = {
        "received": reads_figures.received(connection, begins, ends),
        "ended": reads_figures.added(other, in_time, late),
        "in_time": in_time,
        "late": late,
        "open": reads_figures.added(waiting, overdue),
        "overdue": overdue,
    }
    return Flows(period, day, counts)


def sections(work: Work, found: Flows) -> tuple[Section, ...]:
    """All sections, in the order of the report."""
    areas = reads_figures.names(work.store.connection, "areas")
    staff = reads_figures.names(work.store.connection, "accounts")
    named = {"area": areas, "owner": staff}
    by = {key: _section(found, key, named.get(key, {})) for key in DIMENSIONS if key != "item"}
    group = _by_item(work, found, "group")
    department = _by_item(work, found, "department")
    return (
        *(by[key] for key in ("category", "process", "lane", "origin")),
        group,
        department,
        *(by[key] for key in ("need", "area", "owner")),
    )


def _section(found: Flows, key: Dimension, names: dict[str, str]) -> Section:
    counted = found.by(key)
    order = _ORDER.get(key, ())
    lines = []
    for value in sorted(counted, key=lambda value: _rank(value, order, counted[value], names)):
        filled = [
            Figure(number, found.behind(column).having(key, value))
            for column, number in zip(COLUMNS, counted[value], strict=True)
        ]
        lines.append(_line(key, value, tuple(filled), names))
    return Section(key, COLUMNS, tuple(lines))


def _rank(
    value: str, order: tuple[str, ...], counted: list[int], names: dict[str, str]
) -> tuple[int, int, str]:
    """In the order that is usual, else the most first; what is not known last."""
    if not value:
        return (2, 0, "")
    if order:
        return (0, order.index(value) if value in order else len(order), value)
    return (0, -counted[0] - counted[1], names.get(value, value))


def _line(key: str, value: str, filled: tuple[Figure, ...], names: dict[str, str]) -> Line:
    if not value:
        return Line(NOT_SAID, filled, code=f"report.not_said.{key}")
    if key in ("area", "owner"):
        name = names.get(value, "")
        return Line(value, filled, "report.unknown", Words(name, name) if name else None)
    code = f"report.category.{value}" if key == "category" else f"{key}.{value}"
    return Line(value, filled, code)


def _by_item(work: Work, found: Flows, what: str) -> Section:
    """By the items' group or department, as the catalogue in force has them."""
    pack = work.store.pack() if work.store.has_pack else None
    by_item = found.by("item")
    groups: dict[Words, list[str]] = {}
    for code in by_item:
        item = pack.item(code) if pack is not None else None
        words = getattr(item, what) if item is not None else Words("", "")
        groups.setdefault(words, []).append(code)
    lines = []
    for words, codes in groups.items():
        numbers = [sum(column) for column in zip(*(by_item[code] for code in codes), strict=True)]
        filled = tuple(
            Figure(number, msgspec.structs.replace(found.behind(column), items=tuple(codes)))
            for column, number in zip(COLUMNS, numbers, strict=True)
        )
        if words.zh:
            lines.append(Line(words.zh, filled, words=words))
        else:
            lines.append(Line(NOT_SAID, filled, code=f"report.not_said.{what}"))
    lines.sort(key=lambda line: (line.key == NOT_SAID, -(line.figures[0].value or 0), line.key))
    return Section(what, COLUMNS, tuple(lines))
