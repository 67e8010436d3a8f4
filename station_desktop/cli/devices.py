"""``stationctl device``: which devices this PC has, and each tried by itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.session import at_work, at_work_if_known
from station_desktop.console import output
from station_desktop.console.command import Group, option, say, wishes

if TYPE_CHECKING:
    from station_desktop.devices.adapter import Around
    from station_desktop.usecases.device.devices import Found, Tried

device = Group("device", help="device")


@device.command("list", help="device.list")
def list_() -> None:
    """Without signing in it lists what needs nothing of the station."""
    from station_desktop.usecases.device import device_words, devices

    with _surroundings() as (seen, _):
        lines = devices.listed(seen)
    language = wishes().language
    rows = [
        (
            one.key,
            device_words.title(one, language),
            say(f"devices.state.{_state(one)}"),
            device_words.found(one, language),
        )
        for one in lines
    ]
    heads = ("device_key", "device", "device_state", "device_found")
    output.answer({"devices": [_value(one) for one in lines]}, *output.table(heads, rows))


@device.command("try", help="device.try")
@click.argument("kind", metavar="KIND|KEY")
@option("--typed", "typed", help="device_typed")
def try_(kind: str, typed: str | None) -> None:
    """Use one device once; a reader that types is waited for."""
    from station_desktop.domain.problem import Refused
    from station_desktop.usecases.device import device_words, devices

    language = wishes().language
    with _surroundings() as (seen, station):
        slip = devices.test_slip(device_words.slip(seen, station, language), seen)
        key = devices.meant(seen, kind)
        if key == "keyboard" and typed is None:
            typed = _swiped()
        try:
            tried = devices.try_out(seen, key, typed or "", slip)
        except Refused as refused:
            output.complain(refused.problems)
            if not wishes().json:
                click.echo(device_words.advice(devices.kind_of(seen, key), language), err=True)
            raise click.exceptions.Exit(1) from None
    lines = device_words.came(tried, language, seen.now.date())
    output.answer(_outcome(tried, lines), *lines)


@device.command("set", help="device.set")
@click.argument("key", metavar="KEY")
@click.argument("value", metavar="VALUE")
def set_(key: str, value: str) -> None:
    """For this PC alone."""
    from station_desktop.usecases.device import devices

    with at_work() as work:
        made = devices.choose(work, key, value)
    told = str(getattr(made, key))
    output.answer({"key": key, "value": told}, say("cli.device.set", key=key, value=told))


@contextmanager
def _surroundings() -> Iterator[tuple[Around, str]]:
    """What adapters may know, and the station's name; both bare where nobody signs in."""
    from station_desktop.devices.adapter import Around
    from station_desktop.storage.store import SystemClock
    from station_desktop.usecases.device import devices

    with at_work_if_known() as work:
        if work is None:
            yield Around(SystemClock().now()), ""
            return
        work.require("upkeep.read")
        yield devices.around(work), work.store.settings().station_name


def _swiped() -> str:
    if sys.stdin.isatty():
        click.echo(say("cli.device.swipe"), err=True)
    return sys.stdin.readline()


def _state(one: Found) -> str:
    return one.probe.state if one.allowed else "forbidden"


def _value(one: Found) -> dict[str, Any]:
    found = say(one.probe.code, **one.probe.params)
    return {"key": one.key, "kind": one.kind, "state": _state(one), "found": found}


def _outcome(tried: Tried, lines: tuple[str, ...]) -> dict[str, Any]:
    """Masked like the lines: what a script logs is read by many."""
    value: dict[str, Any] = {"key": tried.key, "kind": tried.kind, "said": lines}
    if tried.card is not None:
        came = [name for name in tried.card.__struct_fields__ if getattr(tried.card, name)]
        value["fields"] = came
    return value
