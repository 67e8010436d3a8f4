"""The top of a case: its number large, what it is, whose, and how its time stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from station_desktop.domain.case.cases import Case
from station_desktop.rooms.queue import dossier as gathered
from station_desktop.rooms.queue import page_words
from station_desktop.rooms.queue.dossier import Dossier
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import tr


class Head(QFrame):
    """Filled anew by :meth:`put`; ``warning`` is the law's consequence of an incomplete notice."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.number = label(role="heading")
        self.number.setObjectName("queue.case.number")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state, self.urgent, self.left = Chip(), Chip(), Chip()
        self.left.setObjectName("queue.case.left")
        self.item = label(role="title")
        self.item.setWordWrap(True)
        self.who = label()
        self.who.setWordWrap(True)
        self.who.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.when = label(role="muted")
        self.when.setWordWrap(True)
        self._arrange()

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.space - 2, size.space, size.space - 2)
        box.setSpacing(size.gap)
        first = QHBoxLayout()
        first.setSpacing(size.gap + 2)
        for part in (self.number, self.state, self.urgent, self.left):
            first.addWidget(part)
        first.addStretch(1)
        box.addLayout(first)
        for line in (self.item, self.who, self.when):
            box.addWidget(line)

    def put(self, found: Dossier, language: str) -> None:
        """Show a case."""
        case = found.case
        self.number.setText(case.number)
        self.state.put(
            page_words.STATE_TONES.get(case.state, "info"), gathered.state(case, language)
        )
        self.urgent.put("bad", tr("queue", "urgent") if case.urgent else "")
        self.left.put(*_chip(page_words.left(found.left)))
        name = found.item.name.get(language)
        self.item.setText(page_words.joined(case.title, name, found.department))
        who = page_words.joined(found.resident, found.id_number, found.phone)
        if found.agent:
            who = f"{who}    {tr('queue', 'Acting for them: {agent}', agent=found.agent)}"
        self.who.setText(who)
        self.who.setVisible(bool(who))
        self.when.setText(_when(found, case, language))


def _chip(said: tuple[str, str]) -> tuple[str, str]:
    tone, words = said
    return tone or "info", words


def _when(found: Dossier, case: Case, language: str) -> str:
    received = tr(
        "queue",
        "Received {at} by {name}",
        at=gathered.received(case, language),
        name=found.received_by,
    )
    due = tr("queue", "Promised by {day}", day=found.due) if found.due else ""
    return page_words.joined(received, due)


def legal_warning(found: Dossier, language: str) -> str:
    """A notice that had not named everything: the day of receipt counts (行政许可法 art. 32)."""
    if not found.untold:
        return ""
    return tr(
        "queue",
        "By law this case counts as accepted on the day it was received, {day}: {names} was "
        "lacking from the first day and no notice had named it. The time runs from that day; the "
        "resident must not be made to wait for this.",
        day=gathered.received_on(found.case, language),
        names=("、" if language == "zh_CN" else ", ").join(found.untold),
    )
