"""A demand's journal in plain words: who did what and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from station_desktop import phrases
from station_desktop.domain import fold
from station_desktop.domain.case import demands
from station_desktop.domain.journal import asides, erasures
from station_desktop.domain.journal.journal import Entry, Fact

NameOf = Callable[[str], str]


class Told(msgspec.Struct, frozen=True):
    """One entry: ``at`` in milliseconds, the account that did it (nobody where the hall did), the
    sentence."""

    at: int
    author: str
    sentence: str


def history(entries: Iterable[Entry], number_of: NameOf, language: str) -> tuple[Told, ...]:
    """The entries in their order; ``number_of`` gives a case's number by its id."""
    told = []
    for entry in entries:
        fact = fold.fact_of(entry)
        by_hall = fact is not None and fact.by_hall
        code, params = _sentence(fact, number_of, language)
        said = phrases.say(f"demand.history.{code}", language, **params)
        told.append(Told(entry.at, "" if by_hall else entry.author, said))
    return tuple(told)


def _sentence(fact: Fact | None, number_of: NameOf, language: str) -> tuple[str, dict[str, Any]]:
    match fact:
        case demands.Arrived():
            return "arrived", {"source": fact.source, "reference": fact.reference}
        case demands.Taken():
            return "taken", {}
        case demands.Matched(case=case) if case:
            return "linked", {"number": number_of(case)}
        case demands.Matched():
            return "matched", {}
        case demands.Answered():
            return "answered", {"outcome": fact.outcome, "answer": fact.answer}
        case demands.Returned():
            return "returned", {"reason": fact.reason}
        case demands.Sent():
            return "sent", {}
        case demands.Revealed():
            return "revealed", {"reason": fact.reason}
        case _:
            return _aside(fact, language)


def _aside(fact: Fact | None, language: str) -> tuple[str, dict[str, Any]]:
    match fact:
        case asides.SetAside():
            return "aside", {"reason": phrases.say(fact.reason, language)}
        case asides.Lifted():
            return "lifted", {"reason": fact.reason}
        case asides.Seen():
            return "seen", {"note": fact.note}
        case erasures.Destroyed():
            return "destroyed", {"reason": phrases.say(f"erasing.reason.{fact.reason}", language)}
        case _:
            return "unknown", {}
