"""How long what is kept of somebody must stay before it may be erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

USUAL = 1095
"""Days that a closed case stays where nothing else is laid down: three years."""
INDIVIDUAL = "individual"
"""The kind of thing that an individual case is, among items and categories."""


def days(laid_down: Mapping[str, int], item: str, category: str = "") -> int:
    """For how many days after its end a case of this item stays: as laid down for the item, else
    for its category, else the usual time."""
    return laid_down.get(item, laid_down.get(category, USUAL))


def until(ended: date, kept: int) -> date:
    """The first day on which it may be erased."""
    return ended + timedelta(days=kept)
