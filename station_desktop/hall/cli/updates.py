"""``station-hall update``: versions of the program for the stations."""

from __future__ import annotations

from pathlib import Path

import click

from station_desktop.console import output
from station_desktop.console.command import Group, OneOf, option, say
from station_desktop.console.files import must_have_folder
from station_desktop.domain.station.releases import RINGS, Ring
from station_desktop.domain.time import clock
from station_desktop.hall.cli.session import at_hall
from station_desktop.hall.updates import publishing, reading

update = Group("update", help="update")


@update.command("publish", help="update.publish")
@click.argument("file", type=click.Path(path_type=Path))
@option("--ring", "ring", type=OneOf(RINGS), default="test", help="ring")
def publish(file: Path, ring: Ring) -> None:
    """Take a release in; it goes as far as the ring says."""
    with at_hall() as (hall, officer):
        taken = publishing.publish(hall, officer, file, ring)
    output.answer(taken, say("hall.update.published", version=taken.version, ring=ring))


@update.command("widen", help="update.widen")
@click.argument("version")
@option("--ring", "ring", type=OneOf(RINGS), required=True, help="ring")
def widen(version: str, ring: Ring) -> None:
    """Let a version go further, or less far."""
    with at_hall() as (hall, officer):
        publishing.let_go(hall, officer, version, ring)
    output.answer(
        {"version": version, "ring": ring}, say("hall.update.goes", version=version, ring=ring)
    )


@update.command("withdraw", help="update.withdraw")
@click.argument("version")
def withdraw(version: str) -> None:
    """Offer a version to nobody any more."""
    with at_hall() as (hall, officer):
        publishing.let_go(hall, officer, version, "")
    output.answer({"version": version, "ring": ""}, say("hall.update.withdrawn", version=version))


@update.command("ring", help="update.ring")
@click.argument("device")
@click.argument("ring", type=OneOf(RINGS))
def ring(device: str, ring: Ring) -> None:
    """Say to which ring a window belongs."""
    with at_hall() as (hall, officer):
        publishing.put_in_ring(hall, officer, device, ring)
    output.answer({"device": device, "ring": ring}, say("hall.update.put", ring=ring))


@update.command("export", help="update.export")
@click.argument("version")
@click.argument("file", type=click.Path(path_type=Path))
def export(version: str, file: Path) -> None:
    """Write the file to carry to a station without a line."""
    must_have_folder(file)
    with at_hall() as (hall, officer):
        platforms = publishing.export(hall, officer, version, file)
    value = {"version": version, "platforms": platforms, "file": str(file)}
    output.answer(value, say("hall.update.exported", version=version, name=file.name))


@update.command("list", help="update.list")
def listed() -> None:
    """What is published, and how far it goes."""
    with at_hall() as (hall, officer):
        found = reading.published(hall, officer)
    rows = [
        (
            one.release.version,
            say(f"updates.on.{one.release.platform}"),
            say(f"updates.ring.{one.ring}") if one.ring else say("hall.update.nobody"),
            clock.from_milliseconds(one.at).strftime("%Y-%m-%d %H:%M"),
            one.by,
        )
        for one in found
    ]
    output.answer(
        {"releases": found},
        *output.table(("version", "platform", "ring", "at", "officer"), rows),
    )


@update.command("windows", help="update.windows")
def windows() -> None:
    """Which window runs what."""
    with at_hall() as (hall, officer):
        found = reading.running(hall, officer)
    rows = [
        (
            one.station_name,
            one.desk,
            one.device,
            one.version,
            one.offered,
            say(f"updates.ring.{one.ring}"),
        )
        for one in found
    ]
    heads = ("station", "desk", "device", "version", "offered", "ring")
    output.answer({"windows": found}, *output.table(heads, rows))
