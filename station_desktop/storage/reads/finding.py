"""Finding people: what a few typed words may mean, and who may be the same person."""

from __future__ import annotations

import json
from itertools import islice

from station_desktop.domain.person import namespelling, residentkeys
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text.pinyin import Readings
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated

_LAST = "\U0010ffff"
"""Sorts after every key that begins with the same text."""
_SET_BESIDE = 4_000
"""How many keys of each word of a query are set beside those of its other words."""
_LOOKED_THROUGH = 200
"""How many residents are looked at for the words that fit more than that."""
_SPELLED = 400
"""How many names are read beside a text typed partly in pinyin."""


def find_residents(
    connection: Connection, readings: Readings, query: str, limit: int = 20
) -> tuple[Resident, ...]:
    """Residents who match every word of ``query`` (see ``domain.person.residentkeys``); where
    nobody does, those who match it as one word: John Smith, zhang xiao ming, 110102 1949 1231 002X.

    Words are set beside each other in the index alone. Only a word that fits thousands (a common
    surname) is looked for in the residents whom the rarest word finds. Where there were too many
    to look at each, somebody may match every word without having been seen: then the text as one
    word adds only people who do.
    """
    terms = residentkeys.terms(query)
    with translated():
        if len(terms) < 2:
            return tuple(_as_one_word(connection, readings, "".join(terms), limit))
        found, everyone = _with_all(connection, readings, terms, limit)
        if not found:
            found = _as_one_word(connection, readings, "".join(terms), limit)
            if not everyone:
                found = [one for one in found if residentkeys.match(one, terms, readings)]
    return tuple(found)


def _as_one_word(
    connection: Connection, readings: Readings, term: str, limit: int
) -> list[Resident]:
    if not term:
        return []
    rows = _rows_with(connection, term, limit) or _spelled(connection, readings, term, limit)
    return [_resident_at(connection, row) for row in rows]


def _with_all(
    connection: Connection, readings: Readings, terms: tuple[str, ...], limit: int
) -> tuple[list[Resident], bool]:
    """Who matches all terms; and whether everyone was looked at who might."""
    rows, unsure, all_listed = _rows_with_all(connection, readings, terms)
    found: list[Resident] = []
    for row in rows[:_LOOKED_THROUGH]:
        resident = _resident_at(connection, row)
        if residentkeys.match(resident, unsure, readings):
            found.append(resident)
            if len(found) == limit:
                break
    return found, all_listed and len(rows) <= _LOOKED_THROUGH


def _rows_with_all(
    connection: Connection, readings: Readings, terms: tuple[str, ...]
) -> tuple[list[int], tuple[str, ...], bool]:
    """Residents who may match all terms, in the order of the rarest one's keys; the terms that
    are still to be looked for in each of them, because they fit too many to be listed; and
    whether nobody else may match."""
    listed = {
        term: _keyed(connection, term, _SET_BESIDE)
        or _spelled(connection, readings, term, _SPELLED)
        for term in terms
    }
    unsure = tuple(term for term, rows in listed.items() if len(rows) == _SET_BESIDE)
    sure = sorted((rows for term, rows in listed.items() if term not in unsure), key=len)
    if not sure:
        leading = max(terms, key=len)
        rest = tuple(term for term in terms if term != leading)
        return list(dict.fromkeys(listed[leading])), rest, False
    others = [frozenset(rows) for rows in sure[1:]]
    rows = [row for row in dict.fromkeys(sure[0]) if all(row in other for other in others)]
    return rows, unsure, True


def _spelled(connection: Connection, readings: Readings, term: str, limit: int) -> list[int]:
    """At most ``limit`` residents whose name or given name is typed as ``term`` in a mixture of
    characters, pinyin and first letters (see ``domain.person.namespelling``)."""
    rows: dict[int, None] = {}
    for initials in namespelling.initials(term, readings):
        rows |= dict.fromkeys(_keyed(connection, initials, _SPELLED - len(rows)))
        if len(rows) >= _SPELLED:
            break
    names = connection.execute(
        "SELECT r.row, r.name FROM json_each(?) AS wanted CROSS JOIN residents AS r "
        "ON r.row = wanted.value",
        (json.dumps(list(rows)),),
    )
    fitting = (row for row, name in names if residentkeys.spelled(name, term, readings))
    return list(islice(fitting, limit))


def _rows_with(connection: Connection, term: str, limit: int) -> list[int]:
    """Residents with a key that begins with ``term``; the closest keys first."""
    return list(dict.fromkeys(_keyed(connection, term, limit * 3)))[:limit]


def _keyed(connection: Connection, term: str, limit: int) -> list[int]:
    """The first ``limit`` keys that begin with ``term``: whose they are, the same more than once
    if it is."""
    rows = connection.execute(
        "SELECT row FROM resident_keys WHERE key >= ? AND key < ? ORDER BY key LIMIT ?",
        (term, term + _LAST, limit),
    )
    return [row for (row,) in rows]


def _resident_at(connection: Connection, row: int) -> Resident:
    (body,) = connection.execute("SELECT body FROM residents WHERE row = ?", (row,)).fetchone()
    resident = projection.decode("resident", body)
    assert isinstance(resident, Resident)
    return resident


def possible_twins(connection: Connection, new: Resident) -> tuple[Resident, ...]:
    """Residents worth comparing with ``new`` before it is created: the same name, the same birth
    date within the number, or the same phone."""
    keys = [residentkeys.folded(new.name)]
    if len(new.id_number) == 18:
        keys += [new.id_number[:14], new.id_number[6:]]
        keys = [key.lower() for key in keys]
    if new.phone:
        keys.append(residentkeys.folded(new.phone))
    with translated():
        rows = dict.fromkeys(row for key in keys for row in _rows_with(connection, key, 40))
        return tuple(_resident_at(connection, row) for row in rows)
