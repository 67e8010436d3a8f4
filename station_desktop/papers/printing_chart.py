"""Simple charts in pieces that can be paged: bars across, and columns side by side, in greys that
any printer keeps apart."""

from __future__ import annotations

from station_desktop.papers.document import Bar, Bars, Columns
from station_desktop.papers.placed import UNITS_PER_MM, Box, Mark, Piece, Stroke
from station_desktop.papers.printing_text import break_lines
from station_desktop.papers.sheet import Sheet

SHADES = (0.25, 0.62, 0.86, 1.0)
_NAMES = 0.27  # of the width
_NUMBERS = 0.12
_HIGH = 42 * UNITS_PER_MM
_LEAST_STEP = 6.5 * UNITS_PER_MM  # between the names beneath columns


def bars(block: Bars, sheet: Sheet) -> list[Piece]:
    """The legend, then a line for each bar."""
    most = max((sum(bar.parts) for bar in block.bars), default=0) or 1
    pieces = [_legend(block.legend, sheet)] if len(block.legend) > 1 else []
    return [*pieces, *(_bar(bar, most, sheet) for bar in block.bars)]


def _bar(bar: Bar, most: int, sheet: Sheet) -> Piece:
    name = break_lines(bar.name, "note", sheet, sheet.inner * _NAMES - 60)
    number = break_lines(bar.shown, "note", sheet, sheet.inner * _NUMBERS)
    height = max(name.height, number.height) + 20
    thick = min(height - 30, name.step * 0.75)
    top = (height - thick) / 2
    x = sheet.left + sheet.inner * _NAMES
    room = sheet.inner * (1 - _NAMES - _NUMBERS)
    marks: list[Mark] = [
        name.run(index, sheet.left, (height - name.height) / 2 + index * name.step, 0, "left")
        for index in range(len(name.texts))
    ]
    for part, shade in zip(bar.parts, SHADES, strict=False):
        if part:
            marks.append(Box(x, top, room * part / most, thick, shade))
            x += room * part / most
    marks.append(number.run(0, x + 50, (height - number.height) / 2, 0, "left"))
    return Piece(height, tuple(marks))


def columns(block: Columns, sheet: Sheet) -> list[Piece]:
    """The legend, then all columns in one piece on their base line."""
    most = max((value for group in block.groups for value in group), default=0) or 1
    step = sheet.inner / max(1, len(block.names))
    every = max(1, -(-int(_LEAST_STEP) // max(1, int(step))))
    marks: list[Mark] = []
    small = break_lines("0", "small", sheet, sheet.inner).step
    base = _HIGH + small
    for place, (name, group) in enumerate(zip(block.names, block.groups, strict=True)):
        left = sheet.left + place * step
        wide = step * 0.7 / max(1, len(group))
        for number, value in enumerate(group):
            high = _HIGH * value / most
            x = left + step * 0.15 + number * wide
            if value:
                marks.append(Box(x, base - high, wide, high, SHADES[number % len(SHADES)]))
            if value and wide > small:
                shown = break_lines(str(value), "small", sheet, step)
                marks.append(shown.run(0, x, base - high - small, wide, "center"))
        if place % every == 0:
            label = break_lines(name, "small", sheet, step * every)
            marks.append(label.run(0, left, base + 15, step, "center" if every == 1 else "left"))
    marks.append(Stroke(sheet.left, base, sheet.left + sheet.inner, base))
    return [_legend(block.legend, sheet), Piece(base + small + 40, tuple(marks))]


def _legend(names: tuple[str, ...], sheet: Sheet) -> Piece:
    x, marks = sheet.left, []
    height = 0.0
    for name, shade in zip(names, SHADES, strict=False):
        line = break_lines(name, "small", sheet, sheet.inner)
        side = line.step * 0.5
        box: Mark = Box(x, (line.step - side) / 2, side, side, shade)
        marks += [box, line.run(0, x + side + 30, 0, 0, "left")]
        x += side + 30 + line.texts[0][1] + 120
        height = line.step
    return Piece(height + 20, tuple(marks), keep=True)
