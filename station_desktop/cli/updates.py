"""``stationctl update``: another version of the program on this PC, and the way back. None of it
but asking the hall needs an account: it has to work when the program does not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.session import at_work_if_known, data_folder, log
from station_desktop.console import output
from station_desktop.console.command import Group, OneOf, option, say, wishes
from station_desktop.domain.problem import Problem, refuse
from station_desktop.domain.time import clock

if TYPE_CHECKING:
    from station_desktop.releases.installation import Installation
    from station_desktop.releases.standing import Standing
    from station_desktop.usecases.version.updating import Step

update = Group("update", help="update")
_WHEN = ("now", "start", "closing", "never")
_PC = Path("/var/lib/station-desktop/runner")


@update.command("status", help="update.status")
def status() -> None:
    """How this PC stands, without asking anybody."""
    from station_desktop.releases import on_this_pc, standing
    from station_desktop.usecases.version import updating

    here = on_this_pc.installed()
    found = standing.read(data_folder())
    way = updating.way_back(data_folder(), here) if here is not None else None
    back = way.version if way is not None else ""
    value = _value(found, here) | {"way_back": back}
    output.answer(value, *_lines(found, value))


@update.command("check", help="update.check")
@option("--fetch", is_flag=True, help="fetch")
def check(fetch: bool) -> None:
    """Ask what the hall offers to this PC; with ``--fetch`` have it ready too."""
    from station_desktop.usecases.update import update_offers

    here = _here()
    with at_work_if_known() as work:
        place = update_offers.place(work.store if work is not None else None)
    if place is None:
        raise refuse("updates.no_address")
    found = update_offers.check(data_folder(), place, here)
    if found.problem:
        raise refuse(found.problem)
    if fetch and update_offers.wanted(found) is not None:
        found = update_offers.fetch(data_folder(), place, here, _told)
    offered = say("cli.update.nothing")
    if found.offer is not None:
        offered = say("cli.update.offered", version=found.offer.version)
    lines = [offered, *_brings(found)]
    if found.state == "ready" and found.release is not None:
        lines.append(say("cli.update.ready", version=found.release.version))
    output.answer(_value(found, here), *lines)


@update.command("stage", help="update.stage")
@click.argument("file", type=click.Path(path_type=Path))
def stage(file: Path) -> None:
    """Take a release in from a file; it is proven, and nothing is installed yet."""
    from station_desktop.releases import standing
    from station_desktop.usecases.update import update_offers

    here = _here()
    release = update_offers.stage(data_folder(), file, here, _told)
    found = standing.read(data_folder())
    lines = [say("cli.update.ready", version=release.version), *_brings(found)]
    output.answer(_value(found, here), *lines)


@update.command("apply", help="update.apply")
@option("--when", "when", type=OneOf(_WHEN), default="now", help="update_when")
def apply(when: str) -> None:
    """Put what is ready in place, now or later; go on with what was cut off."""
    from station_desktop.releases import standing
    from station_desktop.usecases.version import updating

    here, data = _here(), data_folder()
    if when != "now":
        later: Any = "" if when == "never" else when
        found = updating.plan(data, later)
        output.answer(_value(found, here), say(f"cli.update.when.{when}"))
        return
    if standing.read(data).state in ("installing", "undoing"):
        _change(lambda: updating.settle(data, here, _heard), here)
    else:
        _change(lambda: updating.apply(data, here, _heard), here)


@update.command("rollback", help="update.rollback")
@option("--lay-aside", "lose", is_flag=True, help="lay_aside")
def rollback(lose: bool) -> None:
    """The version before again, and its data where the new one has changed them."""
    from station_desktop.usecases.version import updating

    here, data = _here(), data_folder()
    _change(lambda: updating.roll_back(data, here, _heard, lose=lose), here, wanted="undone")


@update.command("package", help="update.package", hidden=True)
@click.argument("act", type=OneOf(("install", "back")))
@click.argument("paths", nargs=-1)
def package(act: str, paths: tuple[str, ...]) -> None:
    """What polkit runs as root for a person at the counter. It looks at the signatures itself,
    because whoever called it is not to be believed."""
    from station_desktop.releases import aside

    here = _here()
    if not aside.stands():
        _from_aside(_PC)
    if act == "back":
        here.back()
    elif len(paths) == 2:
        here.install(Path(paths[0]), Path(paths[1]))
    else:
        raise click.UsageError(say("cli.usage.which_command"), click.get_current_context())
    output.answer({"version": here.version()})


def _change(act: Callable[[], Standing], here: Installation, *, wanted: str = "updated") -> None:
    """Do ``act`` while nothing of the program runs from where it is installed."""
    from station_desktop.releases import aside, standing
    from station_desktop.usecases.version import changing, updating

    if not aside.stands():
        _from_aside(standing.folder(data_folder()) / changing.RUNNER)
    with _alone():
        found = act()
    outcome = updating.outcome(found)
    if found.happened != wanted:
        output.fail(_value(found, here) | output.error_value([outcome]), output.message(outcome))
    output.answer(_value(found, here), output.message(outcome))


def _from_aside(place: Path) -> None:
    """Run the same command from a copy of this program, and end as it ends."""
    from station_desktop.releases import aside, installation

    command = [*aside.command("stationctl", place), *sys.argv[1:]]
    environment = aside.environment(installation.clean_environment())
    code = subprocess.run(command, env=environment, check=False).returncode
    shutil.rmtree(place, ignore_errors=True)
    raise click.exceptions.Exit(code)


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody has the window open, and nobody can open it meanwhile."""
    from filelock import FileLock, Timeout

    data_folder().mkdir(parents=True, exist_ok=True)
    lock = FileLock(data_folder() / "station.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise refuse("updates.open") from None
    try:
        yield
    finally:
        lock.release()


def _here() -> Installation:
    from station_desktop.releases import on_this_pc

    found = on_this_pc.installed()
    if found is None:
        raise refuse("updates.not_packaged")
    log(wishes())
    return found


def _heard(step: Step) -> None:
    if not wishes().json:
        click.echo(say(f"updates.step.{step}"), err=True)


def _told(done: int, total: int) -> None:
    if not wishes().json:
        output.progress(done // 1_000_000, max(1, total // 1_000_000))


def _value(found: Standing, here: Installation | None) -> dict[str, Any]:
    from station_desktop import __version__

    release = found.release if found.state != "none" else None
    return {
        "version": here.version() if here is not None else __version__,
        "state": found.state,
        "release": release,
        "when": found.when,
        "offer": found.offer,
        "asked_at": _moment(found.asked),
        "problem": found.problem,
        "happened": found.happened,
        "happened_at": _moment(found.at),
        "before": found.before,
        "after": found.after,
        "why": found.why,
    }


def _lines(found: Standing, value: dict[str, Any]) -> list[str]:
    from station_desktop.usecases.version import updating

    lines = output.pairs(
        [
            ("update_version", value["version"]),
            ("update_state", say(f"updates.state.{found.state}")),
            ("update_release", value["release"].version if value["release"] else ""),
            ("update_when", say(f"cli.update.when.{found.when}") if found.when else ""),
            ("update_offer", found.offer.version if found.offer else ""),
            ("update_asked", value["asked_at"]),
            ("update_problem", output.message(Problem(found.problem)) if found.problem else ""),
            ("update_back", value["way_back"]),
        ]
    )
    if found.happened:
        lines.append(output.message(updating.outcome(found)))
    return [*lines, *_brings(found)]


def _brings(found: Standing) -> list[str]:
    """What the release that is ready, or offered, brings."""
    release = found.release if found.state == "ready" else found.offer
    notes = release.notes.get(wishes().language) if release is not None else ""
    return [f"  · {line}" for line in notes.splitlines() if line.strip()]


def _moment(at: int) -> str:
    return clock.from_milliseconds(at).isoformat(timespec="seconds") if at else ""
