"""Erasing what is personal about somebody (PIPL art. 47): asked for by one, reviewed by another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.person import masks
from station_desktop.domain.time import clock
from station_desktop.rooms.privacy.page_erase_ask import AskPanel
from station_desktop.rooms.privacy.page_erase_review import ReviewPanel
from station_desktop.rooms.privacy.reads_erasures import Erasure, erasures
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr


class ErasePage(QWidget):
    """F4 asks, F6 reviews the line chosen; each person sees the buttons that are theirs."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        lead = label(role="muted")
        lead.setWordWrap(True)
        bind(
            lead.setText,
            "erasing",
            "What is personal stands in the journal under keys. Erasing destroys the keys, here, "
            "at the hall and in backups; the journal stays whole and goes on proving itself.",
        )
        self.ask = self._button("ask", "F4", Text("erasing", "Ask for an erasure"), self._ask)
        self.review = self._button("review", "F6", Text("erasing", "Review"), self._review)
        set_role(self.ask if seat.may("privacy.act") else self.review, "primary")
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._held = HeldRows(self.model, lambda one: one.resident)
        self.table = Table(
            self.model,
            "privacy.erase.table",
            Text("erasing", "Erasures"),
            Text("erasing", "Nobody has asked for an erasure."),
        )
        self.first = self.table
        self.stage = Stage("privacy.erase.stage")
        self.stage.left.connect(self._to_table)
        self.stage.ended.connect(self._ended)
        self._arrange(lead)
        self.ask.setVisible(seat.may("privacy.act"))
        self.review.setVisible(seat.may("privacy.review"))
        self.table.opened.connect(self._review)
        on_key(self, "Esc", self.stage.leave, anywhere=True)
        on_key(self, "Ctrl+Return", self.stage.go_on, anywhere=True)
        follow(self, self.table.viewport().update)

    def refresh(self) -> None:
        self.again()

    def again(self) -> None:
        """Ask anew."""
        self._seat.read(erasures, self._put, tag="privacy.erasures", owner=self)

    # building

    def _button(self, key: str, keys: str, words: Text, act: Callable[[], object]) -> QPushButton:
        made = QPushButton()
        made.setObjectName(f"privacy.erase.{key}")
        bind(lambda text: made.setText(f"{text}  {keys}"), *words, owner=made)
        made.clicked.connect(lambda: act())
        on_key(self, keys, made.click, anywhere=True)
        return made

    def _arrange(self, lead: QWidget) -> None:
        size = theme.scale()
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        line.addWidget(self.ask)
        line.addWidget(self.review)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(lead)
        box.addLayout(line)
        box.addWidget(self.stage)
        box.addWidget(self.table, 1)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("who", Text("erasing", "Who"), self._who, 110),
            Column("state", Text("erasing", "State"), self._state, 150),
            Column("when", Text("erasing", "When"), _when, 150),
            Column("by", Text("erasing", "Asked for by"), lambda one: one.by_name, 110),
            Column("why", Text("erasing", "Why"), self._why, 0),
            Column("against", Text("erasing", "What stands against it"), self._against, 0),
        )

    def _who(self, one: Erasure) -> str:
        erased = phrases.say(masks.ERASED, self._seat.language.code)
        return erased if one.done else masks.mask_name(one.name)

    def _state(self, one: Erasure) -> str:
        if not one.done:
            return tr("erasing", "waits for review")
        if one.subjects:
            return tr("erasing", "erased, {n} came later", n=len(one.subjects))
        return tr("erasing", "erased")

    def _why(self, one: Erasure) -> str:
        reason = phrases.say(f"erasing.reason.{one.reason}", self._seat.language.code)
        return f"{reason}  {one.words}".strip()

    def _against(self, one: Erasure) -> str:
        language = self._seat.language.code
        return " ".join(phrases.say(p.code, language, **p.params) for p in one.problems)

    # showing and acting

    def _put(self, rows: tuple[Erasure, ...]) -> None:
        self._held.put(rows)
        self.review.setEnabled(any(not row.done for row in rows))

    def _ask(self) -> None:
        self.stage.show_panel(AskPanel(self._seat))

    def _review(self, *_: object) -> None:
        chosen = self.table.current_row
        waiting = [row for row in self._held.rows if not row.done]
        if not isinstance(chosen, Erasure) or chosen.done:
            chosen = waiting[0] if waiting else None
        if chosen is not None and self._seat.may("privacy.review"):
            self.stage.show_panel(ReviewPanel(self._seat, chosen))

    def _ended(self) -> None:
        self._to_table()
        self.again()

    def _to_table(self) -> None:
        self.table.setFocus()


def _when(one: Erasure) -> str:
    return f"{clock.from_milliseconds(one.at):%Y-%m-%d %H:%M}"
