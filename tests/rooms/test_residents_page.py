"""The room of the residents, worked by the keyboard alone."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people import Person, people
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from seated import Hands, seated
from visits import line

from station_desktop.domain import fold
from station_desktop.domain.case.visitdraft import VisitDraft
from station_desktop.domain.person.residents import Resident, Revealed
from station_desktop.rooms.names import NAMES
from station_desktop.rooms.residents.page import ResidentsPage
from station_desktop.ui.object_names import nameless
from station_desktop.ui.seat import Seat
from station_desktop.usecases.counter import intake
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Actor, Work

CTRL = Qt.KeyboardModifier.ControlModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def seat(work: Work, founded: Founded, data_dir: Path, clock: Any, qapp: Any) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken


@pytest.fixture
def persons(work: Work) -> list[Resident]:
    return [residents.register(work, person.typed()) for person in people(6)]


@pytest.fixture
def hands(qtbot: QtBot, seat: Seat) -> Hands:
    return Hands(qtbot, seat, ResidentsPage(seat))


def opened(hands: Hands, person: Resident) -> Hands:
    hands.page.go(f"resident:{person.id}")
    hands.wait()
    return hands


def shown_texts(page: QWidget) -> str:
    """Everything one could read on the page."""
    from PySide6.QtWidgets import QLabel, QLineEdit

    words = [w.text() for w in page.findChildren(QLabel) if w.isVisible()]
    words += [w.text() for w in page.findChildren(QLineEdit) if w.isVisible()]
    words += [w.placeholderText() for w in page.findChildren(QLineEdit) if w.isVisible()]
    return "\n".join(words)


def looks(work: Work, person: Resident) -> list[Revealed]:
    entries = work.store.ledger.history(f"resident:{person.id}")
    return [fact for e in entries if isinstance(fact := fold.fact_of(e), Revealed)]


def test_enter_after_typing_opens_the_one_who_is_meant(
    persons: list[Resident], hands: Hands
) -> None:
    assert hands.focus.objectName() == "residents.text"
    hands.type(persons[2].id_number[-6:])
    hands.press(Qt.Key.Key_Return)
    assert hands.find("residents.person.name").text() == persons[2].name
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus.objectName() == "residents.text"


def test_several_found_are_chosen_from_the_list(persons: list[Resident], hands: Hands) -> None:
    hands.type("1")
    hands.press(Qt.Key.Key_Return)
    assert hands.focus.objectName() == "residents.table"
    hands.press(Qt.Key.Key_Down)
    meant = hands.find("residents.table").current_row
    hands.press(Qt.Key.Key_Return)
    assert hands.find("residents.person.name").text() == meant.name


def test_nothing_masked_is_readable_anywhere_on_the_page(
    persons: list[Resident], hands: Hands
) -> None:
    opened(hands, persons[0])
    hands.press(Qt.Key.Key_F4)
    said = shown_texts(hands.page)
    assert persons[0].id_number not in said
    assert persons[0].phone not in said
    assert persons[0].residence_address in said


def test_a_number_is_shown_with_a_reason_and_covered_again(
    work: Work, persons: list[Resident], hands: Hands
) -> None:
    opened(hands, persons[0])
    hands.press(Qt.Key.Key_1, CTRL)
    hands.press(Qt.Key.Key_Return)
    assert hands.page.person.record.wrong.isVisible()
    assert looks(work, persons[0]) == []
    hands.type("to fill in the bank form")
    hands.press(Qt.Key.Key_Return)
    assert hands.find("residents.value.id_number").text() == persons[0].id_number
    (looked,) = looks(work, persons[0])
    assert (looked.field, looked.reason) == ("id_number", "to fill in the bank form")
    timer = hands.page.person.record.timers["id_number"]
    assert timer.isActive()
    assert timer.interval() == 30_000
    timer.timeout.emit()
    hands.wait()
    assert persons[0].id_number not in shown_texts(hands.page)
    assert "to fill in the bank form" in shown_texts(hands.page)


def test_going_elsewhere_covers_what_was_shown(persons: list[Resident], hands: Hands) -> None:
    opened(hands, persons[0])
    hands.press(Qt.Key.Key_2, CTRL)
    hands.type("call back")
    hands.press(Qt.Key.Key_Return)
    assert persons[0].phone in shown_texts(hands.page)
    hands.press(Qt.Key.Key_Escape)
    opened(hands, persons[0])
    assert persons[0].phone not in shown_texts(hands.page)


def test_a_correction_changes_only_what_was_typed(
    work: Work, persons: list[Resident], hands: Hands
) -> None:
    before = persons[0]
    opened(hands, before)
    hands.press(Qt.Key.Key_F4)
    assert hands.focus.objectName() == "residents.edit.form.name"
    hands.find("residents.edit.form.residence_address").setFocus()
    hands.find("residents.edit.form.residence_address").clear()
    hands.type("校场小六条1号院")
    hands.press(Qt.Key.Key_Return, CONTROL)
    after = residents.get(work, before.id)
    assert after.residence_address == "校场小六条1号院"
    assert (after.id_number, after.phone) == (before.id_number, before.phone)
    assert not hands.page.person.edit.isVisible()


def test_what_is_wrong_is_said_beneath_its_field(
    work: Work, persons: list[Resident], hands: Hands
) -> None:
    opened(hands, persons[0])
    hands.press(Qt.Key.Key_F4)
    hands.find("residents.edit.form.phone").setFocus()
    hands.type("123")
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert hands.page.person.edit.form.row("phone").error
    assert residents.get(work, persons[0].id).phone == persons[0].phone
    hands.find("residents.edit.form.phone").clear()
    hands.type("none")
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert residents.get(work, persons[0].id).phone == ""


def test_a_case_is_opened_in_its_own_room(
    work: Work, persons: list[Resident], hands: Hands, seat: Seat
) -> None:
    draft = VisitDraft(
        id=work.store.ledger.new_id(), resident=persons[0].id, lines=(line(work, "GOV-EL-001"),)
    )
    case = intake.accept(work, draft).cases[0]
    wanted: list[tuple[str, object]] = []
    seat.wanted.connect(lambda room, what: wanted.append((room, what)))
    opened(hands, persons[0])
    table = hands.find("residents.cases")
    assert hands.focus is table
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_F6)
    assert wanted == [("queue", f"case:{case.number}"), ("desk", persons[0].id)]


def register_typed(hands: Hands, person: Person) -> None:
    hands.page.go("new:")
    hands.wait()
    for key, text in person.typed().items():
        hands.find(f"residents.new.{key}").setFocus()
        hands.type(text)
    hands.press(Qt.Key.Key_Return, CONTROL)


def test_a_new_person_is_registered_and_opened(
    work: Work, persons: list[Resident], hands: Hands
) -> None:
    new = people(9)[8]
    hands.type(new.name)
    hands.press(Qt.Key.Key_N, CONTROL)
    assert hands.find("residents.new.name").text() == new.name
    assert hands.focus.objectName() == "residents.new.id_number"
    hands.type(new.id_number)
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert hands.find("residents.person.name").text() == new.name
    assert residents.find(work, new.id_number)


def test_a_likeness_is_set_side_by_side_and_answered(
    work: Work, persons: list[Resident], hands: Hands
) -> None:
    new = people(9)[8]
    twin = Person(persons[0].name, new.id_number, new.birth_date, persons[0].phone, new.address)
    register_typed(hands, twin)
    assert hands.focus.objectName() == "residents.twins"
    assert not residents.find(work, new.id_number)
    hands.press(Qt.Key.Key_N)
    assert residents.find(work, new.id_number)[0].id != persons[0].id
    assert hands.find("residents.person.name").text() == twin.name


def test_the_same_number_leads_to_the_person_who_is_here(
    persons: list[Resident], hands: Hands
) -> None:
    register_typed(hands, people(6)[1])
    assert hands.page.findChild(QWidget, "residents.another") is None
    hands.press(Qt.Key.Key_1)
    assert hands.page.person.file.person.id == persons[1].id


def test_a_failing_check_digit_needs_a_reason(
    work: Work, persons: list[Resident], hands: Hands
) -> None:
    new = people(9)[8]
    last = "1" if new.id_number[-1] != "1" else "2"
    wrong = Person(new.name, new.id_number[:-1] + last, new.birth_date, new.phone, new.address)
    register_typed(hands, wrong)
    assert hands.focus.objectName() == "residents.approve.reason"
    hands.type("seen on the old card")
    hands.press(Qt.Key.Key_Return)
    (found,) = residents.find(work, wrong.id_number)
    assert found.id_override == "seen on the old card"


def test_what_one_may_not_do_is_not_offered(
    qtbot: QtBot,
    work: Work,
    persons: list[Resident],
    data_dir: Path,
    founded: Founded,
    clock: Any,
) -> None:
    worker = Actor("x", "li", "李明", ("worker",))
    with seated(data_dir, founded.key, worker, clock) as seat:
        hands = Hands(qtbot, seat, ResidentsPage(seat))
        assert hands.page.findChild(QWidget, "residents.import") is None
        hands.page.go("roster")
        assert hands.page.currentWidget() is hands.page.list


def test_everything_that_can_be_used_has_a_name(
    persons: list[Resident], hands: Hands, tmp_path: Path
) -> None:
    assert nameless(hands.page, NAMES["residents"]) == []
    opened(hands, persons[0])
    hands.press(Qt.Key.Key_F4)
    assert nameless(hands.page, NAMES["residents"]) == []
    look_at(hands, roster_file(tmp_path))
    assert nameless(hands.page, NAMES["residents"]) == []


# rosters


def roster_file(folder: Path, *, spoilt: int = 2) -> Path:
    """Thirty people in a CSV file, some with a number that a spreadsheet has rounded."""
    path = folder / "名册.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["序号", "姓名", "身份证号", "现住址", "联系电话"])
        for number, person in enumerate(people(30, seed=7)):
            shown = person.id_number if number >= spoilt else person.id_number[:-3] + "000"
            writer.writerow([number + 1, person.name, shown, person.address, person.phone])
    return path


def look_at(hands: Hands, path: Path) -> None:
    hands.page.go("roster")
    hands.wait()
    hands.find("residents.roster.path").setText(str(path))
    hands.press(Qt.Key.Key_Return)


def test_a_roster_is_looked_at_taken_in_and_its_rejects_saved(
    work: Work, hands: Hands, tmp_path: Path
) -> None:
    look_at(hands, roster_file(tmp_path))
    assert hands.focus.objectName() == "residents.roster.go"
    assert "28" in hands.focus.text()
    shown = hands.find("residents.roster.columns").item(2, 2).text()
    assert people(30, seed=7)[2].id_number not in shown
    hands.press(Qt.Key.Key_Return, CONTROL)
    found = hands.page.roster.outcome._outcome
    assert (found.imported, len(found.rejections)) == (28, 2)
    assert residents.find(work, people(30, seed=7)[5].id_number)
    assert hands.focus.objectName() == "residents.roster.rejects.path"
    hands.press(Qt.Key.Key_Return)
    assert (tmp_path / "名册-rejected.xlsx").exists()


def test_a_column_taken_otherwise_is_looked_at_again(
    work: Work, hands: Hands, tmp_path: Path
) -> None:
    look_at(hands, roster_file(tmp_path))
    columns = hands.find("residents.roster.column.4")
    assert columns.currentData() == "phone"
    columns.setFocus()
    hands.press(Qt.Key.Key_Home)
    assert hands.focus.objectName() == "residents.roster.column.4"
    assert hands.focus.currentData() == ""
    hands.find("residents.roster.go").setFocus()
    hands.press(Qt.Key.Key_Return, CONTROL)
    (person,) = residents.find(work, people(30, seed=7)[5].id_number)
    assert person.phone == ""


def test_an_import_can_be_stopped_and_gone_on_with(
    work: Work, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from station_desktop.usecases.people import rosters

    look_at(hands, roster_file(tmp_path, spoilt=0))
    monkeypatch.setattr(rosters, "CHUNK", 10)
    roster = hands.page.roster
    real = roster._advance
    roster._advance = lambda done, total: (real(done, total), roster._halt())
    roster.look.go_on()
    roster._halt()
    hands.wait()
    first = roster.outcome._outcome
    assert first.cancelled
    assert first.imported < 30
    roster._advance = real
    roster.begin()
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return, CONTROL)
    again = roster.outcome._outcome
    assert not again.cancelled
    assert first.imported + again.imported == 30


def test_an_unreadable_file_is_said_in_the_page(hands: Hands, tmp_path: Path) -> None:
    look_at(hands, tmp_path / "no such file.xlsx")
    assert hands.page.roster.wrong.isVisible()
    assert hands.focus.objectName() == "residents.roster.path"
