"""The policy file of this PC as it lies on the disk: read once, and again when it has changed."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from station_desktop import paths
from station_desktop.domain.problem import Problem
from station_desktop.domain.station import policy
from station_desktop.domain.station.policy import Policy, Reading

_Mark = tuple[str, int, int, int]


class InForce(msgspec.Struct, frozen=True):
    """What holds on this PC. ``there`` is whether ``path`` has a policy at all, ``since`` when it
    was last written (Unix milliseconds)."""

    path: Path
    there: bool = False
    since: int = 0
    reading: Reading = Reading()

    @property
    def policy(self) -> Policy:
        return self.reading.policy


_kept: tuple[_Mark, InForce] | None = None


def now() -> InForce:
    """The policy as it is now. Never raises: what cannot be read lays down nothing and is among
    the problems. Costs one look at the file's date unless that has changed."""
    global _kept
    path = paths.policy_file()
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return InForce(path)
    except OSError:
        return _unreadable(path, 0)
    mark = (str(path), found.st_mtime_ns, found.st_size, found.st_ino)
    if _kept is None or _kept[0] != mark:
        _kept = (mark, _read(path, found.st_mtime_ns // 1_000_000))
    return _kept[1]


def _read(path: Path, since: int) -> InForce:
    try:
        with path.open("rb") as file:
            data = file.read(policy.LARGEST + 1)
    except OSError:
        return _unreadable(path, since)
    return InForce(path, True, since, policy.read(data))


def _unreadable(path: Path, since: int) -> InForce:
    problem = Problem("policy.unreadable", params={"path": str(path)})
    return InForce(path, True, since, Reading(problems=(problem,)))


def loose(path: Path) -> Problem | None:
    """What lets somebody other than an administrator change the policy, or put another one into
    its place."""
    for place in (path, path.parent):
        if any(_open_to_others(place)):
            return Problem("policy.loose", params={"path": str(place)})
    return None


def _open_to_others(place: Path) -> Iterator[bool]:
    if sys.platform == "win32":
        yield not paths.is_administrator() and place.is_file() and _can_be_opened(place)
        return
    try:
        found = place.stat()
    except OSError:
        return
    sticky = stat.S_ISDIR(found.st_mode) and bool(found.st_mode & stat.S_ISVTX)
    yield found.st_uid != 0 or bool(found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not sticky)
    yield not paths.is_administrator() and not sticky and os.access(place, os.W_OK)


def _can_be_opened(place: Path) -> bool:
    """Windows keeps its rights in lists that only opening for writing asks; nothing is written."""
    try:
        with place.open("r+b"):
            return True
    except OSError:
        return False
