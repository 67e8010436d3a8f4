"""The working-day calendar: how far it reaches, a year's notice to import, days of one's own."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.domain.text import dates
from station_desktop.rooms.settings import room
from station_desktop.rooms.settings.page_group import SETTINGS
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.form.field_row import FieldRow
from station_desktop.ui.form.fields import make_input
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, clear, label
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.station import station_settings
from station_desktop.usecases.station.station_settings import DayKind, Outlook, YearImport

MOST_TOLD = 10


class CalendarCard(Card):
    """Everything about which days are working days."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._outlook: Outlook | None = None
        bind(self.set_title, "settings", "Working days")
        self.reach = label()
        self.reach.setWordWrap(True)
        self.body.addWidget(self.reach)
        self._build_import()
        self._build_days()
        follow(self, self._say)

    def put(self, outlook: Outlook) -> None:
        """Show how far the calendar reaches and the station's own days."""
        self._outlook = outlook
        self._say()

    # building

    def _build_import(self) -> None:
        hint = label(role="small")
        hint.setWordWrap(True)
        bind(
            hint.setText,
            "settings",
            "Each November the State Council announces the next year. Import it as a text or CSV "
            "file, one day a line: 2027-01-01,off,New Year's Day or 2027-02-20,work",
        )
        self.path = QLineEdit()
        self.path.setObjectName("settings.year.path")
        bind(self.path.setPlaceholderText, "settings", "Path of the year file")
        bind(self.path.setAccessibleName, "settings", "Path of the year file")
        self._keys = EnterKeys(self.path)
        self._keys.moved_on.connect(self._import)
        self.browse = QPushButton()
        self.browse.setObjectName("settings.year.browse")
        bind(self.browse.setText, "settings", "Browse…")
        self.browse.clicked.connect(self._look)
        self.act = QPushButton()
        self.act.setObjectName("settings.year.act")
        bind(self.act.setText, "settings", "Import the year")
        self.act.clicked.connect(self._import)
        buttons = QWidget()
        line = FlowLayout(buttons, theme.scale().gap)
        line.addWidget(self.browse)
        line.addWidget(self.act)
        self.told = QFrame()
        box = QVBoxLayout(self.told)
        box.setContentsMargins(12, 6, 12, 6)
        self.sentence = label()
        self.sentence.setWordWrap(True)
        box.addWidget(self.sentence)
        self.told.hide()
        self.body.addWidget(hint)
        self.body.addWidget(self.path)
        self.body.addWidget(buttons)
        self.body.addWidget(self.told)

    def _build_days(self) -> None:
        title = label(role="label")
        bind(title.setText, "settings", "Days of our own (they win over the notice)")
        self.body.addWidget(title)
        self._days = QGridLayout()
        self._days.setColumnStretch(0, 1)
        self._days.setHorizontalSpacing(theme.scale().space)
        self.body.addLayout(self._days)
        self.rows = {
            found.key: FieldRow(found, make_input(found, f"settings.{found.key}"))
            for found in room.day_questions()
        }
        self.add = QPushButton()
        self.add.setObjectName("settings.day.add")
        bind(self.add.setText, "settings", "Add the day")
        self.add.clicked.connect(self._add_day)
        self.rows["day"].input.moved_on.connect(self.rows["kind"].input.take_focus)
        self.rows["kind"].input.moved_on.connect(self.add.setFocus)
        line = QHBoxLayout()
        line.setSpacing(theme.scale().space)
        line.addWidget(self.rows["day"], 3)
        line.addWidget(self.rows["kind"], 4)
        self.body.addLayout(line)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows["kind"].input.set_raw("off")

    # saying

    def _say(self) -> None:
        language = self._seat.language.code
        for row in self.rows.values():
            row.retranslate(language)
        found = self._outlook
        if found is None:
            return
        years = room.years_said(found.years)
        if found.pressing:
            self.chip.put("warn", tr("settings", "{year} is missing", year=found.missing))
            self.reach.setText(
                tr(
                    "settings",
                    "Known years: {years}. Limits that reach into {missing} leave out weekends "
                    "only, until that year's notice is imported.",
                    years=years,
                    missing=found.missing,
                )
            )
        else:
            self.chip.put("ok", tr("settings", "known to the end of {year}", year=found.last))
            self.reach.setText(tr("settings", "Known years: {years}.", years=years))
        self._show_days(found, language)

    def _show_days(self, found: Outlook, language: str) -> None:
        clear(self._days)
        days = [(day, "off") for day in found.local_off]
        days += [(day, "work") for day in found.local_work]
        for number, (day, kind) in enumerate(sorted(days)):
            said = dates.show_day_and_weekday(day, language)
            what = label(f"{said} · {phrases.say(f'day.kind.{kind}', language)}")
            what.setWordWrap(True)
            self._days.addWidget(what, number, 0)
            button = QPushButton(tr("settings", "Take back"))
            button.setObjectName(f"settings.day.{day.isoformat()}")
            button.setAccessibleName(f"{tr('settings', 'Take back')}: {said}")
            set_role(button, "link")
            button.clicked.connect(partial(self._set, day, ""))
            self._days.addWidget(button, number, 1)
        if not days:
            self._days.addWidget(label(tr("settings", "None."), "muted"), 0, 0)

    def _tell(self, tone: str, sentences: list[str]) -> None:
        more = len(sentences) - MOST_TOLD
        shown = sentences[:MOST_TOLD]
        if more > 0:
            shown.append(tr("settings", "and {n} more like these", n=more))
        self.sentence.setText("\n".join(shown))
        theme.restyle(self.told, "tone", tone)
        self.told.show()

    def _refused(self, refused: Refused) -> None:
        self.act.setEnabled(True)
        language = self._seat.language.code
        self._tell("bad", [phrases.say(p.code, language, **p.params) for p in refused.problems])

    # acting

    def _look(self) -> None:
        dialog = QFileDialog(self, tr("settings", "Choose a year file"), self.path.text())
        dialog.setNameFilters(["*.csv *.txt", "*"])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _import(self) -> None:
        text = self.path.text().strip().strip('"')
        if not text or not self.act.isEnabled():
            self.path.setFocus()
            return
        self.act.setEnabled(False)
        path = Path(text).expanduser()
        self._seat.runner.io(
            lambda _: room.read_file(path), self._take_in, self._refused, owner=self
        )

    def _take_in(self, data: bytes) -> None:
        self._seat.write(
            lambda work: station_settings.import_year(work, data),
            self._imported,
            self._refused,
            changed=SETTINGS,
            owner=self,
        )

    def _imported(self, found: YearImport) -> None:
        self.act.setEnabled(True)
        sentence = tr(
            "settings",
            "Imported {years}: {off} {off:day|days} off, {work} make-up working {work:day|days}.",
            years=room.years_said(found.years),
            off=found.off,
            work=found.work,
        )
        self._tell("ok", [sentence])

    def _add_day(self) -> None:
        day_row, kind_row = self.rows["day"], self.rows["kind"]
        day_row.set_error("")
        try:
            day = room.read_exception({"day": str(day_row.input.raw() or "")})
        except Refused as refused:
            self._day_refused(refused)
            return
        kind: DayKind = "work" if kind_row.input.raw() == "work" else "off"
        self._set(day, kind)

    def _set(self, day: date, kind: DayKind, *_: object) -> None:
        self._seat.write(
            lambda work: station_settings.set_exception(work, day, kind),
            lambda _: self.rows["day"].input.set_raw(None),
            self._day_refused,
            changed=SETTINGS,
            owner=self,
        )

    def _day_refused(self, refused: Refused) -> None:
        sentence = phrases.say_all(refused.problems, self._seat.language.code)
        self.rows["day"].set_error(sentence)
        self.rows["day"].input.take_focus()
