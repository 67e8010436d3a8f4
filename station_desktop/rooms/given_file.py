"""The file that the program was opened with, as by a double click on it: shown where it belongs,
and nothing is done with it unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from station_desktop.ui.words import tr

if TYPE_CHECKING:
    from station_desktop.ui.frame.shell import Shell
    from station_desktop.ui.seat import Seat

RESTORED = ".station-backup"
PLACES = {".packet": ("sync", "stick"), ".station-update": ("upkeep", "updates")}
"""In which part of which room a file is taken in, by its ending; there ``take(path)`` fills it
in."""


class GivenFile:
    """``path`` is ``None`` where the program was opened with none."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def at_the_door(self, restore: Callable[[Path], object]) -> None:
        """A backup is for whoever has the recovery key, before anybody signs in."""
        if self._path is not None and self._path.suffix.lower() == RESTORED:
            restore(self._path)
            self._path = None

    def inside(self, seat: Seat, shell: Shell, go: Callable[[str, str], object]) -> None:
        """Go where it belongs, once; whoever may not is told, and it is left for another."""
        if self._path is None or self._path.suffix.lower() not in PLACES:
            return
        from station_desktop.ui.page.parts import Parts  # brings the store, which no door waits for

        room, part = PLACES[self._path.suffix.lower()]
        go(room, part)
        page = shell.page(room) if shell.current == room else None
        if isinstance(page, Parts) and part in page.views:
            page.part(part).take(self._path)
            self._path = None
            return
        said = tr(
            "app",
            "Your account may not take in “{name}”. It is shown again to whoever signs in next.",
            name=self._path.name,
        )
        seat.said.emit("warn", said)
