"""What of the pages somebody gets to see; the use cases check the right once more."""

from __future__ import annotations

from typing import Any

import msgspec

from station_desktop.hall.roles import Right


class Place(msgspec.Struct, frozen=True):
    """One entry of the menu; ``key`` names its words, ``right`` who sees it."""

    key: str
    href: str
    right: Right


class Entry(msgspec.Struct, frozen=True):
    key: str
    href: str
    current: bool


PLACES: tuple[Place, ...] = (
    Place("inbox", "/inbox", "hall.read"),
    Place("demands", "/demands", "hall.demands"),
    Place("whistles", "/whistles", "hall.whistles"),
    Place("figures", "/figures", "hall.figures"),
    Place("publishing", "/publishing", "hall.publish"),
    Place("stations", "/stations", "hall.stations"),
    Place("packets", "/packets", "hall.devices"),
    Place("releases", "/releases", "hall.updates"),
    Place("users", "/users", "hall.users"),
)


def menu_for(officer: Any, path: str) -> tuple[Entry, ...]:
    """The entries that the officer may use, the one that ``path`` belongs to marked."""
    if officer is None:
        return ()
    return tuple(
        Entry(place.key, place.href, f"{path}/".startswith(f"{place.href}/"))
        for place in PLACES
        if officer.may(place.right)
    )


def first_page(officer: Any) -> str:
    """Where an officer begins."""
    return next((place.href for place in PLACES if officer.may(place.right)), "/password")
