"""The hall at work, and who acts in it: what every use case of the hall gets first."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime

import msgspec

from station_desktop.domain.time import clock
from station_desktop.hall import roles
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.roles import Right, Role
from station_desktop.hall.store.database import Database

SELF = "hall"
"""The author of what the hall says without anybody asking for it."""


class SystemClock:
    """The server's clock, in China's civil time."""

    def now(self) -> datetime:
        return datetime.now(clock.CHINA)


class SystemChance:
    """Randomness from the operating system."""

    def bytes(self, count: int) -> bytes:
        return os.urandom(count)


class Officer(msgspec.Struct, frozen=True):
    """A member of the hall's staff at work: what the journal calls the author."""

    id: str
    login: str
    name: str
    roles: tuple[Role, ...]

    def may(self, right: Right) -> bool:
        return roles.may(self.roles, right)

    def require(self, right: Right) -> None:
        """Refuse unless the person may; the first line of every use case."""
        roles.require(self.roles, right)


class Hall:
    """One hall, or the relay of one station (``relay``), which holds and hands on but never writes
    an entry of its own. ``certificate`` is the SHA-256 (hex) of the one that it shows, where it
    knows it."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        time: clock.Clock | None = None,
        chance: clock.Chance | None = None,
        *,
        relay: bool = False,
        certificate: str = "",
    ) -> None:
        self.database = database
        self.keyring = keyring
        self.time: clock.Clock = time or SystemClock()
        self.chance: clock.Chance = chance or SystemChance()
        self.relay = relay
        self.certificate = certificate
        self.on_arrival: list[Callable[[int], None]] = []
        """Who wants to know how many entries a station just brought."""

    def now_ms(self) -> int:
        return clock.milliseconds(self.time.now())

    def new_id(self) -> str:
        """A fresh id made here."""
        return clock.new_id(self.now_ms(), self.chance.bytes(10))
