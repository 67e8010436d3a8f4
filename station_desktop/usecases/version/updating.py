"""Putting another version of the program in place, and getting the one before back.

Every step is written down before it is taken (``releases.standing``), so that a PC that loses its
power goes on, or back, at the next start: the old version with the old data or the new one, never
half of either. What acts here needs nobody's key: a program that does not start cannot ask for a
password. Who may do it is decided by the system: whoever may install, and owns the data folder.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.domain.station import releases
from station_desktop.domain.station.releases import Release
from station_desktop.logs import notes
from station_desktop.releases import standing
from station_desktop.releases import trust as trust_of
from station_desktop.releases.carried import Remembered
from station_desktop.releases.installation import Installation
from station_desktop.releases.standing import Standing, When
from station_desktop.releases.trust import Trust
from station_desktop.storage.backup import cold
from station_desktop.storage.tables import migrating

Step = Literal["verify", "save", "install", "check", "back"]
STEPS: tuple[Step, ...] = ("verify", "save", "install", "check", "back")
TRUST, PACKAGES, SAVED = "trust", "packages", "saved"
_DAY_MS = 86_400_000
Heard = Callable[[Step], None]
_change = msgspec.structs.replace


def apply(
    data: Path,
    installation: Installation,
    heard: Heard = lambda step: None,
    *,
    root: bytes | None = None,
) -> Standing:
    """Put the release that is ready in place: proven once more, the data copied and read back, the
    package installed, the new version's own check passed; else the version before is back when
    this returns. The data folder is closed, and stays so meanwhile. Refuses
    ``updates.nothing_ready``, ``updates.not_allowed``, ``updates.*`` of what does not fit, and for
    the copy of the data as a backup does: then nothing was changed."""
    found = settle(data, installation, heard)
    release = found.release
    if found.state != "ready" or release is None:
        raise refuse("updates.nothing_ready")
    heard("verify")
    before = installation.version()
    problem = releases.misfit(release, before, installation.platform)
    if problem is not None:
        raise Refused(problem)
    package = package_of(data, release)
    _prove(data, release, package, root)
    heard("save")
    saved = _save(data)
    found = standing.keep(
        data,
        _change(
            found,
            state="installing",
            before=before,
            after=release.version,
            knew=tuple(sorted(migrating.MIGRATED)),
            aside=saved,
            touched=False,
            starts=0,
            newer="",
            when="",
            happened="",
            why="",
        ),
    )
    return _install(data, installation, found, package, heard)


def _prove(data: Path, release: Release, package: Path, root: bytes | None) -> None:
    """The package's bytes may have suffered, or been changed, since it was taken in."""
    place = standing.folder(data)
    trust = Trust(
        place / TRUST,
        root if root is not None else trust_of.shipped_root(),
        Remembered(place / TRUST, place / PACKAGES),
    )
    trust.refresh()
    trust.fetch(trust.release(release.path), package)


def _save(data: Path) -> str:
    """Copy the data, and have only this copy; empty where there is no station yet."""
    place = standing.folder(data) / SAVED
    shutil.rmtree(place, ignore_errors=True)
    if not any((data / name).exists() for name in cold.STATION_FILES):
        return ""
    place.mkdir(parents=True)
    return cold.set_aside(data, place).name


def _install(
    data: Path, installation: Installation, found: Standing, package: Path, heard: Heard
) -> Standing:
    heard("install")
    try:
        installation.install(standing.folder(data) / TRUST, package)
    except Refused as refused:
        if refused.first.code == "updates.not_allowed" and installation.version() == found.before:
            standing.keep(data, _change(found, state="ready"))
            raise
        return _undo(data, installation, found, refused.first.code, heard)
    return _look(data, installation, found, heard)


def _look(data: Path, installation: Installation, found: Standing, heard: Heard) -> Standing:
    """Whether the version that was just installed does on this PC."""
    heard("check")
    if not installation.starts():
        return _undo(data, installation, found, "updates.did_not_start", heard)
    tried = _change(found, state="trying", starts=0, touched=False, failed="")
    notes.ran("update", done=found.after)
    standing.keep(data, _told(tried, "updated"))
    return _owned(data)


def _undo(
    data: Path, installation: Installation, found: Standing, why: str, heard: Heard
) -> Standing:
    """The version before, and its data where the new one may have changed them."""
    found = standing.keep(data, _change(found, state="undoing", why=why))
    heard("back")
    notes.ran("update", undone=found.after, back_to=found.before, why=why)
    if installation.version() != found.before:
        installation.back()
    newer = ""
    if found.touched and found.aside:
        kept = cold.put_back(standing.folder(data) / SAVED / found.aside, data)
        newer = kept.name if kept is not None and found.loses else ""
    _owned(data)
    cut = why == "updates.interrupted"
    if not cut:
        clear_packages(data)
    over = _change(
        found,
        state="ready" if cut else "none",
        newer=newer,
        touched=False,
        loses=False,
        wish="",
        starts=0,
        failed="" if cut else found.after,
    )
    return standing.keep(data, _told(over, "interrupted" if cut else "undone"))


def _owned(data: Path) -> Standing:
    """What an administrator wrote or put back belongs to whom the data folder belongs."""
    if os.name == "posix" and os.geteuid() == 0:
        owner = data.stat()
        for file in (data, *data.rglob("*")):
            os.chown(file, owner.st_uid, owner.st_gid, follow_symlinks=False)
    return standing.read(data)


def settle(data: Path, installation: Installation, heard: Heard = lambda step: None) -> Standing:
    """Go on, or back, from wherever an update was cut off. Harmless when nothing is under way."""
    found = standing.read(data)
    match found.state:
        case "undoing":
            return _undo(data, installation, found, found.why, heard)
        case "installing":
            return _resume(data, installation, found, heard)
        case "trying" if installation.version() != found.after:
            return standing.keep(data, _change(found, state="none", starts=0, touched=False))
        case "ready" if found.release and _passed(found.release, installation):
            return forget(data)
    return found


def _resume(data: Path, installation: Installation, found: Standing, heard: Heard) -> Standing:
    if installation.version() == found.after:
        return _look(data, installation, found, heard)
    return _undo(data, installation, found, "updates.interrupted", heard)


def _passed(release: Release, installation: Installation) -> bool:
    """Whether this version or a later one was installed by hand meanwhile."""
    now = installation.version()
    return bool(now) and releases.place(now) >= releases.place(release.version)


def forget(data: Path) -> Standing:
    """Put the release that is ready away, package and all."""
    found = standing.read(data)
    if found.state != "ready":
        return found
    kept = standing.keep(data, _change(found, state="none", when=""))
    clear_packages(data)
    return kept


def plan(data: Path, when: When) -> Standing:
    """Say when what is ready is to be put in place: ``start``, ``closing``, or not by itself."""
    found = standing.read(data)
    if found.state != "ready":
        raise refuse("updates.nothing_ready")
    return standing.keep(data, _change(found, when=when))


class WayBack(msgspec.Struct, frozen=True):
    """Which version the way back leads to; ``loses`` where what was entered since the update
    cannot be read by it, and is laid aside."""

    version: str
    loses: bool


def way_back(data: Path, installation: Installation) -> WayBack | None:
    """The way back that there is now."""
    found = standing.read(data)
    version = installation.way_back()
    if found.state not in ("none", "trying", "ready") or not version or version != found.before:
        return None
    if installation.version() == found.before:
        return None
    loses = found.state != "trying" and set(found.knew) != migrating.MIGRATED
    return None if loses and not found.aside else WayBack(version, loses)


def roll_back(
    data: Path,
    installation: Installation,
    heard: Heard = lambda step: None,
    *,
    lose: bool = False,
    why: str = "updates.asked_back",
) -> Standing:
    """The version before again. Where people have already worked with the new one and it changed
    the tables, the data of before the update come back, and what was entered since lies aside:
    refuses ``updates.would_lose`` unless that is wanted (``lose``), ``updates.no_way_back``."""
    found = settle(data, installation, heard)
    way = way_back(data, installation)
    if way is None:
        raise refuse("updates.no_way_back")
    if way.loses and not lose:
        raise refuse("updates.would_lose", version=way.version)
    touched = way.loses or (found.state == "trying" and found.touched)
    found = _change(found, touched=touched, loses=way.loses, newer="", when="")
    return _undo(data, installation, found, why, heard)


def news(data: Path) -> Problem | None:
    """What came of the last update, to be told to everybody for a day: a sentence's code and what
    fills it."""
    found = standing.read(data)
    if not found.happened or now_ms() - found.at > _DAY_MS:
        return None
    return outcome(found)


def outcome(found: Standing) -> Problem:
    """What came of the last update, as a sentence's code and what fills it."""
    params = {
        "after": found.after,
        "before": found.before,
        "why": found.why,
        "newer": found.newer,
    }
    laid_aside = found.happened == "undone" and found.newer
    happened = "laid_aside" if laid_aside else found.happened
    return Problem(f"updates.happened.{happened}", params=params)


def package_of(data: Path, release: Release) -> Path:
    """Where the release's package lies, or will."""
    return standing.folder(data) / PACKAGES / release.stored


def clear_packages(data: Path, *, but: str = "") -> None:
    """Remove packages, those begun included, except the one of this name."""
    folder = standing.folder(data) / PACKAGES
    if folder.is_dir():
        for file in folder.iterdir():
            if not but or not file.name.startswith(but):
                file.unlink(missing_ok=True)


def _told(found: Standing, happened: standing.Happened) -> Standing:
    return _change(found, happened=happened, at=now_ms())


def now_ms() -> int:
    """This PC's clock, in milliseconds."""
    return time.time_ns() // 1_000_000
