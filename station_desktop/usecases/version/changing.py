"""Handing over to a process that puts another version in place, while nothing of the program runs
from where it is installed; and what a start of the program has to do about updates."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import msgspec

from station_desktop.releases import aside, installation, standing
from station_desktop.releases.installation import Installation
from station_desktop.releases.standing import Standing, Wish
from station_desktop.usecases.version import updating
from station_desktop.usecases.version.updating import Heard

Task = Literal["apply", "settle", "back"]
TASKS: tuple[Task, ...] = ("apply", "settle", "back")
RUNNER = "runner"
KEEP: Wish = "keep"
LOSE: Wish = "lose"


def hand_over(data: Path, task: Task) -> subprocess.Popen[bytes]:
    """Start the window that does ``task``, and then the program again. The caller ends at once and
    holds nothing any more."""
    command = aside.command("station-desktop", standing.folder(data) / RUNNER)
    return start([*command, "--update", task, "--data-dir", str(data)], mark=True)


def wanted_at_closing(data: Path) -> Task | None:
    """What is to be done now that the window is closed."""
    found = standing.read(data)
    if found.wish:
        return "back"
    return "apply" if found.state == "ready" and found.when == "closing" else None


def perform(data: Path, here: Installation, task: Task, heard: Heard) -> Standing:
    """Do ``task``; see ``updating``."""
    match task:
        case "apply":
            return updating.apply(data, here, heard)
        case "settle":
            return updating.settle(data, here, heard)
        case "back":
            wish = standing.read(data).wish
            why = "updates.asked_back" if wish else "updates.did_not_start"
            return updating.roll_back(data, here, heard, lose=wish == LOSE, why=why)


def give_up(data: Path) -> None:
    """What is ready could not be put in place: it is not tried again by itself."""
    found = standing.read(data)
    if found.when or found.wish:
        standing.keep(data, msgspec.structs.replace(found, when="", wish=""))


def under_way(data: Path) -> bool:
    """Whether an update is neither done nor undone: the window cannot be opened like that."""
    return standing.read(data).state in ("installing", "undoing")


def sweep(data: Path) -> None:
    """Remove the copy from which another version was put in place."""
    shutil.rmtree(standing.folder(data) / RUNNER, ignore_errors=True)


def start(command: list[str], *, mark: bool = False) -> subprocess.Popen[bytes]:
    """Start a program that goes on by itself; nobody need wait for it."""
    environment = installation.clean_environment()
    environment.pop(aside.MARK, None)
    settings: dict[str, Any] = {}
    if sys.platform == "win32":
        settings["creationflags"] = subprocess.DETACHED_PROCESS
    else:
        settings["start_new_session"] = True
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=aside.environment(environment) if mark else environment,
        **settings,
    )
