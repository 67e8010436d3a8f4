"""Charts as SVG made here: bars with their numbers beside them, readable without colour.

Every chart has its table next to it on the page, so it only has to show the shape.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup, escape

_WIDTH, _LABEL, _NUMBER = 560, 150, 64
_ROW, _BAR = 30, 16
_LONGEST = 10
"""Characters of a label that fit beside the bars (Chinese ones; Latin letters are half as wide)."""


class Part(msgspec.Struct, frozen=True):
    """A stretch of one bar; ``kind`` is ``""``, ``warn`` or ``bad``."""

    value: int
    kind: str = ""


class Bar(msgspec.Struct, frozen=True):
    """One line of a chart."""

    label: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        return sum(part.value for part in self.parts)


def bars(title: str, lines: Sequence[Bar]) -> Markup:
    """Horizontal bars, one below the other, on one scale."""
    height = max(_ROW * len(lines), _ROW)
    most = max((line.total for line in lines), default=0) or 1
    drawn = Markup("").join(_line(line, place, most) for place, line in enumerate(lines))
    return Markup(
        '<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">'
        "{drawn}</svg>"
    ).format(width=_WIDTH, height=height, title=title, drawn=drawn)


def _line(line: Bar, place: int, most: int) -> Markup:
    top = place * _ROW
    middle = top + _ROW / 2 + 4.5
    room = _WIDTH - _LABEL - _NUMBER
    drawn = [_text(_LABEL - 10, middle, shortened(line.label), "end")]
    drawn.append(_rect("track", _LABEL, top, room))
    at = float(_LABEL)
    for part in line.parts:
        width = room * part.value / most
        if width:
            drawn.append(_rect(f"bar {part.kind}".strip(), at, top, width))
        at += width
    drawn.append(_text(_WIDTH - _NUMBER + 8, middle, str(line.total), "start", "value"))
    return Markup("").join(drawn)


def _rect(kind: str, x: float, top: float, width: float) -> Markup:
    return Markup(
        '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" rx="3"/>'
    ).format(kind, x, top + (_ROW - _BAR) / 2, width, _BAR)


def _text(x: float, y: float, text: str, anchor: str, kind: str = "label") -> Markup:
    return Markup('<text class="{}" x="{}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        kind, x, y, anchor, escape(text)
    )


def shortened(label: str) -> str:
    """As much of a label as fits, with an ellipsis where some is left out."""
    room = 2 * _LONGEST
    taken = 0
    for place, sign in enumerate(label):
        taken += 1 if sign.isascii() else 2
        if taken > room:
            return label[: max(place - 1, 1)] + "…"
    return label
