"""``stationctl area`` and ``stationctl household``: who answers for which courtyards, and who lives
there."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.residents import resident_of
from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Between, Group, OneOf, option, say
from station_desktop.domain.neighbourhood.households import ATTENTIONS, Area, Household
from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock

if TYPE_CHECKING:
    from station_desktop.usecases.work import Work

area = Group("area", help="area")
household = Group("household", help="household")


@area.command("list", help="area.list")
def list_areas() -> None:
    """All grid areas with who answers for them."""
    from station_desktop.usecases.neighbourhood import areas

    with at_work() as work:
        values = [_area(work, one) for one in areas.listed(work)]
        rows = [[v["code"], v["name"], v["worker"], ", ".join(v["buildings"])] for v in values]
        heads = ("code", "called", "answers", "buildings")
        shown = output.table(heads, rows) if rows else [say("area.none")]
        output.answer({"areas": values}, *shown)


@area.command("set", help="area.set")
@click.argument("name")
@option("--area", "area", default="", metavar="ID", help="area_id")
@option("--code", "code", default="", help="area_code")
@option("--building", "buildings", multiple=True, help="area_building")
def set_area(name: str, area: str, code: str, buildings: tuple[str, ...]) -> None:
    """Make an area, or change the one named by ``--area``; its buildings in walking order."""
    from station_desktop.usecases.neighbourhood import areas

    with at_work() as work:
        before = areas.get(work, area) if area else None
        kept = before.buildings if before is not None and not buildings else buildings
        sign = before.code if before is not None and not code else code
        made = areas.set_area(
            work, name, code=sign, buildings=kept, area=before.id if before else ""
        )
        _answer_area(work, made)


@area.command("assign", help="area.assign")
@click.argument("area")
@option("--worker", "worker", required=True, metavar="LOGIN", help="area_worker")
@option("--other", "others", multiple=True, metavar="LOGIN", help="area_other")
def assign(area: str, worker: str, others: tuple[str, ...]) -> None:
    """Who answers for it, and who stands in."""
    from station_desktop.usecases.neighbourhood import areas

    with at_work() as work:
        _answer_area(work, areas.assign(work, area, worker, others))


def _answer_area(work: Work, made: Area) -> None:
    value = _area(work, made)
    pairs = (("code", "code"), ("called", "name"), ("answers", "worker"), ("others", "others"))
    shown = {**value, "others": ", ".join(value["others"])}
    output.answer(value, *output.pairs((head, shown[key]) for head, key in pairs))


def _area(work: Work, one: Area) -> dict[str, Any]:
    return {
        "id": one.id,
        "code": one.code or None,
        "name": one.name,
        "worker": _name(work, one.worker) or None,
        "others": [_name(work, other) for other in one.others],
        "buildings": list(one.buildings),
    }


def _name(work: Work, account: str) -> str:
    record = work.store.ledger.record("account", account) if account else None
    return str(getattr(record, "name", ""))


@household.command("list", help="household.list")
@click.argument("area")
@option("--limit", "limit", type=Between(1, 1000), default=50, show_default=True, help="limit")
@option("--after", "after", default="", metavar="ID", help="household_after")
def list_households(area: str, limit: int, after: str) -> None:
    """The area's households in address order; ``--after`` goes on behind one of them."""
    from station_desktop.storage.reads import reads_households
    from station_desktop.usecases.neighbourhood import areas

    with at_work() as work:
        found = areas.get(work, area)
        behind = household_of(work, after) if after else None
        page = reads_households.listed(work.store.connection, found.id, behind, limit)
        values = [_household(work, one) for one in page]
        rows = [[v["address"], len(v["members"]), _kinds(v), v["seen"]] for v in values]
        heads = ("place", "members", "attention", "seen")
        shown = output.table(heads, rows) if rows else [say("household.none")]
        output.answer({"households": values}, *shown)


@household.command("show", help="household.show")
@click.argument("household", metavar="ADDRESS|ID")
def show(household: str) -> None:
    """One household as it stands."""
    with at_work() as work:
        _answer(work, household_of(work, household))


@household.command("set", help="household.set")
@option("--household", "household", default="", metavar="ADDRESS|ID", help="household_id")
@option("--area", "area", default="", help="household_area")
@option("--building", "building", default="", help="household_building")
@option("--door", "door", default="", help="household_door")
@option("--member", "members", multiple=True, metavar="ID", help="household_member")
@option("--attention", "attention", multiple=True, type=OneOf(ATTENTIONS), help="attention")
@option("--no-attention", "nothing", is_flag=True, help="no_attention")
@option("--note", "note", default=None, help="household_note")
@option("--moved", "moved", is_flag=True, help="household_moved")
def set_household(
    household: str,
    members: tuple[str, ...],
    attention: tuple[str, ...],
    nothing: bool,
    moved: bool,
    note: str | None,
    **more: str,
) -> None:
    """Enter a household or change one; what is not named stays."""
    from station_desktop.usecases.visits import households

    with at_work() as work:
        id = household_of(work, household).id if household else ""
        if moved:
            _answer(work, households.move_away(work, id, note or ""))
            return
        made = households.set_household(
            work,
            household=id,
            members=[resident_of(work, one).id for one in members] if members else None,
            attention=attention if attention or nothing else None,
            note=note,
            **more,
        )
        _answer(work, made)


@household.command("form", help="household.form")
def form() -> None:
    """Make households out of the registered residents' addresses; may be stopped and repeated."""
    from station_desktop.usecases.visits import households

    stopped = threading.Event()
    with at_work() as work:
        try:
            formed = households.form_households(
                work, progress=output.progress, cancelled=stopped.is_set
            )
        except KeyboardInterrupt:
            stopped.set()
            raise
        value = {
            "made": formed.made,
            "added_to": formed.added_to,
            "residents": formed.residents,
            "no_door": formed.no_door,
            "no_area": formed.no_area,
        }
        output.answer(value, say("household.formed", **value))


def household_of(work: Work, named: str) -> Household:
    """The household with this id, or behind this door."""
    from station_desktop.domain.text import addresses
    from station_desktop.storage.reads import reads_rounds
    from station_desktop.usecases.visits import households

    text = named.strip()
    if len(text) == 32 and text.isascii():
        return households.get(work, text)
    work.require("household.read")
    place = addresses.split(text)
    found = reads_rounds.household_at(work.store.connection, place.building, place.door)
    if found is None:
        raise refuse("household.unknown", field="household")
    return found


def _answer(work: Work, found: Household) -> None:
    value = _household(work, found)
    shown = value | {"attention": _kinds(value), "members": len(value["members"])}
    heads = (("place", "address"), ("area", "area"), ("members", "members"))
    more = (("attention", "attention"), ("seen", "seen"), ("note", "note"), ("moved", "moved"))
    output.answer(value, *output.pairs((head, shown[key]) for head, key in (*heads, *more)))


def _household(work: Work, one: Household) -> dict[str, Any]:
    """A household for scripts; days for moments."""
    record = work.store.ledger.record("area", one.area)
    return {
        "id": one.id,
        "address": one.address,
        "area": getattr(record, "name", None),
        "members": list(one.members),
        "attention": list(one.attention),
        "note": one.note or None,
        "seen": _day(one.seen_at),
        "tried": _day(one.tried_at),
        "moved": _day(one.moved_at),
    }


def _kinds(value: dict[str, Any]) -> str:
    return ", ".join(say(f"household.attention.{kind}") for kind in value["attention"])


def _day(moment: int) -> str | None:
    return clock.from_milliseconds(moment).date().isoformat() if moment else None
