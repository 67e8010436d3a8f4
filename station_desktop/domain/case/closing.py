"""What stands in the way of closing a case: documents, a stopped clock, organisations that have not
reported, whistles that are not over, steps not gone through, a price not paid.

Each open point is a problem whose code says which of the process's needs it is
(``processes.Needed``), so that screen, command line and journal speak of the same thing. Somebody
with the right ``case.override`` may pass over all but the stopped clock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.processes import OVERRIDABLE, Needed, Process
from station_desktop.domain.catalogue import Words
from station_desktop.domain.problem import Problem
from station_desktop.domain.whistle.whistles import Whistle

NEED_OF: dict[str, Needed] = {
    "flow.documents_missing": "documents",
    "flow.documents_to_follow": "documents",
    "flow.paused": "clock",
    "flow.task_open": "tasks",
    "flow.report_missing": "tasks",
    "flow.whistle_open": "whistles",
    "flow.steps_left": "steps",
    "flow.unpaid": "payment",
}
"""Which need each open point is about."""


def open_points(
    case: Case,
    whistles: Iterable[Whistle] = (),
    documents: Mapping[str, Words] | None = None,
) -> tuple[Problem, ...]:
    """Everything that is still open, in the order in which a person would settle it. ``whistles``
    are those of the case, ``documents`` the names of its documents by key."""
    checks: dict[Needed, Callable[[], list[Problem]]] = {
        "documents": lambda: _documents(case, documents or {}),
        "clock": lambda: _clock(case),
        "tasks": lambda: _tasks(case),
        "whistles": lambda: _whistles(case, whistles),
        "steps": lambda: _steps(case),
        "payment": lambda: _payment(case),
    }
    move = case.machine.move("complete", case.at)
    needs = checks if move is None else move.needs
    return tuple(problem for need in needs for problem in checks[need]())


def overridable(points: Iterable[Problem]) -> bool:
    """Whether somebody entitled may pass over all of these."""
    return all(NEED_OF.get(point.code) in OVERRIDABLE for point in points)


def way_to_final(machine: Process, place: str) -> tuple[str, ...]:
    """The shortest way of the station's own moves from ``place`` through the process, as the moves'
    keys; empty where it is gone through, or where no such way is known."""
    ways: deque[tuple[str, tuple[str, ...]]] = deque([(place, ())])
    seen = {place}
    while ways:
        here, taken = ways.popleft()
        if here in machine.final:
            return taken
        for move in machine.onward(here):
            if move.fact == "case.moved" and move.target not in seen:
                seen.add(move.target)
                ways.append((move.target, (*taken, move.key)))
    return ()


def _documents(case: Case, names: Mapping[str, Words]) -> list[Problem]:
    """Nothing is asked for any more where the hall has approved."""
    if case.state == "approved":
        return []
    found = []
    if case.lacking:
        found.append(Problem("flow.documents_missing", "", _named(case.lacking, names)))
    if case.to_follow:
        keys = tuple(material.key for material in case.to_follow)
        found.append(Problem("flow.documents_to_follow", "", _named(keys, names)))
    return found


def _named(keys: tuple[str, ...], names: Mapping[str, Words]) -> dict[str, object]:
    chinese = [names[key].zh if key in names else key for key in keys]
    english = [names[key].en if key in names else key for key in keys]
    return {"names_zh": "、".join(chinese), "names_en": ", ".join(english), "count": len(keys)}


def _clock(case: Case) -> list[Problem]:
    return [Problem("flow.paused", "", {"number": case.number})] if case.paused else []


def _tasks(case: Case) -> list[Problem]:
    return [
        Problem("flow.task_open", "", {"organisation": task.organisation})
        if task.state == "sent"
        else Problem("flow.report_missing", "", {"organisation": task.organisation})
        for task in case.tasks
        if task.open
    ]


def _whistles(case: Case, whistles: Iterable[Whistle]) -> list[Problem]:
    return [
        Problem("flow.whistle_open", "", {"whistle": whistle.number})
        for whistle in whistles
        if whistle.open and whistle.case == case.id
    ]


def _steps(case: Case) -> list[Problem]:
    machine, place = case.machine, case.at
    if place in machine.final:
        return []
    way = way_to_final(machine, place)
    move = machine.move(way[0], place) if way else None
    after = move.target if move is not None else machine.final[-1]
    return [Problem("flow.steps_left", "", {"step": place, "next": after})]


def _payment(case: Case) -> list[Problem]:
    """The price that was quoted last, where it is not paid and the work is done."""
    if case.machine.step("paid") is None or case.at != "done":
        return []
    priced = [step for step in case.steps if step.step in ("quoted", "paid")]
    last = priced[-1] if priced else None
    if last is None or last.step == "paid" or not _owed(last.amount):
        return []
    return [Problem("flow.unpaid", "", {"amount": last.amount})]


def _owed(amount: str) -> bool:
    try:
        return Decimal(amount or "0") > 0
    except InvalidOperation:
        return False
