"""Entries into records: the same fold as at every window, made for many entries at once.

A record goes on from where it stands when its new entries are later than all before; otherwise it
is made again from the subject's whole history. Both give the same record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import CompoundSelect, Connection, literal_column, select, union_all

from station_desktop.domain import fold
from station_desktop.domain.case.cases import Opened
from station_desktop.domain.fold import RECORDS, Record
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry
from station_desktop.hall.journal import projection, seals
from station_desktop.hall.store import bulk
from station_desktop.hall.store.tables import entries, records, strays

ENTRY = (
    "id",
    "device",
    "number",
    "stamp",
    "at",
    "author",
    "kind",
    "subject",
    "version",
    "payload",
    "previous",
    "hash",
)
"""The columns of an entry, in the order of :class:`Entry`."""
_DECODERS = {noun: msgspec.json.Decoder(record) for noun, record in RECORDS.items()}
_ORDER = attrgetter("stamp", "id")
_STANDING = ("noun", "id", "body", "stamp", "sided")
_ROWS = ("station", "noun", "id", "stamp", "sided", "body")
_TOGETHER = 2_000


class Before(msgspec.Struct):
    """How things stood before new entries came: records with the stamp of their last entry, and
    the subjects that must be made again from their whole history; ``strays`` is whether any of the
    entries was held as a stray, or its subject has one."""

    records: dict[str, tuple[Record, str]]
    anew: set[str]
    strays: bool = False


def load(connection: Connection, station: str, noun: str, id: str) -> Record | None:
    """The record as it now stands, or ``None``."""
    return load_many(connection, station, noun, [id]).get(id)


def load_many(
    connection: Connection, station: str, noun: str, ids: Collection[str]
) -> dict[str, Record]:
    """The records with these ids as they now stand; those not there are left out."""
    decode = _DECODERS[noun].decode
    rows = _of_noun(connection, station, noun, ids)
    return {id: decode(body) for id, body, _, _ in rows}


def history(connection: Connection, station: str, subject: str) -> tuple[Entry, ...]:
    """All entries about ``subject``, oldest first; an act given again stands in it twice."""
    found = histories(connection, station, [subject]).get(subject, [])
    return tuple(sorted(found, key=_ORDER))


def histories(
    connection: Connection, station: str, subjects: Collection[str]
) -> dict[str, list[Entry]]:
    """As :func:`history` for several subjects, in no order; opened where the keys are here."""
    dialect = connection.dialect.name
    found: dict[str, list[Entry]] = {}
    for table in (entries, strays):
        wanted = bulk.by_each(dialect, table, ENTRY, "subject")
        rows = connection.execute(wanted, bulk.asked(dialect, station, subjects))
        for entry in seals.opened(connection, station, (Entry(*row) for row in rows)):
            found.setdefault(entry.subject, []).append(entry)
    return found


def before(connection: Connection, station: str, new: Sequence[Entry]) -> Before:
    """To be asked before ``new`` are stored."""
    by_noun: dict[str, set[str]] = {}
    for entry in new:
        noun, _, id = entry.subject.partition(":")
        if noun in RECORDS:
            by_noun.setdefault(noun, set()).add(id)
    known: dict[str, tuple[Record, str]] = {}
    anew: set[str] = set()
    rows = bulk.by_pairs(connection, records, _STANDING, station, ("noun", "id"), by_noun)
    for noun, id, body, stamp, sided in rows if by_noun else ():
        subject = f"{noun}:{id}"
        known[subject] = (_DECODERS[noun].decode(body), stamp)
        if sided:
            anew.add(subject)
    told = _told_of(connection, station, new, known)
    return Before(known, anew.union(subject for subject, _ in told), any(s for _, s in told))


def _told_of(
    connection: Connection, station: str, new: Sequence[Entry], known: Collection[str]
) -> set[tuple[str, bool]]:
    """Subjects that have entries already but no record, or entries under ids that are ``new``, and
    whether these are strays. An act that is given again is about the same subject, so ids are asked
    for only where the subject has entries."""
    dialect = connection.dialect.name
    unknown = {entry.subject for entry in new if entry.subject not in known}
    given = {
        "station": station,
        "subjects": bulk.listed(dialect, sorted(unknown)),
        "ids": bulk.listed(dialect, [entry.id for entry in new]),
    }
    told = {(subject, bool(stray)) for subject, stray in connection.execute(_told(dialect), given)}
    before = {subject for subject, _ in told}.union(known)
    again = [entry.id for entry in new if entry.subject in before]
    if again:
        wanted = bulk.by_each(dialect, entries, ("subject",), "id")
        found = connection.scalars(wanted, bulk.asked(dialect, station, again))
        told.update((subject, False) for subject in found)
    return told


@cache
def _told(dialect: str) -> CompoundSelect[Any]:
    """Subjects among many in entries and strays, and those of strays by ids."""
    asked = (
        (entries, "subject", "subjects"),
        (strays, "subject", "subjects"),
        (strays, "id", "ids"),
    )
    return union_all(
        *(
            bulk.by_each(dialect, table, ("subject",), key, given=given).add_columns(
                literal_column("1" if table is strays else "0").label("stray")
            )
            for table, key, given in asked
        )
    )


def _of_noun(
    connection: Connection, station: str, noun: str, ids: Collection[str]
) -> Iterable[Any]:
    dialect = connection.dialect.name
    wanted = bulk.by_each(dialect, records, ("id", "body", "stamp", "sided"), "id", "noun")
    return connection.execute(wanted, bulk.asked(dialect, station, ids, noun=noun))


def take_in(
    connection: Connection, station: str, new: Sequence[Entry], was: Before, first: int
) -> set[str]:
    """Bring the records up to date with ``new``, which are stored from place ``first`` on in the
    station's sequence. Returns the hashes of those that were found to break no rule on the
    way."""
    told: dict[str, list[Entry]] = {}
    places: dict[str, tuple[int, int]] = {}
    for place, entry in enumerate(new, first):
        subject = entry.subject
        if subject in told:
            told[subject].append(entry)
        elif subject.partition(":")[0] in RECORDS:
            told[subject] = [entry]
        else:
            continue
        opened = places[subject][0] if subject in places else 0
        places[subject] = (opened or (place if entry.kind == Opened.kind else 0), place)
    after: dict[str, tuple[Record, str]] = {}
    anew = []
    sound: set[str] = set()
    for subject, about in told.items():
        start = was.records.get(subject)
        if subject in was.anew or not _follows(about, start):
            anew.append(subject)
        else:
            _go_on(after, subject, about, start, sound)
    gone, sided = _from_history(connection, station, anew, after)
    _store(connection, station, after, sided, was.records, places)
    _remove(connection, station, gone)
    return sound


def _follows(about: list[Entry], start: tuple[Record, str] | None) -> bool:
    """Whether these entries simply go on from a record; puts them in order."""
    if len(about) > 1:
        about.sort(key=_ORDER)
        if len({entry.id for entry in about}) != len(about):
            return False
    if any(map(fold.needs_history, about)):
        return False
    return start is None or about[0].stamp > start[1]


def _go_on(
    after: dict[str, tuple[Record, str]],
    subject: str,
    about: list[Entry],
    start: tuple[Record, str] | None,
    sound: set[str],
) -> None:
    record = None if start is None else start[0]
    for entry in about:
        record, counts = fold.apply_sound(record, entry)
        if counts:
            sound.add(entry.hash)
    if record is not None:
        after[subject] = (record, about[-1].stamp)


def _from_history(
    connection: Connection,
    station: str,
    subjects: Sequence[str],
    after: dict[str, tuple[Record, str]],
) -> tuple[list[str], set[str]]:
    """Make these records again; returns the subjects that have none, and those of which something
    was set aside: they are made from their history every time."""
    gone: list[str] = []
    sided: set[str] = set()
    for at in range(0, len(subjects), _TOGETHER):
        some = subjects[at : at + _TOGETHER]
        found = histories(connection, station, some)
        for subject in some:
            about = found.get(subject, [])
            record = fold.fold(about)
            if record is None:
                gone.append(subject)
            else:
                after[subject] = (record, max(entry.stamp for entry in about))
                if any(map(fold.needs_history, about)):
                    sided.add(subject)
    return gone, sided


def again(connection: Connection, station: str, subjects: Collection[str]) -> None:
    """Make the records of these subjects again from their whole history."""
    known = [subject for subject in subjects if subject.partition(":")[0] in RECORDS]
    after: dict[str, tuple[Record, str]] = {}
    gone, sided = _from_history(connection, station, known, after)
    _store(connection, station, after, sided, {}, {})
    _remove(connection, station, gone)


def rebuild(connection: Connection, station: str) -> None:
    """Make all records of the station again, as when another version of the program folds
    otherwise."""
    connection.execute(records.delete().where(records.c.station == station))
    projection.clear(connection, station)
    subjects: set[str] = set()
    for table in (entries, strays):
        subjects.update(
            connection.scalars(select(table.c.subject).distinct().where(table.c.station == station))
        )
    ordered = sorted(subjects)
    for at in range(0, len(ordered), _TOGETHER):
        again(connection, station, ordered[at : at + _TOGETHER])


def _store(
    connection: Connection,
    station: str,
    after: dict[str, tuple[Record, str]],
    sided: set[str],
    known: dict[str, tuple[Record, str]],
    places: dict[str, tuple[int, int]],
) -> None:
    encode: Callable[[Any], bytes] = journal.encode
    rows = []
    by_noun: dict[str, list[projection.Change]] = {}
    for subject, (record, stamp) in after.items():
        noun, _, id = subject.partition(":")
        rows.append((station, noun, id, stamp, subject in sided, encode(record)))
        old = known.get(subject)
        opened, last = places.get(subject, (0, 0))
        change = projection.Change(id, None if old is None else old[0], record, opened, last)
        by_noun.setdefault(noun, []).append(change)
    bulk.insert(connection, records, _ROWS, rows, "replace")
    projection.follow(connection, station, by_noun)


def _remove(connection: Connection, station: str, gone: Iterable[str]) -> None:
    for subject in gone:
        noun, _, id = subject.partition(":")
        connection.execute(
            records.delete().where(
                records.c.station == station, records.c.noun == noun, records.c.id == id
            )
        )
        projection.remove(connection, station, noun, id)
