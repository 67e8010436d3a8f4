"""What is to settle: the list, and both versions of the chosen matter side by side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.rooms.sync import reads_settle, room
from station_desktop.rooms.sync.reads_settle import Both, MatterRow, Side
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, clear, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.casework import settling
from station_desktop.usecases.work import Work

_CHANGED = frozenset({"residents", "cases", "matters", "sync"})
_LEADS: dict[str, Text] = {
    "conflict": Text("sync", "Changed on two sides apart. Which value is right?"),
    "unfit": Text("sync", "This act came too late to take effect. Say what was done about it."),
    "twins": Text("sync", "Registered twice? Joining loses nothing and can be undone."),
    "same_number": Text("sync", "One number was given twice. One of the cases needs another."),
    "set_aside": Text("sync", "The hall set this entry aside. Say what was done instead."),
}


class Settle(QWidget):
    """The list on the left, the chosen matter and what can be done about it on the right."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.both: Both | None = None
        self.messages = MessageBar("sync.settle.message")
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._held = HeldRows(self.model, lambda row: row.key)
        self.table = Table(
            self.model,
            "sync.matters",
            Text("sync", "To settle"),
            Text("sync", "There is nothing to settle."),
        )
        self.first = self.table
        self.note = QLineEdit()
        self.note.setObjectName("sync.settle.note")
        bind(self.note.setPlaceholderText, "sync", "What was done about it")
        bind(self.note.setAccessibleName, "sync", "What was done about it")
        self.note.returnPressed.connect(self._note_given)
        self.card = Card()
        self.sides = QGridLayout()
        self.acts = QHBoxLayout()
        self._arrange()
        self.table.chosen.connect(self._choose)
        self.model.arrived.connect(self._choose_first)
        follow(self, self._again)
        self._show(None)

    def refresh(self) -> None:
        """Ask what is to settle."""
        self._seat.read(reads_settle.rows, self._put, tag="sync.matters.rows", owner=self)

    def _put(self, rows: tuple[MatterRow, ...]) -> None:
        self._held.put(rows)
        if self.both is not None and not self._held.holds(self.both.row.key):
            self.note.clear()
            self._show(None)

    # building

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("kind", Text("sync", "What"), self._kind, 150, tone=lambda _: "warn"),
            Column("about", Text("sync", "About"), self._about),
            Column("at", Text("sync", "When"), lambda row: room.moment(row.matter.at), 138),
        )

    @property
    def _language(self) -> str:
        return self._seat.language.code

    def _kind(self, row: MatterRow) -> str:
        return phrases.say(f"matter.{row.matter.kind}", self._language)

    def _about(self, row: MatterRow) -> str:
        field = reads_settle.field_name(row.field, self._language) if row.field else ""
        act = reads_settle.act_name(row.matter.act, self._language) if row.matter.act else ""
        return " · ".join(part for part in (row.about, field, act) if part)

    def _arrange(self) -> None:
        size = theme.scale()
        self.sides.setHorizontalSpacing(size.space)
        self.lead = label(role="muted")
        self.lead.setWordWrap(True)
        self.card.body.addWidget(self.lead)
        self.card.body.addLayout(self.sides)
        self.card.body.addWidget(self.note)
        self.card.body.addLayout(self.acts)
        right = CardColumn("sync.matter")
        bind(right.setAccessibleName, "sync", "Both versions")
        right.add(self.card)
        across = QHBoxLayout()
        across.setSpacing(size.space)
        across.addWidget(self.table, 42)
        across.addWidget(right, 58)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.messages)
        box.addLayout(across, 1)

    # the chosen one

    def _choose_first(self, *_: int) -> None:
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        elif self.both is None and self.table.current_row is not None:
            self._choose(self.table.current_row)

    def _choose(self, row: MatterRow) -> None:
        if self.both is None or self.both.row.key != row.key:
            self.note.clear()
        language = self._language
        self._seat.read(
            lambda work: reads_settle.both(work, row, language),
            self._show,
            tag="sync.matter",
            owner=self,
        )

    def _again(self) -> None:
        """In another language: at once where it is seen, else when it is looked at again."""
        if self.both is not None and self.isVisible():
            self._choose(self.both.row)
        else:
            self.table.setCurrentIndex(QModelIndex())
            self._show(None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choose_first()

    def _show(self, found: Both | None) -> None:
        self.both = found
        clear(self.sides)
        clear(self.acts)
        self.note.setVisible(found is not None and self._wants_note(found))
        if found is None:
            self.card.set_title(tr("sync", "Choose a matter to see both versions."))
            self.lead.clear()
            return
        self.card.set_title(self._about(found.row))
        self.lead.setText(tr(*_LEADS[found.row.matter.kind]))
        for column, side in enumerate(found.sides):
            self.sides.addWidget(self._side(side, column), column // 2, column % 2)
        for key, title, act in self._whole_acts(found):
            self.acts.addWidget(self._button(key, title, act))
        self.acts.addStretch(1)

    @staticmethod
    def _wants_note(found: Both) -> bool:
        return found.row.matter.kind in ("unfit", "set_aside")

    def _side(self, side: Side, number: int) -> Card:
        card = Card(side.title)
        card.title.setWordWrap(True)
        holder = QVBoxLayout()
        facts = Card()
        facts.setFrameShape(facts.Shape.NoFrame)
        set_role(facts, "")
        facts.put_facts(side.facts)
        holder.addWidget(facts)
        holder.addStretch(1)
        if side.act == "keep":
            holder.addWidget(
                self._button(
                    f"keep.{number}",
                    Text("sync", "Keep this value"),
                    lambda: self._keep(side.key),
                )
            )
        if side.act == "number":
            holder.addWidget(
                self._button(
                    f"number.{number}",
                    Text("sync", "Give this one another number"),
                    lambda: self._renumber(side.key),
                )
            )
        card.body.addLayout(holder)
        return card

    def _whole_acts(self, found: Both) -> list[tuple[str, Text, Callable[[], None]]]:
        acts: list[tuple[str, Text, Callable[[], None]]] = []
        kind, subjects = found.row.matter.kind, found.row.matter.subjects
        if kind == "twins":
            acts += [
                ("join", Text("sync", "One person: join them"), self._join),
                ("distinct", Text("sync", "Two people: keep apart"), self._distinct),
            ]
        if self._wants_note(found):
            acts.append(("seen", Text("sync", "Settled"), self._note_given))
        if found.hidden and self._seat.may("resident.reveal"):
            acts.append(("full", Text("sync", "Show in full"), self._look))
        if subjects[0].startswith("case:") and found.row.about and self._seat.may("case.read"):
            acts.append(("open", Text("sync", "Open the case"), self._open))
        return acts

    def _button(self, key: str, title: Text, act: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"sync.settle.{key}")
        bind(button.setText, *title)
        button.clicked.connect(lambda: act())
        return button

    # acts

    def _act(self, act: Callable[[Work], object]) -> None:
        self.messages.clear()
        self._seat.write(act, self._done, self._refused, changed=_CHANGED, owner=self)

    def _done(self, _: object) -> None:
        self.messages.say("ok", tr("sync", "Settled."))
        self.table.setFocus()

    def _refused(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))
        if any(problem.field == "note" for problem in refused.problems):
            self.note.setFocus()

    def _keep(self, value: str) -> None:
        if self.both is not None:
            matter = self.both.row.matter
            resident = matter.subjects[0].partition(":")[2]
            self._act(lambda work: settling.settle(work, resident, matter.field, value))

    def _renumber(self, case: str) -> None:
        self._act(lambda work: settling.renumber(work, case))

    def _two(self) -> tuple[str, str]:
        assert self.both is not None
        first, second = (s.partition(":")[2] for s in self.both.row.matter.subjects[:2])
        return first, second

    def _join(self) -> None:
        first, second = self._two()
        self._act(lambda work: settling.join(work, first, second))

    def _distinct(self) -> None:
        first, second = self._two()
        self._act(lambda work: settling.distinct(work, first, second))

    def _note_given(self) -> None:
        if self.both is None:
            return
        matter, note = self.both.row.matter, self.note.text()
        subject = matter.subjects[0]
        if matter.kind == "unfit":
            self._act(lambda work: settling.settle_act(work, subject, matter.entry, note))
        else:
            self._act(lambda work: settling.settle_aside(work, subject, matter.entry, note))

    def _look(self) -> None:
        if self.both is not None:
            row, language = self.both.row, self._language
            self._seat.write(
                lambda work: reads_settle.look(work, row, language),
                self._show,
                changed=frozenset({"residents"}),
                owner=self,
            )

    def _open(self) -> None:
        if self.both is not None:
            self._seat.wanted.emit("queue", f"case:{self.both.row.about}")
