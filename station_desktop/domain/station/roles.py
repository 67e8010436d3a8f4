"""Who may do what. Rights are checked in the use case, never only in a button."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from station_desktop.domain.problem import refuse

Role = Literal["worker", "stationmaster", "deputy", "it", "audit"]
Right = Literal[
    "intake",
    "resident.read",
    "resident.write",
    "resident.reveal",
    "id.override",
    "case.read",
    "case.act",
    "case.void",
    "roster.import",
    "catalogue.read",
    "catalogue.edit",
    "account.manage",
    "settings.edit",
    "audit.read",
    "journal.verify",
    "sync.read",
    "sync.settle",
    "sync.manage",
    "demand.act",
    "case.assign",
    "case.override",
    "case.approve",
    "case.reopen",
    "case.review",
    "whistle.blow",
    "whistle.act",
    "partner.read",
    "partner.edit",
    "household.read",
    "household.edit",
    "area.assign",
    "individual.act",
    "individual.review",
    "rating.take",
    "rating.read",
    "report.read",
    "upkeep.read",
    "upkeep.act",
    "backup.make",
    "privacy.read",
    "privacy.act",
    "privacy.review",
]

ROLES: tuple[Role, ...] = ("worker", "stationmaster", "deputy", "it", "audit")

_DESK: frozenset[Right] = frozenset(
    {
        "intake",
        "resident.read",
        "resident.write",
        "resident.reveal",
        "case.read",
        "case.act",
        "catalogue.read",
        "sync.read",
        "demand.act",
        "case.reopen",
        "whistle.act",
        "partner.read",
        "household.read",
        "household.edit",
        "individual.act",
        "rating.take",
    }
)

RIGHTS: dict[Role, frozenset[Right]] = {
    "worker": _DESK,
    "deputy": _DESK
    | {
        "roster.import",
        "sync.settle",
        "case.assign",
        "whistle.blow",
        "partner.edit",
        "report.read",
        "privacy.review",
    },
    "stationmaster": _DESK
    | {
        "id.override",
        "case.void",
        "roster.import",
        "settings.edit",
        "sync.settle",
        "case.assign",
        "case.override",
        "case.approve",
        "case.review",
        "whistle.blow",
        "partner.edit",
        "area.assign",
        "individual.review",
        "rating.read",
        "report.read",
        "upkeep.read",
        "backup.make",
        "privacy.read",
        "privacy.act",
    },
    "it": frozenset(
        {
            "catalogue.read",
            "catalogue.edit",
            "account.manage",
            "settings.edit",
            "journal.verify",
            "sync.read",
            "sync.manage",
            "upkeep.read",
            "upkeep.act",
            "backup.make",
        }
    ),
    "audit": frozenset(
        {
            "audit.read",
            "case.read",
            "catalogue.read",
            "journal.verify",
            "privacy.read",
            "privacy.review",
        }
    ),
}
"""Least rights (GB/T 22239 access control): IT staff keep the program and read no resident; the
auditor reads what was done and changes nothing."""


def may(roles: Iterable[Role], right: Right) -> bool:
    """Whether any of ``roles`` carries ``right``."""
    return any(right in RIGHTS.get(role, frozenset()) for role in roles)


def require(roles: Iterable[Role], right: Right) -> None:
    """Refuse with ``role.not_allowed`` unless one of ``roles`` carries ``right``."""
    if not may(roles, right):
        raise refuse("role.not_allowed", right=right)
