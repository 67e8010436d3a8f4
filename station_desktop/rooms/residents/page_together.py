"""What is to be put right about a person's registrations: joined, taken apart, values settled."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.rooms.residents import page_words
from station_desktop.rooms.residents.gather import PersonFile
from station_desktop.rooms.residents.page_disputes import DisputesCard
from station_desktop.rooms.residents.page_join import JoinPanel
from station_desktop.rooms.residents.page_record import RecordCard
from station_desktop.rooms.residents.page_registrations import RegistrationsCard
from station_desktop.ui.look import theme
from station_desktop.ui.page.caution import Caution
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.messages import MessageBar
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.casework import settling
from station_desktop.usecases.work import Work

_CHANGED = frozenset({"residents", "cases", "matters"})


class Together(QWidget):
    """The strip and the panel beneath a person's head, and the cards beside the record.

    Signals: ``moved(id)`` to another registration, ``ended`` when the keyboard is free again.
    """

    moved = Signal(str)
    ended = Signal()

    def __init__(self, seat: Seat, record: RecordCard, messages: MessageBar) -> None:
        super().__init__()
        self._seat = seat
        self._record = record
        self._messages = messages
        self._file: PersonFile | None = None
        self.said = Caution("residents.person.said")
        self.disputes = DisputesCard(seat)
        self.registrations = RegistrationsCard(seat)
        self.stage = Stage("residents.person.stage")
        self.stage.left.connect(self._left)
        self._earlier = self._button("earlier", Text("residents", "Go to it  F3"), self.go_earlier)
        self._apart = self._button("part", Text("residents", "Take apart  F8"), self.part)
        size = theme.scale()
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        line.addWidget(self.said, 1)
        line.addWidget(self._earlier)
        line.addWidget(self._apart)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addLayout(line)
        box.addWidget(self.stage)
        self.disputes.settled.connect(self._settle)
        self.disputes.wanted.connect(record.press_field)
        self.registrations.opened.connect(self.moved)
        self.registrations.parted.connect(self._part)
        record.looked.connect(self._show_disputes)
        on_key(self, "Ctrl+Return", self.stage.go_on)

    def _button(self, key: str, words: Text, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"residents.person.{key}")
        bind(button.setText, *words)
        button.clicked.connect(lambda: act())
        button.hide()
        return button

    # showing

    def put(self, found: PersonFile | None) -> None:
        """Show what is to be put right about this person, or nothing."""
        self._file = found
        about = found.registrations if found is not None else None
        into = about.into if about is not None else None
        self._earlier.setVisible(into is not None)
        self._apart.setVisible(into is not None and self._seat.may("sync.settle"))
        self.said.put(*self._sentence())
        self.registrations.put(about.others if about is not None else ())
        self._show_disputes()
        shown = into is not None or bool(about and about.disputed) or self.stage.panel is not None
        self.setVisible(shown)

    def _show_disputes(self) -> None:
        disputed = self._file.registrations.disputed if self._file is not None else ()
        self.disputes.put(disputed, self._record.uncovered)

    def _sentence(self) -> tuple[str, str]:
        about = self._file.registrations if self._file is not None else None
        if about is not None and about.into is not None:
            at = page_words.moment(about.into.registered_at, self._seat.language.code)
            said = tr(
                "residents",
                "Joined to {name}'s earlier registration of {at}; cases and visits stand there.",
                name=about.into.name,
                at=at,
            )
            return said, "info"
        if about is not None and about.disputed:
            names = [found.label for found in about.disputed]
            joint = "、" if self._seat.language.code == "zh_CN" else ", "
            said = tr("residents", "Two values each: {fields}.", fields=joint.join(names))
            if self._seat.may("sync.settle"):
                between = "" if self._seat.language.code == "zh_CN" else " "
                said = f"{said}{between}{tr('residents', 'Choose the right one (F9).')}"
            return said, "warn"
        return "", "info"

    # the keyboard

    def to_disputes(self) -> None:
        """F9: to the values that differ."""
        self.disputes.focus_first()

    def go_earlier(self) -> None:
        """F3: to the registration under which this one stands."""
        if self._file is not None and self._file.registrations.into is not None:
            self.moved.emit(self._file.registrations.into.id)

    def part(self) -> None:
        """F8: take this one out again, or go to those that were joined to it."""
        if self._file is None or not self._seat.may("sync.settle"):
            return
        if self._file.registrations.into is not None:
            self._part(self._file.person.id)
        else:
            self.registrations.focus_first()

    def leave(self) -> bool:
        """Out of the panel or a step back in it; whether there was one."""
        return self.stage.leave()

    def _left(self) -> None:
        self.put(self._file)
        self.ended.emit()

    # acts

    def join(self) -> None:
        """F7: look for the other registration."""
        if self._file is None or not self._seat.may("sync.settle"):
            return
        self._messages.clear()
        panel = JoinPanel(self._seat, self._file.person)
        panel.joined.connect(self._joined)
        self.show()
        self.stage.show_panel(panel)

    def close_panel(self) -> None:
        self.stage.put_away()
        self.put(self._file)

    def _joined(self, id: str) -> None:
        self.close_panel()
        self.moved.emit(id)
        said = tr("residents", "Joined. Everything stands under this registration now.")
        self._messages.say("ok", said)

    def _part(self, id: str) -> None:
        said = tr("residents", "Taken apart: that registration stands for itself again.")
        self._act(lambda work: settling.part(work, id), said)

    def _settle(self, field: str, value: str) -> None:
        if self._file is not None:
            id = self._file.person.id
            said = tr("residents", "Settled: the value chosen holds.")
            self._act(lambda work: settling.settle(work, id, field, value), said)

    def _act(self, act: Callable[[Work], Resident], said: str) -> None:
        def done(_: Resident) -> None:
            self._seat.saved.emit()
            self._messages.say("ok", said)
            self.ended.emit()

        self._messages.clear()
        self._seat.write(act, done, self._refused, changed=_CHANGED, owner=self)

    def _refused(self, refused: Refused) -> None:
        self._messages.say("bad", self._seat.sentence(refused))
