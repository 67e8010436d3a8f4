"""The one layout: from the page model to placed pages, by the papers' own font only.

No device has a say in it: lines are broken by the font's unhinted widths in design units, so the
same document gives the same pages in a PDF, in the preview and on a printer.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from station_desktop.papers.document import (
    Bars,
    Block,
    Code,
    Columns,
    Document,
    Gap,
    Grid,
    Line,
    Signatures,
    Slot,
    Text,
)
from station_desktop.papers.placed import (
    UNITS_PER_MM,
    Mark,
    Modules,
    Page,
    Piece,
    Stroke,
    moved,
    paginate,
)
from station_desktop.papers.printing_chart import bars, columns
from station_desktop.papers.printing_table import grid_pieces
from station_desktop.papers.printing_text import Lines, break_lines
from station_desktop.papers.sheet import Sheet, sheet_for

_BETWEEN = 5 * UNITS_PER_MM  # two places to sign
_SIGNED_WITH = 3  # lines or rows that stay with a signature
_LONGEST_CODE = 400  # characters; a longer text would give a code no reader at a desk reads


def lay_out(document: Document) -> tuple[Page, ...]:
    """The pages of ``document``; at least one. The same document always gives equal pages."""
    sheet = sheet_for(document.format, document.language)
    pieces: list[Piece] = []
    for block in document.blocks:
        if isinstance(block, Signatures):
            _tie_to_what_is_signed(pieces)
        pieces.extend(_pieces(block, sheet))
    filled = paginate(pieces, sheet.room)
    pages: list[Page] = []
    named: Literal["a4", ""] = "" if sheet.roll else "a4"
    for number, (marks, used) in enumerate(filled, 1):
        height = used + sheet.top + sheet.bottom if sheet.roll else sheet.height
        page = [moved(mark, sheet.top) for mark in marks]
        if not sheet.roll:
            page += _foot(document, sheet, number, len(filled))
        pages.append(Page(sheet.width, height, tuple(page), document.watermark, named))
    return tuple(pages)


def _tie_to_what_is_signed(pieces: list[Piece]) -> None:
    """Hold the last lines before a signature with it: nobody signs an otherwise empty page."""
    written = [index for index, piece in enumerate(pieces) if not piece.blank][-_SIGNED_WITH:]
    for piece in pieces[written[0] if written else len(pieces) :]:
        piece.keep = True


def _pieces(block: Block, sheet: Sheet) -> list[Piece]:
    match block:
        case Text():
            return _paragraph(block, sheet)
        case Grid():
            return grid_pieces(block, sheet)
        case Code():
            return _code(block, sheet)
        case Signatures():
            return [_signatures(block, sheet)]
        case Gap():
            return [Piece(block.millimetres * UNITS_PER_MM, blank=True, keep=True)]
        case Line():
            return [_line(block, sheet)]
        case Bars():
            return bars(block, sheet)
        case Columns():
            return columns(block, sheet)


def _paragraph(text: Text, sheet: Sheet) -> list[Piece]:
    words = f"\u3000\u3000{text.text}" if text.indent else text.text
    lines = break_lines(words, text.role, sheet, sheet.inner)
    count = len(lines.texts)
    pieces = [
        Piece(
            lines.step,
            (lines.run(index, sheet.left, 0, sheet.inner, text.align),),
            # no single line of a paragraph is left behind at the foot or the head of a page
            keep=text.keep or (count > 1 and index in (0, count - 2)),
        )
        for index in range(count)
    ]
    pieces[-1].keep = text.keep
    return pieces


def _stacked(texts: tuple[Text, ...], sheet: Sheet, width: float) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    y = 0.0
    for text in texts:
        lines = break_lines(text.text, text.role, sheet, width)
        for index in range(len(lines.texts)):
            marks.append(lines.run(index, sheet.left, y, width, text.align))
            y += lines.step
    return marks, y


def _code(block: Code, sheet: Sheet) -> list[Piece]:
    side = sheet.code
    if sheet.roll:
        marks, height = _stacked(block.texts, sheet, sheet.inner)
        gap = 2 * UNITS_PER_MM
        code = _modules(block.content, (sheet.width - side) / 2, height + gap, side)
        return [Piece(height + side + 2 * gap, (*marks, code))]
    marks, height = _stacked(block.texts, sheet, sheet.inner - side - 6 * UNITS_PER_MM)
    if height > sheet.room / 3:  # too tall to be kept beside the code: it follows below
        below = [piece for text in block.texts for piece in _paragraph(text, sheet)]
        alone = _modules(block.content, sheet.left + sheet.inner - side, 0, side)
        return [Piece(side, (alone,), keep=True), *below]
    total = max(height, side)
    shifted = [moved(mark, (total - height) / 2) for mark in marks]
    code = _modules(block.content, sheet.left + sheet.inner - side, (total - side) / 2, side)
    return [Piece(total, (*shifted, code))]


def _modules(content: str, x: float, y: float, side: float) -> Modules:
    import segno

    code = segno.make(content[:_LONGEST_CODE], error="m", micro=False)
    return Modules(x, y, side, tuple("".join(map(str, row)) for row in code.matrix))


def _signatures(block: Signatures, sheet: Sheet) -> Piece:
    """Places to sign: all side by side, else two to a row, else one under the other."""
    for across in sorted({len(block.slots), 2, 1}, reverse=True):
        rows = _rows_of_places(block, sheet, across)
        if across == 1 or (not sheet.roll and all(p.fits for row in rows for p in row)):
            break
    marks: list[Mark] = []
    y = 0.0
    for row in rows:
        below = any(not place.seal and place.beside < 16 * UNITS_PER_MM for place in row)
        x, tallest = sheet.left, 0.0
        for place in row:
            drawn, height = _sign_here(place, sheet, x, below)
            marks += [moved(mark, y) for mark in drawn]
            x, tallest = x + place.width + _BETWEEN, max(tallest, height)
        y += tallest
    return Piece(y, tuple(marks))


def _rows_of_places(block: Signatures, sheet: Sheet, across: int) -> list[list[_Place]]:
    """The places in rows of ``across``; the seal needs less width than a signature."""
    rows: list[list[_Place]] = []
    for start in range(0, len(block.slots), across):
        slots = block.slots[start : start + across]
        seals = [block.seal and slot is block.slots[-1] for slot in slots]
        shares = [0.6 if seal and across > 2 else 1.0 for seal in seals]
        unit = (sheet.inner - _BETWEEN * (across - 1)) / (sum(shares) + across - len(slots))
        rows.append(
            [
                _Place(
                    slot,
                    unit * share,
                    break_lines(slot.label, "body", sheet, unit * share),
                    break_lines(slot.under, "body", sheet, unit * share),
                    seal,
                )
                for slot, share, seal in zip(slots, shares, seals, strict=True)
            ]
        )
    return rows


class _Place(NamedTuple):
    """One place to sign with its share of the width."""

    slot: Slot
    width: float
    label: Lines
    under: Lines
    seal: bool

    @property
    def fits(self) -> bool:
        """Whether neither its label nor what is under it has to be broken."""
        return len(self.label.texts) == 1 and len(self.under.texts) == 1

    @property
    def beside(self) -> float:
        """The room left behind the label."""
        return self.width - self.label.texts[-1][1] - 10


def _sign_here(place: _Place, sheet: Sheet, x: float, below: bool) -> tuple[list[Mark], float]:
    """Label, the line to sign on behind it (or ``below`` it), then what is printed under it."""
    y = 7 * UNITS_PER_MM
    marks: list[Mark] = []
    for index in range(len(place.label.texts)):
        marks.append(place.label.run(index, x, y, place.width, "left"))
        y += place.label.step
    if place.seal:
        return marks, y if sheet.roll else max(y, 26 * UNITS_PER_MM)
    start = x + place.width - place.beside
    if below:
        start, y = x, y + 8 * UNITS_PER_MM
    marks.append(Stroke(start, y - 20, x + place.width, y - 20))
    y += 2 * UNITS_PER_MM
    for index in range(len(place.under.texts)):
        marks.append(place.under.run(index, x, y, place.width, "left"))
        y += place.under.step
    return marks, y


def _line(block: Line, sheet: Sheet) -> Piece:
    left, right = sheet.left, sheet.left + sheet.inner
    height = 4 * UNITS_PER_MM
    if not block.text:
        y = height / 2
        marks: list[Mark] = [Stroke(left, y, right, y, 15 if block.heavy else 5, block.cut)]
        if block.heavy:
            marks.append(Stroke(left, y + 18, right, y + 18, 4))
        return Piece(height, tuple(marks), keep=True)
    lines = break_lines(block.text, "note", sheet, sheet.inner)
    width = max(natural for _, natural in lines.texts)
    middle = height + lines.step / 2
    start = (sheet.width - width) / 2
    words = [
        lines.run(index, left, height + index * lines.step, sheet.inner, "center")
        for index in range(len(lines.texts))
    ]
    sides = [
        Stroke(left, middle, start - 30, middle, 5, block.cut),
        Stroke(start + width + 30, middle, right, middle, 5, block.cut),
    ]
    if start - 30 - left < 5 * UNITS_PER_MM:  # no room beside the words: one line above them
        sides = [Stroke(left, height / 2, right, height / 2, 5, block.cut)]
    return Piece(2 * height + lines.height, (*words, *sides), keep=True)


def _foot(document: Document, sheet: Sheet, number: int, pages: int) -> list[Mark]:
    y = sheet.height - 15 * UNITS_PER_MM
    left, right = sheet.left, sheet.left + sheet.inner
    count = document.page_of.format(page=number, pages=pages)
    counted = break_lines(count, "small", sheet, sheet.inner)
    station = _one_line(document.footer, sheet, sheet.inner - counted.texts[0][1] - 100)
    return [
        Stroke(left, y, right, y, 4),
        station.run(0, left, y + 15, sheet.inner, "left"),
        counted.run(0, left, y + 15, sheet.inner, "right"),
    ]


def _one_line(text: str, sheet: Sheet, width: float) -> Lines:
    """``text`` in one line, shortened with ``…`` where it is too long for it."""
    lines = break_lines(text, "small", sheet, width)
    if len(lines.texts) == 1:
        return lines
    kept = lines.texts[0][0]
    while kept and len(lines.texts) > 1:
        lines = break_lines(f"{kept}…", "small", sheet, width)
        kept = kept[:-1]
    return lines
