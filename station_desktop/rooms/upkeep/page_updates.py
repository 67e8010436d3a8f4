"""Versions of the program on this PC: which is here, what is offered and what it brings, from the
hall or from a file, when it is put in place, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.time import clock
from station_desktop.releases.carried import SUFFIX
from station_desktop.releases.standing import Standing
from station_desktop.rooms.upkeep.page_updates_new import NewVersion
from station_desktop.rooms.upkeep.page_updates_way import WayBackCard
from station_desktop.ui.background.background import Heard
from station_desktop.ui.background.update_keeper import UpdateKeeper
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.file_box import FileBox, FileKind
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.update import update_acts
from station_desktop.usecases.update.update_acts import Shown
from station_desktop.usecases.work import Work

_UPDATE = FileKind(SUFFIX, Text("updates", "Choose an update file"))
_STEPS = 1000


class Updates(QWidget):
    """The part of the Upkeep room. Whoever may only look sees everything and changes nothing."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._keeper = seat.updates
        self._shown: Shown | None = None
        self.messages = MessageBar("upkeep.updates.message")
        self.here = Card()
        self.sentence = label(role="title")
        self.sentence.setObjectName("upkeep.updates.sentence")
        self.sentence.setWordWrap(True)
        self.asked = label(role="muted")
        self.asked.setWordWrap(True)
        self.ask = self._button("ask", Text("updates", "Ask the hall now  F5"), self.again)
        self.stop = self._button("stop", Text("updates", "Stop"), self._stop)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.left = label(role="muted")
        self.new = NewVersion(seat)
        self.way = WayBackCard(seat)
        self.file = Card()
        self.box = FileBox(
            "upkeep.updates.file",
            Text("updates", "Update file"),
            Text("updates", "Take it in"),
            _UPDATE,
            saving=False,
        )
        self.first = self.ask
        self._arrange()
        self.box.acted.connect(self._stage)
        self.new.fetch.clicked.connect(self._fetch)
        self.new.install.clicked.connect(self._install)
        for part in (self.new, self.way):
            part.planned.connect(self._put_standing)
            part.leave.connect(self._leave)
            part.refused.connect(self._refused)
        if self._keeper is not None:
            self._keeper.moved.connect(self._say)
        follow(self, self._say)

    def refresh(self) -> None:
        """See how it stands, asking nobody."""
        self._seat.read(update_acts.shown, self._put, tag="upkeep.updates", owner=self)

    def again(self) -> None:
        """Ask the hall now."""
        if self._may:
            self._do(lambda work, _: update_acts.ask(work), self._answered)

    def take(self, path: Path) -> None:
        """Have this file ready to be taken in."""
        self.box.put(path)
        self.box.act.setFocus()

    @property
    def _may(self) -> bool:
        packaged = self._shown is not None and self._shown.packaged
        return packaged and self._keeper is not None and self._seat.may("upkeep.act")

    # building

    def _button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        made = QPushButton()
        made.setObjectName(f"upkeep.updates.{key}")
        bind(made.setText, *words)
        made.clicked.connect(lambda: act())
        return made

    def _arrange(self) -> None:
        set_role(self.new.install, "primary")
        line = QHBoxLayout()
        line.setSpacing(theme.scale().gap)
        line.addWidget(self.ask)
        line.addWidget(self.stop)
        line.addWidget(self.progress, 1)
        line.addWidget(self.left)
        line.addStretch(0)
        self.here.body.addWidget(self.sentence)
        self.here.body.addWidget(self.asked)
        self.here.body.addLayout(line)
        bind(self.file.set_title, "updates", "From a file")
        lead = label(role="muted")
        lead.setWordWrap(True)
        bind(
            lead.setText,
            "updates",
            "Where there is no line to the hall: a file on a stick. It is taken only when it is "
            "whole and signed by those who make this program.",
        )
        self.file.body.addWidget(lead)
        self.file.body.addWidget(self.box)
        column = self._column = CardColumn("upkeep.updates.column")
        bind(column.setAccessibleName, "updates", "Versions of the program")
        for card in (self.here, self.new, self.file, self.way):
            column.add(card)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.scale().gap + 2)
        box.addWidget(self.messages)
        box.addWidget(column, 1)

    # doing

    def _do(self, act: Callable[[Work, Heard], Any], then: Callable[[Any], None]) -> None:
        """One long thing beside the desk's work, as the person who sits here."""
        if self._keeper is None:
            return
        self.messages.clear()
        actor = self._seat.actor

        def ended(result: Any) -> None:
            if result is None:
                self.messages.say("info", tr("updates", "Stopped. Nothing was changed."))
            else:
                then(result)

        self._keeper.work(lambda store, heard: act(Work(store, actor), heard), ended, self._refused)

    def _stop(self) -> None:
        if self._keeper is not None:
            self._keeper.stop()

    def _answered(self, found: Standing) -> None:
        if found.offer is None:
            self.messages.say("ok", tr("updates", "The hall offers nothing newer."))

    def _fetch(self) -> None:
        self._do(update_acts.fetch, self._ready)

    def _stage(self, path: Path) -> None:
        self._do(lambda work, heard: update_acts.stage(work, path, heard), self._ready)

    def _ready(self, found: Standing) -> None:
        if found.release is not None:
            said = tr(
                "updates",
                "Version {version} is here, whole and signed. Choose when to install it.",
                version=found.release.version,
            )
            self.messages.say("ok", said)

    def _install(self) -> None:
        """A backup in every place first; one that cannot be made is told, and once more decided."""
        if self.new.warned:
            self.new.plan("closing", leave=True)
        else:
            self._do(update_acts.back_up, self._backed_up)

    def _backed_up(self, problems: tuple[Problem, ...]) -> None:
        if not problems:
            self.new.plan("closing", leave=True)
            return
        self.messages.say("warn", " ".join(self._sentence(problem) for problem in problems))
        self.new.warn()

    def _leave(self) -> None:
        """Close the window; what was wanted is done then."""
        self.window().close()

    def _refused(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))

    # saying

    def _sentence(self, problem: Problem) -> str:
        return phrases.say(problem.code, self._seat.language.code, **problem.params)

    def _put(self, shown: Shown) -> None:
        self._shown = shown
        self._say()

    def _put_standing(self, _: object) -> None:
        self._seat.runner.publish(UpdateKeeper.NEWS)

    def _say(self) -> None:
        keeper, shown = self._keeper, self._shown
        busy = keeper is not None and keeper.busy
        for part in (self.stop, self.progress, self.left):
            part.setVisible(busy)
        if keeper is not None and busy:
            self.progress.setRange(0, _STEPS if keeper.total else 0)
            self.progress.setValue(_STEPS * keeper.done // max(1, keeper.total))
            self.left.setText(self._sentence(keeper.left))
        self.here.set_title(tr("updates", "This computer"))
        if shown is None:
            return
        held = self.ask.hasFocus()
        self.ask.setEnabled(self._may and not busy and bool(shown.address))
        if held and not self.ask.isEnabled():  # else the keyboard is nowhere
            self._column.setFocus()
        self.box.setEnabled(self._may and not busy)
        self.file.setVisible(shown.packaged)
        self.sentence.setText(tr("updates", "Version {version}", version=shown.version))
        self.asked.setText(self._about(shown))
        self.new.put(shown.standing if shown.packaged else Standing(), may=self._may and not busy)
        self.way.put(shown.way, may=self._may and not busy)

    def _about(self, shown: Shown) -> str:
        """When the hall was last asked, what came of the last update."""
        found = shown.standing
        if not shown.packaged:
            return self._sentence(Problem("updates.not_packaged"))
        lines = []
        if found.happened:
            from station_desktop.usecases.version import updating

            lines.append(self._sentence(updating.outcome(found)))
        if not shown.address:
            lines.append(self._sentence(Problem("updates.no_address")))
        elif found.problem:
            lines.append(self._sentence(Problem(found.problem)))
        if found.asked:
            at = f"{clock.from_milliseconds(found.asked):%Y-%m-%d %H:%M}"
            lines.append(tr("updates", "The hall was last asked at {at}.", at=at))
        elif shown.address:
            lines.append(tr("updates", "The hall was not asked yet."))
        return "\n".join(lines)
