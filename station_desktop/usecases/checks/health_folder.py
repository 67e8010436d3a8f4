"""Checks of the disk and the station's folder, which need nobody's password."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

from station_desktop import paths
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.health import Finding
from station_desktop.domain.time import clock
from station_desktop.storage.keys.vault import Vault
from station_desktop.storage.proof import examining
from station_desktop.usecases.checks.health_subject import Subject, size

FULL = 300 * 1024 * 1024
"""Bytes under which the next day's work may not fit."""
LOW = 2 * 1024 * 1024 * 1024
_FAR = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "davfs"}
)
"""File systems of other machines: SQLite's locks do not hold there."""
LOCK_FILE = "station.lock"


def disk(subject: Subject) -> Finding:
    """Room for the day, and for a copy of the store."""
    place = _nearest(subject.folder)
    try:
        free = shutil.disk_usage(place).free
    except OSError:
        return Finding("disk", "bad", "health.disk.unreadable")
    params = {"free": size(free)}
    store = examining.size_of(subject.folder / paths.STORE_FILE)
    if free < FULL:
        return Finding("disk", "bad", "health.disk.full", params)
    if free < max(LOW, 2 * store):
        return Finding("disk", "warn", "health.disk.low", params)
    return Finding("disk", "ok", "health.disk.ok", params)


def _nearest(folder: Path) -> Path:
    """The folder, or what there is of the way to it."""
    return next((each for each in (folder, *folder.parents) if each.exists()), folder)


def folder(subject: Subject) -> Finding:
    """There, of this machine, and writable."""
    found = subject.folder
    names = {"folder": str(found)}
    if not any((found / name).exists() for name in paths.STATION_FILES):
        return Finding("folder", "unknown", "health.folder.no_station", names=names)
    if not _writable(found):
        return Finding("folder", "bad", "health.folder.read_only", names=names)
    if _far(found):
        return Finding("folder", "bad", "health.folder.network", names=names)
    return Finding("folder", "ok", "health.folder.ok", names=names)


def _writable(folder: Path) -> bool:
    """By writing: rights and the file system's own state have the same answer."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"station")
            file.flush()
    except OSError:
        return False
    return True


def _far(folder: Path) -> bool:
    """Whether the folder is on another machine's disk."""
    if sys.platform == "win32":
        return _far_on_windows(folder)
    try:
        lines = Path("/proc/self/mountinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    return mount_kind(lines, folder.resolve()) in _FAR


def mount_kind(lines: list[str], folder: Path) -> str:
    """The kind of file system that ``folder`` is on, by the system's list of mounts; the last of
    the longest fitting ones wins, as with the system itself."""
    best, kind = -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")
        parts = before.split()
        if len(parts) < 5 or not after:
            continue
        point = Path(parts[4].replace("\\040", " "))
        if (folder == point or point in folder.parents) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split()[0]
    return kind


def _far_on_windows(folder: Path) -> bool:
    """A share by its name, or a letter that stands for one."""
    if str(folder).startswith("\\\\"):
        return True
    import ctypes

    remote = 4
    kind: int = getattr(ctypes, "windll").kernel32.GetDriveTypeW(folder.anchor)  # noqa: B009
    return kind == remote


def keys(subject: Subject) -> Finding:
    """The key file can be read, and the recovery key would help."""
    if not _station_there(subject.folder):
        return Finding("keys", "unknown", "health.no_station")
    try:
        facts = Vault(subject.folder).facts(clock.milliseconds(subject.now))
    except Refused as refused:
        return Finding("keys", "bad", "health.keys.bad", problems=refused.problems)
    params = {"accounts": facts.accounts, "locked": facts.locked}
    if facts.from_copy:
        return Finding("keys", "warn", "health.keys.from_copy", params)
    if not facts.recovery:
        return Finding("keys", "bad", "health.keys.no_recovery", params)
    if facts.locked:
        return Finding("keys", "warn", "health.keys.locked", params)
    return Finding("keys", "ok", "health.keys.ok", params)


def _station_there(folder: Path) -> bool:
    return any((folder / name).exists() for name in paths.STATION_FILES)


def leftovers(subject: Subject) -> Finding:
    """What a power cut or a killed program left behind."""
    if not _station_there(subject.folder):
        return Finding("leftovers", "unknown", "health.no_station")
    if _open_elsewhere(subject):
        return Finding("leftovers", "ok", "health.leftovers.open")
    parts = [*subject.folder.glob("*.part"), *subject.folder.glob("*/*.part")]
    if parts:
        return Finding("leftovers", "warn", "health.leftovers.parts", {"count": len(parts)})
    waiting = examining.size_of(examining.log_of(subject.folder))
    if waiting and subject.work is None:
        params = {"size": size(waiting)}
        return Finding("leftovers", "warn", "health.leftovers.not_closed", params)
    return Finding("leftovers", "ok", "health.leftovers.ok")


def _open_elsewhere(subject: Subject) -> bool:
    """Whether a window has the station open, this one included."""
    file = subject.folder / LOCK_FILE
    if not file.exists():
        return False
    try:
        with FileLock(file).acquire(timeout=0):
            return False
    except (Timeout, OSError):
        return True
