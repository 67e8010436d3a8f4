"""Files that appear whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import errno
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_WAITS = (0.01, 0.05, 0.2, 0.5)
"""Seconds: Windows replaces nothing that is just being read, as by a virus scanner."""


@contextmanager
def writing(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of ``path`` at the end, when all of it is on the
    disk; where anything fails before, ``path`` is as it was. ``private`` lets nobody else read it,
    not even while it is written.

    Raises ``OSError``; also where ``path`` is there and is no file, such as a device or a folder.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "not a file", str(path))
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(beside, _FLAGS, 0o600 if private else 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def put(path: Path, data: bytes, *, private: bool = False) -> None:
    """Have exactly ``data`` in ``path``; see :func:`writing`."""
    with writing(path, private=private) as file:
        file.write(data)


_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _replace(beside: Path, path: Path) -> None:
    for wait in _WAITS if os.name == "nt" else ():
        try:
            os.replace(beside, path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(beside, path)
