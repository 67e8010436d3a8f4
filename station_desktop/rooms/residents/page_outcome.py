"""What became of a roster: the counts, why rows were not taken, and where to save those rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Problem, Refused
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.people import rosters
from station_desktop.usecases.people.rosters import Outcome


class OutcomePanel(CardColumn):
    """Signals: ``again`` to import another file."""

    again = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__("residents.roster.outcome")
        self._seat = seat
        self._outcome = Outcome()
        self.path = QLineEdit()
        self.wrong = label(role="error")

    def put(self, outcome: Outcome, source: Path) -> None:
        """Show what was done with the file ``source``."""
        self._outcome = outcome
        self.clear()
        self.add(self._counts())
        if outcome.rejections:
            self.add(self._rejected(source))
        if outcome.doubts:
            title = tr("residents", "Taken, but worth a look")
            self.add(_reasons(title, self._said(doubt.reason for doubt in outcome.doubts)))
        self.add(self._next())

    def _counts(self) -> Card:
        outcome = self._outcome
        title = tr("residents", "The import was stopped; what was done stays done.")
        card = Card(title if outcome.cancelled else tr("residents", "The roster is taken in"))
        card.put_facts(
            [
                (tr("residents", "Rows with people"), str(outcome.rows)),
                (tr("residents", "New residents"), str(outcome.imported)),
                (tr("residents", "Brought up to date"), str(outcome.updated)),
                (tr("residents", "Nothing new"), str(outcome.duplicates)),
                (tr("residents", "Not taken"), str(len(outcome.rejections))),
            ]
        )
        return card

    def _said(self, reasons: Iterable[Problem]) -> list[tuple[str, str]]:
        language = self._seat.language.code
        told = Counter(phrases.say(p.code, language, **p.params) for p in reasons)
        return [
            (tr("residents", "{n} {n:row|rows}", n=count), sentence)
            for sentence, count in told.most_common()
        ]

    def _rejected(self, source: Path) -> Card:
        reasons = self._said(rejection.reason for rejection in self._outcome.rejections)
        card = _reasons(tr("residents", "Rows that were not taken"), reasons)
        line = QHBoxLayout()
        line.setSpacing(theme.scale().gap)
        self.path = QLineEdit()
        self.path.setObjectName("residents.roster.rejects.path")
        bind(self.path.setAccessibleName, "residents", "File for the rejected rows")
        self.path.setText(str(source.with_name(f"{source.stem}-rejected.xlsx")))
        keys = EnterKeys(self.path)
        keys.moved_on.connect(self.save)
        save = QPushButton()
        save.setObjectName("residents.roster.rejects.save")
        set_role(save, "primary")
        bind(save.setText, "residents", "Save the rejected rows")
        save.clicked.connect(self.save)
        line.addWidget(label(tr("residents", "to"), "muted"))
        line.addWidget(self.path, 1)
        line.addWidget(save)
        card.body.addLayout(line)
        note = label(
            tr("residents", "The file holds personal data: keep it as carefully as the roster."),
            "small",
        )
        self.wrong = label(role="error")
        self.wrong.setWordWrap(True)
        card.body.addWidget(note)
        card.body.addWidget(self.wrong)
        return card

    def _next(self) -> QWidget:
        button = QPushButton()
        button.setObjectName("residents.roster.again")
        bind(button.setText, "residents", "Import another file")
        button.clicked.connect(self.again)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(button)
        line.addStretch(1)
        return row

    def save(self) -> None:
        """Write the rejected rows where the person says."""
        outcome, path = self._outcome, Path(self.path.text().strip()).expanduser()
        self.wrong.setText("")
        self._seat.runner.io(
            lambda job: rosters.write_rejects(outcome, path),
            lambda _: self._saved(path),
            self._refused,
            owner=self,
        )

    def _saved(self, path: Path) -> None:
        self._seat.said.emit("ok", tr("residents", "Saved: {path}", path=path))

    def _refused(self, refused: Refused) -> None:
        self.wrong.setText(self._seat.sentence(refused))
        self.path.setFocus()


def _reasons(title: str, told: list[tuple[str, str]]) -> Card:
    card = Card(title)
    card.put_facts(told)
    return card
