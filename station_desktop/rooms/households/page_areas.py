"""The grid areas: who answers for which, and how their households stand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.problem import Refused
from station_desktop.domain.station.accounts import Account
from station_desktop.rooms.households import page_acts, page_words, reads
from station_desktop.rooms.households.page_ask import CHANGED, Ask, AskPanel
from station_desktop.rooms.households.room import AreaRow
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import restyle
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.neighbourhood.forming import Formed
from station_desktop.usecases.visits import households
from station_desktop.usecases.work import Work

Known = tuple[tuple[AreaRow, ...], tuple[Account, ...]]


def _known(work: Work) -> Known:
    return reads.areas(work), areas.goers(work)


class AreasPage(QWidget):
    """Signals: ``opened(area)`` to see its households."""

    opened = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("households.areas_page")
        self._seat = seat
        self._goers: tuple[Account, ...] = ()
        self._stop = threading.Event()
        self.running = False
        self.messages = MessageBar("households.areas.message")
        self.stage = Stage("households.areas.stage")
        self.stage.left.connect(self.to_table)
        self.stage.ended.connect(self.to_table)
        self.bar = QProgressBar()
        self._buttons: dict[str, QPushButton] = {}
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._rows = HeldRows(self.model, lambda row: row.area.id)
        self.table = Table(
            self.model,
            "households.areas.table",
            Text("households", "Areas"),
            Text("households", "No grid area yet. F5 makes the first one."),
        )
        self._arrange()
        self.model.arrived.connect(self.table.start_at_top)
        self.table.opened.connect(lambda row: self.opened.emit(row.area.id))
        self._fresh = Freshness(
            self, seat.changed, ("households", "homevisits", "accounts", "settings"), self._read
        )
        follow(self, self._fresh.mark_stale)

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.messages)
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        assign, edit = self._seat.may("area.assign"), self._seat.may("household.edit")
        for key, keys, words, act, may in (
            ("assign", "F4", Text("households", "Assign  F4"), self._assign, assign),
            ("new", "F5", Text("households", "New area  F5"), partial(self._set, False), assign),
            ("set", "F6", Text("households", "Change  F6"), partial(self._set, True), assign),
            ("form", "F7", Text("households", "Households of addresses  F7"), self._form, edit),
        ):
            button = self._button(key, words, act)
            if not may:
                button.hide()
            line.addWidget(button)
            on_key(self, keys, partial(self._press, key))
        restyle(self._buttons["assign"], "role", "primary")
        line.addStretch(1)
        self._button("stop", Text("households", "Stop  Esc"), self._stop.set)
        self.bar.setObjectName("households.areas.bar")
        self.bar.hide()
        self._buttons["stop"].hide()
        line.addWidget(self.bar)
        line.addWidget(self._buttons["stop"])
        box.addLayout(line)
        box.addWidget(self.stage)
        box.addWidget(self.table, 1)
        hint = label(role="small")
        bind(hint.setText, "households", "↑ ↓ choose · Enter shows the area's households")
        box.addWidget(hint)
        on_key(self, "Ctrl+Return", self.stage.go_on)
        on_key(self, "Esc", self._leave)

    def _button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"households.areas.{key}")
        bind(button.setText, *words)
        button.clicked.connect(lambda: act())
        self._buttons[key] = button
        return button

    # showing

    def to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        self._seat.read(_known, self._show, tag="households.areas.rows", owner=self)

    def _show(self, known: Known) -> None:
        rows, self._goers = known
        self._rows.put(rows)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("code", Text("households", "Code"), lambda row: str(row.area.code), 64),
            Column("name", Text("households", "Area"), lambda row: str(row.area.name), 150),
            Column("worker", Text("households", "Answers for it"), self._worker, 120, tone=_tone),
            Column("others", Text("households", "Stand in"), self._others, 120),
            Column("total", Text("households", "Households"), _total, 96, "right"),
            Column("due", Text("households", "Due"), _due, 110, tone=_due_tone),
            Column("buildings", Text("households", "Courtyards and buildings"), self._buildings),
        )

    def _worker(self, row: AreaRow) -> str:
        return row.worker or tr("households", "nobody yet")

    def _others(self, row: AreaRow) -> str:
        return ", ".join(row.others)

    def _buildings(self, row: AreaRow) -> str:
        joint = "、" if self._seat.language.code == "zh_CN" else ", "
        return joint.join(row.area.buildings)

    # acting

    def _press(self, key: str) -> None:
        if not self._buttons[key].isHidden():
            self._buttons[key].click()

    def _assign(self) -> None:
        row = self.table.current_row
        if row is not None:
            self._put_panel(page_acts.of_assigning(row.area, self._goers))

    def _set(self, change: bool) -> None:
        row = self.table.current_row if change else None
        if row is not None or not change:
            self._put_panel(page_acts.of_area(row.area if row is not None else None))

    def _put_panel(self, ask: Ask) -> None:
        self.stage.show_panel(AskPanel(self._seat, ask))

    def _leave(self) -> None:
        if self.running:
            self._stop.set()
        elif not self.stage.leave():
            self.to_table()

    # households of addresses

    def _form(self) -> None:
        if self.running:
            return
        stop = self._stop = threading.Event()
        self._set_running(True)
        job = Job(self._advance)
        self._seat.write(
            lambda work: households.form_households(
                work, progress=job.progress, cancelled=lambda: stop.is_set() or job.cancelled
            ),
            self._formed,
            self._refused,
            changed=CHANGED,
            job=job,
            owner=self,
        )

    def _set_running(self, running: bool) -> None:
        self.running = running
        self.bar.setRange(0, 0)
        self.bar.setVisible(running)
        self._buttons["stop"].setVisible(running)

    def _advance(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def _formed(self, formed: Formed) -> None:
        self._set_running(False)
        self._seat.saved.emit()
        made = tr("households", "Households made: {n}.", n=formed.made)
        if not formed.made and not formed.added_to and not formed.cancelled:
            made = tr("households", "No address was without a household.")
        said = [made]
        if formed.added_to:
            said.append(tr("households", "Added to: {n}.", n=formed.added_to))
        if formed.no_area:
            said.append(
                tr("households", "In no area: {n} {n:resident|residents}.", n=formed.no_area)
            )
        if formed.no_door:
            said.append(tr("households", "Address without a door: {n}.", n=formed.no_door))
        if formed.cancelled:
            said.append(tr("households", "Stopped; the rest can be done another time."))
        joint = "" if self._seat.language.code == "zh_CN" else " "
        self.messages.say("ok", joint.join(said))

    def _refused(self, refused: Refused) -> None:
        self._set_running(False)
        self.messages.say("bad", self._seat.sentence(refused))


def _tone(row: AreaRow) -> str:
    return "" if row.worker else "warn"


def _total(row: AreaRow) -> str:
    return str(row.total)


def _due(row: AreaRow) -> str:
    return page_words.joined(str(row.due)) if row.total else ""


def _due_tone(row: AreaRow) -> str:
    if not row.total:
        return ""
    return "ok" if not row.due else "warn"
