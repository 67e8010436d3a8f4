"""When a form's question applies: one condition on an earlier answer.

Written as ``key=value``, ``key!=value`` or ``key in a|b|c``; a boolean's values are ``true`` and
``false``, and a multiple choice meets the condition when any of its ticks does. An unanswered
question meets no condition, not even ``!=``: nothing follows from an answer nobody gave.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import msgspec

from station_desktop.domain.problem import refuse

_KEY = r"[a-z][a-z0-9_]*"
_VALUE = r"[A-Za-z0-9_][A-Za-z0-9_.+\-]*"
_COMPARE = re.compile(rf"({_KEY})\s*(!?=)\s*({_VALUE})")
_ONE_OF = re.compile(rf"({_KEY})\s+in\s+({_VALUE}(?:\s*\|\s*{_VALUE})*)")
_LONGEST = 1000


class Condition(msgspec.Struct, frozen=True):
    """``key`` is the question asked about, ``values`` the answers that meet (or fail) it."""

    key: str
    operator: Literal["is", "is_not"]
    values: tuple[str, ...]

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """Whether ``answers``, in canonical form, meet it (see ``domain.form.answers``)."""
        given = _as_values(answers.get(self.key))
        if not given:
            return False
        return given.isdisjoint(self.values) == (self.operator == "is_not")


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """Read one condition; raises ``Refused`` with ``condition.malformed`` when it is none."""
    stripped = text.strip() if len(text) <= _LONGEST else ""
    found = _COMPARE.fullmatch(stripped)
    if found:
        return Condition(found[1], "is_not" if found[2] == "!=" else "is", (found[3],))
    found = _ONE_OF.fullmatch(stripped)
    if found:
        return Condition(found[1], "is", tuple(value.strip() for value in found[2].split("|")))
    raise refuse("condition.malformed", text=text[:100])


def holds(text: str, answers: Mapping[str, Any]) -> bool:
    """Whether ``text`` is met; an empty condition always is."""
    return not text.strip() or parse(text).holds(answers)


def _as_values(answer: Any) -> frozenset[str]:
    if answer is None or answer == "":
        return frozenset()
    if isinstance(answer, bool):
        return frozenset({"true" if answer else "false"})
    if isinstance(answer, list | tuple):
        return frozenset(map(str, answer))
    return frozenset({str(answer)})
