"""The one table that is printed."""

from __future__ import annotations

from collections.abc import Sequence

from tests.benchmarks.measuring import Row

_HEADS = ("what", "ours", "bare limit", "ratio", "aim", "", "note")
_CLOCKS = (
    "Finding, searching and paging, the loop's screens: this thread's own time, so that it does "
    "not matter what else the computer does.",
    "Starting, writing, windows, papers, imports: by the clock; both ways in turns. Files are in "
    "the system's cache.",
)
_SIGNS = {True: "met", False: "OVER", None: ""}


def table(rows: Sequence[Row]) -> str:
    """``rows`` below a head, every column as wide as its widest cell."""
    cells = [_HEADS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEADS))]
    lines = [
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join([*lines, "", *_CLOCKS])


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}x"
    return row.what, row.ours, row.bare, ratio, row.aim, _SIGNS[row.met], row.note
