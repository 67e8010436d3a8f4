"""What went wrong, as a value: a stable code and what the sentence needs.

The rules return or raise problems and know nothing of languages; ``station_desktop.phrases``
turns a code into a sentence in the reader's language that says what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong and where.

    ``code`` is dotted and stable (``id.checksum``); ``field`` names the form field or column it
    concerns, empty when it concerns the whole; ``params`` fill the sentence's ``{placeholders}``.
    """

    code: str
    field: str = ""
    params: dict[str, Any] = {}


class Refused(Exception):
    """A use case declined to act; nothing was changed.

    Carries every problem found, not only the first, so that the desk can tell them all at once.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems: tuple[Problem, ...] = problems

    @property
    def first(self) -> Problem:
        return self.problems[0]


def refuse(code: str, field: str = "", **params: Any) -> Refused:
    """The usual way to decline: ``raise refuse("case.not_open", number=…)``."""
    return Refused(Problem(code, field, params))


def raise_if_any(problems: Iterable[Problem]) -> None:
    """Raise :class:`Refused` with all the problems, or return when there are none."""
    found = tuple(problems)
    if found:
        raise Refused(*found)
