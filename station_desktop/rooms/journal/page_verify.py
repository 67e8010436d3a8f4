"""Verify: is the journal unbroken, and do the tables say what the journal says?"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Refused
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.work import Work

if TYPE_CHECKING:
    from station_desktop.storage.proof.proof import Proof

WIDTH = 760


class _Heard(QObject):
    """Carries the progress of a proof from the read lane to the window."""

    progress = Signal(int, int)


class Verify(QWidget):
    """One button, one clear answer."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._job: Job | None = None
        self._proof: Proof | None = None
        self._seconds = 0.0
        self._heard = _Heard(self)
        self._heard.progress.connect(self._show_progress)
        self.messages = MessageBar("journal.verify.message")
        self._build()
        self._arrange()
        follow(self, self._say)
        self._say()

    @property
    def result(self) -> Proof | None:
        """The last answer."""
        return self._proof

    # building

    def _build(self) -> None:
        self.start = QPushButton()
        self.start.setObjectName("journal.verify.start")
        set_role(self.start, "primary")
        bind(self.start.setText, "journal", "Verify now  Ctrl+Enter")
        self.start.clicked.connect(self._begin)
        on_key(self.start, "Ctrl+Return", self._begin, anywhere=True)
        self.stop = QPushButton()
        self.stop.setObjectName("journal.verify.stop")
        bind(self.stop.setText, "journal", "Stop")
        self.stop.clicked.connect(self._stop)
        self.stop.hide()
        self.progress = QProgressBar()
        self.progress.hide()
        self.lead = label()
        self.lead.setWordWrap(True)
        bind(
            self.lead.setText,
            "journal",
            "Every entry carries the fingerprint of the one before it, so a missing, changed or "
            "reordered entry shows. Verifying recomputes them all and then builds every record "
            "anew from the journal to compare it with the tables. Nothing is changed; other work "
            "at this computer waits while it runs.",
        )
        self.answer = Card()
        self.advice = label()
        self.advice.setWordWrap(True)

    def _arrange(self) -> None:
        size = theme.scale()
        card = Card()
        bind(card.set_title, "journal", "Verify the journal and the data")
        card.body.addWidget(self.lead)
        line = QHBoxLayout()
        line.addWidget(self.start)
        line.addWidget(self.stop)
        line.addWidget(self.progress, 1)
        line.addStretch(0)
        card.body.addLayout(line)
        column = QVBoxLayout()
        column.setSpacing(size.gap + 4)
        column.addWidget(self.messages)
        column.addWidget(card)
        column.addWidget(self.answer)
        column.addWidget(self.advice)
        column.addStretch(1)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(round(WIDTH * size.base / 14))
        column.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(holder, 1)
        across.addStretch(0)

    # asking

    def _begin(self) -> None:
        if self._job is not None:
            return
        job = Job()
        job.send = self._heard.progress.emit
        self._job = job
        self._proof = None
        self.messages.clear()
        self.progress.setRange(0, 0)
        self._say()

        def prove(work: Work) -> tuple[Proof, float]:
            from station_desktop.storage.proof import (
                proof,  # slow to load, so not in the window's thread
            )

            work.require("journal.verify")
            began = time.monotonic()

            def told(done: int, total: int) -> None:
                job.raise_if_cancelled()
                job.progress(done, total)

            return proof.prove(work.store.ledger, told), time.monotonic() - began

        self._seat.read(prove, lambda found: self._answered(job, *found), self._refused, owner=self)

    def _show_progress(self, done: int, total: int) -> None:
        if self._job is not None:
            self.progress.setRange(0, max(total, 1))
            self.progress.setValue(done)

    def _answered(self, job: Job, found: Proof, seconds: float) -> None:
        if job is not self._job:
            return
        self._job = None
        self._proof, self._seconds = found, seconds
        self._say()

    def _refused(self, refused: Refused) -> None:
        self._job = None
        self._say()
        self.messages.say("bad", self._seat.sentence(refused))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._say()

    # saying

    def _say(self) -> None:
        busy = self._job is not None
        for part in (self.stop, self.progress):
            part.setVisible(busy)
        self.start.setEnabled(not busy)
        found = self._proof
        self.answer.setVisible(found is not None)
        self.advice.setVisible(found is not None and not found.holds)
        if found is not None:
            self._say_answer(found)

    def _say_answer(self, found: Proof) -> None:
        if found.holds:
            self.answer.set_title(tr("journal", "Everything holds"))
            self.answer.chip.put("ok", tr("journal", "in order"))
        else:
            self.answer.set_title(tr("journal", "Something does not fit"))
            self.answer.chip.put("bad", tr("journal", "call IT"))
        self.answer.put_facts(
            (
                (tr("journal", "Entries checked"), f"{found.entries:,}"),
                (tr("journal", "Chain of entries"), self._chain(found)),
                (tr("journal", "Tables"), self._tables(found)),
                (tr("journal", "It took"), tr("journal", "{n} seconds", n=f"{self._seconds:.1f}")),
            )
        )
        self.advice.setText(
            tr(
                "journal",
                "Write down what stands here and call IT. Do not enter anything more until the "
                "data is restored from the last good backup or the tables are rebuilt.",
            )
        )

    def _chain(self, found: Proof) -> str:
        if not found.broken:
            return tr("journal", "unbroken")
        return "; ".join(
            tr("journal", "broken on computer {device} at its entry {number}", device=d, number=n)
            for d, n in found.broken
        )

    def _tables(self, found: Proof) -> str:
        if not found.unequal:
            return tr("journal", "equal to the journal")
        language = self._seat.language.code
        return "; ".join(
            tr(
                "journal",
                "{table}: {n} different",
                table=phrases.say(f"journal.table.{table}", language),
                n=number,
            )
            for table, number in found.unequal.items()
        )
