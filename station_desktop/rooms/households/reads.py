"""The room's own questions to the store: pages by key, buildings by one index, people by id."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from station_desktop.domain.neighbourhood import rounds
from station_desktop.domain.neighbourhood.households import Household
from station_desktop.domain.neighbourhood.rounds import Limits
from station_desktop.rooms.households.room import AreaRow, HomeRow, StripRow, Wanted
from station_desktop.storage import projection
from station_desktop.storage.reads import reads, reads_households, reads_rounds
from station_desktop.storage.reads.reads_households import Placed
from station_desktop.usecases.visits.day_lists import limits, persons
from station_desktop.usecases.work import Work


def page(
    work: Work, wanted: Wanted, after: Any = None, skip: int = 0, limit: int = 100
) -> tuple[HomeRow, ...]:
    """``limit`` households in the list's order, ``skip`` beyond the place ``after``."""
    work.require("household.read")
    asked = _asked(work, wanted)
    placed = reads_households.page(work.store.connection, asked, after, skip, limit)
    return _shown(work, placed)


def place(wanted: Wanted, row: HomeRow) -> Any:
    """From where to go on behind this row."""
    return row.placed.by_place if wanted.segment == "all" else row.placed.by_need


def count(work: Work, wanted: Wanted) -> int:
    """How many households there are."""
    work.require("household.read")
    return reads_households.count(work.store.connection, _asked(work, wanted))


def _asked(work: Work, wanted: Wanted) -> reads_households.Wanted:
    allowed, day = limits(work), work.store.today()
    due = (rounds.cuts(day, allowed.days)[1], rounds.cuts(day, allowed.attention_days)[1])
    return reads_households.Wanted(
        area=wanted.area,
        building=wanted.building,
        attention=wanted.segment == "attention",
        due=due if wanted.segment == "due" else None,
        text=wanted.text,
        by_address=wanted.segment == "all",
    )


def _shown(work: Work, placed: Iterable[Placed]) -> tuple[HomeRow, ...]:
    found = list(placed)
    connection = work.store.connection
    members = {id for one in found for id in one.household.members}
    people = dict(projection.load_many(connection, "resident", members))
    areas = {area.id: area for area in reads_rounds.areas(connection)}
    staff = {account.id: account.name for account in reads.accounts(connection)}
    day, allowed = work.store.today(), limits(work)
    rows = []
    for one in found:
        home = one.household
        area = areas.get(home.area)
        rows.append(
            HomeRow(
                placed=one,
                band=rounds.band(home, day, allowed),
                days=_days(home.seen_at, day),
                tried=_tried(home, day),
                people=tuple(persons(home.members, people, day)),
                area=area.name if area is not None else "",
                worker=staff.get(area.worker, "") if area is not None else "",
            )
        )
    return tuple(rows)


def _days(moment: int, day: date) -> int | None:
    return rounds.days_since(moment, day) if moment else None


def _tried(home: Household, day: date) -> int | None:
    return _days(home.tried_at, day) if home.tried_at > home.seen_at else None


def strips(work: Work, area: str) -> tuple[StripRow, ...]:
    """The buildings of an area in walking order (of all areas for none), with how long ago their
    households were seen."""
    work.require("household.read")
    connection, day = work.store.connection, work.store.today()
    usual, attention = _cuts(limits(work), day)
    areas = {one.id: one for one in reads_rounds.areas(connection)}
    rows = []
    for strip in reads_households.strips(connection, area, usual, attention):
        known = areas.get(strip.area)
        probe = Household("", strip.area, strip.building, "")
        order = (
            known.code if known is not None else "~",
            strip.area,
            *rounds.walk(probe, known.buildings if known is not None else ()),
        )
        name = known.name if known is not None else ""
        rows.append((order, StripRow(strip, name, _days(strip.longest, day))))
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def areas(work: Work) -> tuple[AreaRow, ...]:
    """Every area with who answers for it and how its households stand."""
    work.require("household.read")
    connection, day = work.store.connection, work.store.today()
    usual, attention = _cuts(limits(work), day)
    staff = {account.id: account.name for account in reads.accounts(connection)}
    counts: dict[str, dict[rounds.Band, int]] = {}
    for strip in reads_households.strips(connection, "", usual, attention):
        summed = counts.setdefault(strip.area, {})
        for band, number in strip.counts.items():
            summed[band] = summed.get(band, 0) + number
    return tuple(
        AreaRow(
            area=area,
            worker=staff.get(area.worker, ""),
            others=tuple(staff.get(other, "") for other in area.others),
            counts=counts.get(area.id, {}),
        )
        for area in reads_rounds.areas(connection)
    )


def _cuts(allowed: Limits, day: date) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    return rounds.cuts(day, allowed.days), rounds.cuts(day, allowed.attention_days)
