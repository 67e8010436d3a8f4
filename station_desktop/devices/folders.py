"""Cameras and scanners whose own programs save into the folder for scans."""

from __future__ import annotations

from pathlib import Path

import msgspec

from station_desktop.devices.adapter import Around, Kind, Picture, Probe
from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock

ENDINGS = (".jpg", ".jpeg", ".png", ".pdf", ".tif", ".tiff", ".bmp")


class FolderPictures(msgspec.Struct, frozen=True):
    """What is newest in the folder for scans, whichever device put it there."""

    key: str
    kind: Kind

    def probe(self, around: Around) -> Probe:
        if not around.scans:
            return Probe("unset", "devices.folder.unset")
        params = {"place": around.scans}
        try:
            count = len(_files(around))
        except OSError:
            return Probe("absent", "devices.folder.absent", params)
        return Probe("ready", "devices.folder.found", params | {"count": count})

    def newest(self, around: Around) -> Picture:
        """Refuses ``devices.folder.*``."""
        if not around.scans:
            raise refuse("devices.folder.unset")
        try:
            files = _files(around)
            if not files:
                raise refuse("devices.folder.none", place=around.scans)
            file = max(files, key=lambda one: one.stat().st_mtime)
            found = file.stat()
        except OSError:
            raise refuse("devices.folder.absent", place=around.scans) from None
        made = clock.from_milliseconds(int(found.st_mtime * 1000))
        return Picture(file, found.st_size, made)


def _files(around: Around) -> list[Path]:
    return [file for file in Path(around.scans).iterdir() if file.suffix.lower() in ENDINGS]
