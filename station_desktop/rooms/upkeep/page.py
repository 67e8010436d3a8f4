"""The Upkeep room: how this PC and its station are, and everything that keeps them so."""

from __future__ import annotations

from station_desktop.domain.station.roles import Right
from station_desktop.rooms.upkeep.page_backups import Backups
from station_desktop.rooms.upkeep.page_devices import Devices
from station_desktop.rooms.upkeep.page_health import Health
from station_desktop.rooms.upkeep.page_policy import PolicyPage
from station_desktop.rooms.upkeep.page_updates import Updates
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.parts import Part, Parts
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text

_PARTS: tuple[tuple[Part, Right], ...] = (
    (Part("health", Text("health", "Health"), Health), "upkeep.read"),
    (Part("backups", Text("backups", "Backups"), Backups, ("backups",)), "upkeep.read"),
    (Part("updates", Text("updates", "Updates"), Updates, ("updates",)), "upkeep.read"),
    (Part("devices", Text("devices", "Devices"), Devices), "upkeep.read"),
    (Part("policy", Text("policy", "Policy"), PolicyPage), "upkeep.read"),
)


class UpkeepPage(Parts):
    """``go("health")`` and the like show a part; F5 asks the part shown again."""

    def __init__(self, seat: Seat) -> None:
        super().__init__("upkeep", seat, [part for part, right in _PARTS if seat.may(right)])
        on_key(self, "F5", self._again, anywhere=True)

    def _again(self) -> None:
        """Whoever shows something that may have changed meanwhile has an ``again()``."""
        again = getattr(self.part(self.view), "again", None)
        if again is not None:
            again()
