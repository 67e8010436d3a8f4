"""One person: the record, what was handled, what is on file, and who looked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station_desktop import phrases
from station_desktop.domain.person import masks
from station_desktop.domain.problem import Refused
from station_desktop.rooms.residents import gather, page_cards, page_words
from station_desktop.rooms.residents.gather import PersonCase, PersonFile
from station_desktop.rooms.residents.page_edit import EditPanel
from station_desktop.rooms.residents.page_home import HomeCard
from station_desktop.rooms.residents.page_record import RecordCard
from station_desktop.rooms.residents.page_together import Together
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import CardColumn, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.erased import named
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr


class PersonPage(QWidget):
    """Signals: ``closed`` to go back to the list, ``moved(id)`` to another registration."""

    closed = Signal()
    moved = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("residents.person")
        self._seat = seat
        self._id = ""
        self.file: PersonFile | None = None
        self.name = label(role="heading")
        self.name.setObjectName("residents.person.name")
        self.who = label(role="muted")
        self.messages = MessageBar("residents.person.message")
        self.record = RecordCard(seat)
        self.edit = EditPanel(seat)
        self.together = Together(seat, self.record, self.messages)
        self.cases = RowsModel(seat.runner, self._case_columns(), self)
        self.table = Table(
            self.cases,
            "residents.cases",
            Text("residents", "Cases"),
            Text("residents", "No case yet."),
        )
        self._left = CardColumn("residents.person.record")
        self._right = CardColumn("residents.person.cards")
        self._arrange()
        self._add_keys()
        self.table.opened.connect(self._open_case)
        self.edit.left.connect(self._end_edit)
        self.edit.saved.connect(self._saved)
        self.together.moved.connect(self.moved)
        self.together.ended.connect(self._to_table)
        self._fresh = Freshness(
            self, seat.changed, ("residents", "cases", "households"), self._read
        )
        follow(self, self._fresh.mark_stale)

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.messages)
        box.addWidget(self._head())
        box.addWidget(self.together)
        for card in (self.together.disputes, self.record, self.together.registrations):
            self._left.add(card)
        self.edit.hide()
        across = QHBoxLayout()
        across.setSpacing(size.gap + 2)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._left)
        left.addWidget(self.edit)
        right.setSpacing(size.gap + 2)
        right.addWidget(self.table, 4)
        right.addWidget(self._right, 5)
        across.addLayout(left, 5)
        across.addLayout(right, 6)
        box.addLayout(across, 1)

    def _head(self) -> QWidget:
        head = QFrame()
        set_role(head, "card")
        size = theme.scale()
        line = QHBoxLayout(head)
        line.setContentsMargins(size.space, size.gap, size.space, size.gap)
        line.setSpacing(size.gap)
        line.addWidget(self.name)
        line.addWidget(self.who)
        line.addStretch(1)
        self.visit = self._button(
            "visit", Text("residents", "Begin a visit  F6"), self._begin_visit
        )
        set_role(self.visit, "primary")
        self.change = self._button("edit", Text("residents", "Correct  F4"), self.begin_edit)
        self.join = self._button("join", Text("residents", "Join  F7"), self._begin_join)
        self.casework = self._button(
            "individual", Text("residents", "Casework  F5"), self._begin_casework
        )
        self.back = self._button("back", Text("residents", "Back  Esc"), self.leave)
        set_role(self.back, "quiet")
        self._offer(None)
        for button in (self.visit, self.change, self.casework, self.join, self.back):
            line.addWidget(button)
        return head

    def _button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"residents.person.{key}")
        bind(button.setText, *words)
        button.clicked.connect(lambda: act())
        return button

    def _add_keys(self) -> None:
        keyed: list[tuple[str, Callable[[], object]]] = [
            ("Esc", self.leave),
            ("F4", self.begin_edit),
            ("F5", self._begin_casework),
            ("F6", self._begin_visit),
            ("F3", self.together.go_earlier),
            ("F7", self._begin_join),
            ("F8", self.together.part),
            ("F9", self.together.to_disputes),
            ("F10", self._to_household),
        ]
        keyed += [(f"Ctrl+{n}", partial(self.record.press, n)) for n in range(1, 6)]
        for keys, act in keyed:
            on_key(self, keys, act)

    # showing

    def show_person(self, id: str) -> None:
        """Read and show a person."""
        if id != self._id:
            self._id = id
            self.file = None
            self.messages.clear()
            self._end_edit()
            self.together.close_panel()
            self.together.put(None)
        self._fresh.mark_stale()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        id, language = self._id, self._seat.language.code
        if not id:
            return
        self._seat.read(
            lambda work: gather.person_file(work, id, language),
            self._show,
            self._unknown,
            tag="residents.person",
            owner=self,
        )

    def _unknown(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))

    def _show(self, found: PersonFile) -> None:
        if self.file is None:
            self._seat.write(partial(gather.opened, resident=found.person.id))
        self.file = found
        person = found.person
        self.name.setText(named(masks.known_as(person.name, person.erased_at)))
        self.who.setText(page_words.sex_and_age(found.sex, found.age))
        self.record.set_title(tr("residents", "Record"))
        self.record.put(found)
        self.together.put(found)
        self._offer(found)
        self._show_cases(found)
        self._right.clear()
        if found.home.household is not None:
            home = HomeCard(self._seat, found)
            home.opened.connect(self._to_household)
            self._right.add(home)
        for card in page_cards.cards(found, self._seat.language.code):
            self._right.add(card)

    def _offer(self, found: PersonFile | None) -> None:
        """A registration that was joined to another is only looked at."""
        alone = found is None or found.registrations.into is None
        self.visit.setVisible(alone and self._seat.may("intake"))
        self.change.setVisible(alone and self._seat.may("resident.write"))
        self.casework.setVisible(alone and self._seat.may("individual.act"))
        self.join.setVisible(alone and self._seat.may("sync.settle"))

    def _show_cases(self, found: PersonFile) -> None:
        cases = found.cases

        def rows(_: Any, window: Window) -> tuple[PersonCase, ...]:
            return () if window.after is not None or window.skip else cases

        self.cases.set_source(Source(rows, lambda row: row.case.id, lambda row: row.case.id))

    def _case_columns(self) -> tuple[Column, ...]:
        return (
            Column("state", Text("residents", "State"), self._state, 116, tone=_state_tone),
            Column("item", Text("residents", "Item"), self._item),
            Column("number", Text("residents", "Number"), lambda row: str(row.case.number), 226),
        )

    def _state(self, row: PersonCase) -> str:
        return phrases.say(f"case.state.{row.case.state}", self._seat.language.code)

    def _item(self, row: PersonCase) -> str:
        return row.item.get(self._seat.language.code)

    # acting

    def _open_case(self, row: PersonCase) -> None:
        self._seat.wanted.emit("queue", f"case:{row.case.number}")

    def _begin_visit(self) -> None:
        if self._id and not self.visit.isHidden():
            self._seat.wanted.emit("desk", self._id)

    def _begin_casework(self) -> None:
        """To their individual case, or to begin one."""
        if self._id and not self.casework.isHidden():
            self._seat.wanted.emit("individuals", f"apply:{self._id}")

    def _to_household(self, _: str = "") -> None:
        home = self.file.home.household if self.file is not None else None
        if home is not None:
            self._seat.wanted.emit("households", f"household:{home.id}")

    def begin_edit(self) -> None:
        """Correct the record in its place."""
        if self.file is None or self.change.isHidden():
            return
        self.together.close_panel()
        self.record.cover_all()
        self._left.hide()
        self.edit.show()
        self.edit.begin(self.file)

    def _begin_join(self) -> None:
        if self.file is not None and not self.join.isHidden():
            self._end_edit()
            self.together.join()

    def _end_edit(self) -> None:
        self.edit.hide()
        self._left.show()

    def _saved(self) -> None:
        self._end_edit()
        self.messages.say("ok", tr("residents", "The record is corrected."))
        self._to_table()

    def leave(self) -> None:
        """Out of what one is in: a question, the correction, the person."""
        if self.together.leave():
            return
        if self.record.leave():
            self._to_table()
        elif self.edit.isVisible():
            self._end_edit()
            self._to_table()
        else:
            self.closed.emit()

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody leaves a full number on the screen behind."""
        self.record.cover_all()
        super().hideEvent(event)


def _state_tone(row: PersonCase) -> str:
    return page_words.STATE_TONES.get(row.case.state, "")
