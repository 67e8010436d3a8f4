"""Where each kind of record stands in the tables: its columns, and how it is read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

import msgspec

from station_desktop.domain import addresses, happenings, journal
from station_desktop.domain.accounts import Account
from station_desktop.domain.bookings import Booking
from station_desktop.domain.cases import Case
from station_desktop.domain.demands import Demand
from station_desktop.domain.devices import Device
from station_desktop.domain.documents import Document
from station_desktop.domain.fold import RECORDS, Record
from station_desktop.domain.homevisits import HomeVisit
from station_desktop.domain.households import Area, Household
from station_desktop.domain.individualvalues import Individual
from station_desktop.domain.partners import Partner
from station_desktop.domain.residents import Resident
from station_desktop.domain.station import AdoptedPack, Refusal, Setting, Visit
from station_desktop.domain.whistles import Whistle
from station_desktop.storage.database import Connection

KeysOf = Callable[[Resident], Iterable[str]]
"""Search keys of a resident: pure, see ``domain.residentkeys``."""

NEVER_DUE = "9999-12-31"
"""Sorts cases and demands without a deadline after all that have one."""


class Parts(msgspec.Struct, frozen=True):
    """A table with one row for each part of a record (a task of a case, a member of a household);
    its first column, ``of``, is the record's id."""

    table: str
    columns: tuple[str, ...]
    rows: Callable[[Any], list[tuple[Any, ...]]]

    @property
    def insert(self) -> str:
        names = ("of", *self.columns)
        marks = ", ".join("?" * len(names))
        return f"INSERT INTO {self.table} ({', '.join(names)}) VALUES ({marks})"


class Place(msgspec.Struct, frozen=True):
    """One noun's table, the columns that a record fills besides ``id`` and ``body``, and the
    tables of its parts."""

    table: str
    columns: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]
    parts: tuple[Parts, ...] = ()

    @property
    def upsert(self) -> str:
        names = ("id", *self.columns, "body")
        marks = ", ".join("?" * len(names))
        sets = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
        return (
            f"INSERT INTO {self.table} ({', '.join(names)}) VALUES ({marks}) "
            f"ON CONFLICT (id) DO UPDATE SET {sets}"
        )


def _case_columns(case: Case) -> tuple[Any, ...]:
    due = case.deadline.due if case.deadline is not None else NEVER_DUE
    return (
        case.number,
        case.item,
        case.category,
        case.mode,
        case.resident,
        case.state,
        int(case.open),
        case.received_at,
        case.received_by,
        due,
        int(case.urgent),
        len(case.unfit),
        case.owner,
        case.process,
        case.lane,
        case.at,
        case.area,
        case.origin,
        case.need,
        case.ended_at,
        case.rating.level if case.rating is not None else 0,
        int(case.calling_back is not None),
        case.deadline.warn or due if case.deadline is not None else NEVER_DUE,
        int(case.paused),
        happenings.late(case),
        happenings.contacted(case),
    )


def _tasks(case: Case) -> list[tuple[Any, ...]]:
    return [
        (
            task.id,
            task.partner,
            task.organisation,
            task.state,
            task.due or NEVER_DUE,
            task.sent_at,
            task.reported_at,
            task.grade,
        )
        for task in case.tasks
    ]


def _happenings(case: Case) -> list[tuple[Any, ...]]:
    return [(number, *happened) for number, happened in enumerate(happenings.of(case))]


def _whistle(whistle: Whistle) -> tuple[Any, ...]:
    return (
        whistle.number,
        whistle.case,
        whistle.kind,
        whistle.state,
        whistle.blown_at,
        len(whistle.unfit),
    )


def _partner(partner: Partner) -> tuple[Any, ...]:
    return partner.kind, partner.name, int(partner.open)


def _area(area: Area) -> tuple[Any, ...]:
    return area.name, area.worker


def _household(household: Household) -> tuple[Any, ...]:
    return (
        household.area,
        household.building,
        household.door,
        addresses.key(household.address),
        int(bool(household.attention)),
        household.seen_at,
        household.tried_at,
        int(bool(household.moved_at)),
    )


def _members(household: Household) -> list[tuple[Any, ...]]:
    return [(member,) for member in household.members]


def _homevisit(visit: HomeVisit) -> tuple[Any, ...]:
    return (
        visit.day,
        visit.worker,
        visit.state,
        visit.purpose,
        visit.household,
        visit.resident,
        visit.case,
        visit.at,
        visit.met,
        len(visit.findings),
    )


def _booking(booking: Booking) -> tuple[Any, ...]:
    return booking.day, booking.start, booking.where, booking.state, booking.resident


def _individual(individual: Individual) -> tuple[Any, ...]:
    return (
        individual.number,
        individual.resident,
        individual.worker,
        individual.state,
        individual.step,
        individual.applied_at,
        len(individual.unfit),
        individual.closings[-1].at if individual.closings and not individual.open else 0,
    )


def _resident(resident: Resident) -> tuple[Any, ...]:
    return (
        resident.name,
        resident.id_number,
        resident.birth_date,
        resident.phone,
        resident.joined_into,
        len(resident.conflicts),
    )


def _document(document: Document) -> tuple[Any, ...]:
    return document.holder, document.material, document.seen_on


def _account(account: Account) -> tuple[Any, ...]:
    return account.login.casefold(), account.name


def _setting(_: Setting) -> tuple[Any, ...]:
    return ()


def _pack(pack: AdoptedPack) -> tuple[Any, ...]:
    return (pack.adopted_at,)


def _visit(visit: Visit) -> tuple[Any, ...]:
    return visit.resident, visit.at


def _refusal(refusal: Refusal) -> tuple[Any, ...]:
    return refusal.proof, refusal.at


def _device(device: Device) -> tuple[Any, ...]:
    return (device.role,)


def _demand(demand: Demand) -> tuple[Any, ...]:
    return demand.state, demand.due or NEVER_DUE, demand.resident


PLACES: dict[str, Place] = {
    "resident": Place(
        "residents",
        ("name", "id_number", "birth_date", "phone", "joined", "conflicts"),
        _resident,
    ),
    "case": Place(
        "cases",
        (
            "number",
            "item",
            "category",
            "mode",
            "resident",
            "state",
            "open",
            "received_at",
            "received_by",
            "due",
            "urgent",
            "unfit",
            "owner",
            "process",
            "lane",
            "step",
            "area",
            "origin",
            "need",
            "ended_at",
            "level",
            "calling_back",
            "warn",
            "paused",
            "late",
            "contacted",
        ),
        _case_columns,
        (
            Parts(
                "tasks",
                (
                    "task",
                    "partner",
                    "organisation",
                    "state",
                    "due",
                    "sent_at",
                    "reported_at",
                    "grade",
                ),
                _tasks,
            ),
            Parts("happenings", ("number", "kind", "at", "value", "word"), _happenings),
        ),
    ),
    "document": Place("documents", ("holder", "material", "seen_on"), _document),
    "account": Place("accounts", ("login", "name"), _account),
    "setting": Place("settings", (), _setting),
    "pack": Place("packs", ("adopted_at",), _pack),
    "visit": Place("visits", ("resident", "at"), _visit),
    "refusal": Place("refusals", ("proof", "at"), _refusal),
    "device": Place("devices", ("role",), _device),
    "demand": Place("demands", ("state", "due", "resident"), _demand),
    "whistle": Place(
        "whistles", ("number", "case_id", "kind", "state", "blown_at", "unfit"), _whistle
    ),
    "partner": Place("partners", ("kind", "name", "open"), _partner),
    "area": Place("areas", ("name", "worker"), _area),
    "household": Place(
        "households",
        ("area", "building", "door", "place", "attention", "seen_at", "tried_at", "moved"),
        _household,
        (Parts("household_members", ("resident",), _members),),
    ),
    "homevisit": Place(
        "homevisits",
        (
            "day",
            "worker",
            "state",
            "purpose",
            "household",
            "resident",
            "case_id",
            "at",
            "met",
            "findings",
        ),
        _homevisit,
    ),
    "booking": Place("bookings", ("day", "start", "place", "state", "resident"), _booking),
    "individual": Place(
        "individuals",
        ("number", "resident", "worker", "state", "step", "applied_at", "unfit", "closed_at"),
        _individual,
    ),
}

_UPSERTS = {noun: place.upsert for noun, place in PLACES.items()}
_DECODERS = {noun: msgspec.json.Decoder(record) for noun, record in RECORDS.items()}


def row_of(noun: str, record: Record) -> tuple[Any, ...]:
    """The row's values in table order: id, columns, body (canonical JSON)."""
    return (record.id, *PLACES[noun].values(record), journal.encode(record))


def load(connection: Connection, noun: str, id: str) -> Record | None:
    """The record as it now stands, or ``None``."""
    row = connection.execute(
        f"SELECT body FROM {PLACES[noun].table} WHERE id = ?", (id,)
    ).fetchone()
    return None if row is None else decode(noun, row[0])


def decode(noun: str, body: bytes) -> Record:
    """A record from its ``body`` column."""
    return _DECODERS[noun].decode(body)


def load_many(connection: Connection, noun: str, ids: Iterable[str]) -> dict[str, Record]:
    """The records with these ids as they now stand; those not there are left out."""
    rows = connection.execute(
        f"SELECT id, body FROM {PLACES[noun].table} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {id: decode(noun, body) for id, body in rows}


def store(
    connection: Connection, noun: str, old: Record | None, new: Record | None, keys_of: KeysOf
) -> None:
    """Put ``new`` in place of ``old``, with its search keys."""
    store_many(connection, noun, ((old, new),), keys_of)


def store_many(
    connection: Connection,
    noun: str,
    pairs: Iterable[tuple[Record | None, Record | None]],
    keys_of: KeysOf,
) -> None:
    """As :func:`store`, for several records (old, new) of one noun; without a new one the old
    goes, as when the entry that made it is set aside."""
    changed = [(old, new) for old, new in pairs if new != old]
    gone = [old.id for old, new in changed if new is None and old is not None]
    if gone:
        _remove(connection, noun, gone)
    come = [(old, new) for old, new in changed if new is not None]
    connection.executemany(_UPSERTS[noun], [row_of(noun, new) for _, new in come])
    if noun == "resident":
        _store_keys(connection, come, keys_of)
    for parts in PLACES[noun].parts:
        _store_parts(connection, parts, come)


def _store_parts(connection: Connection, parts: Parts, changed: list[tuple[Any, Any]]) -> None:
    """Bring the rows of the records' parts up to date; most records have none and change none."""
    before = {new.id: [] if old is None else parts.rows(old) for old, new in changed}
    after = {new.id: parts.rows(new) for _, new in changed}
    moved = [id for id, rows in after.items() if rows != before[id]]
    gone = [(id,) for id in moved if before[id]]
    connection.executemany(f"DELETE FROM {parts.table} WHERE of = ?", gone)
    rows = [(id, *row) for id in moved for row in after[id]]
    connection.executemany(parts.insert, rows)


def _remove(connection: Connection, noun: str, ids: list[str]) -> None:
    if noun == "resident":
        rows = [(row,) for row in _rows_of(connection, ids).values()]
        connection.executemany("DELETE FROM resident_keys WHERE row = ?", rows)
    for parts in PLACES[noun].parts:
        connection.executemany(f"DELETE FROM {parts.table} WHERE of = ?", [(id,) for id in ids])
    table = PLACES[noun].table
    connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(id,) for id in ids])


def _store_keys(connection: Connection, changed: list[tuple[Any, Any]], keys_of: KeysOf) -> None:
    """Bring the search keys of changed residents up to date, in the index's own order: that
    touches each of its pages once."""
    gone: list[tuple[str, int]] = []
    come: list[tuple[str, int]] = []
    rows = _rows_of(connection, [new.id for _, new in changed])
    for old, new in changed:
        row = rows[new.id]
        after = keys_of(new)
        if old is not None:
            before, after = frozenset(keys_of(old)), frozenset(after)
            gone.extend([(key, row) for key in before - after])
            after = after - before
        come.extend([(key, row) for key in after])
    connection.executemany("DELETE FROM resident_keys WHERE key = ? AND row = ?", _in_order(gone))
    connection.executemany(
        "INSERT OR IGNORE INTO resident_keys (key, row) VALUES (?, ?)", _in_order(come)
    )


def remake_keys(connection: Connection, keys_of: KeysOf) -> None:
    """All search keys anew, as when another version of the program makes other ones."""
    connection.execute("DELETE FROM resident_keys")
    rows = connection.execute("SELECT row, body FROM residents").fetchall()
    for at in range(0, len(rows), _KEYS_TOGETHER):
        keys: list[tuple[str, int]] = []
        for row, body in rows[at : at + _KEYS_TOGETHER]:
            resident = decode("resident", body)
            if isinstance(resident, Resident):
                keys.extend([(key, row) for key in keys_of(resident)])
        connection.executemany(
            "INSERT OR IGNORE INTO resident_keys (key, row) VALUES (?, ?)", _in_order(keys)
        )


_KEYS_TOGETHER = 4_000


def _in_order(keys: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Nearly the index's order. Texts of letters and digits alone compare several times faster
    than mixed ones, so they are sorted apart."""
    plain: list[tuple[str, int]] = []
    other: list[tuple[str, int]] = []
    for pair in keys:
        (plain if pair[0].isascii() else other).append(pair)
    plain.sort(key=_KEY)
    other.sort(key=_KEY)
    return plain + other


_KEY = itemgetter(0)


def _rows_of(connection: Connection, ids: list[str]) -> dict[str, int]:
    found = connection.execute(
        "SELECT id, row FROM residents WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    return dict(found.fetchall())
