"""What may be done with the case as it stands, what comes next highlighted, and the ways out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from station_desktop.rooms.individuals import acts, page_words
from station_desktop.rooms.individuals.acts import Act, Key
from station_desktop.rooms.individuals.gather import CaseFile
from station_desktop.ui.look import theme
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import restyle, set_role
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr

WAYS: dict[str, tuple[str, Text]] = {
    "resident": ("F3", Text("individuals", "Resident  F3")),
    "before": ("Alt+Up", Text("individuals", "Previous  Alt+↑")),
    "after": ("Alt+Down", Text("individuals", "Next  Alt+↓")),
    "back": ("Esc", Text("individuals", "All cases  Esc")),
}
_SPARED = ("before", "after")
"""Left out where there is little room; their keys go on working."""


class ActsRow(QWidget):
    """Signals: ``chosen(key)`` of an act, ``way(key)`` to elsewhere."""

    chosen = Signal(str)
    way = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[Key, QPushButton] = {}
        self._ways: dict[str, QPushButton] = {}
        self._acts = QWidget()
        self._flow = FlowLayout(self._acts, theme.scale().gap)
        for act in acts.ACTS:
            self._buttons[act.key] = self._act_button(act)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.scale().gap)
        across.addWidget(self._acts, 1)
        for key, (_, words) in WAYS.items():
            button = QPushButton()
            set_role(button, "quiet")
            button.setObjectName(f"individuals.case.{key}")
            bind(button.setText, *words)
            button.clicked.connect(partial(self.way.emit, key))
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._ways[key] = button

    def _act_button(self, act: Act) -> QPushButton:
        button = QPushButton(self._acts)
        button.setObjectName(f"individuals.act.{act.key}")
        source = page_words.ACTS[act.key]

        def write() -> None:
            button.setText(f"{tr(*source)}  {act.shortcut}")

        follow(button, write)
        write()
        button.clicked.connect(partial(self.chosen.emit, act.key))
        button.hide()
        return button

    def offer(self, found: CaseFile) -> None:
        """Only what may be done where the case stands, what comes next highlighted."""
        following = acts.following(found.case) if found.whole else None
        while self._flow.takeAt(0) is not None:
            pass
        for act in acts.ACTS:
            button = self._buttons[act.key]
            offered = found.whole and act.fits(found.case)
            button.setVisible(offered)
            restyle(button, "role", "primary" if act.key == following else None)
            if offered:
                self._flow.addWidget(button)
        self._flow.invalidate()
        self._acts.updateGeometry()

    def button(self, key: Key) -> QPushButton:
        return self._buttons[key]

    def offers(self, key: Key) -> bool:
        """Whether the act may be done now."""
        return not self._buttons[key].isHidden()

    def meant(self, keys: str) -> Key | None:
        """The act that this shortcut means now."""
        found = (act.key for act in acts.ACTS if act.shortcut == keys and self.offers(act.key))
        return next(found, None)

    def spare(self, room: bool) -> None:
        """Do without the ways whose keys are known."""
        for key in _SPARED:
            self._ways[key].setVisible(not room)
