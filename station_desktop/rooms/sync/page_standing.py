"""How this window and the hall stand, in plain words, and the station's other windows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.domain.journal.journal import of_hall
from station_desktop.domain.problem import Problem
from station_desktop.domain.time import clock
from station_desktop.rooms.sync import room
from station_desktop.ui.frame.sync_sign import tone_of, words_of
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import Card, CardColumn, clear, label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.casework import settling
from station_desktop.usecases.exchange import syncing
from station_desktop.usecases.exchange.syncing import Details, Neighbour, Position, Sign

_TRY, _TRYING = Text("sync", "Try now  F5"), Text("sync", "Trying…")


class StandingPage(QWidget):
    """Signals: ``wanted(view)`` when something is to be seen to in another part of the room."""

    wanted = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._details: Details | None = None
        self._matters = 0
        self.card = Card()
        self.sentence = label(role="title")
        self.sentence.setObjectName("sync.sentence")
        self.sentence.setWordWrap(True)
        self.more = label(role="muted")
        self.more.setWordWrap(True)
        self.retry = QPushButton()
        self.retry.setObjectName("sync.retry")
        set_role(self.retry, "primary")
        bind(self.retry.setText, "sync", "Try now  F5")
        self.retry.clicked.connect(self.try_now)
        self.first = self.retry
        self.facts = Card()
        self._troubles = QVBoxLayout()
        self.model = RowsModel(seat.runner, self._columns(), self)
        self._held = HeldRows(self.model, lambda found: found.chain.device)
        self.table = Table(
            self.model,
            "sync.windows",
            Text("sync", "Windows and relays of this station"),
            Text("sync", "This is the only window."),
        )
        self._arrange()
        if seat.exchange is not None:
            seat.exchange.moved.connect(self._say)
        follow(self, self._say)

    def refresh(self) -> None:
        """Ask how it stands."""
        self._seat.read(syncing.details, self._put, tag="sync.details", owner=self)
        if self._seat.may("sync.settle"):
            self._seat.read(settling.count, self._put_matters, tag="sync.matters", owner=self)

    def try_now(self) -> None:
        """A round at once."""
        if self._seat.exchange is not None and self._details and self._details.position:
            self._seat.exchange.now()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        line = QHBoxLayout()
        line.addWidget(self.retry)
        line.addStretch(1)
        for part in (self.sentence, self.more):
            self.card.body.addWidget(part)
        self.card.body.addLayout(line)
        self._troubles.setSpacing(size.gap)
        left = CardColumn("sync.standing")
        bind(left.setAccessibleName, "sync", "Connection")
        left.add(self.card)
        holder = QWidget()
        set_role(holder, "ground")
        holder.setLayout(self._troubles)
        self._troubles.setContentsMargins(0, 0, 0, 0)
        left.add(holder)
        left.add(self.facts)
        right = QVBoxLayout()
        right.setSpacing(size.gap)
        head = label(role="title")
        bind(head.setText, "sync", "Windows and relays of this station")
        right.addWidget(head)
        right.addWidget(self.table, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(size.space)
        across.addWidget(left, 46)
        across.addLayout(right, 54)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", Text("sync", "Name"), self._name),
            Column("desk", Text("sync", "No."), lambda n: n.device.desk if n.device else "", 48),
            Column("state", Text("sync", "State"), _state, 104, tone=_state_tone),
            Column("number", Text("sync", "Entries"), lambda n: str(n.chain.number), 78, "right"),
            Column("last", Text("sync", "Last of it here"), _last, 150),
        )

    def _name(self, found: Neighbour) -> str:
        own = self._details is not None and found.chain.device == self._details.id
        name = found.device.name if found.device is not None else ""
        if found.device is not None and found.device.role == "relay":
            name = tr("sync", "{name} (relay)", name=name or found.chain.device)
        name = name or found.chain.device
        return tr("sync", "{name} (this window)", name=name) if own else name

    # saying

    def _put(self, details: Details) -> None:
        self._details = details
        self._held.put([n for n in details.neighbours if not of_hall(n.chain.device)])
        self._say()

    def _put_matters(self, number: int) -> None:
        self._matters = number
        self._say()

    def _say(self) -> None:
        if self._details is None:
            return
        exchange, found = self._seat.exchange, self._details.position
        tried = exchange.tried if exchange is not None else True
        busy = exchange.busy if exchange is not None else False
        sign = syncing.sign(found, tried=tried, matters=self._matters)
        word, _ = words_of(sign, self._seat)
        self.card.set_title(tr("sync", "This window and the hall"))
        self.card.chip.put(tone_of(sign), word)
        if found is not None and not _stopped(sign, found):
            sign = syncing.way(found, tried=tried)
        self.sentence.setText(self._told(sign))
        self.more.setText(self._told_more(sign, found))
        self.retry.setVisible(found is not None)
        self.retry.setEnabled(not busy)
        bind(self.retry.setText, *(_TRYING if busy else _TRY))
        self._say_troubles(syncing.troubles(found, self._matters) if found else ())
        self.facts.set_title(tr("sync", "In detail"))
        self.facts.put_facts(self._facts(self._details))

    def _told(self, sign: Sign) -> str:
        match sign.state:
            case "alone":
                return tr("sync", "This window works alone: nothing leaves this computer.")
            case "agreed":
                return tr("sync", "Everything has arrived at the hall.")
            case "sending" if sign.relay:
                return tr("sync", "The station's relay is reached, the hall is not.")
            case "sending" if sign.pending:
                return tr(
                    "sync", "{n} {n:entry is|entries are} on the way to the hall.", n=sign.pending
                )
            case "sending":
                return tr("sync", "Connected; both ends are comparing what they hold.")
            case "offline":
                return tr("sync", "The hall is out of reach. Go on working as usual.")
            case "needs":
                return tr("sync", "Somebody is needed here.")
            case _:
                return tr("sync", "Connecting…")

    def _told_more(self, sign: Sign, found: Position | None) -> str:
        if found is None:
            return tr(
                "sync", "IT staff can enrol it at the subdistrict's hall with a code from there."
            )
        parts = []
        if sign.state == "agreed":
            at = room.moment(found.last.agreed)
            parts.append(
                tr("sync", "Both ends compared counts and hashes at {at} and agree.", at=at)
            )
        if sign.state == "offline" and sign.problem is not None:
            parts.append(self._sentence(sign.problem))
        if sign.state in ("offline", "needs") and found.pending:
            parts.append(
                tr(
                    "sync",
                    "{n} {n:entry waits here and loses|entries wait here and lose} nothing.",
                    n=found.pending,
                )
            )
        if sign.relay and found.pending:
            parts.append(
                tr(
                    "sync",
                    "{n} {n:entry waits|entries wait} for the hall; the relay passes "
                    "{n:it|them} on.",
                    n=sign.pending,
                )
            )
        return " ".join(parts)

    def _sentence(self, problem: Problem) -> str:
        return phrases.say(problem.code, self._seat.language.code, **problem.params)

    def _say_troubles(self, problems: Sequence[Problem]) -> None:
        clear(self._troubles)
        for problem in problems:
            self._troubles.addWidget(self._trouble(problem))

    def _trouble(self, problem: Problem) -> QFrame:
        frame = QFrame()
        frame.setProperty("tone", "warn" if problem.code == "sync.to_settle" else "bad")
        line = QHBoxLayout(frame)
        words = label(self._sentence(problem))
        words.setWordWrap(True)
        line.addWidget(words, 1)
        view = self._cure(problem)
        if view:
            button = QPushButton(tr("sync", "Go there"))
            button.setObjectName(f"sync.cure.{view}")
            set_role(button, "link")
            button.clicked.connect(lambda: self.wanted.emit(view))
            line.addWidget(button)
        return frame

    def _cure(self, problem: Problem) -> str:
        if problem.code == "sync.to_settle":
            return "settle"
        return "enrol" if problem.code.startswith("device.") and self._manages else ""

    @property
    def _manages(self) -> bool:
        return self._seat.may("sync.manage")

    def _facts(self, details: Details) -> list[tuple[str, str]]:
        found = details.position
        window = " · ".join(part for part in (details.name, details.desk) if part)
        facts = [(tr("sync", "This window"), window)]
        if found is None:
            return facts
        last = found.last
        facts += [
            (tr("sync", "Hall"), details.address),
            (tr("sync", "Last heard"), room.moment(last.heard) or tr("sync", "never")),
            (tr("sync", "Last agreed"), room.moment(last.agreed) or tr("sync", "not yet")),
            (tr("sync", "Last tried"), room.moment(last.tried)),
            (tr("sync", "Yet to reach the hall"), str(found.pending)),
            (tr("sync", "Of these at the relay"), str(found.relayed) if found.relayed else ""),
            (tr("sync", "Attachments to send"), str(last.up) if last.up else ""),
            (tr("sync", "Attachments to fetch"), str(found.lacking) if found.lacking else ""),
            (tr("sync", "This clock"), _clock(last.ahead_ms) if last.heard else ""),
        ]
        return [(name, value) for name, value in facts if value]


def _stopped(sign: Sign, found: Position) -> bool:
    """Whether what somebody has to see to is why there is no connection."""
    return sign.problem is not None and sign.problem.code == found.last.problem


def _clock(ahead_ms: int) -> str:
    seconds = abs(ahead_ms) // 1000
    if seconds < 60:
        return tr("sync", "right")
    minutes = seconds // 60
    if ahead_ms > 0:
        return tr("sync", "{n} min ahead", n=minutes)
    return tr("sync", "{n} min behind", n=minutes)


def _state(found: Neighbour) -> str:
    device = found.device
    if device is None:
        return tr("sync", "before enrolment")
    if device.revoked_at:
        return tr("sync", "revoked")
    return tr("sync", "replaced") if device.successor else tr("sync", "in use")


def _state_tone(found: Neighbour) -> str:
    if found.device is None:
        return "info"
    return "ok" if found.device.stands else "bad" if found.device.revoked_at else "info"


def _last(found: Neighbour) -> str:
    """The moment in the stamp of the last entry of it that came here."""
    stamp = found.chain.stamp
    return f"{clock.from_milliseconds(int(stamp[:12], 16)):%Y-%m-%d %H:%M}" if stamp else ""
