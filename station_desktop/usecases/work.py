"""Who acts, on which store: the first argument of every use case."""

from __future__ import annotations

import msgspec

from station_desktop.domain.station import roles
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.station.roles import Right, Role
from station_desktop.storage.store import Store


class Actor(msgspec.Struct, frozen=True):
    """A member of staff at work: what the journal calls the author."""

    id: str
    login: str
    name: str
    roles: tuple[Role, ...]

    @classmethod
    def of(cls, account: Account) -> Actor:
        return cls(account.id, account.login, account.name, account.roles)

    def may(self, right: Right) -> bool:
        return roles.may(self.roles, right)


class Work:
    """One person's hands on one store, for the thread that opened the store."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self.store = store
        self.actor = actor

    def require(self, right: Right) -> None:
        """Refuse unless the person may; the first line of every use case."""
        roles.require(self.actor.roles, right)

    @property
    def author(self) -> str:
        return self.actor.id
