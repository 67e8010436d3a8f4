"""All erasures for one list: those that wait for a review, then those that were done."""

from __future__ import annotations

import msgspec

from station_desktop.domain.problem import Problem
from station_desktop.rooms.privacy import reads
from station_desktop.usecases.privacy import erasing
from station_desktop.usecases.work import Work


class Erasure(msgspec.Struct, frozen=True):
    """One line. ``name`` is empty once it is done; ``by`` is an account id, ``by_name`` how it is
    called; ``at`` milliseconds; ``problems`` what stands against it as of now."""

    resident: str
    name: str
    done: bool
    at: int
    reason: str
    words: str
    by: str
    by_name: str
    subjects: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def erasures(work: Work) -> tuple[Erasure, ...]:
    """The oldest that waits first; of those done the latest first."""
    names = dict(reads.staff(work))
    waiting = [
        Erasure(
            one.resident.id,
            one.resident.name,
            False,
            one.asked.at,
            one.asked.reason,
            one.asked.words,
            one.asked.by,
            names.get(one.asked.by, ""),
            one.subjects,
            one.problems,
        )
        for one in erasing.pending(work)
    ]
    done = [
        Erasure(
            one.resident,
            "",
            True,
            one.at,
            one.reason,
            "",
            one.asked_by,
            names.get(one.asked_by, ""),
            one.left,
        )
        for one in erasing.erased(work)
    ]
    return (*sorted(waiting, key=lambda one: (one.at, one.resident)), *done)
