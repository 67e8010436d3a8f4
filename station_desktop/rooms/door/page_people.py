"""Who works here: the first account, which sets everything up, and the others to begin with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from station_desktop import phrases
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.station.roles import ROLES
from station_desktop.rooms.door.draft import Draft
from station_desktop.rooms.door.roles_row import RolesRow
from station_desktop.rooms.door.steps import Step
from station_desktop.ui.look.cards import clear, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.text import Text
from station_desktop.ui.words import Language, bind, follow, tr
from station_desktop.usecases.setup import founding
from station_desktop.usecases.setup.founding import Person


class _PeopleStep(Step):
    roles: RolesRow

    def refuse(self, refused: Refused) -> None:
        super().refuse(refused)
        if refused.problems and not any(p.field in self.boxes for p in refused.problems):
            self.roles.input.take_focus()

    def _enter(self, key: str) -> None:
        """From the last box to the roles, which are looked at before one goes on."""
        if key == list(self.boxes)[-1]:
            self.roles.input.take_focus()
        else:
            super()._enter(key)


class FirstStep(_PeopleStep):
    """The first account. ``done`` when it may be as it is."""

    def __init__(self, language: Language, draft: Draft, back: Callable[[], object]) -> None:
        kept = draft.boxes("first")
        super().__init__(language, "door.first", number=3, back=back, kept=kept)
        self._draft = draft
        bind(self.title.setText, "door", "The first account")
        bind(
            self.lead.setText,
            "door",
            "Yours, if you set the station up. Each account gets only the roles that its work "
            "needs; who keeps the program need not see residents.",
        )
        self.ask("login", Text("door", "Account")).setPlaceholderText("zhaogang")
        self.ask("name", Text("door", "Name"))
        self.ask("password", Text("door", "Password"), hidden=True)
        self.ask("again", Text("door", "Password again"), hidden=True)
        self.roles = RolesRow(language, "door.first.roles", draft.roles)
        self.row(Text("door", "Roles"), self.roles)
        self.roles.input.edited.connect(self._keep_roles)
        self.roles.input.moved_on.connect(self.go_on)
        bind(self.main.setText, "door", "Next  ↵")

    def _keep_roles(self) -> None:
        self._draft.roles = self.roles.roles

    def go_on(self) -> None:
        draft = self._draft
        found = list(founding.person_problems(draft.first, founding.rules_of(draft.plan)))
        if not draft.first.password:
            found.append(Problem("door.password_missing", "password"))
        elif self.typed("password") != self.typed("again"):
            found.append(Problem("password.differ", "again"))
        if not draft.first.manages and draft.roles:
            found.append(Problem("firstrun.first_manages", "roles"))
        found += _taken(draft.first, draft.staff)
        if found:
            self.refuse(Refused(*found))
        else:
            self.done.emit(None)


class StaffStep(_PeopleStep):
    """The other accounts to begin with, none or many. ``done`` at the end of the list."""

    def __init__(self, language: Language, draft: Draft, back: Callable[[], object]) -> None:
        kept = draft.boxes("staff")
        super().__init__(language, "door.staff", number=4, back=back, kept=kept)
        self._draft = draft
        bind(self.title.setText, "door", "Colleagues")
        bind(
            self.lead.setText,
            "door",
            "Add everybody who works here, or go on and do it later under Staff. Without a "
            "password one is made by chance and shown at the end.",
        )
        self.list = QWidget()
        self._lines = QGridLayout(self.list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setColumnStretch(1, 1)
        self.ask("login", Text("door", "Account"))
        self.ask("name", Text("door", "Name"))
        self.ask("password", Text("door", "First password"))
        self.roles = RolesRow(language, "door.staff.roles", draft.staff_roles)
        self.row(Text("door", "Roles"), self.roles)
        self.roles.input.edited.connect(self._keep_roles)
        self.roles.input.moved_on.connect(self._add)
        self.adding = QPushButton()
        self.adding.setObjectName("door.staff.add")
        bind(self.adding.setText, "door", "Add this colleague")
        self.adding.clicked.connect(self._add)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        set_role(self.hint, "small")
        for part in (self.adding, self.list, self.hint):
            self.add(part)
        bind(self.main.setText, "door", "Next  ↵")
        follow(self, self._show)
        self._show()

    def begin(self) -> None:
        self.boxes["login"].setFocus()

    def go_on(self) -> None:
        """What is half typed is added first; an empty form ends the list."""
        if self._begun:
            self._add()
        else:
            self.done.emit(None)

    @property
    def _begun(self) -> bool:
        return any(box.text().strip() for box in self.boxes.values())

    def _keep_roles(self) -> None:
        self._draft.staff_roles = self.roles.roles

    def _enter(self, key: str) -> None:
        """Enter on an empty form goes on."""
        if self._begun:
            super()._enter(key)
        else:
            self.done.emit(None)

    def _add(self) -> None:
        draft = self._draft
        new = Person(
            self.typed("login").strip(),
            self.typed("name").strip(),
            self.roles.roles,
            self.typed("password"),
        )
        found = list(founding.person_problems(new, founding.rules_of(draft.plan)))
        found += _taken(new, draft.people)
        if found:
            self.refuse(Refused(*found))
            return
        self.refuse(Refused())
        draft.staff.append(new)
        for box in self.boxes.values():
            box.clear()
        self._show()
        self.begin()

    def _remove(self, person: Person) -> None:
        self._draft.staff.remove(person)
        self._show()
        self.begin()

    def _show(self) -> None:
        clear(self._lines)
        for number, person in enumerate(self._draft.staff):
            said = f"{person.name} · {person.login}"
            self._lines.addWidget(label(said), number, 0)
            roles = label(_roles_said(person, self.language.code), "muted")
            roles.setWordWrap(True)
            self._lines.addWidget(roles, number, 1)
            button = QPushButton(tr("door", "Take out"))
            button.setObjectName(f"door.staff.remove.{number}")
            button.setAccessibleName(f"{tr('door', 'Take out')}: {said}")
            set_role(button, "link")
            button.clicked.connect(partial(self._remove, person))
            self._lines.addWidget(button, number, 2)
        self.list.setVisible(bool(self._draft.staff))
        alone = founding.nobody_at_the_desk(self._draft.people)
        self.hint.setText(
            tr("door", "Nobody so far could receive residents: that takes a social worker.")
            if alone
            else ""
        )
        self.hint.setVisible(alone)


def _roles_said(person: Person, language: str) -> str:
    joiner = ", " if language == "en" else "、"
    held = (role for role in ROLES if role in person.roles)
    return joiner.join(phrases.say(f"role.{role}", language) for role in held)


def _taken(new: Person, others: tuple[Person, ...] | list[Person]) -> list[Problem]:
    """Logins are one person's each, however they are written."""
    if new.login.casefold() in {other.login.casefold() for other in others}:
        return [Problem("account.exists", "login", {"login": new.login})]
    return []
