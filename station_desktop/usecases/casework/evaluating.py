"""Evaluation by the resident (好差评), follow-up calls, and call-backs after a bad rating.

Anonymous to the officer rated: what was said is for whoever holds ``rating.read``; everybody else
learns that a case was rated or not, and those who closed or own it are never asked to call back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import cast, get_args

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.ratings import (
    ASPECTS,
    BAD,
    CHANNELS,
    LEVELS,
    Aspect,
    CallBack,
    CalledBack,
    Contact,
    Level,
    Rated,
    Reached,
)
from station_desktop.domain.catalogue import Limit
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.problem import refuse
from station_desktop.domain.text import statements
from station_desktop.domain.time import clock, workdays
from station_desktop.storage.reads import reads_ratings
from station_desktop.storage.reads.reads_ratings import Place, RatedPage
from station_desktop.usecases.casework import cases
from station_desktop.usecases.work import Work


class Standing(msgspec.Struct, frozen=True):
    """What this person may know of a case's rating. Without ``rating.read`` only ``rated`` says
    anything; ``call_back_due`` is empty for whoever may not make the call."""

    rated: bool
    level: int = 0
    channel: str = ""
    aspects: dict[Aspect, Level] = {}
    words: str = ""
    solved: bool | None = None
    call_back_due: str = ""
    outcome: str = ""


class Call(msgspec.Struct, frozen=True):
    """A call-back to be made: by which ISO day, and whether that is over."""

    case: Case
    due: str
    late: bool


def rate(
    work: Work,
    number: str,
    level: int,
    channel: str,
    aspects: Mapping[str, int] | None = None,
    words: str = "",
    solved: bool | None = None,
) -> Case:
    """Take in what the resident says of a completed case: once for each closing. ``level`` is 5
    (very satisfied) to 1; ``aspects`` are levels of ``ratings.ASPECTS``. The two lowest levels
    begin a call-back.

    Refuses ``rating.open``, ``rating.not_completed``, ``rating.again``, ``rating.level``,
    ``rating.channel``, ``rating.aspect``.
    """
    work.require("rating.take")
    with work.store.ledger.transaction():
        case = cases.named(work, number)
        _must_be_ratable(case)
        chosen = _level(level, "level")
        if channel not in CHANNELS:
            raise refuse("rating.channel", field="channel", channel=str(channel)[:20])
        fact = Rated(
            level=chosen,
            channel=channel,
            aspects=_aspects(aspects or {}),
            words=statements.stated(words, "words"),
            solved=solved,
            call_back=_call_back_due(work, work.store.time.now()) if chosen in BAD else "",
        )
        return _append(work, case, fact)


def ratable(work: Work, number: str) -> Case:
    """The case, if it may be rated now; refuses as :func:`rate` does. For the page that the
    resident is asked on: it is not opened in vain."""
    work.require("rating.take")
    case = cases.named(work, number)
    _must_be_ratable(case)
    return case


def follow_up(work: Work, number: str, contact: str, note: str = "") -> Case:
    """Somebody called the resident, before or after closing; ``contact`` is ``reached`` or
    ``not_reached``."""
    work.require("rating.take")
    if contact not in get_args(Contact):
        raise refuse("rating.contact", field="contact", contact=str(contact)[:20])
    with work.store.ledger.transaction():
        case = cases.named(work, number)
        if case.state == "void":
            raise refuse("case.wrong_state", number=case.number, state=case.state)
        fact = Reached(cast(Contact, contact), statements.stated(note, "note"))
        return _append(work, case, fact)


def call_back(work: Work, number: str, outcome: str) -> Case:
    """Somebody other than the officer rated called back after a bad rating, and what came of it.

    Refuses ``rating.no_call_back``, ``rating.own_call_back``, ``rating.outcome_missing``.
    """
    work.require("rating.take")
    with work.store.ledger.transaction():
        case = cases.named(work, number)
        if concerned(work, case):  # first, or the answer would say what was rated
            raise refuse("rating.own_call_back", number=case.number)
        if case.calling_back is None:
            raise refuse("rating.no_call_back", number=case.number)
        said = statements.stated(outcome, "outcome")
        if not said:
            raise refuse("rating.outcome_missing", field="outcome")
        return _append(work, case, CalledBack(said))


def concerned(work: Work, case: Case) -> bool:
    """Whether it is this person's work that the rating is about."""
    return work.author in (case.closed_by, case.owner)


def standing(work: Work, case: Case) -> Standing:
    """What this person may know of the rating of ``case``."""
    work.require("case.read")
    said, calling = case.rating, case.calling_back
    due = ""
    if calling is not None and work.actor.may("rating.take") and not concerned(work, case):
        due = _due(work, calling)
    if said is None or not work.actor.may("rating.read"):
        return Standing(rated=said is not None, call_back_due=due)
    done = [one.outcome for one in case.call_backs if one.done_at and one.closing == said.closing]
    return Standing(
        rated=True,
        level=said.level,
        channel=said.channel,
        aspects=said.aspects,
        words=said.words,
        solved=said.solved,
        call_back_due=due,
        outcome=done[-1] if done else "",
    )


def to_rate(work: Work, after: Place | None = None, limit: int = 50) -> RatedPage:
    """Completed cases that nobody has rated yet, the latest closed first: whom to ask."""
    work.require("rating.take")
    return reads_ratings.unrated(work.store.connection, after, limit)


def to_call_back(work: Work) -> tuple[Call, ...]:
    """The call-backs still to be made, the earliest due first; without those about this person's
    own work."""
    work.require("rating.take")
    today = work.store.today().isoformat()
    found = []
    for case in reads_ratings.calling_back(work.store.connection):
        calling = case.calling_back
        if calling is not None and not concerned(work, case):
            due = _due(work, calling)
            found.append(Call(case, due, due < today))
    return tuple(sorted(found, key=lambda call: (call.due, call.case.number)))


def _must_be_ratable(case: Case) -> None:
    if case.open:
        raise refuse("rating.open", number=case.number)
    if case.state != "completed":
        raise refuse("rating.not_completed", number=case.number, state=case.state)
    if case.rating is not None:
        raise refuse("rating.again", number=case.number)


def _level(level: int, field: str) -> Level:
    if isinstance(level, bool) or level not in LEVELS:
        raise refuse("rating.level", field=field)
    return level


def _aspects(given: Mapping[str, int]) -> dict[Aspect, Level]:
    unknown = [key for key in given if key not in ASPECTS]
    if unknown:
        raise refuse("rating.aspect", field="aspects", aspect=str(unknown[0])[:20])
    return {key: _level(given[key], key) for key in ASPECTS if key in given}


def _due(work: Work, calling: CallBack) -> str:
    """By when to call; the hall takes ratings in without knowing the station's limit."""
    return calling.due or _call_back_due(work, clock.from_milliseconds(calling.since))


def _call_back_due(work: Work, since: datetime) -> str:
    """``call_back_days`` working days on, the day itself not counted."""
    days: int = work.store.settings().call_back_days
    start = datetime.combine(since.date(), time())
    found: date = workdays.due(start, Limit(days), work.store.calendar()).due
    return found.isoformat()


def _append(work: Work, case: Case, fact: Fact) -> Case:
    work.store.ledger.append(work.author, [(f"case:{case.id}", fact)])
    return cases.get_by_id(work, case.id)
