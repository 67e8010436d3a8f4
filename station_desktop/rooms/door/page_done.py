"""What was set up, what has to be handed out, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from station_desktop.rooms.door.draft import Draft
from station_desktop.rooms.door.steps import Step
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import Language, bind, follow, tr
from station_desktop.usecases.setup import founding


class DoneStep(Step):
    """``done`` leads in."""

    def __init__(self, language: Language, draft: Draft) -> None:
        super().__init__(language, "door.done")
        self._draft = draft
        bind(self.title.setText, "door", "{station} is set up", station=draft.name)
        self.lead.hide()
        self.facts = self._words("facts")
        self.above(self.facts)
        if draft.made is not None and draft.made.given:
            self.above(self._given(draft.made.given))
        self.next = self._words("next")
        self.above(self.next)
        bind(self.main.setText, "door", "Begin work  ↵")
        follow(self, self._say)
        self._say()

    def begin(self) -> None:
        self.main.setFocus()

    def go_on(self) -> None:
        self.done.emit(None)

    def _words(self, key: str) -> QLabel:
        made = QLabel()
        made.setObjectName(f"door.done.{key}")
        made.setWordWrap(True)
        return made

    def _given(self, given: tuple[tuple[str, str], ...]) -> QWidget:
        """Passwords made by chance: told here and nowhere else."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        lead = QLabel()
        lead.setWordWrap(True)
        set_role(lead, "label")
        bind(
            lead.setText,
            "door",
            "First passwords, shown this once. Hand each to its owner only:",
        )
        grid.addWidget(lead, 0, 0, 1, 2)
        for number, (login, secret) in enumerate(given, start=1):
            shown = label(secret, "title")
            shown.setObjectName(f"door.done.password.{number}")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label(login), number, 0)
            grid.addWidget(shown, number, 1)
        return holder

    def _say(self) -> None:
        draft = self._draft
        done = [
            tr("door", "Station {name}, code {code}", name=draft.name, code=draft.code),
            tr("door", "Accounts: {logins}", logins=", ".join(p.login for p in draft.people)),
            tr("door", "Recovery key: on paper, and typed back"),
            tr("door", "Hall: enrolled as window {desk}", desk=draft.desk)
            if draft.desk
            else tr("door", "Hall: none yet; this PC works alone"),
        ]
        self.facts.setText("\n".join(f"✓ {line}" for line in done))
        then = [
            tr("door", "Lock the recovery key's paper into the safe."),
            tr("door", "Upkeep: name a place for backups, and look through the checks."),
            tr("door", "Residents: take over the roster, if there is one."),
        ]
        if founding.nobody_at_the_desk(draft.people):
            then.insert(0, tr("door", "Staff: add a social worker, who can receive residents."))
        if not draft.desk:
            then.append(tr("door", "Hall: enrol this PC once the hall has given its code."))
        head = tr("door", "What to do next:")
        self.next.setText("\n".join((head, *(f"· {line}" for line in then))))
