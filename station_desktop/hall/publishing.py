"""Catalogues and holiday years given to stations: checked first, then said in each one's journal.

A catalogue's bytes are kept by their hash and fetched by the stations like any scan; that it holds
from now on is an entry (``pack.adopted``). Holiday years are a setting of their own
(``hall_calendar``), so that a station's own exceptions stay its own.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select

from station_desktop import shipped
from station_desktop.domain.catalogue import Pack
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.pack import pack as packs
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.station.station import (
    AdoptedPack,
    CatalogueAdopted,
    Setting,
    SettingChanged,
)
from station_desktop.domain.time import calendar_file, workdays
from station_desktop.domain.time.year_calendar import Calendar
from station_desktop.hall import audit
from station_desktop.hall.journal import blobs, folding, writing
from station_desktop.hall.store import bulk
from station_desktop.hall.store.office_tables import publications
from station_desktop.hall.store.tables import records, settings, stations
from station_desktop.hall.work import Hall, Officer
from station_desktop.storage.store import PACK_MEDIA

LARGEST_FILE = 50_000_000
LARGEST_YEARS = 1_000_000
CALENDAR = "hall_calendar"
PAGE = 100
_ALL = "*"

_ActOf = Callable[[Connection, str], tuple[str, Fact] | None]


class Publication(msgspec.Struct, frozen=True):
    """What was published when, by whom (a name) and to which stations; no stations means all that
    there were, and those added since. ``label`` is a catalogue's version or a notice's years;
    ``what`` a catalogue's hash."""

    number: int
    at: int
    by: str
    kind: str
    what: str
    label: str
    stations: tuple[str, ...] = ()


class Published(msgspec.Struct, frozen=True):
    """What was done: ``stations`` were told; those ``had`` it already and were not told again."""

    kind: str
    what: str
    label: str
    stations: tuple[str, ...]
    had: tuple[str, ...]


def read_pack(data: bytes, name: str) -> Pack:
    """The catalogue in a JSON pack or a workbook, or every fault of it (a workbook's with sheet,
    row and column). Nothing is published."""
    if len(data) > LARGEST_FILE:
        raise refuse("hall.pack_large", field="file", most=LARGEST_FILE // 1_000_000)
    if not data.startswith(b"PK"):
        found = packs.decode(data)
        raise_if_any(packs.check(found))
        return found
    from station_desktop import workbook  # slow to load

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / (Path(name).name or "catalogue.xlsx")
        file.write_bytes(data)
        return workbook.read(file)


def publish_pack(
    hall: Hall, officer: Officer, data: bytes, name: str, to: Sequence[str] = ()
) -> Published:
    """Publish a catalogue to these stations, or to all. Refuses with all its faults."""
    officer.require("hall.publish")
    catalogue = read_pack(data, name)
    encoded, digest = packs.encode(catalogue), packs.content_hash(catalogue)
    fact = CatalogueAdopted(catalogue.version, len(catalogue.items))

    def act(connection: Connection, station: str) -> tuple[str, Fact] | None:
        if _pack_in_force(connection, station) == digest:
            return None
        return f"pack:{digest}", fact

    with hall.database.begin() as connection:
        for owner in to or (blobs.PUBLISHED,):
            blobs.put(connection, hall.keyring.data_key, owner, encoded, PACK_MEDIA)
        return _publish(connection, hall, officer, "pack", digest, catalogue.version, to, act)


def publish_years(hall: Hall, officer: Officer, data: bytes, to: Sequence[str] = ()) -> Published:
    """Publish a year's holiday notice (``domain.time.calendar_file``) to these stations, or to all;
    years published before stay. Refuses with every faulty line."""
    officer.require("hall.publish")
    years = _read_years(data, hall.time.now().year + 1)
    label = " ".join(map(str, sorted(years.years)))

    def act(connection: Connection, station: str) -> tuple[str, Fact] | None:
        return _calendar_act(connection, station, years)

    with hall.database.begin() as connection:
        if not to:
            _keep_years(connection, years)
        return _publish(connection, hall, officer, "calendar", "", label, to, act)


def published(hall: Hall, officer: Officer, before: int = 0) -> tuple[Publication, ...]:
    """What was published, the latest first; only what came before line ``before`` if given."""
    officer.require("hall.publish")
    column = publications.c
    query = select(publications).order_by(column.number.desc()).limit(PAGE)
    if before:
        query = query.where(column.number < before)
    with hall.database.reading() as connection:
        return tuple(_publication(row) for row in connection.execute(query))


def catch_up(connection: Connection, hall: Hall, officer: Officer, station: str) -> None:
    """Tell a new station what all stations were told: the latest catalogue and all years."""
    acts: list[tuple[str, Fact]] = []
    row = connection.execute(
        select(publications)
        .where(publications.c.kind == "pack", publications.c.stations == _ALL)
        .order_by(publications.c.number.desc())
        .limit(1)
    ).first()
    data = None
    if row is not None:
        data = blobs.get(connection, hall.keyring.data_key, blobs.PUBLISHED, row.what)
    if row is not None and data is not None:
        fact = CatalogueAdopted(row.label, len(packs.decode(data).items))
        acts.append((f"pack:{row.what}", fact))
    years = _kept_years(connection)
    if years is not None:
        acts.append((f"setting:{CALENDAR}", SettingChanged(_plain(years))))
    if acts:
        writing.append(connection, hall, station, officer.id, acts)


def calendar(connection: Connection) -> Calendar:
    """The working days that the hall itself counts by: the shipped years and those it published
    to all."""
    years = _kept_years(connection)
    return shipped.calendar() if years is None else workdays.merge(shipped.calendar(), years)


def _publish(
    connection: Connection,
    hall: Hall,
    officer: Officer,
    kind: str,
    what: str,
    label: str,
    to: Sequence[str],
    act_of: _ActOf,
) -> Published:
    """Say it in each station's journal. Stations are locked in one order, whoever publishes."""
    told, had = [], []
    for station in _targets(connection, to):
        act = act_of(connection, station)
        if act is None:
            had.append(station)
            continue
        writing.append(connection, hall, station, officer.id, [act])
        told.append(station)
    connection.execute(
        insert(publications).values(
            at=hall.now_ms(),
            by=officer.name,
            kind=kind,
            what=what,
            label=label,
            stations=" ".join(sorted(to)) if to else _ALL,
        )
    )
    audit.note(connection, hall, officer, f"{kind}.published", label, stations=len(told))
    return Published(kind, what, label, tuple(told), tuple(had))


def _targets(connection: Connection, to: Sequence[str]) -> tuple[str, ...]:
    known = tuple(connection.scalars(select(stations.c.code).order_by(stations.c.code)))
    raise_if_any(
        Problem("hall.station_unknown", "stations", {"station": code[:20]})
        for code in to
        if code not in known
    )
    return tuple(code for code in known if not to or code in to)


def _pack_in_force(connection: Connection, station: str) -> str:
    """Hash of the catalogue that the station adopted last."""
    bodies = connection.scalars(
        select(records.c.body).where(records.c.station == station, records.c.noun == "pack")
    )
    adopted = [msgspec.json.decode(body, type=AdoptedPack) for body in bodies]
    return max(adopted, key=lambda pack: (pack.adopted_at, pack.id)).id if adopted else ""


def _calendar_act(connection: Connection, station: str, years: Calendar) -> tuple[str, Fact] | None:
    setting = folding.load(connection, station, "setting", CALENDAR)
    present = setting.value if isinstance(setting, Setting) else {}
    merged = workdays.merge(_calendar_of(present), years) if present else years
    value = _plain(merged)
    return None if value == present else (f"setting:{CALENDAR}", SettingChanged(value))


def _read_years(data: bytes, latest: int) -> Calendar:
    if len(data) > LARGEST_YEARS:
        raise refuse("calendar.unreadable", field="file")
    found, problems = calendar_file.parse_year_file(data)
    raise_if_any(problems)
    if found is None:
        raise refuse("calendar.unreadable", field="file")
    raise_if_any(
        Problem("calendar.year_far", "year", {"year": year, "last": latest})
        for year in sorted(found.years)
        if year > latest
    )
    return found


def _keep_years(connection: Connection, years: Calendar) -> None:
    kept = _kept_years(connection)
    merged = years if kept is None else workdays.merge(kept, years)
    value = journal.encode(_plain(merged)).decode()
    bulk.insert(connection, settings, ("name", "value"), [(CALENDAR, value)], "replace")


def _kept_years(connection: Connection) -> Calendar | None:
    value = connection.scalar(select(settings.c.value).where(settings.c.name == CALENDAR))
    return None if value is None else _calendar_of(msgspec.json.decode(value))


def _calendar_of(plain: Any) -> Calendar:
    return workdays.load(msgspec.json.encode(plain))


def _plain(years: Calendar) -> Any:
    return msgspec.json.decode(workdays.dump(years))


def _publication(row: Row[Any]) -> Publication:
    to = () if row.stations == _ALL else tuple(row.stations.split())
    return Publication(row.number, row.at, row.by, row.kind, row.what, row.label, to)
