"""The checks of this PC and its station: one numbered line each, to be read out on the telephone,
and the file for technical support."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.problem import Refused
from station_desktop.domain.station import health
from station_desktop.domain.station.health import Depth, Finding, Surroundings
from station_desktop.rooms.upkeep.page_support import SupportPanel
from station_desktop.ui.lanes.jobs import Job
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.pc import surroundings
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.checks import health as checks
from station_desktop.usecases.checks import health_words
from station_desktop.usecases.checks.health_words import Line
from station_desktop.usecases.work import Work

_TONES = {"ok": "ok", "warn": "warn", "bad": "bad", "unknown": "info"}


class Health(QWidget):
    """What is wrong with this PC and its station, and what to do about it."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._job: Job | None = None
        self._findings: tuple[Finding, ...] = ()
        self._lines: dict[str, tuple[Line, ...]] = {}
        self._chosen = 0
        self.messages = MessageBar("upkeep.health.message")
        self.card = Card()
        self.sentence = label(role="title")
        self.sentence.setObjectName("upkeep.health.sentence")
        self.sentence.setWordWrap(True)
        self.run = self._button("run", Text("health", "Check again  F5"), self.again)
        set_role(self.run, "primary")
        self.whole = self._button("whole", Text("health", "Check everything"), self._whole)
        self.copy_all = self._button("copy_all", Text("health", "Copy all lines"), self._copy_all)
        self.save = self._button("support", Text("health", "Save support file…"), self._support)
        self.stop = self._button("stop", Text("health", "Stop"), self._stop)
        self.progress = QProgressBar()
        self.first = self.run
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._held = HeldRows(self.model, lambda number: number)
        self.table = Table(
            self.model,
            "upkeep.health",
            Text("health", "What was looked at, and how it is"),
            Text("health", "Being looked at…"),
        )
        self.line = Card()
        self.stage = Stage("upkeep.health.stage")
        self._build_line()
        self._arrange()
        self.table.chosen.connect(self._show_line)
        on_key(self, "Esc", self.stage.leave, anywhere=True)
        follow(self, self._say)

    def refresh(self) -> None:
        """Look for the first time it is shown; later when asked to."""
        if not self._findings:
            self.again()

    def again(self) -> None:
        """Look at everything again."""
        self._begin("usual")

    # building

    def _button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        made = QPushButton()
        made.setObjectName(f"upkeep.health.{key}")
        bind(made.setText, *words)
        made.clicked.connect(lambda: act())
        return made

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("number", Text("health", "No."), str, 46, "right"),
            Column("what", Text("health", "Looked at"), lambda n: self._line(n).what, 156),
            Column(
                "state",
                Text("health", "State"),
                lambda n: self._line(n).sign,
                118,
                tone=lambda n: _TONES[self._line(n).state],
            ),
            Column("said", Text("health", "How it is"), lambda n: self._line(n).said),
        )

    def _build_line(self) -> None:
        self.said = label()
        self.said.setObjectName("upkeep.health.said")
        self.do = label()
        self.do.setObjectName("upkeep.health.do")
        for words in (self.said, self.do):
            words.setWordWrap(True)
            words.setTextInteractionFlags(words.textInteractionFlags().TextSelectableByMouse)
        self.do_head = label(role="muted")
        bind(self.do_head.setText, "health", "What to do")
        self.copy = self._button("copy", Text("health", "Copy this line"), self._copy)
        line = QHBoxLayout()
        line.addWidget(self.copy)
        line.addStretch(1)
        for part in (self.said, self.do_head, self.do):
            self.line.body.addWidget(part)
        self.line.body.addLayout(line)

    def _arrange(self) -> None:
        size = theme.scale()
        buttons = QHBoxLayout()
        buttons.setSpacing(size.gap)
        for part in (self.run, self.whole, self.copy_all, self.save):
            buttons.addWidget(part)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(0)
        self.card.body.addWidget(self.sentence)
        self.card.body.addLayout(buttons)
        right = CardColumn("upkeep.health.line")
        bind(right.setAccessibleName, "health", "The line in hand")
        right.add(self.line)
        across = QHBoxLayout()
        across.setSpacing(size.space)
        across.addWidget(self.table, 64)
        across.addWidget(right, 36)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.messages)
        box.addWidget(self.card)
        box.addWidget(self.stage)
        box.addLayout(across, 1)

    # looking

    def _whole(self) -> None:
        """Every page of the database and the journal from its beginning."""
        self._begin("whole")

    def _begin(self, depth: Depth) -> None:
        if self._job is not None:
            return
        self.messages.clear()
        job, seen = Job(self._show_progress), surroundings.look()
        self._job = job
        self.progress.setRange(0, len(health.CHECKS))
        self._say()
        self._seat.line(
            lambda work: _looked(work, seen, depth, job),
            self._looked,
            self._refused,
            job=job,
            owner=self,
        )

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _looked(self, findings: tuple[Finding, ...]) -> None:
        self._job = None
        self._findings = findings
        self._lines.clear()
        self._held.put(range(1, len(findings) + 1))
        self._chosen = self._worst()
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

    def _line(self, number: int) -> Line:
        """The line of this number in the window's language."""
        language = self._seat.language.code
        if language not in self._lines:
            self._lines[language] = health_words.lines(self._findings, language)
        return self._lines[language][number - 1]

    def _worst(self) -> int:
        """The number of the line that somebody should look at first."""
        order = ("bad", "warn", "ok", "unknown")
        states = [order.index(finding.state) for finding in self._findings]
        return states.index(min(states)) + 1

    def _say(self) -> None:
        busy = self._job is not None
        for part in (self.stop, self.progress):
            part.setVisible(busy)
        for button in (self.run, self.whole):
            button.setEnabled(not busy)
        for button in (self.copy_all, self.save):
            button.setEnabled(bool(self._findings) and not busy)
        self.line.setVisible(bool(self._findings))
        self.card.set_title(tr("health", "This PC and its station"))
        self._say_state(busy)
        self._show_line(self._chosen)

    def _say_state(self, busy: bool) -> None:
        states = [finding.state for finding in self._findings]
        if busy or not states:
            self.card.chip.put("info", "")
            self.sentence.setText(tr("health", "Looking…") if busy else "")
            return
        bad, warn = states.count("bad"), states.count("warn")
        state = health.gravest(self._findings)
        self.card.chip.put(_TONES[state], _state_word(state))
        self.sentence.setText(
            tr("health", "{bad} wrong, {warn} to note, of {n}.", bad=bad, warn=warn, n=len(states))
            if bad or warn
            else tr("health", "Nothing is wrong.")
        )

    def _show_line(self, number: int | None) -> None:
        if not number or not self._findings:
            return
        self._chosen, line = number, self._line(number)
        self.line.set_title(tr("health", "Line {n}: {what}", n=number, what=line.what))
        self.line.chip.put(_TONES[line.state], line.sign)
        self.said.setText(line.said)
        self.do.setText(line.do)
        for part in (self.do_head, self.do):
            part.setVisible(bool(line.do))

    # taking away

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._line(self._chosen).text)
        self._seat.said.emit("ok", tr("health", "Line {n} is copied.", n=self._chosen))

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._line(n).text for n in self._held.rows))
        self._seat.said.emit("ok", tr("health", "All lines are copied."))

    def _support(self) -> None:
        """What is in the file is seen before it is saved."""
        self.stage.show_panel(SupportPanel(self._seat, self._findings), fill=True)


def _state_word(state: str) -> str:
    match state:
        case "bad":
            return tr("health", "something is wrong")
        case "warn":
            return tr("health", "to note")
        case _:
            return tr("health", "in order")


def _looked(work: Work, seen: Surroundings, depth: Depth, job: Job) -> tuple[Finding, ...]:
    def told(done: int, total: int) -> None:
        job.raise_if_cancelled()
        job.progress(done, total)

    return checks.examine(work.store.folder, work, surroundings=seen, depth=depth, told=told)
