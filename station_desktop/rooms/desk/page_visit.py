"""The right column: everything of this visit, who acts for the resident, and acceptance."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from station_desktop.domain.problem import Problem
from station_desktop.rooms.desk import fields, page_words
from station_desktop.rooms.desk.line import Line
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.ui.form.enter_keys import EnterKeys
from station_desktop.ui.form.form_view import FormView
from station_desktop.ui.look import theme
from station_desktop.ui.look.cards import label
from station_desktop.ui.look.chips import Chip
from station_desktop.ui.look.theme import restyle, set_role
from station_desktop.ui.words import bind, follow, tr
from station_desktop.usecases.counter import intake

Act = Callable[[], object]


class _Title(QLabel):
    """A name as long as there is room, and three dots where it is longer."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        set_role(self, "label")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        elided = Qt.TextElideMode.ElideRight
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), elided, self.width())
        painter.drawText(self.rect(), int(self.alignment()), text)


class LineList(QListWidget):
    """The items of the visit; Del removes the one in hand, Enter goes into it."""

    def __init__(self, flow: Flow, removed: Callable[[Line], object], entered: Act) -> None:
        super().__init__()
        self._flow = flow
        self._removed = removed
        self._entered = entered
        self._silent = False
        self.setObjectName("desk.lines")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentRowChanged.connect(self._chosen)
        self.itemActivated.connect(lambda _: entered())

    def put(self) -> None:
        visit = self._flow.visit
        self._silent = True
        self.clear()
        for number, line in enumerate(visit.lines, 1):
            widget = self._row(number, line, *self._chip(line))
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, widget.accessibleName())
            self.addItem(item)
            self.setItemWidget(item, widget)
            item.setSizeHint(widget.sizeHint())
            if line.id == visit.chosen:
                self.setCurrentItem(item)
        self._silent = False
        heights = [self.sizeHintForRow(row) for row in range(self.count())]
        whole = min(sum(heights), 6 * max(heights, default=0)) + 6
        self.setMaximumHeight(whole)
        self.setMinimumHeight(min(whole, max(heights, default=0) + 6))
        self.setAccessibleName(tr("desk", "Items of this visit, {n}", n=len(visit.lines)))

    def _chip(self, line: Line) -> tuple[str, str]:
        state = line.state(self._flow.visit.agent_on, self._flow.today)
        deadline = line.facts.deadline
        due = page_words.day(deadline.due, self._flow.language) if deadline else ""
        return page_words.line_state(state, line, due)

    def _row(self, number: int, line: Line, tone: str, state: str) -> QWidget:
        row = QWidget()
        box = QVBoxLayout(row)
        box.setContentsMargins(8, 5, 8, 6)
        box.setSpacing(3)
        name = line.name(self._flow.language)
        title = _Title(f"{number}  {name}")
        title.setToolTip(name)
        lane = page_words.lane(line, self._flow.language)
        above = QHBoxLayout()
        above.addWidget(title, 1)
        above.addWidget(label(lane, "small"))
        box.addLayout(above)
        below = QHBoxLayout()
        below.addWidget(Chip(tone, state))
        below.addStretch(1)
        box.addLayout(below)
        row.setAccessibleName(f"{name}: {state}, {lane}")
        return row

    def _chosen(self, at: int) -> None:
        if not self._silent and 0 <= at < len(self._flow.visit.lines):
            self._flow.choose_line(self._flow.visit.lines[at].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered()
        else:
            super().keyPressEvent(event)

    def remove(self) -> None:
        """Take the line in hand out of the visit."""
        gone = self._flow.remove_line(self._flow.visit.chosen)
        if gone is not None:
            self._removed(gone)


class VisitPanel(QFrame):
    """Lines, the agent's form, and the one button that ends the visit."""

    def __init__(
        self, flow: Flow, accept: Act, removed: Callable[[Line], object], go_on: Act
    ) -> None:
        super().__init__()
        self._flow = flow
        set_role(self, "card")
        self.lines = LineList(flow, removed, go_on)
        self.channel = QComboBox()
        self.channel.activated.connect(self._channel_picked)
        keys = EnterKeys(self.channel)
        keys.moved_on.connect(go_on)
        self.agent_button = self._button("desk.agent", flow.toggle_agent)
        self.agent_form = FormView(
            lambda: flow.today, lambda: flow.language, name="desk.agent_form"
        )
        self.agent_form.edited.connect(self._agent_edited)
        self.agent_form.ended.connect(go_on)
        self.accept_button = self._button("desk.accept", accept)
        self._sum = label(role="small")
        self._sum.setWordWrap(True)
        self._title = label(role="title")
        self._hint = label(role="muted")
        self._hint.setWordWrap(True)
        self._arrange()
        flow.moved.connect(self.put)
        flow.begun.connect(self._begun)
        follow(self, self._retranslate)
        self._retranslate()

    def _button(self, name: str, act: Act) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.clicked.connect(lambda: act())
        return button

    def _arrange(self) -> None:
        size = theme.scale()
        box = QVBoxLayout(self)
        box.setContentsMargins(size.space, size.gap + 2, size.space, size.space)
        box.setSpacing(size.gap)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.agent_button)
        box.addLayout(head)
        box.addLayout(self._channel_line())
        box.addWidget(self._hint)
        box.addWidget(self.lines, 50)
        box.addWidget(self.agent_form, 60)
        self._space = QWidget()
        box.addWidget(self._space, 1)
        box.addWidget(self._sum)
        box.addWidget(self.accept_button)

    def _channel_line(self) -> QHBoxLayout:
        self.channel.setObjectName("desk.channel")
        self.channel.view().setObjectName("desk.channel.list")
        short = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.channel.setSizeAdjustPolicy(short)
        self.channel.setMinimumContentsLength(4)
        self.channel.addItems([""] * len(intake.CHANNELS))
        said = label(role="muted")
        bind(said.setText, "desk", "Came  F5")
        said.setBuddy(self.channel)
        line = QHBoxLayout()
        line.addWidget(said)
        line.addWidget(self.channel, 1)
        return line

    def _channel_picked(self, at: int) -> None:
        self._flow.visit.set_channel(intake.CHANNELS[at])
        self._flow.moved.emit()

    def _retranslate(self) -> None:
        for at, channel in enumerate(intake.CHANNELS):
            self.channel.setItemText(at, page_words.channel(channel))
        bind(self.channel.setAccessibleName, "desk", "How the resident came")
        bind(self._title.setText, "desk", "This visit")
        bind(self.agent_button.setText, "desk", "Agent  F4")
        bind(self.accept_button.setText, "desk", "Accept and print  Ctrl+Enter")
        bind(self._hint.setText, "desk", "What the visitor wants is collected here.")
        self._begun()

    def _begun(self) -> None:
        self.agent_form.set_form(fields.agent(), dict(self._flow.visit.agent))
        self.put()

    def _agent_edited(self, key: str, raw: object) -> None:
        self._flow.visit.type_agent(key, str(raw or ""))
        self._flow.moved.emit()

    def put(self) -> None:
        """Show the visit as it stands, with acceptance highlighted when it is next."""
        visit = self._flow.visit
        self.channel.setCurrentIndex(intake.CHANNELS.index(visit.channel))
        self.lines.put()
        self.lines.setVisible(bool(visit.lines))
        self._hint.setVisible(not visit.lines)
        if visit.agent_on and not self.agent_form.isVisibleTo(self):
            self.agent_form.set_answers(dict(visit.agent))
        self.agent_form.setVisible(visit.agent_on)
        self._space.setVisible(not visit.agent_on)
        self.agent_button.setCheckable(True)
        self.agent_button.setChecked(visit.agent_on)
        ready = visit.next_step(self._flow.today) == "accept"
        somebody = visit.resident is not None or visit.needs_nobody
        self.accept_button.setEnabled(bool(visit.lines) and somebody)
        restyle(self.accept_button, "role", "primary" if ready else "")
        self._sum.setText(self._sentence())
        self._sum.setVisible(bool(visit.lines))

    def _sentence(self) -> str:
        visit, today = self._flow.visit, self._flow.today
        states = [line.state(visit.agent_on, today) for line in visit.lines]
        lacking = sum(state.count for state in states if state.kind == "lacking")
        open_lines = sum(state.kind in ("fill", "check") for state in states)
        said = page_words.items(len(states))
        if open_lines:
            said = page_words.joined(said, tr("desk", "{n} not finished", n=open_lines))
        if lacking:
            notice = tr("desk", "one-time notice: {n} missing", n=lacking)
            said = page_words.joined(said, notice)
        return said

    def show_agent_problems(self, problems: Iterable[Problem]) -> bool:
        """Problems of the agent's form (fields freed of ``agent/``); whether there were any."""
        found = tuple(problems)
        if found:
            self.agent_form.show_problems(found)
        return bool(found)

    def begin_agent(self) -> None:
        self.agent_form.begin()
