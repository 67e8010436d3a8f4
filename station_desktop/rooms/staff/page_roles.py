"""Least rights, in words: what each role is for and what it may do."""

from __future__ import annotations

from PySide6.QtCore import Qt

from station_desktop import phrases
from station_desktop.domain.station.roles import ROLES
from station_desktop.rooms.staff import room
from station_desktop.ui.look.cards import Card, clear, label
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import follow, tr


class RolesCard(Card):
    """One paragraph a role; give nobody more than the work needs."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        follow(self, self._say)
        self._say()

    def _say(self) -> None:
        language = self._seat.language.code
        self.set_title(tr("staff", "What each role may do"))
        clear(self.body)
        self._add(tr("staff", "Give each colleague only the roles their work needs."), "muted")
        for role in ROLES:
            self._add(phrases.say(f"role.{role}", language), "title")
            self._add(phrases.say(f"staff.role.{role}", language))
            rights = room.rights_said(role, language)
            self._add(tr("staff", "May: {rights}.", rights=rights), "small")

    def _add(self, text: str, role: str = "") -> None:
        made = label(text, role)
        made.setWordWrap(True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(made)
