"""A person who is new here: one small form, read as it is typed, and compared before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from station_desktop import phrases
from station_desktop.domain.person import cards, identity
from station_desktop.domain.person.duplicates import Likeness
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.rooms.desk import fields, page_words
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.ui.form.approval import ApprovalPanel
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.twins import TwinsPanel
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.people import residents
from station_desktop.usecases.people.residents import Override

_DEFAULTS = {"same_address": True, "more": False}


class RegisterPanel(QFrame):
    """Registers a person; ``left`` is called when nobody is to be registered after all."""

    def __init__(self, flow: Flow, left: Callable[[], object]) -> None:
        super().__init__()
        self._flow = flow
        self._left = left
        self._override: Override | None = None
        set_role(self, "card")
        self.form = FormView(lambda: flow.today, lambda: flow.language, name="desk.new")
        self.reading = label()
        self.reading.setWordWrap(True)
        self.approval = ApprovalPanel(flow.seat, "desk")
        self.approval.approved.connect(self._approved)
        self.twins = TwinsPanel(flow.seat, "desk")
        self.twins.same.connect(self._same_person)
        self.twins.another.connect(self._another_person)
        self.register_button = QPushButton()
        self.register_button.setObjectName("desk.register")
        set_role(self.register_button, "primary")
        self.register_button.clicked.connect(self.register)
        self._arrange()
        self.form.edited.connect(self._edited)
        self.form.ended.connect(self.register)
        follow(self, self._read_number)

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.gap + 2, size.space, size.space)
        box.setSpacing(size.gap)
        title = label(role="title")
        bind(title.setText, "desk", "A new person")
        head = QHBoxLayout()
        head.setSpacing(size.space)
        head.addWidget(title)
        head.addWidget(self.reading, 1)
        box.addLayout(head)
        box.addWidget(self.approval)
        box.addWidget(self.form, 3)
        box.addWidget(self.twins)
        foot = QHBoxLayout()
        back = QPushButton()
        back.setObjectName("desk.register.back")
        bind(back.setText, "desk", "Back  Esc")
        back.clicked.connect(lambda: self._left())
        foot.addWidget(back)
        foot.addStretch(1)
        foot.addWidget(self.register_button)
        bind(self.register_button.setText, "desk", "Register  Ctrl+Enter")
        box.addLayout(foot)

    # typing

    def begin(self, text: str) -> None:
        """Start with what was typed in the search box, or go on with what the draft holds."""
        visit = self._flow.visit
        card = cards.of_search(text, self._flow.today)
        if card is not None:
            for key, said in fields.of_card(card).items():
                self._type(key, said)
        elif text:
            number = sum(character.isdigit() for character in text) >= 6
            self._type("id_number" if number else "name", text)
        raw: dict[str, Any] = dict(_DEFAULTS)
        raw |= {key: _steered(key, value) for key, value in visit.registration.items()}
        self._override = None
        self.twins.hide()
        self.form.set_form(fields.registration(), raw)
        self._read_number()
        self.form.begin()

    def _type(self, key: str, raw: object) -> None:
        text = str(raw).lower() if isinstance(raw, bool) else str(raw or "")
        self._flow.visit.type_registration(key, text)
        self._flow.moved.emit()

    def _edited(self, key: str, raw: object) -> None:
        self._type(key, raw)
        if key == "id_number":
            self._override = None
            self._read_number()

    def _read_number(self) -> None:
        """Say what the number is while it is typed, and what is wrong once it is long enough."""
        text = self._flow.visit.registration.get("id_number", "").strip()
        checked = identity.check(text, self._flow.today) if text else None
        language = self._flow.language
        said, failing = "", False
        if checked is not None and checked.problem is None:
            said = self._said(checked)
        elif checked is not None and checked.problem is not None and len(text) >= 15:
            problem = checked.problem
            failing = checked.overridable and self._override is None
            said = "" if failing else phrases.say(problem.code, language, **problem.params)
        if self._override is not None:
            said = tr("desk", "Accepted by {name}.", name=self._override.supervisor.name)
        self.reading.setText(said)
        self.reading.setVisible(bool(said))
        if failing:
            self.approval.offer()
        else:
            self.approval.hide()

    def _said(self, checked: identity.IdCheck) -> str:
        language = self._flow.language
        born = age = ""
        if checked.birth_date is not None:
            born = page_words.day(checked.birth_date.isoformat(), language)
            years = identity.age_on(checked.birth_date, self._flow.today)
            age = page_words.sex_and_age(checked.sex or "", years)
        kind = phrases.say(f"id.type.{checked.type}", language)
        return "✓ " + page_words.joined(kind, born, age)

    def _approved(self, override: Override) -> None:
        self._override = override
        self._read_number()
        self.register()

    # keeping

    def typed(self) -> dict[str, str]:
        """The person as the use case takes it."""
        text = {
            key: value
            for key, value in self._flow.visit.registration.items()
            if key not in fields.STEERING
        }
        if self._flow.visit.registration.get("same_address", "true") == "true":
            text["registered_address"] = text.get("residence_address", "")
        return text

    def register(self, distinct_from: tuple[str, ...] = ()) -> None:
        """Keep the person, unless something is wrong or somebody here may be the same."""
        if self.twins.isVisible() and not distinct_from:
            self.twins.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        typed, override = self.typed(), self._override
        self._flow.seat.write(
            lambda work: residents.register(
                work, typed, override=override, distinct_from=distinct_from
            ),
            self._registered,
            self._refused,
            changed=frozenset({"residents"}),
            owner=self,
        )

    def _registered(self, resident: Resident) -> None:
        self.twins.hide()
        self._flow.choose_resident(resident.id)

    def _refused(self, refused: Refused) -> None:
        codes = {problem.code for problem in refused.problems}
        if codes & {"resident.maybe_here", "resident.exists"}:
            self._compare()
            return
        if len(refused.problems) == 1 and self.approval.isVisible():
            self.approval.ask()
            return
        self.form.show_problems(refused.problems)

    def _compare(self) -> None:
        typed, override = self.typed(), self._override

        def look(work: Any) -> tuple[Resident, tuple[Likeness, ...]]:
            new = residents.read_form(work, typed, override)
            return new, residents.alike(work, new)

        self._flow.seat.read(look, lambda found: self.twins.put(*found), owner=self)

    def _same_person(self, resident: str) -> None:
        self.twins.hide()
        self._flow.choose_resident(resident)

    def _another_person(self, others: tuple[str, ...]) -> None:
        self.twins.hide()
        self.register(others)


def _steered(key: str, value: str) -> object:
    return value == "true" if key in fields.STEERING else value
