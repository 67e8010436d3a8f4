"""Backups: where they go and how that stands, one made now, the list, and what to do in a
disaster."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from station_desktop import phrases
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.time import clock
from station_desktop.rooms.upkeep.page_backups_list import BackupList
from station_desktop.rooms.upkeep.page_backups_places import Places
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.backup import backup_places, backup_rounds
from station_desktop.usecases.backup.backup_places import Plan, Standing
from station_desktop.usecases.backup.backup_rounds import Sign, Went
from station_desktop.usecases.work import Work

if TYPE_CHECKING:
    from station_desktop.storage.store import Store
    from station_desktop.usecases.backup.backups import Backup

_TONES = {"good": "ok", "none": "warn", "late": "warn", "missing": "bad"}
_STEPS = 1000


class Backups(QWidget):
    """The part of the Upkeep room. Without a keeper (a window that only looks) nothing can be
    made here."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._keeper = seat.backups
        self._sign: Sign | None = None
        self.messages = MessageBar("upkeep.backups.message")
        self.card = Card()
        self.sentence = label(role="title")
        self.sentence.setObjectName("upkeep.backups.sentence")
        self.sentence.setWordWrap(True)
        self.make = self._button("make", Text("backups", "Back up now"), self._make)
        set_role(self.make, "primary")
        self.stop = self._button("stop", Text("backups", "Stop"), self._stop)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.left = label(role="muted")
        self.first = self.make
        self.places = Places(seat)
        self.list = BackupList(seat)
        self.disaster = label()
        self.disaster.setWordWrap(True)
        self._arrange()
        self.places.refused.connect(self._refused)
        self.places.chosen.connect(self._show_place)
        self.list.verify.clicked.connect(self._verify)
        if self._keeper is not None:
            self._keeper.moved.connect(self._say)
        follow(self, self._say)

    def refresh(self) -> None:
        """Ask how it stands, and look at the places."""
        self._seat.read(_standing, self._put, tag="upkeep.backups", owner=self)
        if self._keeper is not None:
            self._keeper.ask(_look, self._put_places, owner=self)

    def again(self) -> None:
        self.refresh()

    # building

    def _button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        made = QPushButton()
        made.setObjectName(f"upkeep.backups.{key}")
        bind(made.setText, *words)
        made.clicked.connect(lambda: act())
        return made

    def _arrange(self) -> None:
        size = theme.scale()
        buttons = QHBoxLayout()
        buttons.setSpacing(size.gap)
        buttons.addWidget(self.make)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.progress, 1)
        buttons.addWidget(self.left)
        buttons.addStretch(0)
        self.card.body.addWidget(self.sentence)
        self.card.body.addLayout(buttons)
        lost = Card()
        bind(lost.set_title, "backups", "If this computer is lost")
        lost.body.addWidget(self.disaster)
        right = CardColumn("upkeep.backups.column")
        bind(right.setAccessibleName, "backups", "When, and what to do in a disaster")
        right.add(self.places.plan)
        right.add(lost)
        both = QWidget()
        set_role(both, "ground")
        lists = QVBoxLayout(both)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(size.gap)
        lists.addWidget(self.places, 5)
        lists.addWidget(self.list, 5)
        scroll = QScrollArea()  # in large type the two want more height than a small screen has
        set_role(scroll, "column")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(both)
        across = QHBoxLayout()
        across.setSpacing(size.space)
        across.addWidget(scroll, 66)
        across.addWidget(right, 34)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(self.messages)
        box.addWidget(self.card)
        box.addLayout(across, 1)

        self._dress()
        worn = theme.worn()
        if worn is not None:
            worn.changed.connect(self._dress)

    def _dress(self) -> None:
        """Both lists keep a few lines in any size; beyond that they are scrolled together."""
        for part in (self.places, self.list):
            part.table.setMinimumHeight(3 * theme.scale().row)

    # doing

    def _make(self) -> None:
        if self._keeper is not None:
            self.messages.clear()
            self._keeper.back_up(self._made, self._refused)

    def _stop(self) -> None:
        if self._keeper is not None:
            self._keeper.stop()

    def _made(self, went: tuple[Went, ...] | None) -> None:
        if went is None:
            said = tr("backups", "Stopped. Earlier backups are as they were.")
            self.messages.say("info", said)
            return
        for one in went:
            if one.problem is not None:
                self.messages.say("bad", self._sentence(one.problem))
            elif one.backup is not None:
                said = tr("backups", "Backup made and verified in “{place}”.", place=one.place.path)
                self.messages.say("ok", said)

    def _verify(self) -> None:
        chosen = self.list.chosen
        if chosen is None or self._keeper is None:
            return
        self.messages.clear()
        self._keeper.verify(chosen.path, self._verified, self._refused)

    def _verified(self, backup: Backup | None) -> None:
        if backup is None or backup.manifest is None:
            self.messages.say("info", tr("backups", "Stopped."))
            return
        said = tr(
            "backups",
            "“{name}” opens and proves right: {n} {n:entry|entries}.",
            name=backup.path.name,
            n=backup.manifest.entries,
        )
        self.messages.say("ok", said)

    def _refused(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))

    # saying

    def _sentence(self, problem: Problem) -> str:
        return phrases.say(problem.code, self._seat.language.code, **problem.params)

    def _put(self, found: tuple[Sign, Plan]) -> None:
        self._sign = found[0]
        self.places.put_plan(found[1])
        self._say()

    def _put_places(self, standings: tuple[Standing, ...]) -> None:
        self.places.put(standings)
        self._show_place(self.places.folder)

    def _show_place(self, folder: Path | None) -> None:
        self.list.show_folder(folder)

    def _say(self) -> None:
        keeper = self._keeper
        busy = keeper is not None and keeper.busy
        for part in (self.stop, self.progress, self.left):
            part.setVisible(busy)
        may = keeper is not None and not busy and self._seat.may("backup.make")
        none = self._sign is None or self._sign.state == "none"
        self.make.setEnabled(may and not none)
        self.list.allow(keeper is not None and not busy)
        if keeper is not None and busy:
            self.progress.setRange(0, _STEPS if keeper.total else 0)
            self.progress.setValue(_STEPS * keeper.done // max(1, keeper.total))
            self.left.setText(self._sentence(keeper.left))
        self.card.set_title(tr("backups", "Backups of this computer"))
        self.disaster.setText(phrases.say("backups.disaster", self._seat.language.code))
        if self._sign is not None:
            self._say_sign(self._sign)

    def _say_sign(self, sign: Sign) -> None:
        self.card.chip.put(_TONES[sign.state], _word(sign.state))
        if not sign.made_at:
            if sign.state == "good":  # the demo station needs none
                self.card.chip.put("info", tr("backups", "none yet"))
            code = "backups.no_place" if sign.state == "none" else ""
            never = tr("backups", "No backup was made yet.")
            self.sentence.setText(self._sentence(Problem(code)) if code else never)
            return
        at = f"{clock.from_milliseconds(sign.made_at):%Y-%m-%d %H:%M}"
        self.sentence.setText(tr("backups", "Last verified backup: {at}", at=at))


def _word(state: str) -> str:
    match state:
        case "good":
            return tr("backups", "up to date")
        case "late":
            return tr("backups", "some days old")
        case "missing":
            return tr("backups", "too old or missing")
        case _:
            return tr("backups", "no place chosen")


def _standing(work: Work) -> tuple[Sign, Plan]:
    return backup_rounds.sign(work.store), backup_places.plan(work.store)


def _look(store: Store) -> tuple[Standing, ...]:
    return backup_places.standings(store)
