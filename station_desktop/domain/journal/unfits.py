"""Facts that came when their case no longer stood where they could apply.

Two windows, or a window and the hall, acted apart: whoever acted first in stamp order is right by
the rules, and what the other did is kept beside the case until a person has judged it.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec

from station_desktop.domain.journal.journal import Fact


class Unfit(msgspec.Struct, frozen=True):
    """One such fact: its entry, and who made it when (milliseconds)."""

    entry: str
    kind: str
    at: int
    author: str


class Settled(Fact, frozen=True):
    """Somebody judged the unfit fact of this entry; ``note`` says what was done about it."""

    kind: ClassVar[str] = "case.settled"
    personal: ClassVar[tuple[str, ...]] = ("note",)
    entry: str
    note: str
