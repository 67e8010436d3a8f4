"""The support file: what would be in it, read before it is saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit

from station_desktop.domain.problem import Refused, refuse
from station_desktop.domain.station.health import Finding
from station_desktop.ui.look.cards import label
from station_desktop.ui.page.file_box import FileBox, FileKind
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.checks import support
from station_desktop.usecases.checks.support import Bundle

_ZIP = FileKind(".zip", Text("health", "Save the support file"))


class SupportPanel(Panel):
    """One part after the other can be read; then the whole is saved as one file."""

    def __init__(self, seat: Seat, findings: tuple[Finding, ...]) -> None:
        super().__init__("upkeep.health.file", Text("health", "Support file"), None)
        self._seat = seat
        self._findings = findings
        self._bundle: Bundle | None = None
        lead = label(role="muted")
        lead.setWordWrap(True)
        bind(
            lead.setText,
            "health",
            "Health, versions, sizes and the program's log, for technical support. There is no "
            "resident in it, and no name of the staff. Look through it before you save it.",
        )
        self.named = QCheckBox()
        self.named.setObjectName("upkeep.health.file.named")
        bind(
            self.named.setText,
            "health",
            "Name this computer, its folders, printer and the hall too",
        )
        self.named.toggled.connect(self._gather)
        self.parts = QComboBox()
        self.parts.setObjectName("upkeep.health.file.parts")
        bind(self.parts.setAccessibleName, "health", "Which part of the file")
        self.parts.currentIndexChanged.connect(self._show)
        self.text = QPlainTextEdit()
        self.text.setObjectName("upkeep.health.file.text")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(150)
        bind(self.text.setAccessibleName, "health", "What is in this part")
        self.file = FileBox(
            "upkeep.health.file",
            Text("health", "Save to"),
            Text("health", "Save"),
            _ZIP,
            saving=True,
        )
        self.file.acted.connect(self._save)
        for part in (lead, self.named, self.parts, self.text, self.file):
            self.add(part)
        day = seat.today().isoformat()
        self.file.put(Path.home() / f"{tr('health', 'Station support')} {day}.zip")

    def begin(self) -> None:
        """Put it together, and the keyboard where it can be read."""
        self.parts.setFocus()
        self._gather()

    def _gather(self) -> None:
        named, language, findings = self.named.isChecked(), self._seat.language.code, self._findings
        self._seat.read(
            lambda work: support.gather(
                work.store.folder, work, findings=findings, language=language, named=named
            ),
            self._put,
            tag="upkeep.support",
            owner=self,
        )

    def _put(self, bundle: Bundle) -> None:
        self._bundle = bundle
        at = max(0, self.parts.currentIndex())
        self.parts.blockSignals(True)
        self.parts.clear()
        self.parts.addItems([part.name for part in bundle.parts])
        self.parts.setCurrentIndex(min(at, len(bundle.parts) - 1))
        self.parts.blockSignals(False)
        self._show()

    def _show(self) -> None:
        if self._bundle is not None and self.parts.currentIndex() >= 0:
            self.text.setPlainText(self._bundle.parts[self.parts.currentIndex()].text)

    def _save(self, path: Path) -> None:
        bundle = self._bundle
        if bundle is None:
            return

        def write(_: object) -> None:
            try:
                path.write_bytes(support.packed(bundle))
            except OSError:
                raise refuse("file.cannot_write", name=path.name) from None

        self._seat.runner.io(write, lambda _: self._saved(path.name), self._refused, owner=self)

    def _saved(self, name: str) -> None:
        self._seat.said.emit(
            "ok", tr("health", "The support file is saved as “{name}”.", name=name)
        )
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.say(self._seat.sentence(refused))
