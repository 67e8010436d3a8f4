"""One person: the record, what was handled, what is on file, and who looked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.rooms.residents import gather, page_words
from station_desktop.rooms.residents.gather import PersonCase, PersonFile
from station_desktop.rooms.residents.page_edit import EditPanel
from station_desktop.rooms.residents.page_record import RecordCard
from station_desktop.ui import theme
from station_desktop.ui.cards import Card, CardColumn, label
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.messages import MessageBar
from station_desktop.ui.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.seat import Seat
from station_desktop.ui.table import Table
from station_desktop.ui.text import Text
from station_desktop.ui.theme import set_role
from station_desktop.ui.words import bind, follow, tr


class PersonPage(QWidget):
    """Signals: ``closed`` to go back to the list."""

    closed = Signal()

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
        self._fresh = Freshness(self, seat.changed, ("residents", "cases"), self._read)
        follow(self, self._fresh.mark_stale)

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.messages)
        box.addWidget(self._head())
        self._left.add(self.record)
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
        self.back = self._button("back", Text("residents", "Back  Esc"), self.leave)
        set_role(self.back, "quiet")
        self.visit.setVisible(self._seat.may("intake"))
        self.change.setVisible(self._seat.may("resident.write"))
        for button in (self.visit, self.change, self.back):
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
            ("F6", self._begin_visit),
        ]
        keyed += [(f"Alt+{n}", partial(self.record.press, n)) for n in range(1, 6)]
        for keys, act in keyed:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # showing

    def show_person(self, id: str) -> None:
        """Read and show a person."""
        if id != self._id:
            self._id = id
            self.file = None
            self.messages.clear()
            self._end_edit()
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
        self.file = found
        person = found.person
        self.name.setText(person.name)
        self.who.setText(page_words.sex_and_age(found.sex, found.age))
        self.record.set_title(tr("residents", "Record"))
        self.record.put(found)
        self._show_cases(found)
        self._right.clear()
        for card in self._cards(found):
            self._right.add(card)

    def _show_cases(self, found: PersonFile) -> None:
        cases = found.cases

        def rows(_: Any, window: Window) -> tuple[PersonCase, ...]:
            return () if window.after is not None or window.skip else cases

        self.cases.set_source(Source(rows, lambda row: row.case.id, lambda row: row.case.id))

    def _cards(self, found: PersonFile) -> list[Card]:
        language = self._seat.language.code
        papers = [
            (
                paper.name,
                page_words.joined(
                    tr("residents", "original seen {day}", day=paper.seen_on)
                    if paper.original
                    else tr("residents", "copy seen {day}", day=paper.seen_on),
                    _until(paper),
                ),
            )
            for paper in found.papers
        ]
        visits = [
            (
                page_words.moment(visit.at, language),
                page_words.joined(
                    tr("residents", "items: {n}", n=len(visit.cases)),
                    page_words.channel(visit.channel),
                    name,
                    tr("residents", "by {agent}", agent=visit.agent) if visit.agent else "",
                ),
            )
            for visit, name in found.visits
        ]
        access = [
            (page_words.moment(line.at, language), f"{line.author}  {line.sentence}".strip())
            for line in found.access
        ]
        made = []
        for title, facts in (
            (tr("residents", "Documents on file"), papers),
            (tr("residents", "Visits"), visits),
            (tr("residents", "Who entered, changed and looked"), access),
        ):
            if facts:
                card = Card(title)
                card.put_facts(facts)
                made.append(card)
        return made

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
        if self._id and self._seat.may("intake"):
            self._seat.wanted.emit("desk", self._id)

    def begin_edit(self) -> None:
        """Correct the record in its place."""
        if self.file is None or not self._seat.may("resident.write"):
            return
        self.record.cover_all()
        self._left.hide()
        self.edit.show()
        self.edit.begin(self.file)

    def _end_edit(self) -> None:
        self.edit.hide()
        self._left.show()

    def _saved(self) -> None:
        self._end_edit()
        self.messages.say("ok", tr("residents", "The record is corrected."))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Out of what one is in: a question, the correction, the person."""
        if self.record.leave():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.edit.isVisible():
            self._end_edit()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody leaves a full number on the screen behind."""
        self.record.cover_all()
        super().hideEvent(event)


def _until(paper: gather.Paper) -> str:
    if not paper.until:
        return tr("residents", "for that visit only")
    if paper.serves:
        return tr("residents", "serves until {day}", day=paper.until)
    return tr("residents", "served until {day}", day=paper.until)


def _state_tone(row: PersonCase) -> str:
    return page_words.STATE_TONES.get(row.case.state, "")
