"""Quality: a sample of last week's closed cases to look through, and calls after bad ratings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Literal

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.problem import Refused
from station_desktop.rooms.follow_up import gather, page_words
from station_desktop.rooms.follow_up.room import CaseLine
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.page.erased import named
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.casework import evaluating, reviewing

_CHANGED = frozenset({"cases"})


class ReviewView(QWidget):
    """The sample on the left, call-backs on the right; one line for the words that either needs."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.messages = MessageBar("follow_up.review.message")
        self.note = QLineEdit()
        self.note.setObjectName("follow_up.review.note")
        bind(self.note.setPlaceholderText, "follow_up", "What was found, or what came of the call")
        bind(self.note.setAccessibleName, "follow_up", "What was found, or what came of the call")
        self.sample_model = RowsModel(seat.runner, self._sample_columns(), self)
        self._sample = HeldRows(self.sample_model, lambda row: row.case.id)
        self.sample = Table(
            self.sample_model,
            "follow_up.sample",
            Text("follow_up", "Sample of closed cases"),
            Text("follow_up", "Nothing was closed in the last seven days."),
        )
        self.calls_model = RowsModel(seat.runner, self._call_columns(), self)
        self._calls = HeldRows(self.calls_model, lambda row: row.case.id)
        self.calls = Table(
            self.calls_model,
            "follow_up.calls",
            Text("follow_up", "Call-backs"),
            Text("follow_up", "Nobody waits for a call after a bad rating."),
        )
        self.first = self.sample
        self._arrange()
        for table, model in ((self.sample, self.sample_model), (self.calls, self.calls_model)):
            table.opened.connect(self._open)
            model.arrived.connect(table.start_at_top)
        self._fresh = Freshness(self, seat.changed, ("cases",), self._ask)

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        across = QHBoxLayout()
        across.setSpacing(size.space)
        across.addWidget(
            self._side(
                Text("follow_up", "Sample of closed cases"),
                self.sample,
                (
                    ("good", Text("follow_up", "Good work  F6"), "F6", lambda: self._judge("good")),
                    ("bad", Text("follow_up", "Faulty  F7"), "F7", lambda: self._judge("faulty")),
                ),
            ),
            1,
        )
        across.addWidget(
            self._side(
                Text("follow_up", "Call back after a bad rating"),
                self.calls,
                (("called", Text("follow_up", "Called back  F8"), "F8", self._call),),
            ),
            1,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.messages)
        box.addWidget(self.note)
        box.addLayout(across, 1)
        hint = label(role="small")
        bind(
            hint.setText,
            "follow_up",
            "The sample is drawn by the day alone, the same for everybody. Enter opens a case.",
        )
        box.addWidget(hint)

    def _side(
        self,
        title: Text,
        table: Table,
        acts: Sequence[tuple[str, Text, str, Callable[[], object]]],
    ) -> Card:
        card = Card()
        bind(card.set_title, *title, owner=card)
        card.body.addWidget(table, 1)
        line = QHBoxLayout()
        for key, words, keys, act in acts:
            button = QPushButton()
            button.setObjectName(f"follow_up.review.{key}")
            bind(button.setText, *words)
            button.clicked.connect(act)
            on_key(self, keys, act)
            line.addWidget(button)
        line.addStretch(1)
        card.body.addLayout(line)
        return card

    def _sample_columns(self) -> tuple[Column, ...]:
        return (
            Column("what", Text("follow_up", "What about"), self._what),
            Column("owner", Text("follow_up", "Owner"), lambda row: str(row.owner), 76),
            Column("verdict", Text("follow_up", "Found"), _verdict, 110, tone=_verdict_tone),
        )

    def _call_columns(self) -> tuple[Column, ...]:
        return (
            Column("left", Text("follow_up", "Time left"), self._left, 110, tone=self._left_tone),
            Column("what", Text("follow_up", "What about"), self._what),
            Column("resident", Text("follow_up", "Resident"), lambda r: named(r.resident), 80),
        )

    # asking

    def _ask(self) -> None:
        last = self._seat.today() - timedelta(days=1)
        first = last - timedelta(days=6)
        self._seat.read(
            lambda work: gather.sample(work, first, last),
            self._sample.put,
            tag="follow_up.sample",
            owner=self,
        )
        self._seat.read(gather.to_call_back, self._calls.put, tag="follow_up.calls", owner=self)

    # acting

    def _open(self, row: CaseLine) -> None:
        self._seat.wanted.emit("queue", f"case:{row.case.number}")

    def _judge(self, verdict: Literal["good", "faulty"]) -> None:
        row, note = self.sample.current_row, self.note.text()
        if row is not None:
            number = row.case.number
            self._write(lambda work: reviewing.sample(work, number, verdict, note))

    def _call(self) -> None:
        row, outcome = self.calls.current_row, self.note.text()
        if row is not None:
            number = row.case.number
            self._write(lambda work: evaluating.call_back(work, number, outcome))

    def _write(self, act: object) -> None:
        self.messages.clear()
        self._seat.write(act, self._done, self._refused, changed=_CHANGED, owner=self)  # type: ignore[arg-type]

    def _done(self, _: object) -> None:
        self.note.clear()
        self._seat.saved.emit()
        self.messages.say("ok", tr("follow_up", "Recorded."))

    def _refused(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))
        if any(problem.field in ("note", "outcome", "reason") for problem in refused.problems):
            self.note.setFocus()

    # words

    def _what(self, row: CaseLine) -> str:
        return row.what.get(self._seat.language.code)

    def _due(self, row: CaseLine) -> str:
        call = row.case.calling_back
        return call.due if call is not None else ""

    def _left(self, row: CaseLine) -> str:
        return page_words.due(self._due(row), self._seat.now())[1]

    def _left_tone(self, row: CaseLine) -> str:
        return page_words.due(self._due(row), self._seat.now())[0]


def _verdict(row: CaseLine) -> str:
    words = {"good": tr("follow_up", "good"), "faulty": tr("follow_up", "faulty")}
    last = row.case.reviews[-1].verdict if row.case.reviews else ""
    return words.get(last, "")


def _verdict_tone(row: CaseLine) -> str:
    last = row.case.reviews[-1].verdict if row.case.reviews else ""
    return {"good": "ok", "faulty": "bad"}.get(last, "")
