"""One organisation, whole: what it offers, its year, its tasks; corrected and closed from here."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from station_desktop.domain.problem import Refused
from station_desktop.rooms.partners import gather, page_cards
from station_desktop.rooms.partners.gather import PartnerFile
from station_desktop.rooms.partners.page_close import ClosePanel
from station_desktop.rooms.partners.page_head import Head
from station_desktop.rooms.partners.page_tasks import TasksTable
from station_desktop.ui import theme
from station_desktop.ui.cards import CardColumn, clear
from station_desktop.ui.caution import Caution
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.keys import on_key
from station_desktop.ui.messages import MessageBar
from station_desktop.ui.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.theme import set_role
from station_desktop.ui.words import bind, follow
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


class PartnerPage(QWidget):
    """Signals: ``closed`` to go back to the list, ``stepped(by)`` to the one above or below,
    ``editing(id)`` to correct it."""

    closed = Signal()
    stepped = Signal(int)
    editing = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("partners.partner")
        self._seat = seat
        self._id = ""
        self.found: PartnerFile | None = None
        self.head = Head()
        self.said = Caution("partners.partner.said")
        self.messages = MessageBar("partners.message")
        self.edit_button, self.close_button = QPushButton(), QPushButton()
        self.reopen_button = QPushButton()
        self._row, self._body = QWidget(), _Rest()
        self.stage = Stage("partners.partner.stage")
        self.stage.turned.connect(self._make_room)
        self.stage.left.connect(self._again)
        self.stage.ended.connect(self._again)
        self._left = CardColumn("partners.partner.cards")
        self._record = QVBoxLayout()
        self.table = TasksTable(seat)
        self._arrange()
        self._add_keys()
        kinds = ("partners", "cases", "catalogue", "households")
        self._fresh = Freshness(self, seat.changed, kinds, self._read)
        follow(self, self._fresh.mark_stale)
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
            (before, "before", lambda: self.stepped.emit(-1)),
            (after, "after", lambda: self.stepped.emit(1)),
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
        on_key(self, "Esc", self.leave)
        on_key(self, "Alt+Up", lambda: self.stepped.emit(-1))
        on_key(self, "Alt+Down", lambda: self.stepped.emit(1))
        on_key(self, "Ctrl+Return", self.stage.go_on)

    # showing

    def show_partner(self, id: str) -> None:
        """Read and show an organisation, from its top."""
        if id != self._id:
            self._id = id
            self.found = None
            self.stage.put_away()
            self.messages.clear()
            self._left.verticalScrollBar().setValue(0)
        self._fresh.mark_stale()
        self.setFocus()

    def _read(self) -> None:
        id, language = self._id, self._seat.language.code
        if id:
            self._seat.read(
                lambda work: gather.read(work, id, language),
                self._show,
                self._unknown,
                tag="partners.partner",
                owner=self,
            )

    def _unknown(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))

    def _show(self, found: PartnerFile) -> None:
        first = self.found is None
        self.found = found
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
        if first and self.isVisible() and self.stage.panel is None:
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

        self._seat.write(
            act, self._done, self._unknown, changed=frozenset({"partners"}), owner=self
        )

    def _done(self, _: object) -> None:
        self._seat.saved.emit()
        self._fresh.mark_stale()

    def _make_room(self) -> None:
        cramped = theme.scale().base >= LARGE and self.stage.panel is not None
        self._row.setVisible(not cramped)
        self._body.setVisible(not cramped)

    def _again(self) -> None:
        self._fresh.mark_stale()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Put the panel away, or else go back to the list."""
        if not self.stage.leave():
            self.closed.emit()
