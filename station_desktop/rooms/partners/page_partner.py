"""One organisation, whole: what it offers, its year, its tasks; corrected and closed from here."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from station_desktop.rooms.partners import gather, page_cards
from station_desktop.rooms.partners.gather import PartnerFile
from station_desktop.rooms.partners.page_close import ClosePanel
from station_desktop.rooms.partners.page_head import Head
from station_desktop.rooms.partners.page_tasks import TasksTable
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import CardColumn, clear
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.record_page import RecordPage
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind
from station_desktop.usecases.dispatch import partners
from station_desktop.usecases.work import Work

MINUTE_MS = 60_000
LARGE = 18
"""From this size of type on, a panel takes the place of the cards while it is open."""


class _Rest(QWidget):
    """Takes the height that a panel above leaves, however much it would like."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        return False


class PartnerPage(RecordPage):
    """Signals besides a record page's: ``editing(id)`` to correct it."""

    editing = Signal(str)

    found: PartnerFile | None

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat, "partners.partner", ("partners", "cases", "catalogue", "households"))
        self.head = Head()
        self.edit_button, self.close_button = QPushButton(), QPushButton()
        self.reopen_button = QPushButton()
        self._row, self._body = QWidget(), _Rest()
        self._left = CardColumn("partners.partner.cards")
        self.columns = (self._left,)
        self._record = QVBoxLayout()
        self.table = TasksTable(seat)
        self._arrange()
        self._add_keys()
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._fresh.mark_stale)
        self._minute.start()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        for part in (self.messages, self.said, self.head):
            box.addWidget(part)
        across = QHBoxLayout(self._row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(size.gap)
        self._add_acts(across)
        across.addStretch(1)
        self._add_ways(across)
        box.addWidget(self._row)
        box.addWidget(self.stage)
        columns = QHBoxLayout(self._body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(size.gap + 2)
        columns.addWidget(self._left, 5)
        right = QVBoxLayout()
        right.setSpacing(size.gap + 2)
        right.addLayout(self._record)
        right.addWidget(self.table, 1)
        columns.addLayout(right, 6)
        box.addWidget(self._body, 1)

    def _add_acts(self, line: QHBoxLayout) -> None:
        for button, name, act in (
            (self.edit_button, "edit", self.begin_edit),
            (self.close_button, "close", self.begin_close),
            (self.reopen_button, "reopen", self.reopen),
        ):
            button.setObjectName(f"partners.act.{name}")
            button.clicked.connect(act)
            button.hide()
            line.addWidget(button)
        bind(self.edit_button.setText, "partners", "Correct  F4")
        bind(self.close_button.setText, "partners", "Ask it no longer  F8")
        bind(self.reopen_button.setText, "partners", "Ask it again  F8")

    def _add_ways(self, line: QHBoxLayout) -> None:
        before, after, back = QPushButton(), QPushButton(), QPushButton()
        for button, key, act in (
            (before, "before", self.to_previous),
            (after, "after", self.to_following),
            (back, "back", self.leave),
        ):
            set_role(button, "quiet")
            button.setObjectName(f"partners.partner.{key}")
            button.clicked.connect(act)
            line.addWidget(button)
        bind(before.setText, "partners", "Previous  Alt+↑")
        bind(after.setText, "partners", "Next  Alt+↓")
        bind(back.setText, "partners", "All partners  Esc")

    def _add_keys(self) -> None:
        on_key(self, "F4", self.begin_edit)
        on_key(self, "F8", self._close_or_reopen)

    # showing

    def read(self, work: Work, id: str, language: str) -> PartnerFile:
        return gather.read(work, id, language)

    def show_found(self, found: PartnerFile, *, first: bool) -> None:
        language = self._seat.language.code
        self.head.put(found, self._seat.now(), language)
        self.said.put(*page_cards.said(found, language))
        editor = self._seat.may("partner.edit")
        self.edit_button.setVisible(editor)
        self.close_button.setVisible(editor and found.partner.open)
        self.reopen_button.setVisible(editor and not found.partner.open)
        self.table.put(found.history)
        clear(self._record)
        self._record.addWidget(page_cards.record_card(found))
        self._left.clear()
        for card in page_cards.left_column(found, language):
            self._left.add(card)

    def to_next(self) -> None:
        if self.stage.panel is None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # acting

    def begin_edit(self) -> None:
        """Correct what is known of it."""
        if self.found is not None and self._seat.may("partner.edit"):
            self.editing.emit(self._id)

    def _close_or_reopen(self) -> None:
        if self.found is None or not self._seat.may("partner.edit"):
            return
        if self.found.partner.open:
            self.begin_close()
        else:
            self.reopen()

    def begin_close(self) -> None:
        """Ask for the reason beneath the head."""
        if self.found is None:
            return
        self.messages.clear()
        self.stage.show_panel(ClosePanel(self._seat, self.found), fill=theme.scale().base >= LARGE)

    def reopen(self) -> None:
        """Ask it again."""
        id = self._id
        self.messages.clear()

        def act(work: Work) -> object:
            return partners.reopen(work, id)

        self._seat.write(act, self._done, self.refused, changed=frozenset({"partners"}), owner=self)

    def _done(self, _: object) -> None:
        self._seat.saved.emit()
        self._fresh.mark_stale()

    def make_room(self) -> None:
        cramped = theme.scale().base >= LARGE and self.stage.panel is not None
        self._row.setVisible(not cramped)
        self._body.setVisible(not cramped)
