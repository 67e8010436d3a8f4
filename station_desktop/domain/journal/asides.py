"""Setting an entry aside: it is sound and kept, but breaks a rule, and so does not count.

The hall says so in an entry of its own on the same subject, so that every device folds alike.
"""

from __future__ import annotations

from typing import ClassVar

from station_desktop.domain.journal.journal import Fact


class SetAside(Fact, frozen=True):
    """The entry with id ``entry`` does not count, for the reason of this problem code."""

    kind: ClassVar[str] = "aside.set"
    by_hall: ClassVar[bool] = True
    entry: str
    reason: str


class Lifted(Fact, frozen=True):
    """The entry counts after all; ``reason`` says why, in words."""

    kind: ClassVar[str] = "aside.lifted"
    by_hall: ClassVar[bool] = True
    entry: str
    reason: str


class Seen(Fact, frozen=True):
    """The station read that the entry is set aside; ``note`` says what was done instead."""

    kind: ClassVar[str] = "aside.seen"
    entry: str
    note: str


FACTS: tuple[type[Fact], ...] = (SetAside, Lifted, Seen)
