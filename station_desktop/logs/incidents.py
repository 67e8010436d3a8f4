"""What an unexpected error leaves behind: a number to read out on the telephone, and a log line.

The text of an exception may quote what was typed, so only its type and the places it passed
through are kept.
"""

from __future__ import annotations

import logging
import os
import traceback
from pathlib import Path

import msgspec

log = logging.getLogger("station.incident")


class Incident(msgspec.Struct, frozen=True):
    """One unexpected error: ``number`` for the reader, ``kind`` and ``places`` for the log."""

    number: str
    kind: str
    places: tuple[str, ...]


def describe(error: BaseException) -> Incident:
    """Name ``error`` without quoting it; ``places`` run from the outermost call inwards."""
    return Incident(_number(), type(error).__name__, places_of(error))


def places_of(error: BaseException) -> tuple[str, ...]:
    """Where ``error`` passed through in the program, from the outermost call inwards."""
    steps = traceback.extract_tb(error.__traceback__)
    return tuple(f"{Path(step.filename).name}:{step.lineno} {step.name}" for step in steps)


def _number() -> str:
    """Eight characters with a letter among them, which no log takes for somebody's number."""
    made = os.urandom(4).hex()
    return made if not made.isdecimal() else _number()


def record(error: BaseException) -> Incident:
    """Describe ``error`` and write it to the log."""
    incident = describe(error)
    log.error("incident %s %s at %s", incident.number, incident.kind, " > ".join(incident.places))
    return incident
