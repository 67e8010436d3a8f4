"""Who looked at whom, when and why: by resident, by member of staff, by period (PIPL art. 51)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.rooms.privacy import reads
from station_desktop.rooms.privacy.page_files import FilesPanel
from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.person_finder import PersonFinder
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.file_box import FileKind
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.privacy import accesses, privacy_files
from station_desktop.usecases.privacy.accesses import Look, Report, Wanted

PERIODS: tuple[tuple[int, Text], ...] = (
    (1, Text("privacy", "Today")),
    (7, Text("privacy", "Last 7 days")),
    (30, Text("privacy", "Last 30 days")),
    (365, Text("privacy", "Last year")),
    (3650, Text("privacy", "Last ten years")),
)
_USUAL = 2
_KINDS = (
    ("pdf", Text("privacy", "PDF file"), FileKind(".pdf", Text("privacy", "Save as PDF"))),
    (
        "book",
        Text("privacy", "Excel workbook"),
        FileKind(".xlsx", Text("privacy", "Save for Excel")),
    ),
    ("csv", Text("privacy", "CSV file"), FileKind(".csv", Text("privacy", "Save as CSV"))),
)


class AccessPage(QWidget):
    """What is shown is what is saved."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._person: Resident | None = None
        self._report: Report | None = None
        self._staff: tuple[tuple[str, str], ...] = ()
        self.messages = MessageBar("privacy.access.message")
        self.finder = PersonFinder(seat, "privacy.access.find", reads.found)
        if not seat.may("resident.read"):
            self.finder.hide()  # an auditor reads what was done, and looks nobody up
        self.who = label(role="label")
        self.everybody = self._button("everybody", Text("privacy", "Everybody"), self._nobody)
        self.period = self._combo("period", Text("privacy", "Period"))
        self.staff = self._combo("staff", Text("privacy", "Who looked"))
        self.save = self._button("save", Text("privacy", "Save…  Ctrl+S"), self._to_save)
        self.save.setShortcut("Ctrl+S")
        set_role(self.save, "primary")
        self.count = label(role="muted")
        self.stage = Stage("privacy.access.stage")
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._held = HeldRows(self.model, lambda look: look.stamp)
        self.table = Table(
            self.model,
            "privacy.access",
            Text("privacy", "Who looked at whom"),
            Text("privacy", "Nobody looked in this period."),
        )
        self.first = self.period
        self._arrange()
        self._fill()
        self.finder.picked.connect(self._picked)
        self.period.currentIndexChanged.connect(self.again)
        self.staff.currentIndexChanged.connect(self.again)
        self.stage.ended.connect(self._saved)
        on_key(self, "Esc", self.stage.leave, anywhere=True)
        follow(self, self._fill)

    def refresh(self) -> None:
        """Who can be chosen, and the report."""
        self._seat.read(reads.staff, self._put_staff, tag="privacy.staff", owner=self)
        self.again()

    def again(self) -> None:
        """Ask anew."""
        wanted = self._wanted()
        self._seat.read(
            lambda work: accesses.report(work, wanted),
            self._put,
            self._refused,
            tag="privacy.access",
            owner=self,
        )

    # building

    def _button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        made = QPushButton()
        made.setObjectName(f"privacy.access.{key}")
        bind(made.setText, *words)
        made.clicked.connect(lambda: act())
        return made

    def _combo(self, key: str, title: Text) -> QComboBox:
        made = QComboBox()
        made.setObjectName(f"privacy.access.{key}")
        bind(made.setAccessibleName, *title)
        return made

    def _columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(key, title, partial(self._cell, at), width)
            for at, (key, title, width) in enumerate(
                (
                    ("when", Text("privacy", "When"), 176),
                    ("who", Text("privacy", "Who"), 96),
                    ("whom", Text("privacy", "Whom"), 110),
                    ("what", Text("privacy", "What"), 0),
                    ("why", Text("privacy", "Why"), 0),
                )
            )
        )

    def _cell(self, at: int, look: Look) -> str:
        return accesses.row(look, self._seat.language.code)[at]

    def _arrange(self) -> None:
        size = theme.scale()
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        for part in (self.period, self.staff, self.who, self.everybody):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.count)
        line.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.messages)
        box.addWidget(self.finder)
        box.addLayout(line)
        box.addWidget(self.stage)
        box.addWidget(self.table, 1)

    def _fill(self) -> None:
        """The choices in the window's language, with what is chosen kept."""
        days = [tr(*title) for _, title in PERIODS]
        staff = [tr("privacy", "All staff"), *(name for _, name in self._staff)]
        for combo, names, usual in ((self.period, days, _USUAL), (self.staff, staff, 0)):
            at = combo.currentIndex()
            combo.blockSignals(True)
            combo.clear()
            combo.addItems(names)
            combo.setCurrentIndex(at if 0 <= at < len(names) else usual)
            combo.blockSignals(False)
        self._say()

    # asking

    def _wanted(self) -> Wanted:
        last = self._seat.today()
        days = PERIODS[max(0, self.period.currentIndex())][0]
        at = self.staff.currentIndex()
        return Wanted(
            last - timedelta(days=days - 1),
            last,
            self._person.id if self._person is not None else "",
            self._staff[at - 1][0] if at > 0 else "",
        )

    def _put_staff(self, staff: tuple[tuple[str, str], ...]) -> None:
        if staff != self._staff:
            self._staff = staff
            self._fill()

    def _picked(self, picked: Found) -> None:
        self._person = picked.what
        self.finder.line.clear()
        self.finder.list.hide()
        self._say()
        self.again()

    def _nobody(self) -> None:
        self._person = None
        self._say()
        self.again()

    def _put(self, report: Report) -> None:
        self._report = report
        self._held.put(report.looks)
        self._say()

    def _refused(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))

    def _say(self) -> None:
        person = self._person
        self.who.setText(masks.mask_name(person.name) if person is not None else "")
        for part in (self.who, self.everybody):
            part.setVisible(person is not None and self.finder.isVisibleTo(self))
        looks = self._report.looks if self._report is not None else ()
        self.count.setText(tr("privacy", "{n} {n:entry|entries}", n=len(looks)))
        self.save.setEnabled(self._report is not None)

    # saving

    def _to_save(self) -> None:
        report, language = self._report, self._seat.language.code
        if report is None:
            return

        def save(path: Path, done: Callable[[], None], failed: Callable[[Refused], None]) -> None:
            self._seat.runner.io(
                lambda _: privacy_files.save_report(report, path, language),
                lambda _: done(),
                failed,
                owner=self,
            )

        name = phrases.say("privacy.report.title", language)
        base = Path.home() / f"{name} {self._seat.today().isoformat()}"
        title = Text("privacy", "Save this report")
        panel = FilesPanel(self._seat, "privacy.access.file", title, _KINDS, base, save)
        self.stage.show_panel(panel)

    def _saved(self) -> None:
        self._seat.said.emit("ok", tr("privacy", "The report is saved."))
