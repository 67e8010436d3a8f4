"""What the desk does: each act changes the visit, asks the store where it must, and says so."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal

from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Item, RefusedProof
from station_desktop.domain.person.documents import Scan
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.station.settings import Settings
from station_desktop.domain.time import clock
from station_desktop.rooms.desk import gather
from station_desktop.rooms.desk.finding import Hit
from station_desktop.rooms.desk.gather import DraftCard, PersonCard, Surroundings
from station_desktop.rooms.desk.line import Line, LineFacts
from station_desktop.rooms.desk.page_saver import DraftSaver
from station_desktop.rooms.desk.visit import Visit
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import tr
from station_desktop.usecases.counter import intake
from station_desktop.usecases.counter.intake import Accepted


class Flow(QObject):
    """The visit in hand and everything that can be done with it.

    Signals: ``person`` (somebody is here), ``card_read`` (what is known of them changed), ``line``
    (another line is in hand), ``moved`` (what is still to do changed), ``ended(Accepted)``,
    ``refused(problems)`` for acceptance,
    ``registering(text)``, ``own_words(text)``, ``proof(RefusedProof)``, ``begun`` (a fresh or
    reopened visit).
    """

    person = Signal()
    card_read = Signal()
    line = Signal()
    moved = Signal()
    ended = Signal(object)
    refused = Signal(object)
    registering = Signal(str)
    own_words = Signal(str)
    proof = Signal(object)
    begun = Signal()

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self.seat = seat
        self.visit = Visit(_new_id(seat))
        self.card: PersonCard | None = None
        self.accepted: Accepted | None = None
        self.names: dict[str, Item] = {}
        self.around: Surroundings | None = None
        self.saver = DraftSaver(seat, self)
        self.saver.watch(self.visit)
        self.moved.connect(self.saver.note)

    @property
    def today(self) -> date:
        return self.seat.today()

    @property
    def language(self) -> str:
        return self.seat.language.code

    def settings(self) -> Settings | None:
        """The station's settings, once they have been read."""
        return self.around.settings if self.around is not None else None

    def prepare(self, then: Callable[[], object]) -> None:
        """Read the settings, and have the search index at hand before the first keystroke."""

        def ready(around: Surroundings) -> None:
            self.around = around
            then()

        self.seat.read(gather.surroundings, ready, owner=self)
        self.seat.write(lambda work: work.store.keep_item_index(), self._index_kept, owner=self)

    def _index_kept(self, _: None) -> None:
        self.seat.read(lambda work: work.store.item_index().version, lambda _: None, owner=self)

    # who and what

    def take(self, hit: Hit) -> None:
        """Whatever was picked in the search box; after an outcome it begins a new visit."""
        what = hit.what
        if self.accepted is not None and not isinstance(what, Case):
            self._one_more(keep=isinstance(what, Item | RefusedProof) or hit.kind == "own")
        if isinstance(what, Resident):
            self.choose_resident(what.id)
        elif isinstance(what, Item):
            self.add_item(what.code)
        elif isinstance(what, RefusedProof):
            self.proof.emit(what)
        elif isinstance(what, Case):
            self.seat.wanted.emit("queue", f"case:{what.number}")
        elif hit.kind == "own":
            self.own_words.emit(what)
        else:
            self.registering.emit(what)

    def choose_resident(self, resident: str) -> None:
        """This person is here; what they have is read, and items already chosen are filled.

        Somebody else's visit is set aside first: what one person said is never another's.
        """
        before = self.visit.resident
        if before is not None and before.id != resident:
            if self.visit.worth_keeping:
                said = tr("desk", "The visit of {name} waits in the drafts.", name=before.name)
                self.seat.said.emit("info", said)
            self.next_visitor()
        self.seat.read(
            lambda work: gather.person_card(work, resident),
            self._person_read,
            tag="desk.person",
            owner=self,
        )

    def _person_read(self, card: PersonCard) -> None:
        self.card = card
        self.visit.choose_resident(card.resident)
        self.card_read.emit()
        self.person.emit()
        self.moved.emit()
        if self.visit.lines:
            self._renew_lines(card.resident)

    def _renew_lines(self, resident: Resident) -> None:
        wanted = {line.id: (line.item.code, line.facts.pack) for line in self.visit.lines}
        self.seat.read(
            lambda work: gather.facts_of_lines(work, resident, wanted), self._renewed, owner=self
        )

    def _renewed(self, facts: Mapping[str, LineFacts]) -> None:
        self.visit.renew_facts(facts, self.today)
        self.line.emit()
        self.moved.emit()

    def refresh_person(self) -> None:
        """Somebody changed residents or cases: show the card as it now stands."""
        if self.card is None:
            return
        id = self.card.resident.id

        def put(card: PersonCard) -> None:
            if self.card is not None and self.card.resident.id == card.resident.id:
                self.card = card
                self.card_read.emit()

        self.seat.read(
            lambda work: gather.person_card(work, id), put, tag="desk.refresh", owner=self
        )

    def add_item(self, code: str) -> None:
        """One more item for this visit."""
        resident = self.visit.resident
        self.seat.read(
            lambda work: gather.line_facts(work, code, resident), self._item_read, owner=self
        )

    def _item_read(self, facts: LineFacts) -> None:
        self.visit.add_line(secrets.token_hex(4), facts, self.today)
        self.line.emit()
        self.moved.emit()

    def choose_line(self, id: str) -> None:
        if id != self.visit.chosen:
            self.visit.choose_line(id)
            self.line.emit()
            self.moved.emit()

    def step_line(self, by: int) -> None:
        self.visit.step_line(by)
        self.line.emit()
        self.moved.emit()

    def remove_line(self, id: str) -> Line | None:
        gone = self.visit.remove_line(id)
        self.line.emit()
        self.moved.emit()
        return gone

    def restore_line(self, line: Line) -> None:
        self.visit.restore_line(line)
        self.line.emit()
        self.moved.emit()

    def toggle_agent(self) -> None:
        self.visit.set_agent(not self.visit.agent_on, tr("desk", "power of attorney"))
        self.line.emit()
        self.moved.emit()

    def add_scan(self, line: Line, key: str, scan: Scan) -> None:
        self.visit.add_scan(line, key, scan)
        self.moved.emit()

    # ending

    def accept(self) -> None:
        """Accept everything, once; what the store refuses comes back by field."""
        if self.visit.resident is None and not self.visit.needs_nobody:
            self.refused.emit((Problem("intake.no_resident", "resident"),))
            return
        self.saver.flush()
        draft = self.visit.draft()
        self.seat.write(
            lambda work: intake.accept(work, draft),
            self._accepted,
            self._not_accepted,
            changed=frozenset({"cases", "demands", "drafts", "residents"}),
            owner=self,
        )

    def _accepted(self, accepted: Accepted) -> None:
        """Show the outcome, once; of a visit left meanwhile at least the numbers."""
        if accepted.visit.id != self.visit.id:
            numbers = ", ".join(case.number for case in accepted.cases)
            self.seat.said.emit("ok", tr("desk", "Accepted: {numbers}", numbers=numbers))
        elif self.accepted is None:
            self.accepted = accepted
            self.names = {line.item.code: line.item for line in self.visit.lines}
            self.saver.drop(self.visit)
            self.ended.emit(accepted)

    def _not_accepted(self, refused: Refused) -> None:
        self.refused.emit(refused.problems)

    # drafts and visitors

    def next_visitor(self) -> None:
        """Set this visit aside as it stands and begin with the next person."""
        if self.accepted is None:
            self.set_aside()
        self._begin(Visit(_new_id(self.seat)), known=False)

    def set_aside(self) -> None:
        """Everything typed is on the disk, or nothing was worth keeping."""
        if self.visit.worth_keeping:
            self.saver.flush()
        else:
            self.saver.drop(self.visit)

    def _begin(self, visit: Visit, *, known: bool) -> None:
        self.visit = visit
        self.card = None
        self.accepted = None
        self.saver.watch(visit, known=known)
        self.begun.emit()
        self.moved.emit()

    def _one_more(self, *, keep: bool) -> None:
        """Begin a visit after the last one's outcome, with the same person where ``keep``."""
        resident, card = self.visit.resident, self.card
        self.next_visitor()
        if keep and resident is not None:
            self.visit.choose_resident(resident)
            self.card = card
            self.card_read.emit()

    def open_draft(self, id: str) -> None:
        """Go on with an unfinished visit, as it was left."""
        if id == self.visit.id:
            return
        if self.accepted is None:
            self.set_aside()
        self.seat.read(lambda work: gather.open_draft(work, id), self._reopened, owner=self)

    def _reopened(self, visit: Visit | None) -> None:
        if visit is None:
            self.seat.said.emit("warn", tr("desk", "This draft has been finished meanwhile."))
            return
        resident = visit.resident
        self._begin(visit, known=True)
        if resident is not None:
            self.seat.read(
                lambda work: gather.person_card(work, resident.id), self._card_read, owner=self
            )
        elif visit.registration:
            self.registering.emit("")
        self.line.emit()

    def _card_read(self, card: PersonCard) -> None:
        if self.visit.resident is not None and self.visit.resident.id == card.resident.id:
            self.card = card
            self.card_read.emit()

    def discard_draft(self, id: str) -> None:
        """Throw an unfinished visit away."""
        self.seat.write(lambda work: gather.discard_draft(work, id), changed=frozenset({"drafts"}))

    def list_drafts(self, then: Callable[[tuple[DraftCard, ...]], object], tag: str) -> None:
        """The person's unfinished visits but the one in hand; ``tag`` says for what purpose."""

        def put(cards: tuple[DraftCard, ...]) -> None:
            then(tuple(card for card in cards if card.id != self.visit.id))

        self.seat.read(gather.draft_cards, put, tag=f"desk.drafts.{tag}", owner=self)


def _new_id(seat: Seat) -> str:
    return clock.new_id(clock.milliseconds(seat.now()), secrets.token_bytes(10))
