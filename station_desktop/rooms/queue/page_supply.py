"""Documents that came in afterwards: one key for each, as at the desk."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from station_desktop import phrases
from station_desktop.domain.case.cases import Standing
from station_desktop.domain.case.visitdraft import MaterialDraft
from station_desktop.domain.problem import Refused
from station_desktop.domain.text import dates
from station_desktop.rooms.queue.dossier import Document, Dossier, aside
from station_desktop.rooms.queue.page_act import TITLES
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.lists.chip_delegate import ChipDelegate
from station_desktop.ui.lists.rows_model import TONE_ROLE
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.casework import cases
from station_desktop.usecases.casework.cases import Supplement

STANDING_TONES = {
    "original": "ok",
    "copy": "ok",
    "reused": "ok",
    "later": "warn",
    "missing": "bad",
    "wrong": "bad",
    "not_needed": "",
}
_MOST_ROWS = 7
_WAYS: tuple[tuple[Qt.Key, Standing, Text], ...] = (
    (Qt.Key.Key_O, "original", Text("queue", "O original")),
    (Qt.Key.Key_C, "copy", Text("queue", "C copy")),
    (Qt.Key.Key_L, "later", Text("queue", "L later")),
    (Qt.Key.Key_M, "missing", Text("queue", "M missing")),
    (Qt.Key.Key_W, "wrong", Text("queue", "W wrong")),
    (Qt.Key.Key_N, "not_needed", Text("queue", "N not needed")),
)


class StandingTable(QTableWidget):
    """Signals: ``marked(standing)`` for the row in hand, ``submitted`` on Ctrl+Enter."""

    marked = Signal(str)
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__(0, 3)
        self.setObjectName("queue.supply.table")
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setItemDelegate(ChipDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        across, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        across.setSectionResizeMode(0, mode.Stretch)
        for column in (1, 2):
            across.setSectionResizeMode(column, mode.Fixed)
        bind(self.setAccessibleName, "queue", "Documents")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        way = next((standing for own, standing, _ in _WAYS if own == key), None)
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if way is not None and not held:
            self.marked.emit(way)
        elif key == Qt.Key.Key_Space and not held:
            self.marked.emit("original")
        elif enter and held == Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are acts here."""


class SupplyPanel(Panel):
    """Marks what came in and says what came of it; ``supplied(Supplement)`` when it is done."""

    supplied = Signal(object)

    def __init__(self, seat: Seat, dossier: Dossier) -> None:
        super().__init__(
            "queue.supply", TITLES["supply"], Text("queue", "Save what came in  Ctrl+Enter")
        )
        self._seat = seat
        self._number = dossier.case.number
        self._promise_day = dossier.promise_day
        self._documents = dossier.documents
        self._came: dict[str, MaterialDraft] = {}
        self._asking: Standing | None = None
        self.table = StandingTable()
        self.table.marked.connect(self.mark)
        self.table.submitted.connect(self.go_on)
        self.asked = QWidget()
        self.entry = QLineEdit()
        self._question = label(role="label")
        self._arrange()
        self._write()
        follow(self, self._write)

    def _arrange(self) -> None:
        self.add(self.table)
        line = QHBoxLayout(self.asked)
        line.setContentsMargins(0, 0, 0, 0)
        self.entry.setObjectName("queue.supply.entry")
        line.addWidget(self._question)
        line.addWidget(self.entry, 1)
        keys = EnterKeys(self.entry)
        keys.moved_on.connect(self._entered)
        keys.submitted.connect(self._entered)
        self.asked.hide()
        self.add(self.asked)
        row = QWidget()
        flow = FlowLayout(row, theme.scale().gap)
        for _, standing, words in _WAYS:
            button = QPushButton()
            set_role(button, "segment")
            button.setObjectName(f"queue.supply.{standing}")
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            bind(button.setText, *words)
            button.clicked.connect(partial(self.mark, standing))
            flow.addWidget(button)
        self.add(row)

    def begin(self) -> None:
        """Go to the first document that is lacking."""
        wanted = [n for n, d in enumerate(self._documents) if d.standing in ("missing", "wrong")]
        later = [n for n, d in enumerate(self._documents) if d.standing == "later"]
        self.table.setCurrentCell((wanted or later or [0])[0], 0)
        self.table.setFocus()

    # showing

    def _write(self) -> None:
        size = theme.scale()
        height = size.row - 4
        self.table.setRowCount(len(self._documents))
        for number, document in enumerate(self._documents):
            self._write_row(number, document)
            self.table.setRowHeight(number, height)
        self.table.setColumnWidth(1, size.base * 12)
        self.table.setColumnWidth(2, size.base * 16)
        self.table.setFixedHeight(min(len(self._documents), _MOST_ROWS) * height + 4)

    def _write_row(self, number: int, document: Document) -> None:
        language = self._seat.language.code
        came = self._came.get(document.need.key)
        name, said = document.need.material.name.get(language), aside(document.need, language)
        name = f"{name}  ({said})" if said else name
        cells = [(name, ""), (_stands(document.standing, language), _tone(document.standing))]
        if came is None or came.standing is None:
            cells.append(("", ""))
        else:
            words = _stands(came.standing, language)
            more = came.promised or came.note
            cells.append((f"→ {words} {more}".strip(), _tone(came.standing)))
        for column, (text, tone) in enumerate(cells):
            cell = QTableWidgetItem(text)
            cell.setToolTip(document.note or text)
            if tone:
                cell.setData(TONE_ROLE, tone)
            self.table.setItem(number, column, cell)

    # marking

    @property
    def _document(self) -> Document | None:
        at = self.table.currentRow()
        return self._documents[at] if 0 <= at < len(self._documents) else None

    def mark(self, standing: Standing) -> None:
        """The document in hand stands so; a day or a note is asked for where one is needed."""
        document = self._document
        if document is None:
            return
        self.say("")
        if standing == "later" and not document.need.may_follow:
            name = document.need.material.name
            language = self._seat.language.code
            self.say(
                phrases.say("material.never_later", language, name_zh=name.zh, name_en=name.en)
            )
        elif standing == "later":
            self._ask(standing, tr("queue", "It will be here by"), self._promise_day)
        elif standing == "wrong":
            self._ask(standing, tr("queue", "What is wrong with it?"), document.note)
        else:
            self._set(document, MaterialDraft(standing=standing))

    def _ask(self, standing: Standing, question: str, preset: str) -> None:
        self._asking = standing
        self._question.setText(question)
        self.entry.setAccessibleName(question)
        self.entry.setText(preset)
        self.asked.show()
        self.entry.setFocus()
        self.entry.selectAll()

    def _entered(self) -> None:
        document, text = self._document, self.entry.text().strip()
        if document is None or not text:
            return
        if self._asking == "wrong":
            self._set(document, MaterialDraft(standing="wrong", note=text))
            return
        written = dates.parse_day(text)
        day = dates.real_day(*written) if written else None
        if day is None or day <= self._seat.today():
            self.say(tr("queue", "Write a day after today, for example 2026-12-31."))
            return
        self._set(document, MaterialDraft(standing="later", promised=day.isoformat()))

    def _set(self, document: Document, came: MaterialDraft) -> None:
        self._asking = None
        self.asked.hide()
        self._came[document.need.key] = came
        at = self.table.currentRow()
        self._write_row(at, document)
        self.table.setFocus()
        following = [
            n
            for n, other in enumerate(self._documents)
            if n > at and other.standing in ("missing", "wrong", "later")
        ]
        if following:
            self.table.setCurrentCell(following[0], 0)

    def step_back(self) -> bool:
        was = self.asked.isVisible()
        if was:
            self._asking = None
            self.asked.hide()
            self.table.setFocus()
        return was

    # saving

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        if not self._came:
            self.say(tr("queue", "Mark what came in first: O original, C copy, …"))
            self.table.setFocus()
            return
        self.busy(True)
        number, came = self._number, dict(self._came)
        self._seat.write(
            lambda work: cases.supply(work, number, came),
            self._done,
            self._refused,
            changed=frozenset({"cases"}),
            owner=self,
        )

    def _done(self, supplement: Supplement) -> None:
        self._seat.saved.emit()
        self.supplied.emit(supplement)
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        self.busy(False)
        self.say(self._seat.sentence(refused))


def _stands(standing: str, language: str) -> str:
    return phrases.say(f"case.standing.{standing}", language)


def _tone(standing: str) -> str:
    return STANDING_TONES.get(standing, "")
