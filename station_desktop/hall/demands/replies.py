"""Demands at the stations, and their answers on the way back to where they came from."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from station_desktop import phrases
from station_desktop.domain.case.demands import Demand, State
from station_desktop.domain.time import clock
from station_desktop.hall.demands import acts
from station_desktop.hall.journal import folding
from station_desktop.hall.store.tables import demands as table
from station_desktop.hall.store.tables import stations
from station_desktop.hall.work import Hall, Officer

PAGE = 100
MOST = 10_000
COLUMNS = ("source", "reference", "outcome", "answer", "answered_at", "station", "title")
"""What an export tells, in this order; phrases ``demand.column.<name>``."""


class Standing(msgspec.Struct, frozen=True):
    """One demand at its station, as it stands there."""

    station: str
    station_name: str
    demand: Demand


class Filter(msgspec.Struct, frozen=True):
    """Empty means no restriction."""

    states: tuple[State, ...] = ()
    station: str = ""
    source: str = ""


def listed(
    hall: Hall,
    officer: Officer,
    where: Filter = Filter(),  # noqa: B008 - a frozen value
    after: str = "",
    limit: int = PAGE,
) -> tuple[Standing, ...]:
    """Demands in the order they arrived, after the one with this id."""
    officer.require("hall.demands")
    with hall.database.reading() as connection:
        return _listed(connection, where, after, limit)


def answered(hall: Hall, officer: Officer, source: str = "") -> tuple[Standing, ...]:
    """Answers that still have to go back out, at most :data:`MOST`."""
    return listed(hall, officer, Filter(("answered",), source=source), limit=MOST)


def mark_sent(hall: Hall, officer: Officer, sent: Sequence[Standing]) -> int:
    """Say that these went out; returns how many were not said so before."""
    by_station: dict[str, list[str]] = {}
    for one in sent:
        by_station.setdefault(one.station, []).append(one.demand.id)
    return sum(acts.mark_sent(hall, officer, station, ids) for station, ids in by_station.items())


def as_csv(replies: Sequence[Standing], language: str) -> bytes:
    """A table for a spreadsheet: UTF-8 with its mark, heads and outcomes in the reader's language.
    A text that a spreadsheet would take for a formula is written as text."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([phrases.say(f"demand.column.{name}", language) for name in COLUMNS])
    for value in as_values(replies):
        said = {**value, "outcome": phrases.say(f"demand.outcome.{value['outcome']}", language)}
        writer.writerow([_cell(str(said[name])) for name in COLUMNS])
    return file.getvalue().encode("utf-8-sig")


def as_values(replies: Sequence[Standing]) -> list[dict[str, Any]]:
    """Plain values for JSON; moments are ISO local time, ``station`` is its name."""
    return [
        {
            "source": one.demand.source,
            "reference": one.demand.reference,
            "outcome": one.demand.outcome,
            "answer": one.demand.answer,
            "answered_at": _moment(one.demand.answered_at),
            "station": one.station_name,
            "title": one.demand.title,
        }
        for one in replies
    ]


def _cell(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _moment(at: int) -> str:
    return clock.from_milliseconds(at).strftime("%Y-%m-%dT%H:%M") if at else ""


def _listed(connection: Connection, where: Filter, after: str, limit: int) -> tuple[Standing, ...]:
    query = (
        select(table.c.station, table.c.id, stations.c.name)
        .join(stations, stations.c.code == table.c.station)
        .where(table.c.id > after)
        .order_by(table.c.id)
        .limit(limit)
    )
    if where.states:
        query = query.where(table.c.state.in_(where.states))
    if where.station:
        query = query.where(table.c.station == where.station)
    if where.source:
        query = query.where(table.c.source == where.source)
    rows = connection.execute(query).all()
    found: dict[tuple[str, str], Any] = {}
    for station in {row.station for row in rows}:
        ids = [row.id for row in rows if row.station == station]
        loaded = folding.load_many(connection, station, "demand", ids)
        found |= {(station, id): record for id, record in loaded.items()}
    return tuple(
        Standing(row.station, row.name, record)
        for row in rows
        if isinstance(record := found.get((row.station, row.id)), Demand)
    )
