"""Ruled tables in pieces that can be paged: whole rows, and lines of rows taller than a page."""

from __future__ import annotations

from typing import NamedTuple

from station_desktop.papers.document import Cell, Grid, Row
from station_desktop.papers.placed import Mark, Piece, Stroke
from station_desktop.papers.printing_text import Lines, break_lines
from station_desktop.papers.sheet import Sheet

_THIN, _EDGE = 5.0, 9.0
_TALL = 0.4  # a row above this part of the page may be torn between its lines


class _Box(NamedTuple):
    """One cell where it will stand: its left edge, width and broken text."""

    cell: Cell
    x: float
    width: float
    lines: Lines


class _Padding(NamedTuple):
    left: float
    right: float
    down: float

    @property
    def across(self) -> float:
        return self.left + self.right


def _padding(grid: Grid, sheet: Sheet) -> _Padding:
    body = sheet.sizes["body"]
    if grid.ruled:
        return _Padding(body * 0.45, body * 0.45, body * 0.28)
    return _Padding(0.0, body * 0.4, body * 0.04)


def grid_pieces(grid: Grid, sheet: Sheet) -> list[Piece]:
    """The rows of ``grid`` across the whole printable width; its head returns on each page."""
    pad = _padding(grid, sheet)
    heads = tuple(_whole(_boxes(row, grid, sheet), grid, pad, head=True) for row in grid.head)
    pieces: list[Piece] = list(heads)
    for piece in heads:
        piece.keep = True
    for row in grid.rows:
        boxes = _boxes(row, grid, sheet)
        tall = max(box.lines.height for box in boxes) + 2 * pad.down > _TALL * sheet.room
        rows = _slices(boxes, grid, pad) if tall else [_whole(boxes, grid, pad)]
        for piece in rows:
            piece.heads = heads
        if row.keep:
            rows[-1].keep = True
        pieces.extend(rows)
    if grid.together:
        for piece in pieces[:-1]:
            piece.keep = True
    return pieces


def _boxes(row: Row, grid: Grid, sheet: Sheet) -> list[_Box]:
    unit = sheet.inner / sum(grid.columns)
    across = _padding(grid, sheet).across
    boxes: list[_Box] = []
    x, column = sheet.left, 0
    for cell in row.cells:
        width = unit * sum(grid.columns[column : column + cell.span])
        lines = break_lines(cell.text, cell.role, sheet, width - across)
        boxes.append(_Box(cell, x, width, lines))
        x, column = x + width, column + cell.span
    return boxes


def _whole(boxes: list[_Box], grid: Grid, pad: _Padding, head: bool = False) -> Piece:
    """One row that stays in one piece, its texts centred in its height."""
    least = max(box.cell.height for box in boxes) * 720 / 25.4
    height = max(max(box.lines.height for box in boxes) + 2 * pad.down, least)
    marks: list[Mark] = []
    if grid.ruled:
        marks += [*_sides(boxes, height), *_across(boxes, 0), *_across(boxes, height)]
    for box in boxes:
        top = (height - box.lines.height) / 2 if grid.ruled else pad.down
        if box.cell.low:
            top = height - box.lines.height - pad.down
        for index in range(len(box.lines.texts)):
            marks.append(_placed(box, index, top + index * box.lines.step, pad))
    return Piece(height, tuple(marks), keep=head)


def _slices(boxes: list[_Box], grid: Grid, pad: _Padding) -> list[Piece]:
    """One row line by line, to be torn where a page ends (never after its first line)."""
    step = max(box.lines.step for box in boxes)
    count = max(len(box.lines.texts) for box in boxes)
    pieces: list[Piece] = []
    for index in range(count):
        top = pad.down if index == 0 else 0.0
        height = top + step + (pad.down if index == count - 1 else 0.0)
        marks: list[Mark] = [
            _placed(box, index, top, pad) for box in boxes if index < len(box.lines.texts)
        ]
        if grid.ruled:
            marks += _sides(boxes, height)
            marks += _across(boxes, 0) if index == 0 else []
            marks += _across(boxes, height) if index == count - 1 else []
        piece = Piece(height, tuple(marks), keep=index in (0, count - 2))
        if grid.ruled:
            piece.if_first, piece.if_last = tuple(_across(boxes, 0)), tuple(_across(boxes, height))
        pieces.append(piece)
    return pieces


def _placed(box: _Box, index: int, top: float, pad: _Padding) -> Mark:
    width = box.width - pad.across
    return box.lines.run(index, box.x + pad.left, top, width, box.cell.align)


def _sides(boxes: list[_Box], height: float) -> list[Mark]:
    right = boxes[-1].x + boxes[-1].width
    inner: list[Mark] = [Stroke(box.x, 0, box.x, height, _THIN) for box in boxes[1:]]
    left = boxes[0].x
    return [Stroke(left, 0, left, height, _EDGE), *inner, Stroke(right, 0, right, height, _EDGE)]


def _across(boxes: list[_Box], y: float) -> list[Mark]:
    return [Stroke(boxes[0].x, y, boxes[-1].x + boxes[-1].width, y, _THIN)]
