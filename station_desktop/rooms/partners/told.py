"""An organisation's journal in plain words: who did what and when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from station_desktop import phrases
from station_desktop.domain import fold
from station_desktop.domain.journal import asides
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.partner import partners


class Told(msgspec.Struct, frozen=True):
    """One entry: ``at`` in milliseconds, the account that did it, the sentence."""

    at: int
    author: str
    sentence: str


def history(entries: Iterable[Entry], language: str) -> tuple[Told, ...]:
    """The entries in their order."""
    told = []
    for entry in entries:
        code, params = _sentence(fold.fact_of(entry), language)
        said = phrases.say(f"partner.history.{code}", language, **params)
        told.append(Told(entry.at, entry.author, said))
    return tuple(told)


def _sentence(fact: Fact | None, language: str) -> tuple[str, dict[str, Any]]:
    match fact:
        case partners.Registered():
            return "registered", {}
        case partners.Changed():
            return "changed", {"fields": _named(fact, language)}
        case partners.Closed():
            return "closed", {"reason": fact.reason}
        case partners.Reopened():
            return "reopened", {}
        case asides.SetAside():
            return "aside", {"reason": phrases.say(fact.reason, language)}
        case asides.Lifted():
            return "lifted", {"reason": fact.reason}
        case _:
            return "unknown", {}


def _named(fact: partners.Changed, language: str) -> str:
    joint = ", " if language == "en" else "、"
    known = [field for field in partners.FIELDS if field in fact.fields]
    return joint.join(phrases.say(f"partner.field.{field}", language) for field in known)
