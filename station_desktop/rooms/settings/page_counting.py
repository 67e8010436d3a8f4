"""How is it counted? A day, a time and a number of days in; the due day and its reasons out."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.domain.text import dates
from station_desktop.domain.time.deadlines import DueDate
from station_desktop.rooms.settings import room
from station_desktop.rooms.settings.room import Asked
from station_desktop.ui.form.field_row import FieldRow
from station_desktop.ui.form.fields import make_input
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, follow, tr


class CountingCard(Card):
    """Answers at every change, in words that can be read to a resident."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._found: DueDate | None = None
        bind(self.set_title, "settings", "How is a due day counted?")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.scale().space)
        grid.setVerticalSpacing(theme.scale().gap)
        self.rows: dict[str, FieldRow] = {}
        for number, found in enumerate(room.calculator_questions()):
            row = FieldRow(found, make_input(found, f"settings.count.{found.key}"))
            row.input.edited.connect(self.ask)
            row.input.moved_on.connect(lambda key=found.key: self._next(key))
            self.rows[found.key] = row
            grid.addWidget(row, number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
        self.body.addLayout(grid)
        self.due = label(role="title")
        self.due.setWordWrap(True)
        self.steps = label()
        self.steps.setWordWrap(True)
        self.body.addWidget(self.due)
        self.body.addWidget(self.steps)
        now = seat.now()
        for key, value in (
            ("accepted_at", now.date().isoformat()),
            ("time", f"{now:%H:%M}"),
            ("days", "15"),
            ("unit", "working_day"),
        ):
            self.rows[key].input.set_raw(value)
        follow(self, self._say)

    def ask(self) -> None:
        """Count again."""
        asked = Asked(*(str(self.rows[key].input.raw() or "") for key in self.rows))
        self._seat.read(
            lambda work: room.count(work, asked),
            self._answer,
            self._refused,
            tag="settings.count",
            owner=self,
        )

    def _answer(self, found: DueDate) -> None:
        self._found = found
        for row in self.rows.values():
            row.set_error("")
        self._say()

    def _say(self) -> None:
        language = self._seat.language.code
        for row in self.rows.values():
            row.retranslate(language)
        found = self._found
        if found is None:
            self.due.setText("")
            self.steps.setText("")
            return
        day = dates.show_day_and_weekday(found.due, language)
        self.due.setText(tr("settings", "Due {day}", day=day))
        said = list(room.steps_said(found, language))
        if found.caution is not None:
            caution = found.caution
            said.append(f"! {phrases.say(caution.code, language, **caution.params)}")
        self.steps.setText("\n".join(f"{n}. {text}" for n, text in enumerate(said, start=1)))
        self.chip.put("warn", tr("settings", "year not known") if found.caution else "")

    def _refused(self, refused: Refused) -> None:
        self._found = None
        self._say()
        self.chip.put("warn", "")
        language = self._seat.language.code
        for key, row in self.rows.items():
            row.set_error(
                phrases.say_all((p for p in refused.problems if p.field == key), language)
            )

    def _next(self, key: str) -> None:
        keys = list(self.rows)
        self.rows[keys[(keys.index(key) + 1) % len(keys)]].input.take_focus()
