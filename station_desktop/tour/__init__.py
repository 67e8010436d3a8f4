"""A tour of the window in pictures, driven by the keyboard off-screen: one visitor of each kind, a
blocked manhole from the first word to the weekly report, then the subdistrict hall.

What a person sees on a PC with a display, this leaves as PNG and PDF files: the same program on a
demo station of its own, typed into as a worker would, with a hall of its own behind it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from station_desktop.app import App


def tour(folder: Path) -> int:
    """Drive the window through one visitor of each kind; pictures and papers go to ``folder``."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # The off-screen plug-in complains of every window that has a least size.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    application = QApplication.instance() or QApplication([sys.argv[0]])
    if not isinstance(application, QApplication):
        raise TypeError("the tour needs a window")
    shutil.rmtree(folder, ignore_errors=True)
    papers = folder / "papers"
    papers.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as place:
        pictures = _go(application, Path(place), folder)
    _say(folder, pictures)
    return 0


def _go(application: QApplication, place: Path, folder: Path) -> int:
    """The whole way; returns how many pictures were taken."""
    from station_desktop.app import App
    from station_desktop.tour import hall, manhole, visitors
    from station_desktop.tour.guide import Day, Guide
    from station_desktop.usecases.demo import demo

    day = Day()
    shown = demo.ready(place / "demo", day)
    guide = Guide(App(application, place / "demo", shown, time=day), folder, day)
    with ExitStack() as at_end:
        office = at_end.enter_context(hall.opened(place / "hall", day)) if hall.is_there() else None
        try:
            visitors.walk(guide, folder / "papers")
            manhole.walk(guide)
            if office is not None:
                hall.walk(guide, office)
            visitors.other_looks(guide)
        finally:
            _close(guide.app)
        if office is not None:
            guide.app = App(application, place / "second", time=day)
            try:
                hall.second_window(guide, office)
            finally:
                _close(guide.app)
    return len(guide.pictures)


def _close(app: App) -> None:
    """End a window, and with it what it made of the application's looks."""
    app.window.close()
    app.looks.wear(colours="light", size="normal")
    app.looks.theme.setParent(None)


def _say(folder: Path, pictures: int) -> None:
    papers = len(list((folder / "papers").glob("*.pdf")))
    sys.stdout.write(
        f"There is no display here, so the window was driven off-screen through one visitor of "
        f"each kind.\n{pictures} pictures are in {folder}, {papers} papers in "
        f"{folder / 'papers'}.\n"
    )
