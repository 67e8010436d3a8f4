"""A look at a roster before anything is written: its sheets, their columns, how many people."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from station_desktop import phrases
from station_desktop.rooms.residents.page_mapping import MappingTable
from station_desktop.roster.heads import Mapping, SheetMapping
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.people.rosters import Preview, SheetPreview


class LookPanel(QFrame):
    """Signals: ``changed(mapping)`` to look again, ``wanted(mapping)`` to take the roster in."""

    changed = Signal(object)
    wanted = Signal(object)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        set_role(self, "card")
        self._seat = seat
        self._preview: Preview | None = None
        self._at = 0
        self.sheets = QComboBox()
        self.take, self.hidden_rows, self.go = QPushButton(), QPushButton(), QPushButton()
        self.counts, self.notes = label(), label(role="muted")
        self.table = MappingTable(seat)
        self.table.mapped.connect(self._map)
        self._arrange()
        follow(self, self._say_again)

    def _say_again(self) -> None:
        if self._preview is not None:
            self.put(self._preview)

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.space - 2, size.space, size.space - 2)
        box.setSpacing(size.gap)
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        self.sheets.setObjectName("residents.roster.sheet")
        self.sheets.view().setObjectName("residents.roster.sheet.list")
        self.sheets.setMinimumWidth(size.base * 14)
        bind(self.sheets.setAccessibleName, "residents", "Sheet")
        self.sheets.activated.connect(self._show_sheet)
        for button, name in ((self.take, "take"), (self.hidden_rows, "hidden")):
            set_role(button, "segment")
            button.setCheckable(True)
            button.setObjectName(f"residents.roster.{name}")
        bind(self.take.setText, "residents", "Take this sheet")
        bind(self.hidden_rows.setText, "residents", "Leave hidden rows out")
        self.take.clicked.connect(lambda on: self._change(taken=on))
        self.hidden_rows.clicked.connect(lambda on: self._change(skip_hidden=on))
        line.addWidget(self.sheets)
        line.addWidget(self.take)
        line.addWidget(self.hidden_rows)
        line.addWidget(self.counts, 1)
        set_role(self.go, "primary")
        self.go.setObjectName("residents.roster.go")
        self.go.clicked.connect(self.go_on)
        line.addWidget(self.go)
        box.addLayout(line)
        self.notes.setWordWrap(True)
        box.addWidget(self.notes)
        box.addWidget(self.table, 1)

    def begin(self) -> None:
        self.go.setFocus()

    def put(self, preview: Preview) -> None:
        """Show what the file seems to be."""
        same = self._preview is not None and [s.name for s in self._preview.sheets] == [
            s.name for s in preview.sheets
        ]
        self._preview = preview
        self._at = self._at if same else self._first_taken(preview)
        self.sheets.clear()
        for sheet, mapping in zip(preview.sheets, preview.mapping, strict=True):
            taken = "✓ " if mapping.taken else ""
            self.sheets.addItem(f"{taken}{sheet.name}")
        self.sheets.setVisible(len(preview.sheets) > 1)
        self.take.setVisible(len(preview.sheets) > 1)
        language = self._seat.language.code
        said = [phrases.say(note.code, language, **note.params) for note in preview.notes]
        self.notes.setText("\n".join(said))
        self.notes.setVisible(bool(said))
        people = sum(s.people for s, m in self._pairs(preview) if m.taken)
        self.go.setText(tr("residents", "Take {n} {n:person|people} in  Ctrl+Enter", n=people))
        self.go.setEnabled(people > 0)
        self.sheets.setCurrentIndex(self._at)
        self._show_sheet(self._at)

    @staticmethod
    def _pairs(preview: Preview) -> list[tuple[SheetPreview, SheetMapping]]:
        return list(zip(preview.sheets, preview.mapping, strict=True))

    def _first_taken(self, preview: Preview) -> int:
        taken = [n for n, (_, mapping) in enumerate(self._pairs(preview)) if mapping.taken]
        return taken[0] if taken else 0

    def _show_sheet(self, number: int) -> None:
        if self._preview is None:
            return
        self._at = number
        sheet, mapping = self._pairs(self._preview)[number]
        self.take.setChecked(mapping.taken)
        self.hidden_rows.setVisible(bool(sheet.hidden_rows))
        self.hidden_rows.setChecked(mapping.skip_hidden)
        self.counts.setText(self._said(sheet))
        self.table.put(sheet, mapping)

    def _said(self, sheet: SheetPreview) -> str:
        parts = [tr("residents", "{n} {n:person|people}", n=sheet.people)]
        if sheet.rejected:
            parts.append(tr("residents", "{n} cannot be taken", n=sum(sheet.rejected.values())))
        if sheet.skipped:
            n = sum(sheet.skipped.values())
            parts.append(tr("residents", "{n} {n:row is|rows are} nobody's", n=n))
        if sheet.hidden_rows:
            parts.append(tr("residents", "{n} hidden rows", n=sheet.hidden_rows))
        return " · ".join(parts)

    # changing

    def _map(self, index: int, field: str) -> None:
        if self._preview is None:
            return
        self._swap(self._preview.mapping[self._at].taking(index, field))

    def _change(self, **changes: bool) -> None:
        if self._preview is None:
            return
        self._swap(msgspec.structs.replace(self._preview.mapping[self._at], **changes))

    def _swap(self, sheet: SheetMapping) -> None:
        """Look at the file again with one sheet read otherwise."""
        assert self._preview is not None
        mapping = list(self._preview.mapping)
        mapping[self._at] = sheet
        changed: Mapping = tuple(mapping)
        self._preview = msgspec.structs.replace(self._preview, mapping=changed)
        self.changed.emit(changed)

    def go_on(self) -> None:
        """Take it in as it is mapped now."""
        if self._preview is not None and self.isVisible() and self.go.isEnabled():
            self.wanted.emit(self._preview.mapping)
