"""The top of a demand: what it is about, from where, whose, and how its time stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from station_desktop.domain.person import masks
from station_desktop.rooms.demands import page_words
from station_desktop.rooms.demands.gather import DemandFile
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import tr

SHOWN_MS = 30_000


class Head(QFrame):
    """Filled anew by :meth:`put`; the phone is masked but for half a minute after
    :meth:`uncover`."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self._found: DemandFile | None = None
        self._language = "zh_CN"
        self._phone = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(SHOWN_MS)
        self.timer.timeout.connect(self.cover)
        self.title = label(role="heading")
        self.title.setObjectName("demands.demand.title")
        self.title.setWordWrap(True)
        self.state, self.left = Chip(), Chip()
        self.left.setObjectName("demands.demand.left")
        self.source = label(role="muted")
        self.who = label()
        self.who.setObjectName("demands.demand.who")
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        for words in (self.title, self.source, self.who):
            words.setTextInteractionFlags(selectable)
        for words in (self.source, self.who):
            words.setWordWrap(True)
        self._arrange()

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.space - 2, size.space, size.space - 2)
        box.setSpacing(size.gap)
        first = QHBoxLayout()
        first.setSpacing(size.gap + 2)
        first.addWidget(self.title, 1)
        for chip in (self.state, self.left):
            first.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(first)
        box.addWidget(self.who)
        box.addWidget(self.source)

    def put(self, found: DemandFile, language: str) -> None:
        """Show a demand."""
        if self._found is None or self._found.demand.id != found.demand.id:
            self.cover()
        self._found, self._language = found, language
        demand = found.demand
        self.title.setText(demand.title or demand.reference)
        tone = page_words.STATE_TONES.get(demand.state, "info")
        self.state.put(tone, page_words.state(demand.state, language))
        tone, words = page_words.left(found.left)
        self.left.put(tone or "info", words)
        came = tr("demands", "came {at}", at=page_words.moment(demand.arrived_at, language))
        due = page_words.full_due(demand.due, language)
        self.source.setText(
            page_words.joined(
                f"{demand.source} {demand.reference}",
                came,
                tr("demands", "answer by {due}", due=due) if due else "",
                tr("demands", "seen to by {name}", name=found.taken_by) if found.taken_by else "",
            )
        )
        self._say_who()

    def _say_who(self) -> None:
        if self._found is None:
            return
        demand = self._found.demand
        phone = self._phone or masks.mask_phone(demand.phone)
        said = page_words.joined(demand.contact, phone, demand.address)
        self.who.setText(said or tr("demands", "No name, phone or address was left."))

    def uncover(self, demand: str, phone: str) -> None:
        """Show the phone in full for a while, if this demand is still the one shown."""
        if self._found is not None and self._found.demand.id == demand:
            self._phone = phone
            self.timer.start()
            self._say_who()

    def cover(self) -> None:
        """Mask the phone again."""
        self.timer.stop()
        self._phone = ""
        self._say_who()
