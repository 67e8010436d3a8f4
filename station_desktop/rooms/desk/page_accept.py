"""Accepting a visit from the page: what is still to look at, and every problem at its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from station_desktop import phrases
from station_desktop.domain.problem import Problem
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.rooms.desk.page_visit import VisitPanel
from station_desktop.rooms.desk.page_what import WhatPanel
from station_desktop.rooms.desk.places import by_place
from station_desktop.ui.page.messages import Message, MessageBar
from station_desktop.ui.words import tr


class Acceptance(QObject):
    """Asks for acceptance and shows what stands in its way."""

    def __init__(
        self,
        flow: Flow,
        what: WhatPanel,
        visit: VisitPanel,
        messages: MessageBar,
        go_on: Callable[[], object],
    ) -> None:
        super().__init__(flow)
        self._flow, self._what, self._visit = flow, what, visit
        self._messages, self._go_on = messages, go_on
        self._told: Message | None = None
        flow.refused.connect(self._refused)
        flow.moved.connect(self._settled)

    def try_now(self) -> None:
        """Accept, unless a document has not been looked at yet: then go there."""
        visit, today = self._flow.visit, self._flow.today
        self._messages.clear()
        for line in visit.lines:
            if line.state(visit.agent_on, today).kind == "check":
                self._flow.choose_line(line.id)
                said = tr(
                    "desk", "Documents are left to look at: O seen, M missing, Ctrl+M all seen."
                )
                self._told = self._messages.say("warn", said)
                self._what.materials.begin()
                return
        self._flow.accept()

    def _settled(self) -> None:
        """What was said to be wrong is put right: nothing more to say of it."""
        visit, today = self._flow.visit, self._flow.today
        if self._told in self._messages.messages and not any(
            line.state(visit.agent_on, today).kind in ("fill", "check") for line in visit.lines
        ):
            self._messages.clear()

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        """Every problem at its place; the first one gets the keyboard."""
        found = by_place(problems)
        by_line = dict(found.lines)
        told = next((line for line in self._flow.visit.lines if line.own), None)
        if found.caller and told is not None:
            by_line[told.id] = (*by_line.get(told.id, ()), *found.caller)
        if found.elsewhere:
            self._told = self._messages.say(
                "bad", phrases.say_all(found.elsewhere, self._flow.language)
            )
        if by_line:
            self._show_lines(by_line)
        elif not self._visit.show_agent_problems(found.agent):
            self._go_on()

    def _show_lines(self, by_line: Mapping[str, tuple[Problem, ...]]) -> None:
        first = next(line for line in self._flow.visit.lines if line.id in by_line)
        self._flow.choose_line(first.id)
        count = sum(len(found) for found in by_line.values())
        self._told = self._messages.say("bad", tr("desk", "Still to be put right: {n}", n=count))
        self._what.show_problems(by_line[first.id])
