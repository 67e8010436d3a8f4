"""The directory: one line an organisation, with its doors, its contract and its open tasks."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop.rooms.partners import gather, page_words, room
from station_desktop.rooms.partners.room import SEGMENTS, PartnerRow, Segment, Wanted
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.lists.find_line import FindLine
from station_desktop.ui.lists.rows_model import Column, RowsModel, Source, Window
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.work import Work

MINUTE_MS = 60_000
LARGE = 18
_FIND = "Name, service, contact or phone (Ctrl+F)"
_HINT = (
    "↑ ↓ choose · Enter opens · Ctrl+1 … Ctrl+5 which kind · Ctrl+6 open now · Ctrl+7 closed too · "
    "Ctrl+F find"
)


class PartnerList(QWidget):
    """Filters above, one line an organisation beneath.

    Signals: ``opened(id)``, ``adding`` to take a new one in.
    """

    opened = Signal(str)
    adding = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._asked = False
        self._counted: int | None = None
        self.wanted = Wanted()
        self._segments: dict[Segment, QPushButton] = {}
        self.text = FindLine("partners.text", Text("partners", _FIND))
        self.now_button, self.closed_button = QPushButton(), QPushButton()
        self.new_button = QPushButton()
        self.count = label(role="muted")
        self.count.setObjectName("partners.count")
        self.model = RowsModel(seat.runner, self._columns, self)
        empty = Text("partners", "Nobody fits. Ctrl+1 shows the whole directory.")
        self.table = Table(self.model, "partners.table", Text("partners", "Partners"), empty)
        self._arrange()
        self.table.opened.connect(self._open)
        self.model.arrived.connect(self.table.start_at_top)
        self.model.counted.connect(self._count)
        follow(self, self._say)
        kinds = ("partners", "cases", "catalogue", "households")
        self._fresh = Freshness(self, seat.changed, kinds, self._refresh)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._fresh.mark_stale)
        self._minute.start()

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addLayout(self._filters(size.gap))
        box.addWidget(self.table, 1)
        hint = label(role="small")
        bind(hint.setText, "partners", _HINT)
        box.addWidget(hint)

    def _filters(self, gap: int) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(gap)
        for number, key in enumerate(SEGMENTS, 1):
            self._segments[key] = self._toggle(f"partners.show.{key}", f"Ctrl+{number}")
            self._segments[key].clicked.connect(partial(self.press, key))
            on_key(self, f"Ctrl+{number}", partial(self.press, key))
            line.addWidget(self._segments[key])
        for button, name, keys, act in (
            (self.now_button, "open_now", "Ctrl+6", self.press_now),
            (self.closed_button, "closed", "Ctrl+7", self.press_closed),
        ):
            self._toggle(f"partners.show.{name}", keys, button)
            button.clicked.connect(act)
            on_key(self, keys, act)
            line.addWidget(button)
        self.text.narrowed.connect(self._typed)
        self.text.entered.connect(self.to_table)
        on_key(self, "Ctrl+F", self.text.take_keyboard)
        line.addWidget(self.text, 1)
        line.addWidget(self.count)
        self._add_new(line)
        return line

    def _add_new(self, line: QHBoxLayout) -> None:
        self.new_button.setObjectName("partners.new")
        bind(self.new_button.setText, "partners", "New  Ctrl+N")
        self.new_button.clicked.connect(self.adding)
        if self._seat.may("partner.edit"):
            on_key(self, "Ctrl+N", self.adding.emit)
        else:
            self.new_button.hide()
        line.addWidget(self.new_button)

    def _toggle(self, name: str, keys: str, button: QPushButton | None = None) -> QPushButton:
        made = button or QPushButton()
        set_role(made, "segment")
        made.setObjectName(name)
        made.setCheckable(True)
        made.setToolTip(keys)
        return made

    # wanting

    def press(self, key: str) -> None:
        """Show these, as if the button were pressed."""
        found = next((segment for segment in SEGMENTS if segment == key), "all")
        self._want(segment=found)
        self.to_table()

    def press_now(self) -> None:
        """Only those open at this moment, or all again."""
        self._want(open_now=not self.wanted.open_now)
        self.to_table()

    def press_closed(self) -> None:
        """Those asked no longer too, or not."""
        self._want(closed=not self.wanted.closed)
        self.to_table()

    def _want(self, **changes: Any) -> None:
        wanted = msgspec.structs.replace(self.wanted, **changes)
        if wanted != self.wanted:
            self.wanted = wanted
            self._ask()
        self._say()

    def _typed(self, words: str) -> None:
        self._want(words=words)

    # asking

    def to_table(self) -> None:
        """Give the keyboard to the list, on its first line if it was on none."""
        self.table.take_keyboard()

    def neighbour(self, by: int) -> str:
        """The id of the organisation ``by`` lines further, which becomes the current one."""
        row = self.table.step(by)
        return str(row.partner.id) if row is not None else ""

    def _ask(self) -> None:
        self._asked = True
        wanted, seat = self.wanted, self._seat

        def rows(store: Any, window: Window) -> tuple[PartnerRow, ...]:
            first = window.skip + (0 if window.after is None else window.after + 1)
            return gather.rows(Work(store, seat.actor), wanted)[first : first + window.limit]

        self.model.set_source(Source(rows, lambda row: row.at, lambda row: row.partner.id))

    def _count(self, number: int) -> None:
        self._counted = number
        self._say()

    def _refresh(self) -> None:
        if self._asked:
            self.model.refresh()
        else:
            self._ask()

    def _open(self, row: PartnerRow) -> None:
        self.opened.emit(row.partner.id)

    # words

    def _say(self) -> None:
        for number, (key, button) in enumerate(self._segments.items(), 1):
            button.setText(f"{number} {page_words.segment(key)}")
            button.setChecked(key == self.wanted.segment)
        self.now_button.setText(f"6 {tr('partners', 'Open now')}")
        self.now_button.setChecked(self.wanted.open_now)
        self.closed_button.setText(f"7 {tr('partners', 'Closed too')}")
        self.closed_button.setChecked(self.wanted.closed)
        known = self._counted is not None
        self.count.setText(
            tr("partners", "{n} {n:partner|partners}", n=self._counted) if known else "…"
        )

    def _columns(self) -> tuple[Column, ...]:
        """What fits: the large look leaves out what the organisation's own page says."""
        name = Column("name", Text("partners", "Name"), lambda row: str(row.partner.name), 236)
        doors = Column("doors", Text("partners", "Now"), self._doors, 188, tone=self._doors_tone)
        offers = Column("services", Text("partners", "Services"), self._services)
        tasks = Column("tasks", Text("partners", "Open tasks"), _tasks, 86, "right")
        if theme.scale().base >= LARGE:
            return name, doors, offers
        return (
            Column("kind", Text("partners", "Kind"), self._kind, 84),
            name,
            doors,
            offers,
            Column("contact", Text("partners", "Contact"), _contact, 190),
            Column("contract", Text("partners", "Contract"), _left, 158, tone=_left_tone),
            tasks,
        )

    @property
    def _language(self) -> str:
        return self._seat.language.code

    def _kind(self, row: PartnerRow) -> str:
        return page_words.short_kind(row.partner.kind)

    def _doors(self, row: PartnerRow) -> str:
        if not row.partner.open:
            return tr("partners", "no longer asked")
        return page_words.opening(row.opening, self._seat.now(), self._language)[1]

    def _doors_tone(self, row: PartnerRow) -> str:
        if not row.partner.open:
            return "bad"
        return page_words.opening(row.opening, self._seat.now(), self._language)[0]

    def _services(self, row: PartnerRow) -> str:
        joint = ", " if self._language == "en" else "、"
        return joint.join(one.get(self._language) for one in row.services)


def _contact(row: PartnerRow) -> str:
    return page_words.joined(row.partner.contact, row.partner.phone)


def _left(row: PartnerRow) -> str:
    tone = room.contract_tone(row.left)
    return page_words.contract(row.left) if tone in ("bad", "warn") else row.partner.contract_until


def _left_tone(row: PartnerRow) -> str:
    tone = room.contract_tone(row.left)
    return tone if tone in ("bad", "warn") else ""


def _tasks(row: PartnerRow) -> str:
    return str(row.tasks) if row.tasks else ""
