"""The rooms of the window, one folder each. A new room is one folder and one line here."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, cast

import msgspec

from station_desktop.domain.station.roles import Right, Role, may
from station_desktop.ui.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from station_desktop.ui.seat import Seat


class Room(msgspec.Struct, frozen=True):
    """One room as the rail shows it. ``right`` is what a person needs to see it; ``page`` is
    ``module:class`` of its page, imported when the room is first entered."""

    key: str
    title: Text
    icon: str
    right: Right
    page: str

    def enter(self, seat: Seat) -> QWidget:
        """Build the room's page."""
        module, _, name = self.page.partition(":")
        return cast("QWidget", getattr(import_module(module), name)(seat))


_HERE = "station_desktop.rooms"

ROOMS: tuple[Room, ...] = (
    Room("desk", Text("rooms", "Desk"), "fa6s.house", "intake", f"{_HERE}.desk.page:DeskPage"),
    Room(
        "queue", Text("rooms", "Cases"), "fa6s.list", "case.read", f"{_HERE}.queue.page:QueuePage"
    ),
    Room(
        "follow_up",
        Text("rooms", "Follow-up"),
        "fa6s.list-check",
        "case.read",
        f"{_HERE}.follow_up.page:FollowUpPage",
    ),
    Room(
        "demands",
        Text("rooms", "Demands"),
        "fa6s.headset",
        "case.read",
        f"{_HERE}.demands.page:DemandsPage",
    ),
    Room(
        "whistles",
        Text("rooms", "Whistles"),
        "fa6s.bullhorn",
        "case.read",
        f"{_HERE}.whistles.page:WhistlesPage",
    ),
    Room(
        "individuals",
        Text("rooms", "Casework"),
        "fa6s.stairs",
        "individual.act",
        f"{_HERE}.individuals.page:IndividualsPage",
    ),
    Room(
        "partners",
        Text("rooms", "Partners"),
        "fa6s.handshake",
        "partner.read",
        f"{_HERE}.partners.page:PartnersPage",
    ),
    Room(
        "households",
        Text("rooms", "Rounds"),
        "fa6s.house-user",
        "household.read",
        f"{_HERE}.households.page:HouseholdsPage",
    ),
    Room(
        "residents",
        Text("rooms", "Residents"),
        "fa6s.user-group",
        "resident.read",
        f"{_HERE}.residents.page:ResidentsPage",
    ),
    Room(
        "catalogue",
        Text("rooms", "Items"),
        "fa6s.book",
        "catalogue.read",
        f"{_HERE}.catalogue.page:CataloguePage",
    ),
    Room(
        "reports",
        Text("rooms", "Reports"),
        "fa6s.chart-column",
        "report.read",
        f"{_HERE}.reports.page:ReportsPage",
    ),
    Room(
        "staff",
        Text("rooms", "Staff"),
        "fa6s.id-badge",
        "account.manage",
        f"{_HERE}.staff.page:StaffPage",
    ),
    Room(
        "journal",
        Text("rooms", "Journal"),
        "fa6s.clock-rotate-left",
        "audit.read",
        f"{_HERE}.journal.page:JournalPage",
    ),
    Room(
        "privacy",
        Text("rooms", "Personal data"),
        "fa6s.user-shield",
        "privacy.read",
        f"{_HERE}.privacy.page:PrivacyPage",
    ),
    Room("sync", Text("rooms", "Hall"), "fa6s.rotate", "sync.read", f"{_HERE}.sync.page:SyncPage"),
    Room(
        "upkeep",
        Text("rooms", "Upkeep"),
        "fa6s.screwdriver-wrench",
        "upkeep.read",
        f"{_HERE}.upkeep.page:UpkeepPage",
    ),
    Room(
        "settings",
        Text("rooms", "Settings"),
        "fa6s.gear",
        "settings.edit",
        f"{_HERE}.settings.page:SettingsPage",
    ),
)


def rooms_of(roles: Iterable[Role], hidden: Iterable[str] = ()) -> list[Room]:
    """The rooms that ``roles`` open, without the hidden ones. A role all of whose rooms are hidden
    keeps its first: nobody is to sign in and stand before nothing."""
    kept = {room.key for role in roles for room in _left(role, frozenset(hidden))}
    return [room for room in ROOMS if room.key in kept]


def modules(key: str) -> list[str]:
    """The modules of a room, to import before it is entered; its page, which needs all others, is
    the last."""
    package = import_module(f"{_HERE}.{key}")
    names = sorted((found.name for found in iter_modules(package.__path__)), key="page".__eq__)
    return [f"{_HERE}.{key}.{name}" for name in names]


def _left(role: Role, hidden: frozenset[str]) -> list[Room]:
    own = [room for room in ROOMS if may((role,), room.right)]
    return [room for room in own if room.key not in hidden] or own[:1]
