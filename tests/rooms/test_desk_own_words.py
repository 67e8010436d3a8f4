"""What no item covers, by keys alone: typed, proposed, looked at, taken down, on paper."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from desk_hands import CTRL, ENTER, Hands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from stations import HALL, Elsewhere
from test_desk_keystrokes import fill

from station_desktop.domain.case import ownwords
from station_desktop.domain.case.demands import Arrived
from station_desktop.rooms.desk.finding import Hit
from station_desktop.rooms.desk.line import Line
from station_desktop.ui.lists.found_list import FOUND_ROLE
from station_desktop.usecases.counter import demands
from station_desktop.usecases.work import Work

Key = Qt.Key
WORDS = "我们胡同的井盖堵了"
VAGUE = "有一桩从前的旧事"


def found(hands: Hands) -> list[Hit]:
    model = hands.page.search.list.found
    return [model.index(row, 0).data(FOUND_ROLE).what for row in range(model.rowCount())]


def in_hand(hands: Hands) -> Line:
    line = hands.page.flow.visit.line
    assert line is not None
    return line


def take_last(hands: Hands, text: str) -> None:
    """Whatever was found, the last entry takes down what was typed."""
    hands.type(text)
    hands.press(Key.Key_Up)
    hands.enter()


def printed(tmp_path: Path) -> str:
    (receipt,) = (tmp_path / "papers").glob("*-receipt.pdf")
    pages = pypdf.PdfReader(receipt).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def labels(hands: Hands) -> str:
    return "\n".join(label.text() for label in hands.page.outcome.findChildren(QLabel))


def test_a_demand_of_a_known_resident_takes_few_keys(
    hands: Hands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    resident = hands.know()
    hands.find("zxm")
    hands.find(WORDS)
    assert hands.where == "desk.form.where"
    hands.type("校场小六条19号院门口")
    hands.press(ENTER, CTRL)
    (case,) = hands.cases
    assert (case.item, case.lane, case.need) == ("OWN-PUB", "transfer", "liveability")
    assert (case.title, case.place) == (WORDS, "校场小六条19号院门口")
    assert (case.resident, case.owner) == (resident.id, hands.seat.actor.id)
    assert case.at == "proposed"
    text = printed(tmp_path)
    for said in (WORDS, "居民诉求（公益）", "校场小六条19号院门口", "张小明", case.number):
        assert said in text
    assert WORDS in labels(hands)
    with capsys.disabled():
        print(f"\na known resident's demand in own words: {hands.keys} keys")
    assert hands.keys <= 70


def test_nobody_has_to_be_registered(
    hands: Hands, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hands.find(WORDS)
    assert hands.where == "desk.form.where"
    hands.press(ENTER, CTRL)
    (case,) = hands.cases
    assert (case.resident, case.contact, case.phone) == ("", "", "")
    assert "办事居民" in printed(tmp_path)
    with capsys.disabled():
        print(f"\nan unknown person's demand in own words: {hands.keys} keys")
    assert hands.keys <= 30


def test_whom_to_tell_is_asked_of_those_alone_who_are_not_registered(hands: Hands) -> None:
    hands.know()
    hands.find(WORDS)
    shown = hands.page.what.form
    assert shown.row("phone").isVisibleTo(hands.page)
    shown.go_to("contact")
    hands.find("赵女士")
    assert hands.where == "desk.form.phone"
    hands.type("138")
    hands.press(ENTER, CTRL)
    assert hands.page.flow.accepted is None
    assert shown.row("phone").error
    assert hands.where == "desk.form.phone"
    hands.type("13800138000")
    hands.press(ENTER, CTRL)
    (case,) = hands.cases
    assert (case.contact, case.phone) == ("赵女士", "13800138000")
    hands.press(Key.Key_F2)
    hands.find("zxm")
    hands.find(WORDS)
    with pytest.raises(KeyError):
        hands.page.what.form.row("phone")


def test_what_the_words_propose_is_shown_as_proposed_and_can_be_changed(hands: Hands) -> None:
    hands.find(WORDS)
    form = hands.page.what.form
    line = in_hand(hands)
    assert (line.category, line.lane_now, line.need) == ("public", "transfer", "liveability")
    for key in ("category", "lane", "need"):
        assert form.row(key)._from.text() == "proposed"
    assert line.facts.deadline is not None
    assert line.facts.deadline.days == 5
    form.go_to("category")
    hands.type("3")
    assert hands.where.startswith("desk.form.lane.")
    assert (line.category, line.code) == ("life", "OWN-LIF")
    assert line.facts.deadline is not None
    assert line.facts.deadline.days == 3
    assert form.row("category")._from.text() == ""
    hands.type("1")
    assert line.lane_now == "ready"
    assert form.row("result").isVisibleTo(hands.page)
    hands.press(ENTER, CTRL)
    (case,) = hands.cases
    assert (case.category, case.lane, case.state) == ("life", "ready", "accepted")


def test_words_that_tell_nothing_wait_for_their_category(hands: Hands) -> None:
    hands.find(VAGUE)
    line = in_hand(hands)
    assert (line.own, line.category, line.code) == (True, "", ownwords.UNDECIDED)
    assert hands.where.startswith("desk.form.category.")
    hands.press(ENTER, CTRL)
    assert hands.page.flow.accepted is None
    assert hands.page.what.form.row("category").error
    hands.type("1")
    hands.press(ENTER, CTRL)
    assert [case.item for case in hands.cases] == ["OWN-PTY"]


def test_what_is_answered_on_the_spot_is_closed_at_once(hands: Hands) -> None:
    take_last(hands, "想问一下活动室几点开门")
    line = in_hand(hands)
    assert line.lane_now == "ready"
    hands.page.what.form.go_to("category")
    hands.type("4")
    hands.page.what.form.go_to("result")
    hands.type("上午九点开门，已告知")
    assert line.done_now
    hands.press(ENTER, CTRL)
    (case,) = hands.cases
    assert (case.state, case.result) == ("completed", "上午九点开门，已告知")


def test_the_list_ends_with_taking_it_down_and_begins_with_it_when_nothing_fits(
    hands: Hands,
) -> None:
    hands.know()
    hands.type("老年餐")
    assert [hit.kind for hit in found(hands)][-1] == "own"
    assert found(hands)[0].kind == "item"
    assert len(found(hands)) <= 9
    hands.page.search.reset()
    hands.type("垃圾没人清")
    assert found(hands)[0] == Hit("own", "垃圾没人清")
    hands.page.search.reset()
    hands.type("zxm")
    assert [found(hands)[0].kind, found(hands)[-1].kind] == ["resident", "own"]
    hands.page.search.reset()
    hands.type("王建国")
    assert found(hands)[0].kind == "register"
    assert found(hands)[-1].kind == "own"
    hands.page.search.reset()
    hands.type("110102195")
    assert "own" not in {hit.kind for hit in found(hands)}


def test_the_lane_of_a_line_is_shown_and_switched_by_one_key(hands: Hands) -> None:
    hands.know()
    hands.find("zxm")
    hands.page.flow.add_item("GOV-EL-009")
    hands.settle()
    line = in_hand(hands)
    shown = hands.page.what.head.lane
    assert (line.lane_now, "ready to handle" in shown.text()) == ("ready", True)
    hands.press(Key.Key_F6)
    assert (line.lane_now, "to be transferred" in shown.text()) == ("transfer", True)
    lines = hands.page.visit.lines
    row = lines.itemWidget(lines.item(0))
    assert "to be transferred" in row.accessibleName()
    shown.click()
    hands.settle()
    assert line.lane_now == "ready"
    hands.page.flow.add_item("GOV-EL-001")
    hands.settle()
    hands.press(Key.Key_F6)
    assert in_hand(hands).lane_now == "transfer"
    (said,) = hands.page.messages.messages
    assert "The hall decides" in said.sentence


def test_a_service_done_now_asks_for_its_result(hands: Hands) -> None:
    hands.know()
    hands.find("zxm")
    hands.page.flow.add_item("LIF-HC-003")
    hands.settle()
    form = hands.page.what.form
    assert form.row("@organisation").isVisibleTo(hands.page)
    hands.press(Key.Key_F6)
    assert hands.page.what.form.row("@result").isVisibleTo(hands.page)
    with pytest.raises(KeyError):
        hands.page.what.form.row("@organisation")


def test_words_and_an_item_are_one_visit(hands: Hands, tmp_path: Path) -> None:
    hands.know()
    hands.find(WORDS)
    assert hands.page.visit.accept_button.isEnabled()
    hands.press(Key.Key_N, CTRL)
    hands.page.flow.add_item("GOV-EL-009")
    hands.settle()
    assert not hands.page.visit.accept_button.isEnabled()
    hands.press(Key.Key_N, CTRL)
    hands.find("zxm")
    told = hands.page.flow.visit.lines[0]
    assert told.answers["what"] == WORDS
    hands.page.flow.choose_line(hands.page.flow.visit.lines[1].id)
    hands.settle()
    fill(hands)
    hands.press(Key.Key_M, CTRL)
    hands.press(ENTER, CTRL)
    assert {case.item for case in hands.cases} == {"OWN-PUB", "GOV-EL-009"}
    assert len(list((tmp_path / "papers").glob("*-receipt.pdf"))) == 1


def test_a_draft_in_own_words_waits_as_it_was_left(hands: Hands) -> None:
    hands.find(WORDS)
    hands.type("校场小六条")
    hands.page.what.form.go_to("contact")
    hands.find("赵女士")
    id = hands.page.flow.visit.id
    hands.press(Key.Key_F6)
    hands.press(Key.Key_F2)
    assert not hands.page.flow.visit.lines
    hands.page.flow.open_draft(id)
    hands.settle()
    line = in_hand(hands)
    assert (line.category, line.lane_now, line.need) == ("public", "ready", "liveability")
    assert line.answers["where"] == "校场小六条"
    assert hands.page.flow.visit.caller == {"contact": "赵女士"}
    hands.press(ENTER, CTRL)
    (case,) = hands.cases
    assert (case.lane, case.contact) == ("ready", "赵女士")


def test_an_undecided_draft_is_undecided_still(hands: Hands) -> None:
    hands.find(VAGUE)
    id = hands.page.flow.visit.id
    hands.press(Key.Key_F2)
    hands.page.flow.open_draft(id)
    hands.settle()
    assert in_hand(hands).category == ""
    assert (
        VAGUE in hands.page.visit.lines.itemWidget(hands.page.visit.lines.item(0)).accessibleName()
    )


@pytest.mark.parametrize("words", ["井" * 10_000, "井盖堵了" * 126])
def test_too_many_words_are_named_and_nothing_is_lost(hands: Hands, words: str) -> None:
    hands.commit(words)
    hands.settle()
    hands.press(Key.Key_Up)
    hands.enter()
    hands.press(ENTER, CTRL)
    assert hands.page.flow.accepted is None
    assert hands.page.what.form.row("what").error
    assert in_hand(hands).answers["what"].startswith("井")


def arrived(hands: Hands, **more: str) -> None:
    """The hall gave the station a demand from outside."""
    fact = Arrived("12345", "XC-7", "路灯", "校场小六条路灯不亮，已经三天了。", **more)

    def act(work: Work) -> None:
        Elsewhere(work.store, HALL).acts("demand:d", fact)

    hands.act(act)


def test_a_demand_from_outside_is_opened_in_its_own_words(hands: Hands) -> None:
    arrived(hands, address="校场小六条19号", contact="孙先生", phone="13900139000")
    hands.page.go("demand:d")
    hands.settle()
    line = in_hand(hands)
    assert line.answers == {"what": "校场小六条路灯不亮，已经三天了。", "where": "校场小六条19号"}
    assert (line.category, line.need) == ("public", "convenience")
    hands.press(ENTER, CTRL)
    (case,) = hands.cases
    assert (case.origin, case.demand, case.contact) == ("demand", "d", "孙先生")
    assert hands.ask(lambda work: demands.get(work, "d")).case == case.id


def test_a_demand_of_a_known_resident_can_become_an_item(hands: Hands) -> None:
    resident = hands.know()
    arrived(hands, resident=resident.id)
    hands.page.go("demand:d")
    hands.settle()
    assert hands.page.flow.visit.resident == resident
    hands.page.flow.remove_line(in_hand(hands).id)
    hands.page.flow.add_item("GOV-EL-009")
    hands.settle()
    fill(hands)
    hands.press(Key.Key_M, CTRL)
    hands.press(ENTER, CTRL)
    (case,) = hands.cases
    assert (case.item, case.origin, case.resident) == ("GOV-EL-009", "demand", resident.id)
    assert hands.ask(lambda work: demands.get(work, "d")).case == case.id
    hands.page.go("demand:d")
    hands.settle()
    hands.press(ENTER, CTRL)
    assert hands.page.flow.accepted is None
    (said,) = hands.page.messages.messages
    assert case.number in said.sentence


def test_too_long_a_demand_begins_with_its_title(hands: Hands) -> None:
    fact = Arrived("12345", "XC-8", "路灯不亮", "路灯" * 300)
    hands.act(lambda work: Elsewhere(work.store, HALL).acts("demand:e", fact))
    hands.page.go("demand:e")
    hands.settle()
    assert in_hand(hands).answers["what"] == "路灯不亮"


def test_words_are_taken_down_with_the_signs_they_were_typed_with(hands: Hands) -> None:
    hands.find("井盖下面堵了，污水往外冒！")
    assert in_hand(hands).answers["what"] == "井盖下面堵了，污水往外冒！"
