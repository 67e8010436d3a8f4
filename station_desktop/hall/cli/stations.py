"""``station-hall station``, ``enrol-code`` and ``device``."""

from __future__ import annotations

import click

from station_desktop.console import output
from station_desktop.console.command import Between, Command, Group, OneOf, option, say
from station_desktop.domain.station.devices import DeviceRole
from station_desktop.domain.time import clock
from station_desktop.hall import keeping, registry
from station_desktop.hall.cli.session import at_hall

station = Group("station", help="station")
device = Group("device", help="device")


@station.command("add", help="station.add")
@option("--code", "code", required=True, help="station_code")
@option("--name", "name", required=True, help="station_name")
@option("--word", "words", multiple=True, help="word")
def add(code: str, name: str, words: tuple[str, ...]) -> None:
    """Take a station in."""
    with at_hall() as (hall, officer):
        added = keeping.add_station(hall, officer, code, name, words)
        line = say("hall.station.added", name=added.name, code=added.code)
        output.answer({"code": added.code, "name": added.name}, line)


@station.command("words", help="station.words")
@option("--code", "code", required=True, help="station_code")
@click.argument("words", nargs=-1)
def words(code: str, words: tuple[str, ...]) -> None:
    """Addresses lead to the station by exactly these words."""
    with at_hall() as (hall, officer):
        kept = keeping.set_words(hall, officer, code, words)
        output.answer({"code": code, "words": kept}, say("hall.station.words", count=len(kept)))


@station.command("list", help="station.list")
def list_stations() -> None:
    """All stations."""
    with at_hall() as (hall, officer):
        found = registry.stations(hall, officer)
    rows = [(one.code, one.name, one.devices, one.entries) for one in found]
    shown = output.table(("code", "name", "devices", "entries"), rows)
    output.answer({"stations": found}, *shown)


@click.command("enrol-code", cls=Command, help="enrol_code")
@option("--station", "station", required=True, help="station_code")
@option("--role", "role", type=OneOf(("window", "relay")), default="window", help="device_role")
@option("--name", "name", default="", help="device_name")
@option("--hours", "hours", type=Between(1, 744), default=72, help="hours")
def enrol_code(station: str, role: str, name: str, hours: int) -> None:
    """A code by which one device can be let in once."""
    with at_hall() as (hall, officer):
        kind: DeviceRole = "relay" if role == "relay" else "window"
        code = keeping.enrol_code(hall, officer, station, kind, name, hours)
    value = {"code": code, "station": station, "role": role, "hours": hours}
    output.answer(value, code, say("hall.enrol_code", hours=hours))


@device.command("list", help="device.list")
@option("--station", "station", default="", help="station_code")
def list_devices(station: str) -> None:
    """The devices of one station, or of all."""
    with at_hall() as (hall, officer):
        found = registry.devices(hall, officer, station)
    rows = [
        (
            one.id,
            one.station,
            one.name,
            say(f"hall.device.{one.role}"),
            one.desk,
            _moment(one.last_seen_at),
            say(one.refusal) if one.refusal else "",
        )
        for one in found
    ]
    heads = ("device", "station", "name", "role", "desk", "last_seen", "standing")
    output.answer({"devices": found}, *output.table(heads, rows))


@device.command("revoke", help="device.revoke")
@click.argument("device")
@option("--reason", "reason", required=True, help="reason")
def revoke(device: str, reason: str) -> None:
    """Accept nothing more of the device."""
    with at_hall() as (hall, officer):
        keeping.revoke(hall, officer, device, reason)
    output.answer({"device": device}, say("hall.device.is_revoked", device=device))


def _moment(at: int) -> str:
    return clock.from_milliseconds(at).strftime("%Y-%m-%d %H:%M") if at else ""
