"""One household: who lives there, why it is looked after, and every call that was made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.neighbourhood.rounds import Reason
from station_desktop.domain.problem import Refused
from station_desktop.rooms.households import gather, page_acts, page_words
from station_desktop.rooms.households.gather import HomeFile
from station_desktop.rooms.households.page_ask import AskPanel
from station_desktop.rooms.households.room import BAND_TONES
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.theme import restyle, set_role
from station_desktop.ui.page.caution import Caution
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.visits.day_lists import Stop, why_words


class HouseholdPage(QWidget):
    """Signals: ``closed``, ``stepped(by)``."""

    closed = Signal()
    stepped = Signal(int)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("households.home")
        self._seat = seat
        self._id = ""
        self.found: HomeFile | None = None
        self.address = label(role="heading")
        self.address.setObjectName("households.home.address")
        self.seen, self.kinds = Chip(), Chip()
        self.who = label(role="muted")
        self.said = Caution("households.home.said")
        self.messages = MessageBar("households.message")
        self.stage = Stage("households.home.stage")
        self.stage.left.connect(self._to_table)
        self.stage.ended.connect(self._to_table)
        self._cards = CardColumn("households.home.cards")
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._visits = HeldRows(self.model, lambda stop: stop.visit.id)
        self.table = Table(
            self.model,
            "households.visits",
            Text("households", "Home visits"),
            Text("households", "Nobody has called here yet."),
        )
        self._buttons: dict[str, QPushButton] = {}
        self._arrange()
        self._fresh = Freshness(
            self, seat.changed, ("households", "homevisits", "residents", "cases"), self._read
        )
        follow(self, self._fresh.mark_stale)

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        for part in (self.messages, self.said, self._head(), self._acts(), self.stage):
            box.addWidget(part)
        across = QHBoxLayout()
        across.setSpacing(size.gap + 2)
        across.addWidget(self._cards, 4)
        across.addWidget(self.table, 6)
        box.addLayout(across, 1)

    def _head(self) -> QWidget:
        head = QFrame()
        set_role(head, "card")
        size = theme.scale()
        box = QVBoxLayout(head)
        box.setContentsMargins(size.space, size.space - 2, size.space, size.space - 2)
        first = QHBoxLayout()
        first.addWidget(self.address, 1)
        for chip in (self.kinds, self.seen):
            first.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(first)
        self.who.setWordWrap(True)
        box.addWidget(self.who)
        return head

    def _acts(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.scale().gap)
        may = self._seat.may("household.edit")
        acts: list[tuple[str, str, Text, Callable[[], object]]] = [
            ("plan", "F4", Text("households", "Plan a visit  F4"), partial(self.begin, "plan")),
            ("change", "F5", Text("households", "Attention  F5"), partial(self.begin, "change")),
            ("moved", "F6", Text("households", "Moved away  F6"), partial(self.begin, "moved")),
            ("resident", "F3", Text("households", "Resident  F3"), self._to_resident),
        ]
        for key, keys, words, act in acts:
            button = self._button(key, words, act)
            button.setVisible(may or key == "resident")
            line.addWidget(button)
            on_key(self, keys, partial(self._press, key))
        restyle(self._buttons["plan"], "role", "primary")
        line.addStretch(1)
        for key, keys, words, act in (
            ("before", "Alt+Up", Text("households", "Previous  Alt+↑"), partial(self._step, -1)),
            ("after", "Alt+Down", Text("households", "Next  Alt+↓"), partial(self._step, 1)),
            ("back", "Esc", Text("households", "All households  Esc"), self.leave),
        ):
            button = self._button(key, words, act)
            set_role(button, "quiet")
            line.addWidget(button)
            on_key(self, keys, act)
        on_key(self, "Ctrl+Return", self.stage.go_on)
        return row

    def _button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"households.home.{key}")
        bind(button.setText, *words)
        button.clicked.connect(lambda: act())
        self._buttons[key] = button
        return button

    # showing

    def show_household(self, id: str) -> None:
        """Read and show a household."""
        if id != self._id:
            self._id, self.found = id, None
            self.stage.put_away()
            self.messages.clear()
        self._fresh.mark_stale()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        id = self._id
        if id:
            self._seat.read(
                lambda work: gather.read(work, id),
                self._show,
                self._unknown,
                tag="households.home",
                owner=self,
            )

    def _unknown(self, refused: Refused) -> None:
        self.messages.say("bad", self._seat.sentence(refused))

    def _show(self, found: HomeFile) -> None:
        self.found = found
        language = self._seat.language.code
        home = found.household
        self.address.setText(home.address)
        self.kinds.put("info", page_words.attention(home.attention, language))
        self.seen.put(BAND_TONES[found.band], page_words.seen(found.days))
        answers = tr("households", "{name} answers for it", name=found.worker)
        nobody = tr("households", "nobody answers for it yet")
        area = found.area.name if found.area is not None else ""
        why = why_words(_standing(found), language)
        self.who.setText(page_words.joined(area, answers if found.worker else nobody, why))
        self.said.put(*self._caution(found))
        for key in ("plan", "change", "moved"):
            may = self._seat.may("household.edit") and not home.moved_at
            self._buttons[key].setVisible(may)
        self._buttons["resident"].setVisible(bool(found.people))
        self._visits.put(found.visits)
        self._cards.clear()
        self._cards.add(self._people(found, language))
        if home.note:
            card = Card(tr("households", "At the door"))
            card.put_facts([(tr("households", "To know"), home.note)])
            self._cards.add(card)

    def _caution(self, found: HomeFile) -> tuple[str, str]:
        """What still concerns somebody who moved away."""
        home, language = found.household, self._seat.language.code
        if not home.moved_at:
            return "", "info"
        said = tr(
            "households",
            "Moved away on {day}.",
            day=page_words.moment(home.moved_at, language)[:-6],
        )
        space = phrases.between(language)
        cases = phrases.say("round.joint", language).join(case.number for case in found.left.cases)
        if cases:
            said += space + tr("households", "Cases still open: {cases}.", cases=cases)
        if found.left.visits:
            said += space + tr("households", "Visits still planned: {n}.", n=len(found.left.visits))
        return said, "warn"

    def _people(self, found: HomeFile, language: str) -> Card:
        card = Card(tr("households", "Who lives there"))
        nobody = tr("households", "Nobody is registered here.")
        card.put_facts(
            [(page_words.person(one, language), page_words.phone(one)) for one in found.people]
            or [("", nobody)]
        )
        return card

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("day", Text("households", "Day"), self._day, 92),
            Column("met", Text("households", "Outcome"), self._met, 112, tone=_met_tone),
            Column("why", Text("households", "Why"), self._why, 200),
            Column("note", Text("households", "Seen and found"), self._note),
            Column("by", Text("households", "Who went"), self._by, 76),
        )

    def _day(self, stop: Stop) -> str:
        return page_words.short_day(stop.visit.day, self._seat.today(), self._seat.language.code)

    def _met(self, stop: Stop) -> str:
        visit = stop.visit
        key = f"homevisit.met.{visit.met}" if visit.met else f"homevisit.state.{visit.state}"
        return phrases.say(key, self._seat.language.code)

    def _why(self, stop: Stop) -> str:
        return page_words.why(stop, self._seat.language.code)

    def _note(self, stop: Stop) -> str:
        found = (finding.text for finding in stop.visit.findings)
        return page_words.joined(*found, stop.visit.note, stop.visit.reason)

    def _by(self, stop: Stop) -> str:
        staff = self.found.staff if self.found is not None else {}
        return staff.get(stop.visit.by or stop.visit.worker, "")

    # acting

    def _press(self, key: str) -> None:
        if not self._buttons[key].isHidden():
            self._buttons[key].click()

    def begin(self, key: str) -> None:
        """Prepare an act beneath the head."""
        found = self.found
        if found is None:
            return
        ask = page_acts.of_household(key, found, self._seat)
        self.stage.show_panel(AskPanel(self._seat, ask))

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        self.stepped.emit(by)

    def leave(self) -> None:
        """Put the panel away, or go back to the list."""
        if not self.stage.leave():
            self.closed.emit()

    def _to_resident(self) -> None:
        if self.found is not None and self.found.people:
            self._seat.wanted.emit("residents", f"resident:{self.found.people[0].id}")


def _standing(found: HomeFile) -> list[Reason]:
    """How it stands, on no round in particular."""
    return [reason for reason in found.reasons if reason.code != "on_the_way"]


def _met_tone(stop: Stop) -> str:
    return page_words.MET_TONES.get(stop.visit.met, "info")
