"""Which table each kind of record stands in, and the columns that it fills there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from station_desktop.domain.case import happenings
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.demands import Demand
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.neighbourhood.bookings import Booking
from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.neighbourhood.households import Area, Household
from station_desktop.domain.partner.partners import Partner
from station_desktop.domain.person.documents import Document
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.station.devices import Device
from station_desktop.domain.station.station import AdoptedPack, Refusal, Setting, Visit
from station_desktop.domain.text import addresses
from station_desktop.domain.whistle.whistles import Whistle

NEVER_DUE = "9999-12-31"
"""Sorts cases and demands without a deadline after all that have one."""
ASKED, ERASED = "asked", "erased"
"""Of a resident or case whose erasure waits for its review, and of one that is erased."""


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
        _erasing(case),
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
        _erasing(resident),
    )


def _erasing(one: Resident | Case) -> str:
    if one.asked is not None:
        return ASKED
    return ERASED if one.erased_at else ""


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
        ("name", "id_number", "birth_date", "phone", "joined", "conflicts", "erasing"),
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
            "erasing",
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
