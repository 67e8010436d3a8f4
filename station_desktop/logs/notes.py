"""What ran, for whoever reads the log later: which version, how a round or a backup went."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

_log = logging.getLogger("station.ran")


def ran(what: str, **facts: str | int | float) -> None:
    """Note that something ran and how it went: ``ran("backup", seconds=12, bytes=10_000)``. Whole
    numbers are written in threes, as here: of a long row of digits nobody could tell that it is
    none of a person's.

    ``facts`` are numbers, versions and codes, never words that somebody typed.
    """
    _log.info("%s", _line(what, facts))


def detail(what: str, **facts: str | int | float) -> None:
    """As :func:`ran`, for what happens every minute: written where the level is ``debug``."""
    if _log.isEnabledFor(logging.DEBUG):
        _log.debug("%s", _line(what, facts))


def _line(what: str, facts: dict[str, str | int | float]) -> str:
    said = (
        f"{key}={f'{value:_}' if isinstance(value, int) else value}" for key, value in facts.items()
    )
    return " ".join([what, *said])


@contextmanager
def running(what: str) -> Iterator[dict[str, str | int | float]]:
    """Note how a piece of work went once it is over: the facts that it puts into the dictionary,
    how long it took, and ``failed`` with the code or the kind of what ended it."""
    facts: dict[str, str | int | float] = {}
    begun = time.monotonic()
    try:
        yield facts
    except Exception as error:
        first = getattr(error, "first", None)
        facts["failed"] = getattr(first, "code", type(error).__name__)
        raise
    finally:
        ran(what, **facts, seconds=round(time.monotonic() - begun, 1))
