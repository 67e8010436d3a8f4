"""``stationctl backup schedule``: when backups are made by themselves, where, and how many stay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.backup_lines import megabytes, moment, said
from station_desktop.cli.session import at_work
from station_desktop.console import output
from station_desktop.console.command import Command, option, say
from station_desktop.domain.problem import refuse

if TYPE_CHECKING:
    from station_desktop.usecases.backup.backup_places import Plan, Standing
    from station_desktop.usecases.work import Work


@click.command("schedule", cls=Command, help="backup.schedule")
@option("--add", "add", type=click.Path(path_type=Path), metavar="DIR", help="backup_add")
@option("--remove", "remove", metavar="DIR", help="backup_remove")
@option("--time", "at", metavar="HH:MM", help="backup_time")
@option("--keep", "keep", metavar="N,N,N", help="backup_keep")
def schedule(add: Path | None, remove: str | None, at: str | None, keep: str | None) -> None:
    """Change what is given, then show all of it."""
    from station_desktop.usecases.backup import backup_places

    with at_work() as work:
        work.require("upkeep.read")
        if remove is not None:
            backup_places.remove(work, _place_at(work, remove))
        if add is not None:
            backup_places.add(work, add.expanduser().absolute())
        if at is not None:
            backup_places.set_time(work, at)
        if keep is not None:
            backup_places.set_keep(work, keep)
        plan, standings = backup_places.plan(work.store), backup_places.standings(work.store)
        output.answer(_schedule(plan, standings), *_schedule_lines(plan, standings))


def _place_at(work: Work, folder: str) -> str:
    from station_desktop.usecases.backup import backup_places

    wanted = {folder, str(Path(folder).expanduser().absolute())}
    for place in backup_places.plan(work.store).places:
        if wanted & {place.path, place.id}:
            return place.id
    raise refuse("backups.unknown_place", place=folder)


def _schedule(plan: Plan, standings: tuple[Standing, ...]) -> dict[str, Any]:
    return {
        "time": plan.at.isoformat("minutes"),
        "keep": str(plan.keep),
        "fixed_by_policy": sorted(plan.fixed),
        "places": [
            {
                "id": one.place.id,
                "path": one.place.path,
                "here": str(one.folder) if one.folder else "",
                "last": moment(one.state.made_at),
                "size": one.state.size,
                "free": one.free,
                "same_disk": one.near,
                "problem": one.state.problem.code if one.state.problem else "",
            }
            for one in standings
        ],
    }


def _schedule_lines(plan: Plan, standings: tuple[Standing, ...]) -> list[str]:
    lines = output.pairs(
        [("backup_at", plan.at.isoformat("minutes")), ("backup_keep", str(plan.keep))]
    )
    if not standings:
        return [*lines, say("backups.no_place")]
    heads = ("backup_place", "backup_last", "backup_size", "backup_free", "backup_state")
    return [*lines, "", *output.table(heads, [_place_row(one) for one in standings])]


def _place_row(one: Standing) -> tuple[object, ...]:
    state = say("cli.backup.away") if one.folder is None else said(one.state.problem)
    size = megabytes(one.state.size) or ""
    return one.place.path, moment(one.state.made_at), size, megabytes(one.free) or "", state
