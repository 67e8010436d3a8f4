"""The top of an organisation: its name, what kind it is, how its doors and its contract stand."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from station_desktop.rooms.partners import page_words, room
from station_desktop.rooms.partners.gather import PartnerFile
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
        self.name = label(role="heading")
        self.name.setObjectName("partners.partner.name")
        self.name.setWordWrap(True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.kind, self.standing = Chip(), Chip()
        self.doors, self.contract = Chip(), Chip()
        self.doors.setObjectName("partners.partner.doors")
        self.contract.setObjectName("partners.partner.contract")
        self.about = label(role="muted")
        self.about.setWordWrap(True)
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.space - 2, size.space, size.space - 2)
        box.setSpacing(size.gap)
        first = QHBoxLayout()
        first.setSpacing(size.gap + 2)
        first.addWidget(self.name, 1)
        for chip in (self.kind, self.standing, self.doors, self.contract):
            first.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(first)
        box.addWidget(self.about)

    def put(self, found: PartnerFile, now: datetime, language: str) -> None:
        """Show an organisation."""
        partner = found.partner
        self.name.setText(partner.name)
        self.kind.put("info", page_words.kind(partner.kind, language))
        self.standing.put("bad", "" if partner.open else tr("partners", "no longer asked"))
        tone, words = page_words.opening(found.opening, now, language)
        self.doors.put(tone or "info", words if partner.open else "")
        left = found.left
        self.contract.put(room.contract_tone(left) or "info", page_words.contract(left))
        self.about.setText(page_words.joined(partner.contact, partner.phone, partner.address))
