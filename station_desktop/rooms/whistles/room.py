"""The room's values: what the list is asked for, what the board shows of one whistle, and how one
department's time looks as a picture."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

import msgspec

from station_desktop import shipped
from station_desktop.domain.catalogue import Words
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import Called, Standing, Whistle

Segment = Literal["open", "over", "all"]
SEGMENTS: tuple[Segment, ...] = ("open", "over", "all")
SOON_MINUTES = 10
"""A department with no more than this left is worth a telephone call."""


class Wanted(msgspec.Struct, frozen=True):
    """What the list of whistles shows. ``kind`` is empty for all of them; ``text`` is part of a
    number, a place, a department or what it was about."""

    segment: Segment = "all"
    kind: str = ""
    text: str = ""


class Shown(msgspec.Struct, frozen=True):
    """One whistle with the names that it refers to: its case's number and title, and who blew."""

    whistle: Whistle
    case: str
    title: str
    blown_by: str


class Lane(msgspec.Struct, frozen=True):
    """One department's time as a picture: parts of the axis that runs from its call to twice its
    limit. ``until`` is where its bar ends, ``mark`` where it reported (``None`` while it has not),
    both no more than 1; ``beyond`` says that the bar went on off the axis."""

    called: Called
    standing: Standing
    until: float
    mark: float | None
    beyond: bool


LIMIT = 0.5
"""Where the limit stands on every lane's axis."""


def lanes(whistle: Whistle, now: int) -> tuple[Lane, ...]:
    """The whistle's departments at ``now`` (milliseconds), in the order called."""
    standings = whistles.standing(whistle, now)
    return tuple(
        _lane(whistle, one, standing, now)
        for one, standing in zip(whistle.departments, standings, strict=True)
    )


def _lane(whistle: Whistle, one: Called, standing: Standing, now: int) -> Lane:
    length = max(1, one.limit * 120_000)
    end = one.checked_in_at or (now if whistle.open else whistle.closed_at)
    part = max(0.0, (end - one.called_at) / length)
    mark = (one.reported_at - one.called_at) / length if one.reported_at else None
    return Lane(one, standing, min(part, 1.0), None if mark is None else min(mark, 1.0), part > 1)


def late_ones(whistle: Whistle, now: int) -> int:
    """How many departments of an open whistle are past their limit and not there."""
    return sum(one.how == "late" for one in whistles.standing(whistle, now))


@cache
def _known() -> dict[str, Words]:
    return {one.name.zh: one.name for one in shipped.departments()}


def named(department: str) -> Words:
    """A department's name in both languages, where it is one of the usual ones."""
    return _known().get(department) or Words(department, department)


def department(name: str, language: str) -> str:
    """A department's name for the reader."""
    return named(name).get(language)


def departments(names: Iterable[str], language: str) -> str:
    """Several departments' names in a row."""
    joint = ", " if language == "en" else "、"
    return joint.join(department(name, language) for name in names)
