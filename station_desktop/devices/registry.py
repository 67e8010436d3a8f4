"""Which adapters there are: the program's own, and plug-ins found by their entry points.

A plug-in is any Python package with an entry point in the group ``station_desktop.devices`` that
names an adapter or something that makes one. It is found where the program's Python finds packages,
and in the PC's own folder of adapters (:func:`station_desktop.paths.adapters_folder`), which also
serves the installed program, whose Python nobody can add packages to. Only administrators can write
there.
"""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, distributions, entry_points
from pathlib import Path

from station_desktop import paths
from station_desktop.devices.adapter import KINDS, Adapter, Around
from station_desktop.devices.folders import FolderPictures
from station_desktop.devices.raw_printer import ReceiptPrinter
from station_desktop.devices.readers import KeyboardReader, Simulator, WatchedFileReader

GROUP = "station_desktop.devices"
SIMULATOR = "simulator"
_LOG = logging.getLogger("station.devices")


def built_in() -> tuple[Adapter, ...]:
    """The program's own adapters, in the order in which they are shown and asked."""
    return (
        WatchedFileReader(),
        KeyboardReader(),
        Simulator(),
        FolderPictures("camera_folder", "camera"),
        FolderPictures("scanner_folder", "scanner"),
        ReceiptPrinter(),
    )


def known(around: Around, folder: Path | None = None) -> tuple[Adapter, ...]:
    """All adapters, plug-ins before the program's own of the same kind; the simulator at demo
    stations only. ``folder`` is where plug-ins are besides, the PC's own folder unless given."""
    own = [one for one in built_in() if around.demo or one.key != SIMULATOR]
    taken = {one.key for one in built_in()}
    plugged = []
    for one in _plugged(folder or _guarded(paths.adapters_folder())):
        if one.key not in taken:
            taken.add(one.key)
            plugged.append(one)
    return tuple(sorted((*plugged, *own), key=lambda one: KINDS.index(one.kind)))


def _guarded(folder: Path) -> Path | None:
    """The PC's own folder where nobody but an administrator could have put a program into it.
    Windows keeps that in the lists of rights that the installer sets."""
    try:
        found = folder.stat()
    except OSError:
        return None
    loose = found.st_uid != 0 or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return None if os.name == "posix" and loose else folder


def _plugged(folder: Path | None) -> Iterator[Adapter]:
    for point in _points(folder):
        try:
            made = point.load()
            adapter = made() if callable(made) else made
            if not isinstance(adapter, Adapter) or adapter.kind not in KINDS:
                raise TypeError("it is no adapter")
        except Exception as error:  # somebody else's program: whatever it does, ours goes on
            _LOG.warning("adapter %s cannot be loaded: %s", point.name, type(error).__name__)
            continue
        yield adapter


def _points(folder: Path | None) -> Iterable[EntryPoint]:
    found = list(entry_points(group=GROUP))
    if folder is not None and folder.is_dir():
        place = str(folder)
        if place not in sys.path:
            sys.path.append(place)
        seen = {(point.name, point.value) for point in found}
        for package in distributions(path=[place]):
            points = package.entry_points.select(group=GROUP)
            found += [point for point in points if (point.name, point.value) not in seen]
    return found
