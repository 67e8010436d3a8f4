"""Set before Qt is first imported: no screen, and one binding. Then what many tests stand on: a
real encrypted station in a temporary folder, with a cheap key derivation and a clock to turn."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import founding
import pytest
from hypothesis import settings

from station_desktop.domain.time.clock import CHINA
from station_desktop.storage.store import Store
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.work import Work

# A red build can be repeated: there the property tests try the same examples each time, while
# every run at a desk tries new ones.
settings.register_profile("build", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("build")


def pytest_collection_finish() -> None:
    """What was loaded to find the tests stays until the end: no need to walk it after each."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Where there are widgets, garbage is collected between tests and on the main thread, as the
    program itself sees to: a widget freed from a lane of the runner can take the process down."""
    if "qapp" in getattr(item, "fixturenames", ()):
        gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """What a test put on the screen ends with it: without an event loop nothing else deletes it,
    and the next change of look would paint it again, with all those of the tests before."""
    if not gc.isenabled():
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        gc.enable()


class TurnableClock:
    """A clock that stands still until it is turned."""

    def __init__(self, now: datetime) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def turn(self, **delta: int) -> None:
        self.moment += timedelta(**delta)


@pytest.fixture
def clock() -> TurnableClock:
    """Thursday 26 November 2026, ten in the morning."""
    return TurnableClock(datetime(2026, 11, 26, 10, 0, tzinfo=CHINA))


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "数据 folder"


@pytest.fixture
def founded(data_dir: Path) -> Founded:
    """A new station with one account, ``wangmin``, who holds every role."""
    return founding.found(data_dir)


@pytest.fixture
def store(data_dir: Path, founded: Founded, clock: TurnableClock) -> Iterator[Store]:
    opened = Store(data_dir, founded.key, time=clock)
    yield opened
    opened.close()


@pytest.fixture
def work(store: Store, founded: Founded) -> Work:
    return Work(store, founded.actor)
