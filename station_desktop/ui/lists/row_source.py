"""A list as values: its columns, and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from station_desktop.ui.text import Text


class Column(msgspec.Struct, frozen=True):
    """One column as a value.

    ``show`` turns a row into the cell's text, called at each painting so that it follows the
    language. ``tone`` (``ok warn bad info`` or nothing) makes the cell a chip. ``width`` is in
    pixels of the normal look; 0 takes what is left.
    """

    key: str
    title: Text
    show: Callable[[Any], str]
    width: int = 0
    align: str = "left"
    tone: Callable[[Any], str] | None = None


class Window(msgspec.Struct, frozen=True):
    """Which rows to read: ``limit`` rows after skipping ``skip`` beyond the row at ``after``."""

    after: Any
    skip: int
    limit: int


class Source(msgspec.Struct, frozen=True):
    """Where rows come from; ``page`` and ``count`` run in the read lane.

    ``page(reader, window)`` gives the rows of a window in the list's order, ``place(row)`` a row's
    position in that order as ``after`` takes it, ``key(row)`` what the row is, ``count(reader)``
    how many there are, where that is cheap enough to know.
    """

    page: Callable[[Any, Window], Sequence[Any]]
    place: Callable[[Any], Any]
    key: Callable[[Any], Any]
    count: Callable[[Any], int] | None = None
