"""A person who is new here: compared with everyone who may be the same before being kept."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.person import identity
from station_desktop.domain.person.duplicates import Likeness
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Problem, Refused
from station_desktop.rooms.residents import room
from station_desktop.ui.form.approval import ApprovalPanel
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.twins import TwinsPanel
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import bind
from station_desktop.usecases.people import residents
from station_desktop.usecases.people.residents import Override
from station_desktop.usecases.work import Work

_TWINS = frozenset({"resident.maybe_here", "resident.exists"})


class RegisterPage(QWidget):
    """Signals: ``registered(id)``, also for somebody found to be here already; ``left``."""

    registered = Signal(str)
    left = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._override: Override | None = None
        self._distinct: tuple[str, ...] = ()
        self.form = FormView(seat.today, lambda: seat.language.code, name="residents.new")
        self.approval = ApprovalPanel(seat, "residents")
        self.twins = TwinsPanel(seat, "residents")
        self.wrong = label(role="error")
        self.go = QPushButton()
        self._arrange()
        self.form.submitted.connect(self.register)
        self.form.ended.connect(self.register)
        self.form.edited.connect(self._edited)
        self.approval.approved.connect(self._approved)
        self.twins.same.connect(self.registered)
        self.twins.another.connect(self._another)
        for keys, act in (("Esc", self.leave), ("Ctrl+Return", self.register)):
            on_key(self, keys, act)

    def _arrange(self) -> None:
        size = theme.scale()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        card = QFrame()
        set_role(card, "card")
        whole.addWidget(card)
        box = QVBoxLayout(card)
        box.setContentsMargins(size.space, size.space - 2, size.space, size.space - 2)
        box.setSpacing(size.gap)
        title = label(role="title")
        bind(title.setText, "residents", "A new person")
        box.addWidget(title)
        box.addWidget(self.form, 3)
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        for part in (self.wrong, self.approval, self.twins):
            box.addWidget(part)
        line = QHBoxLayout()
        set_role(self.go, "primary")
        self.go.setObjectName("residents.register.go")
        bind(self.go.setText, "residents", "Register  Ctrl+Enter")
        self.go.clicked.connect(self.register)
        back = QPushButton()
        back.setObjectName("residents.register.leave")
        bind(back.setText, "residents", "Back  Esc")
        back.clicked.connect(self.leave)
        line.addWidget(back)
        line.addStretch(1)
        line.addWidget(self.go)
        box.addLayout(line)

    def begin(self, text: str) -> None:
        """Start with what was typed to find the person."""
        number = sum(character.isdigit() for character in text) >= 6
        first = {"id_number" if number else "name": text} if text else {}
        self._override = None
        self._distinct = ()
        self.approval.hide()
        self.twins.hide()
        self._say("")
        self.form.set_form(room.registration(), first)
        self.form.begin()

    def _edited(self, key: str, raw: object) -> None:
        """Another number needs another judgement; another person another comparison."""
        self._distinct = ()
        if self.twins.isVisible():
            self.twins.hide()
        if key == "id_number":
            self._override = None
            self.approval.hide()

    def _typed(self) -> dict[str, str]:
        return {key: str(value) for key, value in self.form.answers().items()}

    def register(self) -> None:
        """Keep the person, unless something is wrong or somebody here may be the same."""
        if not self.go.isEnabled():
            return
        if self.twins.isVisible():
            self.twins.setFocus()
            return
        self.go.setEnabled(False)
        typed, override, distinct = self._typed(), self._override, self._distinct
        self._seat.write(
            lambda work: residents.register(work, typed, override=override, distinct_from=distinct),
            self._registered,
            self._refused,
            changed=frozenset({"residents"}),
            owner=self,
        )

    def _registered(self, person: Resident) -> None:
        self.go.setEnabled(True)
        self._seat.saved.emit()
        self.registered.emit(person.id)

    def _refused(self, refused: Refused) -> None:
        self.go.setEnabled(True)
        if {problem.code for problem in refused.problems} & _TWINS:
            self._compare()
            return
        asked = {field.key for field in room.registration()}
        self.form.show_problems(p for p in refused.problems if p.field in asked)
        others = [p for p in refused.problems if p.field not in asked]
        self._say(self._seat.sentence(Refused(*others)) if others else "")
        if len(refused.problems) == 1 and _overridable(refused.first):
            self.approval.ask()

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _compare(self) -> None:
        typed, override = self._typed(), self._override

        def look(work: Work) -> tuple[Resident, tuple[Likeness, ...]]:
            new = residents.read_form(work, typed, override)
            return new, residents.alike(work, new)

        self._seat.read(look, lambda found: self.twins.put(*found), owner=self)

    def _another(self, compared: Any) -> None:
        self.twins.hide()
        self._distinct = tuple(compared)
        self.register()

    def _approved(self, override: Override) -> None:
        self._override = override
        self.register()

    def leave(self) -> None:
        """Out of the comparison, or out of registering."""
        if self.twins.isVisible():
            self.twins.hide()
            self.form.begin()
        else:
            self.left.emit()


def _overridable(problem: Problem) -> bool:
    return problem.code in identity.OVERRIDABLE
