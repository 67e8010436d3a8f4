"""The desk's page: one box above, who on the left, what in the middle, this visit on the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.catalogue import RefusedProof
from station_desktop.rooms.desk.gather import DraftCard
from station_desktop.rooms.desk.line import Line
from station_desktop.rooms.desk.page_accept import Acceptance
from station_desktop.rooms.desk.page_browse import BrowsePanel
from station_desktop.rooms.desk.page_card import CardKey
from station_desktop.rooms.desk.page_chords import chords
from station_desktop.rooms.desk.page_columns import Columns
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.rooms.desk.page_keys import DeskKeys
from station_desktop.rooms.desk.page_outcome import OutcomePanel
from station_desktop.rooms.desk.page_own import OwnWords
from station_desktop.rooms.desk.page_printer import PrintDesk
from station_desktop.rooms.desk.page_register import RegisterPanel
from station_desktop.rooms.desk.page_scans import Scans
from station_desktop.rooms.desk.page_search import DeskSearch
from station_desktop.rooms.desk.page_side import DraftsPanel, PreviewPanel, ProofPanel
from station_desktop.rooms.desk.page_visit import VisitPanel
from station_desktop.rooms.desk.page_what import WhatPanel
from station_desktop.rooms.desk.page_who import WhoColumn
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.found_list import Found
from station_desktop.ui.look import theme
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.pc.camera_panel import CameraPanel
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.counter.intake import Accepted

_DEMAND = "demand:"


class DeskPage(QWidget):
    """Composes the desk and moves the keyboard to the next thing to do.

    ``printer.out`` is where papers go; left alone, it is the default printer, or a folder asked
    for once.
    """

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("desk")
        self.setAcceptDrops(True)
        self.flow = Flow(seat, self)
        flow = self.flow
        self.own = OwnWords(flow)
        self.printer = PrintDesk(seat, self, flow.settings)
        self.scans = Scans(flow, self, self._document_in_hand)
        self.messages = MessageBar("desk.message")
        self.search = DeskSearch(seat, lambda: flow.visit.resident is not None, self._browse_down)
        self.drafts_button = QPushButton()
        self.card = CardKey(flow, self)
        self.who = WhoColumn(flow, self.read_card)
        self.browse = BrowsePanel(flow, self.search.setFocus)
        self.what = WhatPanel(flow, self.scans, self.go_on, self.switch_lane)
        self.register = RegisterPanel(flow, self._leave_side)
        self.proof = ProofPanel(flow, self.printer)
        self.drafts = DraftsPanel(flow, self._leave_side)
        self.preview = PreviewPanel(self.printer)
        self.camera = CameraPanel("desk.camera", lambda: flow.language)
        self.visit = VisitPanel(flow, self.accept, self._removed, self.go_on)
        self.outcome = OutcomePanel(flow, self.printer, self.next_visitor)
        self.columns = Columns(
            self.who,
            (
                *(self.browse, self.what, self.register, self.proof),
                *(self.drafts, self.preview, self.camera),
            ),
            (self.visit, self.outcome),
        )
        self.middle, self.right = self.columns.middle, self.columns.right
        self.acceptance = Acceptance(flow, self.what, self.visit, self.messages, self.go_on)
        self._arrange()
        self._connect(seat)
        self.keys = DeskKeys(self, self.search, chords(self), flow.saver.flush)

    def _ready(self) -> None:
        self.scans.show_devices()
        self.who.show_reader()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        self.drafts_button.setObjectName("desk.drafts.open")
        set_role(self.drafts_button, "quiet")
        self.drafts_button.clicked.connect(self.show_drafts)
        bind(self.drafts_button.setText, "desk", "Drafts  Ctrl+D")
        top.addWidget(self.drafts_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap)
        box.addLayout(top)
        box.addWidget(self.messages)
        box.addWidget(self.columns, 1)

    def _connect(self, seat: Seat) -> None:
        flow = self.flow
        self.search.picked.connect(self._picked)
        self.scans.camera_wanted.connect(self._photograph)
        self.camera.taken.connect(self._photographed)
        self.camera.left.connect(self._leave_side)
        flow.person.connect(self._person_known)
        flow.line.connect(self._line_in_hand)
        flow.registering.connect(self._registering)
        flow.proof.connect(self._proof)
        flow.ended.connect(self._ended)
        flow.begun.connect(self._begun)
        self._fresh = Freshness(self, seat.changed, ("residents", "cases"), flow.refresh_person)
        self._world = Freshness(
            self, seat.changed, ("catalogue", "settings"), partial(flow.prepare, self._ready)
        )
        self._draft_news = Freshness(self, seat.changed, ("drafts",), self._show_drafts_left)

    def visiting(self) -> bool:
        """Whether a visit is in hand, and not its outcome."""
        return self.flow.accepted is None

    def item_in_hand(self) -> bool:
        """Whether an item is shown."""
        return self.middle.currentWidget() is self.what

    # the keyboard goes where the next thing to do is

    def go_on(self) -> None:
        """Give the keyboard to the one next thing."""
        step = self.flow.visit.next_step(self.flow.today)
        line = self.flow.visit.line
        if step == "accept" and line is not None and line.fresh:
            step = "fill"
        if step in ("resident", "item"):
            self.focus_search()
        elif step == "fill":
            self.what.begin()
        elif step == "check":
            self.what.materials.begin()
        elif self.flow.visit.agent_on and not self.flow.visit.agent.get("name"):
            self.visit.begin_agent()
        else:
            self.visit.accept_button.setFocus()

    def focus_search(self) -> None:
        """Ctrl+N: to the box, for a further item or another person."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _browse_down(self) -> None:
        if self.middle.currentWidget() is not self.browse:
            self.middle.setCurrentWidget(self.browse)
        self.browse.begin()

    def _person_known(self) -> None:
        if self.middle.currentWidget() in (self.register, self.proof, self.drafts):
            self._leave_side()
        else:
            self.go_on()

    def _line_in_hand(self) -> None:
        if self.flow.visit.line is not None:
            self.middle.setCurrentWidget(self.what)
        else:
            self.middle.setCurrentWidget(self.browse)
        self.go_on()

    def _leave_side(self) -> None:
        """Back from a draft list, a proof or a registration to the visit."""
        inside = self.what if self.flow.visit.line is not None else self.browse
        self.middle.setCurrentWidget(inside)
        self.go_on()

    def escape(self) -> bool:
        """Out of whatever is open, then back to the box; the box has its own Escape."""
        if self.search.hasFocus():
            return False
        middle = self.middle.currentWidget()
        if middle is self.register:
            self.flow.visit.drop_registration()
            self.flow.moved.emit()
        if middle in (self.register, self.proof, self.drafts, self.camera):
            self._leave_side()
        elif not self.what.materials.question.leave():
            self.focus_search()
        return True

    # acts

    def submit(self) -> None:
        """Ctrl+Enter: finish what is open."""
        middle = self.middle.currentWidget()
        if self.flow.accepted is not None:
            return
        if middle is self.register:
            self.register.register()
        elif middle is self.proof:
            self.proof.record()
        else:
            self.accept()

    def accept(self) -> None:
        """Accept the visit and print."""
        self.acceptance.try_now()

    def next_visitor(self) -> None:
        """F2: this visit is set aside, the box waits for the next name."""
        self.printer.forget()
        self.messages.clear()
        self.flow.next_visitor()

    def read_card(self) -> None:
        """F3: whoever's card lies on the reader is here, or is to be registered."""
        self.card.read()

    def _photograph(self) -> None:
        self.middle.setCurrentWidget(self.camera)
        self.camera.begin(self.flow.around.camera if self.flow.around is not None else "")

    def _photographed(self, image: QImage) -> None:
        self.scans.add_image(image)
        self._leave_side()

    def toggle_agent(self) -> None:
        self.flow.toggle_agent()
        if self.flow.visit.agent_on:
            self.visit.begin_agent()

    def choose_channel(self) -> None:
        """F5: how the resident came; arrow keys choose, Enter goes on."""
        self.visit.channel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def switch_lane(self) -> None:
        """F6: the line in hand is done now, or transferred."""
        problem = self.own.switch_lane()
        if problem is not None:
            self.messages.say("warn", phrases.say(problem.code, self.flow.language))

    def show_drafts(self) -> None:
        """Ctrl+D: the unfinished visits."""
        self.flow.saver.flush()
        self.middle.setCurrentWidget(self.drafts)

        def put(cards: tuple[DraftCard, ...]) -> None:
            self.drafts.put(cards)
            self.drafts.list.setFocus()

        self.flow.list_drafts(put, "list")

    def go(self, what: object) -> None:
        """Where another room sends one: a resident's id, to begin a visit with that person, or
        ``demand:<id>``, to open a case for what came from outside."""
        if not isinstance(what, str) or not what:
            return
        if self.flow.visit.worth_keeping or self.flow.accepted is not None:
            self.next_visitor()
        if what.startswith(_DEMAND):
            self.own.answer(what.removeprefix(_DEMAND))
        else:
            self.flow.choose_resident(what)

    def lift_search(self) -> QWidget:
        """The search box, for the window's own top bar; the page keeps the room it took."""
        self.drafts_button.hide()
        return self.search

    def _picked(self, found: Found) -> None:
        if not self.isVisible():
            self.flow.seat.wanted.emit("desk", None)
        self.flow.take(found.what)

    def tick_all(self) -> None:
        """Ctrl+M: every document was seen in the original."""
        self.what.materials.tick_all()

    def step_line(self, by: int) -> None:
        """Alt+Up and Alt+Down: another item of the visit."""
        self.flow.step_line(by)
        self.visit.lines.setFocus()

    def paste(self) -> bool:
        """A picture or file goes to the document in hand; text goes where the cursor is."""
        return self.scans.paste()

    def _document_in_hand(self) -> str:
        row = self.what.materials.row
        return row.key if row is not None else ""

    # news

    def _begun(self) -> None:
        self.preview.clear()
        self.what.materials.thumbs.forget()
        self.right.setCurrentWidget(self.visit)
        self.middle.setCurrentWidget(self.browse)
        self.search.reset()
        self.search.setFocus()

    def _registering(self, text: str) -> None:
        self.middle.setCurrentWidget(self.register)
        self.register.begin(text)

    def _proof(self, proof: RefusedProof) -> None:
        self.middle.setCurrentWidget(self.proof)
        self.proof.put(proof)

    def _removed(self, line: Line) -> None:
        name = line.name(self.flow.language)
        said = tr("desk", "“{name}” was taken out of this visit.", name=name)
        undo = (tr("desk", "Undo"), lambda: self.flow.restore_line(line))
        self.messages.say("info", said, undo)

    def _ended(self, accepted: Accepted) -> None:
        self.middle.setCurrentWidget(self.preview)
        self.right.setCurrentWidget(self.outcome)
        self.outcome.put(accepted)

    def _show_drafts_left(self) -> None:
        def put(cards: tuple[DraftCard, ...]) -> None:
            count = len(cards)
            if count:
                bind(self.drafts_button.setText, "desk", "Unfinished: {n}  Ctrl+D", n=count)
            else:
                bind(self.drafts_button.setText, "desk", "Drafts  Ctrl+D")

        self.flow.list_drafts(put, "count")

    # Qt's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.item_in_hand() and self.scans.add_mime(event.mimeData()):
            event.acceptProposedAction()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.flow.accepted is None:
            QTimer.singleShot(0, self, self.go_on)

    def hideEvent(self, event: QHideEvent) -> None:
        self.flow.saver.flush()
        super().hideEvent(event)
