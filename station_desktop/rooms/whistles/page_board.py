"""The board: every whistle that is going on, with its departments' bars; lateness shows without
anybody asking for it, and stands first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from station_desktop.domain.time import clock
from station_desktop.rooms.whistles import gather, page_words, room
from station_desktop.rooms.whistles.page_timeline import Timeline
from station_desktop.rooms.whistles.room import Shown
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import CardColumn, label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, follow, tr

MINUTE_MS = 60_000


class WhistleCard(QFrame):
    """One whistle. Signals: ``opened(id)`` on Enter or a double click, ``stepped(by)`` on ↑ ↓."""

    opened = Signal(str)
    stepped = Signal(int)

    def __init__(self, shown: Shown, language: Callable[[], str]) -> None:
        super().__init__()
        set_role(self, "card")
        self.setObjectName(f"whistles.board.{shown.whistle.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shown = shown
        self.kind, self.left = Chip(), Chip()
        self.title = label(role="title")
        self.about = label(role="muted")
        self.bars = Timeline(f"{self.objectName()}.bars", language)
        self.bars.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._arrange()

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.space - 2, size.space, size.space - 4)
        box.setSpacing(size.gap)
        head = QHBoxLayout()
        head.setSpacing(size.gap + 2)
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(self.kind, 0, top)
        self.title.setWordWrap(True)
        head.addWidget(self.title, 1)
        head.addWidget(self.left, 0, top)
        box.addLayout(head)
        self.about.setWordWrap(True)
        box.addWidget(self.about)
        box.addWidget(self.bars)

    def put(self, shown: Shown, now: int, language: str) -> None:
        """Show the whistle as it stands at ``now`` (milliseconds)."""
        self.shown = shown
        found = shown.whistle
        self.kind.put(page_words.KIND_TONES[found.kind], page_words.kind(found.kind, language))
        self.title.setText(found.what)
        self.about.setText(
            page_words.joined(
                found.place,
                tr("whistles", "blown {at}", at=page_words.moment(found.blown_at, language)),
                shown.blown_by,
                shown.title if shown.title not in found.what else "",
                found.number,
            )
        )
        lanes = room.lanes(found, now)
        tone, words = page_words.waits(lanes, found)
        self.left.put(tone or "info", words)
        self.bars.put(lanes)
        self.bars.setVisible(bool(lanes))
        self.setAccessibleName(page_words.joined(found.what, words, *self.bars.said()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.shown.whistle.id)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.shown.whistle.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.palette().accent), 2))
            radius = theme.scale().radius + 2
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
            painter.end()


class Board(QWidget):
    """Signals: ``opened(id)``; ``counted(open, late)`` whenever it has been read or a minute has
    passed."""

    opened = Signal(str)
    counted = Signal(int, int)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("whistles.board")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._seat = seat
        self._cards: dict[str, WhistleCard] = {}
        self._at = ""
        self.column = CardColumn("whistles.board.column")
        self.nothing = label(role="muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bind(
            self.nothing.setText,
            "whistles",
            "No whistle is going on. F4 blows one; Ctrl+2 shows those that are over.",
        )
        self.nothing.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.nothing, 1)
        box.addWidget(self.column, 1)
        self._fresh = Freshness(self, seat.changed, ("whistles", "cases", "accounts"), self._ask)
        follow(self, self._fresh.mark_stale)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.tick)
        self._minute.start()

    def _ask(self) -> None:
        language = self._seat.language.code
        self._seat.read(
            lambda work: gather.board(work, language), self._show, tag="whistles.board", owner=self
        )

    def _show(self, read: tuple[Shown, ...]) -> None:
        now, language = clock.milliseconds(self._seat.now()), self._seat.language.code
        found = sorted(read, key=lambda shown: not room.late_ones(shown.whistle, now))
        wanted = [shown.whistle.id for shown in found]
        if wanted != list(self._cards):
            self._build(found)
        for shown in found:
            self._cards[shown.whistle.id].put(shown, now, language)
        self.nothing.setVisible(not found)
        self.column.setVisible(bool(found))
        self._count(now)

    def _build(self, found: list[Shown]) -> None:
        held = self.hasFocus() or any(card.hasFocus() for card in self._cards.values())
        self.column.clear()
        self._cards = {}
        for shown in found:
            card = WhistleCard(shown, lambda: self._seat.language.code)
            card.opened.connect(self._open)
            card.stepped.connect(partial(self._step, shown.whistle.id))
            self._cards[shown.whistle.id] = card
            self.column.add(card)
        if held:
            self.to_cards()

    def tick(self) -> None:
        """A minute has passed: other words and longer bars, without asking the store."""
        now, language = clock.milliseconds(self._seat.now()), self._seat.language.code
        for card in self._cards.values():
            card.put(card.shown, now, language)
        self._count(now)

    def _count(self, now: int) -> None:
        shown = [card.shown.whistle for card in self._cards.values() if card.shown.whistle.open]
        late = sum(bool(room.late_ones(whistle, now)) for whistle in shown)
        self.counted.emit(len(shown), late)

    def to_cards(self) -> None:
        """Give the keyboard to the whistle it was on, or to the first."""
        card = self._cards.get(self._at) or next(iter(self._cards.values()), None)
        if card is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # until there is one
        else:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
            self.column.ensureWidgetVisible(card)

    def stand_on(self, id: str) -> None:
        """That whistle is the current one when the keyboard comes here."""
        self._at = id

    def neighbour(self, by: int) -> str:
        """The id of the whistle ``by`` cards further, which becomes the current one."""
        ids = list(self._cards)
        at = ids.index(self._at) + by if self._at in ids else -1
        if not 0 <= at < len(ids):
            return ""
        self._at = ids[at]
        return self._at

    def _step(self, id: str, by: int) -> None:
        self._at = id
        if self.neighbour(by):
            self.to_cards()

    def _open(self, id: str) -> None:
        self._at = id
        self.opened.emit(id)
