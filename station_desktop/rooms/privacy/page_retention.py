"""How long cases are kept, and the end of those whose time is over: proposed by one person,
reviewed by another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from station_desktop import phrases
from station_desktop.rooms.privacy.page_retention_act import DecidePanel, ProposePanel, TakeOffPanel
from station_desktop.rooms.privacy.reads_retention import Line, Retention, Rule, retention
from station_desktop.ui.lists.held_rows import HeldRows
from station_desktop.ui.lists.rows_model import Column, RowsModel
from station_desktop.ui.lists.table import Table
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.page.keys import on_key
from station_desktop.ui.page.panel import Stage
from station_desktop.ui.seat import Seat
from station_desktop.ui.text import Text
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.privacy import retaining

_RULES_SEEN = 4


class RetentionPage(QWidget):
    """Space marks a line; F4 proposes and F6 decides about those marked, or all that can be. F7
    takes those marked, or the one in hand, off the list."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._marked: set[str] = set()
        lead = label(role="muted")
        lead.setWordWrap(True)
        bind(
            lead.setText,
            "retention",
            "Cases stay for this long after their end. When the time is over, one person proposes "
            "them, another reviews, and what is personal is destroyed. Space marks single cases; "
            "without marks all cases listed are meant.",
        )
        self.propose = self._button("propose", "F4", Text("retention", "Propose"), self._propose)
        self.decide = self._button("decide", "F6", Text("retention", "Review"), self._decide)
        off = Text("retention", "Take off the list")
        self.take_off = self._button("take_off", "F7", off, self._take_off)
        set_role(self.propose if seat.may("privacy.act") else self.decide, "primary")
        self.more = label(role="muted")
        self._make_tables()
        self.first = self.table
        self.stage = Stage("privacy.retention.stage")
        self.stage.left.connect(self._to_table)
        self.stage.ended.connect(self._ended)
        self._arrange(lead)
        self.propose.setVisible(seat.may("privacy.act"))
        self.decide.setVisible(seat.may("privacy.review"))
        self.table.opened.connect(self._mark)
        space = QShortcut(QKeySequence("Space"), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._mark)
        on_key(self, "Esc", self.stage.leave, anywhere=True)
        on_key(self, "Ctrl+Return", self.stage.go_on, anywhere=True)
        follow(self, self.table.viewport().update)

    def refresh(self) -> None:
        self.again()

    def again(self) -> None:
        """Ask anew."""
        self._seat.read(retention, self._put, tag="privacy.retention", owner=self)

    # building

    def _button(self, key: str, keys: str, words: Text, act: Callable[[], object]) -> QPushButton:
        made = QPushButton()
        made.setObjectName(f"privacy.retention.{key}")
        bind(lambda text: made.setText(f"{text}  {keys}"), *words, owner=made)
        made.clicked.connect(lambda: act())
        on_key(self, keys, made.click, anywhere=True)
        return made

    def _make_tables(self) -> None:
        runner = self._seat.runner
        self._rules_model = RowsModel(runner, self._rule_columns(), self)
        self._rules = HeldRows(self._rules_model, lambda one: one.kept.name)
        self.rules = Table(
            self._rules_model,
            "privacy.retention.rules",
            Text("retention", "How long what is kept"),
            Text("retention", "Nothing is laid down."),
        )
        self.model = RowsModel(runner, self._columns(), self)
        self._held = HeldRows(self.model, lambda one: one.due.case)
        self.table = Table(
            self.model,
            "privacy.retention.table",
            Text("retention", "Cases whose time is over"),
            Text("retention", "No case's time is over."),
        )

    def _arrange(self, lead: QWidget) -> None:
        size = theme.scale()
        line = QHBoxLayout()
        line.setSpacing(size.gap)
        line.addWidget(self.propose)
        line.addWidget(self.decide)
        line.addWidget(self.take_off)
        line.addStretch(1)
        line.addWidget(self.more)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap + 2)
        box.addWidget(lead)
        box.addWidget(self.rules)
        box.addLayout(line)
        box.addWidget(self.stage)
        box.addWidget(self.table, 1)

    def _rule_columns(self) -> tuple[Column, ...]:
        return (
            Column("what", Text("retention", "Item or category"), self._what, 0),
            Column("days", Text("retention", "Days"), lambda r: str(r.kept.days), 90, "right"),
            Column("fixed", Text("retention", "Fixed by"), self._fixed, 0),
            Column("due", Text("retention", "Due now"), lambda r: str(r.kept.due), 90, "right"),
        )

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("mark", Text("retention", "Marked"), self._tick, 70, "centre"),
            Column("number", Text("retention", "Case"), lambda one: one.due.number, 220),
            Column("item", Text("retention", "Item"), self._item, 0),
            Column("who", Text("retention", "Resident"), lambda one: one.due.who, 90),
            Column("ended", Text("retention", "Closed on"), _ended, 110),
            Column("until", Text("retention", "Kept until"), _until, 110),
            Column("state", Text("retention", "State"), self._state, 0),
            Column("against", Text("retention", "What stands against it"), self._against, 0),
        )

    def _what(self, rule: Rule) -> str:
        language = self._seat.language.code
        if rule.kept.name == retaining.OTHERS:
            return phrases.say("retention.others", language)
        named = f"desk.category.{rule.kept.name}"
        if named in phrases.table(language):
            return phrases.say(named, language)
        words = rule.item.get(language) if rule.item is not None else ""
        return f"{words}  {rule.kept.name}".strip()

    def _fixed(self, rule: Rule) -> str:
        return phrases.say(f"retention.fixed.{rule.kept.fixed}", self._seat.language.code)

    def _tick(self, one: Line) -> str:
        return "✓" if one.due.case in self._marked else ""

    def _item(self, one: Line) -> str:
        return one.item.get(self._seat.language.code)

    def _state(self, one: Line) -> str:
        off = one.due.taken_off
        if one.due.asked is None and off is not None:
            language = self._seat.language.code
            return phrases.say("retention.taken_off", language, day=off.at, words=off.words)
        if one.due.asked is None:
            return tr("retention", "due")
        return tr("retention", "waits for review, proposed by {name}", name=one.by_name)

    def _against(self, one: Line) -> str:
        language = self._seat.language.code
        return " ".join(phrases.say(p.code, language, **p.params) for p in one.due.problems)

    # showing and acting

    def _put(self, found: Retention) -> None:
        self._rules.put(found.rules)
        across = self.rules.horizontalHeader().sizeHint().height()
        seen = min(len(found.rules), _RULES_SEEN)
        self.rules.setFixedHeight(across + seen * theme.scale().row + 4)
        self._marked &= {line.due.case for line in found.lines}
        self._held.put(found.lines)
        self.propose.setEnabled(any(line.due.asked is None for line in found.lines))
        self.decide.setEnabled(any(line.due.asked is not None for line in found.lines))
        self.take_off.setEnabled(any(map(self._may_take_off, found.lines)))
        more = tr(
            "retention",
            "{n} more {n:is due; it follows|are due; they follow} when these are done.",
            n=found.more,
        )
        self.more.setText(more if found.more else "")

    def _mark(self, *_: object) -> None:
        """Put a mark to the line in hand, or take it off."""
        chosen = self.table.current_row
        if isinstance(chosen, Line):
            self._marked ^= {chosen.due.case}
            self.table.viewport().update()

    def _meant(self, *, asked: bool) -> list[Line]:
        rows = [row for row in self._held.rows if (row.due.asked is not None) is asked]
        return [row for row in rows if row.due.case in self._marked] or rows

    def _propose(self) -> None:
        meant = self._meant(asked=False)
        free = [row for row in meant if not row.due.problems]
        if free and self._seat.may("privacy.act"):
            self.stage.show_panel(ProposePanel(self._seat, free, len(meant) - len(free)))

    def _decide(self) -> None:
        meant = self._meant(asked=True)[: retaining.MOST]
        if meant and self._seat.may("privacy.review"):
            self.stage.show_panel(DecidePanel(self._seat, meant))

    def _may_take_off(self, line: Line) -> bool:
        """Whoever reviews, and of one's own whoever proposes."""
        own = line.due.asked is not None and line.due.asked.by == self._seat.actor.id
        may = self._seat.may("privacy.review") or (own and self._seat.may("privacy.act"))
        return line.due.asked is not None and may

    def _take_off(self) -> None:
        """Never all of them for want of marks: each is taken off for a reason of its own."""
        chosen = self.table.current_row
        marked = [row for row in self._held.rows if row.due.case in self._marked]
        meant = marked or ([chosen] if isinstance(chosen, Line) else [])
        free = [row for row in meant if self._may_take_off(row)]
        if free:
            self.stage.show_panel(TakeOffPanel(self._seat, free))

    def _ended(self) -> None:
        self._marked.clear()
        self._to_table()
        self.again()

    def _to_table(self) -> None:
        self.table.setFocus()


def _ended(one: Line) -> str:
    return one.due.ended.isoformat()


def _until(one: Line) -> str:
    return one.due.until.isoformat()
