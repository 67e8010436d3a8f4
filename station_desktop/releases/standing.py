"""Where an update stands on this PC: a small file beside the data, written whole at each step, so
that whoever starts next knows what was under way."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import msgspec

from station_desktop import paths, whole_files
from station_desktop.domain.station.releases import Release

State = Literal["none", "ready", "installing", "trying", "undoing"]
When = Literal["", "start", "closing"]
Wish = Literal["", "keep", "lose"]
Happened = Literal["", "updated", "undone", "interrupted"]
_FILE = "standing.json"


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """``none``: nothing under way. ``ready``: ``release`` is here and proven, to be put in place
    ``when`` the program starts or closes, or when somebody says so. ``installing``: the installer
    may have begun. ``trying``: it is in place and nobody has signed in yet. ``undoing``: the way
    back has begun.

    ``wish`` is set when the version before is wanted back once the window is closed: with all that
    was entered since (``keep``), or laying it aside (``lose``).

    ``before`` is the version that was there before ``after``, the one put in place last; ``knew``
    the tables' steps that the one before knows.
    ``aside`` is the folder of the copy of the data from just before; ``touched`` whether the new
    version may have changed the data; ``starts`` how often it was started and not ended well.
    ``loses`` is set where people had worked with the version that is being taken back, and
    ``newer`` is then the folder with what they entered.

    ``offer`` is what was offered when the hall was last asked, at ``asked``; ``problem`` why it
    could not be asked. ``failed`` is the version that did not do here. ``happened`` and ``why`` are
    what came of the last update, ``at`` when. Moments in milliseconds, 0 for never.
    """

    state: State = "none"
    release: Release | None = None
    when: When = ""
    wish: Wish = ""
    before: str = ""
    after: str = ""
    knew: tuple[str, ...] = ()
    aside: str = ""
    touched: bool = False
    starts: int = 0
    loses: bool = False
    newer: str = ""
    offer: Release | None = None
    asked: int = 0
    problem: str = ""
    failed: str = ""
    happened: Happened = ""
    why: str = ""
    at: int = 0


def folder(data: Path) -> Path:
    """Where all that concerns updates lies, in the data folder."""
    return data / paths.UPDATES


def read(data: Path) -> Standing:
    """How things stand; nothing is under way where nothing was written, or nothing readable."""
    try:
        kept = (folder(data) / _FILE).read_bytes()
        return msgspec.json.decode(kept, type=Standing)
    except (OSError, msgspec.MsgspecError):
        return Standing()


def keep(data: Path, standing: Standing) -> Standing:
    """Write how things stand: on the disk when this returns, whole or as before."""
    place = folder(data)
    place.mkdir(parents=True, exist_ok=True)
    whole_files.put(place / _FILE, msgspec.json.encode(standing))
    if os.name == "posix":
        opened = os.open(place, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    return standing
