"""One worker's list of a day: carried, then entered in one pass with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.neighbourhood.homevisits import METS
from station_desktop.domain.problem import Refused
from station_desktop.rooms.households import page_acts
from station_desktop.rooms.households.page_ask import CHANGED, AskPanel
from station_desktop.rooms.households.page_day_head import DayHead
from station_desktop.rooms.households.page_entry import EntryCard
from station_desktop.rooms.households.page_stops import StopTable
from station_desktop.rooms.households.room import Entry, noon
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.visits import homevisits
from station_desktop.usecases.visits.day_lists import DayList, day_list
from station_desktop.usecases.visits.homevisits import Entered, Line
from station_desktop.usecases.work import Work

_TYPED = {str(number): met for number, met in enumerate(METS, 1)}


class DayPage(QWidget):
    """What is typed stays beside the list until it is saved, whatever one looks at meanwhile."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("households.day")
        self._seat = seat
        self.worker = seat.actor.id
        self.day = seat.today().isoformat()
        self.found: DayList | None = None
        self.entries: dict[str, Entry] = {}
        self.messages = MessageBar("households.day.message")
        self.head = DayHead(seat)
        self.stage = Stage("households.day.stage")
        self.stage.left.connect(self.to_table)
        self.stage.ended.connect(self.to_table)
        self.table = StopTable(seat, self.entries)
        self.model = self.table.rows
        self.entry = EntryCard(seat)
        self.save = QPushButton()
        self._arrange()
        self._connect()
        kinds = ("homevisits", "households", "residents", "accounts", "cases", "bookings")
        self._fresh = Freshness(self, seat.changed, kinds, self._read)
        follow(self, self._fresh.mark_stale)

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        for part in (self.messages, self.head, self.stage):
            box.addWidget(part)
        box.addWidget(self.table, 1)
        box.addWidget(self.entry)
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        hint = label(role="small")
        bind(
            hint.setText,
            "households",
            "1 met · 2 nobody in · 3 moved away · N what was seen · F a problem found · "
            "Backspace takes the last one back",
        )
        hint.setWordWrap(True)
        line.addWidget(hint, 1)
        self.save.setObjectName("households.day.save")
        set_role(self.save, "primary")
        self.save.clicked.connect(self.go_on)
        line.addWidget(self.save)
        box.addLayout(line)

    def _connect(self) -> None:
        self.model.arrived.connect(self.table.start_at_top)
        self.table.chosen.connect(lambda _: self._show_entry())
        self.table.installEventFilter(self)
        self.entry.edited.connect(self._edited)
        self.entry.done.connect(self._next)
        self.head.moved.connect(self.show_day)
        self.head.cases_wanted.connect(self._open_cases)
        self.head.drop_wanted.connect(self._drop)
        keyed: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+Return", self._go),
            ("Esc", self._leave),
            ("F7", self._drop),
            ("F9", self._open_cases),
            ("Ctrl+P", self.head.put_on_paper),
            ("Alt+Left", partial(self.head.turn, -1)),
            ("Alt+Right", partial(self.head.turn, 1)),
        )
        for keys, act in keyed:
            on_key(self, keys, act)

    # showing

    def show_day(self, worker: str, day: str) -> None:
        """Show another list."""
        self.worker, self.day = worker or self.worker, day or self.day
        self.messages.clear()
        self._fresh.mark_stale()
        self.to_table()

    def to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        worker, day = self.worker, self.day
        self.head.ask(worker, day)
        self._seat.read(
            lambda work: day_list(work, worker, day),
            self._show,
            tag="households.day",
            owner=self,
        )

    def _show(self, found: DayList) -> None:
        self.found = found
        self.table.put(found.stops)
        self.head.put(found)
        self._show_entry()
        self._say()

    def _show_entry(self) -> None:
        stop = self.table.current_row
        typed = self.entries.get(stop.visit.id, Entry()) if stop is not None else Entry()
        self.entry.put(stop, typed)

    # entering

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """One key a line: 1, 2, 3 mark it and go on."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier or not self.entry.isEnabled():
            return False
        text = event.text().casefold()
        if text in _TYPED:
            self.entry.press(_TYPED[text])
            self._next()
        elif text in ("4", "5") and not self.entry.stands[True].isHidden():
            self.entry.judge(text == "4")
            self._next()
        elif text in ("n", "f"):
            (self.entry.note if text == "n" else self.entry.found).setFocus()
        elif event.key() == Qt.Key.Key_Backspace:
            self.entry.take_back()
        else:
            return False
        return True

    def _edited(self, entry: Entry) -> None:
        stop = self.table.current_row
        if stop is None:
            return
        if entry == Entry():
            self.entries.pop(stop.visit.id, None)
        else:
            self.entries[stop.visit.id] = entry
        self.table.viewport().update()
        self._say()

    def _next(self) -> None:
        """The line below gets the keyboard."""
        at = self.table.currentIndex().row() + 1
        if at < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(at, 0))
        self.to_table()

    @property
    def _lines(self) -> list[Line]:
        return [
            Line(id, one.met, one.note, one.findings, stands=one.stands, at=self._at(id))
            for id, one in self.entries.items()
            if one.met
        ]

    def _at(self, id: str) -> int:
        """Now on the day itself, noon of a day that went by."""
        today = self._seat.today().isoformat()
        stops = self.found.stops if self.found is not None else ()
        day = next((stop.visit.day for stop in stops if stop.visit.id == id), today)
        return 0 if day >= today else noon(day)

    def _go(self) -> None:
        if self.stage.panel is not None:
            self.stage.go_on()
        else:
            self.go_on()

    def go_on(self) -> None:
        """Save every line that is marked."""
        lines = self._lines
        if not lines or not self.save.isEnabled():
            return
        self.save.setEnabled(False)
        self._seat.write(
            lambda work: homevisits.record_many(work, lines),
            self._saved,
            self._refused,
            changed=CHANGED,
            owner=self,
        )

    def _saved(self, entered: Entered) -> None:
        for visit in entered.done:
            self.entries.pop(visit.id, None)
        language = self._seat.language.code
        for id, problem in entered.refused:
            said = phrases.say(problem.code, language, **problem.params)
            self.entries[id] = msgspec.structs.replace(self.entries[id], problem=said)
        self._seat.saved.emit()
        self._tell(entered)
        self._show_entry()
        self._say()

    def _tell(self, entered: Entered) -> None:
        found = sum(len(visit.findings) for visit in entered.done)
        said = tr("households", "Saved: {n} {n:visit|visits}.", n=len(entered.done))
        if entered.refused:
            more = tr("households", "Not saved: {n}; see the lines.", n=len(entered.refused))
            self.messages.say("bad", f"{said} {more}")
        elif found:
            act = (tr("households", "Make them cases  F9"), self._open_cases)
            more = tr("households", "Problems found: {n}.", n=found)
            self.messages.say("info", f"{said} {more}", act)
        else:
            self.messages.say("ok", said)

    def _refused(self, refused: Refused) -> None:
        self._say()
        self.messages.say("bad", self._seat.sentence(refused))

    # cases, and visits taken off

    def _open_cases(self) -> None:
        """Every finding of this list that is no case yet becomes one."""
        stops = self.found.stops if self.found is not None else ()
        waiting = [
            (stop.visit.id, number)
            for stop in stops
            for number, one in enumerate(stop.visit.findings)
            if not one.case
        ]
        if not waiting:
            return

        def act(work: Work) -> list[str]:
            with work.store.ledger.transaction():
                return [homevisits.open_case(work, id, number).number for id, number in waiting]

        self._seat.write(act, self._opened, self._refused, changed=CHANGED, owner=self)

    def _opened(self, numbers: list[str]) -> None:
        self._seat.saved.emit()
        joint = ", ".join(numbers)
        self.messages.say("ok", tr("households", "Cases opened: {numbers}.", numbers=joint))

    def _drop(self) -> None:
        stop = self.table.current_row
        if stop is None or stop.visit.state != "planned":
            return
        ask = page_acts.of_visit(stop.visit.id, stop.address)
        self.stage.show_panel(AskPanel(self._seat, ask))

    def _leave(self) -> None:
        if not self.stage.leave():
            self.to_table()

    # words

    def _say(self) -> None:
        marked = len(self._lines)
        self.save.setEnabled(bool(marked))
        self.save.setText(tr("households", "Save {n} {n:visit|visits}  Ctrl+Enter", n=marked))
