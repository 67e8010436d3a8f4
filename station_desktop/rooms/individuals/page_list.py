"""The list of individual cases, each with its six steps as a picture."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.rooms.individuals import gather, page_words
from station_desktop.rooms.individuals.page_start import StartPanel
from station_desktop.rooms.individuals.page_steps import StepsDelegate
from station_desktop.rooms.individuals.room import SEGMENTS, CaseRow, Segment
from station_desktop.storage.reads import reads_individuals
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import restyle, set_role
from station_desktop.ui.page.erased import named
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.sixsteps import individuals
from station_desktop.usecases.work import Work

LARGE = 18


class CaseList(QWidget):
    """Which ones above, one line a case beneath, and where a new one is begun.

    Signals: ``opened(id)``.
    """

    opened = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._asked = False
        self._counted: int | None = None
        self.segment: Segment = "mine"
        self._segments: dict[Segment, QPushButton] = {}
        self.count = label(role="muted")
        self.count.setObjectName("individuals.count")
        self.new = QPushButton()
        self.stage = Stage("individuals.stage")
        self.stage.left.connect(self.to_table)
        self.model = RowsModel(seat.runner, self._columns(), self)
        worn = theme.worn()
        if worn is not None:  # before the table hears of it and spreads the columns
            worn.changed.connect(self._dress)
        self.table = Table(
            self.model,
            "individuals.table",
            Text("individuals", "Individual cases"),
            Text("individuals", "No individual case here. F4 begins one."),
        )
        self.table.setItemDelegateForColumn(0, StepsDelegate(self.table))
        self._arrange()
        self.table.opened.connect(lambda row: self.opened.emit(row.case.id))
        self.model.arrived.connect(self.table.start_at_top)
        self.model.counted.connect(self._count)
        follow(self, self._say)
        self._fresh = Freshness(
            self, seat.changed, ("individuals", "residents", "accounts"), self._refresh
        )

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        for number, key in enumerate(SEGMENTS, 1):
            button = QPushButton()
            set_role(button, "segment")
            button.setObjectName(f"individuals.show.{key}")
            button.setCheckable(True)
            button.setToolTip(f"Ctrl+{number}")
            button.clicked.connect(partial(self.press, key))
            on_key(self, f"Ctrl+{number}", partial(self.press, key))
            self._segments[key] = button
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.count)
        self.new.setObjectName("individuals.new")
        bind(self.new.setText, "individuals", "Begin a case  F4")
        restyle(self.new, "role", "primary")
        self.new.clicked.connect(lambda: self.begin(""))
        on_key(self, "F4", lambda: self.begin(""))
        on_key(self, "Esc", self.stage.leave)
        on_key(self, "Ctrl+Return", self.stage.go_on)
        line.addWidget(self.new)
        box.addLayout(line)
        box.addWidget(self.stage)
        box.addWidget(self.table, 1)
        hint = label(role="small")
        bind(
            hint.setText,
            "individuals",
            "↑ ↓ choose · Enter opens · Ctrl+1 … Ctrl+3 which ones · the contents are for the "
            "case's worker and the stationmaster",
        )
        box.addWidget(hint)

    # beginning a case

    def begin(self, resident: str) -> None:
        """Ask whose case it is, or only why where that is known; somebody's open case is gone to
        instead."""
        if resident:
            self._seat.read(
                lambda work: individuals.of_resident(work, resident),
                lambda cases: self._begin_for(resident, cases),
                owner=self,
            )
        else:
            self._show_panel(StartPanel(self._seat, ""))

    def _begin_for(self, resident: str, cases: tuple[Individual, ...]) -> None:
        known = next((case for case in cases if case.open), None)
        if known is not None:
            self.opened.emit(known.id)
        else:
            self._show_panel(StartPanel(self._seat, resident))

    def _show_panel(self, panel: StartPanel) -> None:
        panel.made.connect(self._made)
        self.stage.show_panel(panel)

    def _made(self, id: str) -> None:
        self.stage.put_away()
        self.opened.emit(id)

    # wanting

    def press(self, key: str) -> None:
        """Show these, as if the button were pressed."""
        found: Segment = next((segment for segment in SEGMENTS if segment == key), "mine")
        if found != self.segment:
            self.segment = found
            self._ask()
        self._say()
        self.to_table()

    def to_table(self) -> None:
        """Give the keyboard to the list, on its first line if it was on none."""
        self.table.take_keyboard()

    def neighbour(self, by: int) -> str:
        """The id of the case ``by`` lines further, which becomes the current one."""
        row = self.table.step(by)
        return str(row.case.id) if row is not None else ""

    def _ask(self) -> None:
        self._asked = True
        segment, seat = self.segment, self._seat

        def rows(store: Any, window: Window) -> tuple[CaseRow, ...]:
            work = Work(store, seat.actor)
            return gather.rows(work, segment, window.after, window.skip, window.limit)

        def number(store: Any) -> int:
            return gather.count(Work(store, seat.actor), segment)

        self.model.set_source(
            Source(
                rows,
                lambda row: reads_individuals.place(row.case),
                lambda row: row.case.id,
                number,
            )
        )

    def _count(self, number: int) -> None:
        self._counted = number
        self._say()

    def _refresh(self) -> None:
        if self._asked:
            self.model.refresh()
        else:
            self._ask()

    # words

    def _say(self) -> None:
        for number, (key, button) in enumerate(self._segments.items(), 1):
            button.setText(f"{number} {page_words.segment(key)}")
            button.setChecked(key == self.segment)
        known = self._counted is not None
        self.count.setText(
            tr("individuals", "{n} {n:case|cases}", n=self._counted) if known else "…"
        )

    def _columns(self) -> tuple[Column, ...]:
        """What fits: the large look leaves out what the case itself says."""
        step = Column("step", Text("individuals", "Step"), self._step, 210)
        who = Column("who", Text("individuals", "Resident"), lambda row: named(row.name), 90)
        following = Column("next", Text("individuals", "Next"), self._next, 0)
        worker = Column("worker", Text("individuals", "Worker"), lambda row: str(row.worker), 90)
        if theme.scale().base >= LARGE:
            return step, who, following, worker
        number = Column("number", Text("individuals", "Number"), _number, 236)
        began = Column("began", Text("individuals", "Accepted"), self._began, 130)
        risk = Column("risk", Text("individuals", "Risk"), self._risk, 116, tone=_risk_tone)
        return step, who, risk, following, worker, began, number

    def _dress(self) -> None:
        """Other columns for another look."""
        self.model.beginResetModel()
        self.model.columns = self._columns()
        self.model.endResetModel()

    @property
    def _language(self) -> str:
        return self._seat.language.code

    def _step(self, row: CaseRow) -> str:
        return page_words.step(row.case, self._language)

    def _next(self, row: CaseRow) -> str:
        return page_words.following(row) if row.whole else ""

    def _risk(self, row: CaseRow) -> str:
        return page_words.risk(row.case, self._language)

    def _began(self, row: CaseRow) -> str:
        return page_words.day(row.case.applied_at, self._language)


def _number(row: CaseRow) -> str:
    return row.case.number


def _risk_tone(row: CaseRow) -> str:
    return page_words.RISK_TONES.get(row.case.risk, "")
