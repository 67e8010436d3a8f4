"""Who may do what at the hall. Rights are checked in the use case, never only in a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from station_desktop.domain.problem import refuse

Role = Literal["officer", "publisher", "admin", "outside"]
Right = Literal[
    "hall.read",
    "hall.decide",
    "hall.demands",
    "hall.whistles",
    "hall.publish",
    "hall.figures",
    "hall.stations",
    "hall.devices",
    "hall.users",
    "hall.updates",
]

ROLES: tuple[Role, ...] = ("officer", "publisher", "admin")
"""What a person may be; ``outside`` is another system's, by its key."""

RIGHTS: dict[Role, frozenset[Right]] = {
    "officer": frozenset(
        {"hall.read", "hall.decide", "hall.demands", "hall.whistles", "hall.figures"}
    ),
    "publisher": frozenset({"hall.publish", "hall.figures"}),
    "admin": frozenset(
        {"hall.stations", "hall.devices", "hall.users", "hall.figures", "hall.updates"}
    ),
    "outside": frozenset({"hall.demands"}),
}
"""Least rights (GB/T 22239): who keeps devices and accounts reads no resident, and who publishes
catalogues decides no case."""


def may(roles: Iterable[Role], right: Right) -> bool:
    """Whether any of ``roles`` carries ``right``."""
    return any(right in RIGHTS.get(role, frozenset()) for role in roles)


def require(roles: Iterable[Role], right: Right) -> None:
    """Refuse with ``role.not_allowed`` unless one of ``roles`` carries ``right``."""
    if not may(roles, right):
        raise refuse("role.not_allowed", right=right)
