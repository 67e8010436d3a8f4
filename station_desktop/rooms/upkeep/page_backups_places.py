"""Where backups go: the places and how each stands, a new one, and when and how many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.time import clock
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.page.file_box import FileBox, FileKind
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.backup import backup_places
from station_desktop.usecases.backup.backup_places import Plan, Standing
from station_desktop.usecases.work import Work

_FOLDER = FileKind("", Text("backups", "Choose a backup place"))
_AT = Text("backups", "Every day at")
_KEEP = Text("backups", "Keep (days, weeks, months)")
_CHANGED = frozenset({"backups"})
_MB = 1_000_000


class Places(QWidget):
    """Signals: ``chosen(folder)`` when another place is looked at, ``None`` for one that is away;
    ``refused`` with why a change was declined. ``plan`` is a card to be put elsewhere."""

    chosen = Signal(object)
    refused = Signal(object)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._plan: Plan | None = None
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._held = HeldRows(self.model, lambda standing: standing.place.path)
        self.table = Table(
            self.model,
            "upkeep.backups.places",
            Text("backups", "Backup places"),
            Text("backups", "No backup place yet: choose a second disk, a share or a USB stick."),
        )
        self.box = FileBox(
            "upkeep.backups.place",
            Text("backups", "New place"),
            Text("backups", "Add"),
            _FOLDER,
            saving=False,
        )
        self.remove = self._button("remove", Text("backups", "Take off the list"), self._remove)
        self.plan = Card()
        self.at = self._line("time", _AT)
        self.keep = self._line("keep", _KEEP)
        self.save = self._button("save", Text("backups", "Save"), self._save)
        self.note = label(role="small")
        self.note.setWordWrap(True)
        self._arrange()
        self.box.acted.connect(self._add)
        self.table.chosen.connect(lambda _: self.chosen.emit(self.folder))

    @property
    def folder(self) -> Path | None:
        """Where the chosen place is now."""
        row: Standing | None = self.table.current_row
        row = row or next(iter(self._held.rows), None)
        return row.folder if row is not None else None

    # building

    def _button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        made = QPushButton()
        made.setObjectName(f"upkeep.backups.{key}")
        bind(made.setText, *words)
        made.clicked.connect(lambda: act())
        return made

    def _line(self, key: str, words: Text) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(f"upkeep.backups.{key}")
        bind(made.setAccessibleName, *words)
        made.returnPressed.connect(self._save)
        return made

    def _arrange(self) -> None:
        size = theme.scale()
        bind(self.plan.set_title, "backups", "When, and how many")
        form = QFormLayout()
        form.setSpacing(size.gap)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for words, typed in ((_AT, self.at), (_KEEP, self.keep)):
            typed.setMinimumWidth(
                typed.fontMetrics().horizontalAdvance("00, 00, 00") + 2 * size.space
            )
            said = label()
            said.setBuddy(typed)
            said.setMinimumHeight(typed.sizeHint().height())  # in the middle of its line
            bind(said.setText, *words)
            form.addRow(said, typed)
        self.plan.body.addLayout(form)
        self.plan.body.addWidget(self.note)
        line = QHBoxLayout()
        line.addWidget(self.save)
        line.addStretch(1)
        self.plan.body.addLayout(line)
        head = QHBoxLayout()
        title = label(role="title")
        bind(title.setText, "backups", "Backup places")
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        box.addWidget(self.box)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("place", Text("backups", "Place"), lambda one: one.place.path),
            Column("state", Text("backups", "State"), self._state, 176, tone=_tone),
            Column("last", Text("backups", "Last backup"), _last, 140),
            Column("size", Text("backups", "Size"), lambda one: _mb(one.state.size), 92, "right"),
            Column("free", Text("backups", "Room left"), lambda one: _mb(one.free), 104, "right"),
        )

    def _state(self, one: Standing) -> str:
        if one.folder is None:
            return tr("backups", "not here")
        if one.state.problem is not None and one.state.problem.code != "backups.away":
            code = f"{one.state.problem.code}.short"
            said = phrases.say(code, self._seat.language.code)
            return said if said != code else tr("backups", "failed")
        if not one.state.made_at:
            return tr("backups", "no backup yet")
        return tr("backups", "on the same disk") if one.near else tr("backups", "verified")

    # saying

    def put(self, standings: tuple[Standing, ...]) -> None:
        """Show these places."""
        self._held.put(standings)

    def put_plan(self, plan: Plan) -> None:
        """Show when and how many, and what of it is laid down elsewhere."""
        self._plan = plan
        for box, text, key in (
            (self.at, plan.at.isoformat("minutes"), "time"),
            (self.keep, str(plan.keep), "keep"),
        ):
            if not box.isModified():
                box.setText(text)
            box.setEnabled(key not in plan.fixed and self._may)
        self.save.setEnabled(self._may and not plan.fixed >= {"time", "keep"})
        open_ = self._may and "folders" not in plan.fixed
        self.box.setEnabled(open_)
        self.remove.setEnabled(open_ and bool(plan.places))
        fixed = bool(plan.fixed)
        bind(self.note.setText, *(_FIXED if fixed else _EXPLAINED))

    @property
    def _may(self) -> bool:
        return self._seat.may("backup.make")

    # doing

    def _add(self, folder: Path) -> None:
        self._write(lambda work: backup_places.add(work, folder), self._added)

    def _added(self, _: Any) -> None:
        self.box.path.clear()

    def _remove(self) -> None:
        row: Standing | None = self.table.current_row or next(iter(self._held.rows), None)
        if row is not None:
            id = row.place.id
            self._write(lambda work: backup_places.remove(work, id), lambda _: None)

    def _save(self) -> None:
        at, keep, plan = self.at.text(), self.keep.text(), self._plan

        def save(work: Work) -> None:
            if plan is not None and "time" not in plan.fixed:
                backup_places.set_time(work, at)
            if plan is not None and "keep" not in plan.fixed:
                backup_places.set_keep(work, keep)

        self._write(save, self._saved)

    def _saved(self, _: Any) -> None:
        for box in (self.at, self.keep):
            box.setModified(False)
        self._seat.said.emit("ok", tr("backups", "Saved."))

    def _write(self, act: Callable[[Work], Any], then: Callable[[Any], None]) -> None:
        self._seat.write(act, then, self.refused.emit, changed=_CHANGED, owner=self)


_FIXED = Text("backups", "Laid down by the policy of this computer.")
_EXPLAINED = Text(
    "backups",
    "A PC that is off at that time makes it soon after the next sign-in. Kept are the newest of "
    "so many days, weeks and months; the last good one always stays.",
)


def _tone(one: Standing) -> str:
    if one.folder is None or one.near or not one.state.made_at:
        return "warn"
    return "bad" if one.state.problem is not None else "ok"


def _last(one: Standing) -> str:
    at = one.state.made_at
    return f"{clock.from_milliseconds(at):%Y-%m-%d %H:%M}" if at else ""


def _mb(size: int) -> str:
    if not size:
        return ""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{-(-size // _MB)} MB"
