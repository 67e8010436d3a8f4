"""What came of reading a workbook: what it would change, or everything that is wrong in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Problem
from station_desktop.rooms.catalogue import page_words, room
from station_desktop.rooms.catalogue.page_rows import listed
from station_desktop.rooms.catalogue.room import Change, Fault
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.station.catalogue import Preview


class Result(QWidget):
    """Signals: ``adopt(preview)`` when the person decides, ``copied(n)`` with the lines copied."""

    adopt = Signal(object)
    copied = Signal(int)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.preview: Preview | None = None
        self._changes: tuple[Change, ...] = ()
        self._faults: tuple[Fault, ...] = ()
        self.said = label(role="title")
        self.said.setWordWrap(True)
        self.copy_button = self._button(
            "copy", Text("catalogue", "Copy the list  Alt+C"), "Alt+C", self._copy
        )
        self.adopt_button = self._button(
            "adopt", Text("catalogue", "Adopt  Ctrl+Enter"), "Ctrl+Return", self._adopt
        )
        set_role(self.adopt_button, "primary")
        self.changes = self._change_table()
        self.faults = self._fault_table()
        self.lists = QStackedWidget()
        self._arrange()
        self.clear()
        follow(self, self._say)

    def clear(self) -> None:
        """Say nothing, as before a workbook was read."""
        self.preview, self._changes, self._faults = None, (), ()
        self.hide()

    def put_preview(self, preview: Preview) -> None:
        """Show what adopting would change."""
        self.preview, self._faults = preview, ()
        self._changes = room.changes(preview)
        self._change_rows.set_source(listed(self._changes))
        self._show(self.changes, adopting=True)
        self.adopt_button.setFocus()

    def put_problems(self, problems: Sequence[Problem]) -> None:
        """Show everything that is wrong, by sheet, row and column."""
        self.preview, self._changes = None, ()
        self._faults = room.faults(problems)
        self._fault_rows.set_source(listed(self._faults))
        self._show(self.faults, adopting=False)
        self.faults.setFocus()

    # building

    def _button(self, key: str, title: Text, keys: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"catalogue.import.{key}")
        bind(button.setText, *title)
        button.clicked.connect(lambda: act())
        on_key(button, keys, act, anywhere=True)
        return button

    def _change_table(self) -> Table:
        seat = self._seat
        self._change_rows = RowsModel(
            seat.runner,
            (
                Column(
                    "kind",
                    Text("catalogue", "Change"),
                    page_words.change_kind,
                    96,
                    tone=lambda row: page_words.CHANGE_TONES[row.kind],
                ),
                Column("code", Text("catalogue", "Code"), lambda row: str(row.code), 118),
                Column(
                    "name", Text("catalogue", "Name"), lambda row: row.name.get(seat.language.code)
                ),
                Column("what", Text("catalogue", "What differs"), page_words.change_of),
            ),
            self,
        )
        return Table(
            self._change_rows,
            "catalogue.changes",
            Text("catalogue", "What changes"),
            Text("catalogue", "Only the version, title or notes differ."),
        )

    def _fault_table(self) -> Table:
        self._fault_rows = RowsModel(
            self._seat.runner,
            (
                Column("sheet", Text("catalogue", "Sheet"), lambda row: str(row.sheet), 92),
                Column("row", Text("catalogue", "Row"), lambda row: str(row.row), 52, "right"),
                Column("column", Text("catalogue", "Column"), lambda row: str(row.column), 66),
                Column("problem", Text("catalogue", "What is wrong"), self._sentence),
            ),
            self,
        )
        return Table(
            self._fault_rows,
            "catalogue.faults",
            Text("catalogue", "What is wrong in the workbook"),
            Text("catalogue", "Nothing is wrong."),
        )

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.scale().gap)
        head.addWidget(self.said, 1)
        head.addWidget(self.copy_button)
        head.addWidget(self.adopt_button)
        for table in (self.changes, self.faults):
            self.lists.addWidget(table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap)
        box.addLayout(head)
        box.addWidget(self.lists, 1)

    # showing

    def _show(self, table: QWidget, *, adopting: bool) -> None:
        self.lists.setCurrentWidget(table)
        self.adopt_button.setVisible(adopting)
        self.adopt_button.setEnabled(adopting)
        self._say()
        self.show()

    def _say(self) -> None:
        if self._faults:
            sentence = tr(
                "catalogue",
                "{n} things to put right in the workbook; nothing was changed.",
                n=len(self._faults),
            )
        elif self.preview is not None:
            count = Counter(change.kind for change in self._changes if change.what == "item")
            sentence = tr(
                "catalogue",
                "Version {version}: {added} {added:item|items} added, {changed} changed, "
                "{withdrawn} withdrawn.",
                version=self.preview.new.version,
                added=count["added"],
                changed=count["changed"],
                withdrawn=count["withdrawn"],
            )
        else:
            sentence = ""
        self.said.setText(sentence)

    def _sentence(self, fault: Fault) -> str:
        problem = fault.problem
        return phrases.say(problem.code, self._seat.language.code, **problem.params)

    # acting

    def _adopt(self) -> None:
        if self.preview is not None:
            self.adopt_button.setEnabled(False)
            self.adopt.emit(self.preview)

    def _copy(self) -> None:
        if self._faults:
            rows = [(f.sheet, f.row, f.column, self._sentence(f)) for f in self._faults]
        else:
            language = self._seat.language.code
            rows = [
                (page_words.change_kind(c), c.code, c.name.get(language), page_words.change_of(c))
                for c in self._changes
            ]
        QGuiApplication.clipboard().setText(room.as_table(rows))
        self.copied.emit(len(rows))
