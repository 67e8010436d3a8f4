"""A line for a file's path with a button to look for it; nothing opens by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.look import theme
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr


class FileKind(msgspec.Struct, frozen=True):
    """Which files are meant: their ``suffix`` with its dot, empty for folders, and the dialog's
    ``title``."""

    suffix: str
    title: Text


class FileBox(QWidget):
    """Path, browse, act. Signals: ``acted(path)`` on Enter or the main button."""

    acted = Signal(object)

    def __init__(self, name: str, label: Text, act: Text, kind: FileKind, *, saving: bool) -> None:
        super().__init__()
        self._kind = kind
        self._saving = saving
        self.path = QLineEdit()
        self.path.setObjectName(f"{name}.path")
        bind(self.path.setAccessibleName, *label)
        words = self.words = QLabel()
        words.setBuddy(self.path)
        bind(words.setText, *label)
        self.browse = QPushButton()
        self.browse.setObjectName(f"{name}.browse")
        bind(self.browse.setText, "files", "Browse…")
        self.browse.clicked.connect(self._look)
        self.act = QPushButton()
        self.act.setObjectName(f"{name}.act")
        bind(self.act.setText, *act)
        self.act.clicked.connect(self._acted)
        self._keys = EnterKeys(self.path)
        self._keys.moved_on.connect(self._acted)
        for button in (self.browse, self.act):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.scale().gap)
        line.addWidget(words)
        line.addWidget(self.path, 1)
        line.addWidget(self.browse)
        line.addWidget(self.act)

    def put(self, path: Path) -> None:
        self.path.setText(str(path))

    def _acted(self) -> None:
        text = self.path.text().strip().strip('"')
        if not text:
            self.path.setFocus()
            return
        path = Path(text).expanduser()
        if self._saving and path.suffix.lower() != self._kind.suffix:
            path = path.with_name(f"{path.name}{self._kind.suffix}")
            self.put(path)
        self.acted.emit(path)

    def _look(self) -> None:
        wanted = f"*{self._kind.suffix}"
        dialog = QFileDialog(self, tr(*self._kind.title), self.path.text(), wanted)
        if not self._kind.suffix:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        elif self._saving:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(self._kind.suffix.removeprefix("."))
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.put(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def level(boxes: Sequence[FileBox]) -> None:
    """Let the paths of several begin beneath one another."""
    wide = max(box.words.sizeHint().width() for box in boxes)
    for box in boxes:
        box.words.setMinimumWidth(wide)
