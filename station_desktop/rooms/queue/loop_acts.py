"""The acts of the closed loop on one case: what each asks before it is done, and the doing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from station_desktop import phrases
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.handling import LANES, NEEDS
from station_desktop.domain.case.ratings import CHANNELS, LEVELS
from station_desktop.domain.catalogue import Choice, Field, FieldType, Words
from station_desktop.rooms.queue.loop import Key, Loop, Way
from station_desktop.usecases.casework import cases, evaluating, flow, urging
from station_desktop.usecases.dispatch import dispatching
from station_desktop.usecases.visits import homevisits
from station_desktop.usecases.work import Actor, Work

KEYS: dict[Key, str] = {
    "dispatch": "F11",
    "task": "F12",
    "visit": "Ctrl+I",
    "verify": "Ctrl+J",
    "hand_over": "Ctrl+H",
    "classify": "Ctrl+G",
    "urge": "Ctrl+U",
    "postpone": "Ctrl+T",
    "send_back": "Ctrl+B",
    "reopen": "Ctrl+R",
    "ask_resident": "Ctrl+E",
    "rate": "Ctrl+O",
    "follow_up": "Ctrl+M",
    "call_back": "Ctrl+Y",
    "whistle": "Ctrl+W",
}
"""One key each; the moves of the process are Ctrl+1, Ctrl+2 … in the order of the machine."""

_MOVE_TYPES: dict[str, FieldType] = {"amount": "money", "note": "text", "reason": "text"}
_TASK_ACTS = ("accept", "refuse", "report", "recall", "appraise")

Said = Mapping[str, Any]


def move_fields(way: Way) -> tuple[Field, ...]:
    """What one of the process's own moves asks."""
    return tuple(_field(ask, _MOVE_TYPES.get(ask, "text"), required=True) for ask in way.asks)


def move(work: Work, number: str, way: str, said: Said) -> Case:
    """Make it."""
    told = {key: str(value) for key, value in said.items()}
    return flow.take(work, number, way, **told)


def fields(key: Key, case: Case, loop: Loop) -> tuple[Field, ...]:
    """What one of the other acts asks."""
    asked: dict[Key, Callable[[], tuple[Field, ...]]] = {
        "task": lambda: _task_fields(case),
        "visit": lambda: (
            _field("day", "date", required=True),
            _field("worker", "choice", required=True, choices=_people(loop.goers)),
            _field("time", "text"),
        ),
        "verify": lambda: (
            _field("stands", "boolean", required=True),
            _field("note", "text", required=True),
        ),
        "hand_over": lambda: (
            _field("to", "choice", required=True, choices=_people(loop.staff)),
            _field("reason", "text", required=True),
        ),
        "classify": lambda: (
            _field("lane", "choice", choices=_choices("lane", LANES)),
            _field("need", "choice", choices=_choices("need", NEEDS)),
            _field("reason", "text"),
        ),
        "urge": lambda: (_field("words", "text"),),
        "postpone": lambda: (
            _field("due", "date", required=True),
            _field("reason", "text", required=True),
            _field("told", "text", required=True),
        ),
        "send_back": lambda: (_field("reason", "text", required=True),),
        "reopen": lambda: (_field("reason", "text", required=True),),
        "rate": lambda: (
            _field("level", "choice", required=True, choices=_choices("rating.level", LEVELS)),
            _field(
                "channel",
                "choice",
                required=True,
                choices=_choices("rating.channel", [c for c in CHANNELS if c != "code"]),
            ),
            _field("solved", "boolean"),
            _field("words", "text"),
        ),
        "follow_up": lambda: (
            _field(
                "contact",
                "choice",
                required=True,
                choices=_choices("rating.contact", ("reached", "not_reached")),
            ),
            _field("note", "text"),
        ),
        "call_back": lambda: (_field("outcome", "text", required=True),),
    }
    return asked[key]()


def _task_fields(case: Case) -> tuple[Field, ...]:
    tasks = [task for task in case.tasks if task.open or not task.grade]
    return (
        _field(
            "task",
            "choice",
            required=True,
            choices=tuple(Choice(t.id, Words(t.organisation, t.organisation)) for t in tasks),
        ),
        _field("act", "choice", required=True, choices=_choices("loop.task", _TASK_ACTS)),
        _field("words", "text"),
        _field("grade", "choice", choices=_choices("loop.grade", LEVELS)),
    )


def before(key: Key, case: Case, loop: Loop, today: date) -> dict[str, Any]:
    """What stands in the fields at first."""
    if key == "visit":
        return {"day": today.isoformat(), "worker": loop.goers[0][0] if loop.goers else None}
    if key == "task":
        tasks = [task for task in case.tasks if task.open or not task.grade]
        if len(tasks) == 1:
            act = {"sent": "accept", "accepted": "report"}.get(tasks[0].state, "appraise")
            return {"task": tasks[0].id, "act": act}
    if key == "classify":
        return {"lane": case.lane or None, "need": case.need or None}
    return {}


def perform(work: Work, key: Key, number: str, said: Said, approver: Actor | None = None) -> Case:
    """Do it. What was wrong comes back by the fields that :func:`fields` asked."""

    def told(name: str) -> str:
        value = said.get(name)
        return "" if value is None else str(value)

    match key:
        case "task":
            return _task(work, number, told)
        case "visit":
            day, worker, hour = told("day"), told("worker"), told("time")
            homevisits.plan(work, "verify", day, worker, case=number, time=hour)
            return cases.get(work, number)
        case "verify":
            return flow.verify(work, number, _yes(said.get("stands")), told("note"))
        case "hand_over":
            return flow.hand_over(work, number, told("to"), told("reason"))
        case "classify":
            lane, need = told("lane"), told("need")
            return flow.classify(work, number, lane=lane, need=need, reason=told("reason"))
        case "urge":
            return urging.urge(work, number, told("words"))
        case "postpone":
            due, reason = told("due"), told("reason")
            return flow.postpone(work, number, due, reason, told("told"), approver)
        case _:
            return _closed(work, key, number, said, told)


def _closed(work: Work, key: Key, number: str, said: Said, told: Callable[[str], str]) -> Case:
    """What the stationmaster says of the work, and what is done once it is closed."""
    match key:
        case "send_back":
            return flow.send_back(work, number, told("reason"))
        case "reopen":
            return flow.reopen(work, number, told("reason"))
        case "rate":
            solved = None if said.get("solved") is None else _yes(said["solved"])
            level = int(told("level") or 0)
            return evaluating.rate(
                work, number, level, told("channel"), words=told("words"), solved=solved
            )
        case "follow_up":
            return evaluating.follow_up(work, number, told("contact"), told("note"))
        case "call_back":
            return evaluating.call_back(work, number, told("outcome"))
        case _:
            raise ValueError(f"{key} is done elsewhere")


def _task(work: Work, number: str, told: Callable[[str], str]) -> Case:
    task, words = told("task"), told("words")
    match told("act"):
        case "accept":
            return dispatching.accept(work, number, task)
        case "refuse":
            return dispatching.refuse(work, number, task, words)
        case "report":
            return dispatching.report(work, number, task, words)
        case "recall":
            return dispatching.recall(work, number, task, words)
        case _:
            return dispatching.appraise(work, number, task, int(told("grade") or 0), words)


def complete(work: Work, number: str, said: Said, approver: Actor | None = None) -> Case:
    """Close the case, over what is still open where a reason is given for that."""
    return cases.complete(
        work,
        number,
        str(said.get("result") or ""),
        str(said.get("delivery") or ""),
        override=str(said.get("override") or ""),
        approver=approver,
    )


def _yes(value: object) -> bool:
    return value in (True, "true")


def _words(code: str) -> Words:
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))


def _field(
    key: str,
    type: FieldType,
    *,
    required: bool = False,
    choices: tuple[Choice, ...] = (),
) -> Field:
    label = _words(f"loop.field.{key}")
    return Field(key=key, type=type, label=label, required=required, choices=choices)


def _choices(area: str, keys: Any) -> tuple[Choice, ...]:
    return tuple(Choice(str(key), _words(f"{area}.{key}")) for key in keys)


def _people(staff: tuple[tuple[str, str], ...]) -> tuple[Choice, ...]:
    return tuple(Choice(id, Words(name, name)) for id, name in staff)
