"""A founded station with a real store, and a seat at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import founding
import pytest
from desk_hands import Hands
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station_desktop.logs.incidents import Incident
from station_desktop.papers.printing_out import PdfFolder
from station_desktop.storage.store import Store
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.look.theme import Theme
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import Language

PASSWORD = "Warm-Tea-2026"


@pytest.fixture
def station(tmp_path: Path) -> SimpleNamespace:
    """A new station: ``folder``, ``key``, and the ``actor`` who holds every role."""
    folder = tmp_path / "station"
    founded = founding.found(folder, PASSWORD)
    return SimpleNamespace(folder=folder, key=founded.key, actor=founded.actor)


@pytest.fixture
def crashes() -> list[Incident]:
    return []


@pytest.fixture
def runner(qtbot: QtBot, station: SimpleNamespace, crashes: list[Incident]) -> Iterator[Runner]:
    """A real runner over the station's store; nothing unexpected may happen in it."""
    made = Runner(
        lambda: Store(station.folder, station.key, read_only=True),
        lambda: Store(station.folder, station.key),
        crashed=crashes.append,
    )
    yield made
    made.close()
    assert not crashes, crashes


@pytest.fixture
def seat(qapp: QApplication, runner: Runner, station: SimpleNamespace) -> Iterator[Seat]:
    """The founder's seat, in English."""
    theme = qapp.findChild(Theme) or Theme(qapp)
    theme.wear("light", "normal")
    language = Language()
    yield Seat(runner, language, station.actor)
    language.switch("en")


@pytest.fixture
def hands(qtbot: QtBot, seat: Seat, tmp_path: Path) -> Hands:
    """Somebody at the desk, whose papers go into ``tmp_path / "papers"``."""
    folder = tmp_path / "papers"
    folder.mkdir()
    made = Hands(qtbot, seat)
    made.page.printer.out = PdfFolder(folder)
    return made
