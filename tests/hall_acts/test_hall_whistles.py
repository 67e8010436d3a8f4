"""Whistles at the hall: the board, calling departments, and what they say by their links."""

from __future__ import annotations

from typing import Any

import pytest
from blown_whistles import DRAINS, POLICE, blows, whistle
from hall_office import ADMIN, NAMES, OFFICER, OTHER, PUBLISHER, STATION, HandClock, Window
from sqlalchemy import select

from station_desktop.domain.problem import Refused
from station_desktop.domain.station.station import SettingChanged
from station_desktop.domain.whistle.whistles import (
    Closed,
)
from station_desktop.hall import audit, figures
from station_desktop.hall.journal import folding
from station_desktop.hall.store import loop_tables
from station_desktop.hall.whistles import acts, board, department, links
from station_desktop.hall.whistles.acts import Chosen
from station_desktop.hall.whistles.deeds import Act, Appraisal, Arrival, Report
from station_desktop.hall.work import Hall, Officer

MINUTE = 60_000


def refused(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.first.code


def secret_of(hall: Hall, chosen: Chosen, name: str) -> str:
    return board.detail(hall, OFFICER, chosen).links[name].removeprefix(links.PATH)


def ids(found: board.Board) -> list[str]:
    return [line.whistle.id for line in found.lines]


def test_the_board_begins_with_what_presses_most(
    hall: Hall, windows: dict[str, Window], time: HandClock
) -> None:
    here, there = windows[STATION], windows[OTHER]
    blows(here, "awaited", DRAINS)
    time.goes_on(minutes=20)
    blows(there, "fresh", POLICE)
    blows(there, "uncalled")
    late = blows(here, "late", DRAINS)
    time.goes_on(minutes=5)
    acts.record(hall, OFFICER, late, DRAINS, Arrival())
    time.goes_on(minutes=6)
    found = board.board(hall, OFFICER)
    assert ids(found) == ["uncalled", "awaited", "fresh", "late"]
    assert (found.open, found.uncalled, found.late) == (4, 1, 1)
    assert [line.late for line in found.lines] == [False, True, False, False]
    assert found.lines[0].station_name == NAMES[OTHER]
    assert ids(board.board(hall, OFFICER, station=STATION)) == ["awaited", "late"]
    here.says(("whistle:late", Closed("已疏通", hall.now_ms())))
    assert ids(board.board(hall, OFFICER, "over")) == ["late"]
    assert board.board(hall, OFFICER).open == 3


@pytest.mark.parametrize("show", board.SHOWS)
def test_the_board_is_paged_without_losing_or_repeating_any(
    hall: Hall, window: Window, time: HandClock, show: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "PAGE", 3)
    made = []
    for serial in range(8):
        time.goes_on(minutes=serial % 2)
        made.append(blows(window, f"w{serial}", DRAINS).id)
        if show == "over":
            window.says((f"whistle:w{serial}", Closed("已办", hall.now_ms())))
    seen, after = [], ""
    for _ in range(3):
        page = board.board(hall, OFFICER, show, after=after)
        seen += ids(page)
        after = page.after
    assert after == ""
    assert sorted(seen) == sorted(made)
    assert seen == sorted(made, reverse=show == "over")
    assert ids(board.board(hall, OFFICER, show, after="nonsense")) == seen[:3]


def test_a_department_that_is_called_has_the_stations_limit_from_now(
    hall: Hall, window: Window, time: HandClock
) -> None:
    window.says(("setting:whistle_minutes", SettingChanged(20)))
    chosen = blows(window)
    time.goes_on(minutes=4)
    acts.call(hall, OFFICER, chosen, f" {DRAINS} ", "老周 13910004321")
    [called] = whistle(hall, chosen).departments
    assert called.department == DRAINS
    assert called.contact == "老周 13910004321"
    assert called.due_at == hall.now_ms() + 20 * MINUTE
    assert board.contacts(hall, OFFICER)[DRAINS] == "老周 13910004321"
    [entry] = [one for one in audit.page(hall, ADMIN) if one.what == "whistle.called"]
    assert entry.on == whistle(hall, chosen).number
    assert entry.detail == {"department": DRAINS}
    with pytest.raises(Refused) as caught:
        acts.call(hall, OFFICER, chosen, DRAINS)
    assert refused(caught) == "whistle.called_already"


def test_a_setting_that_makes_no_sense_leaves_the_usual_limit(hall: Hall, window: Window) -> None:
    for nonsense in ("soon", -5, 10**9, None):
        window.says(("setting:whistle_minutes", SettingChanged(nonsense)))
        with hall.database.reading() as connection:
            assert acts.limit(connection, STATION) == 30


def test_a_whistle_is_turned_down_only_while_nobody_is_called(hall: Hall, window: Window) -> None:
    first, second = blows(window, "w1"), blows(window, "w2", POLICE)
    with pytest.raises(Refused) as caught:
        acts.turn_down(hall, OFFICER, first, " ")
    assert refused(caught) == "case.reason_missing"
    acts.turn_down(hall, OFFICER, first, "由街道市政科直接处理")
    assert whistle(hall, first).state == "turned_down"
    with pytest.raises(Refused) as caught:
        acts.turn_down(hall, OFFICER, second, "不必叫部门")
    assert refused(caught) == "hall.whistle.called"
    for again in (
        lambda: acts.call(hall, OFFICER, first, DRAINS),
        lambda: acts.turn_down(hall, OFFICER, first, "再退一次"),
    ):
        with pytest.raises(Refused) as caught:
            again()
        assert refused(caught) == "whistle.over"


def test_a_department_comes_acts_reports_and_rates_by_its_link(
    hall: Hall, window: Window, time: HandClock
) -> None:
    window.says(("setting:station_phone", SettingChanged("010-63030001")))
    chosen = blows(window)
    link = acts.call(hall, OFFICER, chosen, DRAINS)
    secret = links.secret(hall, link.id)
    assert len(secret) == 32
    time.goes_on(minutes=12)
    task = department.look(hall, secret)
    assert (task.standing.how, task.standing.minutes) == ("waiting", 18)
    assert (task.station, task.phone) == (NAMES[STATION], "010-63030001")
    department.say(hall, secret, Arrival(who="周师傅"), "a")
    time.goes_on(minutes=1)
    department.say(hall, secret, Act("已打开井盖，正在清淤"), "b")
    department.say(hall, secret, Report("已疏通，无遗留问题"), "c")
    department.say(hall, secret, Appraisal(4, "地点清楚"), "d")
    [called] = whistle(hall, chosen).departments
    assert called.checked_in_at == hall.now_ms() - MINUTE
    assert (called.place, called.who) == ("老墙根街6号院门口", "周师傅")
    assert [act.text for act in called.acts] == ["已打开井盖，正在清淤"]
    assert (called.report, called.grade_back) == ("已疏通，无遗留问题", 4)
    authors = {line.by for line in audit.page(hall, ADMIN) if line.login == "link"}
    assert authors == {link.author}
    assert department.look(hall, secret).standing.in_time


def test_the_same_form_sent_twice_says_it_once(hall: Hall, window: Window) -> None:
    chosen = blows(window)
    secret = links.secret(hall, acts.call(hall, OFFICER, chosen, DRAINS).id)
    for _ in range(2):
        department.say(hall, secret, Arrival("东口"), "a")
        department.say(hall, secret, Act("清淤"), "b")
        department.say(hall, secret, Report("已疏通"), "c")
        department.say(hall, secret, Appraisal(5), "d")
    department.say(hall, secret, Act("清淤"), "another form")
    with hall.database.reading() as connection:
        told = [one.kind for one in folding.history(connection, STATION, f"whistle:{chosen.id}")]
    assert told[2:] == [
        "whistle.checked_in",
        "whistle.acted",
        "whistle.reported",
        "whistle.appraised",
        "whistle.acted",
    ]
    with pytest.raises(Refused) as caught:
        department.say(hall, secret, Report("又改主意"), "e")
    assert refused(caught) == "whistle.reported"


def test_a_link_tells_nothing_of_the_case_or_the_resident(hall: Hall, window: Window) -> None:
    id, number = window.submits(1, resident="张大爷")
    chosen = blows(window, "w1", case=id)
    secret = links.secret(hall, acts.call(hall, OFFICER, chosen, DRAINS).id)
    told = repr(department.look(hall, secret))
    assert id not in told
    assert number not in told
    assert "张大爷" not in told
    assert board.detail(hall, OFFICER, chosen).case == number


def test_a_link_holds_for_seven_days_after_the_end_and_only_for_what_is_left(
    hall: Hall, window: Window, time: HandClock
) -> None:
    chosen = blows(window, "w1", POLICE)
    secret = links.secret(hall, acts.link(hall, OFFICER, chosen, POLICE).id)
    window.says(("whistle:w1", Closed("已处理", hall.now_ms(), (POLICE,), "站长同意")))
    time.goes_on(minutes=1)
    for deed in (Arrival(), Act("来过")):
        with pytest.raises(Refused) as caught:
            department.say(hall, secret, deed)
        assert refused(caught) == "whistle.over"
    time.goes_on(days=6)
    department.say(hall, secret, Report("事后补报：由巡逻车处理"))
    assert whistle(hall, chosen).departments[0].reported_at == hall.now_ms()
    time.goes_on(days=1)
    with pytest.raises(Refused) as caught:
        department.look(hall, secret)
    assert refused(caught) == "hall.whistle.link"
    assert board.detail(hall, OFFICER, chosen).links == {}
    with pytest.raises(Refused) as caught:
        acts.link(hall, OFFICER, chosen, POLICE)
    assert refused(caught) == "whistle.over"


def test_a_new_link_ends_the_one_before(hall: Hall, window: Window) -> None:
    chosen = blows(window, "w1", DRAINS, POLICE)
    assert board.detail(hall, OFFICER, chosen).links == {}
    old = links.secret(hall, acts.link(hall, OFFICER, chosen, DRAINS).id)
    others = links.secret(hall, acts.link(hall, OFFICER, chosen, POLICE).id)
    new = links.secret(hall, acts.link(hall, OFFICER, chosen, DRAINS).id)
    assert secret_of(hall, chosen, DRAINS) == new != old
    with pytest.raises(Refused):
        department.look(hall, old)
    assert department.look(hall, new).called.department == DRAINS
    assert department.look(hall, others).called.department == POLICE


@pytest.mark.parametrize("secret", ["", "x", "A" * 32, "A" * 5000, "é\0", "../../etc"])
def test_links_that_never_were_open_nothing(hall: Hall, window: Window, secret: str) -> None:
    acts.link(hall, OFFICER, blows(window, "w1", DRAINS), DRAINS)
    for tried in (
        lambda: department.look(hall, secret),
        lambda: department.say(hall, secret, Arrival()),
    ):
        with pytest.raises(Refused) as caught:
            tried()
        assert refused(caught) == "hall.whistle.link"


def test_the_database_alone_gives_no_link_away(hall: Hall, window: Window) -> None:
    made = acts.link(hall, OFFICER, blows(window, "w1", DRAINS), DRAINS)
    secret = links.secret(hall, made.id)
    with hall.database.reading() as connection:
        [row] = connection.execute(select(loop_tables.work_links)).all()
    assert secret not in str(tuple(row))


def test_what_a_department_told_by_telephone_has_its_own_time(
    hall: Hall, window: Window, time: HandClock
) -> None:
    chosen = blows(window, "w1", DRAINS)
    time.goes_on(minutes=40)
    acts.record(hall, OFFICER, chosen, DRAINS, Arrival("井口", at="2026-11-23T09:55"))
    [called] = whistle(hall, chosen).departments
    assert called.checked_in_at == called.called_at + 25 * MINUTE
    acts.record(hall, OFFICER, chosen, DRAINS, Arrival(at="09:59"))
    assert whistle(hall, chosen).departments[0].checked_in_at == called.checked_in_at
    for at, code in (
        ("2026-11-23T09:00", "whistle.too_early"),
        ("2026-11-23T11:00", "whistle.ahead"),
        ("soon", "whistle.time"),
    ):
        with pytest.raises(Refused) as caught:
            acts.record(hall, OFFICER, chosen, DRAINS, Act("清淤", at))
        assert refused(caught) == code
    with pytest.raises(Refused) as caught:
        acts.record(hall, OFFICER, chosen, POLICE, Act("清淤"))
    assert refused(caught) == "whistle.not_called"


def test_a_station_whose_clock_is_ahead_keeps_no_department_from_checking_in(
    hall: Hall, window: Window, time: HandClock
) -> None:
    time.goes_on(hours=1)
    chosen = blows(window, "w1", DRAINS)
    time.goes_on(hours=-1)
    secret = links.secret(hall, acts.link(hall, OFFICER, chosen, DRAINS).id)
    department.say(hall, secret, Arrival())
    [called] = whistle(hall, chosen).departments
    assert called.checked_in_at == called.called_at


@pytest.mark.parametrize("who", [PUBLISHER, Officer("a", "admin", "管理", ("admin",))])
def test_whistles_are_for_the_officers(hall: Hall, window: Window, who: Officer) -> None:
    chosen = blows(window, "w1", DRAINS)
    for tried in (
        lambda: board.board(hall, who),
        lambda: board.detail(hall, who, chosen),
        lambda: board.contacts(hall, who),
        lambda: acts.call(hall, who, chosen, POLICE),
        lambda: acts.turn_down(hall, who, chosen, "不办"),
        lambda: acts.record(hall, who, chosen, DRAINS, Arrival()),
        lambda: acts.link(hall, who, chosen, DRAINS),
        lambda: acts.locate(hall, who, "w1"),
    ):
        with pytest.raises(Refused) as caught:
            tried()
        assert refused(caught) == "role.not_allowed"


def test_a_whistle_is_found_by_its_number(hall: Hall, windows: dict[str, Window]) -> None:
    chosen = blows(windows[STATION], "w1")
    assert acts.locate(hall, OFFICER, whistle(hall, chosen).number.lower()) == chosen
    assert acts.locate(hall, OFFICER, "w1") == chosen
    with pytest.raises(Refused) as caught:
        acts.locate(hall, OFFICER, "nothing")
    assert refused(caught) == "whistle.unknown"
    blows(windows[OTHER], "w1")
    with pytest.raises(Refused) as caught:
        acts.locate(hall, OFFICER, "w1")
    assert refused(caught) == "whistle.twice"


def test_figures_count_who_came_in_time(
    hall: Hall, windows: dict[str, Window], time: HandClock
) -> None:
    here = windows[STATION]
    first = blows(here, "w1", DRAINS, POLICE)
    acts.record(hall, OFFICER, first, DRAINS, Arrival())
    time.goes_on(minutes=31)
    acts.record(hall, OFFICER, first, POLICE, Arrival())
    blows(here, "w2", DRAINS)
    by_code = {row.station: row for row in figures.by_station(hall, OFFICER)}
    mine = by_code[STATION]
    assert (mine.whistles, mine.calls, mine.on_time) == (2, 2, 1)
    time.goes_on(minutes=31)
    *_, whole = figures.by_station(hall, OFFICER)
    assert (whole.whistles, whole.calls, whole.on_time) == (2, 3, 1)
    assert by_code[OTHER].whistles == 0
    later = figures.by_station(hall, OFFICER, figures.Period(hall.now_ms()))
    assert later[-1].whistles == 0
