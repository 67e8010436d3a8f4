"""A year at one station in under a minute: every case closed or accounted for, no clock wrong, and
twelve monthly reports that add up to the year's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from founding import CHEAP, PASSWORD
from people import people
from station_year import A_MONTH, Year
from stations import HALL, Elsewhere

from station_desktop.domain import fold
from station_desktop.domain.case.cases import Case
from station_desktop.domain.report.reports import Report
from station_desktop.domain.station.roles import ROLES
from station_desktop.domain.time import clock
from station_desktop.storage.projection import decode
from station_desktop.storage.proof import proof
from station_desktop.storage.store import Store
from station_desktop.usecases.casework import promises
from station_desktop.usecases.door import accounts, opening
from station_desktop.usecases.people import residents
from station_desktop.usecases.report import reporting
from station_desktop.usecases.work import Actor, Work

YEAR = 2026


class Turned:
    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """The year, told once for all that is asked of it."""
    folder: Path = tmp_path_factory.mktemp("year") / "station"
    founded = opening.found_station(
        folder,
        name="老墙根社区服务站",
        code="110102017014",
        login="chief",
        password=PASSWORD,
        staff_name="赵刚",
        cost=CHEAP,
    )
    turned = Turned(datetime(YEAR, 1, 4, 8, 30, tzinfo=clock.CHINA))
    store = Store(folder, founded.key, time=turned)
    store.connection.execute("PRAGMA synchronous = OFF")
    work = Work(store, founded.actor)
    assert founded.actor.roles == ROLES
    staff = {"chief": founded.actor}
    for login, name, roles in (
        ("deputy", "孙莉", ("deputy", "worker")),
        ("wang", "王敏", ("worker",)),
        ("li", "李静", ("worker",)),
        ("zhou", "周强", ("worker",)),
    ):
        staff[login] = Actor.of(accounts.add(work, login, name, roles, PASSWORD))
    ids = [residents.register(work, person.typed()).id for person in people(150)]
    year = Year(work, turned, Elsewhere(store, HALL), ids, staff, seed=20191121)
    year.run(YEAR)
    yield SimpleNamespace(work=work, year=year, cases=every_case(work))
    store.close()


def every_case(work: Work) -> list[Case]:
    rows = work.store.connection.execute("SELECT body FROM cases")
    return [case for (body,) in rows if isinstance(case := decode("case", body), Case)]


def test_every_demand_is_a_case_and_every_case_is_closed(told: SimpleNamespace) -> None:
    assert told.year.taken_in == len(told.cases) == 12 * A_MONTH
    still_open = [case.number for case in told.cases if case.open]
    assert not still_open, (len(still_open), Counter(c.at for c in told.cases if c.open))
    states = Counter(case.state for case in told.cases)
    assert set(states) == {"completed", "refused", "withdrawn"}
    assert states["completed"] > 0.9 * len(told.cases)


def test_everything_that_a_year_brings_happened(told: SimpleNamespace) -> None:
    cases = told.cases
    assert {case.machine.key for case in cases} == {
        "ready",
        "leadership",
        "administrative",
        "market",
        "negotiation",
    }
    assert any(len(case.handed) for case in cases)
    assert any(case.pauses for case in cases)
    assert any(case.postponed for case in cases)
    assert any(case.reopened for case in cases)
    assert any(case.overrode for case in cases)
    assert any(case.call_backs for case in cases)
    assert {rung.rung for case in cases for rung in case.urged} >= {"owner", "deputy"}
    assert any(task.state == "refused" for case in cases for task in case.tasks)
    assert not any(case.owner == told.year.staff["zhou"].id for case in cases if case.open)


def test_nothing_was_lost_and_nothing_waits_to_be_settled(told: SimpleNamespace) -> None:
    assert proof.prove(told.work.store.ledger).holds
    assert not [case.number for case in told.cases if case.unfit]
    assert not [case.number for case in told.cases if case.calling_back]
    assert set(told.year.refused) <= ALLOWED, told.year.refused


ALLOWED = {
    "case.not_open",
    "case.wrong_state",
    "case.paused",
    "case.not_paused",
    "whistle.over",
    "flow.due_beyond_law",
}
"""What the rules may decline on the way: acts planned for a case that meanwhile ended or stood
still, a department that comes when all is over, a promise beyond the legal limit."""


def test_no_clock_is_wrong(told: SimpleNamespace) -> None:
    """Every promise is what the deadline engine says of its acceptance and pauses, and no act
    comes before the one that it follows."""
    work = told.work
    for case in told.cases:
        if case.deadline is None or case.postponed or case.reopened:
            continue
        again = promises.due_date(work, case)
        assert again is not None
        assert again.due.isoformat() == case.deadline.due, case.number
    previous = ""
    for case in told.cases:
        moments = [entry.at for entry in fold.counted(work.store.ledger.history(f"case:{case.id}"))]
        assert moments == sorted(moments), case.number
        ends = [pause.until >= pause.since for pause in case.pauses]
        assert all(ends), case.number
    for moment, _ in told.year.hours:
        assert moment.isoformat() >= previous
        previous = moment.isoformat()


def test_no_reminder_goes_out_of_hours(told: SimpleNamespace) -> None:
    calendar = told.work.store.calendar()
    for case in told.cases:
        for urging in case.urged:
            at = clock.from_milliseconds(urging.at)
            assert calendar.is_working(at.date()), case.number
            assert "09:00" <= f"{at:%H:%M}" <= "17:00", case.number


def test_the_twelve_months_add_up_to_the_year(told: SimpleNamespace) -> None:
    work = told.work
    months = [reporting.month(work, YEAR, number) for number in range(1, 13)]
    whole = reporting.year(work, YEAR)
    assert [headline(month, "received") for month in months] == [A_MONTH] * 12
    assert headline(whole, "received") == 12 * A_MONTH
    compared = 0
    for section in whole.sections:
        for line in section.lines:
            for column, figure in zip(section.columns, line.figures, strict=True):
                if column in FLOWS and figure.kind == "count":
                    parts = [figure_of(month, section.key, line.key, column) for month in months]
                    assert sum(parts) == figure.value, (section.key, line.key, column)
                    compared += 1
    assert compared > 40
    assert sum(point.received.value or 0 for point in whole.points) == 12 * A_MONTH
    stock = reporting.opening(work, months[0].period)
    for month in months:
        stock += headline(month, "received") - headline(month, "ended")
        stock += figure_of(month, "watching", "reopened", "count")
        assert headline(month, "open") == stock


FLOWS = ("received", "ended")
"""Columns that count what happened within the period, and so add up."""


def headline(report: Report, key: str) -> int:
    found = next(one for one in report.headlines if one.key == key)
    assert found.figure.value is not None
    return found.figure.value


def figure_of(report: Report, section: str, line: str, column: str) -> int:
    """The figure in this place; a line that a month does not have is nothing that month."""
    for part in report.sections:
        if part.key == section:
            for one in part.lines:
                if one.key == line:
                    return one.figures[part.columns.index(column)].value or 0
    return 0
