"""The weekly report and the monthly or yearly figures on A4: headline numbers, charts, tables."""

from __future__ import annotations

from collections.abc import Iterator

from station_desktop.domain.report.told_reports import Number, Table, Told
from station_desktop.papers import wording
from station_desktop.papers.document import (
    Bar,
    Bars,
    Block,
    Cell,
    Columns,
    Document,
    Gap,
    Grid,
    Row,
    Signatures,
    Slot,
)
from station_desktop.papers.document import Text as Paragraph
from station_desktop.papers.facts import Format

_ACROSS = 4
_CHARTED = "category"
_NARROW, _WIDE = 1.0, 2.6


def compose(told: Told, format: Format = "a4") -> Document:
    """The paper; raises ``ValueError`` for the roll: its tables are too wide."""
    if format == "roll":
        raise ValueError("there is no report in the format 'roll'")
    return Document(
        kind="report",
        language=told.language,
        format=format,
        title=told.title,
        blocks=tuple(_blocks(told)),
        footer=" · ".join(part for part in (told.station, told.file, told.made) if part),
        page_of=told.page_of,
        watermark=told.demo,
    )


def _blocks(told: Told) -> Iterator[Block]:
    yield Paragraph(wording.clean(told.station), align="center", keep=True)
    yield Paragraph(told.title, "title", "center", keep=True)
    yield Paragraph(told.period, align="center")
    yield Gap(2)
    yield from _numbers(told, told.sections["headlines"], told.headlines)
    yield Gap(3)
    yield Paragraph(told.sections["points"], "heading", keep=True)
    yield Columns(
        tuple(name for name, *_ in told.points),
        tuple((came, went) for _, came, went in told.points),
        told.legend,
    )
    yield Paragraph(told.sections["rates"], "heading", keep=True)
    yield from _rates(told)
    for table in told.tables:
        yield from _table(table)
    yield Gap(3)
    yield Paragraph(told.sections["rules"], "heading", keep=True)
    for rule in told.rules:
        yield Paragraph(rule, "note")
    yield Signatures((Slot(told.signature),))


def _numbers(told: Told, title: str, numbers: tuple[Number, ...]) -> Iterator[Block]:
    """Four to a row: the name above, the number beneath, what it was before in small print."""
    yield Paragraph(title, "heading", keep=True)
    rows = []
    for start in range(0, len(numbers), _ACROSS):
        row = [*numbers[start : start + _ACROSS]]
        empty = (Cell(""),) * (_ACROSS - len(row))
        rows.append(Row((*(Cell(one.name, role="note", align="center") for one in row), *empty)))
        shown = (Cell(one.shown, role="heading", align="center") for one in row)
        rows.append(Row((*shown, *empty)))
        before = (Cell(_before(told, one), role="small", align="center") for one in row)
        rows.append(Row((*before, *empty)))
    yield Grid((1.0,) * _ACROSS, tuple(rows), together=True)


def _before(told: Told, one: Number) -> str:
    """``上周 12（+3）``"""
    change = (f"（{one.change}）" if told.language == "zh_CN" else f" ({one.change})") * bool(
        one.change
    )
    return f"{told.before} {one.before}{change}"


def _chart(table: Table) -> Iterator[Block]:
    """What came in, as bars."""
    bars = (Bar(row.name, (row.figures[0].value or 0,), row.shown[0]) for row in table.rows)
    yield Bars(tuple(bars), (table.heads[0],))
    yield Gap(2)


def _rates(told: Told) -> Iterator[Block]:
    names = (*(one.name for one in told.rates), told.sections["score"])
    shown = (*(one.shown for one in told.rates), told.score)
    yield Grid(
        (1.0,) * len(names),
        (
            Row(tuple(Cell(name, role="note", align="center") for name in names)),
            Row(tuple(Cell(text, role="heading", align="center") for text in shown)),
        ),
        together=True,
    )
    yield Gap(2)


def _table(table: Table) -> Iterator[Block]:
    yield Paragraph(table.title, "heading", keep=True)
    if table.key == _CHARTED:
        yield from _chart(table)
    head = Row(
        (
            Cell(table.first, role="label"),
            *(Cell(name, role="small", align="center") for name in table.heads),
        )
    )
    rows = tuple(
        Row(
            (
                Cell(wording.clean(row.name), role="note"),
                *(Cell(text, role="note", align="right") for text in row.shown),
            )
        )
        for row in table.rows
    )
    yield Grid((_WIDE, *(_NARROW for _ in table.heads)), rows, head=(head,))
    if table.note:
        yield Paragraph(table.note, "small")
    yield Gap(2)
