"""Reports: every number is the number of the cases behind it, and months add up to the year."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from random import Random
from typing import Any

import pytest
from counted_cases import put, some_case
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station_desktop.domain.case import happenings
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.ratings import Rating
from station_desktop.domain.problem import Refused
from station_desktop.domain.report.reports import Figure, Report
from station_desktop.domain.time import periods
from station_desktop.domain.time.periods import Period
from station_desktop.domain.whistle.whistles import Called, Whistle
from station_desktop.storage import projection
from station_desktop.storage.reads import reads_figures, reads_figures_loop
from station_desktop.usecases.report import reporting
from station_desktop.usecases.station import station_settings
from station_desktop.usecases.work import Actor, Work

FIRST = date(2026, 1, 1)


@pytest.fixture
def cases(work: Work) -> list[Case]:
    """A year's, some of them from the year before and open into it."""
    random = Random(149)
    start = date(2025, 11, 1)
    return put(work.store, [some_case(n, start, 400, random) for n in range(250)])


def every_figure(report: Report) -> list[tuple[str, Figure]]:
    found = [
        (f"{section.key} {line.key} {column}", figure)
        for section in report.sections
        for line in section.lines
        for column, figure in zip(section.columns, line.figures, strict=True)
    ]
    found += [(one.key, one.figure) for one in (*report.headlines, *report.rates)]
    for point in report.points:
        found += [("received", point.received), ("ended", point.ended)]
    return found


def listed(work: Work, figure: Figure) -> list[Any]:
    """Everything behind a figure, page by page."""
    assert figure.behind is not None
    rows, after = [], None
    while True:
        page = reporting.behind(work, figure.behind, after, limit=7)
        rows += [row.record for row in page.rows]
        after = page.after
        if after is None:
            return rows


ACTS = ("urged", "reopened", "partners", "watching", "whistles")


def test_behind_every_number_are_exactly_its_cases(work: Work, cases: list[Case]) -> None:
    report = reporting.month(work, 2026, 6)
    asked = 0
    for name, figure in every_figure(report):
        if figure.behind is None or not figure.value:
            continue
        found = listed(work, figure)
        ids = [one.id for one in found]
        assert len(ids) == reporting.count_behind(work, figure.behind), name
        closings = figure.behind.what == "ended"
        assert closings or len(ids) == len(set(ids)), name
        number = figure.of if figure.kind == "mean" or name == "response" else figure.value
        if name in ("in_time", "solution", "satisfaction"):
            continue
        asked += 1
        if name.split(" ")[0] in ACTS:
            assert 0 < len(ids) <= (number or 0), name
        else:
            assert len(ids) == number, name
    assert asked > 60


def brute(cases: list[Case], period: Period) -> Counter[str]:
    """The same numbers, case by case and moment by moment."""
    begins, ends = period.begins, period.ends
    found: Counter[str] = Counter()
    for case in cases:
        if case.state == "void":
            continue
        closings = [one.ended_at for one in case.reopened] + [case.ended_at] * bool(case.ended_at)
        again = [one.at for one in case.reopened]
        found["received"] += begins <= case.received_at < ends
        found["ended"] += sum(begins <= at < ends for at in closings)
        found["reopened"] += sum(begins <= at < ends for at in again)
        found["open"] += case.received_at < ends and sum(at < ends for at in closings) == sum(
            at < ends for at in again
        )
        found["rated"] += sum(begins <= one.at < ends for one in case.ratings)
    return found


@pytest.mark.parametrize("day", [date(2025, 12, 3), date(2026, 3, 17), date(2026, 11, 24)])
@pytest.mark.parametrize("span", periods.SPANS)
def test_the_numbers_are_those_of_the_records(
    work: Work, cases: list[Case], span: periods.Span, day: date
) -> None:
    report = reporting.around(work, span, day)
    wanted = brute(cases, report.period)
    for key in ("received", "ended", "open"):
        assert report.headline(key).figure.value == wanted[key], key
    assert report.levels is not None
    assert report.levels.rated == wanted["rated"]
    assert sum(point.received.value or 0 for point in report.points) == wanted["received"]
    assert sum(point.ended.value or 0 for point in report.points) == wanted["ended"]


def test_sections_sort_all_cases_and_no_case_twice(work: Work, cases: list[Case]) -> None:
    report = reporting.month(work, 2026, 5)
    totals = {one.key: one.figure.value for one in report.headlines}
    sorting = (
        "category",
        "process",
        "lane",
        "origin",
        "group",
        "department",
        "need",
        "area",
        "owner",
    )
    for key in sorting:
        section = report.section(key)
        for column in ("received", "ended", "open", "overdue"):
            place = section.columns.index(column)
            total = sum(line.figures[place].value or 0 for line in section.lines)
            assert total == totals[column], (key, column)


def flows(report: Report) -> Counter[str]:
    """Every number that is a flow, by where it stands."""
    stocks = {"open", "overdue", "individual.open"}
    found: Counter[str] = Counter()
    for section in report.sections:
        for line in section.lines:
            for column, figure in zip(section.columns, line.figures, strict=True):
                if column not in stocks and line.key not in stocks and figure.kind == "count":
                    found[f"{section.key} {line.key} {column}"] += figure.value or 0
    return +found


def test_twelve_months_add_up_to_the_year(work: Work, cases: list[Case]) -> None:
    total: Counter[str] = Counter()
    for number in range(1, 13):
        total += flows(reporting.month(work, 2026, number))
    year = flows(reporting.year(work, 2026))
    assert total == year
    assert year["category government received"] > 10


@given(seed=st.integers(0, 10_000))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6, deadline=None
)
def test_what_is_open_is_what_was_open_and_came_and_did_not_go(work: Work, seed: int) -> None:
    random = Random(seed)
    with work.store.ledger.transaction():
        work.store.connection.execute("DELETE FROM cases")
        work.store.connection.execute("DELETE FROM happenings")
        work.store.connection.execute("DELETE FROM tasks")
    put(work.store, [some_case(n, date(2025, 12, 1), 330, random) for n in range(60)])
    for number in range(1, 12):
        period = periods.month(2026, number)
        report = reporting.report(work, period)
        received, ended = (report.headline(key).figure.value or 0 for key in ("received", "ended"))
        (again,) = [one for one in report.section("watching").lines if one.key == "reopened"]
        closing = report.headline("open").figure.value
        start = reporting.opening(work, period)
        assert start + received - ended + (again.figures[0].value or 0) == closing
        assert reporting.opening(work, period.after) == closing


# rules


def one(**changes: Any) -> Case:
    case = some_case(1, date(2026, 11, 23), 1, Random(1))
    plain = {"reopened": (), "ratings": (), "call_backs": (), "followed": (), "urged": ()}
    import msgspec

    return msgspec.structs.replace(case, **(plain | {"origin": "reported"} | changes))


def test_nothing_is_nothing_and_neither_full_nor_empty_marks(work: Work) -> None:
    report = reporting.week(work, date(2026, 11, 26))
    assert report.headline("received").figure.value == 0
    for key in ("in_time", "mean_days", "found", "response", "solution", "satisfaction"):
        assert report.headline(key).figure.shown() == "—"
    assert report.score.shown() == "—"


def rated(number: int, level: int, solved: bool | None) -> Case:
    said = Rating(1, _at(26, 11), level, "telephone", solved=solved)  # type: ignore[arg-type]
    return one(
        id=f"r{number:031d}",
        state="completed",
        received_at=_at(24, 9),
        ended_at=_at(25, 9),
        closings=1,
        ratings=(said,),
    )


def _at(day: int, hour: int) -> int:
    return periods.midnight(date(2026, 11, day)) + hour * 3_600_000


def test_who_did_not_say_whether_it_was_solved_is_no_valid_call_back(work: Work) -> None:
    said = [(5, True), (2, False), (4, True), (5, None)]
    put(work.store, [rated(n, level, solved) for n, (level, solved) in enumerate(said)])
    put(
        work.store,
        [
            one(
                id="u" * 32,
                state="completed",
                received_at=_at(24, 9),
                ended_at=_at(25, 9),
                closings=1,
            )
        ],
    )
    report = reporting.week(work, date(2026, 11, 26))
    assert report.headline("solution").figure.shown() == "66.7%"
    assert report.headline("satisfaction").figure.shown() == "66.7%"
    assert report.headline("response").figure.shown() == "100.0%"
    assert report.score.shown() == "70.0"
    assert report.levels is not None
    assert (report.levels.counts, report.levels.not_rated) == ((2, 1, 0, 1, 0), 1)
    station_settings.change(work, "rate_solution", 50)
    assert reporting.week(work, date(2026, 11, 26)).score.value is None, "weights are not whole"


def test_a_demand_from_outside_waits_for_a_call(work: Work, clock: Any) -> None:
    from station_desktop.domain.case.cases import Deadline
    from station_desktop.domain.case.ratings import FollowUp

    def asked(name: str, due: str, *followed: FollowUp) -> Case:
        return one(
            id=name * 32,
            state="accepted",
            origin="demand",
            ended_at=0,
            received_at=_at(23, 9),
            deadline=Deadline("2026-11-23", due, 2),
            followed=followed,
        )

    reached, missed = FollowUp(_at(24, 9), "x", "reached"), FollowUp(_at(24, 9), "x", "not_reached")
    put(
        work.store,
        [
            asked("a", "2026-11-25", reached),
            asked("b", "2026-11-25", missed),
            asked("c", "2026-11-30", missed),
            asked("d", "2026-11-23", reached),
        ],
    )
    found = reporting.week(work, date(2026, 11, 26)).headline("response").figure
    assert (found.value, found.of) == (1, 3), "b is too late, d was; c still has time"
    assert len(listed(work, found)) == 3


def test_the_halls_approval_stops_the_clock(work: Work) -> None:
    from station_desktop.domain.case.cases import Deadline
    from station_desktop.domain.case.decisions import Word

    promise = Deadline("2026-11-20", "2026-11-24", 2)
    fetched = one(state="completed", ended_at=_at(26, 9), deadline=promise)
    approved = one(
        state="completed",
        ended_at=_at(26, 9),
        deadline=promise,
        hall=Word("approved", "张", _at(24, 16)),
    )
    assert (happenings.late(fetched), happenings.late(approved)) == (1, 0)


def test_whistles_are_counted_by_kind_and_by_how_the_departments_came(work: Work) -> None:
    case = put(
        work.store, [one(id="w" * 32, received_at=_at(23, 9), state="accepted", ended_at=0)]
    )[0]
    came = Called("水务", _at(24, 10), 30, checked_in_at=_at(24, 10) + 20 * 60_000)
    late = Called("城管", _at(24, 10), 30, checked_in_at=_at(24, 12))
    blown = Whistle(
        "w1",
        "哨1",
        "emergency",
        case.id,
        "井盖",
        "路口",
        _at(24, 10),
        "x",
        departments=(came, late),
    )
    with work.store.ledger.transaction():
        projection.store(work.store.connection, "whistle", None, blown, lambda _: ())
    section = reporting.week(work, date(2026, 11, 26)).section("whistles")
    (line,) = [one for one in section.lines if one.key == "emergency"]
    assert dict(zip(section.columns, (f.value for f in line.figures), strict=True)) == {
        "blown": 1,
        "called": 2,
        "came_in_time": 1,
        "came_late": 1,
        "came_never": 0,
        "still_open": 1,
    }
    for figure in line.figures:
        if figure.value:
            assert [found.id for found in listed(work, figure)] == [case.id]


def test_few_ratings_are_held_back_from_whoever_may_not_read_them(work: Work) -> None:
    deputy = Work(work.store, Actor("d", "d", "d", ("deputy",)))
    put(work.store, [rated(n, 1, True) for n in range(4)])
    day = date(2026, 11, 26)
    few = reporting.week(deputy, day)
    assert few.held_back
    assert few.levels is None
    assert few.headline("satisfaction").figure.value is None
    assert not [section for section in few.sections if section.key == "ratings"]
    put(work.store, [rated(9, 1, True)])
    enough = reporting.week(deputy, day)
    assert enough.levels is not None
    assert enough.headline("satisfaction").figure.shown() == "0.0%"
    for line in enough.section("ratings").lines[:5]:
        assert line.figures[0].behind is None
    bad = reporting.week(work, day).section("ratings").lines[4].figures[0]
    assert len(listed(work, bad)) == 5
    with pytest.raises(Refused) as caught:
        listed(deputy, bad)
    assert caught.value.first.code == "role.not_allowed"


@pytest.mark.parametrize("role", ["worker", "it", "audit"])
def test_reports_are_for_who_reviews(work: Work, role: Any) -> None:
    other = Work(work.store, Actor("x", "x", "x", (role,)))
    for act in (
        lambda: reporting.week(other, FIRST),
        lambda: reporting.opening(other, periods.month(2026, 1)),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.first.code == "role.not_allowed"


def test_no_case_is_due_for_ever_by_a_clock_that_stands_still(work: Work) -> None:
    from station_desktop.domain.case.cases import Deadline, Pause

    promise = Deadline("2026-11-20", "2026-11-24", 2)
    late = {"state": "accepted", "ended_at": 0, "deadline": promise, "received_at": _at(23, 1)}
    put(
        work.store,
        [
            one(id="p" * 32, **late),
            one(id="q" * 32, **late, pauses=(Pause("2026-11-24", "inspection"),)),
            one(id="s" * 32, **(late | {"state": "returned"})),
        ],
    )
    report = reporting.week(work, date(2026, 11, 26))
    over = report.headline("overdue").figure
    assert [case.id[0] for case in listed(work, over)] == ["p"]
    assert report.headline("open").figure.value == 3


def test_no_question_of_a_report_reads_a_whole_table(work: Work, cases: list[Case]) -> None:
    """Each is a stretch of a covering index, bounded at both ends where it is a period."""
    asked: list[tuple[str, Any]] = []
    real = reads_figures.every

    def watched(connection: Any, ask: str, values: Any) -> Any:
        asked.append((ask, values))
        return real(connection, ask, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reads_figures, "every", watched)
        patch.setattr(reads_figures_loop, "every", watched)
        reporting.week(work, date(2026, 11, 20))
    assert len(asked) > 25
    for ask, values in asked:
        plan = work.store.connection.execute(f"EXPLAIN QUERY PLAN {ask}", values).fetchall()
        for *_, step in plan:
            assert not re.search(r"SCAN (cases|happenings|tasks|whistles|h|c)\b", step), ask
            if "cases_by_end" in step:
                assert "ended_at>" in step, ask
