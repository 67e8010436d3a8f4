"""One visitor of each kind, and the station's own rooms."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from station_desktop.tour.guide import CTRL, ENTER, Guide

_ROOMS = ("queue", "residents", "catalogue", "staff", "journal", "settings")


def walk(guide: Guide, papers: Path) -> None:
    """From the door through the visitors and the rooms; papers are printed into a folder."""
    app = guide.app
    app.looks.speak("zh_CN")
    app.looks.wear(colours="light", size="normal")
    app.show()
    guide.picture("door")
    guide.press(ENTER)
    guide.wait(lambda: app.shell is not None)
    print_into(guide, papers)
    guide.picture("desk")
    _direct(guide)
    _collect(guide)
    _lacking(guide)
    _booking(guide)
    _proof(guide)
    _newcomer(guide)
    _rooms(guide)


def print_into(guide: Guide, papers: Path) -> None:
    """Every paper of the desk becomes a PDF in a folder."""
    from station_desktop.papers.printing_out import PdfFolder
    from station_desktop.rooms.desk.page import DeskPage

    desk = guide.shell.page("desk")
    if isinstance(desk, DeskPage):
        desk.printer.out = PdfFolder(papers)


def _direct(guide: Guide) -> None:
    """A returning resident, done there and then."""
    guide.type("zxm")
    guide.picture("find-a-resident")
    guide.press(ENTER)
    guide.type("独居老人定期看看")
    guide.picture("find-an-item")
    guide.press(ENTER)
    guide.answer_what_is_open()
    guide.press(Qt.Key.Key_M, CTRL)
    guide.picture("direct-ready")
    guide.press(ENTER, CTRL)
    guide.picture("direct-done")
    guide.press(Qt.Key.Key_F2)


def _collect(guide: Guide) -> None:
    """Documents collected, a promise given."""
    guide.type("002X")
    guide.press(ENTER)
    guide.type("老人坐车卡")
    guide.press(ENTER)
    guide.answer_what_is_open()
    guide.press(Qt.Key.Key_M, CTRL)
    guide.picture("collect-ready")
    guide.press(ENTER, CTRL)
    guide.picture("collect-accepted")
    guide.press(Qt.Key.Key_F2)


def _lacking(guide: Guide) -> None:
    """Something is missing: everything is told once, in writing."""
    guide.type("zxm")
    guide.press(ENTER)
    guide.type("社保卡丢了")
    guide.press(ENTER)
    guide.answer_what_is_open()
    guide.press(ENTER, CTRL)  # goes to the document that nobody has looked at yet
    guide.type("m")
    guide.picture("lacking")
    guide.press(ENTER, CTRL)
    guide.picture("lacking-told")
    guide.press(Qt.Key.Key_F2)


def _booking(guide: Guide) -> None:
    """A life service: the organisation and the appointment agreed."""
    guide.type("zxm")
    guide.press(ENTER)
    guide.type("陪诊")
    guide.press(ENTER)
    guide.answer_what_is_open()
    guide.picture("booking")
    guide.press(ENTER, CTRL)
    guide.picture("booking-agreed")
    guide.press(Qt.Key.Key_F2)


def _proof(guide: Guide) -> None:
    """A proof that a committee may not issue."""
    guide.type("证明我妈是我妈")
    guide.press(ENTER)
    guide.picture("proof-refused")
    guide.press(Qt.Key.Key_Escape)
    guide.press(Qt.Key.Key_F2)


def _newcomer(guide: Guide) -> None:
    """Somebody who was never here; the draft is left standing."""
    guide.type("11010519491231003X")
    guide.picture("newcomer-found")
    guide.press(ENTER)
    guide.type("欧阳·阿依古丽")
    guide.picture("newcomer")
    guide.press(Qt.Key.Key_F2)


def _rooms(guide: Guide) -> None:
    for room in _ROOMS:
        guide.room(room)
        guide.picture(f"room-{room}")
        if room == "queue":
            guide.press(ENTER)
            guide.picture("room-case")


def other_looks(guide: Guide) -> None:
    """English, dark, large: the same window."""
    app = guide.app
    guide.room("desk")
    app.looks.speak("en")
    guide.type("zxm")
    guide.press(ENTER)
    guide.type("lost senior card")
    guide.press(ENTER)
    guide.picture("english")
    app.looks.speak("zh_CN")
    app.looks.wear(colours="dark")
    guide.picture("dark")
    app.looks.wear(colours="light", size="large")
    guide.picture("large")
