"""One whistle, whole, with everything that may be done about it one key away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.time import clock
from station_desktop.rooms.whistles import acts, gather, page_cards, room
from station_desktop.rooms.whistles.acts import Key
from station_desktop.rooms.whistles.gather import WhistleFile
from station_desktop.rooms.whistles.page_act import ActPanel
from station_desktop.rooms.whistles.page_acts_bar import ActsBar
from station_desktop.rooms.whistles.page_board import MINUTE_MS
from station_desktop.rooms.whistles.page_head import Head
from station_desktop.rooms.whistles.page_sheet import SheetPanel
from station_desktop.rooms.whistles.page_timeline import Timeline
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, clear, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.page.record_page import RecordPage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.work import Work

LARGE = 18
"""From this size of type on, a panel takes the place of the cards while it is open."""

_LATE = "Past the limit and not on the scene: {names}"
_UNFIT = "{n} {n:entry|entries} came when the whistle was already over and {n:does|do} not count."


class WhistlePage(RecordPage):
    """Departments on the left, each against its limit; what happened on the right."""

    found: WhistleFile | None

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat, "whistles.whistle", ("whistles", "cases", "accounts", "settings"))
        self.head = Head()
        self._row, self._body = QWidget(), QWidget()
        self.acts = ActsBar(seat)
        self.bars = Timeline(
            "whistles.whistle.departments", lambda: seat.language.code, picking=True
        )
        self.nobody = label(role="muted")
        self._left = CardColumn("whistles.whistle.details")
        self._details = QWidget()
        self._history = CardColumn("whistles.whistle.history")
        self.columns = (self._left, self._history)
        self._arrange()
        self._add_keys()
        self.bars.chosen.connect(self._show_details)
        self.acts.pressed.connect(self.begin)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.tick)
        self._minute.start()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        for part in (self.messages, self.said, self.head):
            box.addWidget(part)
        across = QHBoxLayout(self._row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(size.gap)
        across.addWidget(self.acts, 1)
        self._add_ways(across)
        box.addWidget(self._row)
        box.addWidget(self.stage)
        columns = QHBoxLayout(self._body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(size.gap + 2)
        set_role(self._details, "ground")
        self._one = QVBoxLayout(self._details)
        self._one.setContentsMargins(0, 0, 0, 0)
        self._left.add(self._departments())
        self._left.add(self._details)
        columns.addWidget(self._left, 6)
        columns.addWidget(self._history, 5)
        box.addWidget(self._body, 1)

    def _departments(self) -> Card:
        card = Card()
        bind(card.set_title, "whistles", "Departments", owner=card)
        bind(
            self.nobody.setText,
            "whistles",
            "Nobody is called yet: the hall sees whom to call, or call somebody yourself.",
        )
        self.nobody.setWordWrap(True)
        card.body.addWidget(self.nobody)
        card.body.addWidget(self.bars)
        return card

    def _add_ways(self, line: QHBoxLayout) -> None:
        """To the case, to paper, back to the board, and to the whistles beside this one."""
        for key, words, act in (
            ("case", Text("whistles", "Case  F3"), self._go_to_case),
            ("sheet", Text("whistles", "Sheet  Ctrl+P"), self._begin_sheet),
            ("before", Text("whistles", "Previous  Alt+↑"), self.to_previous),
            ("after", Text("whistles", "Next  Alt+↓"), self.to_following),
            ("back", Text("whistles", "All  Esc"), self.leave),
        ):
            button = QPushButton()
            set_role(button, "quiet")
            button.setObjectName(f"whistles.whistle.{key}")
            bind(button.setText, *words)
            button.clicked.connect(act)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _add_keys(self) -> None:
        for act in acts.ACTS:
            on_key(self, act.shortcut, partial(self.acts.press, act.key))
        on_key(self, "F3", self._go_to_case)
        on_key(self, "Ctrl+P", self._begin_sheet)

    # showing

    def read(self, work: Work, id: str, language: str) -> WhistleFile:
        return gather.read(work, id, language)

    def show_found(self, found: WhistleFile, *, first: bool) -> None:
        language = self._seat.language.code
        self.acts.offer(found.whistle)
        self.tick()
        if first:
            self.bars.pick(_first_awaited(self._lanes()))
            self._show_details()
        self._history.clear()
        ended = page_cards.ended(found, language)
        for card in (*([ended] if ended else []), page_cards.history(found, language)):
            self._history.add(card)

    def tick(self) -> None:
        """Everything that goes with the time: words, bars, who is late."""
        if self.found is None:
            return
        lanes = self._lanes()
        self.head.put(self.found, lanes, self._seat.language.code)
        self.bars.put(lanes)
        self.bars.setVisible(bool(lanes))
        self.nobody.setVisible(not lanes)
        self._caution(lanes)
        self._show_details()

    def _lanes(self) -> tuple[room.Lane, ...]:
        now = clock.milliseconds(self._seat.now())
        return room.lanes(self.found.whistle, now) if self.found is not None else ()

    def _caution(self, lanes: tuple[room.Lane, ...]) -> None:
        """What must not be overlooked: who is late, and what came when it was over."""
        found = self.found
        late = [lane.called.department for lane in lanes if lane.standing.how == "late"]
        if found is not None and found.whistle.unfit:
            self.said.put(tr("whistles", _UNFIT, n=len(found.whistle.unfit)), "warn")
        elif late:
            names = room.departments(late, self._seat.language.code)
            self.said.put(tr("whistles", _LATE, names=names))
        else:
            self.said.put("")

    def _show_details(self, _: str = "") -> None:
        clear(self._one)
        picked = self.bars.department
        for lane in self._lanes():
            if lane.called.department == picked:
                self._one.addWidget(page_cards.department(lane, self._seat.language.code))

    def to_next(self) -> None:
        """Give the keyboard to the departments, or else to the next thing to do."""
        if self.bars.isVisible():
            self.bars.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.acts.to_next()

    # acting

    def begin(self, key: Key) -> None:
        """Prepare an act beneath the head."""
        if self.found is None:
            return
        self.messages.clear()
        self._show_panel(ActPanel(self._seat, key, self.found, self.bars.department))

    def _begin_sheet(self) -> None:
        if self.found is not None:
            self._show_panel(SheetPanel(self._seat, self.found))

    def _show_panel(self, panel: Panel) -> None:
        self.stage.show_panel(panel, fill=theme.scale().base >= LARGE)

    def make_room(self) -> None:
        shown = self.stage.panel is not None
        cramped = theme.scale().base >= LARGE and shown
        self._row.setVisible(not cramped)
        self._body.setVisible(not cramped)
        self._details.setVisible(not shown)

    def _go_to_case(self) -> None:
        if self.found is not None and self.found.shown.case:
            self._seat.wanted.emit("queue", f"case:{self.found.shown.case}")


def _first_awaited(lanes: tuple[room.Lane, ...]) -> str:
    """Who is to be called after first: the late one before others that are not there."""
    for how in ("late", "waiting"):
        for lane in lanes:
            if lane.standing.how == how:
                return lane.called.department
    return ""
