"""A whistle's journal in plain words: who recorded what and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from station_desktop import phrases
from station_desktop.domain import fold
from station_desktop.domain.journal import asides, erasures
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.time import clock
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.rooms.whistles import room

_Said = tuple[str, dict[str, Any]]


class Told(msgspec.Struct, frozen=True):
    """One entry: ``at`` in milliseconds, the account that did it (nobody where the hall did), the
    sentence."""

    at: int
    author: str
    sentence: str
    by_hall: bool = False


def history(
    entries: Iterable[Entry], by_hall: Callable[[Entry], bool], language: str
) -> tuple[Told, ...]:
    """The entries in their order. One that came when the whistle was already over, and so has no
    effect, says so."""
    every = tuple(entries)
    unfit = _unfit(every)
    told = []
    for entry in every:
        code, params = _sentence(fold.fact_of(entry), language)
        params = _for_reader(params, language)
        sentence = phrases.say(f"whistle.history.{code}", language, **params)
        if entry.id in unfit:
            sentence = phrases.say("whistle.history.idle", language, sentence=sentence)
        hall = by_hall(entry)
        told.append(Told(entry.at, "" if hall else entry.author, sentence, hall))
    return tuple(told)


def _unfit(entries: Iterable[Entry]) -> frozenset[str]:
    """Entries that were listed as unfit at some time, whether somebody judged them since or not."""
    found: set[str] = set()
    record: fold.Record | None = None
    for entry in fold.counted(entries):
        record = fold.apply(record, entry)
        if isinstance(record, Whistle):
            found.update(unfit.entry for unfit in record.unfit)
    return frozenset(found)


def _sentence(fact: Fact | None, language: str) -> _Said:
    way = _WAYS.get(type(fact)) if fact is not None else None
    if way is not None:
        return way(fact)
    if isinstance(fact, asides.SetAside):
        return "aside", {"reason": phrases.say(fact.reason, language)}
    if isinstance(fact, erasures.Destroyed):
        return "destroyed", {"reason": phrases.say(f"erasing.reason.{fact.reason}", language)}
    return "unknown", {}


def _for_reader(params: dict[str, Any], language: str) -> dict[str, Any]:
    """The usual departments by their names in the reader's language."""
    found = dict(params)
    if "department" in found:
        found["department"] = room.department(found["department"], language)
    if "names" in found:
        found["names"] = room.departments(found["names"], language)
    return found


def _time(at: int) -> str:
    return f"{clock.from_milliseconds(at):%H:%M}"


def _blown(fact: whistles.Blown) -> _Said:
    named = {"number": fact.number, "whistle": fact.whistle, "at": _time(fact.at)}
    return "blown", named | {"what": fact.what, "place": fact.place}


def _called(fact: whistles.DepartmentCalled) -> _Said:
    if fact.implied:
        return "called.implied", {"department": fact.department}
    said = {"department": fact.department, "at": _time(fact.at), "limit": fact.limit}
    return (
        ("called.contact", said | {"contact": fact.contact}) if fact.contact else ("called", said)
    )


def _checked_in(fact: whistles.CheckedIn) -> _Said:
    said = {"department": fact.department, "at": _time(fact.at), "place": fact.place}
    return ("checked_in.who", said | {"who": fact.who}) if fact.who else ("checked_in", said)


def _acted(fact: whistles.Acted) -> _Said:
    return "acted", {"department": fact.department, "at": _time(fact.at), "text": fact.text}


def _reported(fact: whistles.Reported) -> _Said:
    return "reported", {"department": fact.department, "at": _time(fact.at), "report": fact.report}


def _appraised(fact: whistles.Appraised) -> _Said:
    said = {"department": fact.department, "grade": fact.grade}
    code = f"appraised.{fact.by}"
    return (f"{code}.note", said | {"note": fact.note}) if fact.note else (code, said)


def _closed(fact: whistles.Closed) -> _Said:
    said = {"at": _time(fact.at), "result": fact.result}
    if not fact.overrode:
        return "closed", said
    return "closed.override", said | {
        "names": fact.overrode,
        "override": fact.override,
    }


_WAYS: dict[type[Fact], Callable[[Any], _Said]] = {
    whistles.Blown: _blown,
    whistles.DepartmentCalled: _called,
    whistles.CheckedIn: _checked_in,
    whistles.Acted: _acted,
    whistles.Reported: _reported,
    whistles.Appraised: _appraised,
    whistles.Closed: _closed,
    whistles.TurnedDown: lambda fact: ("turned_down", {"reason": fact.reason}),
    whistles.Settled: lambda fact: ("settled", {"note": fact.note}),
    asides.Lifted: lambda fact: ("lifted", {"reason": fact.reason}),
    asides.Seen: lambda fact: ("seen", {"note": fact.note}),
}
