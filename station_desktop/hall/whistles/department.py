"""A department at work, by its link: what it gets to see, and what it says.

It sees what is needed, where, and how long it has; nothing of the case and nothing of the resident.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from station_desktop.domain.problem import refuse
from station_desktop.domain.station.station import Setting
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import Called, Kind, Standing, State, Whistle
from station_desktop.hall import audit
from station_desktop.hall.journal import folding, writing
from station_desktop.hall.store.office_tables import done
from station_desktop.hall.store.once import add_once
from station_desktop.hall.store.tables import stations
from station_desktop.hall.whistles import deeds, links
from station_desktop.hall.whistles.deeds import Deed
from station_desktop.hall.whistles.links import Link
from station_desktop.hall.work import Hall, Officer


class Task(msgspec.Struct, frozen=True):
    """What one department sees of a whistle. ``phone`` is the station's, ``now`` the hall's
    clock."""

    number: str
    kind: Kind
    what: str
    place: str
    state: State
    blown_at: int
    closed_at: int
    reason: str
    station: str
    phone: str
    called: Called
    standing: Standing
    now: int

    @property
    def open(self) -> bool:
        return self.state == "blown"


def look(hall: Hall, secret: str) -> Task:
    """What the department with this link has to do. Refuses ``hall.whistle.link``, alike for a
    link that never was, was replaced, or leads nowhere any more."""
    with hall.database.reading() as connection:
        link = _link(connection, secret)
        whistle = deeds.loaded(connection, link.station, link.whistle)
        called = _called(hall, whistle, link)
        now = hall.now_ms()
        [standing] = [
            one for one in whistles.standing(whistle, now) if one.department == link.department
        ]
        name = stations.c.name
        return Task(
            number=whistle.number,
            kind=whistle.kind,
            what=whistle.what,
            place=whistle.place,
            state=whistle.state,
            blown_at=whistle.blown_at,
            closed_at=whistle.closed_at,
            reason=whistle.reason,
            station=str(
                connection.scalar(select(name).where(stations.c.code == link.station)) or ""
            ),
            phone=_phone(connection, link.station),
            called=called,
            standing=standing,
            now=now,
        )


def say(hall: Hall, secret: str, deed: Deed, once: str = "") -> None:
    """Write down what the department did. ``once`` comes with the form, so that sending it twice
    says it once. Refuses ``hall.whistle.link`` and what :func:`deeds.fact_of` refuses."""
    with hall.database.begin() as connection:
        link = _link(connection, secret)
        whistle = deeds.locked(connection, link.station, link.whistle)
        _called(hall, whistle, link)
        fact = deeds.fact_of(hall, whistle, link.department, deed)
        if fact is None or not _first(connection, hall, link, once):
            return
        subject = f"whistle:{link.whistle}"
        writing.append(connection, hall, link.station, link.author, [(subject, fact)])
        links.used(connection, hall, link)
        who = Officer(link.author, "link", link.department, ())
        number = whistle.number
        audit.note(connection, hall, who, fact.kind, number, department=link.department)


def _first(connection: Connection, hall: Hall, link: Link, once: str) -> bool:
    if not once:
        return True
    token = f"{link.id}:{once[:64]}"
    return add_once(connection, done, token=token, at=hall.now_ms())


def _link(connection: Connection, secret: str) -> Link:
    link = links.find(connection, secret)
    if link is None:
        raise refuse("hall.whistle.link")
    return link


def _called(hall: Hall, whistle: Whistle, link: Link) -> Called:
    called = whistle.called(link.department)
    if called is None or not links.holds(whistle, hall.now_ms()):
        raise refuse("hall.whistle.link")
    return called


def _phone(connection: Connection, station: str) -> str:
    kept = folding.load(connection, station, "setting", "station_phone")
    return kept.value if isinstance(kept, Setting) and isinstance(kept.value, str) else ""
