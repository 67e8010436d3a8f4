"""All items by category and group, for when the words do not come: arrow keys and Enter."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from station_desktop.domain.catalogue import CATEGORIES, Words
from station_desktop.rooms.desk import page_words
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.ui.freshness import Freshness
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.words import bind, follow
from station_desktop.usecases.work import Work

_CODE = Qt.ItemDataRole.UserRole


class Shelf(msgspec.Struct, frozen=True):
    """One group of a category with its items: (code, name, mode)."""

    category: str
    group: Words
    items: tuple[tuple[str, Words, str], ...]


class Catalogue(msgspec.Struct, frozen=True):
    """What is offered today, and what the catalogue says of itself."""

    notice: Words
    shelves: tuple[Shelf, ...]


def catalogue(work: Work) -> Catalogue:
    pack = work.store.pack()
    groups: dict[tuple[str, str], list[tuple[str, Words, str]]] = {}
    names: dict[tuple[str, str], Words] = {}
    for item in pack.offered(work.store.today()):
        place = (item.category, item.group.zh)
        names.setdefault(place, item.group)
        groups.setdefault(place, []).append((item.code, item.name, item.mode))
    shelves = tuple(Shelf(place[0], names[place], tuple(items)) for place, items in groups.items())
    return Catalogue(pack.notice, shelves)


class BrowsePanel(QFrame):
    """A tree; a group's items are filled in when it is opened."""

    def __init__(self, flow: Flow, back: Callable[[], object]) -> None:
        super().__init__()
        self._flow = flow
        self._catalogue: Catalogue | None = None
        set_role(self, "card")
        box = QVBoxLayout(self)
        size = theme.scale()
        box.setContentsMargins(size.space, size.gap + 2, size.space, size.space)
        box.setSpacing(size.gap)
        title = label(role="title")
        bind(title.setText, "desk", "All items")
        hint = label(role="muted")
        hint.setWordWrap(True)
        bind(
            hint.setText,
            "desk",
            "Type what the visitor wants, in their own words or by pinyin initials; or press "
            "Down to look through everything.",
        )
        self.tree = ItemTree(self._take, back)
        self.tree.itemExpanded.connect(self._fill)
        self._notice = label(role="small")
        self._notice.setWordWrap(True)
        for widget in (title, hint):
            box.addWidget(widget)
        box.addWidget(self.tree, 1)
        box.addWidget(self._notice)
        self._fresh = Freshness(self, flow.seat.changed, ("catalogue",), self._ask)
        follow(self, self._write)

    def _ask(self) -> None:
        self._flow.seat.read(catalogue, self._put, tag="desk.browse", owner=self)

    def _put(self, found: Catalogue) -> None:
        self._catalogue = found
        self._write()

    def _write(self) -> None:
        if self._catalogue is None:
            return
        language = self._flow.language
        self._notice.setText(self._catalogue.notice.get(language))
        self.tree.clear()
        tops: dict[str, QTreeWidgetItem] = {}
        for key in CATEGORIES:
            tops[key] = QTreeWidgetItem([page_words.category(key)])
        for number, shelf in enumerate(self._catalogue.shelves):
            count = page_words.items(len(shelf.items))
            group = QTreeWidgetItem([shelf.group.get(language), count])
            group.setData(0, _CODE, number)
            group.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            tops[shelf.category].addChild(group)
        for top in tops.values():
            if top.childCount():
                self.tree.addTopLevelItem(top)
                top.setExpanded(True)

    def _fill(self, group: QTreeWidgetItem) -> None:
        number = group.data(0, _CODE)
        if self._catalogue is None or not isinstance(number, int) or group.childCount():
            return
        for code, name, mode in self._catalogue.shelves[number].items:
            leaf = QTreeWidgetItem([name.get(self._flow.language), page_words.mode(mode)])
            leaf.setData(0, _CODE, code)
            group.addChild(leaf)

    def _take(self, leaf: QTreeWidgetItem) -> None:
        code = leaf.data(0, _CODE)
        if isinstance(code, str):
            self._flow.add_item(code)
        else:
            leaf.setExpanded(not leaf.isExpanded())

    def begin(self) -> None:
        """Walk the tree from its first group."""
        first = self.tree.topLevelItem(0)
        if first is not None and self.tree.currentItem() is None:
            self.tree.setCurrentItem(first.child(0))
        self.tree.setFocus()


class ItemTree(QTreeWidget):
    """Enter takes an item or opens a group; Up from the first line goes back to the box."""

    def __init__(
        self, take: Callable[[QTreeWidgetItem], object], back: Callable[[], object]
    ) -> None:
        super().__init__()
        self._take, self._back = take, back
        self.setObjectName("desk.browse")
        bind(self.setAccessibleName, "desk", "All items")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, self.header().ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, self.header().ResizeMode.ResizeToContents)
        self.itemDoubleClicked.connect(lambda item, _: take(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self._take(current)
        elif event.key() == Qt.Key.Key_Up and current is self.topLevelItem(0):
            self._back()
        else:
            super().keyPressEvent(event)
