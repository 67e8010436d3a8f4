"""``stationctl backup``: made, listed, verified, restored, and when they are made by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.backup_lines import heard, megabytes, moment, said
from station_desktop.cli.backup_replaced import replaced
from station_desktop.cli.backup_schedule import schedule
from station_desktop.cli.session import (
    at_work,
    at_work_if_known,
    data_folder,
    log_in,
    possible,
)
from station_desktop.console import output
from station_desktop.console.command import Group, option, say
from station_desktop.console.secrets import ask, read_secret
from station_desktop.domain.problem import refuse

if TYPE_CHECKING:
    from station_desktop.usecases.backup.backup_rounds import Went
    from station_desktop.usecases.backup.backups import Backup, Restored
    from station_desktop.usecases.work import Work

_FILE = click.argument("file", type=click.Path(path_type=Path))
_FOLDER = click.argument("folder", required=False, type=click.Path(path_type=Path))

backup = Group("backup", help="backup")


@backup.command("make", help="backup.make")
@_FOLDER
@option("--due", "due", is_flag=True, help="backup_due")
def make(folder: Path | None, due: bool) -> None:
    """In one folder, or in the places that are set up; as from a timer with ``--due``."""
    from station_desktop.usecases.backup import backups

    with at_work() as work, heard() as told:
        work.require("backup.make")
        log_in(data_folder())
        if folder is not None:
            one = backups.make(work, folder.absolute(), told)
            output.answer(_value(one), _made(one))
            return
        _tell_round(_round(work, told, all=not due))


def _round(work: Work, told: Callable[[int, int], None], *, all: bool) -> tuple[Went, ...]:
    from station_desktop.usecases.backup import backup_places, backup_rounds

    if not backup_places.plan(work.store).places:
        raise refuse("backups.no_place")
    return backup_rounds.run(work.store, told, all=all)


def _tell_round(went: tuple[Went, ...]) -> None:
    made = [one.backup for one in went if one.backup is not None]
    problems = [one.problem for one in went if one.problem is not None]
    value: dict[str, Any] = {"made": [_value(one) for one in made]}
    lines = [_made(one) for one in made] or ([say("cli.backup.nothing_due")] if not went else [])
    if not problems:
        output.answer(value, *lines)
        return
    value["problems"] = output.described(problems)
    output.fail(value, *lines, *(output.message(problem) for problem in problems))


@backup.command("list", help="backup.list")
@_FOLDER
def list_(folder: Path | None) -> None:
    """A folder's backups can be looked at without signing in."""
    from station_desktop.usecases.backup import backups

    if folder is not None:
        found = backups.listed(folder.absolute())
    else:
        with at_work() as work:
            work.require("upkeep.read")
            found = tuple(one for place in _folders(work) for one in backups.listed(place))
    heads = ("backup_file", "backup_made", "backup_size", "backup_entries", "backup_state")
    lines = output.table(heads, [_row(one) for one in found]) if found else [say("cli.backup.none")]
    output.answer([_value(one) for one in found], *lines)


def _folders(work: Work) -> list[Path]:
    from station_desktop.usecases.backup import backup_places

    found = backup_places.standings(work.store)
    return [standing.folder for standing in found if standing.folder is not None]


@backup.command("verify", help="backup.verify")
@_FILE
@option("--recovery-key-file", "file_of_key", metavar="FILE", help="backup_recovery_file")
@option("--recovery-key-prompt", "prompt", is_flag=True, help="backup_recovery_prompt")
def verify(file: Path, file_of_key: str | None, prompt: bool) -> None:
    """Deeper with a key than without."""
    from station_desktop.usecases.backup import backups

    with at_work_if_known() as work, heard() as told:
        key = work.store.key if work is not None else None
        if file_of_key or prompt:
            key = backups.key_of(file, _recovery_key(file_of_key, prompt))
        found = backups.verify(file, key, told)
    value = _value(found) | {"opened": key is not None}
    if key is None:
        output.answer(value, say("cli.backup.hashes", name=file.name))
        return
    line = say(
        "cli.backup.verified", name=file.name, entries=value["entries"], at=moment(found.made_at)
    )
    output.answer(value, line)


@backup.command("restore", help="backup.restore")
@_FILE
@option("--recovery-key-file", "file_of_key", metavar="FILE", help="backup_recovery_file")
@option("--recovery-key-prompt", "prompt", is_flag=True, help="backup_recovery_prompt")
@option("--into", "into", type=click.Path(path_type=Path), metavar="DIR", help="backup_into")
@option("--replace", "replace", is_flag=True, help="backup_replace")
def restore(
    file: Path, file_of_key: str | None, prompt: bool, into: Path | None, replace: bool
) -> None:
    """Nobody need sign in: the recovery key is what opens it."""
    from station_desktop.usecases.backup import backups

    if not (file_of_key or prompt):
        raise refuse("backups.recovery_which")
    target = possible(into) if into is not None else data_folder()
    typed = _recovery_key(file_of_key, prompt)
    log_in(target)
    with _alone_in(target), heard() as told:
        found = backups.restore(file, target, typed, told, replace=replace)
    output.answer(_restored(found), *_restored_lines(found))


def _recovery_key(file: str | None, prompt: bool) -> str:
    return read_secret(Path(file)) if file and not prompt else ask("cli.ask.recovery_key")


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """No window may have the data open, or open it meanwhile."""
    from filelock import FileLock, Timeout

    if not folder.is_dir():
        yield
        return
    lock = FileLock(folder / "station.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise refuse("backups.window_open") from None
    except OSError:
        raise refuse("station.folder_unwritable") from None
    try:
        yield
    finally:
        lock.release()


def _restored(found: Restored) -> dict[str, Any]:
    return {
        "made_at": moment(found.manifest.made_at),
        "station": found.manifest.station,
        "entries": found.manifest.entries,
        "accounts": [
            {"login": one.login, "name": one.name, "locked": one.locked} for one in found.accounts
        ],
        "aside": str(found.aside) if found.aside else "",
    }


def _restored_lines(found: Restored) -> list[str]:
    lines = [say("cli.backup.restored", at=moment(found.manifest.made_at))]
    for one in found.accounts:
        phrase = "cli.backup.person_locked" if one.locked else "cli.backup.person"
        lines.append(say(phrase, login=one.login, name=one.name))
    if found.aside is not None:
        lines.append(say("cli.backup.aside", folder=str(found.aside)))
    return [*lines, say("cli.backup.next")]


# one backup


def _row(one: Backup) -> tuple[object, ...]:
    entries = one.manifest.entries if one.manifest else ""
    state = said(one.problem) or say("cli.backup.whole")
    return one.path.name, moment(one.made_at), megabytes(one.size), entries, state


def _value(one: Backup) -> dict[str, Any]:
    manifest = one.manifest
    return {
        "file": str(one.path),
        "size": one.size,
        "made_at": moment(one.made_at),
        "entries": manifest.entries if manifest else 0,
        "station": manifest.station if manifest else "",
        "program": manifest.program if manifest else "",
        "problem": one.problem.code if one.problem else "",
    }


def _made(one: Backup) -> str:
    entries = one.manifest.entries if one.manifest else 0
    return say("cli.backup.made", file=str(one.path), size=megabytes(one.size), entries=entries)


backup.add_command(schedule)
backup.add_command(replaced)
