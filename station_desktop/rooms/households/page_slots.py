"""A day's appointments by slot, at the desk or at home: given, moved, kept, missed, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.neighbourhood.bookings import WHERES, Where
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.accounts import Account
from station_desktop.papers import printing_out
from station_desktop.papers.document import Document
from station_desktop.rooms.households import page_acts, page_out, page_words
from station_desktop.rooms.households.page_ask import CHANGED, AskPanel
from station_desktop.rooms.households.page_slot_table import Read, SlotTable, rows_of
from station_desktop.rooms.households.page_who import WhoPanel
from station_desktop.rooms.households.room import SlotRow
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow
from station_desktop.usecases.visits import bookings, round_papers
from station_desktop.usecases.work import Work


class SlotsPage(QWidget):
    """Enter on a free line gives the slot; on an appointment the acts are one key away."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("households.slots")
        self._seat = seat
        self.where: Where = "desk"
        self.day = seat.today().isoformat()
        self.out: printing_out.PaperOut | None = None
        self._goers: tuple[Account, ...] = ()
        self.messages = MessageBar("households.slots.message")
        self.title = label(role="title")
        self.title.setObjectName("households.slots.day")
        self.stage = Stage("households.slots.stage")
        self.stage.left.connect(self.to_table)
        self.stage.ended.connect(self.to_table)
        self._wheres: dict[Where, QPushButton] = {}
        self._acts: dict[str, QPushButton] = {}
        self.table = SlotTable(seat)
        self.model = self.table.rows
        self._arrange()
        self.model.arrived.connect(self._start_at_next)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _: self._offer())
        self._fresh = Freshness(
            self, seat.changed, ("bookings", "settings", "accounts", "residents"), self._read
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
        box.addWidget(self.stage)
        box.addWidget(self.table, 1)
        hint = label(role="small")
        bind(
            hint.setText,
            "households",
            "Enter on a free line books it · Alt+← Alt+→ another day · F8 desk or home",
        )
        box.addWidget(hint)

    def _head(self) -> QWidget:
        head = QFrame()
        set_role(head, "card")
        size = theme.scale()
        box = QVBoxLayout(head)
        box.setContentsMargins(size.space, size.gap, size.space, size.gap)
        flow = FlowLayout(gap=size.gap)
        box.addLayout(flow)
        whole = QWidget()  # the day stays in one line, the acts go on in the next
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, size.space, 0)
        line.setSpacing(size.gap)
        flow.addWidget(whole)
        for where in WHERES:
            button = QPushButton()
            set_role(button, "segment")
            button.setObjectName(f"households.slots.{where}")
            button.setCheckable(True)
            button.clicked.connect(partial(self.show_day, where, ""))
            self._wheres[where] = button
            line.addWidget(button)
        for key, keys, words, by in (
            ("before", "Alt+Left", Text("households", "‹ Alt+←"), -1),
            ("after", "Alt+Right", Text("households", "Alt+→ ›"), 1),
        ):
            button = self._button(key, words, partial(self._turn, by))
            set_role(button, "quiet")
            line.addWidget(button)
            on_key(self, keys, partial(self._turn, by))
        line.insertWidget(len(WHERES) + 1, self.title)
        for key, keys, words, act in (
            ("move", "F5", Text("households", "Move  F5"), partial(self._begin, "move")),
            ("kept", "F6", Text("households", "Kept  F6"), partial(self._end, "kept")),
            ("missed", "F7", Text("households", "Missed  F7"), partial(self._end, "missed")),
            ("cancel", "F9", Text("households", "Take back  F9"), partial(self._begin, "cancel")),
            ("slip", "Ctrl+P", Text("households", "Slip  Ctrl+P"), self.put_on_paper),
        ):
            self._acts[key] = self._button(key, words, act)
            flow.addWidget(self._acts[key])
            on_key(self, keys, partial(self._press, key))
        for keys, act in (
            ("Ctrl+Return", self.stage.go_on),
            ("Esc", self._leave),
            ("F8", self._other),
        ):
            on_key(self, keys, act)
        return head

    def _button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"households.slots.{key}")
        bind(button.setText, *words)
        button.clicked.connect(lambda: act())
        return button

    # showing

    def show_day(self, where: Where | str, day: str) -> None:
        """Show another day, or the other kind."""
        self.where = "home" if where == "home" else "desk"
        self.day = day or self.day
        self.messages.clear()
        self._leave()
        self._fresh.mark_stale()

    def to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, by: int) -> None:
        day = date.fromisoformat(self.day) + timedelta(days=by)
        self.show_day(self.where, day.isoformat())

    def _other(self) -> None:
        self.show_day("desk" if self.where == "home" else "home", "")

    def _read(self) -> None:
        where, day = self.where, self.day
        self._seat.read(
            lambda work: rows_of(work, where, day),
            self._show,
            tag="households.slots",
            owner=self,
        )

    def _show(self, found: Read) -> None:
        rows, self._goers = found
        self.table.put(rows)
        language = self._seat.language.code
        self.title.setText(page_words.day(self.day, language))
        for where, button in self._wheres.items():
            button.setText(phrases.say(f"booking.place.{where}", language))
            button.setChecked(where == self.where)
        self._offer()

    def _start_at_next(self) -> None:
        """On the first line that has not gone by."""
        if self.table.currentIndex().isValid() or not self.table.slots:
            return
        first = next((n for n, row in enumerate(self.table.slots) if not row.past), 0)
        self.table.setCurrentIndex(self.model.index(first, 0))

    def _offer(self) -> None:
        row = self.table.current_row
        booked = row is not None and row.booking is not None and row.booking.state == "booked"
        for button in self._acts.values():
            button.setVisible(booked and self._seat.may("intake"))

    # acting

    def _press(self, key: str) -> None:
        if not self._acts[key].isHidden():
            self._acts[key].click()

    def _open(self, row: SlotRow) -> None:
        if row.booking is not None:
            if row.booking.resident:
                self._seat.wanted.emit("residents", f"resident:{row.booking.resident}")
        elif not row.past and self._seat.may("intake"):
            who = WhoPanel(self._seat, f"{page_words.day(self.day, 'zh_CN')} {row.start}")
            who.chosen.connect(partial(self._book, row))
            self.stage.show_panel(who)

    def _book(self, row: SlotRow, person: Resident | None) -> None:
        ask = page_acts.of_slot(self.where, self.day, row.start, person, self._goers)
        self.stage.show_panel(AskPanel(self._seat, ask))

    def _begin(self, key: str) -> None:
        row = self.table.current_row
        if row is not None and row.booking is not None:
            self.stage.show_panel(AskPanel(self._seat, page_acts.of_booking(key, row.booking)))

    def _end(self, state: str) -> None:
        row = self.table.current_row
        if row is None or row.booking is None:
            return
        id = row.booking.id
        self._seat.write(
            lambda work: bookings.end(work, id, "kept" if state == "kept" else "missed"),
            self._ended,
            self._refused,
            changed=CHANGED,
            owner=self,
        )

    def _ended(self, _: object) -> None:
        self._seat.saved.emit()
        self.messages.clear()

    def _refused(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))

    def _leave(self) -> None:
        if not self.stage.leave():
            self.to_table()

    # paper

    def put_on_paper(self) -> None:
        """The slip that the resident takes home."""
        row = self.table.current_row
        if row is None or row.booking is None:
            return
        id, start, given = row.booking.id, row.start.replace(":", ""), self.out

        def compose(work: Work) -> Document:
            settings = work.store.settings()
            language = settings.paper_language
            format = settings.paper_format
            return round_papers.slip(
                work,
                id,
                "en" if language == "en" else "zh_CN",
                "roll" if format == "roll" else "large" if format == "large" else "a4",
            )

        def composed(document: Document) -> None:
            self._seat.runner.io(
                lambda _: page_out.put_out(document, f"booking-{self.day}-{start}", given),
                self._told,
                owner=self,
            )

        self._seat.read(compose, composed, tag="households.slots.paper", owner=self)

    def _told(self, where: str) -> None:
        page_out.tell(self._seat, where)
