"""A person's own copy of their data, and the report of who looked at whom, on A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from station_desktop.domain.person.own_copies import OwnCopy, Section
from station_desktop.papers import wording
from station_desktop.papers.document import (
    Block,
    Cell,
    Document,
    Gap,
    Grid,
    Row,
    Signatures,
    Slot,
)
from station_desktop.papers.document import Text as Paragraph
from station_desktop.papers.facts import Format, Language

_COPY_COLUMNS = (1.0, 2.4)
_LOOK_COLUMNS = (1.5, 0.8, 0.8, 1.7, 1.9)


class Told(msgspec.Struct, frozen=True):
    """What a sheet says beside its data, already in words. ``mark`` crosses every page: who had it
    made, when and why; ``slots`` are places to sign."""

    title: str
    under: str
    footer: str
    page_of: str
    mark: str
    slots: tuple[str, ...] = ()


def compose_copy(copy: OwnCopy, told: Told, language: Language, format: Format = "a4") -> Document:
    """Everything, section by section, one grid for each thing."""
    return Document(
        kind="own_copy",
        language=language,
        format=format,
        title=told.title,
        blocks=tuple(_copy_blocks(copy, told)),
        footer=told.footer,
        page_of=told.page_of,
        watermark=told.mark,
    )


def _copy_blocks(copy: OwnCopy, told: Told) -> Iterator[Block]:
    yield Paragraph(wording.clean(copy.station), align="center", keep=True)
    yield Paragraph(told.title, "title", "center", keep=True)
    yield Paragraph(told.under, "note", "center")
    yield Gap(2)
    for line in copy.intro:
        yield Paragraph(line, "note")
    for section in copy.sections:
        yield Gap(3)
        yield from _section(section)
    yield Gap(4)
    yield Signatures(tuple(Slot(each) for each in told.slots))


def _section(section: Section) -> Iterator[Block]:
    yield Paragraph(section.title, "heading", keep=True)
    if section.note:
        yield Paragraph(section.note, "small", keep=True)
    for thing in section.things:
        head = (Row((Cell(wording.clean(thing.title), span=2, role="label"),)),)
        rows = tuple(
            Row((Cell(wording.clean(one.label), role="note"), Cell(wording.clean(one.value))))
            for one in thing.values
        )
        if rows or thing.title:
            yield Grid(_COPY_COLUMNS, rows, head=head if thing.title else ())
            yield Gap(1)


def compose_looks(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    told: Told,
    language: Language,
    format: Format = "a4",
) -> Document:
    """One line for each look."""
    head = Row(tuple(Cell(each, role="label") for each in heads))
    lines = tuple(
        Row(tuple(Cell(wording.clean(each), role="note") for each in row)) for row in rows
    )
    return Document(
        kind="access_report",
        language=language,
        format=format,
        title=told.title,
        blocks=(
            Paragraph(told.title, "title", "center", keep=True),
            Paragraph(told.under, "note", "center"),
            Gap(2),
            Grid(_LOOK_COLUMNS, lines, head=(head,)),
        ),
        footer=told.footer,
        page_of=told.page_of,
        watermark=told.mark,
    )
