"""The deputy's back office: what must be transferred and chased, in the order in which it falls
due."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.problem import Refused
from station_desktop.rooms.follow_up import gather, page_words
from station_desktop.rooms.follow_up.room import PARTS, ChaseLine, Part, of_part
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.erased import named
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.casework import urging

MINUTE_MS = 60_000
LARGE = 18


class OfficeView(QWidget):
    """Buttons for the kinds of work above, one line a thing to do beneath. Enter opens what the
    line is about, F7 urges whoever owns it."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._part: Part = "all"
        self._lines: tuple[ChaseLine, ...] = ()
        self._buttons: dict[Part, QPushButton] = {}
        self.messages = MessageBar("follow_up.office.message")
        self.model = RowsModel(seat.runner, self._columns, self)
        self._held = HeldRows(self.model, lambda row: row.key)
        self.table = Table(
            self.model,
            "follow_up.office",
            Text("follow_up", "Back office"),
            Text("follow_up", "Nothing to transfer and nothing to chase."),
        )
        self.first = self.table
        self._arrange()
        self.table.opened.connect(self._open)
        self.model.arrived.connect(self.table.start_at_top)
        follow(self, self._say)
        kinds = ("cases", "whistles", "accounts", "partners")
        self._fresh = Freshness(self, seat.changed, kinds, self._ask)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._fresh.mark_stale)
        self._minute.start()

    def press(self, part: Part) -> None:
        """Show this kind of work, as if the button were pressed."""
        self._part = part
        self._held.put(of_part(self._lines, part))
        self._say()
        self.table.setFocus()

    def _arrange(self) -> None:
        size = theme.scale()
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        for number, key in enumerate(PARTS, 1):
            button = QPushButton()
            set_role(button, "segment")
            button.setObjectName(f"follow_up.part.{key}")
            button.setCheckable(True)
            button.setToolTip(f"Alt+Shift+{number}")
            button.clicked.connect(partial(self.press, key))
            on_key(self, f"Alt+Shift+{number}", partial(self.press, key))
            self._buttons[key] = button
            line.addWidget(button)
        line.addStretch(1)
        self.urge = QPushButton()
        self.urge.setObjectName("follow_up.urge")
        bind(self.urge.setText, "follow_up", "Urge  F7")
        self.urge.clicked.connect(self._urge)
        on_key(self, "F7", self._urge)
        line.addWidget(self.urge)
        hint = label(role="small")
        bind(
            hint.setText,
            "follow_up",
            "↑ ↓ choose · Enter opens · F7 urges the owner · the earliest due stands first",
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.messages)
        box.addLayout(line)
        box.addWidget(self.table, 1)
        box.addWidget(hint)

    # asking

    def _ask(self) -> None:
        self._seat.read(gather.office, self._put, tag="follow_up.office", owner=self)

    def _put(self, lines: tuple[ChaseLine, ...]) -> None:
        self._lines = lines
        self._held.put(of_part(lines, self._part))
        self._say()

    # acting

    def _open(self, row: ChaseLine) -> None:
        if row.chase.whistle and self._seat.may("whistle.act"):
            self._seat.wanted.emit("whistles", f"whistle:{row.chase.whistle}")
        else:
            self._seat.wanted.emit("queue", f"case:{row.chase.case.number}")

    def _urge(self) -> None:
        row = self.table.current_row
        if row is None:
            return
        number = row.chase.case.number
        self._seat.write(
            lambda work: urging.urge(work, number),
            lambda _: self._urged(number, row.line.owner),
            self._refused,
            changed=frozenset({"cases"}),
            owner=self,
        )

    def _urged(self, number: str, owner: str) -> None:
        said = tr("follow_up", "{owner} is urged about {number}.", owner=owner, number=number)
        self.messages.say("ok", said)
        self._seat.saved.emit()

    def _refused(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))

    # words

    def _say(self) -> None:
        for key, button in self._buttons.items():
            count = len(of_part(self._lines, key))
            button.setText(f"{page_words.part(key)}  {count}")
            button.setChecked(key == self._part)

    def _columns(self) -> tuple[Column, ...]:
        do = Column("kind", Text("follow_up", "To do"), self._kind, 150, tone=self._kind_tone)
        left = Column("left", Text("follow_up", "Time left"), self._left, 128, tone=self._left_tone)
        what = Column("what", Text("follow_up", "What about"), self._what)
        who = Column("who", Text("follow_up", "Who"), lambda row: str(row.chase.who), 124)
        owner = Column("owner", Text("follow_up", "Owner"), lambda row: str(row.line.owner), 80)
        if theme.scale().base >= LARGE:
            return do, left, what, owner
        return (
            do,
            left,
            Column("due", Text("follow_up", "Due"), self._due, 110),
            what,
            who,
            Column("resident", Text("follow_up", "Resident"), lambda r: named(r.line.resident), 80),
            owner,
            Column("area", Text("follow_up", "Area"), lambda row: str(row.line.area), 96),
            Column("number", Text("follow_up", "Case"), lambda r: str(r.chase.case.number), 222),
        )

    def _kind(self, row: ChaseLine) -> str:
        late = row.chase.kind == "promise" and self._left_tone(row) == "bad"
        return page_words.kind("late" if late else row.chase.kind)

    def _kind_tone(self, row: ChaseLine) -> str:
        late = row.chase.kind == "promise" and self._left_tone(row) == "bad"
        return "bad" if late else page_words.KIND_TONES[row.chase.kind]

    def _left(self, row: ChaseLine) -> str:
        return page_words.due(row.chase.due, self._seat.now())[1]

    def _left_tone(self, row: ChaseLine) -> str:
        return page_words.due(row.chase.due, self._seat.now())[0]

    def _due(self, row: ChaseLine) -> str:
        return page_words.day(row.chase.due, self._seat.today(), self._seat.language.code)

    def _what(self, row: ChaseLine) -> str:
        return row.line.what.get(self._seat.language.code)
