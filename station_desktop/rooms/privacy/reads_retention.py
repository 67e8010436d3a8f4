"""How long cases are kept, and the destruction list, with the names of items and people."""

from __future__ import annotations

import msgspec

from station_desktop.domain.catalogue import Words
from station_desktop.rooms.privacy import reads
from station_desktop.usecases.privacy import retaining
from station_desktop.usecases.privacy.retaining import Due, Kept
from station_desktop.usecases.work import Work


class Line(msgspec.Struct, frozen=True):
    """A case on the list; ``by_name`` is who proposed it, empty while nobody has."""

    due: Due
    item: Words
    by_name: str


class Rule(msgspec.Struct, frozen=True):
    """For how long cases stay; ``item`` is nothing where the name is no item's."""

    kept: Kept
    item: Words | None


class Retention(msgspec.Struct, frozen=True):
    """All that the part shows: first what waits for a review, then what is due; ``more`` are
    cases that are due beyond those listed."""

    rules: tuple[Rule, ...]
    lines: tuple[Line, ...]
    more: int


def retention(work: Work) -> Retention:
    """One list, at most :data:`retaining.MOST` that are due."""
    names, catalogue = dict(reads.staff(work)), work.store.pack()

    def words(code: str) -> Words | None:
        found = catalogue.item(code, work.store.today()) or catalogue.item(code)
        return None if found is None else found.name

    def line(due: Due) -> Line:
        by = names.get(due.asked.by, "") if due.asked is not None else ""
        return Line(due, words(due.item) or Words(due.item, due.item), by)

    kept, due = retaining.kept(work), retaining.due(work)
    lines = tuple(line(one) for one in (*retaining.proposed(work), *due))
    more = sum(one.due for one in kept) - len(due)
    return Retention(tuple(Rule(one, words(one.name)) for one in kept), lines, more)
