"""The Hall room: the connection, what was made here and where it stands, what is to settle, the
days, the stick, and letting this window in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from station_desktop.domain.station.roles import Right
from station_desktop.rooms.sync.page_days import Days
from station_desktop.rooms.sync.page_enrol import Enrol
from station_desktop.rooms.sync.page_made import Made
from station_desktop.rooms.sync.page_settle import Settle
from station_desktop.rooms.sync.page_standing import StandingPage
from station_desktop.rooms.sync.page_stick import Stick
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.parts import Part, Parts
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text


def _standing(seat: Seat) -> QWidget:
    page = StandingPage(seat)
    page.wanted.connect(lambda part: seat.wanted.emit("sync", part))
    return page


def _enrol(seat: Seat) -> QWidget:
    page = Enrol(seat)
    page.done.connect(lambda: seat.wanted.emit("sync", "standing"))
    return page


_PARTS: tuple[tuple[Part, Right], ...] = (
    (Part("standing", Text("sync", "Connection"), _standing, ("sync",)), "sync.read"),
    (
        Part(
            "made",
            Text("sync", "What was made here"),
            Made,
            ("sync", "cases", "residents", "accounts"),
        ),
        "sync.read",
    ),
    (
        Part("settle", Text("sync", "To settle"), Settle, ("matters", "cases", "residents")),
        "sync.settle",
    ),
    (Part("days", Text("sync", "Day by day"), Days, ("sync", "cases")), "sync.settle"),
    (Part("stick", Text("sync", "By USB stick"), Stick), "sync.read"),
    (Part("enrol", Text("sync", "Enrol this window"), _enrol), "sync.manage"),
)


class SyncPage(Parts):
    """``go("settle")`` and the like show a part; F5 tries the connection at once."""

    def __init__(self, seat: Seat) -> None:
        super().__init__("sync", seat, [part for part, right in _PARTS if seat.may(right)])
        self.standing: StandingPage = self.part("standing")
        on_key(self, "F5", self.standing.try_now, anywhere=True)
