"""Doing what a form of the room asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.rooms.individuals.acts import TYPED, Key
from station_desktop.usecases.sixsteps import individuals
from station_desktop.usecases.work import Work

if TYPE_CHECKING:
    from station_desktop.rooms.individuals.gather import CaseFile


def do(work: Work, key: Key, found: CaseFile, said: dict[str, Any], chosen: str) -> Individual:
    """Do it with what was said, and throw what was typed away. ``chosen`` is the goal or measure
    that is changed rather than made."""
    text = {name: value for name, value in said.items() if isinstance(value, str)}
    case = _DO[key](work, found.case.id, text, {**said, "chosen": chosen})
    if key in TYPED:
        individuals.drop_typed(work, case.id, key)
    return case


_Doing = Callable[[Work, str, dict[str, str], dict[str, Any]], Individual]


def _diagnosed(work: Work, id: str, text: dict[str, str], _: dict[str, Any]) -> Individual:
    return individuals.diagnose(
        work,
        id,
        text.get("situation", ""),
        text.get("problems", "").splitlines(),
        text.get("strengths", "").splitlines(),
        text.get("risk", ""),
    )


def _goal_set(work: Work, id: str, text: dict[str, str], said: dict[str, Any]) -> Individual:
    wanted = individuals.GoalPlan(text.get("text", ""), text.get("by", ""), said["chosen"])
    return individuals.set_goal(work, id, wanted)


def _measure_set(work: Work, id: str, text: dict[str, str], said: dict[str, Any]) -> Individual:
    wanted = individuals.MeasurePlan(
        text=text.get("text", ""),
        lead=text.get("lead", ""),
        supports=tuple(map(str, said.get("supports") or ())),
        partner=text.get("partner", ""),
        case=text.get("case", ""),
        by=text.get("by", ""),
        id=said["chosen"],
    )
    return individuals.set_measure(work, id, text.get("goal", ""), wanted)


def _closed(work: Work, id: str, text: dict[str, str], _: dict[str, Any]) -> Individual:
    return individuals.close(
        work,
        id,
        text.get("ending", ""),
        text.get("text", ""),
        by_worker=int(text.get("by_worker", "0")),
        by_resident=int(text.get("by_resident", "0")),
        resident_words=text.get("resident_words", ""),
        left_open=text.get("left_open", ""),
    )


def _settled(work: Work, id: str, text: dict[str, str], said: dict[str, Any]) -> Individual:
    return individuals.settle(work, id, said["chosen"], text.get("note", ""))


_DO: dict[Key, _Doing] = {
    "diagnose": _diagnosed,
    "goal": _goal_set,
    "measure": _measure_set,
    "close": _closed,
    "settle": _settled,
    "done": lambda work, id, t, _: individuals.done(
        work, id, t.get("measure", ""), t.get("outcome", "")
    ),
    "judge": lambda work, id, t, _: individuals.judge_goal(
        work, id, t.get("goal", ""), t.get("state", "")
    ),
    "review": lambda work, id, t, _: individuals.review(
        work, id, t.get("text", ""), t.get("present", "")
    ),
    "reopen": lambda work, id, t, _: individuals.reopen(work, id, t.get("reason", "")),
    "note": lambda work, id, t, _: individuals.note(work, id, t.get("text", "")),
    "refer": lambda work, id, t, _: individuals.refer(
        work, id, t.get("agency", ""), t.get("reason", "")
    ),
    "hand": lambda work, id, t, _: individuals.hand_over(
        work, id, t.get("to", ""), t.get("reason", "")
    ),
}
