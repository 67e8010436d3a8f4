"""``stationctl backup replaced``: the stores that a restored backup took the place of, and their
end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.backup_lines import megabytes, moment
from station_desktop.cli.session import at_work, data_folder, log_in
from station_desktop.console import output
from station_desktop.console.command import Command, option, say

if TYPE_CHECKING:
    from station_desktop.usecases.backup.replaced_stores import Kept

_HEADS = ("backup_file", "replaced_at", "backup_size", "replaced_missing", "replaced_until")


@click.command("replaced", cls=Command, help="backup.replaced")
@option("--remove", "name", metavar="NAME", help="replaced_remove")
@option("--lose", "lose", is_flag=True, help="replaced_lose")
def replaced(name: str | None, lose: bool) -> None:
    """List them, or take one away for good."""
    from station_desktop.usecases.backup import replaced_stores

    with at_work() as work:
        if name is not None:
            log_in(data_folder())
            gone = replaced_stores.remove(work, name, lose=lose)
            output.answer({"removed": _value(gone)}, say("cli.backup.replaced.gone", name=name))
            return
        found = replaced_stores.kept(work)
        lines = [say("cli.backup.replaced.none")]
        if found:
            lines = output.table(_HEADS, [_row(one) for one in found])
        output.answer([_value(one) for one in found], *lines)


def _row(one: Kept) -> tuple[object, ...]:
    missing = say("cli.backup.replaced.unread") if one.missing is None else one.missing
    return one.name, moment(one.at), megabytes(one.size), missing, moment(one.until)[:10]


def _value(one: Kept) -> dict[str, Any]:
    return {
        "name": one.name,
        "at": moment(one.at),
        "until": moment(one.until)[:10],
        "size": one.size,
        "missing": one.missing,
    }
