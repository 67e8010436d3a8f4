"""A tour of the window in pictures: one visitor of each kind, driven by the keyboard off-screen.

What a person sees on a PC with a display, this leaves as PNG and PDF files: the same program on a
demo station of its own, typed into as a worker would.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from station_desktop.app import App
    from station_desktop.domain.catalogue import Field

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
ENTER = Qt.Key.Key_Return
_PATIENCE_MS = 30_000
_STEP_MS = 20
_AS_BUTTONS = 5
"""Up to so many choices stand as buttons with digits; more are picked from a list by typing."""
_ROOMS = ("queue", "residents", "catalogue", "staff", "journal", "settings")


class Guide:
    """Types, presses and takes pictures; every step waits until the window has answered."""

    def __init__(self, app: App, folder: Path) -> None:
        self.app = app
        self.folder = folder
        self.pictures: list[Path] = []

    def settle(self) -> None:
        """Wait until nothing is on its way any more."""
        waited = 0
        quiet = 0
        while quiet < 3:
            QTest.qWait(_STEP_MS)
            waited += _STEP_MS
            quiet = quiet + 1 if self.app.runner.idle else 0
            if waited > _PATIENCE_MS:
                raise TimeoutError("the window does not come to rest")

    @property
    def here(self) -> QWidget:
        """Where the keyboard is."""
        return QApplication.focusWidget() or self.app.window

    def type(self, text: str) -> None:
        """Letters by key; hanzi in one piece, as an input method hands them over."""
        if text.isascii():
            QTest.keyClicks(self.here, text)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
            QApplication.sendEvent(self.here, event)
        self.settle()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.here, key, held)
        self.settle()

    def picture(self, name: str) -> None:
        """Save the window as it stands; the caret is hidden, so that pictures do not blink."""
        self.settle()
        file = self.folder / f"{len(self.pictures) + 1:02d}-{name}.png"
        self.app.window.grab().save(str(file))
        self.pictures.append(file)

    def answer_what_is_open(self) -> None:
        """Go through the form with the keyboard and answer what is still asked."""
        from station_desktop.rooms.desk.page import DeskPage

        desk = self.app.shell.page("desk") if self.app.shell is not None else None
        if not isinstance(desk, DeskPage):
            raise TypeError("the desk is not open")
        for _ in range(60):
            line = desk.flow.visit.line
            if line is None or not line.open_questions(desk.flow.today):
                return
            wanted = {problem.field for problem in line.open_questions(desk.flow.today)}
            here = next((f for f in line.item.fields if self._asks(f.key)), None)
            if here is not None and here.key in wanted:
                self._answer(here)
            self.press(ENTER)
        raise RuntimeError("the form does not come to an end")

    def _answer(self, field: Field) -> None:
        if field.type == "choice" and len(field.choices) > _AS_BUTTONS:
            self.type(field.choices[0].label.get(self.app.looks.language.code))
            self.press(ENTER)
        else:
            self.type(_SHORT.get(field.type, "1"))

    def _asks(self, key: str) -> bool:
        name = self.here.objectName()
        return name == f"desk.form.{key}" or name.startswith(f"desk.form.{key}.")


_SHORT = {
    "text": "已当面核对",
    "long_text": "情况属实",
    "address": "西城区校场小六条19号",
    "date": "20260301",
    "year_month": "202603",
    "phone": "13810001234",
    "bank_card": "6222020200012345678",
    "id_number": "11010519491231002X",
    "money": "500",
}


def tour(folder: Path) -> int:
    """Drive the window through one visitor of each kind; pictures and papers go to ``folder``."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # The off-screen plug-in complains of every window that has a least size.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    from station_desktop.app import App
    from station_desktop.usecases import demo

    application = QApplication.instance() or QApplication([sys.argv[0]])
    if not isinstance(application, QApplication):
        raise TypeError("the tour needs a window")
    shutil.rmtree(folder, ignore_errors=True)
    papers = folder / "papers"
    papers.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as place:
        app = App(application, Path(place) / "demo", demo.ready(Path(place) / "demo"))
        guide = Guide(app, folder)
        try:
            _walk(guide, papers)
        finally:
            app.close()
    _say(folder, guide)
    return 0


def _walk(guide: Guide, papers: Path) -> None:
    app = guide.app
    app.looks.speak("zh_CN")
    app.looks.wear(colours="light", size="normal")
    app.show()
    guide.picture("door")
    guide.press(ENTER)
    while app.shell is None:
        guide.settle()
    _print_into(app, papers)
    guide.picture("desk")
    _direct(guide)
    _collect(guide)
    _lacking(guide)
    _booking(guide)
    _proof(guide)
    _newcomer(guide)
    _rooms(guide)
    _other_looks(guide)


def _print_into(app: App, papers: Path) -> None:
    from station_desktop.papers.printing_out import PdfFolder
    from station_desktop.rooms.desk.page import DeskPage

    desk = app.shell.page("desk") if app.shell is not None else None
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
    shell = guide.app.shell
    if shell is None:
        return
    for room in _ROOMS:
        shell.show_place(room)
        guide.picture(f"room-{room}")
        if room == "queue":
            guide.press(ENTER)
            guide.picture("room-case")


def _other_looks(guide: Guide) -> None:
    app = guide.app
    if app.shell is None:
        return
    app.shell.show_place("desk")
    guide.settle()
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


def _say(folder: Path, guide: Guide) -> None:
    papers = sorted((folder / "papers").glob("*.pdf"))
    sys.stdout.write(
        f"There is no display here, so the window was driven off-screen through one visitor of "
        f"each kind.\n{len(guide.pictures)} pictures are in {folder}, {len(papers)} papers in "
        f"{folder / 'papers'}.\n"
    )
