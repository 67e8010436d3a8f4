"""Pages ready to be painted: plain values in design units of a tenth of a point (720 an inch).

The one layout makes them and every output paints the same ones; that is why a preview is exactly
what prints.
"""

from __future__ import annotations

from typing import Literal

import msgspec

UNITS_PER_INCH = 720
UNITS_PER_MM = UNITS_PER_INCH / 25.4


class Run(msgspec.Struct, frozen=True):
    """One line of text; ``y`` is its baseline, ``pixels`` the font's height."""

    x: float
    y: float
    text: str
    pixels: int
    bold: bool = False


class Stroke(msgspec.Struct, frozen=True):
    """One ruled line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 5
    dashed: bool = False


class Modules(msgspec.Struct, frozen=True):
    """A QR code: rows of ``1`` and ``0``, drawn as filled squares in a square ``size`` wide."""

    x: float
    y: float
    size: float
    rows: tuple[str, ...]


class Box(msgspec.Struct, frozen=True):
    """A filled rectangle of a chart; ``shade`` is 0 for black to 1 for white, its edge is thin."""

    x: float
    y: float
    width: float
    height: float
    shade: float


Mark = Run | Stroke | Modules | Box


class Page(msgspec.Struct, frozen=True):
    """One page; ``watermark`` is painted under its marks.

    ``named`` is the paper a printer should load, empty for one as long as it needs.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    watermark: str = ""
    named: Literal["a4", ""] = ""


def moved(mark: Mark, dy: float) -> Mark:
    """``mark`` further down by ``dy``."""
    if isinstance(mark, Stroke):
        return msgspec.structs.replace(mark, y1=mark.y1 + dy, y2=mark.y2 + dy)
    return msgspec.structs.replace(mark, y=mark.y + dy)


class Piece(msgspec.Struct):
    """Something that is not torn apart, placed from the top of the page down.

    ``keep`` holds it with the piece after it. ``heads`` are set again on a page that begins with
    it. ``if_first`` and ``if_last`` are drawn only where it begins or ends a page: the edges of a
    table row that is too tall for one.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    keep: bool = False
    heads: tuple[Piece, ...] = ()
    if_first: tuple[Mark, ...] = ()
    if_last: tuple[Mark, ...] = ()
    blank: bool = False


def paginate(pieces: list[Piece], room: float) -> list[tuple[list[Mark], float]]:
    """Pages of marks, each with the height it uses, none taller than ``room``.

    A group that is kept together and taller than a page is cut where it must be.
    """
    pages: list[tuple[list[Mark], float]] = []
    marks: list[Mark] = []
    used, last = 0.0, None
    at = 0
    while at < len(pieces):
        end = _group_end(pieces, at)
        height = sum(piece.height for piece in pieces[at:end])
        if used and used + height > room and (height <= room or not pieces[at].keep):
            pages.append((marks + _ending(last, used), used))
            marks, used, last = [], 0.0, None
        for piece in pieces[at:end]:
            if used and used + piece.height > room:
                pages.append((marks + _ending(last, used), used))
                marks, used = [], 0.0
            if not used:
                if piece.blank:
                    continue
                for head in piece.heads:
                    marks += [moved(mark, used) for mark in head.marks]
                    used += head.height
                marks += [moved(mark, used) for mark in piece.if_first]
            marks += [moved(mark, used) for mark in piece.marks]
            used += piece.height
            last = piece
        at = end
    return [*pages, (marks + _ending(last, used), used)]


def _group_end(pieces: list[Piece], start: int) -> int:
    end = start
    while end < len(pieces) - 1 and pieces[end].keep:
        end += 1
    return end + 1


def _ending(last: Piece | None, used: float) -> list[Mark]:
    if last is None:
        return []
    return [moved(mark, used - last.height) for mark in last.if_last]
