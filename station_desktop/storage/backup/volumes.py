"""Disks, shares and sticks as the operating system sees them: what is mounted where, how large a
file may get, what a failure to write means."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from station_desktop.domain.problem import Refused, refuse

FAT_LIMIT = (1 << 32) - 1
"""The most bytes that a file may have on FAT32, as most sticks come."""
_FAT = frozenset({"vfat", "msdos", "fat", "fat32"})
_MB = 1_000_000
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_NOT_DISKS = frozenset(
    {
        *("proc", "sysfs", "cgroup", "cgroup2", "devpts", "mqueue", "debugfs", "tracefs", "bpf"),
        *("securityfs", "pstore", "configfs", "fusectl", "hugetlbfs", "autofs", "binfmt_misc"),
        *("devtmpfs", "nsfs", "squashfs", "efivarfs"),
    }
)
_FROM_STORE = {
    "store.disk_full": "backups.disk_full",
    "store.read_only": "backups.read_only",
    "store.unreadable": "backups.read_only",
    "store.disk_error": "backups.disk_error",
}


class Volume(msgspec.Struct, frozen=True):
    """One mounted disk, share or stick."""

    root: Path
    kind: str


def volumes() -> tuple[Volume, ...]:
    """Everything mounted on which files can be."""
    return tuple(_windows() if sys.platform == "win32" else _unix())


def _unix() -> Iterator[Volume]:
    try:
        lines = Path("/proc/mounts").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        yield Volume(Path("/"), "")
        return
    for line in lines:
        _, root, kind, *_ = line.split(" ")
        if kind not in _NOT_DISKS:
            yield Volume(Path(_unescaped(root)), kind)


def _unescaped(root: str) -> str:
    """``/proc/mounts`` writes blanks and the like as octal numbers."""
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        root = root.replace(code, sign)
    return root


def _windows() -> Iterator[Volume]:
    if sys.platform != "win32":  # for the type checker, which knows platforms
        return
    import ctypes
    import string

    kernel = ctypes.windll.kernel32
    drives = kernel.GetLogicalDrives()
    kernel.SetErrorMode(1)  # an empty card reader must not put a box before the window
    for at, letter in enumerate(string.ascii_uppercase):
        if drives >> at & 1:
            kind = ctypes.create_unicode_buffer(32)
            root = f"{letter}:\\"
            if kernel.GetVolumeInformationW(root, None, 0, None, None, None, kind, 32):
                yield Volume(Path(root), kind.value.lower())


def volume_of(path: Path) -> Volume | None:
    """The innermost volume that ``path`` is on."""
    holding = [found for found in volumes() if path == found.root or found.root in path.parents]
    return max(holding, key=lambda found: len(found.root.parts), default=None)


def same_disk(one: Path, other: Path) -> bool:
    """Whether both are lost together with one disk, as far as the system can tell."""
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


def room(folder: Path) -> int:
    """Free bytes for files in ``folder``. Refuses ``backups.gone``."""
    try:
        return shutil.disk_usage(folder).free
    except OSError as error:
        raise refuse("backups.gone", place=folder.name or str(folder)) from error


def must_fit(folder: Path, size: int) -> None:
    """Refuse before anything is written what would not fit: ``backups.no_room``,
    ``backups.file_limit``."""
    free = room(folder)
    where = volume_of(folder.resolve())
    if size > FAT_LIMIT and where is not None and where.kind in _FAT:
        raise refuse("backups.file_limit", needed=_megabytes(size))
    if free < size:
        raise refuse("backups.no_room", needed=_megabytes(size), free=free // _MB)


def _megabytes(size: int) -> int:
    return max(1, -(-size // _MB))


@contextmanager
def writing(folder: Path, part: Path | None = None) -> Iterator[None]:
    """Say in one clear code why nothing can be written to ``folder``: it went away
    (``backups.gone``), is full, read-only, cannot hold so large a file, or fails."""
    try:
        yield
    except OSError as error:
        raise refuse(_code(error.errno or 0, folder, part), place=folder.name) from error
    except Refused as refused:
        code = _FROM_STORE.get(refused.first.code)
        if code is None:
            raise
        code = _looked_at(code, folder, part)
        raise refuse(code, place=folder.name) from refused


def _code(number: int, folder: Path, part: Path | None) -> str:
    if number in _FULL:
        return _looked_at("backups.disk_full", folder, part)
    if number == errno.EFBIG:
        return "backups.file_limit"
    return _looked_at(
        "backups.read_only" if number in _FORBIDDEN else "backups.disk_error", folder, part
    )


def _looked_at(code: str, folder: Path, part: Path | None) -> str:
    """What the place looks like tells more than the error does."""
    if not folder.is_dir():
        return "backups.gone"
    try:
        size = part.stat().st_size if part is not None else 0
    except OSError:
        size = 0
    if FAT_LIMIT - (1 << 20) <= size <= FAT_LIMIT:
        return "backups.file_limit"
    if code == "backups.disk_error" and not os.access(folder, os.W_OK):
        return "backups.read_only"
    return code
