"""A new version on trial: from its first start until somebody has signed in under it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal

import msgspec

from station_desktop import __version__
from station_desktop.logs import notes
from station_desktop.releases import standing
from station_desktop.releases.standing import Standing
from station_desktop.storage.tables import migrating
from station_desktop.usecases.version import updating

Begin = Literal["go", "apply", "settle", "ask", "back"]
FAILED_STARTS = 2
"""After so many starts that did not end well the way back is offered; after one more it is taken,
because whoever could be asked was not reached."""
KEPT_DAYS = 14
"""So long the data of before stays here for the way back, where the new version changed it."""
_DAY_MS = 86_400_000
_change = msgspec.structs.replace


def begin(data: Path) -> Begin:
    """What a start of the program has to do first; costs one look at a small file. ``go``: open
    the window. ``apply``: what is ready is wanted now. ``settle``: an update was cut off. ``ask``
    and ``back``: the new version did not start, see :data:`FAILED_STARTS`."""
    found = standing.read(data)
    match found.state:
        case "installing" | "undoing":
            return "settle"
        case "ready" if found.release and found.release.version == __version__:
            return "settle"
        case "ready" if found.when == "start":
            return "apply"
        case "trying":
            return _try(data, found)
    return "go"


def _try(data: Path, found: Standing) -> Begin:
    if found.after != __version__:
        return "settle"
    standing.keep(data, _change(found, starts=found.starts + 1))
    if found.starts < FAILED_STARTS:
        return "go"
    return "ask" if found.starts == FAILED_STARTS else "back"


def ended(data: Path, *, well: bool) -> Standing:
    """The window was closed. ``well`` unless something went wrong while it was open: then the
    start counts as one that did not do."""
    found = standing.read(data)
    if found.state == "trying" and well and found.starts:
        return standing.keep(data, _change(found, starts=found.starts - 1))
    return found


def entering(data: Path) -> None:
    """Somebody is about to open the store: from now on the new version may change the data."""
    found = standing.read(data)
    if found.state == "trying" and not found.touched:
        standing.keep(data, _change(found, touched=True))


def entered(data: Path) -> Standing:
    """Somebody has signed in under the new version: it has started well."""
    found = standing.read(data)
    if found.state != "trying":
        return _tidy(data, found)
    updating.clear_packages(data)
    well = standing.keep(data, _change(found, state="none", starts=0, touched=False))
    notes.ran("update", kept=found.after)
    return _tidy(data, well)


def _tidy(data: Path, found: Standing) -> Standing:
    """The copy of before the update goes when the way back no longer needs it."""
    if not found.aside or found.state != "none":
        return found
    old = updating.now_ms() - found.at > KEPT_DAYS * _DAY_MS
    if not old and set(found.knew) != migrating.MIGRATED:
        return found
    return drop_saved(data)


def drop_saved(data: Path) -> Standing:
    """Take the copy of before the last update away. The version before can then still be had back
    as long as it reads the data as they are."""
    found = standing.read(data)
    if not found.aside or found.state not in ("none", "ready"):
        return found
    saved = standing.folder(data) / updating.SAVED
    shutil.rmtree(saved, ignore_errors=True)
    return found if saved.exists() else standing.keep(data, _change(found, aside=""))
