"""A report as plain values: figures in lines and sections, each knowing what is behind it.

Screen, paper, workbook and command line show the same value; none of them computes anything.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

from station_desktop.domain.catalogue import Words
from station_desktop.domain.report import figures
from station_desktop.domain.report.figures import Levels, Rate, Weights
from station_desktop.domain.time.periods import Period

Dimension = Literal["category", "process", "lane", "origin", "item", "need", "area", "owner"]
DIMENSIONS: tuple[Dimension, ...] = (
    "category",
    "process",
    "lane",
    "origin",
    "item",
    "need",
    "area",
    "owner",
)
"""What cases are sorted by, in the order that the store gives them."""

What = Literal[
    "received",
    "ended",
    "closed",
    "open",
    "overdue",
    "sent",
    "contacted",
    "unrated",
    "happened",
    "tasks",
    "whistles",
    "homevisits",
    "individuals",
]


class Behind(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which cases (home visits, individual cases) one figure counts: a filter, not a list.

    What was ``ended`` counts each time, ``closed`` only what has stayed so. ``begins`` and ``ends``
    bound the moments (milliseconds, the end excluded); what is ``open`` or
    ``overdue`` is so at the end, ``today`` being the ISO day by which overdue is judged. ``where``
    are pairs of a column and its value, ``items`` any of these items.
    """

    what: What
    begins: int
    ends: int
    where: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    today: str = ""

    def having(self, column: str, value: str) -> Behind:
        """The same, with one more thing asked."""
        return msgspec.structs.replace(self, where=(*self.where, (column, value)))


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One number. A ``rate`` is so many ``of`` so many, a ``mean`` a sum over ``of`` cases;
    ``None`` is what this person may not see, or what is not known."""

    value: int | None
    behind: Behind | None = None
    kind: Literal["count", "rate", "mean", "score"] = "count"
    of: int = 0

    def shown(self, decimals: int = 1) -> str:
        """As written: ``12``, ``96.5%``, ``3.4`` or ``—``."""
        if self.value is None:
            return figures.NOTHING
        if self.kind == "rate":
            return Rate(self.value, self.of).shown(decimals)
        if self.kind == "mean":
            return figures.mean(self.value, self.of, decimals)
        if self.kind == "score":
            return str(figures.rounded(Fraction(self.value * 100, self.of), decimals))
        return str(self.value)

    @property
    def number(self) -> float | None:
        """For a chart or a spreadsheet: a share, an average or the count itself."""
        if self.value is None or (self.kind != "count" and not self.of):
            return None
        return self.value / self.of if self.kind != "count" else float(self.value)


class Line(msgspec.Struct, frozen=True):
    """One line of a section. Its name is ``words`` where data names it, and otherwise the phrase
    ``code``."""

    key: str
    figures: tuple[Figure, ...]
    code: str = ""
    words: Words | None = None


class Section(msgspec.Struct, frozen=True):
    """A table: ``columns`` are the keys of its figures' heads (phrases ``report.column.<key>``),
    its title is the phrase ``report.section.<key>``."""

    key: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


class Headline(msgspec.Struct, frozen=True):
    """One number at the head of a report (phrase ``report.headline.<key>``), and what it was in
    the period before."""

    key: str
    figure: Figure
    before: Figure


class Point(msgspec.Struct, frozen=True):
    """One day, or one month of a year: how many came in and how many were closed."""

    part: Period
    received: Figure
    ended: Figure


class Report(msgspec.Struct, frozen=True):
    """One week, month or year of a station, as known at ``made_at`` (milliseconds).

    ``rates`` are response, solution and satisfaction; ``score`` weighs them. ``held_back`` says
    that too few ratings are there for whoever may not read single ones.
    """

    period: Period
    station: str
    made_at: int
    decimals: int
    weights: Weights
    headlines: tuple[Headline, ...]
    points: tuple[Point, ...]
    sections: tuple[Section, ...]
    rates: tuple[Headline, ...]
    score: Figure
    levels: Levels | None
    held_back: bool = False

    def headline(self, key: str) -> Headline:
        return next(one for one in (*self.headlines, *self.rates) if one.key == key)

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)
