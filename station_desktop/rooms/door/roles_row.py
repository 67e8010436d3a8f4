"""Which roles an account has: ticked by number or letter, each explained as it is ticked."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.catalogue import Choice, Field, Words
from station_desktop.domain.station.roles import ROLES, Role
from station_desktop.ui.form.choice_inputs import SegmentInput
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import Language, follow


class RolesRow(QWidget):
    """Five buttons in a row, one tab stop, and beneath them what the ticked ones may do."""

    def __init__(self, language: Language, name: str, roles: tuple[Role, ...]) -> None:
        super().__init__()
        self._language = language
        choices = tuple(Choice(role, _words(f"role.{role}")) for role in ROLES)
        field = Field("roles", "multi_choice", _words("staff.roles"), choices=choices)
        self.input = SegmentInput(field, name, many=True)
        self.told = QLabel()
        self.told.setWordWrap(True)
        set_role(self.told, "small")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.input)
        box.addWidget(self.told)
        self.input.edited.connect(self._say)
        follow(self, self._retranslate)
        self.put(roles)
        self._retranslate()

    @property
    def roles(self) -> tuple[Role, ...]:
        picked = self.input.raw() or ()
        return cast("tuple[Role, ...]", tuple(cast("list[str]", picked)))

    def put(self, roles: tuple[Role, ...]) -> None:
        self.input.set_raw(roles)
        self._say()

    def _retranslate(self) -> None:
        code = self._language.code
        self.input.retranslate(code)
        self.input.describe(phrases.say("staff.roles", code), "")
        self._say()

    def _say(self) -> None:
        code = self._language.code
        colon = ": " if code == "en" else "："
        lines = [
            phrases.say(f"role.{role}", code) + colon + phrases.say(f"staff.role.{role}", code)
            for role in self.roles
        ]
        self.told.setText("\n".join(lines))


def _words(code: str) -> Words:
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))
