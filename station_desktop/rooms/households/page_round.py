"""A round, shown with the reason for every household before anybody says yes to it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.neighbourhood.homevisits import HomeVisit
from station_desktop.domain.neighbourhood.households import Area
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.accounts import Account
from station_desktop.rooms.households import fields, page_words
from station_desktop.rooms.households.page_ask import CHANGED
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.page.panel import Fitted
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.visits import households
from station_desktop.usecases.visits.day_lists import why_words
from station_desktop.usecases.visits.households import Choice
from station_desktop.usecases.work import Work

USUAL = "8"
Known = tuple[tuple[Area, ...], tuple[Account, ...]]


class RoundPage(QWidget):
    """Signals: ``closed``, ``planned(worker, day)``."""

    closed = Signal()
    planned = Signal(str, str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._proposed: str | None = None
        self.setObjectName("households.plan_round")
        self._seat = seat
        self._areas: tuple[Area, ...] = ()
        self.choices: tuple[Choice, ...] = ()
        self.left_out: set[str] = set()
        self.messages = MessageBar("households.round.message")
        name = "households.round.form"
        self.form = FormView(seat.today, lambda: seat.language.code, name=name)
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._rows = HeldRows(self.model, lambda choice: choice.household.id)
        self.table = Table(
            self.model,
            "households.round.table",
            Text("households", "The round"),
            Text("households", "Nobody is due there on that day. Choose another day or area."),
        )
        self.count = label(role="muted")
        self.go = QPushButton()
        self._arrange()
        self.model.arrived.connect(self.table.start_at_top)
        self.form.edited.connect(self._edited)
        self.form.ended.connect(self._to_table)
        self.form.submitted.connect(self.go_on)
        self.table.installEventFilter(self)
        follow(self, self._say)

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.messages)
        card = QFrame()
        set_role(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(size.space, size.space - 2, size.space, size.space - 2)
        title = label(role="title")
        bind(title.setText, "households", "Plan a round")
        inside.addWidget(title)
        inside.addWidget(self.form)
        box.addWidget(card)
        box.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        hint = label(role="small")
        bind(
            hint.setText,
            "households",
            "In walking order. Space leaves one out or takes it in again.",
        )
        line.addWidget(hint, 1)
        line.addWidget(self.count)
        set_role(self.go, "primary")
        self.go.setObjectName("households.round.go")
        bind(self.go.setText, "households", "Plan these  Ctrl+Enter")
        self.go.clicked.connect(self.go_on)
        leave = QPushButton()
        leave.setObjectName("households.round.leave")
        bind(leave.setText, "households", "Not now  Esc")
        leave.clicked.connect(self.closed)
        line.addWidget(self.go)
        line.addWidget(leave)
        box.addLayout(line)
        on_key(self, "Esc", self.closed.emit)
        on_key(self, "Ctrl+Return", self.go_on)

    # proposing

    def begin(self, area: str) -> None:
        """Ask for a round through this area, for today."""
        self.messages.clear()
        self.left_out = set()
        self._seat.read(
            lambda work: (areas.listed(work), areas.goers(work)),
            lambda known: self._ask(known, area),
            tag="households.round.areas",
            owner=self,
        )

    def _ask(self, known: Known, area: str) -> None:
        self._areas, goers = known
        own = next((one for one in self._areas if one.worker == self._seat.actor.id), None)
        first = own or (self._areas[0] if self._areas else None)
        chosen = next((one for one in self._areas if one.id == area), first)
        self.form.set_form(
            fields.round_(self._areas, goers),
            {
                "area": chosen.id if chosen is not None else None,
                "day": self._seat.today().isoformat(),
                "count": USUAL,
                "worker": self._goes(chosen),
            },
        )
        self._proposed = self._goes(chosen)
        Fitted(self.form)
        self._look()
        self._to_table()

    def _goes(self, area: Area | None) -> str | None:
        own = self._seat.actor.id
        if area is None or own in (area.worker, *area.others):
            return own
        return area.worker or None

    def _edited(self, key: str, *_: object) -> None:
        """Another area: whoever answers for it goes, unless somebody else was chosen."""
        said = self.form.answers()
        area = next((one for one in self._areas if one.id == said.get("area")), None)
        if key == "area" and area is not None and said.get("worker") == self._proposed:
            self._proposed = self._goes(area)
            self.form.set_answers(said | {"worker": self._proposed})
        self._look()

    def _look(self) -> None:
        said = {key: str(value) for key, value in self.form.answers().items()}
        count = said.get("count", "")
        if not said.get("area") or not count.isdigit():
            return
        self._seat.read(
            lambda work: households.propose_round(
                work, said["area"], said.get("day", ""), int(count)
            ),
            self._put,
            self._refused,
            tag="households.round",
            owner=self,
        )

    def _put(self, choices: tuple[Choice, ...]) -> None:
        self.messages.clear()
        self.choices = choices
        self._rows.put(choices)
        self._say()

    def _refused(self, refused: Refused) -> None:
        self.choices = ()
        self._rows.put(())
        self.messages.say("bad", self._seat.sentence(refused))
        self._say()

    @property
    def taken(self) -> list[str]:
        """The households said yes to."""
        ids = [choice.household.id for choice in self.choices]
        return [id for id in ids if id not in self.left_out]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and event.key() == Qt.Key.Key_Space:  # type: ignore[attr-defined]
            self._toggle()
            return True
        return super().eventFilter(watched, event)

    def _toggle(self) -> None:
        row = self.table.current_row
        if row is not None:
            self.left_out ^= {row.household.id}
            self.table.viewport().update()
            self._say()

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # planning

    def go_on(self) -> None:
        if not self.taken or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        said = {key: str(value) for key, value in self.form.answers().items()}
        ids = self.taken

        def plan(work: Work) -> tuple[HomeVisit, ...]:
            return households.plan_round(
                work,
                said["area"],
                said.get("day", ""),
                households=ids,
                worker=said.get("worker", ""),
            )

        self._seat.write(plan, self._planned, self._not_planned, changed=CHANGED, owner=self)

    def _planned(self, visits: tuple[HomeVisit, ...]) -> None:
        self.go.setEnabled(True)
        self._seat.saved.emit()
        self.planned.emit(visits[0].worker, visits[0].day)

    def _not_planned(self, refused: Refused) -> None:
        self.go.setEnabled(True)
        self.messages.say("bad", self._seat.sentence(refused))

    # words

    def _say(self) -> None:
        self.count.setText(tr("households", "{n} {n:household|households}", n=len(self.taken)))
        self.go.setEnabled(bool(self.taken))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("taken", Text("households", "Goes"), self._taken, 84, tone=self._taken_tone),
            Column("where", Text("households", "Where"), _where, 190),
            Column("who", Text("households", "Who"), self._who, 260),
            Column("why", Text("households", "Why"), self._why),
        )

    def _taken(self, row: Any) -> str:
        out = row.household.id in self.left_out
        return tr("households", "left out") if out else tr("households", "yes")

    def _taken_tone(self, row: Any) -> str:
        return "info" if row.household.id in self.left_out else "ok"

    def _who(self, row: Any) -> str:
        return page_words.people(row.people, self._seat.language.code)

    def _why(self, row: Any) -> str:
        return why_words(row.reasons, self._seat.language.code)


def _where(row: Any) -> str:
    return str(row.household.address)
