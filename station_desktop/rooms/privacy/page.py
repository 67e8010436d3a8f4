"""The Personal data room: who looked at whom, a person's own copy of their data, erasures, how long
cases are kept."""

from __future__ import annotations

from station_desktop.domain.station.roles import Right
from station_desktop.rooms.privacy.page_access import AccessPage
from station_desktop.rooms.privacy.page_copy import CopyPage
from station_desktop.rooms.privacy.page_erase import ErasePage
from station_desktop.rooms.privacy.page_retention import RetentionPage
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.parts import Part, Parts
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text

_PARTS: tuple[tuple[Part, Right], ...] = (
    (Part("access", Text("privacy", "Who looked"), AccessPage), "privacy.read"),
    (Part("copy", Text("privacy", "A resident's own copy"), CopyPage), "privacy.act"),
    (Part("erase", Text("erasing", "Erasure"), ErasePage, ("residents",)), "privacy.read"),
    (
        Part("retention", Text("retention", "How long it is kept"), RetentionPage, ("cases",)),
        "privacy.read",
    ),
)


class PrivacyPage(Parts):
    """``go("access")`` and the like show a part; F5 asks the part shown again."""

    def __init__(self, seat: Seat) -> None:
        super().__init__("privacy", seat, [part for part, right in _PARTS if seat.may(right)])
        on_key(self, "F5", self._again, anywhere=True)

    def _again(self) -> None:
        again = getattr(self.part(self.view), "again", None)
        if again is not None:
            again()
