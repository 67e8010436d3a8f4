"""The queue's filters: states as a row of buttons, the rest beneath, all by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from station_desktop.domain.catalogue import CATEGORIES
from station_desktop.rooms.queue import page_words
from station_desktop.rooms.queue.page_item_filter import ItemFilter
from station_desktop.rooms.queue.reads import Choices
from station_desktop.rooms.queue.room import SEGMENTS, Order, Segment, Wanted, When
from station_desktop.ui.lists.find_line import FindLine
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.flow import FlowLayout
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr

_WHENS: tuple[tuple[When, str, Text], ...] = (
    ("overdue", "Alt+O", Text("queue", "Overdue  Alt+O")),
    ("week", "Alt+W", Text("queue", "Due this week  Alt+W")),
)
_ORDERS: tuple[tuple[Order, str, bool], ...] = (
    ("due", "Alt+D", False),
    ("received_at", "Alt+R", True),
)


class Filters(QWidget):
    """What is wanted of the queue.

    Signals: ``changed`` when the list must be asked for anew, ``done`` when Down or Enter in a box
    sends the keyboard to the list.
    """

    changed = Signal()
    done = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.wanted = Wanted()
        self._choices = Choices((), ())
        self._counted: tuple[int | None, int] = (None, 0)
        self._segments: dict[Segment, QPushButton] = {}
        self._whens: dict[When, QPushButton] = {}
        self._orders: dict[Order, QPushButton] = {}
        self.count = label(role="muted")
        self.count.setObjectName("queue.count")
        self.text = FindLine("queue.text", Text("queue", "Number or resident (Ctrl+F)"))
        self.item = ItemFilter(seat)
        self.category = self._combo("queue.category", Text("queue", "Category"))
        self.worker = self._combo("queue.worker", Text("queue", "Received by"))
        self._arrange()
        self._fill()
        follow(self, self._fill)

    # building

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap)
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setSpacing(size.gap)
            box.addLayout(line)
        states = FlowLayout(gap=size.gap)
        first.addLayout(states, 1)
        for number, key in enumerate(SEGMENTS, 1):
            self._segments[key] = self._toggle(f"queue.state.{key}", f"Ctrl+{number}")
            self._segments[key].clicked.connect(partial(self._set_segment, key))
            states.addWidget(self._segments[key])
        self.all = QPushButton()
        set_role(self.all, "quiet")
        self.all.setObjectName("queue.clear")
        bind(self.all.setText, "queue", "Clear filters  Ctrl+0")
        self.all.clicked.connect(self.clear)
        on_key(self, "Ctrl+0", self.clear, anywhere=True)
        self.count.setMinimumHeight(size.segment)
        for part in (self.count, self.all):
            first.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        for when, keys, words in _WHENS:
            self._whens[when] = self._toggle(f"queue.when.{when}", keys)
            bind(self._whens[when].setText, *words)
            self._whens[when].clicked.connect(partial(self._set_when, when))
            states.addWidget(self._whens[when])
        self._arrange_boxes(second)

    def _arrange_boxes(self, line: QHBoxLayout) -> None:
        self.text.narrowed.connect(lambda words: self._change(text=words))
        self.text.entered.connect(self.done)
        on_key(self, "Ctrl+F", self.text.take_keyboard, anywhere=True)
        on_key(self, "Alt+I", self._to_item, anywhere=True)
        self.item.chosen.connect(self._set_item)
        line.addWidget(self.text, 3)
        line.addWidget(self.item, 4)
        line.addWidget(self.category, 2)
        line.addWidget(self.worker, 2)
        for order, keys, _ in _ORDERS:
            self._orders[order] = self._toggle(f"queue.order.{order}", keys)
            self._orders[order].clicked.connect(partial(self._set_order, order))
            line.addWidget(self._orders[order])

    def _toggle(self, name: str, keys: str) -> QPushButton:
        button = QPushButton()
        set_role(button, "segment")
        button.setObjectName(name)
        button.setCheckable(True)
        on_key(self, keys, lambda: button.click(), anywhere=True)
        return button

    def _combo(self, name: str, title: Text) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        combo.view().setObjectName(f"{name}.list")
        bind(combo.setAccessibleName, *title)
        combo.activated.connect(lambda _: self._set_combos())
        return combo

    # showing

    def set_choices(self, choices: Choices) -> None:
        """Offer other workers."""
        self._choices = choices
        self._fill()

    def set_count(self, number: int | None, limit: int) -> None:
        """Say how many there are; nothing while it is not known."""
        self._counted = (number, limit)
        if number is None:
            self.count.setText("…")
        elif number > limit:
            self.count.setText(tr("queue", "{n}+ cases", n=limit))
        else:
            self.count.setText(tr("queue", "{n} {n:case|cases}", n=number))

    def _fill(self) -> None:
        """All that is composed: segments with their keys, the boxes, the orders with arrows."""
        language = self._seat.language.code
        for number, (key, button) in enumerate(self._segments.items(), 1):
            button.setText(f"{number} {page_words.segment(key, language)}")
            button.setToolTip(f"Ctrl+{number}")
        categories = [("", tr("queue", "All categories"))]
        categories += [(key, page_words.category(key)) for key in CATEGORIES]
        _refill(self.category, categories, self.wanted.category)
        workers = [("", tr("queue", "Everyone")), *self._choices.workers]
        _refill(self.worker, workers, self.wanted.worker)
        self.set_count(*self._counted)
        self._mark()

    def _mark(self) -> None:
        wanted = self.wanted
        plain = Wanted(wanted.segment, order=wanted.order, descending=wanted.descending)
        self.all.setVisible(wanted != plain)
        for key, button in self._segments.items():
            button.setChecked(key == wanted.segment)
        for when, button in self._whens.items():
            button.setChecked(when == wanted.when)
        titles = {
            "due": tr("queue", "By due day"),
            "received_at": tr("queue", "By receipt"),
        }
        for order, keys, _ in _ORDERS:
            chosen = order == wanted.order
            arrow = (" ↓" if wanted.descending else " ↑") if chosen else ""
            self._orders[order].setChecked(chosen)
            self._orders[order].setText(f"{titles[order]}{arrow}")
            self._orders[order].setToolTip(keys)

    # wanting

    def clear(self) -> None:
        """Every open case again, in the order chosen."""
        wanted = Wanted(order=self.wanted.order, descending=self.wanted.descending)
        self.want(wanted)
        self.done.emit()

    def want(self, wanted: Wanted) -> None:
        """Show this, as asked for from another room."""
        self.text.put(wanted.text)
        if wanted.item != self.wanted.item:
            self.item.clear()
        self._set(wanted)
        self._fill()

    def _set(self, wanted: Wanted) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.changed.emit()
        self._mark()

    def _change(self, **changes: Any) -> None:
        self._set(msgspec.structs.replace(self.wanted, **changes))

    def _set_segment(self, key: Segment) -> None:
        when = self.wanted.when if key != "completed" else ""
        self._change(segment=key, when=when)

    def _set_when(self, when: When) -> None:
        picked = "" if self.wanted.when == when else when
        ended = self.wanted.segment in ("completed", "all")
        self._change(when=picked, segment="open" if picked and ended else self.wanted.segment)

    def _set_order(self, order: Order) -> None:
        """The order, its usual way first; the same once more turns it round."""
        usual = {key: way for key, _, way in _ORDERS}[order]
        again = self.wanted.order == order
        self._change(order=order, descending=not self.wanted.descending if again else usual)

    def _set_item(self, code: str) -> None:
        self._change(item=code)
        if code:
            self.done.emit()

    def _set_combos(self) -> None:
        self._change(
            category=cast(str, self.category.currentData()),
            worker=cast(str, self.worker.currentData()),
        )

    def _to_item(self) -> None:
        self.item.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.item.selectAll()


def _refill(combo: QComboBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    combo.clear()
    for value, words in choices:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))
