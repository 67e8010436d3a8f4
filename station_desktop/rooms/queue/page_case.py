"""One case, whole, with everything that may be done to it one key away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.papers.facts import Kind
from station_desktop.rooms.queue import acts, dossier, loop_acts, page_cards, page_words
from station_desktop.rooms.queue.acts import Act, Key
from station_desktop.rooms.queue.dossier import Dossier
from station_desktop.rooms.queue.page_act import ActPanel
from station_desktop.rooms.queue.page_ask import AskPanel
from station_desktop.rooms.queue.page_dispatch import DispatchPanel
from station_desktop.rooms.queue.page_head import Head, legal_warning
from station_desktop.rooms.queue.page_loop import LoopBar
from station_desktop.rooms.queue.page_papers import PapersPanel
from station_desktop.rooms.queue.page_steps import StepLine
from station_desktop.rooms.queue.page_supply import SupplyPanel
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import CardColumn
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import restyle, set_role
from station_desktop.ui.page.caution import Caution
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.page.record_page import RecordPage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.casework.cases import Supplement
from station_desktop.usecases.work import Work

LARGE = 18
"""From this size of type on, a panel takes the place of the cards while it is open; so does the
long one that asks whom to dispatch to."""

_LABELS: dict[Key, Text] = {
    "supply": Text("queue", "Documents came in  F4"),
    "submit": Text("queue", "Submit again  F5"),
    "complete": Text("queue", "Complete  F6"),
    "pause": Text("queue", "Stop the clock  F7"),
    "resume": Text("queue", "Clock goes on  F7"),
    "withdraw": Text("queue", "Taken back  F8"),
    "decline": Text("queue", "Not accepted  F9"),
    "void": Text("queue", "Void  F10"),
    "papers": Text("queue", "Papers  Ctrl+P"),
}


class CasePage(RecordPage):
    """Where it stands and what can be done, what is told of it beneath."""

    found: Dossier | None

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat, "queue.case", ("cases", "residents", "whistles", "partners"))
        self._buttons: dict[Key, QPushButton] = {}
        self.head = Head()
        self.warning = Caution("queue.case.warning")
        self.steps = StepLine()
        self.loop = LoopBar(seat, self)
        self.loop.begun.connect(self._begun)
        self._row = QWidget()
        self._ways: list[QPushButton] = []
        self._body = QWidget()
        self._acts = QWidget()
        self._flow = FlowLayout(self._acts, theme.scale().gap)
        self.columns = (CardColumn("queue.case.left_cards"), CardColumn("queue.case.right_cards"))
        self._arrange()
        self._add_keys()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        for part in (self.messages, self.warning, self.said, self.head, self.steps):
            box.addWidget(part)
        for act in acts.ACTS:
            self._act_button(act)
        across = QHBoxLayout(self._row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(size.gap)
        across.addWidget(self._acts, 1)
        self._add_ways(across)
        box.addWidget(self._row)
        box.addWidget(self.loop)
        box.addWidget(self.stage)
        columns = QHBoxLayout(self._body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(size.gap + 2)
        for column in self.columns:
            column.setMinimumHeight(1)  # it scrolls; what can be pressed must be seen whole
        columns.addWidget(self.columns[0], 5)
        columns.addWidget(self.columns[1], 6)
        box.addWidget(self._body, 1)

    def _add_ways(self, line: QHBoxLayout) -> None:
        """Back to the list, and to the cases beside this one."""
        for key, words, act in (
            ("resident", Text("queue", "Resident  F3"), self._go_to_resident),
            ("before", Text("queue", "Previous  Alt+↑"), self.to_previous),
            ("after", Text("queue", "Next  Alt+↓"), self.to_following),
            ("back", Text("queue", "All cases  Esc"), self.leave),
        ):
            button = QPushButton()
            set_role(button, "quiet")
            button.setObjectName(f"queue.case.{key}")
            bind(button.setText, *words)
            button.clicked.connect(act)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            if key in ("before", "after"):
                self._ways.append(button)
            if key == "resident":
                button.setVisible(self._seat.may("resident.read"))

    def _act_button(self, act: Act) -> None:
        button = QPushButton(self._acts)
        button.setObjectName(f"queue.act.{act.key}")
        bind(button.setText, *_LABELS[act.key])
        button.clicked.connect(partial(self.begin, act.key))
        button.hide()
        self._buttons[act.key] = button

    def _add_keys(self) -> None:
        keys = {act.shortcut for act in acts.ACTS}
        for shortcut in sorted(keys):
            on_key(self, shortcut, partial(self._press, shortcut))
        on_key(self, "F3", self._go_to_resident)

    # showing

    def read(self, work: Work, id: str, language: str) -> Dossier:
        return dossier.read(work, id, "en" if language == "en" else "zh_CN")

    def show_found(self, found: Dossier, *, first: bool) -> None:
        language = self._seat.language.code
        self.head.put(found, language)
        self.warning.put(legal_warning(found, language))
        self.said.put(found.said, page_words.STATE_TONES.get(found.case.state, "info"))
        self.steps.put(found.loop.stages)
        large = theme.scale().base >= LARGE  # room for what is said of the case, and its acts
        for part in (self.steps, *self._ways):
            part.setHidden(large)
        self._offer(found)
        self.loop.put(found)
        for column, cards in zip(
            self.columns, (page_cards.left_column, page_cards.right_column), strict=True
        ):
            column.clear()
            for card in cards(found, language):
                column.add(card)

    def _offer(self, found: Dossier) -> None:
        """Only what this person may do with the case as it stands, the next thing highlighted."""
        following = _following(found)
        while self._flow.takeAt(0) is not None:
            pass
        for act in acts.ACTS:
            button = self._buttons[act.key]
            offered = self._seat.may(act.right) and act.fits(found.case)
            button.setVisible(offered)
            restyle(button, "role", "primary" if act.key == following else None)
            if offered:
                self._flow.addWidget(button)
        self._flow.invalidate()
        self._acts.updateGeometry()

    def to_next(self) -> None:
        found = self.found
        following = _following(found) if found is not None else None
        step = self.loop.first if following is None else None
        button = step or self._buttons[following or "papers"]
        if button.isVisible():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus()

    # acting

    def _press(self, shortcut: str) -> None:
        for act in acts.ACTS:
            if act.shortcut == shortcut and not self._buttons[act.key].isHidden():
                self.begin(act.key)
                return

    def begin(self, key: Key, kind: Kind | None = None) -> None:
        """Prepare an act beneath the head."""
        found = self.found
        if found is None:
            return
        self.messages.clear()
        if key == "supply":
            panel: Panel = SupplyPanel(self._seat, found)
            panel.supplied.connect(self._supplied)  # type: ignore[attr-defined]
        elif key == "papers":
            panel = PapersPanel(self._seat, found, kind)
        elif key == "complete" and found.loop.open_points:
            panel = self._over_what_is_open(found)
        else:
            panel = ActPanel(self._seat, key, found)
        self._show_panel(panel)

    def _over_what_is_open(self, found: Dossier) -> Panel:
        """Closing all the same: what is still open is told, and somebody entitled says why."""
        number = found.case.number
        return AskPanel(
            self._seat,
            "queue.complete",
            lambda: tr("queue", "Still open"),
            (*acts.fields("complete", found.case, found.item), *acts.override()),
            lambda work, said, approver: loop_acts.complete(work, number, said, approver),
            before=acts.before("complete", found.case, found.item),
            notes=found.loop.open_points,
            right="case.override",
        )

    def _begun(self, panel: Panel) -> None:
        self.messages.clear()
        self._show_panel(panel)

    def _show_panel(self, panel: Panel) -> None:
        self.stage.show_panel(panel, fill=_is_large(panel))

    def make_room(self) -> None:
        """One act at a time: the others stand aside, their keys go on working."""
        panel = self.stage.panel
        self._row.setVisible(panel is None)
        self.loop.setVisible(panel is None)
        self._body.setVisible(panel is None or not _is_large(panel))

    def _go_to_resident(self) -> None:
        resident = self.found.case.resident if self.found is not None else ""
        if resident and self._seat.may("resident.read"):
            self._seat.wanted.emit("residents", f"resident:{resident}")

    def _supplied(self, supplement: Supplement) -> None:
        """Say what came of it, with the paper to hand over next."""
        case = supplement.case
        if case.hall is not None:
            self.messages.say(*_put_right(supplement))
        elif supplement.lacking:
            self.messages.say(
                "warn",
                tr(
                    "queue",
                    "{n} {n:document is|documents are} still lacking. "
                    "Hand over a new one-time notice.",
                    n=len(supplement.lacking),
                ),
                (tr("queue", "One-time notice"), partial(self.begin, "papers", "notice")),
            )
        elif case.state == "accepted":
            self.messages.say(
                "ok",
                tr("queue", "Everything is there: the case is accepted."),
                (tr("queue", "Notice of acceptance"), partial(self.begin, "papers", "acceptance")),
            )
        else:
            self.messages.say("ok", tr("queue", "The documents are recorded."))


def _following(found: Dossier) -> Key | None:
    """The act that moves the case on, where that is none of its process's own steps."""
    lacking = bool(found.case.lacking or found.case.to_follow or found.case.paused)
    if found.loop.ways and found.loop.open_points and not lacking:
        return None
    return acts.next_act(found.case)


def _put_right(supplement: Supplement) -> tuple[str, str]:
    """What came of putting right what the hall had named."""
    if supplement.case.state != "returned":
        return "ok", tr("queue", "All is put right: the case goes to the hall again.")
    left = len(supplement.lacking) + len(supplement.wrong)
    return "warn", tr("queue", "{n} {n:point|points} of the hall still to be put right.", n=left)


def _is_large(panel: Panel) -> bool:
    return theme.scale().base >= LARGE or isinstance(panel, DispatchPanel)
