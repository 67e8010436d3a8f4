"""What an officer does with a whistle: calls departments, turns it down, writes down what a
department told by telephone, sends links out. Only the station closes it."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from station_desktop.domain.problem import refuse
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.station.station import Setting
from station_desktop.domain.text import statements
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.hall import audit
from station_desktop.hall.journal import folding, writing
from station_desktop.hall.store.loop_tables import whistles as table
from station_desktop.hall.whistles import deeds, links
from station_desktop.hall.whistles.deeds import Deed
from station_desktop.hall.whistles.links import Link
from station_desktop.hall.work import Hall, Officer


class Chosen(msgspec.Struct, frozen=True):
    """One whistle: its station and its id."""

    station: str
    id: str

    @property
    def subject(self) -> str:
        return f"whistle:{self.id}"


_DID: dict[type[Deed], str] = {
    deeds.Arrival: "whistle.checked_in",
    deeds.Act: "whistle.acted",
    deeds.Report: "whistle.reported",
    deeds.Appraisal: "whistle.appraised",
}


def locate(hall: Hall, officer: Officer, number: str) -> Chosen:
    """The whistle with this number or id; refuses ``whistle.unknown``, and ``whistle.twice`` where
    two whistles have one number."""
    officer.require("hall.whistles")
    typed = statements.tidy(number)[:60]
    with hall.database.reading() as connection:
        rows = connection.execute(
            select(table.c.station, table.c.id)
            .where((table.c.number == typed.upper()) | (table.c.id == typed))
            .limit(2)
        ).all()
    if not rows:
        raise refuse("whistle.unknown", field="number", number=typed)
    if len(rows) > 1:
        ids = ", ".join(row.id for row in rows)
        raise refuse("whistle.twice", field="number", number=typed, ids=ids)
    return Chosen(rows[0].station, rows[0].id)


def call(hall: Hall, officer: Officer, chosen: Chosen, department: str, contact: str = "") -> Link:
    """Call a department to the scene; its clock starts now, with the station's own limit. Returns
    the link by which it reports. Refuses ``whistle.over``, ``whistle.called_already``."""
    officer.require("hall.whistles")
    name, person = deeds.named(department), deeds.short(contact, "contact")
    with hall.database.begin() as connection:
        whistle = _open(connection, chosen)
        known = whistle.called(name)
        if known is not None and not known.implied:
            raise refuse("whistle.called_already", field="department", department=name)
        if known is not None and known.checked_in_at:
            raise refuse("whistle.there_already", field="department", department=name)
        at = max(hall.now_ms(), whistle.blown_at)
        fact = whistles.DepartmentCalled(name, at, limit(connection, chosen.station), person)
        writing.append(connection, hall, chosen.station, officer.id, [(chosen.subject, fact)])
        audit.note(connection, hall, officer, "whistle.called", whistle.number, department=name)
        return links.make(connection, hall, officer, chosen.station, chosen.id, name)


def turn_down(hall: Hall, officer: Officer, chosen: Chosen, reason: str) -> None:
    """Call nobody, and say why and who sees to it instead. Refuses ``whistle.over`` and, once
    somebody is called, ``hall.whistle.called``."""
    officer.require("hall.whistles")
    words = statements.stated(reason, "reason")
    if not words:
        raise refuse("case.reason_missing", field="reason")
    with hall.database.begin() as connection:
        whistle = _open(connection, chosen)
        if whistle.departments:
            raise refuse("hall.whistle.called", field="reason", number=whistle.number)
        fact = whistles.TurnedDown(words)
        writing.append(connection, hall, chosen.station, officer.id, [(chosen.subject, fact)])
        audit.note(connection, hall, officer, "whistle.turned_down", whistle.number)


def record(hall: Hall, officer: Officer, chosen: Chosen, department: str, deed: Deed) -> None:
    """Write down what a department did, as it told."""
    officer.require("hall.whistles")
    with hall.database.begin() as connection:
        whistle = deeds.locked(connection, chosen.station, chosen.id)
        fact = deeds.fact_of(hall, whistle, department, deed)
        if fact is None:
            return
        writing.append(connection, hall, chosen.station, officer.id, [(chosen.subject, fact)])
        did = _DID[type(deed)]
        audit.note(connection, hall, officer, did, whistle.number, department=department)


def link(hall: Hall, officer: Officer, chosen: Chosen, department: str) -> Link:
    """A new link for a department that is called; the one before holds no more."""
    officer.require("hall.whistles")
    with hall.database.begin() as connection:
        whistle = deeds.locked(connection, chosen.station, chosen.id)
        if whistle.called(department) is None:
            name = department[: deeds.LONGEST_NAME]
            raise refuse("whistle.not_called", field="department", department=name)
        if not links.holds(whistle, hall.now_ms()):
            raise _over(whistle)
        made = links.make(connection, hall, officer, chosen.station, chosen.id, department)
        number = whistle.number
        audit.note(connection, hall, officer, "whistle.link", number, department=department)
        return made


def limit(connection: Connection, station: str) -> int:
    """Within how many minutes a department of this station's whistles must be on the scene."""
    kept = folding.load(connection, station, "setting", "whistle_minutes")
    value = kept.value if isinstance(kept, Setting) else None
    usual = Settings().whistle_minutes
    return value if isinstance(value, int) and 0 < value < 100_000 else usual


def _open(connection: Connection, chosen: Chosen) -> Whistle:
    whistle = deeds.locked(connection, chosen.station, chosen.id)
    if not whistle.open:
        raise _over(whistle)
    return whistle


def _over(whistle: Whistle) -> Exception:
    return refuse("whistle.over", field="whistle", number=whistle.number, state=whistle.state)
