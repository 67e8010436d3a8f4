"""``stationctl id``: identity numbers read and checked, without any station."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from station_desktop.cli import lines
from station_desktop.console import output
from station_desktop.console.command import Group, option, say
from station_desktop.domain.person import identity
from station_desktop.domain.time import clock

ids = Group("id", help="id")


@ids.command("check", help="id.check")
@click.argument("number", required=False)
@option("--stdin", "stdin", is_flag=True, help="stdin")
def check(number: str | None, stdin: bool) -> None:
    """An answer is given for any text, so that a pipe never stops; ``reason`` is a stable code."""
    if (number is None) == (not stdin):
        raise click.UsageError(say("cli.usage.one_or_stdin"), click.get_current_context())
    today = datetime.now(clock.CHINA).date()
    if number is None:
        lines.answer_each(lines.typed(), lambda line: _value(line, identity.check(line, today)))
        return
    found = identity.check(number, today)
    type_words = say(f"id.type.{found.type}") if found.type else ""
    reason = output.message(found.problem) if found.problem else ""
    output.answer(
        _value(number, found),
        say("cli.id.valid" if found.valid else "cli.id.invalid"),
        *output.pairs(
            (
                ("id_type", type_words),
                ("normalised", found.normalised),
                ("birth_date", found.birth_date),
                ("sex", say(f"facts.sex.{found.sex}") if found.sex else ""),
                ("reason", reason),
            )
        ),
    )


def _value(typed: str, found: identity.IdCheck) -> dict[str, Any]:
    """``input`` is what was given, whole, so that answers can be put beside their questions."""
    return {
        "input": typed,
        "valid": found.valid,
        "type": found.type,
        "normalised": found.normalised or None,
        "birth_date": found.birth_date,
        "sex": found.sex,
        "reason": found.problem.code if found.problem else None,
    }
