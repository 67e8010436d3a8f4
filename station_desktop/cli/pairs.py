"""Options of the form KEY=VALUE."""

from __future__ import annotations

import click

from station_desktop.console.command import say


def key_values(given: tuple[str, ...], option: str) -> dict[str, str]:
    """What ``--field k=v`` and its like say; the last of several for one key counts."""
    found: dict[str, str] = {}
    for text in given:
        key, sign, value = text.partition("=")
        if not sign or not key.strip():
            message = say("cli.usage.pair", option=option, value=text)
            raise click.UsageError(message, click.get_current_context())
        found[key.strip()] = value
    return found
