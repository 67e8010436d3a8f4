"""Everybody's share of the work, as bars: what is open, what of it is late, due today, this week,
and what was closed this week."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from station_desktop.rooms.follow_up import gather
from station_desktop.rooms.follow_up.room import Staff
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.casework.board import Load


class LoadBars(QWidget):
    """One bar a person: late, due today, due this week, the rest; the longest bar is the most."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("follow_up.load.bars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._loads: tuple[Load, ...] = ()
        bind(self.setAccessibleName, "follow_up", "Open cases by person")
        follow(self, self.update)

    def put(self, loads: tuple[Load, ...]) -> None:
        self._loads = loads
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, max(1, len(self._loads)) * self._row)

    @property
    def _row(self) -> int:
        return theme.scale().base * 2

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((one.open for one in self._loads), default=0) or 1
        left = theme.scale().base * 6.0
        room = self.width() - left - theme.scale().base * 4
        for number, one in enumerate(self._loads):
            self._bar(painter, one, number * self._row, left, room / most)
        painter.end()

    def _bar(self, painter: QPainter, one: Load, top: int, left: float, each: float) -> None:
        colours = theme.palette()
        painter.setPen(QColor(colours.text))
        name = one.name or tr("follow_up", "None")
        where = QRectF(0, top, left - 8, self._row)
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), name)
        at = left
        late, today = one.overdue, one.today
        week = max(0, one.week - today)
        rest = max(0, one.open - late - today - week)
        parts = ((late, "bad"), (today, "warn"), (week, "info"), (rest, "ok"))
        for count, tone in parts:
            if count:
                place = QRectF(at, top + 3, max(2.0, count * each - 1), self._row - 6)
                painter.fillRect(place, QColor(getattr(colours, f"{tone}_soft")))
                painter.fillRect(
                    QRectF(at, place.bottom() - 2, place.width(), 3),
                    QColor(getattr(colours, f"{tone}_ink")),
                )
                if place.width() > self._row:
                    painter.setPen(QColor(getattr(colours, f"{tone}_ink")))
                    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(count))
                at += count * each
        painter.setPen(QColor(colours.muted))
        place = QRectF(at + 6, top, 80, self._row)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), str(one.open))


class _AsHigh(QScrollArea):
    """As high as what it holds, and scrolled where the screen is not: many people, large type."""

    def sizeHint(self) -> QSize:
        held = self.widget()
        return super().sizeHint() if held is None else held.sizeHint()


class LoadView(QWidget):
    """The bars above, the numbers beneath. Signal ``wanted(account)`` to see that person's board,
    where a holiday's cases can be handed over."""

    wanted = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.bars = LoadBars()
        self._scroll = _AsHigh()
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._held = HeldRows(self.model, lambda row: row.account)
        self.table = Table(
            self.model,
            "follow_up.load",
            Text("follow_up", "Workload"),
            Text("follow_up", "Nobody has an open case."),
        )
        self.first = self.table
        self.table.opened.connect(lambda row: self.wanted.emit(row.account))
        self._arrange()
        self.model.arrived.connect(self.table.start_at_top)
        self._fresh = Freshness(self, seat.changed, ("cases", "accounts"), self._ask)

    def _arrange(self) -> None:
        card = Card()
        bind(card.set_title, "follow_up", "Open cases by person", owner=card)
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        scroll.setWidget(self.bars)
        self.bars.setAutoFillBackground(False)
        card.body.addWidget(scroll)
        legend = label(role="small")
        bind(
            legend.setText,
            "follow_up",
            "From left to right: overdue, due today, due this week, later.",
        )
        card.body.addWidget(legend)
        hint = label(role="small")
        bind(
            hint.setText,
            "follow_up",
            "Enter shows the person's board, where cases can be marked and handed over.",
        )
        button = QPushButton()
        button.setObjectName("follow_up.load.open")
        bind(button.setText, "follow_up", "Show this person's board  F6")
        button.clicked.connect(self._open)
        on_key(self, "F6", self._open)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap + 2)
        box.addWidget(card)
        box.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(hint, 1)
        foot.addWidget(button)
        box.addLayout(foot)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", Text("follow_up", "Name"), _name),
            Column("here", Text("follow_up", "Works here"), _here, 150, tone=_here_tone),
            Column("open", Text("follow_up", "Open"), lambda row: str(row.open), 110, "right"),
            Column(
                "late",
                Text("follow_up", "Overdue"),
                lambda row: str(row.overdue),
                110,
                "right",
            ),
            Column("today", Text("follow_up", "Due today"), lambda r: str(r.today), 120, "right"),
            Column("week", Text("follow_up", "This week"), lambda row: str(row.week), 120, "right"),
            Column(
                "closed",
                Text("follow_up", "Closed this week"),
                lambda r: str(r.closed),
                160,
                "right",
            ),
        )

    def _ask(self) -> None:
        self._seat.read(gather.staff, self._put, tag="follow_up.load", owner=self)

    def _put(self, staff: Staff) -> None:
        self._held.put(staff.loads)
        self.bars.put(tuple(one for one in staff.loads if one.open))
        self._scroll.updateGeometry()

    def _open(self) -> None:
        row = self.table.current_row
        if row is not None:
            self.wanted.emit(row.account)


def _name(row: Load) -> str:
    return row.name or tr("follow_up", "None")


def _here(row: Load) -> str:
    return "" if row.here else tr("follow_up", "takes no cases")


def _here_tone(row: Load) -> str:
    return "" if row.here else ("bad" if row.open else "info")
