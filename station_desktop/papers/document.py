"""The page model: what stands on a paper and in which order, with no measure of any device.

A :class:`Document` is what composing yields and what the one layout reads; the same value always
gives the same pages.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from station_desktop.papers.facts import Format, Language

Role = Literal["title", "heading", "body", "label", "note", "small"]
Align = Literal["left", "center", "right"]


class Text(msgspec.Struct, frozen=True):
    """One paragraph; ``keep`` holds it on the page of what follows."""

    text: str
    role: Role = "body"
    align: Align = "left"
    keep: bool = False
    indent: bool = False


class Cell(msgspec.Struct, frozen=True):
    """One cell of a ruled grid, ``span`` columns wide; ``height`` is the least in millimetres.

    ``low`` sets the text at the cell's foot, as room to write above it.
    """

    text: str
    span: int = 1
    role: Role = "body"
    align: Align = "left"
    height: float = 0
    low: bool = False


class Row(msgspec.Struct, frozen=True):
    """``keep`` holds it on one page with the row after it."""

    cells: tuple[Cell, ...]
    keep: bool = False


class Grid(msgspec.Struct, frozen=True):
    """A ruled table; ``head`` is repeated on every page; ``columns`` are relative widths.

    ``ruled`` false prints the same columns without lines; ``together`` holds all rows on one page
    where they fit on one.
    """

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    ruled: bool = True
    together: bool = False


class Code(msgspec.Struct, frozen=True):
    """A QR code with texts beside it (under it on a roll)."""

    content: str
    texts: tuple[Text, ...] = ()


class Slot(msgspec.Struct, frozen=True):
    """A place to sign: its label and what is printed under the line."""

    label: str
    under: str = ""


class Signatures(msgspec.Struct, frozen=True):
    """Places to sign side by side (one under the other on a roll), never torn apart.

    ``seal`` leaves the last place free for the seal.
    """

    slots: tuple[Slot, ...]
    seal: bool = False


class Gap(msgspec.Struct, frozen=True):
    """Empty height in millimetres."""

    millimetres: float


class Line(msgspec.Struct, frozen=True):
    """A line across the page; ``cut`` makes it dashed, with the words of ``text`` in it."""

    text: str = ""
    cut: bool = False
    heavy: bool = False


class Bar(msgspec.Struct, frozen=True):
    """One line of a chart: its name, its parts side by side, and the number written behind it."""

    name: str
    parts: tuple[int, ...]
    shown: str


class Bars(msgspec.Struct, frozen=True):
    """Bars across the page, one line each, all to one scale; ``legend`` names the parts."""

    bars: tuple[Bar, ...]
    legend: tuple[str, ...]


class Columns(msgspec.Struct, frozen=True):
    """Upright columns, a group for each name; ``legend`` names the members of a group."""

    names: tuple[str, ...]
    groups: tuple[tuple[int, ...], ...]
    legend: tuple[str, ...]


Block = Text | Grid | Code | Signatures | Gap | Line | Bars | Columns


class Document(msgspec.Struct, frozen=True):
    """One paper, composed.

    ``title`` goes into the file's metadata and never holds personal data; ``footer`` stands at the
    foot of every page, ``page_of`` is the page count's wording with ``{page}`` and ``{pages}``;
    ``watermark`` crosses every page.
    """

    kind: str
    language: Language
    format: Format
    title: str
    blocks: tuple[Block, ...]
    footer: str = ""
    page_of: str = ""
    watermark: str = ""


def texts(document: Document) -> list[str]:
    """Every text that stands on the paper."""
    found = [document.footer, document.watermark]
    for block in document.blocks:
        match block:
            case Text() | Line():
                found.append(block.text)
            case Grid():
                rows = (*block.head, *block.rows)
                found.extend(cell.text for row in rows for cell in row.cells)
            case Code():
                found.extend(text.text for text in block.texts)
            case Bars():
                found.extend(block.legend)
                found.extend(part for bar in block.bars for part in (bar.name, bar.shown))
            case Columns():
                found.extend((*block.legend, *block.names))
            case Signatures():
                found.extend(part for slot in block.slots for part in (slot.label, slot.under))
            case _:
                pass
    return found
