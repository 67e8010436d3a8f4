"""The room of rounds by keyboard: who is due and why, a round planned and carried, the list entered
in one pass, what was found made a case, appointments, areas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from lanes import LANE, colleague, day, home, lane, lives
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from seated import Hands, seated

from station_desktop.domain.person.residents import Resident
from station_desktop.papers.printing_out import PdfFolder
from station_desktop.rooms.households.page import HouseholdsPage
from station_desktop.rooms.names import NAMES
from station_desktop.rooms.residents.page_person import PersonPage
from station_desktop.storage.reads import reads_rounds
from station_desktop.ui.object_names import nameless
from station_desktop.ui.seat import Seat
from station_desktop.usecases.casework import cases
from station_desktop.usecases.counter import intake
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.visits import bookings, homevisits, households
from station_desktop.usecases.work import Actor, Work

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def seat(work: Work, founded: Founded, data_dir: Path, clock: Any, qapp: Any) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken


@pytest.fixture
def neighbours(work: Work) -> list[Resident]:
    """Three old people alone and a young one, in two courtyards; 王敏 answers for the lane."""
    colleague(work)
    lane(work)
    found = [
        lives(work, f"{LANE}{door}", age, number)
        for number, (door, age) in enumerate(
            (("19号院3号", 82), ("2号院1号", 70), ("2号院12号", 40), ("2号院9号", 91))
        )
    ]
    households.form_households(work)
    return found


@pytest.fixture
def hands(qtbot: QtBot, neighbours: list[Resident], seat: Seat) -> Hands:
    return Hands(qtbot, seat, HouseholdsPage(seat))


def cells(hands: Hands, table: str, key: str) -> list[str]:
    model = hands.find(table).model()
    column = [column.key for column in model.columns].index(key)
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def texts(hands: Hands) -> str:
    shown = (w.text() for w in hands.page.findChildren(QLabel) if w.isVisible())
    return "\n".join(shown)


def press(hands: Hands, key: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    hands.press(key, held)


# households


def test_those_who_need_it_most_stand_first_in_ones_own_area(hands: Hands) -> None:
    assert hands.focus.objectName() == "households.table"
    assert hands.find("households.area").currentText() == "校场片 (mine)"
    assert cells(hands, "households.table", "seen") == ["never"] * 4
    assert cells(hands, "households.table", "address")[-1] == f"{LANE}2号院12号"
    press(hands, Key.Key_F6)
    assert len(cells(hands, "households.table", "seen")) == 3
    press(hands, Key.Key_F7)
    assert cells(hands, "households.table", "address") == [
        f"{LANE}2号院1号",
        f"{LANE}2号院9号",
        f"{LANE}2号院12号",
        f"{LANE}19号院3号",
    ]
    press(hands, Key.Key_F, CONTROL)
    hands.type("19")
    press(hands, Key.Key_Return)
    assert cells(hands, "households.table", "address") == [f"{LANE}19号院3号"]


def test_the_picture_tells_each_building_and_shows_it_alone(hands: Hands) -> None:
    assert cells(hands, "households.strips", "building") == [f"{LANE}2号院", f"{LANE}19号院"]
    assert cells(hands, "households.strips", "picture") == ["Never seen 3", "Never seen 1"]
    press(hands, Key.Key_F9)
    assert hands.focus.objectName() == "households.strips"
    press(hands, Key.Key_End)
    press(hands, Key.Key_Return)
    assert cells(hands, "households.table", "address") == [f"{LANE}19号院3号"]
    press(hands, Key.Key_Return)
    assert len(cells(hands, "households.table", "address")) == 4


def test_a_household_is_opened_looked_after_and_moves_away(
    work: Work, hands: Hands, neighbours: list[Resident]
) -> None:
    press(hands, Key.Key_F7)
    press(hands, Key.Key_End)
    press(hands, Key.Key_Return)
    assert "校场小六条19号院3号" in texts(hands)
    assert neighbours[0].name in texts(hands)
    assert neighbours[0].phone not in texts(hands)
    press(hands, Key.Key_F5)
    hands.page.home.stage.panel.form.go_to("attention")
    hands.type("3")
    press(hands, Key.Key_Return, CONTROL)
    assert home(work, neighbours[0]).attention == ("alone_old", "old", "disabled")
    press(hands, Key.Key_F4)
    press(hands, Key.Key_Return, CONTROL)
    (visit,) = reads_rounds.visits_of_day(work.store.connection, day(work))
    assert (visit.purpose, visit.household) == ("service", home(work, neighbours[0]).id)
    press(hands, Key.Key_F6)
    press(hands, Key.Key_Return, CONTROL)
    assert "Visits still planned: 1." in texts(hands)
    assert hands.find("households.home.plan").isHidden()
    press(hands, Key.Key_Escape)
    assert len(cells(hands, "households.table", "address")) == 3


def test_one_goes_from_household_to_household_and_to_the_resident(
    hands: Hands, seat: Seat, neighbours: list[Resident]
) -> None:
    wanted: list[tuple[str, object]] = []
    seat.wanted.connect(lambda room, what: wanted.append((room, what)))
    press(hands, Key.Key_F7)
    press(hands, Key.Key_Return)
    press(hands, Key.Key_Down, ALT)
    assert f"{LANE}2号院9号" in texts(hands)
    press(hands, Key.Key_F3)
    assert wanted == [("residents", f"resident:{neighbours[3].id}")]


# rounds


def test_a_round_is_looked_at_before_it_is_planned(
    work: Work, hands: Hands, neighbours: list[Resident]
) -> None:
    press(hands, Key.Key_F4)
    assert cells(hands, "households.round.table", "why")[1] == (
        "never seen yet, 91 years old, old and alone"
    )
    assert reads_rounds.visits_of_day(work.store.connection, day(work)) == ()
    press(hands, Key.Key_Down)
    press(hands, Key.Key_Space)
    assert cells(hands, "households.round.table", "taken") == ["yes", "left out", "yes", "yes"]
    press(hands, Key.Key_Return, CONTROL)
    planned = reads_rounds.visits_of_day(work.store.connection, day(work))
    left_out = home(work, neighbours[3]).id
    assert len(planned) == 3
    assert left_out not in {visit.household for visit in planned}
    assert hands.page.view == "day"
    assert len(cells(hands, "households.stops", "where")) == 3


def test_what_was_not_said_yes_to_is_not_planned(
    work: Work, hands: Hands, founded: Founded
) -> None:
    own = areas.set_area(work, "Own", code="02")
    areas.assign(work, own.id, founded.actor.id)
    press(hands, Key.Key_F4)
    form = hands.page.round.form
    assert form.answers()["worker"] == founded.actor.id
    form.go_to("area")
    lane_of_a_colleague = next(one for one in areas.listed(work) if one.id != own.id)
    hands.press(Key.Key_1)
    assert form.answers()["area"] == lane_of_a_colleague.id
    assert form.answers()["worker"] == lane_of_a_colleague.worker, "whose area it is goes"
    press(hands, Key.Key_Escape)
    assert reads_rounds.visits_of_day(work.store.connection, day(work)) == ()
    assert hands.focus.objectName() == "households.table"


# the list of the day


@pytest.fixture
def carried(work: Work, neighbours: list[Resident], hands: Hands) -> Hands:
    """Four visits of a round, and the list open."""
    households.plan_round(work, "01", day(work), 4)
    hands.page._seat.runner.publish(frozenset({"homevisits"}))
    press(hands, Key.Key_2, CONTROL)
    assert hands.focus.objectName() == "households.stops"
    return hands


def test_a_carried_list_is_entered_in_one_pass(
    work: Work, carried: Hands, neighbours: list[Resident]
) -> None:
    carried.type("1")
    carried.type("2")
    carried.type("3")
    assert carried.page.day.table.currentIndex().row() == 3
    carried.type("n")
    assert carried.focus.objectName() == "households.entry.note"
    carried.type("好")
    press(carried, Key.Key_Return)
    carried.type("f")
    carried.type("灯坏")
    press(carried, Key.Key_Return)
    assert cells(carried, "households.stops", "outcome") == [
        "Met …",
        "Nobody in …",
        "Moved away …",
        "Met …",
    ]
    visits = [stop.visit.id for stop in carried.page.day.found.stops]
    assert all(homevisits.get(work, id).state == "planned" for id in visits)
    press(carried, Key.Key_Return, CONTROL)
    done = [homevisits.get(work, id) for id in visits]
    assert [visit.met for visit in done] == ["met", "nobody", "moved_away", "met"]
    assert (done[3].note, done[3].findings[0].text) == ("好", "灯坏")
    assert carried.page.day.entries == {}
    press(carried, Key.Key_F9)
    (finding,) = homevisits.get(work, visits[3]).findings
    assert cases.get_by_id(work, finding.case).origin == "found"


def test_what_is_typed_stays_while_one_looks_elsewhere_and_can_be_taken_back(
    work: Work, carried: Hands
) -> None:
    carried.type("1")
    press(carried, Key.Key_1, CONTROL)
    press(carried, Key.Key_2, CONTROL)
    assert cells(carried, "households.stops", "outcome")[0] == "Met …"
    press(carried, Key.Key_Home)
    carried.type("1")
    assert cells(carried, "households.stops", "outcome")[0] == ""
    assert not carried.page.day.save.isEnabled()


def test_a_line_that_cannot_be_saved_says_why_and_holds_up_no_other(
    work: Work, carried: Hands
) -> None:
    carried.type("1")
    carried.type("1")
    first, second = carried.page.day.found.stops[:2]
    homevisits.cancel(work, first.visit.id, "住院")
    press(carried, Key.Key_Return, CONTROL)
    assert homevisits.get(work, second.visit.id).state == "done"
    assert first.visit.id in carried.page.day.entries
    assert "cancelled already" in carried.page.day.entries[first.visit.id].problem


def test_a_report_is_judged_at_the_door(work: Work, carried: Hands) -> None:
    words = intake.OwnWords("井盖堵了", "public", "transfer", place=f"{LANE}口")
    case = intake.take_down(work, words)
    homevisits.plan(work, "verify", day(work), "wangmin", case=case.number, time="9:00")
    carried.page._seat.runner.publish(frozenset({"homevisits"}))
    carried.wait()
    press(carried, Key.Key_Home)
    carried.type("4")
    press(carried, Key.Key_Return, CONTROL)
    assert [seen.stands for seen in cases.get(work, case.number).verified] == [True]


def test_the_list_goes_on_paper_and_other_days_are_a_key_away(
    work: Work, carried: Hands, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    carried.page.day.head.out = PdfFolder(folder)
    press(carried, Key.Key_P, CONTROL)
    (file,) = folder.glob("*.pdf")
    assert "入户走访单" in pypdf.PdfReader(file).pages[0].extract_text().replace(" ", "")
    press(carried, Key.Key_Right, ALT)
    assert cells(carried, "households.stops", "where") == []
    assert carried.find("households.day.left").text() == "4 of earlier days not entered"
    press(carried, Key.Key_Left, ALT)
    press(carried, Key.Key_F7)
    carried.type("下雨")
    press(carried, Key.Key_Return, CONTROL)
    assert len(cells(carried, "households.stops", "where")) == 3


# appointments


def test_a_slot_is_given_to_somebody_found_by_a_few_letters(
    work: Work, hands: Hands, neighbours: list[Resident]
) -> None:
    press(hands, Key.Key_3, CONTROL)
    assert cells(hands, "households.slots.table", "state")[:4] == [
        "gone by",
        "gone by",
        "gone by",
        "2 free",
    ]
    press(hands, Key.Key_Right, ALT)
    press(hands, Key.Key_Home)
    press(hands, Key.Key_Return)
    hands.type(neighbours[0].id_number[-6:].lower())
    press(hands, Key.Key_Return)
    hands.page.slots.stage.panel.form.go_to("words")
    hands.type("办卡")
    press(hands, Key.Key_Return, CONTROL)
    (made,) = bookings.of_day(work, day(work, 1))
    assert (made.resident, made.start, made.words) == (neighbours[0].id, "09:00", "办卡")
    assert cells(hands, "households.slots.table", "state")[:2] == ["booked", "1 free"]


def test_an_appointment_is_moved_kept_or_taken_back(
    work: Work, hands: Hands, neighbours: list[Resident], tmp_path: Path
) -> None:
    made = bookings.book(work, "home", day(work), "14:00", resident=neighbours[0].id, words="送表")
    press(hands, Key.Key_3, CONTROL)
    press(hands, Key.Key_F8)
    row = cells(hands, "households.slots.table", "state").index("booked")
    table = hands.find("households.slots.table")
    table.setCurrentIndex(table.model().index(row, 0))
    folder = tmp_path / "papers"
    folder.mkdir()
    hands.page.slots.out = PdfFolder(folder)
    press(hands, Key.Key_P, CONTROL)
    assert len(list(folder.glob("*.pdf"))) == 1
    press(hands, Key.Key_F5)
    hands.page.slots.stage.panel.form.go_to("start")
    press(hands, Key.Key_A, CONTROL)
    hands.type("14:10")
    press(hands, Key.Key_Return, CONTROL)
    assert hands.page.slots.stage.panel is not None
    press(hands, Key.Key_A, CONTROL)
    hands.type("15:30")
    press(hands, Key.Key_Return, CONTROL)
    assert bookings.get(work, made.id).start == "15:30"
    row = cells(hands, "households.slots.table", "state").index("booked")
    table.setCurrentIndex(table.model().index(row, 0))
    press(hands, Key.Key_F6)
    assert bookings.get(work, made.id).state == "kept"


# areas


def test_an_area_is_made_assigned_and_its_households_formed(
    work: Work, hands: Hands, neighbours: list[Resident]
) -> None:
    lives(work, "上斜街7号院1号", 66, 9)
    press(hands, Key.Key_4, CONTROL)
    assert cells(hands, "households.areas.table", "due") == ["4"]
    press(hands, Key.Key_F5)
    hands.type("上斜街片")
    press(hands, Key.Key_Return)
    hands.type("02")
    press(hands, Key.Key_Return)
    hands.type("上斜街")
    press(hands, Key.Key_Return, CONTROL)
    assert cells(hands, "households.areas.table", "worker") == ["王敏", "nobody yet"]
    press(hands, Key.Key_End)
    press(hands, Key.Key_F4)
    hands.page.areas.stage.panel.form.go_to("worker")
    hands.type("1")
    press(hands, Key.Key_Return, CONTROL)
    assert areas.get(work, "02").worker
    press(hands, Key.Key_F7)
    assert cells(hands, "households.areas.table", "total") == ["4", "1"]
    assert "Households made: 1." in texts(hands)
    hands.page.areas.to_table()
    press(hands, Key.Key_End)
    press(hands, Key.Key_Return)
    assert cells(hands, "households.table", "address") == ["上斜街7号院1号"]


def test_who_may_only_look_is_offered_nothing_to_do(
    qtbot: QtBot,
    work: Work,
    neighbours: list[Resident],
    founded: Founded,
    data_dir: Path,
    clock: Any,
) -> None:
    worker = Actor(founded.actor.id, "wangmin", "王敏", ("worker",))
    with seated(data_dir, founded.key, worker, clock) as seat:
        hands = Hands(qtbot, seat, HouseholdsPage(seat))
        press(hands, Key.Key_4, CONTROL)
        assert hands.find("households.areas.assign").isHidden()
        assert not hands.find("households.areas.form").isHidden()


def test_everything_has_a_name(hands: Hands) -> None:
    pages = (None, Key.Key_F4, Key.Key_2, Key.Key_3, Key.Key_4)
    for key in pages:
        if key is not None:
            press(hands, key, CONTROL if key != Key.Key_F4 else Qt.KeyboardModifier.NoModifier)
        assert not nameless(hands.page, NAMES["households"])
        if key == Key.Key_F4:
            press(hands, Key.Key_Escape)
    assert isinstance(hands.page, QWidget)


def test_other_rooms_lead_here(hands: Hands, work: Work, neighbours: list[Resident]) -> None:
    hands.page.go(f"household:{home(work, neighbours[1]).id}")
    hands.wait()
    assert f"{LANE}2号院1号" in texts(hands)
    hands.page.go("slots")
    hands.wait()
    assert hands.page.view == "slots"
    hands.page.go("attention")
    hands.wait()
    assert len(cells(hands, "households.table", "seen")) == 3


def test_the_residents_page_says_who_answers_for_the_household(
    qtbot: QtBot, work: Work, neighbours: list[Resident], seat: Seat
) -> None:
    wanted: list[tuple[str, object]] = []
    seat.wanted.connect(lambda room, what: wanted.append((room, what)))
    hands = Hands(qtbot, seat, PersonPage(seat))
    hands.page.show_person(neighbours[0].id)
    hands.wait()
    assert "王敏" in texts(hands)
    assert "Old and alone, 80 or older" in texts(hands)
    press(hands, Key.Key_F10)
    assert wanted == [("households", f"household:{home(work, neighbours[0]).id}")]
