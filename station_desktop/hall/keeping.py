"""Stations and devices as the hall's staff keep them: what ``registry`` does, with what a new
station is told, and noted in the audit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete

from station_desktop.domain.problem import refuse
from station_desktop.domain.station.devices import DeviceRole
from station_desktop.domain.text import statements
from station_desktop.hall import audit, publishing, registry
from station_desktop.hall.journal import filing
from station_desktop.hall.registry import Station
from station_desktop.hall.store.office_tables import station_words
from station_desktop.hall.store.once import add_once
from station_desktop.hall.work import Hall, Officer

MOST_WORDS = 200
_LONGEST_WORD = 30


def add_station(
    hall: Hall, officer: Officer, code: str, name: str, words: Sequence[str] = ()
) -> Station:
    """Take a station in, and tell it what all were told before it. ``words`` are names of
    communities, lanes and estates by which an address leads to it."""
    officer.require("hall.stations")
    kept = _words(words)
    added = registry.add_station(hall, officer, code, name)
    with hall.database.begin() as connection:
        for word in kept:
            add_once(connection, station_words, station=added.code, word=word)
        publishing.catch_up(connection, hall, officer, added.code)
        audit.note(connection, hall, officer, "station.added", added.code)
    return added


def set_words(hall: Hall, officer: Officer, station: str, words: Sequence[str]) -> tuple[str, ...]:
    """Addresses lead to the station by exactly these words from now on, and by its name."""
    officer.require("hall.stations")
    kept = _words(words)
    with hall.database.begin() as connection:
        filing.lock(connection, station)
        connection.execute(delete(station_words).where(station_words.c.station == station))
        for word in kept:
            add_once(connection, station_words, station=station, word=word)
        audit.note(connection, hall, officer, "station.words", station, count=len(kept))
    return kept


def enrol_code(
    hall: Hall,
    officer: Officer,
    station: str,
    role: DeviceRole = "window",
    name: str = "",
    hours: int = 72,
) -> str:
    """A one-time code for one device of the station (see ``registry.enrol_code``)."""
    code = registry.enrol_code(hall, officer, station, role, name, hours)
    with hall.database.begin() as connection:
        audit.note(connection, hall, officer, "device.invited", station, role=role)
    return code


def revoke(hall: Hall, officer: Officer, device: str, reason: str) -> None:
    """Accept nothing more of the device, at once."""
    registry.revoke(hall, officer, device, reason)
    with hall.database.begin() as connection:
        audit.note(connection, hall, officer, "device.revoked", device)


def _words(given: Sequence[str]) -> tuple[str, ...]:
    """One letter leads everywhere and a sentence nowhere."""
    words = tuple(dict.fromkeys(word for text in given if (word := statements.tidy(text))))
    if len(words) > MOST_WORDS or any(not 2 <= len(word) <= _LONGEST_WORD for word in words):
        raise refuse("hall.station_words", field="words", most=MOST_WORDS, limit=_LONGEST_WORD)
    return words
