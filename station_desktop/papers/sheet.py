"""Measures of the three sheets: A4, A4 in large print, and the 80 mm roll."""

from __future__ import annotations

from typing import NamedTuple

from station_desktop.papers.document import Role
from station_desktop.papers.facts import Format, Language
from station_desktop.papers.placed import UNITS_PER_MM


class Sheet(NamedTuple):
    """All in design units (0.1 pt). ``height`` of a roll is the longest page before it is cut.

    ``sizes`` are the font heights by role; ``leading`` is line distance over font height.
    """

    width: float
    height: float
    left: float
    top: float
    bottom: float
    sizes: dict[Role, int]
    leading: float
    code: float
    roll: bool = False

    @property
    def inner(self) -> float:
        """The printable width."""
        return self.width - 2 * self.left

    @property
    def room(self) -> float:
        """The printable height."""
        return self.height - self.top - self.bottom


def _mm(value: float) -> float:
    return value * UNITS_PER_MM


_SHEETS: dict[Format, Sheet] = {
    "a4": Sheet(
        width=_mm(210),
        height=_mm(297),
        left=_mm(24),
        top=_mm(18),
        bottom=_mm(22),
        sizes={
            "title": 220,
            "heading": 125,
            "body": 110,
            "label": 110,
            "note": 100,
            "small": 90,
        },
        leading=1.55,
        code=_mm(24),
    ),
    "large": Sheet(
        width=_mm(210),
        height=_mm(297),
        left=_mm(19),
        top=_mm(18),
        bottom=_mm(22),
        sizes={
            "title": 280,
            "heading": 200,
            "body": 180,
            "label": 180,
            "note": 165,
            "small": 125,
        },
        leading=1.5,
        code=_mm(34),
    ),
    # A roll page is closed at 4 m: PDF readers stop at 5 m, and nobody can hold more in the hand.
    "roll": Sheet(
        width=_mm(80),
        height=_mm(4000),
        left=_mm(4),
        top=_mm(4),
        bottom=_mm(8),
        sizes={"title": 150, "heading": 112, "body": 100, "label": 100, "note": 90, "small": 85},
        leading=1.45,
        code=_mm(32),
        roll=True,
    ),
}


def sheet_for(format: Format, language: Language) -> Sheet:
    """The sheet of ``format``; Latin letters, lower than Chinese ones, stand in closer lines."""
    sheet = _SHEETS[format]
    return sheet._replace(leading=sheet.leading * 0.9) if language == "en" else sheet
