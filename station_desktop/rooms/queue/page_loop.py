"""The row of the closed loop's acts on a case: the process's next steps first, then the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from station_desktop import phrases
from station_desktop.domain.station.roles import Right
from station_desktop.rooms.queue import loop_acts
from station_desktop.rooms.queue.dossier import Dossier
from station_desktop.rooms.queue.loop import Key, Way
from station_desktop.rooms.queue.page_ask import AskPanel
from station_desktop.rooms.queue.page_dispatch import DispatchPanel
from station_desktop.rooms.queue.page_rating import ask_resident
from station_desktop.ui.look import theme
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import restyle, set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.panel import Panel
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import tr

MOVES = 6
"""How many moves a place of any process has at most; a test knows."""
LABELS: dict[Key, Text] = {
    "dispatch": Text("queue", "Dispatch"),
    "task": Text("queue", "Their answer"),
    "visit": Text("queue", "Plan a visit"),
    "verify": Text("queue", "Gone to look"),
    "hand_over": Text("queue", "Hand over"),
    "classify": Text("queue", "Lane and need"),
    "urge": Text("queue", "Urge"),
    "postpone": Text("queue", "Put off"),
    "send_back": Text("queue", "Send back"),
    "reopen": Text("queue", "Open again"),
    "ask_resident": Text("queue", "Ask the resident"),
    "rate": Text("queue", "Enter a rating"),
    "follow_up": Text("queue", "Called the resident"),
    "call_back": Text("queue", "Called back"),
    "whistle": Text("queue", "Blow the whistle"),
}
_RIGHTS: dict[Key, Right] = {"postpone": "case.approve"}


class LoopBar(QWidget):
    """Buttons for what can be done now, each with its key, which works anywhere on ``page``. Signal
    ``begun(panel)`` with the panel that asks the rest."""

    begun = Signal(object)

    def __init__(self, seat: Seat, page: QWidget) -> None:
        super().__init__()
        self._seat = seat
        self._page = page
        self._found: Dossier | None = None
        self._ways: tuple[Way, ...] = ()
        self.rating: object = None
        self._flow = FlowLayout(self, theme.scale().gap)
        self._moves = [
            self._button(f"move.{n}", self._nth(n), f"Ctrl+{n + 1}") for n in range(MOVES)
        ]
        self._acts = {
            key: self._button(key, partial(self.begin, key), keys)
            for key, keys in loop_acts.KEYS.items()
        }

    def put(self, found: Dossier) -> None:
        """Offer what can be done with this case, the step that leads on standing out."""
        self._found, self._ways = found, found.loop.ways
        while self._flow.takeAt(0) is not None:
            pass
        for number, button in enumerate(self._moves):
            way = self._ways[number] if number < len(self._ways) else None
            button.setVisible(way is not None)
            if way is not None:
                button.setText(f"{way.name}  Ctrl+{number + 1}")
                restyle(
                    button, "role", "primary" if number == 0 and not found.case.paused else None
                )
                self._flow.addWidget(button)
        for key, button in self._acts.items():
            offered = key in found.loop.acts
            button.setVisible(offered)
            if offered:
                button.setText(f"{tr(*LABELS[key])}  {loop_acts.KEYS[key]}")
                self._flow.addWidget(button)
        self._flow.invalidate()
        self.updateGeometry()

    @property
    def first(self) -> QPushButton | None:
        """The button of the step that leads on, if there is one."""
        return self._moves[0] if self._ways else None

    def _button(self, key: str, act: Callable[[], None], keys: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"queue.loop.{key}")
        set_role(button, "")
        button.clicked.connect(lambda: act())
        button.hide()
        on_key(self._page, keys, lambda: None if button.isHidden() else act())
        return button

    def _nth(self, number: int) -> Callable[[], None]:
        def act() -> None:
            if number < len(self._ways):
                self._move(self._ways[number])

        return act

    def _move(self, way: Way) -> None:
        found = self._found
        if found is None:
            return
        number = found.case.number
        self.begun.emit(
            AskPanel(
                self._seat,
                "queue.move",
                lambda: phrases.say(f"move.{way.key}", self._seat.language.code),
                loop_acts.move_fields(way),
                lambda work, said, _: loop_acts.move(work, number, way.key, said),
            )
        )

    def begin(self, key: Key) -> None:
        """Prepare one of the acts that are no step of the process."""
        found = self._found
        if found is None or key not in found.loop.acts:
            return
        if key == "whistle":
            self._seat.wanted.emit("whistles", f"blow:{found.case.number}")
            return
        if key == "ask_resident":
            ask_resident(self._seat, found.case.number, self, self._keep)
            return
        self.begun.emit(self._panel(key, found))

    def _keep(self, view: object) -> None:
        self.rating = view

    def _panel(self, key: Key, found: Dossier) -> Panel:
        if key == "dispatch":
            return DispatchPanel(self._seat, found)
        number = found.case.number

        def perform(work: Any, said: Any, approver: Any) -> Any:
            return loop_acts.perform(work, key, number, said, approver)

        return AskPanel(
            self._seat,
            f"queue.{key}",
            lambda: tr(*LABELS[key]),
            loop_acts.fields(key, found.case, found.loop),
            perform,
            before=loop_acts.before(key, found.case, found.loop, self._seat.today()),
            right=_RIGHTS.get(key),
        )
