"""The resident rates what was done, by the code on the receipt: five levels, nothing chosen
beforehand, once for each closing.

Whoever has the receipt may rate; the case's id on it is as long as a password. Shown is what the
matter was and when it was closed, nothing of a person.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from station_desktop.domain.case import ratings
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.ratings import Aspect, Level
from station_desktop.domain.catalogue import Words
from station_desktop.domain.problem import refuse
from station_desktop.domain.text import statements
from station_desktop.domain.time import clock
from station_desktop.hall.cases import catalogues
from station_desktop.hall.journal import filing, folding, writing
from station_desktop.hall.store.tables import submissions
from station_desktop.hall.work import SELF, Hall

Standing = Literal["ready", "rated", "early", "never"]
"""To be rated now; rated already; not closed yet; ended in a way that there is nothing to rate."""

_LONGEST_ID = 64


class Matter(msgspec.Struct, frozen=True):
    """What is to be rated: the item's name, empty while the hall does not have the catalogue, and
    the ISO day of the closing, or of the acceptance while there is none."""

    name: Words
    day: str
    standing: Standing


class Said(msgspec.Struct, frozen=True):
    """What the resident said; ``level`` 0 is none chosen, ``solved`` ``None`` not answered."""

    level: int
    aspects: dict[Aspect, int] = {}
    words: str = ""
    solved: bool | None = None


def look(hall: Hall, id: str) -> Matter:
    """The matter with this case id; refuses with ``hall.rating.unknown``."""
    with hall.database.reading() as connection:
        station = _station(connection, id)
        case = _case(connection, station, id)
        item = catalogues.item_of(catalogues.of(connection, hall, station, case.pack), case)
    at = case.ended_at or case.received_at
    return Matter(
        name=item.name if item is not None else Words("", ""),
        day=clock.from_milliseconds(at).date().isoformat(),
        standing=_standing(case),
    )


def rate(hall: Hall, id: str, said: Said) -> bool:
    """Write the rating down; whether it is the first of this closing, others change nothing.
    Refuses with ``hall.rating.unknown``, ``.level``, ``.aspect``, ``.early``."""
    fact = _fact(said)
    with hall.database.begin() as connection:
        station = _station(connection, id)
        filing.lock(connection, station)
        standing = _standing(_case(connection, station, id))
        if standing == "rated":
            return False
        if standing != "ready":
            raise refuse("hall.rating.early")
        writing.append(connection, hall, station, SELF, [(f"case:{id}", fact)])
        return True


def _fact(said: Said) -> ratings.Rated:
    """Stars without a reason are a rating too: everything but the level may be left out."""
    aspects = {
        aspect: _level(grade, "hall.rating.aspect") for aspect, grade in said.aspects.items()
    }
    return ratings.Rated(
        level=_level(said.level, "hall.rating.level"),
        channel="code",
        aspects=aspects,
        words=statements.stated(said.words, "words"),
        solved=said.solved,
    )


def _level(grade: int, code: str) -> Level:
    for level in ratings.LEVELS:
        if level == grade:
            return level
    raise refuse(code, field="level")


def _standing(case: Case) -> Standing:
    if case.open:
        return "early"
    if case.state != "completed":
        return "never"
    return "ready" if case.rating is None else "rated"


def _station(connection: Connection, id: str) -> str:
    if not (id.isascii() and id.isalnum() and len(id) <= _LONGEST_ID):
        raise refuse("hall.rating.unknown")
    found = connection.scalar(select(submissions.c.station).where(submissions.c.id == id).limit(1))
    if found is None:
        raise refuse("hall.rating.unknown")
    return str(found)


def _case(connection: Connection, station: str, id: str) -> Case:
    record = folding.load(connection, station, "case", id)
    if not isinstance(record, Case):
        raise refuse("hall.rating.unknown")
    return record
