"""Where each problem of a refused visit belongs: at a line, at the agent, or nowhere special."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from station_desktop.domain.problem import Problem


class Places(msgspec.Struct, frozen=True):
    """Problems by place, their fields freed of the way there: ``lines`` by line id (``answers/…``,
    ``materials/…``), ``agent`` and ``caller`` by their form's field."""

    lines: dict[str, tuple[Problem, ...]]
    agent: tuple[Problem, ...]
    caller: tuple[Problem, ...]
    elsewhere: tuple[Problem, ...]


def by_place(problems: Iterable[Problem]) -> Places:
    """Sort what acceptance found wrong (see ``usecases.counter.intake.accept`` for the fields)."""
    lines: dict[str, tuple[Problem, ...]] = {}
    agent: list[Problem] = []
    caller: list[Problem] = []
    elsewhere: list[Problem] = []
    for problem in problems:
        place, _, inside = problem.field.partition("/")
        if place == "line":
            line, _, field = inside.partition("/")
            lines[line] = (*lines.get(line, ()), _at(problem, field))
        elif place == "agent":
            agent.append(_at(problem, inside))
        elif place == "caller":
            caller.append(_at(problem, inside))
        else:
            elsewhere.append(problem)
    return Places(lines, tuple(agent), tuple(caller), tuple(elsewhere))


def _at(problem: Problem, field: str) -> Problem:
    return msgspec.structs.replace(problem, field=field)
