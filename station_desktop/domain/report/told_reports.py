"""A report in the words of one language: what paper, workbook, screen and command line print."""

from __future__ import annotations

from typing import Literal

import msgspec

from station_desktop.domain.report.reports import Figure

Language = Literal["zh_CN", "en"]


class Number(msgspec.Struct, frozen=True):
    """One number with its name, and what it was before; ``change`` is written out (``+3``)."""

    key: str
    name: str
    figure: Figure
    shown: str
    before: str
    change: str


class Row(msgspec.Struct, frozen=True):
    """One line of a table: its figures, and how they are written."""

    name: str
    figures: tuple[Figure, ...]
    shown: tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """One section. ``note`` says a rule that its numbers follow."""

    key: str
    title: str
    first: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


class Told(msgspec.Struct, frozen=True):
    """The whole report. ``points`` are name, received and closed for each day or month."""

    language: Language
    title: str
    period: str
    file: str
    station: str
    made: str
    headlines: tuple[Number, ...]
    rates: tuple[Number, ...]
    score: str
    tables: tuple[Table, ...]
    points: tuple[tuple[str, int, int], ...]
    legend: tuple[str, str]
    rules: tuple[str, ...]
    sections: dict[str, str]
    """Titles of what is not a table: ``headlines``, ``rates``, ``points``, ``rules``."""
    before: str = ""
    signature: str = ""
    page_of: str = ""
    demo: str = ""
