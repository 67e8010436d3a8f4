"""Giving a case to organisations: who fits and why, what each is told, one or several at once."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.case import ownwords
from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Field, Words
from station_desktop.domain.problem import Problem, Refused
from station_desktop.rooms.queue import loop
from station_desktop.rooms.queue.dossier import Dossier
from station_desktop.rooms.queue.loop import ToWhom
from station_desktop.rooms.queue.page_ask import CHANGED
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import clear, label
from station_desktop.ui.page.panel import Fitted, Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.dispatch import dispatching
from station_desktop.usecases.dispatch.order_words import Order

_MOMENTS = ("at", "due")
_ASKED = ("organisation", "need", "address", "at", "contact", "due", "unverified")


class DispatchPanel(Panel):
    """Tick whom to ask; the form below says what they are told, and is the same for all that are
    ticked. One who is not in the directory is asked by name."""

    def __init__(self, seat: Seat, found: Dossier) -> None:
        super().__init__(
            "queue.dispatch",
            Text("queue", "Dispatch"),
            Text("queue", "Send  Ctrl+Enter"),
        )
        self._seat = seat
        self._number = found.case.number
        self._needs_reason = _unverified(found.case)
        self._offers: tuple[ToWhom, ...] = ()
        self.boxes: list[QCheckBox] = []
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.scale().gap)
        self.add(holder)
        self.form = FormView(seat.today, lambda: seat.language.code, name="queue.dispatch.form")
        self.form.submitted.connect(self.go_on)
        self.form.ended.connect(lambda: self.main and self.main.setFocus())
        Fitted(self.form)
        self.add(self.form)
        self._box.addStretch(1)  # where few fit, what is free stands beneath and not between
        follow(self, self._ask)
        self._ask()

    def _ask(self) -> None:
        """Who fits, with why in the window's language; what was ticked and typed stays."""
        if self._seat.runner.closing:  # the words change once more as the window goes away
            return
        number, language = self._number, self._seat.language.code
        self._seat.read(
            lambda work: loop.to_whom(work, number, language),
            self._put,
            tag="queue.to_whom",
            owner=self,
        )

    def begin(self) -> None:
        """The first organisation has the keyboard as soon as they have come."""
        if self.boxes:
            self.boxes[0].setFocus()

    def _put(self, offers: tuple[ToWhom, ...]) -> None:
        again = bool(self._offers)
        ticked = [self._offers[n].name for n, box in enumerate(self.boxes) if box.isChecked()]
        self._offers = offers
        clear(self._list)
        self.boxes = []
        for number, offer in enumerate(offers):
            self._offer(number, offer)
        if again:
            for box, offer in zip(self.boxes, offers, strict=True):
                box.setChecked(offer.name in ticked)
            return
        if len(offers) > 1 and offers[0].proposal is not None and offers[0].proposal.fits:
            self.boxes[0].setChecked(True)
        if len(offers) == 1:
            self.boxes[0].setChecked(True)
        self._fill()
        self.begin()

    def _offer(self, number: int, offer: ToWhom) -> None:
        proposal = offer.proposal
        box = QCheckBox()
        if proposal is None:
            stranger = Text("queue", "Somebody who is not in the directory, or a department")
            bind(box.setText, *stranger)
        else:
            phone = f"  {proposal.partner.phone}" if proposal.partner.phone else ""
            box.setText(f"{proposal.partner.name}{phone}")
        box.setObjectName(f"queue.dispatch.to.{number}")
        box.toggled.connect(self._fill)
        self.boxes.append(box)
        self._list.addWidget(box)
        if offer.why:
            why = label("      " + " · ".join(offer.why), "small")
            why.setWordWrap(True)
            self._list.addWidget(why)

    def _picked(self) -> list[ToWhom]:
        return [
            offer for box, offer in zip(self.boxes, self._offers, strict=True) if box.isChecked()
        ]

    def _fill(self) -> None:
        """What will be told, as proposed for the first of those that are ticked; what was typed
        stays."""
        picked = self._picked()
        typed = self.form.answers()
        first = (picked or list(self._offers))[0].order
        by_name = any(offer.proposal is None for offer in picked)
        self.form.set_form(self._questions(by_name), _plain(first) | typed)

    def _questions(self, by_name: bool) -> tuple[Field, ...]:
        asked = [
            _field("need", "long_text", required=True),
            _field("address", "text"),
            _field("at", "text"),
            _field("contact", "text"),
            _field("due", "text"),
        ]
        if by_name:
            asked.insert(0, _field("organisation", "text", required=True))
        if self._needs_reason:
            asked.append(_field("unverified", "text", required=True))
        return tuple(asked)

    def go_on(self) -> None:
        if self.main is None or not self.main.isEnabled():
            return
        picked = self._picked()
        if not picked:
            self.say(tr("queue", "Tick whom to ask."))
            return
        self.busy(True)
        said = {key: str(value) for key, value in self.form.answers().items() if key in _ASKED}
        said |= {key: said[key].strip().replace(" ", "T", 1) for key in _MOMENTS if key in said}
        orders = [_order(offer, said) for offer in picked]
        number = self._number
        self._seat.write(
            lambda work: dispatching.dispatch(work, number, orders),
            self._sent,
            self._refused,
            changed=CHANGED,
            owner=self,
        )

    def _sent(self, _: Case) -> None:
        self._seat.saved.emit()
        self.ended.emit()

    def _refused(self, refused: Refused) -> None:
        """Problems come as ``order/<n>/<field>``: beneath the question, or above the buttons."""
        self.busy(False)
        placed = [_placed(problem) for problem in refused.problems]
        asked = {"organisation", "need", "address", "at", "contact", "due", "unverified"}
        shown = {field.key for field in self._questions(by_name=True)} & asked
        self.form.show_problems(p for p in placed if p.field in shown)
        others = [p for p in placed if p.field not in shown]
        if others:
            self.say(self._seat.sentence(Refused(*others)))


def _order(offer: ToWhom, said: dict[str, str]) -> Order:
    order = offer.order
    if offer.proposal is not None:
        said = {key: text for key, text in said.items() if key != "organisation"}
    changed: Order = msgspec.structs.replace(order, **said)
    return changed


def _plain(order: Order) -> dict[str, str]:
    """As it stands on the form: a day and a time with a space between."""
    told = {key: text for key in _ASKED if (text := getattr(order, key))}
    return told | {key: told[key].replace("T", " ") for key in _MOMENTS if key in told}


def _placed(problem: Problem) -> Problem:
    field = problem.field.rpartition("/")[2] if problem.field.startswith("order/") else ""
    return msgspec.structs.replace(problem, field=field or problem.field)


def _unverified(case: Case) -> bool:
    return ownwords.is_own(case.item) and case.lane == "transfer" and not case.verified


def _field(key: str, type: str, *, required: bool = False) -> Field:
    code = f"loop.order.{key}"
    label = Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))
    return Field(key=key, type=type, label=label, required=required)  # type: ignore[arg-type]
