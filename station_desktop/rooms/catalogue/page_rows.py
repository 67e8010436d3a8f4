"""A short list that is at hand, for a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from station_desktop.ui.lists.rows_model import Source, Window


def listed(rows: Sequence[Any]) -> Source:
    """``rows`` as a table's source; each has a ``key`` of its own."""
    places = {row.key: number for number, row in enumerate(rows)}

    def page(_: Any, window: Window) -> Sequence[Any]:
        first = window.skip + (0 if window.after is None else window.after + 1)
        return rows[first : first + window.limit]

    return Source(page, lambda row: places[row.key], lambda row: row.key, lambda _: len(rows))
