"""The front of the room: the board of what is going on, the list of the rest, and blowing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from station_desktop.domain.whistle.whistles import KINDS
from station_desktop.rooms.whistles import gather, page_words
from station_desktop.rooms.whistles.gather import Blowing
from station_desktop.rooms.whistles.page_act import BlowPanel
from station_desktop.rooms.whistles.page_board import Board
from station_desktop.rooms.whistles.page_list import WhistleList
from station_desktop.rooms.whistles.room import SEGMENTS, Segment
from station_desktop.ui.lists.find_line import FindLine
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr

_FIND = "Number, place, department or words (Ctrl+F)"
_GOING_ON = "{n} going on, {late} with somebody late"
_HINT = (
    "↑ ↓ choose · Enter opens · Ctrl+1 … Ctrl+3 which ones · Ctrl+F find · F4 blows a whistle · "
    "the line across a bar is the limit"
)


class Front(QWidget):
    """Signals: ``opened(id)``."""

    opened = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("whistles.front")
        self._seat = seat
        self.segment: Segment = "open"
        self._kind = ""
        self._counts: tuple[int, int] | None = None
        self._number = 0
        self._segments: dict[Segment, QPushButton] = {}
        self._kinds: dict[str, QPushButton] = {}
        self.text = FindLine("whistles.text", Text("whistles", _FIND))
        self.count = label(role="muted")
        self.count.setObjectName("whistles.count")
        self.blow_button = QPushButton()
        self.board, self.list = Board(seat), WhistleList(seat)
        self._body = QStackedWidget()
        self.stage = Stage("whistles.stage")
        self.stage.turned.connect(self._make_room)
        self.stage.left.connect(self.to_body)
        self._arrange()
        self._connect()
        follow(self, self._say)
        self._say()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        for number, key in enumerate(SEGMENTS, 1):
            button = self._toggle(f"whistles.show.{key}")
            button.setToolTip(f"Ctrl+{number}")
            button.clicked.connect(partial(self.press, key))
            self._segments[key] = button
            line.addWidget(button)
        for kind in KINDS:
            button = self._toggle(f"whistles.kind.{kind}")
            button.clicked.connect(partial(self._press_kind, kind))
            self._kinds[kind] = button
            line.addWidget(button)
        line.addWidget(self.text, 1)
        line.addWidget(self.count)
        line.addStretch(0)
        line.addWidget(self.blow_button)
        self.blow_button.setObjectName("whistles.blow")
        set_role(self.blow_button, "primary")
        bind(self.blow_button.setText, "whistles", "Blow a whistle  F4")
        box.addLayout(line)
        if not self._seat.may("whistle.blow"):
            self.blow_button.hide()
        box.addWidget(self.stage)
        self._body.addWidget(self.board)
        self._body.addWidget(self.list)
        box.addWidget(self._body, 1)
        self.hint = label(role="small")
        bind(self.hint.setText, "whistles", _HINT)
        box.addWidget(self.hint)
        box.addStretch(0)  # beneath a form, while that stands in the body's place

    def _toggle(self, name: str) -> QPushButton:
        button = QPushButton()
        set_role(button, "segment")
        button.setObjectName(name)
        button.setCheckable(True)
        return button

    def _connect(self) -> None:
        self.text.narrowed.connect(self._typed)
        self.text.entered.connect(self.to_body)
        self.blow_button.clicked.connect(lambda: self.blow())
        self.board.opened.connect(self.opened)
        self.list.opened.connect(self.opened)
        self.board.counted.connect(self._count_open)
        self.list.counted.connect(self._count_listed)
        for number, key in enumerate(SEGMENTS, 1):
            on_key(self, f"Ctrl+{number}", partial(self.press, key))
        on_key(self, "Ctrl+F", self.text.take_keyboard)
        on_key(self, "F4", self.blow)
        on_key(self, "Ctrl+Return", self.stage.go_on)
        on_key(self, "Esc", self.stage.leave)

    # choosing

    def press(self, key: str) -> None:
        """Show these, as if the button were pressed."""
        self.segment = next((segment for segment in SEGMENTS if segment == key), "open")
        self._body.setCurrentIndex(0 if self.segment == "open" else 1)
        if self.segment != "open":
            self.list.want(segment=self.segment)
        self._say()
        self.to_body()

    def _press_kind(self, kind: str) -> None:
        self._kind = "" if self._kind == kind else kind
        self.list.want(kind=self._kind)
        self._say()

    def _typed(self, words: str) -> None:
        """Words are looked for among all whistles."""
        if words and self.segment == "open":
            self.segment = "all"
            self._body.setCurrentIndex(1)
        if self.segment != "open":
            self.list.want(segment=self.segment, text=words)
        self._say()

    def to_body(self) -> None:
        """Give the keyboard to the board or the list."""
        if self.stage.panel is not None:
            return
        if self.segment == "open":
            self.board.to_cards()
        else:
            self.list.to_table()

    def neighbour(self, by: int) -> str:
        shown = self.board if self.segment == "open" else self.list
        return shown.neighbour(by)

    # blowing

    def blow(self, case: str = "") -> None:
        """Prepare a whistle, for this case if its number is given."""
        if not self._seat.may("whistle.blow"):
            return
        self._seat.read(
            lambda work: gather.blowing(work, case),
            partial(self._begin, case),
            tag="whistles.blow",
            owner=self,
        )

    def _begin(self, case: str, offered: Blowing) -> None:
        panel = BlowPanel(self._seat, offered, case)
        panel.done.connect(self._blown)
        self.stage.show_panel(panel)

    def _make_room(self) -> None:
        shown = self.stage.panel is not None
        self._body.setVisible(not shown)
        self.hint.setVisible(not shown)

    def _blown(self, id: str) -> None:
        self.stage.put_away()
        self.board.stand_on(id)
        self.opened.emit(id)

    # words

    def _count_open(self, number: int, late: int) -> None:
        self._counts = (number, late)
        self._say()

    def _count_listed(self, number: int) -> None:
        self._number = number
        self._say()

    def _say(self) -> None:
        language = self._seat.language.code
        for number, (key, button) in enumerate(self._segments.items(), 1):
            button.setText(f"{number} {page_words.segment(key)}")
            button.setChecked(key == self.segment)
        for kind, button in self._kinds.items():
            button.setText(page_words.kind(kind, language))
            button.setChecked(kind == self._kind)
            button.setVisible(self.segment != "open")
        if self.segment != "open":
            self.count.setText(tr("whistles", "{n} {n:whistle|whistles}", n=self._number))
        elif self._counts is None:
            self.count.setText("…")
        else:
            number, late = self._counts
            self.count.setText(tr("whistles", _GOING_ON, n=number, late=late))
