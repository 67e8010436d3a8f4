"""``stationctl policy``: what IT staff lay down for this PC, seen, checked and begun."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from station_desktop.console import output
from station_desktop.console.command import Group, say, wishes
from station_desktop.console.files import read_file
from station_desktop.domain.station.policy import LARGEST, Policy
from station_desktop.usecases import policies

policy = Group("policy", help="policy")


@policy.command("show", help="policy.show")
def show() -> None:
    """What holds on this PC; nobody need sign in, for the file is there for all to read."""
    found = policies.look()
    since = found.since.isoformat(timespec="minutes") if found.since else ""
    value = {
        "file": found.path,
        "there": found.there,
        "since": since,
        "policy": found.policy.said,
        "problems": output.described(found.problems),
        "notes": output.described(found.notes),
    }
    if not found.there:
        output.answer(value, say("cli.policy.none", path=found.path))
        return
    told = [output.message(problem) for problem in (*found.problems, *found.notes)]
    output.answer(
        value,
        say("cli.policy.file", path=found.path, since=since.replace("T", " ")),
        *_laid_down(found.policy),
        *told,
    )


@policy.command("check", help="policy.check")
@click.argument("file", metavar="FILE")
def check(file: str) -> None:
    """Exit code 1 when a line of it would not hold."""
    found = policies.check(read_file(file, LARGEST))
    value: dict[str, Any] = {
        "policy": found.policy.said,
        "problems": output.described(found.problems),
        "notes": output.described(found.notes),
    }
    notes = [output.message(problem) for problem in found.notes]
    if found.problems:
        output.fail(value, *(output.message(problem) for problem in found.problems), *notes)
    output.answer(value, say("cli.policy.sound", count=len(found.policy.said)), *notes)


@policy.command("example", help="policy.example")
@click.argument("file", metavar="[FILE]", default="-")
def example(file: str) -> None:
    """Nothing in it holds before a ``#`` is taken away."""
    if file == "-":
        text = policies.example(wishes().language)
        output.answer({"example": text}, text.rstrip("\n"))
        return
    policies.write_example(Path(file), wishes().language)
    output.answer({"file": file}, say("cli.policy.written", name=file))


def _laid_down(policy: Policy) -> list[str]:
    if not policy.said:
        return [say("cli.policy.nothing")]
    rows = [(key, _plain(value)) for key, value in policy.said.items()]
    return output.table(("policy_key", "policy_value"), rows)


def _plain(value: Any) -> str:
    """As it is written in the file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ", ".join(f"{name} = {days}" for name, days in value.items())
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)
