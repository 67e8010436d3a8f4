"""What a start of the program, and its end, have to do about updates: nothing on most days, and
then without loading anything for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop

from station_desktop import paths

if TYPE_CHECKING:
    from station_desktop.releases.installation import Installation
    from station_desktop.usecases.version.changing import Task


def before_window(data: Path) -> Task | None:
    """What has to be done before the window can be opened; the caller hands over to it and ends."""
    if _installed(data) is None:
        return None
    from station_desktop.usecases.version import changing, trying

    begin = trying.begin(data)
    if begin == "go":
        changing.sweep(data)
        return None
    if begin == "ask":
        return "back" if _ask_back(data) else None
    return begin


def after_window(data: Path, *, well: bool) -> Task | None:
    """What is wanted now that the window is closed; ``well`` unless something unforeseen happened
    while it was open."""
    if _installed(data) is None:
        return None
    from station_desktop.usecases.version import changing, trying

    trying.ended(data, well=well)
    return changing.wanted_at_closing(data)


def change(data: Path, task: Task) -> bool:
    """Do ``task`` in a small window; whether the program that is in place can be opened then, which
    :func:`reopen` does once nothing of the data folder is held any more."""
    from station_desktop.releases import on_this_pc
    from station_desktop.ui.version.update_window import UpdateWindow
    from station_desktop.usecases.version import changing

    here = on_this_pc.installed()
    if here is None:
        return False
    loop = QEventLoop()
    window = UpdateWindow(lambda heard: changing.perform(data, here, task, heard))
    window.ended.connect(loop.quit)
    window.begin()
    loop.exec()
    window.close()
    if changing.under_way(data):
        return False  # it was said why; whoever has the right to install has to be there
    changing.give_up(data)
    return True


def reopen(data: Path) -> None:
    """Open the program that is in place now."""
    from station_desktop.usecases.version import changing

    here = _installed(data)
    if here is not None:
        changing.start(here.command("--data-dir", str(data)))


def _installed(data: Path) -> Installation | None:
    """The program as it is installed, where anything of an update is known."""
    if not (data / paths.UPDATES).is_dir():
        return None
    from station_desktop.releases import on_this_pc

    return on_this_pc.installed()


def _ask_back(data: Path) -> bool:
    """Whether the version before is wanted, as the new one did not start."""
    from station_desktop.releases import standing
    from station_desktop.ui.version.update_window import WayBackWindow

    found, loop = standing.read(data), QEventLoop()
    window = WayBackWindow(found.after, found.before)
    window.chosen.connect(lambda back: loop.exit(int(back)))
    window.show()
    back = loop.exec()
    window.close()
    return bool(back)
