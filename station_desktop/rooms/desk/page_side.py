"""What the middle column shows when no item is in hand: browsing, drafts, a proof, a preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from station_desktop import phrases
from station_desktop.domain.catalogue import RefusedProof
from station_desktop.domain.station.station import Refusal
from station_desktop.domain.time import clock
from station_desktop.rooms.desk import page_words
from station_desktop.rooms.desk.gather import DraftCard
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.rooms.desk.page_printer import Paper, PrintDesk, Printed
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.counter import intake


def _sheet(panel: QFrame, title: str = "") -> QVBoxLayout:
    set_role(panel, "card")
    size = theme.scale()
    box = QVBoxLayout(panel)
    box.setContentsMargins(size.space, size.gap + 2, size.space, size.space)
    box.setSpacing(size.gap)
    return box


class DraftsPanel(QFrame):
    """The person's unfinished visits: Enter goes on with one, Del throws it away when pressed
    twice."""

    def __init__(self, flow: Flow, opened: Callable[[], object]) -> None:
        super().__init__()
        self._flow, self._opened = flow, opened
        self._cards: tuple[DraftCard, ...] = ()
        self._doomed = ""
        box = _sheet(self)
        title = label(role="title")
        bind(title.setText, "desk", "Unfinished visits")
        self._hint = label(role="muted")
        self._hint.setWordWrap(True)
        self.list = _KeyList(self._open, self._discard)
        box.addWidget(title)
        box.addWidget(self._hint)
        box.addWidget(self.list, 1)
        follow(self, lambda: self.put(self._cards))

    def put(self, cards: tuple[DraftCard, ...]) -> None:
        self._cards = cards
        self._doomed = ""
        self._hint.setText(
            tr("desk", "Enter goes on, Del throws away, Esc goes back.")
            if cards
            else tr("desk", "There is none. Every visit that is set aside waits here.")
        )
        language = self._flow.language
        self.list.clear()
        for card in cards:
            at = clock.from_milliseconds(card.changed_at)
            when = f"{page_words.day(at.date().isoformat(), language)} {at:%H:%M}"
            items = ", ".join(item.get(language) for item in card.items)
            text = page_words.joined(when, card.name or tr("desk", "nobody yet"), items)
            self.list.addItem(QListWidgetItem(text))
        if cards:
            self.list.setCurrentRow(0)

    def _open(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._cards):
            self._opened()
            self._flow.open_draft(self._cards[at].id)

    def _discard(self) -> None:
        at = self.list.currentRow()
        if not 0 <= at < len(self._cards):
            return
        id = self._cards[at].id
        if self._doomed != id:
            self._doomed = id
            self._hint.setText(tr("desk", "Press Del once more to throw this visit away."))
            return
        self._flow.discard_draft(id)
        self.put(tuple(card for card in self._cards if card.id != id))


class _KeyList(QListWidget):
    def __init__(self, entered: Callable[[], object], deleted: Callable[[], object]) -> None:
        super().__init__()
        self._entered, self._deleted = entered, deleted
        self.setObjectName("desk.drafts")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind(self.setAccessibleName, "desk", "Unfinished visits")
        self.itemDoubleClicked.connect(lambda _: entered())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered()
        elif event.key() == Qt.Key.Key_Delete:
            self._deleted()
        else:
            super().keyPressEvent(event)


class ProofPanel(QFrame):
    """One of the proofs that a committee may not issue: said kindly, with where to go."""

    def __init__(self, flow: Flow, desk: PrintDesk) -> None:
        super().__init__()
        self._flow, self._desk = flow, desk
        self.proof: RefusedProof | None = None
        self.recorded: Refusal | None = None
        box = _sheet(self)
        self._name = label(role="heading")
        self._why = label()
        self._who_title = label(role="label")
        self._who = label()
        self.chip = Chip()
        for words in (self._name, self._why, self._who):
            words.setWordWrap(True)
        self.button = QPushButton()
        self.button.setObjectName("desk.refuse")
        set_role(self.button, "primary")
        self.button.clicked.connect(self.record)
        state = QHBoxLayout()
        state.addWidget(self.chip)
        state.addStretch(1)
        box.addWidget(self._name)
        box.addLayout(state)
        for widget in (self._why, self._who_title, self._who):
            box.addWidget(widget)
        box.addStretch(1)
        box.addWidget(self.button)
        desk.ended.connect(self._printed)
        follow(self, self._write)

    def put(self, proof: RefusedProof) -> None:
        self.proof, self.recorded = proof, None
        self._write()
        self.button.setFocus()

    def _write(self) -> None:
        bind(self.button.setText, "desk", "Note it and print where to go  Ctrl+Enter")
        bind(self._who_title.setText, "desk", "Who issues it, or what proves it already")
        if self.proof is None:
            return
        self.chip.put("warn", tr("desk", "not issued by the community"))
        language = self._flow.language
        self._name.setText(self.proof.name.get(language))
        self._why.setText(phrases.say("desk.proof.why", language))
        self._who.setText(self.proof.who_issues.get(language))

    def record(self) -> None:
        """Note the request, then print the paper; pressed again it prints again."""
        if self.proof is None:
            return
        if self.recorded is not None:
            self._print(self.recorded)
            return
        key, resident = self.proof.key, self._flow.visit.resident
        who = resident.id if resident else ""
        self._flow.seat.write(
            lambda work: intake.refuse_proof(work, key, who), self._print, owner=self
        )

    def _print(self, refusal: Refusal) -> None:
        self.recorded = refusal
        self.chip.put("ok", tr("desk", "noted"))
        self._desk.print(Paper("refusal", (), refusal.id))

    def _printed(self, printed: Printed) -> None:
        if self.recorded is not None and printed.paper.proof == self.recorded.id:
            said = tr("desk", "printed") if printed.done else tr("desk", "failed: print again")
            self.chip.put("ok" if printed.done else "bad", said)


class PreviewPanel(QScrollArea):
    """The pages exactly as they are printed."""

    def __init__(self, desk: PrintDesk) -> None:
        super().__init__()
        self.setObjectName("desk.preview")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = QWidget()
        set_role(sheet, "ground")
        self._box = QVBoxLayout(sheet)
        self._box.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(sheet)
        self.pages: list[QLabel] = []
        desk.shown.connect(self.put)
        bind(self.setAccessibleName, "desk", "The paper as it is printed")

    def put(self, pages: Sequence[QImage]) -> None:
        self.clear()
        for number, image in enumerate(pages, 1):
            page = QLabel()
            page.setPixmap(QPixmap.fromImage(image))
            page.setAccessibleName(tr("desk", "Page {n}", n=number))
            self._box.addWidget(page)
            self.pages.append(page)

    def clear(self) -> None:
        for page in self.pages:
            page.hide()
            page.setParent(None)
            page.deleteLater()
        self.pages = []
