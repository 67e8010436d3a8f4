"""Somebody erased, in the window: named as such in lists, on the case, in the journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people import people
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget
from pytestqt.qtbot import QtBot
from seated import Hands, seated
from taken_in import take_in

from station_desktop.domain.case.cases import Case
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.journal.page import JournalPage
from station_desktop.rooms.queue.page import QueuePage
from station_desktop.rooms.residents.page import ResidentsPage
from station_desktop.ui.seat import Seat
from station_desktop.usecases.casework import cases
from station_desktop.usecases.door.opening import Founded
from station_desktop.usecases.paper import papers
from station_desktop.usecases.people import residents
from station_desktop.usecases.privacy import erasing
from station_desktop.usecases.work import Actor, Work

SOMEBODY = people(1, seed=72)[0]


@pytest.fixture
def erased(work: Work, clock: Any) -> tuple[Resident, Case]:
    person = residents.register(work, SOMEBODY.typed())
    case = take_in(work, person)
    cases.withdraw(work, case.number, f"{SOMEBODY.name}本人要求")
    clock.turn(days=1100)
    erasing.ask(work, person.id, "wish", "本人来电要求")
    auditor = Work(work.store, Actor(f"{7:032x}", "audit", "赵审", ("audit",)))
    erasing.review(auditor, person.id, True, "")
    return person, case


@pytest.fixture
def seat(erased: object, founded: Founded, data_dir: Path, clock: Any, qapp: Any) -> Iterator[Seat]:
    with seated(data_dir, founded.key, founded.actor, clock) as taken:
        yield taken
        taken.language.switch("en")


def texts(page: QWidget) -> str:
    """Everything that stands on it: labels and the cells of lists."""
    found = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    for view in page.findChildren(QAbstractItemView):
        model = view.model()
        if view.isVisible() and model is not None:
            for row in range(min(model.rowCount(), 50)):
                for column in range(model.columnCount()):
                    found.append(str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole)))
    return "\n".join(found)


def looked_at(qtbot: QtBot, seat: Seat, page: QWidget, *places: str) -> list[str]:
    hands, found = Hands(qtbot, seat, page), []
    for place in places:
        if place:
            page.go(place)  # type: ignore[attr-defined]
        hands.wait()
        found.append(texts(page))
    page.hide()
    for text in found:
        assert SOMEBODY.name not in text
        assert SOMEBODY.phone not in text
    return found


@pytest.mark.parametrize(("language", "words"), [("en", "(erased)"), ("zh_CN", "（已删除）")])
def test_an_erased_person_is_named_as_such(
    qtbot: QtBot, seat: Seat, work: Work, erased: tuple[Resident, Case], language: Any, words: str
) -> None:
    person, case = erased
    seat.language.switch(language)
    queue = QueuePage(seat)
    _, shown = looked_at(qtbot, seat, queue, "", f"case:{case.number}")
    assert case.number in shown
    assert words in shown
    (record,) = looked_at(qtbot, seat, ResidentsPage(seat), f"resident:{person.id}")
    assert words in record
    (journal,) = looked_at(qtbot, seat, JournalPage(seat), "")
    assert words in journal
    assert ("Erased what is personal" if language == "en" else "删除了个人信息") in journal
    facts = papers.facts_of(work, [case.number], "receipt", language)
    assert words in str(facts)
