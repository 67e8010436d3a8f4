"""What ran, for whoever reads the log later: which version, how a round or a backup went."""

from __future__ import annotations

import logging

_log = logging.getLogger("station.ran")


def ran(what: str, **facts: str | int | float) -> None:
    """Note that something ran and how it went: ``ran("backup", seconds=12, bytes=10_000)``.

    ``facts`` are numbers, versions and codes, never words that somebody typed.
    """
    _log.info("%s", " ".join([what, *(f"{key}={value}" for key, value in facts.items())]))
