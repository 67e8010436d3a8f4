"""The window and the subdistrict hall: let in, demands, what a decision looks like, and a second
window of the station. The hall is a real one, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from station_desktop.tour.guide import CTRL, ENTER, Day, Guide

if TYPE_CHECKING:
    from station_desktop.hall.work import Hall

_WRONG = ("复印件看不清有效期，请重新复印", "缺首页，请把首页一并复印")
_WHOLE = "申请表第2页没有本人签字"
_ANSWER = "已联系物业更换三单元楼道灯，今天下午修好，并已电话告知您。"


def is_there() -> bool:
    """Whether what the hall needs is installed here."""
    return find_spec("uvicorn") is not None and find_spec("litestar") is not None


class Office:
    """The hall of the tour, at work at ``address``."""

    def __init__(self, hall: Hall, address: str) -> None:
        self.hall = hall
        self.address = address

    def code(self) -> str:
        """A one-time code for a window."""
        from station_desktop.hall import demo

        return demo.enrol_code(self.hall)

    def returns_the_latest(self) -> str:
        """An officer sends the newest case back, with everything that is wrong at once; returns
        its number."""
        from station_desktop.domain.case.decisions import Wrong
        from station_desktop.hall import demo
        from station_desktop.hall.cases import decisions, inbox, submission
        from station_desktop.hall.cases.decisions import Chosen

        officer = demo.officer(self.hall, "zhaolei")
        lines = inbox.page(self.hall, officer, limit=1000).lines
        line = max(lines, key=lambda one: one.received_at)
        seen = submission.read(self.hall, officer, line.station, line.id, "zh_CN")
        wrong = [Wrong(m.key, what) for m, what in zip(seen.materials, _WRONG, strict=False)]
        until = (self.hall.time.now() + timedelta(days=7)).date().isoformat()
        chosen = Chosen(line.station, line.id)
        decisions.return_(self.hall, officer, chosen, [*wrong, Wrong("", _WHOLE)], until)
        return line.number


@contextmanager
def opened(folder: Path, day: Day) -> Iterator[Office]:
    """A hall on this machine, while the block runs."""
    from station_desktop.hall import demo

    hall = demo.ready(folder, day)
    try:
        with demo.served(hall) as address:
            yield Office(hall, address)
    finally:
        hall.database.close()


def walk(guide: Guide, office: Office) -> None:
    """Enrolment, both rooms, a case returned."""
    _enrol(guide, office)
    _demands(guide)
    _returned(guide, office)
    for part in ("standing", "made", "settle", "days", "stick"):
        guide.room("sync", part)
        guide.picture(f"hall-{part}")


def second_window(guide: Guide, office: Office) -> None:
    """Another PC joins, empty so far; its staff sign in with their own passwords and see the
    same."""
    from station_desktop.usecases.demo import demo

    guide.app.looks.speak("zh_CN")
    guide.app.show()
    guide.click("door.what.join")
    _type_code(guide, office, "二号窗口")
    guide.picture("second-window-joins")
    guide.press(ENTER)
    _keep_recovery_key(guide)
    for text in (demo.STAFF[0][0], demo.PASSWORD):
        guide.type(text)
        guide.press(ENTER)
    guide.wait(lambda: guide.app.shell is not None)
    guide.room("sync")
    guide.picture("second-window")


def _enrol(guide: Guide, office: Office) -> None:
    """The one-time code is typed; what was done so far goes to the hall."""
    guide.room("sync", "enrol")
    _type_code(guide, office, "一号窗口")
    guide.picture("hall-enrol")
    guide.press(ENTER)
    _agree(guide)
    guide.picture("hall-connected")
    guide.shell.messages.clear()


def _type_code(guide: Guide, office: Office, name: str) -> None:
    for text in (office.address, office.code()):
        guide.type(text)
        guide.press(ENTER)
    guide.type(name)


def _agree(guide: Guide) -> None:
    """Rounds until both hold the same, with none of the pauses between them."""
    from station_desktop.usecases.exchange import syncing
    from station_desktop.usecases.exchange.syncing import Position

    exchange = guide.app.exchange
    if exchange is None:
        raise RuntimeError("nobody is signed in")
    exchange.now()

    def same(found: Position | None) -> bool:
        if found is not None and found.agreed and not found.pending:
            return True
        if not exchange.busy:
            exchange.now()
        return False

    guide.until(syncing.position, same)


def _demands(guide: Guide) -> None:
    """Work orders from outside: whose it is, and the answer."""
    guide.room("demands")
    guide.picture("room-demands")
    guide.press(Qt.Key.Key_Down)
    guide.press(ENTER)
    guide.press(Qt.Key.Key_F4)
    guide.press(Qt.Key.Key_F5)
    guide.press(ENTER)
    guide.picture("demand-whose")
    guide.press(ENTER, CTRL)
    guide.press(Qt.Key.Key_F8)
    guide.press(Qt.Key.Key_1)
    guide.press(ENTER)
    guide.type(_ANSWER)
    guide.picture("demand-answer")
    guide.press(ENTER, CTRL)
    guide.picture("demand-answered")


def _returned(guide: Guide, office: Office) -> None:
    """What the hall sent back, as the desk sees it."""
    from station_desktop.usecases.casework import cases

    number = office.returns_the_latest()
    _agree(guide)
    guide.until(lambda work: cases.get(work, number), lambda case: case.state == "returned")
    guide.room("queue", f"case:{number}")
    guide.picture("case-returned")


def _keep_recovery_key(guide: Guide) -> None:
    """Type the key back, as it stands on the paper."""
    shown = guide.app.window.findChild(QLabel, "door.recovery_key.shown")
    box = guide.app.window.findChild(QLineEdit, "door.recovery_key.again")
    if shown is None or box is None:
        raise LookupError("the recovery key is not shown")
    box.setFocus()
    guide.type(shown.text())
    guide.press(ENTER)
