"""The small window while another version is put in place, and the question when one did not start.
Nobody is signed in: it speaks both languages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Refused, refuse
from station_desktop.releases.standing import Standing
from station_desktop.usecases.version.updating import STEPS, Heard, Step

_WIDTH = 560


class UpdateWindow(QWidget):
    """Does ``act`` in a thread and says how far it is. ``ended(standing or None)`` comes when the
    program is to be opened again: ``None`` where nothing could be done, which is said first."""

    ended = Signal(object)
    _heard = Signal(str)
    _done = Signal(object)
    _refused = Signal(object)

    def __init__(self, act: Callable[[Heard], Standing]) -> None:
        super().__init__()
        self._act = act
        self.setObjectName("update")
        self.setWindowTitle("Station Desktop")
        self.says = _words("update.says")
        self.stays = _words("update.stays")
        self.stays.setText(_both("updates.stay"))
        self.progress = QProgressBar()
        self.progress.setRange(0, len(STEPS))
        self.progress.setTextVisible(False)
        self.go_on = QPushButton(_both("updates.go_on", " / "))
        self.go_on.setObjectName("update.go_on")
        self.go_on.setAutoDefault(True)
        self.go_on.clicked.connect(lambda: self.ended.emit(None))
        self.go_on.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(32, 32, 32, 32)
        box.setSpacing(16)
        for part in (self.says, self.progress, self.stays, self.go_on):
            box.addWidget(part)
        self._heard.connect(self._say_step)
        self._done.connect(self.ended)
        self._refused.connect(self._say_refused)

    def begin(self) -> None:
        """Show, and set to work."""
        self._say_step("verify")
        self.show()
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        try:
            found = self._act(lambda step: self._heard.emit(step))
        except Refused as refused:
            self._refused.emit(refused)
        except Exception as error:
            self._refused.emit(refuse("updates.unexpected", kind=type(error).__name__))
        else:
            self._done.emit(found)

    def _say_step(self, step: Step) -> None:
        self.says.setText(_both(f"updates.step.{step}"))
        self.progress.setValue(STEPS.index(step))

    def _say_refused(self, refused: Refused) -> None:
        said = [phrases.say_all(refused.problems, language) for language in _languages()]
        self.says.setText("\n\n".join(said))
        self.progress.hide()
        self.stays.hide()
        self.go_on.show()
        self.go_on.setFocus()


class WayBackWindow(QWidget):
    """The new version was started twice and did not do: back, or another try.
    ``chosen(bool)``: whether to go back."""

    chosen = Signal(bool)

    def __init__(self, new: str, old: str) -> None:
        super().__init__()
        self.setObjectName("way_back")
        self.setWindowTitle("Station Desktop")
        self.says = _words("way_back.says")
        self.says.setText(_both("updates.ask_back", new=new, old=old))
        self.back = QPushButton(_both("updates.ask_back.yes", " / "))
        self.again = QPushButton(_both("updates.ask_back.no", " / "))
        line = QHBoxLayout()
        for name, button, back in (("back", self.back, True), ("again", self.again, False)):
            button.setObjectName(f"way_back.{name}")
            button.setAutoDefault(True)  # Enter presses it, as in a dialog
            button.clicked.connect(partial(self.chosen.emit, back))
            line.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(32, 32, 32, 32)
        box.setSpacing(16)
        box.addWidget(self.says)
        box.addLayout(line)
        self.back.setFocus()


def _words(name: str) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setWordWrap(True)
    made.setMinimumWidth(_WIDTH)
    return made


def _languages() -> list[str]:
    english = QLocale.system().language() == QLocale.Language.English
    return sorted(phrases.LANGUAGES, key=lambda language: (language == "en") != english)


def _both(code: str, between: str = "\n\n", **params: str) -> str:
    return between.join(phrases.say(code, language, **params) for language in _languages())
