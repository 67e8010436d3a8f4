"""One act on many cases: done where it may be, and a reason wherever it may not."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.problem import Problem, Refused
from station_desktop.usecases.work import Work


class Bulk(msgspec.Struct, frozen=True):
    """What came of it: the numbers done, and those refused with the first thing that stands in
    the way of each."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, Problem], ...]


def each(work: Work, numbers: Iterable[str], act: Callable[[str], Case]) -> Bulk:
    """Do ``act`` to every case by its number, once, in one transaction; what is refused changes
    nothing and holds up none of the others."""
    done: list[str] = []
    refused: list[tuple[str, Problem]] = []
    with work.store.ledger.transaction():
        for number in dict.fromkeys(numbers):
            try:
                done.append(act(number).number)
            except Refused as problems:
                refused.append((number, problems.first))
    return Bulk(tuple(done), tuple(refused))
