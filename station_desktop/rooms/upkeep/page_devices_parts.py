"""The pieces of the devices part: a line for each device, and what this PC is told of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station_desktop import phrases
from station_desktop.devices.adapter import Choices
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.page.file_box import FileBox, FileKind
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.device import device_words
from station_desktop.usecases.device.devices import Found

TONES = {"ready": "ok", "absent": "bad", "unset": "info", "unknown": "info", "forbidden": "warn"}
_FOLDER = FileKind("", Text("devices", "Folder of the reader’s program"))
_FILE = Text("devices", "Reader’s file")
_PRINTER = Text("devices", "Receipt printer")
_PAPER = Text("devices", "Paper width")
_WIDTHS = ("58", "80")


class DeviceRow(QWidget):
    """One device: its name, how it is, what was found, and the button to try it."""

    def __init__(
        self, line: Found, keys: str, language: str, attempt: Callable[[], object]
    ) -> None:
        super().__init__()
        state = line.probe.state if line.allowed else "forbidden"
        name = device_words.title(line, language)
        title = label(name)
        title.setStyleSheet("font-weight: 600")
        chip = Chip(TONES[state], phrases.say(f"devices.state.{state}", language))
        found = label(device_words.found(line, language), "muted")
        found.setObjectName(f"upkeep.devices.found.{line.key}")
        found.setWordWrap(True)
        self.button = QPushButton(f"{tr('devices', 'Try')}  {keys}".rstrip())
        self.button.setObjectName(f"upkeep.devices.try.{line.key}")
        self.button.setAccessibleName(tr("devices", "Try: {name}", name=name))
        self.button.setEnabled(line.allowed)
        self.button.clicked.connect(lambda: attempt())
        head = QHBoxLayout()
        head.setSpacing(theme.scale().gap)
        head.addWidget(title)
        head.addWidget(chip)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(head)
        words.addWidget(found)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().space)
        box.addLayout(words, 1)
        box.addWidget(self.button)


class Told(Card):
    """Where this PC's devices are; whoever may act changes it. Signal: ``wanted(key, value)``."""

    wanted = Signal(str, str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._may = seat.may("upkeep.act")
        bind(self.set_title, "devices", "What this PC is told")
        save = Text("devices", "Save")
        self.file = FileBox("upkeep.devices.card_file", _FILE, save, _FOLDER, saving=False)
        self.file.acted.connect(self._save_file)
        self.file.act.clicked.connect(self._forget_file)
        self.printer = QLineEdit()
        self.printer.setObjectName("upkeep.devices.printer")
        self.printer.setPlaceholderText("tcp:192.168.1.50   /dev/usb/lp0   windows:XP-58   COM3")
        bind(self.printer.setAccessibleName, *_PRINTER)
        self.paper = QComboBox()
        self.paper.setObjectName("upkeep.devices.paper")
        self.paper.addItems([f"{width} mm" for width in _WIDTHS])
        bind(self.paper.setAccessibleName, *_PAPER)
        self.save = QPushButton()
        self.save.setObjectName("upkeep.devices.save")
        bind(self.save.setText, *save)
        self.save.clicked.connect(self._save_printer)
        self.printer.returnPressed.connect(self._save_printer)
        self._arrange()
        for part in (self.file, self.printer, self.paper, self.save):
            part.setEnabled(self._may)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setSpacing(theme.scale().gap)
        for words, part in ((_PRINTER, self.printer), (_PAPER, self._width())):
            said = label()
            said.setBuddy(self.printer if part is self.printer else self.paper)
            said.setMinimumHeight(part.sizeHint().height())  # in the middle of its line
            bind(said.setText, *words)
            form.addRow(said, part)
        self.body.addWidget(self.file)
        self.body.addLayout(form)

    def _width(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.paper)
        line.addStretch(1)
        line.addWidget(self.save)
        return holder

    def put(self, choices: Choices) -> None:
        """Show what is chosen; what is being typed stays."""
        if not self.file.path.isModified():
            self.file.path.setText(choices.card_file)
        if not self.printer.isModified():
            self.printer.setText(choices.printer)
        self.paper.setCurrentIndex(_WIDTHS.index(str(choices.paper)))

    def _save_file(self, path: Path) -> None:
        self.file.path.setModified(False)
        self.wanted.emit("card_file", str(path))

    def _forget_file(self) -> None:
        """An empty line takes the file back."""
        if not self.file.path.text().strip():
            self.wanted.emit("card_file", "")

    def _save_printer(self) -> None:
        self.printer.setModified(False)
        self.wanted.emit("paper", _WIDTHS[self.paper.currentIndex()])
        self.wanted.emit("printer", self.printer.text())


class Swipe(QWidget):
    """The line that a typing reader types into. Signal: ``came(text)``."""

    came = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.words = label()
        self.words.setWordWrap(True)
        bind(
            self.words.setText,
            "devices",
            "Put the card on the reader now. What it types comes into this line; it ends with "
            "Enter by itself.",
        )
        self.line = QLineEdit()
        self.line.setObjectName("upkeep.devices.swipe")
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        bind(self.line.setAccessibleName, "devices", "What the reader types")
        self.line.returnPressed.connect(self._entered)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.words)
        box.addWidget(self.line)

    def begin(self) -> None:
        self.line.clear()
        self.show()
        self.line.setFocus()

    def _entered(self) -> None:
        text = self.line.text()
        self.line.clear()
        self.came.emit(text)
