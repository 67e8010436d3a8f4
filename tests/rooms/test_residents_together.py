"""What windows did apart to one person, put right on the person's page by the keyboard: of two
values the right one chosen, two registrations joined, and taken apart again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people import people
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from seated import Hands, seated
from stations import Elsewhere
from taken_in import take_in

from station_desktop.domain import fold
from station_desktop.domain.person.residents import Changed, FieldChange, Resident, Revealed
from station_desktop.rooms.names import NAMES
from station_desktop.rooms.residents.page import ResidentsPage
from station_desktop.ui.object_names import nameless
from station_desktop.ui.seat import Seat
from station_desktop.usecases.casework import settling
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.people import residents
from station_desktop.usecases.work import Actor, Work

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
OTHER_WINDOW = "0123456789ab"
HERE, THERE = "校场小六条19号", "校场小六条21号"


@pytest.fixture
def seat(work: Work, founded: Founded, data_dir: Path, clock: Any, qapp: Any) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken


@pytest.fixture
def person(work: Work) -> Resident:
    return residents.register(work, people(1)[0].typed())


@pytest.fixture
def twin(work: Work, person: Resident, clock: Any) -> Resident:
    """The same person, registered an hour later by another number."""
    clock.turn(hours=1)
    typed = people(2)[1].typed() | {"name": person.name}
    return residents.register(work, typed)


@pytest.fixture
def hands(qtbot: QtBot, seat: Seat) -> Hands:
    return Hands(qtbot, seat, ResidentsPage(seat))


def opened(hands: Hands, person: Resident) -> Hands:
    hands.page.go(f"resident:{person.id}")
    hands.wait()
    return hands


def texts(hands: Hands) -> str:
    words = [w.text() for w in hands.page.findChildren(QLabel) if w.isVisible()]
    words += [w.text() for w in hands.page.findChildren(QLineEdit) if w.isVisible()]
    return "\n".join(words)


def changed_apart(work: Work, person: Resident, field: str, there: str, here: str) -> None:
    """Another window changes the field, and this one too, neither knowing of the other."""
    other = Elsewhere(work.store, OTHER_WINDOW, work.author)
    other.sees(*work.store.ledger.history(f"resident:{person.id}"))
    before = person.attribute(field)
    other.apart(f"resident:{person.id}", Changed({field: FieldChange(before, there)}))
    fact = Changed({field: FieldChange(before, here)})
    work.store.ledger.append(work.author, [(f"resident:{person.id}", fact)])


# two values


def test_both_values_stand_there_and_one_key_leads_to_choosing(
    work: Work, person: Resident, hands: Hands
) -> None:
    changed_apart(work, person, "residence_address", THERE, HERE)
    opened(hands, person)
    assert "F9" in hands.find("residents.person.said").accessibleName()
    for place, value in enumerate((THERE, HERE)):
        said = hands.find(f"residents.settle.residence_address.{place}.value").text()
        assert said.startswith(f"{value}\n王敏 · 26 November 2026 10:00")
        assert said.endswith("shown now") is (value == HERE)
    hands.press(Key.Key_F9)
    assert hands.focus.objectName() == "residents.settle.residence_address.0"
    hands.press(Key.Key_Space)
    found = residents.get(work, person.id)
    assert (found.residence_address, found.conflicts) == (THERE, ())
    assert not hands.page.person.together.disputes.isVisible()
    assert hands.focus.objectName() == "residents.cases"


def test_masked_values_are_compared_in_full_only_with_a_reason(
    work: Work, person: Resident, hands: Hands
) -> None:
    accounts = ("6222020200012345678", "6222020200098765678")
    changed_apart(work, person, "bank_account", *accounts)
    opened(hands, person)
    assert not any(number in texts(hands) for number in accounts)
    hands.find("residents.settle.bank_account.full").setFocus()
    hands.press(Key.Key_Space)
    assert hands.focus.objectName() == "residents.reveal.reason"
    hands.type("compare the passbook")
    hands.press(Key.Key_Return)
    assert all(number in texts(hands) for number in accounts)
    facts = [fold.fact_of(e) for e in work.store.ledger.history(f"resident:{person.id}")]
    assert Revealed("bank_account", "compare the passbook") in facts
    hands.page.person.record.timers["bank_account"].timeout.emit()
    hands.wait()
    assert not any(number in texts(hands) for number in accounts)


def test_who_may_not_settle_sees_both_values_and_who_does(
    qtbot: QtBot, work: Work, person: Resident, data_dir: Path, founded: Founded, clock: Any
) -> None:
    changed_apart(work, person, "residence_address", THERE, HERE)
    worker = Actor("x", "li", "李明", ("worker",))
    with seated(data_dir, founded.key, worker, clock) as seat:
        hands = opened(Hands(qtbot, seat, ResidentsPage(seat)), person)
        said = texts(hands)
        assert HERE in said
        assert THERE in said
        assert "stationmaster" in said
        assert not hands.find("residents.person.join").isVisible()
        hands.press(Key.Key_F9)
        hands.press(Key.Key_F7)
        assert hands.focus.objectName() == "residents.cases"


# two registrations


def test_the_other_registration_is_found_compared_and_joined_to_the_earlier(
    work: Work, person: Resident, twin: Resident, hands: Hands
) -> None:
    case = take_in(work, twin)
    opened(hands, twin)
    hands.press(Key.Key_F7)
    assert hands.focus.objectName() == "residents.join.text"
    assert hands.find("residents.join.list").current.what.id == person.id
    hands.press(Key.Key_Return)
    assert "stays · registered" in texts(hands)
    hands.press(Key.Key_Escape)
    assert hands.focus.objectName() == "residents.join.text"
    assert not residents.get(work, twin.id).joined_into
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return, CONTROL)
    assert residents.get(work, twin.id).joined_into == person.id
    page = hands.page.person
    assert page.file.person.id == person.id
    assert [row.case.id for row in page.file.cases] == [case.id]
    assert page.together.stage.panel is None


def test_a_joined_registration_says_so_leads_there_and_is_taken_apart(
    work: Work, person: Resident, twin: Resident, hands: Hands, seat: Seat
) -> None:
    settling.join(work, person.id, twin.id)
    wanted: list[tuple[str, object]] = []
    seat.wanted.connect(lambda room, what: wanted.append((room, what)))
    opened(hands, twin)
    assert "earlier registration" in hands.find("residents.person.said").accessibleName()
    for key in (Key.Key_F4, Key.Key_F6, Key.Key_F7):
        hands.press(key)
    assert wanted == []
    assert not hands.page.person.edit.isVisible()
    hands.press(Key.Key_F3)
    assert hands.page.person.file.person.id == person.id
    hands.press(Key.Key_F8)
    assert hands.focus.objectName() == "residents.registration.0.part"
    hands.press(Key.Key_Space)
    assert not residents.get(work, twin.id).joined_into
    assert not hands.page.person.together.registrations.isVisible()
    settling.join(work, person.id, twin.id)
    opened(hands, twin)
    hands.page.person._fresh.mark_stale()
    hands.wait()
    hands.press(Key.Key_F8)
    assert not residents.get(work, twin.id).joined_into
    assert hands.find("residents.person.join").isVisible()


def test_everything_that_can_be_used_has_a_name(
    work: Work, person: Resident, twin: Resident, hands: Hands
) -> None:
    settling.join(work, person.id, twin.id)
    changed_apart(work, person, "bank_account", "6222020200012345678", "6222020200098765678")
    opened(hands, person)
    hands.press(Key.Key_F7)
    assert nameless(hands.page, NAMES["residents"]) == []
