"""The reports room's questions: the report, and pages of what is behind a number."""

from __future__ import annotations

from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Words
from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.problem import Refused
from station_desktop.domain.report.reports import Behind
from station_desktop.rooms.reports.room import BehindRow, Shown, Wanted, row_of
from station_desktop.storage.reads import reads_figures
from station_desktop.storage.reads.reads_behind import Found, Key
from station_desktop.usecases.casework import cases
from station_desktop.usecases.report import reporting
from station_desktop.usecases.work import Work


def shown(work: Work, wanted: Wanted) -> Shown:
    """The report of that stretch; needs ``report.read``."""
    return Shown(reporting.report(work, wanted.period), work.store.settings().demo)


def page(
    work: Work, behind: Behind, after: Key | None = None, skip: int = 0, limit: int = 100
) -> tuple[BehindRow, ...]:
    """``limit`` lines behind a number, ``skip`` beyond the place ``after``."""
    found = reporting.behind(work, behind, after, limit, skip)
    names = reads_figures.names(work.store.connection, "accounts")
    return tuple(row_of(row.key, row.record, _about(work, row.record), names) for row in found.rows)


def count(work: Work, behind: Behind) -> int:
    return reporting.count_behind(work, behind)


def _about(work: Work, record: Found) -> Words:
    """What it is about: the demand in its own words, else the item; a visit's place."""
    if isinstance(record, HomeVisit):
        return Words(record.address, record.address)
    if not isinstance(record, Case):
        return Words("", "")
    if record.title:
        return Words(record.title, record.title)
    try:
        return cases.item_of(work, record)[0].name
    except Refused:
        return Words(record.item, record.item)
