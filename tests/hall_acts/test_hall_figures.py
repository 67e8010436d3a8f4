"""All stations in numbers."""

from __future__ import annotations

from datetime import datetime

import pytest
from hall_office import ADMIN, OFFICER, OTHER, STATION, HandClock, Window, collected_item

from station_desktop.domain.case.decisions import Wrong
from station_desktop.domain.case.demands import Answered
from station_desktop.domain.problem import Refused
from station_desktop.domain.time.clock import CHINA, milliseconds
from station_desktop.hall import figures
from station_desktop.hall.cases import decisions
from station_desktop.hall.cases.decisions import Chosen
from station_desktop.hall.demands import acts, replies
from station_desktop.hall.demands.reading import DemandRow
from station_desktop.hall.figures import Counted, Period, StationFigures
from station_desktop.hall.work import Hall


def day(number: int) -> int:
    return milliseconds(datetime(2026, 11, number, tzinfo=CHINA))


def by_code(hall: Hall, period: Period = Period()) -> dict[str, StationFigures]:  # noqa: B008
    return {row.station: row for row in figures.by_station(hall, OFFICER, period)}


def test_cases_waiting_and_decided_within_their_promise(
    hall: Hall, windows: dict[str, Window], time: HandClock
) -> None:
    window = windows[STATION]
    in_time, _ = window.submits(1, due="2026-11-24")
    late, _ = window.submits(2, due="2026-11-23")
    window.submits(3, due="2026-11-23")
    window.submits(4, mode="direct")
    windows[OTHER].submits(5)
    time.at = datetime(2026, 11, 24, 23, 59, tzinfo=CHINA)
    decisions.approve(hall, OFFICER, Chosen(STATION, in_time))
    decisions.return_(hall, OFFICER, Chosen(STATION, late), [Wrong("", "缺照片")])
    rows = by_code(hall)
    one = rows[STATION]
    assert (one.taken_in, one.waiting, one.overdue, one.decided, one.within) == (4, 1, 1, 2, 1)
    assert rows[OTHER].waiting == 1
    assert rows[OTHER].overdue == 0
    both = rows[""]
    assert (both.taken_in, both.waiting, both.decided, both.within) == (5, 2, 2, 1)
    assert both.entries == one.entries + rows[OTHER].entries


def test_a_period_is_from_a_moment_up_to_another(
    hall: Hall, window: Window, time: HandClock
) -> None:
    window.submits(1)
    time.at = datetime(2026, 11, 24, tzinfo=CHINA)
    window.submits(2)
    assert by_code(hall, Period(day(23), day(24)))[STATION].taken_in == 1
    assert by_code(hall, Period(day(24), day(25)))[STATION].taken_in == 1
    assert by_code(hall, Period(day(25)))[STATION].taken_in == 0
    assert by_code(hall, Period(0, day(24)))[STATION].taken_in == 1


def test_demands_answered_in_time(hall: Hall, window: Window, time: HandClock) -> None:
    def rows(*references: str) -> list[DemandRow]:
        return [
            DemandRow(2, "12345", name, text="灯不亮", station=STATION, grade="2小时")
            for name in references
        ]

    acts.take_in(hall, OFFICER, rows("1", "2", "3"))
    first, second, _ = replies.listed(hall, OFFICER)
    time.goes_on(hours=2)
    window.says((f"demand:{first.demand.id}", Answered("solved", "好了")))
    time.goes_on(minutes=1)
    window.says((f"demand:{second.demand.id}", Answered("solved", "好了")))
    one = by_code(hall)[STATION]
    assert (one.demands, one.demands_open, one.answered, one.in_time) == (3, 1, 2, 1)


def test_cases_by_category_item_and_state(hall: Hall, windows: dict[str, Window]) -> None:
    id, _ = windows[STATION].submits(1)
    windows[STATION].submits(2)
    windows[OTHER].submits(3)
    decisions.approve(hall, OFFICER, Chosen(STATION, id))
    item = collected_item()
    wanted = [
        Counted(STATION, item.category, item.code, "accepted", 1),
        Counted(STATION, item.category, item.code, "approved", 1),
        Counted(OTHER, item.category, item.code, "accepted", 1),
    ]
    assert list(figures.cases(hall, OFFICER)) == wanted
    assert list(figures.cases(hall, OFFICER, station=OTHER)) == wanted[2:]


def test_figures_are_for_everybody_of_the_hall_and_nobody_else(hall: Hall) -> None:
    assert figures.by_station(hall, ADMIN) == (StationFigures("", ""),)
    from station_desktop.hall.work import Officer

    outside = Officer("token:1", "token:1", "平台", ("outside",))
    with pytest.raises(Refused):
        figures.by_station(hall, outside)
