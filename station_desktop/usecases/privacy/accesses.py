"""Who looked at whom, when and why: noted when it happens, reported when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import msgspec

from station_desktop import phrases
from station_desktop.domain import fold
from station_desktop.domain.case import demands
from station_desktop.domain.case.demands import Demand
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.person import accesses, masks, residents
from station_desktop.domain.person.accesses import CopyGiven, Looked, Where
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock
from station_desktop.storage import projection
from station_desktop.storage.reads import reads, reads_access, reads_erasing
from station_desktop.usecases.work import Work

KINDS: tuple[str, ...] = (
    residents.Revealed.kind,
    demands.Revealed.kind,
    *(fact.kind for fact in accesses.FACTS),
)
MOST = 5_000
"""Lines of one report; one that is longer is asked for in parts."""


class Wanted(msgspec.Struct, frozen=True):
    """Which looks: at one resident, by one member of staff (an account's id), in a period; the
    last day belongs to it."""

    first: date
    last: date
    resident: str = ""
    staff: str = ""


class Look(msgspec.Struct, frozen=True):
    """One look. ``by`` is the reader's name, ``whom`` masked, empty where nobody is known to be
    meant. ``what`` is a phrase's code, ``field`` what was uncovered; ``why`` in words."""

    stamp: str
    at: int
    author: str
    by: str
    resident: str
    whom: str
    what: str
    field: str = ""
    why: str = ""


class Report(msgspec.Struct, frozen=True):
    """Looks, with what a paper says of them: which were wanted, at which station, by whom and when
    (ISO local time) the report was made."""

    wanted: Wanted
    looks: tuple[Look, ...]
    station: str
    made_by: str
    made_at: str


def note(work: Work, resident: str, where: Where = "record") -> bool:
    """Somebody opened this person's record or casework to read it. Says so once for each reader,
    person and day; whether it was said now."""
    work.require("resident.read")
    store = work.store
    today = datetime.combine(store.today(), time(), clock.CHINA)
    with store.ledger.transaction():
        if not isinstance(store.ledger.record("resident", resident), Resident):
            raise refuse("resident.unknown")
        subject, since = f"resident:{resident}", clock.milliseconds(today)
        said = reads_access.noted(store.connection, subject, Looked.kind, work.author, since)
        if any(_where(entry) == where for entry in said):
            return False
        store.ledger.append(work.author, [(subject, Looked(where))])
        return True


def _where(entry: Entry) -> str:
    fact = fold.fact_of(entry)
    return fact.where if isinstance(fact, Looked) else ""


def report(work: Work, wanted: Wanted, limit: int = MOST) -> Report:
    """Every look that is wanted, the latest first; needs ``privacy.read``. Refuses
    ``privacy.period`` for one that ends before it begins."""
    work.require("privacy.read")
    if wanted.last < wanted.first:
        raise refuse("privacy.period", field="last")
    first, last = _moment(wanted.first), _moment(wanted.last + timedelta(days=1))
    entries = reads_access.looks(
        work.store.connection,
        KINDS,
        first,
        last,
        subjects=_subjects(work, wanted.resident) if wanted.resident else None,
        author=wanted.staff,
        limit=limit,
    )
    return Report(
        wanted,
        tuple(told(work, entries)),
        work.store.settings().station_name,
        work.actor.name,
        f"{work.store.time.now():%Y-%m-%d %H:%M}",
    )


def _moment(day: date) -> int:
    return clock.milliseconds(datetime.combine(day, time(), clock.CHINA))


def _subjects(work: Work, resident: str) -> tuple[str, ...]:
    """All registrations of the person, and the demands that were matched to them."""
    person = work.store.ledger.record("resident", resident)
    if not isinstance(person, Resident):
        raise refuse("resident.unknown")
    registrations = reads_erasing.registrations(work.store.connection, person)
    about = reads_erasing.subjects_of(work.store.connection, registrations)
    return tuple(one for one in about if one.partition(":")[0] in ("resident", "demand"))


def told(work: Work, entries: Iterable[Entry]) -> Iterable[Look]:
    """Entries of these kinds as looks, with the names that belong to them."""
    known = list(entries)
    connection = work.store.connection
    names = {account.id: account.name for account in reads.accounts(connection)}
    asked = projection.load_many(
        connection, "demand", {e.subject_id for e in known if e.noun == "demand"}
    )
    whose = {
        entry.id: entry.subject_id if entry.noun == "resident" else _matched(asked, entry)
        for entry in known
    }
    people = projection.load_many(connection, "resident", {id for id in whose.values() if id})
    for entry in known:
        what, field, why = _what(entry)
        person = people.get(whose[entry.id])
        whom = ""
        if isinstance(person, Resident):
            whom = masks.mask_known_as(person.name, person.erased_at)
        by = names.get(entry.author, entry.author[:8])
        yield Look(entry.stamp, entry.at, entry.author, by, whose[entry.id], whom, what, field, why)


def _matched(asked: dict[str, fold.Record], entry: Entry) -> str:
    found = asked.get(entry.subject_id)
    return found.resident if isinstance(found, Demand) else ""


def _what(entry: Entry) -> tuple[str, str, str]:
    match fold.fact_of(entry):
        case residents.Revealed(field=field, reason=reason):
            return "privacy.look.revealed", field, reason
        case demands.Revealed(field=field, reason=reason):
            return "privacy.look.demand", field, reason
        case Looked(where=where):
            return f"privacy.look.{where}", "", ""
        case CopyGiven(form=form, words=words):
            return f"privacy.look.copy_{form}", "", words
        case _:
            return "privacy.look.record", "", ""


HEADS = ("when", "who", "whom", "what", "why")


def heads(language: str) -> tuple[str, ...]:
    """What stands over the columns of :func:`row`."""
    return tuple(phrases.say(f"privacy.column.{each}", language) for each in HEADS)


def row(look: Look, language: str) -> tuple[str, str, str, str, str]:
    """A look in words: when, who, whom, what, why."""
    at = f"{clock.from_milliseconds(look.at):%Y-%m-%d %H:%M:%S}"
    field = phrases.say(f"resident.field.{look.field}", language) if look.field else ""
    what = phrases.say(look.what, language, field=field)
    whom = phrases.say(look.whom, language) if look.whom == masks.ERASED else look.whom
    return at, look.by, whom, what, look.why
