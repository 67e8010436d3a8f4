"""A step of the first run: a wider card with its number, a way back, and what was typed kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from station_desktop.rooms.door.page import BACK, DoorPage
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language, bind

OF = 6


class Step(DoorPage):
    """``number`` is its place among the steps, 0 for a page that stands alone. ``back`` is called
    by the link and by Esc. ``kept`` holds what stands in the boxes, also after the page is gone."""

    card_width = 640

    def __init__(
        self,
        language: Language,
        name: str,
        *,
        number: int = 0,
        back: Callable[[], object] | None = None,
        kept: dict[str, str] | None = None,
    ) -> None:
        super().__init__(language, name)
        self._kept = {} if kept is None else kept
        if number:
            bind(self.brand.setText, "door", "First start · step {n} of {all}", n=number, all=OF)
        if back is not None:
            self.lead_back(BACK, back)

    def ask(self, key: str, label: Text, *, hidden: bool = False) -> QLineEdit:
        box = super().ask(key, label, hidden=hidden)
        box.setText(self._kept.get(key, ""))
        box.textChanged.connect(partial(self._keep, key))
        return box

    def _keep(self, key: str, text: str) -> None:
        self._kept[key] = text

    def row(self, label: Text, made: QWidget) -> None:
        """A line of the form that is no plain box."""
        words = self.label()
        bind(words.setText, *label)
        self._form.addRow(words, made)

    def above(self, part: QWidget) -> None:
        """Put something of the page's own beneath the lead, above the boxes."""
        self._card.insertWidget(self._card.indexOf(self.messages), part)

    def stand(self, ground: QWidget, card: QFrame) -> None:
        """On a sheet that scrolls: in large print a step may be higher than the screen."""
        area = QScrollArea()
        area.setObjectName(f"{self.objectName()}.scroll")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = QWidget()
        set_role(sheet, "ground")
        super().stand(sheet, card)
        area.setWidget(sheet)
        whole = QVBoxLayout(ground)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._area = area
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Where the keyboard goes must be seen."""
        if now is not None and self._area.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)
