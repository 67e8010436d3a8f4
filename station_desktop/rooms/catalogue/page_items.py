"""The items: branches on the left, the list beside them, the guide sheet on the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from station_desktop.rooms.catalogue import page_words, room
from station_desktop.rooms.catalogue.page_guide import GuideSheet
from station_desktop.rooms.catalogue.page_rows import listed
from station_desktop.rooms.catalogue.room import Branch, Found, Guide, Line, Overview
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.work import Work


class Items(QWidget):
    """Find an item by branch or by words and read its guide."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._overview: Overview | None = None
        self._branch = Branch()
        self._wanted = ""
        self._select_first = False
        self._read_first = True
        self.search = QLineEdit()
        self.search.setObjectName("catalogue.search")
        set_role(self.search, "search")
        self.search.setClearButtonEnabled(False)
        hint = Text("catalogue", "Find: name, initials, code or everyday words (Ctrl+F)")
        bind(self.search.setPlaceholderText, *hint)
        bind(self.search.setAccessibleName, *hint)
        self.branches = self._branch_table()
        self.table = self._item_table()
        self.note = label(role="small")
        self.note.setWordWrap(True)
        self.note.hide()
        self.guide = GuideSheet()
        self._arrange()
        self.search.textChanged.connect(self._ask)
        self.search.installEventFilter(self)
        follow(self, self._retranslate)

    # what the page uses

    def put(self, overview: Overview) -> None:
        """Show another catalogue, staying on the item that is read."""
        self._overview = overview
        if all(found.key != self._branch.key for found in overview.branches):
            self._branch = Branch()
        self._branch_rows.set_source(listed(overview.branches))
        self._ask()
        if self.guide.guide is not None:
            self._show(self.guide.guide.item.code, "")

    def go(self, code: str) -> None:
        """Show one item's guide."""
        self._select_first = self._read_first = False
        self._show(code, "")

    def to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # building

    def _branch_table(self) -> Table:
        self._branch_rows = RowsModel(
            self._seat.runner,
            (
                Column(
                    "branch",
                    Text("catalogue", "Category and group"),
                    lambda row: page_words.branch(row, self._seat.language.code),
                ),
                Column(
                    "count", Text("catalogue", "Items"), lambda row: str(row.count), 62, "right"
                ),
            ),
            self,
        )
        made = Table(
            self._branch_rows,
            "catalogue.branches",
            Text("catalogue", "Category and group"),
            Text("catalogue", "The catalogue is empty."),
        )
        made.chosen.connect(self._choose_branch)
        made.opened.connect(lambda _: self._to_list())
        return made

    def _item_table(self) -> Table:
        self._rows = RowsModel(
            self._seat.runner,
            (
                Column(
                    "name",
                    Text("catalogue", "Item"),
                    lambda row: str(row.name.get(self._seat.language.code)),
                ),
                Column(
                    "mode",
                    Text("catalogue", "Handling"),
                    self._mode,
                    132,
                    tone=lambda row: "warn" if row.standing else "",
                ),
            ),
            self,
        )
        made = Table(
            self._rows,
            "catalogue.items",
            Text("catalogue", "Items"),
            Text("catalogue", "No item fits. Try other words, or fewer of them."),
        )
        made.chosen.connect(lambda row: self._show(row.code, row.since))
        made.opened.connect(lambda _: self.guide.setFocus())
        self._rows.arrived.connect(self._arrived)
        return made

    def _mode(self, row: Line) -> str:
        return page_words.standing(row.standing) or page_words.mode(row.mode)

    def _arrange(self) -> None:
        gap = theme.scale().gap + 2
        middle = QVBoxLayout()
        middle.setSpacing(gap)
        middle.addWidget(self.search)
        middle.addWidget(self.note)
        middle.addWidget(self.table, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.scale().space)
        across.addWidget(self.branches, 24)
        across.addLayout(middle, 38)
        across.addWidget(self.guide, 38)
        self.setTabOrder(self.search, self.branches)
        self.setTabOrder(self.branches, self.table)
        self.setTabOrder(self.table, self.guide)

    # asking

    def _ask(self) -> None:
        wanted, branch = self.search.text().strip(), self._branch
        self._wanted = wanted

        def look(work: Work) -> Found:
            return room.search(work, wanted) if wanted else room.lines(work, branch)

        self._seat.read(look, self._answer, tag="catalogue.find", owner=self)

    def _answer(self, found: Found) -> None:
        self._select_first |= bool(self._wanted) or self._read_first
        self._read_first = False
        self._rows.set_source(listed(found.lines))
        proof = found.proof
        self.note.setVisible(proof is not None)
        if proof is not None:
            self.note.setText(
                tr(
                    "catalogue",
                    "“{name}” is a proof that is not issued here. Ctrl+2 shows who does.",
                    name=proof.name.get(self._seat.language.code),
                )
            )

    def _arrived(self, first: int, last: int) -> None:
        """The first one found is read at once; Enter in the search leads to the list."""
        row = self._rows.row(0)
        if self._select_first and row is not None:
            self._select_first = False
            self.table.setCurrentIndex(self._rows.index(0, 0))

    def _choose_branch(self, branch: Branch) -> None:
        self._branch = branch
        self._select_first = True
        if self.search.text():
            self.search.clear()
        else:
            self._ask()

    def _show(self, code: str, since: str) -> None:
        self._seat.read(
            lambda work: room.guide(work, code, since),
            self._put_guide,
            tag="catalogue.guide",
            owner=self,
        )

    def _put_guide(self, guide: Guide | None) -> None:
        if self._overview is not None:
            self.guide.put(guide, self._overview.notice, self._seat.language.code)

    def _retranslate(self) -> None:
        if self.guide.guide is not None:
            self._put_guide(self.guide.guide)

    # keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._to_list()
                return True
            if key == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return False

    def _to_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid() and self._rows.rowCount():
            self.table.setCurrentIndex(self._rows.index(0, 0))
