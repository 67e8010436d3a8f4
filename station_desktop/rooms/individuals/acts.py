"""What can be done with an individual case: when, and what has to be said for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

import msgspec

from station_desktop import phrases
from station_desktop.domain.catalogue import Choice, Field, FieldType, Words
from station_desktop.domain.individual import sixsteps
from station_desktop.domain.individual.individualvalues import (
    ENDINGS,
    FORCES,
    GOAL_STATES,
    RISKS,
    STEPS,
    Individual,
)

if TYPE_CHECKING:
    from station_desktop.rooms.individuals.gather import CaseFile

Key = Literal[
    "diagnose",
    "goal",
    "measure",
    "done",
    "review",
    "judge",
    "close",
    "reopen",
    "note",
    "refer",
    "papers",
    "hand",
    "settle",
]
LEVELS = ("5", "4", "3", "2", "1")


class Act(msgspec.Struct, frozen=True):
    """One act; ``fits`` says whether the case is where it can be done."""

    key: Key
    shortcut: str
    fits: Callable[[Individual], bool]


def _from(step: Literal["diagnosis", "plan"]) -> Callable[[Individual], bool]:
    at = STEPS.index(step)
    return lambda case: case.open and STEPS.index(case.step) >= at


ACTS: tuple[Act, ...] = (
    Act("diagnose", "F4", lambda case: case.open),
    Act("goal", "F5", _from("diagnosis")),
    Act("measure", "F6", lambda case: case.open and bool(case.goals)),
    Act("done", "F7", lambda c: c.open and any(not one.done_at for one in c.measures)),
    Act("review", "F8", _from("plan")),
    Act("judge", "F9", lambda case: case.open and bool(case.goals)),
    Act("close", "F10", lambda case: case.open),
    Act("reopen", "F10", lambda case: not case.open),
    Act("note", "F11", lambda _: True),
    Act("refer", "F12", lambda case: case.open),
    Act("papers", "Ctrl+P", lambda case: bool(case.goals or case.referrals or case.closings)),
    Act("hand", "Ctrl+H", lambda _: True),
    Act("settle", "Ctrl+J", lambda case: bool(case.unfit)),
)
TYPED: tuple[Key, ...] = ("diagnose", "goal", "measure", "done", "review", "close", "note", "refer")
"""Acts whose half-typed words are kept."""


def following(case: Individual) -> Key:
    """The act that moves the case on, for the one highlighted button; of a closed case the papers
    are left to be handed over."""
    if not case.open:
        return "papers"
    act = sixsteps.following(case)
    if act == "plan":
        return "measure" if case.goals else "goal"
    return act


def fields(key: Key, found: CaseFile) -> tuple[Field, ...]:
    """What is asked before the act is done."""
    return tuple(_FIELDS[key](found)) if key in _FIELDS else ()


def _diagnose(_: CaseFile) -> Iterable[Field]:
    yield _field("situation", "long_text")
    yield _field("problems", "long_text", help=True)
    yield _field("strengths", "long_text", required=False, help=True)
    yield _field("risk", "choice", _said("individual.risk", RISKS), required=False)


def _goal(_: CaseFile) -> Iterable[Field]:
    yield _field("text", "text", label="goal_text")
    yield _field("by", "date", required=False, label="goal_by")


def _measure(found: CaseFile) -> Iterable[Field]:
    forces = _said("individual.force", FORCES)
    yield _field("goal", "choice", _goals(found))
    yield _field("text", "text", label="measure_text")
    yield _field("lead", "choice", forces)
    yield _field("by", "date", required=False, label="measure_by")
    yield _field("supports", "multi_choice", forces, required=False)
    if found.partners:
        partners = tuple(Choice(id, Words(name, name)) for id, name in found.partners)
        yield _field("partner", "choice", partners, required=False)
    yield _field("case", "text", required=False, help=True)


def _done(found: CaseFile) -> Iterable[Field]:
    yield _field(
        "measure",
        "choice",
        tuple(
            Choice(row.measure.id, Words(row.measure.text, row.measure.text))
            for row in found.plan
            if row.measure is not None and not row.measure.done_at
        ),
    )
    yield _field("outcome", "long_text")


def _judge(found: CaseFile) -> Iterable[Field]:
    yield _field("goal", "choice", _goals(found), label="judged")
    yield _field("state", "choice", _said("individual.goal", GOAL_STATES))


def _review(_: CaseFile) -> Iterable[Field]:
    yield _field("text", "long_text", label="review_text")
    yield _field("present", "text", required=False)


def _close(found: CaseFile) -> Iterable[Field]:
    yield _field("ending", "choice", _said("individual.ending", ENDINGS))
    yield _field("text", "long_text", label="closing_text", help=True)
    yield _field(
        "by_resident", "choice", _said("individual.by_resident", LEVELS), required=False, help=True
    )
    yield _field("resident_words", "text", required=False)
    yield _field("by_worker", "choice", _said("individual.by_worker", LEVELS))
    if next(sixsteps.still_open(found.case), None) is not None:
        yield _field("left_open", "text", required=False, help=True)


def _note(_: CaseFile) -> Iterable[Field]:
    yield _field("text", "long_text", label="note_text")


def _refer(_: CaseFile) -> Iterable[Field]:
    yield _field("agency", "text")
    yield _field("reason", "long_text", label="refer_reason", help=True)


def _hand(found: CaseFile) -> Iterable[Field]:
    people = tuple(Choice(id, Words(name, name)) for id, name in found.colleagues)
    yield _field("to", "choice", people)
    yield _field("reason", "text", label="reason")


def _reopen(_: CaseFile) -> Iterable[Field]:
    yield _field("reason", "text", label="reason")


def _settle(_: CaseFile) -> Iterable[Field]:
    yield _field("note", "text", label="settle_note")


_FIELDS: dict[Key, Callable[[CaseFile], Iterable[Field]]] = {
    "diagnose": _diagnose,
    "goal": _goal,
    "measure": _measure,
    "done": _done,
    "judge": _judge,
    "review": _review,
    "close": _close,
    "reopen": _reopen,
    "note": _note,
    "refer": _refer,
    "hand": _hand,
    "settle": _settle,
}


def _goals(found: CaseFile) -> tuple[Choice, ...]:
    rows = (row for row in found.plan if row.measure is None)
    return tuple(Choice(row.goal.id, Words(row.goal.text, row.goal.text)) for row in rows)


def _field(
    key: str,
    type: FieldType,
    choices: tuple[Choice, ...] = (),
    *,
    required: bool = True,
    label: str = "",
    help: bool = False,
) -> Field:
    return Field(
        key=key,
        type=type,
        label=_words(f"individual.field.{label or key}"),
        required=required,
        choices=choices,
        help=_words(f"individual.help.{label or key}") if help else Words("", ""),
    )


def _said(area: str, keys: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(key, _words(f"{area}.{key}")) for key in keys)


def _words(code: str) -> Words:
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))
