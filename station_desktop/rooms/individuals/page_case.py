"""One individual case, led by its six steps, with everything that may be done one key away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from station_desktop.rooms.individuals import acts, gather, page_cards
from station_desktop.rooms.individuals.acts import Key
from station_desktop.rooms.individuals.gather import CaseFile
from station_desktop.rooms.individuals.page_act import ActPanel
from station_desktop.rooms.individuals.page_acts import WAYS, ActsRow
from station_desktop.rooms.individuals.page_head import Head
from station_desktop.rooms.individuals.page_papers import PapersPanel
from station_desktop.rooms.individuals.page_plan import PlanTable
from station_desktop.rooms.individuals.room import PlanRow
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import CardColumn, label
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.page.record_page import RecordPage
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import tr
from station_desktop.usecases.privacy import accesses
from station_desktop.usecases.sixsteps import individuals
from station_desktop.usecases.work import Work

LARGE = 18
"""From this size of type on, a panel takes the place of everything beneath while it is open."""


class CasePage(RecordPage):
    """The diagnosis, the plan beneath it, the steps and notes beside them."""

    found: CaseFile | None

    def __init__(self, seat: Seat) -> None:
        kinds = ("individuals", "residents", "accounts", "cases", "partners")
        super().__init__(seat, "individuals.case", kinds)
        self.head = Head()
        self.acts = ActsRow()
        self._body = QWidget()
        self._top = CardColumn("individuals.case.top_cards")
        self._right = CardColumn("individuals.case.right_cards")
        self.columns = (self._top, self._right)
        worn = theme.worn()
        if worn is not None:  # before the plan's table hears of it
            worn.changed.connect(self._dress)
        self.plan = PlanTable(seat)
        self.detail = label(role="muted")
        self.detail.setObjectName("individuals.case.detail")
        self.detail.setWordWrap(True)
        self._arrange()
        self._add_keys()
        self.acts.chosen.connect(self.begin)
        self.acts.way.connect(self._go)
        self.plan.chosen.connect(self._tell_row)
        self.plan.opened.connect(self._say_anew)
        self.plan.taken_out.connect(self._take_out)

    def _dress(self) -> None:
        self.plan.dress()
        self._fresh.mark_stale()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        for part in (self.messages, self.said, self.head):
            box.addWidget(part)
        box.addWidget(self.acts)
        box.addWidget(self.stage)
        columns = QHBoxLayout(self._body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(size.gap + 2)
        left = QVBoxLayout()
        left.setSpacing(size.gap + 2)
        left.addWidget(self._top, 4)
        left.addWidget(self.plan, 5)
        left.addWidget(self.detail)
        columns.addLayout(left, 15)
        columns.addWidget(self._right, 7)
        policy = QSizePolicy.Policy
        self._body.setSizePolicy(policy.Preferred, policy.Ignored)  # a form comes before it
        box.addWidget(self._body, 1)

    def _add_keys(self) -> None:
        for keys in dict.fromkeys(act.shortcut for act in acts.ACTS):
            on_key(self, keys, partial(self._press, keys))
        on_key(self, WAYS["resident"][0], self._go_to_resident)

    # showing

    def read(self, work: Work, id: str, language: str) -> CaseFile:
        return gather.read(work, id, language)

    def show_found(self, found: CaseFile, *, first: bool) -> None:
        if first and found.whole and found.person is not None:
            self._seat.write(partial(accesses.note, resident=found.person.id, where="casework"))
        language = self._seat.language.code
        self.head.put(found, language)
        self.said.put(*page_cards.said(found, language))
        self.acts.offer(found)
        self._top.clear()
        self._right.clear()
        self.plan.setVisible(found.whole)
        self._right.setVisible(found.whole)
        if not found.whole:
            self._top.add(page_cards.outline_only(found))
        else:
            (self._right if self._large else self._top).add(page_cards.diagnosis(found, language))
            self.plan.put(found)
            self._tell_row(None)
            for card in page_cards.beside(found, language):
                self._right.add(card)
        self.make_room()

    def to_next(self) -> None:
        """Give the keyboard to the next thing to do."""
        found = self.found
        button = self.acts.button(acts.following(found.case)) if found and found.whole else None
        wanted = button if button is not None and button.isVisible() else self._top
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    # acting

    def _press(self, keys: str) -> None:
        key = self.acts.meant(keys)
        if key is not None:
            self.begin(key)

    def _go(self, way: str) -> None:
        ways: dict[str, Callable[[], object]] = {
            "resident": self._go_to_resident,
            "before": self.to_previous,
            "after": self.to_following,
            "back": self.leave,
        }
        ways[way]()

    def begin(self, key: Key) -> None:
        """Prepare it beneath the head."""
        found = self.found
        if found is None or not found.whole:
            return
        self.messages.clear()
        if key == "papers":
            self._show_panel(PapersPanel(self._seat, found))
        else:
            row = self.plan.current_row if self.plan.hasFocus() else None
            self._show_panel(ActPanel(self._seat, key, found, first=row))

    def _tell_row(self, row: PlanRow | None) -> None:
        """The whole of the line that the keyboard is on: a table cuts long words off."""
        self.detail.setText(self.plan.whole(row) if row is not None else "")
        self.make_room()

    def _say_anew(self, row: PlanRow) -> None:
        """A goal or measure of the plan again, as it stands; one carried out is only looked at."""
        found = self.found
        key: Key = "goal" if row.measure is None else "measure"
        if found is None or not self.acts.offers(key):
            return
        if row.measure is not None and row.measure.done_at:
            return
        panel = ActPanel(self._seat, key, found, chosen=row)
        self._show_panel(panel)
        panel.form.go_to("text")

    def _take_out(self, row: PlanRow) -> None:
        """Asked first: what is taken out is not in the plan any more, though in the history."""
        if self.found is None or not self.acts.offers("goal"):
            return
        text = row.goal.text if row.measure is None else row.measure.text
        said = tr("individuals", "Take “{text}” out of the plan?", text=text)
        act = partial(self._taken_out, row.key)
        self.messages.clear()
        self.messages.say("warn", said, (tr("individuals", "Take it out"), act))

    def _taken_out(self, key: str) -> None:
        id = self._id
        self.messages.clear()
        self._seat.write(
            lambda work: individuals.take_out(work, id, key),
            lambda _: self.acted(),
            self.refused,
            changed=frozenset({"individuals"}),
            owner=self,
        )

    def _show_panel(self, panel: Panel) -> None:
        self.stage.show_panel(panel, fill=self._large)

    @property
    def _large(self) -> bool:
        return theme.scale().base >= LARGE

    def make_room(self) -> None:
        """Who has the room: a panel has it before the diagnosis; in large type before all."""
        whole = self.found is None or self.found.whole
        panel = self.stage.panel
        self.acts.setVisible(panel is None)
        self.acts.spare(self._large)
        self._top.setVisible(panel is None and not (self._large and whole))
        self.detail.setVisible(panel is None and whole and bool(self.detail.text()))
        self._body.setVisible(panel is None or not self._large)

    def put_aside(self, panel: Panel) -> None:
        if isinstance(panel, ActPanel) and self.found is not None:
            self.found = panel.with_typed(self.found)
        super().put_aside(panel)

    def _go_to_resident(self) -> None:
        if self.found is not None and self.found.person is not None:
            self._seat.wanted.emit("residents", f"resident:{self.found.person.id}")

    def hideEvent(self, event: QHideEvent) -> None:
        """The window may be locked or left in the middle of a word: it is kept."""
        if isinstance(self.stage.panel, ActPanel):
            self.stage.panel.keep()
        super().hideEvent(event)
