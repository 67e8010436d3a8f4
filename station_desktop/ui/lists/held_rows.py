"""A short list that is read whole and shown like the long ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from station_desktop.ui.lists.rows_model import RowsModel, Source, Window


class HeldRows:
    """The rows behind ``model``; replaced all at once, while the chosen one stays chosen."""

    def __init__(self, model: RowsModel, key: Callable[[Any], Any]) -> None:
        self.rows: tuple[Any, ...] = ()
        self._model = model
        self._key = key
        self._shown = False

    def put(self, rows: Sequence[Any]) -> None:
        """Show these."""
        self.rows = tuple(rows)
        if self._shown:
            self._model.refresh()
            return
        self._shown = True
        self._model.set_source(Source(self._page, self._place, self._key, lambda _: len(self.rows)))

    def holds(self, key: Any) -> bool:
        return any(self._key(row) == key for row in self.rows)

    def _page(self, _: Any, window: Window) -> Sequence[Any]:
        begin = (0 if window.after is None else window.after + 1) + window.skip
        return self.rows[begin : begin + window.limit]

    def _place(self, row: Any) -> int:
        keys = [self._key(held) for held in self.rows]
        return keys.index(self._key(row))
