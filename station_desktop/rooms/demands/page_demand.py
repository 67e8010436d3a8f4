"""One demand, whole, with everything that may be done about it one key away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.rooms.demands import acts, gather, page_cards
from station_desktop.rooms.demands.acts import Act, Key
from station_desktop.rooms.demands.gather import DemandFile
from station_desktop.rooms.demands.page_answer import AnswerPanel
from station_desktop.rooms.demands.page_ask import AskPanel
from station_desktop.rooms.demands.page_cases import CasesTable
from station_desktop.rooms.demands.page_head import Head
from station_desktop.rooms.demands.page_match import MatchPanel
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import CardColumn
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import restyle, set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.page.record_page import RecordPage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.counter import demands
from station_desktop.usecases.work import Work

LARGE = 18
"""From this size of type on, a panel takes the place of the cards while it is open."""

_LABELS: dict[Key, Text] = {
    "take": Text("demands", "See to it  F4"),
    "match": Text("demands", "Whose is it?  F5"),
    "visit": Text("demands", "Open a case at the desk  F6"),
    "link": Text("demands", "Link a case  F7"),
    "answer": Text("demands", "Answer  F8"),
    "reveal": Text("demands", "Show the phone  F9"),
}


class DemandPage(RecordPage):
    """What is asked on the left, the person's cases and what was done on the right."""

    found: DemandFile | None

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat, "demands.demand", ("demands", "residents", "cases", "sync"))
        self._suggested = ""
        self._paper_language = "zh_CN"
        self._buttons: dict[Key, QPushButton] = {}
        self.head = Head()
        self._row = QWidget()
        self._body = QWidget()
        self._acts = QWidget()
        self._flow = FlowLayout(self._acts, theme.scale().gap)
        self._left = CardColumn("demands.demand.left_cards")
        self._right = CardColumn("demands.demand.right_cards")
        self.columns = (self._left, self._right)
        self.table = CasesTable(seat)
        self._arrange()
        self._add_keys()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        for part in (self.messages, self.said, self.head):
            box.addWidget(part)
        for act in acts.ACTS:
            self._act_button(act)
        across = QHBoxLayout(self._row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(size.gap)
        across.addWidget(self._acts, 1)
        self._add_ways(across)
        box.addWidget(self._row)
        box.addWidget(self.stage)
        columns = QHBoxLayout(self._body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(size.gap + 2)
        columns.addWidget(self._left, 5)
        right = QVBoxLayout()
        right.setSpacing(size.gap + 2)
        right.addWidget(self.table, 3)
        right.addWidget(self._right, 5)
        columns.addLayout(right, 6)
        box.addWidget(self._body, 1)

    def _add_ways(self, line: QHBoxLayout) -> None:
        """Back to the list, and to the demands beside this one."""
        for key, words, act in (
            ("resident", Text("demands", "Resident  F3"), self._go_to_resident),
            ("before", Text("demands", "Previous  Alt+↑"), self.to_previous),
            ("after", Text("demands", "Next  Alt+↓"), self.to_following),
            ("back", Text("demands", "All demands  Esc"), self.leave),
        ):
            button = QPushButton()
            set_role(button, "quiet")
            button.setObjectName(f"demands.demand.{key}")
            bind(button.setText, *words)
            button.clicked.connect(act)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            if key == "resident":
                self._resident = button
                button.hide()

    def _act_button(self, act: Act) -> None:
        button = QPushButton(self._acts)
        button.setObjectName(f"demands.act.{act.key}")
        bind(button.setText, *_LABELS[act.key])
        button.clicked.connect(partial(self.begin, act.key))
        button.hide()
        self._buttons[act.key] = button

    def _add_keys(self) -> None:
        for act in acts.ACTS:
            on_key(self, act.shortcut, partial(self._press, act.key))
        on_key(self, "F3", self._go_to_resident)

    # showing

    def show_record(self, id: str) -> None:
        if id != self._id:
            self._suggested = ""
        super().show_record(id)

    def read(self, work: Work, id: str, language: str) -> DemandFile:
        found = gather.read(work, id, language)
        self._paper_language = work.store.settings().paper_language
        return found

    def show_found(self, found: DemandFile, *, first: bool) -> None:
        language = self._seat.language.code
        self.head.put(found, language)
        self.said.put(*page_cards.said(found))
        self._offer(found)
        self.table.put(found.cases)
        self._left.clear()
        for card in page_cards.left_column(found, language):
            self._left.add(card)
        self._right.clear()
        for card in page_cards.right_column(found, language):
            self._right.add(card)
        self._suggest(found)

    def _suggest(self, found: DemandFile) -> None:
        """A case of the person that came after the demand is likely the one opened for it."""
        number = found.since.number if found.since is not None else ""
        if not number or number == self._suggested or not self._seat.may("demand.act"):
            return
        self._suggested = number
        said = tr("demands", "Case {number} was opened since. Link it here?", number=number)
        self.messages.say("info", said, (tr("demands", "Link it"), partial(self._link, number)))

    def _offer(self, found: DemandFile) -> None:
        """Only what this person may do with the demand as it stands, the next thing highlighted."""
        following = acts.next_act(found.demand)
        while self._flow.takeAt(0) is not None:
            pass
        for act in acts.ACTS:
            button = self._buttons[act.key]
            fits = act.fits(found.demand, self._seat.actor.id)
            offered = self._seat.may(act.right) and fits
            button.setVisible(offered)
            restyle(button, "role", "primary" if act.key == following else None)
            if offered:
                self._flow.addWidget(button)
        self._flow.invalidate()
        self._acts.updateGeometry()
        self._resident.setVisible(found.person is not None)

    def to_next(self) -> None:
        """Give the keyboard to the next thing to do."""
        following = acts.next_act(self.found.demand) if self.found is not None else None
        button = self._buttons[following] if following is not None else None
        wanted = button if button is not None and button.isVisible() else self.table
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    # acting

    def _press(self, key: Key) -> None:
        if not self._buttons[key].isHidden():
            self.begin(key)

    def begin(self, key: Key) -> None:
        """Do it, or prepare it beneath the head."""
        found = self.found
        if found is None:
            return
        self.messages.clear()
        if key == "take":
            self._act(lambda work: demands.take(work, found.demand.id))
            return
        if key == "visit":
            self._seat.wanted.emit("desk", f"demand:{found.demand.id}")
            return
        self.stage.show_panel(self._panel_for(key, found), fill=theme.scale().base >= LARGE)

    def _panel_for(self, key: Key, found: DemandFile) -> Panel:
        if key == "match":
            return MatchPanel(self._seat, found)
        if key == "answer":
            return AnswerPanel(self._seat, found, self._paper_language)
        if key == "link":
            return AskPanel(self._seat, "link", found, self._number_meant(found))
        panel = AskPanel(self._seat, key, found, "")
        panel.revealed.connect(self.head.uncover)
        return panel

    def _number_meant(self, found: DemandFile) -> str:
        """The chosen case in the list, or the one that was opened since."""
        if self.table.hasFocus() and self.table.number:
            return self.table.number
        return found.since.number if found.since is not None else ""

    def _link(self, number: str) -> None:
        id = self._id
        self.messages.clear()
        self._act(lambda work: acts.link(work, id, number))

    def _act(self, act: Callable[[Work], object]) -> None:
        self._seat.write(act, self._done, self.refused, changed=frozenset({"demands"}), owner=self)

    def _done(self, _: object) -> None:
        self._seat.saved.emit()
        self.acted()

    def make_room(self) -> None:
        """One act at a time: the others stand aside, their keys go on working."""
        busy = self.stage.panel is not None
        self._row.setVisible(not busy)
        self._body.setVisible(not (busy and theme.scale().base >= LARGE))

    def _go_to_resident(self) -> None:
        if self.found is not None and self.found.person is not None:
            self._seat.wanted.emit("residents", f"resident:{self.found.person.id}")

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody leaves a full phone number on the screen behind."""
        self.head.cover()
        super().hideEvent(event)
