"""Whose demand is it: which station, and which resident there.

A wrong match shows one person's words to another's file, so that in doubt there is none: a station
is named, or the address leads to exactly one; a resident has this very ID number, or is the only
one with this phone, or with this name at this address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import msgspec
from sqlalchemy import Connection, select

from station_desktop.domain.person import contacts, identity, residentkeys
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text.folding import half_width, plain
from station_desktop.hall.demands.reading import DemandRow
from station_desktop.hall.journal import folding
from station_desktop.hall.store.office_tables import station_words
from station_desktop.hall.store.tables import people, stations
from station_desktop.hall.work import Hall

_ENDINGS = re.compile(
    r"(?:社区)?(?:居民委员会|居委会|党群服务中心|便民服务站|服务站|服务中心|工作站|站点|社区|站)+$"
)
_SHORTEST_WORD = 2
_CANDIDATES = 20


class Place(msgspec.Struct, frozen=True):
    """A station as an address may speak of it."""

    code: str
    name: str
    words: tuple[str, ...]


def places(connection: Connection) -> tuple[Place, ...]:
    """All stations with the words that lead to them: their community's name and those given."""
    words: dict[str, list[str]] = {}
    for row in connection.execute(select(station_words)):
        words.setdefault(row.station, []).append(row.word)
    return tuple(
        Place(row.code, row.name, _words(row.name, words.get(row.code, ())))
        for row in connection.execute(select(stations.c.code, stations.c.name))
    )


def _words(name: str, given: Iterable[str]) -> tuple[str, ...]:
    own = _community(name)
    return tuple(dict.fromkeys(word for word in (own, *map(_folded, given)) if word))


def _community(name: str) -> str:
    """The name without what all stations are called: 老墙根社区服务站 is 老墙根."""
    short = _ENDINGS.sub("", _folded(name))
    return short if len(short) >= _SHORTEST_WORD else _folded(name)


def _folded(text: str) -> str:
    return "".join(half_width(text).casefold().split())


def station_of(row: DemandRow, known: Iterable[Place]) -> str:
    """The code of the station whose demand it is; empty when nothing or more than one fits."""
    known = tuple(known)
    named = _folded(row.station)
    if named:
        exact = [p.code for p in known if named in (p.code, _folded(p.name))]
        alike = [p.code for p in known if _community(row.station) in p.words]
        for found in (exact, alike):
            if len(found) == 1:
                return found[0]
        if exact or alike:
            return ""
    for text in (row.station, row.address):
        found = _spoken_of(_folded(text), known)
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def _spoken_of(text: str, known: tuple[Place, ...]) -> list[str]:
    """The stations with the longest word that stands in ``text``."""
    hits = [(len(word), place.code) for place in known for word in place.words if word in text]
    longest = max((length for length, _ in hits), default=0)
    return list(dict.fromkeys(code for length, code in hits if length == longest))


def station_by_number(connection: Connection, hall: Hall, row: DemandRow) -> str:
    """The one station that knows a resident with this ID number."""
    number = _id_number(hall, row)
    if not number:
        return ""
    found = connection.scalars(
        select(people.c.station)
        .where(people.c.kind == "id_number", people.c.value == number)
        .distinct()
        .limit(2)
    ).all()
    return found[0] if len(found) == 1 else ""


def resident_of(connection: Connection, hall: Hall, station: str, row: DemandRow) -> str:
    """The id of the station's resident who demands; empty where nobody or several fit."""
    number = _id_number(hall, row)
    if number:
        found = _with(connection, station, "id_number", number)
        if len(found) == 1:
            return found[0].id
    phone = contacts.check(row.phone).number
    if phone:
        found = [r for r in _with(connection, station, "phone", phone) if _may_be(r, row.contact)]
        if len(found) == 1:
            return found[0].id
    if row.contact and row.address:
        found = _with(connection, station, "name", row.contact)
        found = [resident for resident in found if _lives(resident, row.address)]
        if len(found) == 1:
            return found[0].id
    return ""


def _id_number(hall: Hall, row: DemandRow) -> str:
    if not row.id_number:
        return ""
    checked = identity.check(row.id_number, hall.time.now().date())
    return checked.normalised if checked.valid or checked.overridable or checked.legacy else ""


def _with(connection: Connection, station: str, kind: str, value: str) -> list[Resident]:
    """Residents known by this value; of two registrations of one person the earlier."""
    ids = connection.scalars(
        select(people.c.resident)
        .where(people.c.station == station, people.c.kind == kind, people.c.value == value)
        .limit(_CANDIDATES)
    ).all()
    found = _residents(connection, station, ids)
    earlier = {person.joined_into for person in found if person.joined_into}
    known = {person.id for person in found if not person.joined_into}
    found += _residents(connection, station, earlier - known)
    return [person for person in found if not person.joined_into]


def _residents(connection: Connection, station: str, ids: Collection[str]) -> list[Resident]:
    found = folding.load_many(connection, station, "resident", ids)
    return [record for record in found.values() if isinstance(record, Resident)]


def _may_be(resident: Resident, contact: str) -> bool:
    """Whether somebody of that name may be the resident: 张女士 and 张* are anybody called 张.
    A phone is shared in a family, and a daughter's demand is not her mother's."""
    name = residentkeys.folded(contact)
    if not name or name == residentkeys.folded(resident.name):
        return True
    called = re.fullmatch(
        r"(.{1,2}?)(?:先生|女士|小姐|某某?|\*+|×+|同志|师傅|老师)", contact.strip()
    )
    return called is not None and resident.name.startswith(called[1])


def _lives(resident: Resident, address: str) -> bool:
    """Whether one of the two addresses ends as the other does, to the door."""
    told = residentkeys.folded(plain(address))
    homes = (resident.residence_address, resident.registered_address)
    for home in (residentkeys.folded(text) for text in homes if text):
        shorter, longer = sorted((home, told), key=len)
        if len(shorter) >= 4 and any(ch.isdigit() for ch in shorter) and longer.endswith(shorter):
            return True
    return False
