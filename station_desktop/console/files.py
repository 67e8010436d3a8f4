"""Files that an argument names, ``-`` being what is piped in or out."""

from __future__ import annotations

import sys
from pathlib import Path

from station_desktop.domain.problem import refuse


def read_file(name: str, largest: int = 100_000_000) -> bytes:
    """A file's bytes, one more than ``largest`` at most; refuses ``file.cannot_read``."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(largest + 1)
        with Path(name).open("rb") as file:
            return file.read(largest + 1)
    except (OSError, ValueError):
        raise refuse("file.cannot_read", name=Path(name).name) from None


def write_file(name: str, data: bytes) -> None:
    """Write a file; refuses ``file.cannot_write``."""
    if name == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        Path(name).write_bytes(data)
    except (OSError, ValueError):
        raise refuse("file.cannot_write", name=Path(name).name) from None


def must_have_folder(file: Path) -> None:
    """Refuse early, before anything is done whose outcome could not be written."""
    try:
        fitting = not file.is_dir() and file.absolute().parent.is_dir()
    except (OSError, ValueError):  # a name longer than the system knows, or with a zero in it
        fitting = False
    if not fitting:
        raise refuse("file.cannot_write", name=file.name)
