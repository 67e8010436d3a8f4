"""Whistles worked by the keyboard alone: blown for a case, departments signed in against their
limit, what they did and reported, rated, closed; and lateness that shows by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pypdf
import pytest
from people import people
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from seated import Hands, seated
from stations import HALL, Elsewhere
from taken_in import take_in

from station_desktop.domain.case.cases import Case
from station_desktop.domain.station.roles import Role
from station_desktop.domain.whistle import whistles as domain
from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.rooms.names import NAMES
from station_desktop.rooms.whistles import room, told
from station_desktop.rooms.whistles.page import WhistlesPage
from station_desktop.ui.object_names import nameless
from station_desktop.ui.seat import Seat
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.whistle import whistling
from station_desktop.usecases.work import Work

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
WATER, POLICE = "排水集团", "派出所"


@pytest.fixture
def seat(work: Work, founded: Founded, data_dir: Path, clock: Any, qapp: Any) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken


@pytest.fixture
def case(work: Work) -> Case:
    return take_in(work, residents.register(work, people(1)[0].typed()))


@pytest.fixture
def whistle(work: Work, case: Case) -> Whistle:
    """At ten, two departments called."""
    what, where = "污水井冒水", "老墙根街2号院"
    return whistling.blow(work, case.number, "emergency", what, where, (WATER, POLICE))


@pytest.fixture
def hands(qtbot: QtBot, whistle: Whistle, seat: Seat) -> Hands:
    return Hands(qtbot, seat, WhistlesPage(seat))


def opened(hands: Hands, whistle: Whistle) -> Hands:
    hands.page.go(f"whistle:{whistle.id}")
    hands.wait()
    return hands


def said(hands: Hands) -> str:
    words = [w.text() for w in hands.page.findChildren(QLabel) if w.isVisible()]
    words += _bars(hands).said()
    return "\n".join(words)


def _bars(hands: Hands) -> Any:
    return hands.find("whistles.whistle.departments")


def part(work: Work, whistle: Whistle, department: str) -> domain.Called:
    found = whistling.get(work, whistle.id).called(department)
    assert found is not None
    return found


def error(hands: Hands, question: str) -> str:
    return str(hands.page.whistle.stage.panel.form.row(question).error)


# the board


def test_lateness_shows_by_itself_when_the_minute_comes(
    hands: Hands, clock: Any, whistle: Whistle
) -> None:
    card = hands.find(f"whistles.board.{whistle.id}")
    assert card.left.text() == "30 min left"
    assert hands.find("whistles.count").text() == "1 going on, 0 with somebody late"
    clock.turn(minutes=24)
    hands.page.front.board._minute.timeout.emit()
    assert card.left.text() == "! 6 min left"
    clock.turn(minutes=8)
    hands.page.front.board._minute.timeout.emit()
    assert card.left.text() == "✕ 2 late"
    assert "late by 2 min" in card.accessibleName()
    assert hands.find("whistles.count").text() == "1 going on, 1 with somebody late"


def test_the_one_with_somebody_late_stands_first(
    work: Work, clock: Any, case: Case, qtbot: QtBot, seat: Seat
) -> None:
    calm = whistling.blow(work, case.number, "hard", "违建", "3号院")
    clock.turn(minutes=1)
    late = whistling.blow(work, case.number, "everyday", "占道", "路口", (WATER,))
    clock.turn(minutes=31)
    hands = Hands(qtbot, seat, WhistlesPage(seat))
    assert list(hands.page.front.board._cards) == [late.id, calm.id]
    assert hands.focus.objectName() == f"whistles.board.{late.id}"
    hands.press(Key.Key_Down)
    assert hands.focus.objectName() == f"whistles.board.{calm.id}"
    assert hands.focus.left.text() == "! nobody called yet"
    hands.press(Key.Key_Return)
    assert "Nobody is called yet" in said(hands)
    assert hands.focus.objectName() == "whistles.act.call"
    hands.press(Key.Key_Up, ALT)
    assert hands.find("whistles.whistle.what").text() == "占道"
    hands.press(Key.Key_Escape)
    assert hands.focus.objectName() == f"whistles.board.{late.id}"


def test_the_picture_says_what_it_shows(whistle: Whistle) -> None:
    minute = 60_000
    came = domain.Called(
        WATER,
        whistle.blown_at,
        30,
        checked_in_at=whistle.blown_at + 45 * minute,
        reported_at=whistle.blown_at + 300 * minute,
    )
    shown = msgspec.structs.replace(whistle, departments=(came, *whistle.departments[1:]))
    first, second = room.lanes(shown, whistle.blown_at + 15 * minute)
    assert (first.until, first.mark, first.beyond) == (0.75, 1.0, False)
    assert (second.until, second.mark, second.beyond) == (0.25, None, False)
    assert room.lanes(shown, whistle.blown_at + 61 * minute)[1].beyond


# blowing


def test_one_is_blown_for_a_case_by_keyboard(
    work: Work, clock: Any, hands: Hands, case: Case, whistle: Whistle
) -> None:
    clock.turn(minutes=5)
    hands.press(Key.Key_F4)
    hands.press(Key.Key_1)  # the case
    hands.press(Key.Key_2)  # a hard problem
    hands.type("胡同口堆物")
    hands.press(Key.Key_Return)
    hands.type("校场小六条")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_1)  # the first department proposed: one called before
    hands.press(Key.Key_Return)
    hands.type("街道平安办、社区")
    hands.press(Key.Key_Return, CONTROL)
    newest = whistling.listed(work)[0]
    assert (newest.kind, newest.case, newest.place) == ("hard", case.id, "校场小六条")
    assert [one.department for one in newest.departments] == [WATER, "街道平安办", "社区"]
    assert hands.find("whistles.whistle.what").text() == "胡同口堆物"


def test_what_is_missing_is_said_beneath_each_question(hands: Hands, work: Work) -> None:
    hands.press(Key.Key_F4)
    hands.press(Key.Key_1)
    hands.press(Key.Key_1)
    hands.press(Key.Key_Return, CONTROL)
    form = hands.page.front.stage.panel.form
    assert form.row("what").error
    assert form.row("place").error
    hands.press(Key.Key_Escape)
    assert hands.focus.objectName().startswith("whistles.board.")
    assert len(whistling.listed(work)) == 1


def test_another_room_can_ask_for_one(hands: Hands, case: Case) -> None:
    hands.page.go(f"blow:{case.number}")
    hands.wait()
    assert hands.page.front.stage.panel.form.answers()["case"] == case.number


def test_who_may_not_blow_is_not_offered_it(
    qtbot: QtBot, data_dir: Path, founded: Founded, clock: Any, work: Work, whistle: Whistle
) -> None:
    roles: tuple[Role, ...] = ("worker",)
    worker = msgspec.structs.replace(founded.actor, roles=roles)
    with seated(data_dir, founded.key, worker, clock) as seat:
        hands = Hands(qtbot, seat, WhistlesPage(seat))
        assert not hands.find("whistles.blow").isVisible()
        hands.press(Key.Key_F4)
        assert hands.page.front.stage.panel is None
        opened(hands, whistle)
        assert hands.find("whistles.act.check_in").isVisible()
        assert not hands.find("whistles.act.call").isVisible()


# one whistle


def test_from_the_sign_in_to_the_end(
    work: Work, clock: Any, hands: Hands, whistle: Whistle
) -> None:
    opened(hands, whistle)
    clock.turn(minutes=12)
    hands.press(Key.Key_F4)
    hands.press(Key.Key_Return, CONTROL)
    assert part(work, whistle, WATER).checked_in_at == whistle.blown_at + 12 * 60_000
    assert part(work, whistle, WATER).place == "老墙根街2号院"
    assert "there after 12 min" in said(hands)
    assert hands.focus is _bars(hands)
    assert _bars(hands).department == POLICE  # who is still awaited
    hands.press(Key.Key_Up)
    hands.press(Key.Key_F5)
    hands.page.whistle.stage.panel.form.go_to("text")
    hands.type("疏通检查井")
    hands.press(Key.Key_Return, CONTROL)
    assert [act.text for act in part(work, whistle, WATER).acts] == ["疏通检查井"]
    _bars(hands).pick(WATER)
    hands.press(Key.Key_F6)
    hands.page.whistle.stage.panel.form.go_to("report")
    hands.type("已疏通")
    hands.press(Key.Key_Return, CONTROL)
    assert part(work, whistle, WATER).report == "已疏通"
    hands.press(Key.Key_F9)
    hands.type("井通了")
    hands.press(Key.Key_Return, CONTROL)
    assert "Not everyone called" in error(hands, "override")
    hands.type("民警另有警情")
    hands.press(Key.Key_Return, CONTROL)
    closed = whistling.get(work, whistle.id)
    assert (closed.state, closed.overrode) == ("closed", (POLICE,))
    assert "Police station" in said(hands)
    assert not hands.find("whistles.act.check_in").isVisible()
    _bars(hands).pick(WATER)
    hands.press(Key.Key_F8)
    hands.press(Key.Key_5)
    hands.press(Key.Key_Return, CONTROL)
    assert part(work, whistle, WATER).grade == 5


def test_one_that_came_late_and_uncalled_is_typed_in(
    work: Work, clock: Any, hands: Hands, whistle: Whistle
) -> None:
    opened(hands, whistle)
    clock.turn(minutes=50)
    hands.page.whistle._minute.timeout.emit()
    caution = hands.find("whistles.whistle.said")
    assert "Drainage company, Police station" in caution.accessibleName()
    hands.press(Key.Key_F4)
    hands.page.whistle.stage.panel.form.go_to("department")
    hands.type("街道平安办")
    hands.page.whistle.stage.panel.form.go_to("at")
    hands.type("10:41")
    hands.press(Key.Key_Return, CONTROL)
    found = part(work, whistle, "街道平安办")
    assert (found.implied, found.checked_in_at) == (True, whistle.blown_at + 41 * 60_000)
    assert "came 11 min late" in said(hands)
    hands.press(Key.Key_F7)
    hands.page.whistle.stage.panel.form.set_answers({"department": "Gas company"})
    hands.press(Key.Key_Return, CONTROL)
    assert part(work, whistle, "燃气公司").called_at == whistle.blown_at + 50 * 60_000


def test_a_clock_set_back_is_told_where_the_time_is_typed(
    work: Work, clock: Any, hands: Hands, whistle: Whistle
) -> None:
    opened(hands, whistle)
    clock.turn(days=-1)
    hands.press(Key.Key_F4)
    hands.page.whistle.stage.panel.form.go_to("who")
    hands.type("高师傅")
    hands.press(Key.Key_Return, CONTROL)
    assert "the clock was set back" in error(hands, "at")
    assert hands.focus.objectName() == "whistles.check_in.form.at"
    hands.type("10:20")
    hands.press(Key.Key_Return, CONTROL)
    found = part(work, whistle, WATER)
    assert (found.checked_in_at, found.who) == (whistle.blown_at + 20 * 60_000, "高师傅")


def test_its_case_is_one_key_away(hands: Hands, seat: Seat, case: Case, whistle: Whistle) -> None:
    wanted: list[tuple[str, object]] = []
    seat.wanted.connect(lambda place, what: wanted.append((place, what)))
    opened(hands, whistle)
    hands.press(Key.Key_F3)
    assert wanted == [("queue", f"case:{case.number}")]


def test_what_the_hall_does_shows_and_what_came_too_late_is_judged(
    work: Work, hands: Hands, seat: Seat, whistle: Whistle
) -> None:
    opened(hands, whistle)
    hall = Elsewhere(work.store, HALL)
    hall.acts(f"whistle:{whistle.id}", domain.TurnedDown("由市政热线受理"))
    desk = Elsewhere(work.store, "0000000000ab")
    desk.acts(f"whistle:{whistle.id}", domain.Closed("好了", whistle.blown_at))
    seat.runner.publish(frozenset({"whistles"}))
    hands.wait()
    assert "Hall  Turned down by the hall, nobody called: 由市政热线受理" in said(hands)
    assert "not counted" in said(hands)
    hands.press(Key.Key_Escape)
    assert hands.find(f"whistles.board.{whistle.id}").left.text() == "! to judge"
    assert hands.find("whistles.count").text() == "0 going on, 0 with somebody late"
    opened(hands, whistle)
    assert "1 entry came" in hands.find("whistles.whistle.said").accessibleName()
    hands.press(Key.Key_F12)
    hands.type("以大厅意见为准")
    hands.press(Key.Key_Return, CONTROL)
    assert not whistling.get(work, whistle.id).unfit
    assert not hands.find("whistles.whistle.said").isVisible()


def test_the_sheet_is_saved(hands: Hands, whistle: Whistle, tmp_path: Path) -> None:
    opened(hands, whistle)
    hands.press(Key.Key_P, CONTROL)
    path = tmp_path / "sheet.pdf"
    hands.find("whistles.sheet.path").setText(str(tmp_path / "none" / "sheet.pdf"))
    hands.find("whistles.sheet.save").click()
    hands.wait()
    assert "cannot be written" in said(hands)
    hands.find("whistles.sheet.path").setText(str(path))
    hands.find("whistles.sheet.save").click()
    hands.wait()
    text = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    assert "".join(whistle.number.split()) in "".join(text.split())
    assert hands.page.whistle.stage.panel is None


# the list


def test_past_ones_are_listed_filtered_and_found(
    work: Work, clock: Any, case: Case, hands: Hands, whistle: Whistle
) -> None:
    ended = []
    for kind, what in (("hard", "违建"), ("everyday", "路灯不亮"), ("hard", "油烟")):
        clock.turn(minutes=1)
        one = whistling.blow(work, case.number, kind, what, "路口", (WATER,))  # type: ignore[arg-type]
        ended.append(whistling.close(work, one.id, "好了", override="误吹"))
    hands.press(Key.Key_2, CONTROL)
    assert _listed(hands) == [one.id for one in reversed(ended)]
    hands.find("whistles.kind.hard").click()
    hands.wait()
    assert _listed(hands) == [ended[2].id, ended[0].id]
    hands.find("whistles.kind.hard").click()
    hands.wait()
    for text, meant in (("路灯", [ended[1].id]), (whistle.number, []), ("", None)):
        hands.press(Key.Key_F, CONTROL)
        hands.page.front.text.selectAll()
        hands.press(Key.Key_Delete)
        hands.type(text)
        hands.press(Key.Key_Return)
        if meant is not None:
            assert _listed(hands) == meant
    hands.press(Key.Key_3, CONTROL)
    assert len(_listed(hands)) == 4
    assert hands.find("whistles.count").text() == "4 whistles"
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Down, ALT)
    assert hands.find("whistles.whistle.what").text() == "路灯不亮"
    assert "误吹" in said(hands)


def _listed(hands: Hands) -> list[str]:
    model = hands.find("whistles.table").model()
    return [model.row(n).whistle.id for n in range(model.rowCount())]


def test_a_list_longer_than_a_page_goes_on(
    work: Work, clock: Any, case: Case, hands: Hands
) -> None:
    with work.store.ledger.transaction():
        for number in range(120):
            clock.turn(seconds=1)
            whistling.blow(work, case.number, "everyday", f"第{number}件", "路口")
    hands.press(Key.Key_3, CONTROL)
    hands.press(Key.Key_End)
    hands.press(Key.Key_Up)
    hands.press(Key.Key_End)
    assert len(set(_listed(hands))) == 121


def test_everything_that_can_be_used_has_a_name(hands: Hands, whistle: Whistle) -> None:
    hands.press(Key.Key_F4)
    assert nameless(hands.page, NAMES["whistles"]) == []
    hands.press(Key.Key_Escape)
    opened(hands, whistle)
    for key in ("check_in", "act", "report", "call", "appraise", "close"):
        hands.page.whistle.begin(key)
        hands.wait()
        assert nameless(hands.page, NAMES["whistles"]) == []


# the history in words


def test_every_fact_of_a_whistle_has_its_sentence(work: Work, clock: Any, case: Case) -> None:
    blown = whistling.blow(work, case.number, "hard", "漏雨", "3号院", (WATER,))
    whistling.call(work, blown.id, POLICE, "值班室")
    clock.turn(minutes=5)
    whistling.check_in(work, blown.id, WATER, "院里", "老高")
    whistling.check_in(work, blown.id, "社区", "院里")
    whistling.act(work, blown.id, WATER, "看过")
    whistling.report(work, blown.id, WATER, "好了")
    whistling.appraise(work, blown.id, WATER, "station", 4, "快")
    whistling.appraise(work, blown.id, WATER, "department", 5)
    whistling.close(work, blown.id, "不漏了", override="民警有警情")
    entries = whistling.history(work, blown.id)
    for language in ("zh_CN", "en"):
        lines = told.history(entries, lambda _: False, language)
        assert len(lines) == len(entries)
        for line in lines:
            assert "{" not in line.sentence
            assert "whistle.history" not in line.sentence
    chinese = "\n".join(line.sentence for line in told.history(entries, lambda _: False, "zh_CN"))
    for words in (
        f"10:00吹响攻坚哨，编号{blown.number}，地点：3号院。漏雨",
        "10:00通知派出所（值班室），30分钟内到场。",
        "排水集团10:05报到，地点：院里，到场人：老高。",
        "排水集团10:05反馈：好了",
        "给排水集团评4分：快",
        "10:05结束，未等派出所、社区（民警有警情）：不漏了",
    ):
        assert words in chinese
