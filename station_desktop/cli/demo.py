"""``stationctl demo``: the demo station with invented people, to try everything on."""

from __future__ import annotations

from pathlib import Path

import click

from station_desktop.console import output
from station_desktop.console.command import Command, say


@click.command("demo", cls=Command, help="demo")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def demo(folder: Path) -> None:
    """Everybody in it is invented, and its password is the published one, which is why it may be
    shown; its papers say that they are for demonstration."""
    from station_desktop.usecases.demo import demo as story

    place = folder.expanduser().absolute()
    made = story.make_demo(place)
    cases = story.cases_in(place, made)
    value = {
        "folder": str(folder),
        "login": made.actor.login,
        "demo_password": story.PASSWORD,
        "recovery_key": made.recovery_key,
        "residents": story.PEOPLE,
        "cases": cases,
    }
    output.answer(
        value,
        say("cli.demo.made", residents=story.PEOPLE, cases=cases),
        say("cli.demo.enter", login=made.actor.login, password=story.PASSWORD),
        say("cli.init.recovery"),
        "",
        f"    {made.recovery_key}",
    )
