"""What the first run has been told so far: kept while one goes forth and back, in memory only."""

from __future__ import annotations

from dataclasses import dataclass, field

from station_desktop.domain.station.roles import Role
from station_desktop.domain.text.folding import plain
from station_desktop.storage.keys.vault import new_recovery_key
from station_desktop.usecases.setup.founding import Hall, Made, Person, Plan

SETTINGS: dict[str, str] = {
    "subdistrict": "subdistrict",
    "address": "station_address",
    "phone": "station_phone",
}
"""Boxes of the station's step, and which setting each is."""
FIRST_ROLES: tuple[Role, ...] = ("it", "stationmaster")


@dataclass
class Draft:
    """``typed`` is what stands in the boxes of each step. ``made`` is the station once it is."""

    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    roles: tuple[Role, ...] = FIRST_ROLES
    staff_roles: tuple[Role, ...] = ("worker",)
    staff: list[Person] = field(default_factory=list)
    recovery_key: str = field(default_factory=new_recovery_key)
    made: Made | None = None
    desk: str = ""

    def boxes(self, step: str) -> dict[str, str]:
        """What was typed in one step; what is put there stays."""
        return self.typed.setdefault(step, {})

    def text(self, step: str, key: str) -> str:
        return self.boxes(step).get(key, "").strip()

    @property
    def name(self) -> str:
        return self.text("station", "name")

    @property
    def code(self) -> str:
        return plain(self.text("station", "code"))

    @property
    def settings(self) -> dict[str, str]:
        """What was said of the station besides name and code."""
        said = {setting: self.text("station", key) for key, setting in SETTINGS.items()}
        return {setting: text for setting, text in said.items() if text}

    @property
    def first(self) -> Person:
        password = self.boxes("first").get("password", "")
        name = self.text("first", "name")
        return Person(self.text("first", "login"), name, self.roles, password)

    @property
    def people(self) -> tuple[Person, ...]:
        return (self.first, *self.staff)

    @property
    def hall(self) -> Hall | None:
        """The hall, where one was named together with a code."""
        address, code = self.text("hall", "address"), self.text("hall", "code")
        return Hall(address, code, self.text("hall", "window")) if code else None

    @property
    def plan(self) -> Plan:
        """The station without its hall, which is asked afterwards."""
        return Plan(self.name, self.code, self.people, dict(self.settings))
