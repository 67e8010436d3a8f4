"""How one line of a log reads, and the rule that keeps people out of it.

Our own lines are English sentences with numbers, codes and places in the program. What other
packages, Qt or Python say may quote what was typed, so of theirs only who spoke and from where is
kept; of an exception its kind and the places it passed through. As a last bar nothing but plain
ASCII passes, and no number as long as a telephone's or a card's.
"""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

from station_desktop.logs.incidents import places_of

OURS = ("station", "station_desktop", "qt", "python", "uvicorn")
"""Who is quoted: loggers that write nothing but what is known beforehand."""
LONGEST = 2_000

_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{7,}[Xx]?(?![0-9A-Za-z])")
_NOT_PLAIN = re.compile(r"[^\x20-\x7e]+")
LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} (DEBUG|INFO|WARNING|ERROR|CRITICAL) "
    r"[A-Za-z_][A-Za-z0-9_.]* [\x20-\x7e]*"
)
"""What every line of a station's log is like."""


def clean(text: str) -> str:
    """``text`` without anything that could be of a person: plain ASCII on one line, no number of
    seven digits or more, and not endless."""
    return _LONG_NUMBER.sub("#", _NOT_PLAIN.sub("?", text))[:LONGEST]


def ours(name: str) -> bool:
    """Whether a logger of this name is the program's own."""
    return name.partition(".")[0] in OURS


def said(record: logging.LogRecord) -> str:
    """What may be written of ``record``."""
    if ours(record.name):
        told = clean(record.getMessage())
    else:
        told = clean(f"at {Path(record.pathname).name}:{record.lineno} {record.funcName}")
    fault = record.exc_info[1] if record.exc_info else None
    if fault is None:
        return told
    return clean(f"{told} {type(fault).__name__} at {' > '.join(places_of(fault))}")


class Lines(logging.Formatter):
    """``2026-11-26T10:00:00+0800 ERROR station.incident …`` – see :data:`LINE`."""

    def format(self, record: logging.LogRecord) -> str:
        at = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        return f"{at} {record.levelname} {clean(record.name)} {said(record)}"


class JsonLines(logging.Formatter):
    """One JSON object a line, for a server's collector."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "from": record.name,
            "say": said(record),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["fault"] = record.exc_info[0].__name__
        return json.dumps(line)
