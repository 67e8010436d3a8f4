"""The top of a whistle: what for, where, of which kind, for which case, and who is awaited."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from station_desktop.rooms.whistles import page_words
from station_desktop.rooms.whistles.gather import WhistleFile
from station_desktop.rooms.whistles.room import Lane
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import tr


class Head(QFrame):
    """Filled anew by :meth:`put`."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.what = label(role="heading")
        self.what.setObjectName("whistles.whistle.what")
        self.kind, self.state, self.left = Chip(), Chip(), Chip()
        self.left.setObjectName("whistles.whistle.left")
        self.place = label()
        self.about = label(role="muted")
        for words in (self.what, self.place, self.about):
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.space - 2, size.space, size.space - 2)
        box.setSpacing(size.gap)
        first = QHBoxLayout()
        first.setSpacing(size.gap + 2)
        first.addWidget(self.what, 1)
        for chip in (self.kind, self.state, self.left):
            first.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(first)
        box.addWidget(self.place)
        box.addWidget(self.about)

    def put(self, found: WhistleFile, lanes: tuple[Lane, ...], language: str) -> None:
        """Show a whistle."""
        shown, whistle = found.shown, found.whistle
        self.what.setText(whistle.what)
        self.kind.put(page_words.KIND_TONES[whistle.kind], page_words.kind(whistle.kind, language))
        state = page_words.state(whistle.state, language)
        self.state.put(page_words.STATE_TONES[whistle.state], state)
        tone, words = page_words.waits(lanes, whistle)
        self.left.put(tone or "info", words)
        self.place.setText(whistle.place)
        blown = page_words.moment(whistle.blown_at, language)
        self.about.setText(
            page_words.joined(
                whistle.number,
                tr("whistles", "blown {at}", at=blown),
                shown.blown_by,
                tr("whistles", "for case {number}", number=shown.case) if shown.case else "",
                shown.title if shown.title not in whistle.what else "",
            )
        )
