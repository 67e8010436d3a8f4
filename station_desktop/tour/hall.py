"""The window and the subdistrict hall: let in, demands, what a decision looks like, and a second
window of the station. The hall is a real one, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from station_desktop.tour.guide import CTRL, ENTER, Guide

if TYPE_CHECKING:
    from station_desktop.hall.work import Hall

_WRONG = ("照片背景不是白色，请换一张白底照片。", "复印件缺背面，请正反面都复印。")
_WHOLE = "申请表第2页没有本人签字。"
_ANSWER = "已联系物业更换三单元楼道灯，今天下午修好，并已电话告知您。"


def is_there() -> bool:
    """Whether what the hall needs is installed here."""
    return find_spec("uvicorn") is not None and find_spec("litestar") is not None


def walk(guide: Guide, place: Path) -> None:
    """Enrolment, both rooms, a case returned; then another window joins."""
    with _hall(place / "hall") as (hall, address):
        _enrol(guide, hall, address)
        _demands(guide)
        _returned(guide, hall)
        _parts(guide)
        _second_window(guide, hall, place / "second", address)


@contextmanager
def _hall(folder: Path) -> Iterator[tuple[Hall, str]]:
    from station_desktop.hall import demo

    hall = demo.ready(folder)
    try:
        with demo.served(hall) as address:
            yield hall, address
    finally:
        hall.database.close()


def _enrol(guide: Guide, hall: Hall, address: str) -> None:
    """The one-time code is typed; what was done so far goes to the hall."""
    from station_desktop.hall import demo

    guide.room("sync", "enrol")
    guide.type(address)
    guide.press(ENTER)
    guide.type(demo.enrol_code(hall))
    guide.press(ENTER)
    guide.type("一号窗口")
    guide.picture("hall-enrol")
    guide.press(ENTER)
    _agree(guide)
    guide.picture("hall-connected")


def _agree(guide: Guide) -> None:
    """Until both hold the same."""
    from station_desktop.usecases import syncing

    exchange = guide.app.exchange
    if exchange is not None:
        exchange.now()
    guide.until(
        syncing.position,
        lambda found: found is not None and found.agreed and not found.pending,
    )


def _demands(guide: Guide) -> None:
    """Work orders from outside: taken, and answered."""
    guide.room("demands")
    guide.picture("room-demands")
    guide.press(Qt.Key.Key_Down)
    guide.press(ENTER)
    guide.press(Qt.Key.Key_F4)
    guide.picture("demand")
    guide.press(Qt.Key.Key_F8)
    guide.press(Qt.Key.Key_1)
    guide.press(ENTER)
    guide.press(ENTER)
    guide.type(_ANSWER)
    guide.picture("demand-answer")
    guide.press(ENTER, CTRL)
    guide.picture("demand-answered")


def _returned(guide: Guide, hall: Hall) -> None:
    """An officer sends a case back, with everything that is wrong at once."""
    from station_desktop.domain.decisions import Wrong
    from station_desktop.hall import demo
    from station_desktop.hall.cases import decisions, inbox, submission
    from station_desktop.hall.cases.decisions import Chosen
    from station_desktop.usecases import cases

    officer = demo.officer(hall, "zhaolei")
    lines = inbox.page(hall, officer, limit=1000).lines
    line = max(lines, key=lambda one: one.received_at)
    seen = submission.read(hall, officer, line.station, line.id, "zh_CN")
    wrong = [Wrong(m.key, w) for m, w in zip(seen.materials, _WRONG, strict=False)]
    until = (hall.time.now() + timedelta(days=7)).date().isoformat()
    chosen = Chosen(line.station, line.id)
    decisions.return_(hall, officer, chosen, [*wrong, Wrong("", _WHOLE)], until)
    _agree(guide)
    guide.until(lambda work: cases.get(work, line.number), lambda case: case.state == "returned")
    guide.room("queue", f"case:{line.number}")
    guide.picture("case-returned")


def _parts(guide: Guide) -> None:
    """The parts of the hall's room."""
    for part in ("standing", "made", "settle", "days", "stick"):
        guide.room("sync", part)
        guide.picture(f"hall-{part}")


def _second_window(guide: Guide, hall: Hall, folder: Path, address: str) -> None:
    """Another PC joins; its staff sign in with their own passwords and see the same."""
    from station_desktop.app import App
    from station_desktop.hall import demo
    from station_desktop.usecases import demo as station

    first = guide.app
    first.window.hide()
    application = cast("QApplication", QApplication.instance())
    guide.app = App(application, folder)
    try:
        guide.app.looks.speak("zh_CN")
        guide.app.show()
        guide.click("door.set_up.join")
        guide.type(address)
        guide.press(ENTER)
        guide.type(demo.enrol_code(hall))
        guide.press(ENTER)
        guide.type("二号窗口")
        guide.picture("second-window-joins")
        guide.press(ENTER)
        _keep_recovery_key(guide)
        for text in (station.STAFF[0][0], station.PASSWORD):
            guide.type(text)
            guide.press(ENTER)
        guide.wait(lambda: guide.app.shell is not None)
        guide.room("queue")
        guide.picture("second-window")
    finally:
        guide.app.window.close()
        guide.app = first
        first.window.show()
        guide.settle()


def _keep_recovery_key(guide: Guide) -> None:
    """Type the key back, as it stands on the paper."""
    shown = guide.app.window.findChild(QLabel, "door.recovery_key.shown")
    if shown is None:
        raise LookupError("the recovery key is not shown")
    guide.type(shown.text())
    guide.press(ENTER)
