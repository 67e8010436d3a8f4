"""Where the person lives as a household, who answers for it, and when somebody last called."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from station_desktop import phrases
from station_desktop.domain.neighbourhood import rounds
from station_desktop.rooms.residents.gather import PersonFile
from station_desktop.ui.look.cards import Card
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import tr


class HomeCard(Card):
    """Signals: ``opened(household)``."""

    opened = Signal(str)

    def __init__(self, seat: Seat, found: PersonFile) -> None:
        super().__init__(tr("residents", "Household"))
        home, area = found.home.household, found.home.area
        assert home is not None  # the page shows no card for nobody's household
        language = seat.language.code
        nobody = tr("residents", "nobody yet")
        facts = [
            (tr("residents", "Where"), home.address),
            (tr("residents", "Area"), area.name if area is not None else ""),
            (tr("residents", "Answers for it"), found.home.worker or nobody),
            (tr("residents", "Last seen"), _seen(home.seen_at, seat)),
            (
                tr("residents", "Attention"),
                phrases.say("round.joint", language).join(
                    phrases.say(f"household.attention.{kind}", language) for kind in home.attention
                ),
            ),
        ]
        if home.moved_at:
            facts = [*facts[:2], (tr("residents", "Moved away"), _ago(home.moved_at, seat))]
        self.put_facts([fact for fact in facts if fact[1]])
        button = QPushButton(tr("residents", "To the household  F10"))
        set_role(button, "link")
        button.setObjectName("residents.person.household")
        button.clicked.connect(lambda: self.opened.emit(home.id))
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _seen(moment: int, seat: Seat) -> str:
    return _ago(moment, seat) if moment else tr("residents", "never")


def _ago(moment: int, seat: Seat) -> str:
    days = rounds.days_since(moment, seat.today())
    return tr("residents", "{n} {n:day|days} ago", n=days) if days else tr("residents", "today")
