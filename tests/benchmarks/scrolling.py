"""The queue of a million cases: opened and scrolled, through its reads and in its real window."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from station_desktop.rooms.queue import reads
from station_desktop.rooms.queue.page_list import QueueList
from station_desktop.rooms.queue.room import Wanted
from station_desktop.storage.database import Connection
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.look.theme import Theme
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import Language
from station_desktop.usecases.work import Work
from tests.benchmarks.big_store import Big, big_store
from tests.benchmarks.measuring import Row, Sizes, Spread, cpu_timed, in_turns, undisturbed, within

Place = tuple[str | int, int]

_PAGE = 100
_AIM_MS = 100
_PATIENCE_S = 30
_WANTED = {
    "open, by due day": Wanted(),
    "all, by due day": Wanted(segment="all"),
    "all, latest first": Wanted(segment="all", order="received_at", descending=True),
    "done, by due day": Wanted(segment="completed"),
    "overdue": Wanted(when="overdue"),
    "due this week": Wanted(when="week"),
    "of one item": Wanted(item="GOV-EL-001"),
    "all of one item": Wanted(segment="all", item="GOV-EL-001"),
    "of a category": Wanted(segment="all", category="party_masses"),
    "of somebody who has none": Wanted(segment="all", worker="nobody"),
    "text: resident": Wanted(segment="all", text="王伟"),
    "text: number's end": Wanted(segment="all", text="0007"),
}
_BARE = (
    "SELECT due, row, body FROM cases WHERE state = 'completed' AND (due, row) > (?, ?) "
    "ORDER BY due, row LIMIT 100"
)


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    built = big_store(sizes.people)
    work, beside = built.work(), built.open()
    plain = beside.connection
    rows = [_first_pages(work, plain, name, wanted, sizes) for name, wanted in _WANTED.items()]
    rows.append(_following_pages(work, plain, sizes))
    rows.append(_counting(work, sizes))
    work.store.close()
    beside.close()
    return [*rows, *_in_the_window(built, sizes)]


def _first_pages(work: Work, plain: Connection, name: str, wanted: Wanted, sizes: Sizes) -> Row:
    ours, bare = in_turns(
        sizes.times(40),
        lambda _: cpu_timed(lambda: reads.page(work, wanted, limit=_PAGE)),
        lambda _: cpu_timed(lambda: _plainly(plain)),
    )
    what = f"First page of {sizes.cases:,} cases: {name}"
    return within(what, ours, _AIM_MS, bare=bare)


def _following_pages(work: Work, plain: Connection, sizes: Sizes) -> Row:
    """Page after page from the top, each from where the one before ended."""
    wanted = Wanted(segment="completed")
    places: list[list[Place]] = [[("", 0)], [("", 0)]]

    def ours() -> None:
        last = reads.page(work, wanted, places[0][-1], 0, _PAGE)[-1]
        places[0].append((last.at, last.row))

    def bare() -> None:
        places[1].append(_plainly(plain, places[1][-1]))

    took, plainly = in_turns(sizes.times(400), lambda _: cpu_timed(ours), lambda _: cpu_timed(bare))
    if places[0] != places[1]:
        raise RuntimeError("the two ways went through different pages")
    note = f"{sizes.times(400)} pages of {_PAGE} one after the other, with names and time left"
    return within("Next page of cases", took, 16, share=0.99, bare=plainly, note=note)


def _plainly(connection: Connection, after: Place = ("", 0)) -> Place:
    """The bodies of a hundred cases of one state in order; the place of the last."""
    rows = connection.execute(_BARE, after).fetchall()
    return rows[-1][0], rows[-1][1]


def _counting(work: Work, sizes: Sizes) -> Row:
    took = [cpu_timed(lambda: reads.count(work, Wanted())) for _ in range(sizes.times(40))]
    return within(f"Count to {reads.COUNTED}", Spread.of(took), _AIM_MS)


class _Painted(QObject):
    """Watches a list until it has been painted with every row in sight there."""

    def __init__(self, page: QueueList) -> None:
        super().__init__(page)
        self._page = page
        self.whole = False
        page.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.whole:
            self.whole = _all_there(self._page)
        return False

    def wait(self) -> None:
        """Until that paint is over."""
        _settle(lambda: self.whole)
        self._page.table.viewport().removeEventFilter(self)


def _in_the_window(built: Big, sizes: Sizes) -> list[Row]:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    Theme(application).wear("light", "normal")
    runner = Runner(built.open, built.open)
    seat = Seat(runner, Language(), built.actor)
    with undisturbed():
        opened = [_open_and_leave(seat, runner) for _ in range(sizes.times(20))]
        _, page = _open(seat, runner)
        steps = [_page_down(page) for _ in range(sizes.times(600))]
        rows = page.model.rowCount()
    page.deleteLater()
    runner.close()
    note = "page built, connection there, first rows painted"
    what = f"the page of {sizes.cases:,} cases"
    return [
        within(f"Open {what} for the first time", Spread.of(opened[:1]), _AIM_MS, note=note),
        within(f"Open {what} again", Spread.of(opened[1:]), _AIM_MS),
        within(
            "Page Down in it until its rows are painted",
            Spread.of(steps),
            _AIM_MS,
            share=0.99,
            note=f"{len(steps)} times, down to row {rows}",
        ),
    ]


def _open(seat: Seat, runner: Runner) -> tuple[float, QueueList]:
    """From nothing to a painted list whose first rows have come."""
    _settle(lambda: runner.idle)
    begun = time.perf_counter()
    page = QueueList(seat)
    page.resize(1366, 700)
    watch = _Painted(page)
    page.show()
    watch.wait()
    return time.perf_counter() - begun, page


def _open_and_leave(seat: Seat, runner: Runner) -> float:
    took, page = _open(seat, runner)
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    return took


def _page_down(page: QueueList) -> float:
    watch = _Painted(page)
    begun = time.perf_counter()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(page.table, key)
    watch.wait()
    return time.perf_counter() - begun


def _all_there(page: QueueList) -> bool:
    """Whether every row in sight has come."""
    height = page.table.viewport().height()
    first, last = page.table.rowAt(0), page.table.rowAt(height - 1)
    last = page.model.rowCount() - 1 if last < 0 else last
    return last >= 0 and all(page.model.row(row) is not None for row in range(first, last + 1))


def _settle(ready: Callable[[], bool]) -> None:
    loop = QAbstractEventDispatcher.instance()
    until = time.monotonic() + _PATIENCE_S
    while not ready():
        if time.monotonic() > until:
            raise TimeoutError("the window never became ready")
        if not loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents):
            time.sleep(0.0002)
