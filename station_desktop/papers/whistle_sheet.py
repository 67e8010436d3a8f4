"""What a whistle sheet (吹哨单) says: the working paper that departments sign on the scene. It
names the case by its number alone, never a resident."""

from __future__ import annotations

from datetime import datetime

import msgspec

from station_desktop.papers.compose import sheet
from station_desktop.papers.document import Document
from station_desktop.papers.facts import Format, Language, Sheet

_ROOM = 2
"""Lines left blank for departments that come uncalled."""


class DepartmentLine(msgspec.Struct, frozen=True):
    """One department; what is not known yet is left to be written by hand. ``said`` are what it
    did and reported, a line each."""

    name: str
    due_at: datetime
    contact: str = ""
    standing: str = ""
    came_at: datetime | None = None
    place: str = ""
    who: str = ""
    said: tuple[str, ...] = ()


class WhistleFacts(msgspec.Struct, frozen=True):
    """One whistle in the paper's language; ``limit`` in minutes. ``over`` leaves no blank lines."""

    kind: str
    what: str
    place: str
    case: str
    blown_at: datetime
    blown_by: str
    limit: int
    departments: tuple[DepartmentLine, ...] = ()
    result: str = ""
    over: bool = False

    @property
    def blank_lines(self) -> int:
        return 0 if self.over else _ROOM


def compose(
    whistle: WhistleFacts, head: Sheet, language: Language, format: Format = "a4"
) -> Document:
    """The sheet; A4 or large print."""
    return sheet("whistle", "whistle.title", head, language, format, whistle=whistle)
