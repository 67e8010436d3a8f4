"""Whose list it is and of which day, and the paper that is carried."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.station.accounts import Account
from station_desktop.papers import printing_out
from station_desktop.papers.document import Document
from station_desktop.rooms.households import page_out, page_words
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.visits import round_papers
from station_desktop.usecases.visits.day_lists import DayList
from station_desktop.usecases.work import Work


class DayHead(QFrame):
    """Signals: ``moved(worker, day)``, ``cases_wanted``, ``drop_wanted``."""

    moved = Signal(str, str)
    cases_wanted = Signal()
    drop_wanted = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        set_role(self, "card")
        self._seat = seat
        self._day, self._worker = seat.today().isoformat(), seat.actor.id
        self._first_left = ""
        self.out: printing_out.PaperOut | None = None
        self.worker = QComboBox()
        self.day = label(role="title")
        self.day.setObjectName("households.day.day")
        self.done = Chip()
        self.left = QPushButton()
        self.cases = self._button("cases", Text("households", "Findings to cases  F9"))
        self.drop = self._button("drop", Text("households", "Take off  F7"))
        self.print = self._button("print", Text("households", "Print the list  Ctrl+P"))
        self._arrange()

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.gap, size.space, size.gap)
        flow = FlowLayout(gap=size.gap)
        box.addLayout(flow)
        whole = QWidget()  # the day stays in one line, the acts go on in the next
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, size.space, 0)
        line.setSpacing(size.gap)
        flow.addWidget(whole)
        self.worker.setObjectName("households.day.worker")
        self.worker.view().setObjectName("households.day.worker.list")
        bind(self.worker.setAccessibleName, "households", "Whose list")
        self.worker.activated.connect(self._pick)
        line.addWidget(self.worker)
        for key, words, by in (
            ("before", Text("households", "‹ Alt+←"), -1),
            ("after", Text("households", "Alt+→ ›"), 1),
        ):
            button = self._button(key, words)
            set_role(button, "quiet")
            button.clicked.connect(partial(self.turn, by))
            line.addWidget(button)
        line.insertWidget(2, self.day)
        line.addWidget(self.done)
        set_role(self.left, "link")
        self.left.setObjectName("households.day.left")
        self.left.clicked.connect(self._to_left)
        line.addWidget(self.left)
        self.cases.clicked.connect(self.cases_wanted)
        self.drop.clicked.connect(self.drop_wanted)
        self.print.clicked.connect(self.put_on_paper)
        for button in (self.cases, self.drop, self.print):
            flow.addWidget(button)

    def _button(self, key: str, words: Text) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"households.day.{key}")
        bind(button.setText, *words)
        return button

    # showing

    def ask(self, worker: str, day: str) -> None:
        """Read who there is to choose from."""
        self._worker, self._day = worker, day
        self._seat.read(areas.goers, self._goers, tag="households.day.goers", owner=self)

    def _goers(self, goers: tuple[Account, ...]) -> None:
        self.worker.clear()
        for account in goers:
            self.worker.addItem(account.name, account.id)
        if self.worker.findData(self._worker) < 0:
            self.worker.addItem(self._seat.actor.name, self._worker)
        self.worker.setCurrentIndex(self.worker.findData(self._worker))

    def put(self, found: DayList) -> None:
        """Say what day it is, and how much of the list is entered."""
        self.day.setText(page_words.day(found.day, self._seat.language.code))
        done = sum(stop.visit.state == "done" for stop in found.stops)
        whole = len(found.stops)
        tone = "ok" if done == whole else "info"
        said = tr("households", "{done} of {n} entered", done=done, n=whole) if whole else ""
        self.done.put(tone, said)
        self.left.setVisible(bool(found.left))
        self.left.setText(tr("households", "{n} of earlier days not entered", n=len(found.left)))
        self._first_left = found.left[0].visit.day if found.left else ""
        waiting = any(not one.case for stop in found.stops for one in stop.visit.findings)
        self.cases.setVisible(waiting and self._seat.may("intake"))
        self.drop.setVisible(done < whole and self._seat.may("household.edit"))
        self.print.setVisible(done < whole)

    def _pick(self, number: int) -> None:
        self.moved.emit(str(self.worker.itemData(number)), self._day)

    def turn(self, by: int) -> None:
        """A day back or on."""
        day = date.fromisoformat(self._day) + timedelta(days=by)
        self.moved.emit(self._worker, day.isoformat())

    def _to_left(self) -> None:
        self.moved.emit(self._worker, self._first_left)

    # paper

    def put_on_paper(self) -> None:
        """Print what is still to be made, or keep it as a PDF where there is no printer."""
        if self.print.isHidden():
            return
        worker, day = self._worker, self._day

        def compose(work: Work) -> Document:
            language = work.store.settings().paper_language
            return round_papers.visit_list(work, worker, day, "en" if language == "en" else "zh_CN")

        self._seat.read(compose, self._composed, tag="households.day.paper", owner=self)

    def _composed(self, document: Document) -> None:
        name, given = f"visits-{self._day}", self.out
        self._seat.runner.io(
            lambda _: page_out.put_out(document, name, given), self._put_out, owner=self
        )

    def _put_out(self, where: str) -> None:
        page_out.tell(self._seat, where)
