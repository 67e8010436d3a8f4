"""What can be done with a demand: when, with which right, and what has to be said for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from station_desktop import phrases
from station_desktop.domain.case.demands import OUTCOMES, Demand
from station_desktop.domain.catalogue import Choice, Field, FieldType, Words
from station_desktop.domain.problem import refuse
from station_desktop.domain.station.roles import Right
from station_desktop.usecases.casework import cases
from station_desktop.usecases.counter import demands
from station_desktop.usecases.work import Work

Key = Literal["take", "match", "visit", "link", "answer", "reveal"]
BLANK = "＿＿"
"""Stands in a sentence to begin with where the clerk has to write."""
STARTS = ("done", "told", "passed_on", "not_ours")


class Act(msgspec.Struct, frozen=True):
    """One act: ``fits`` says whether the demand is in a state for it. ``author`` is who asks."""

    key: Key
    shortcut: str
    right: Right
    fits: Callable[[Demand, str], bool]


ACTS: tuple[Act, ...] = (
    Act("take", "F4", "demand.act", lambda d, author: d.open and not _mine(d, author)),
    Act("match", "F5", "demand.act", lambda d, _: d.open),
    Act("visit", "F6", "intake", lambda d, _: d.open and not d.case),
    Act("link", "F7", "demand.act", lambda d, _: d.open),
    Act("answer", "F8", "demand.act", lambda d, _: d.open),
    Act("reveal", "F9", "resident.reveal", lambda d, _: bool(d.phone)),
)


def _mine(demand: Demand, author: str) -> bool:
    return demand.state == "taken" and demand.taken_by == author


def next_act(demand: Demand) -> Key | None:
    """The act that moves the demand on, for the one highlighted button."""
    if not demand.open:
        return None
    return "take" if demand.state == "new" else "answer"


def fields(key: Key) -> tuple[Field, ...]:
    """What is asked before the act is done."""
    if key == "answer":
        return (
            _field("outcome", "choice", _choices("demand.outcome", OUTCOMES)),
            _field("start", "choice", _choices("demand.start", STARTS), required=False),
            _field("answer", "long_text"),
        )
    if key == "link":
        return (_field("number", "text"),)
    return (_field("reason", "text"),)


def begin_with(start: str, typed: str, language: str) -> str:
    """What stands in the answer once this beginning is chosen: in the place of nothing or of
    another beginning, below what was typed by hand."""
    sentence = phrases.say(f"demand.sentence.{start}", language)
    untouched = {phrases.say(f"demand.sentence.{one}", language) for one in STARTS}
    kept = typed.strip()
    return sentence if not kept or kept in untouched else f"{kept}\n{sentence}"


def answer(work: Work, demand: str, outcome: str, text: str) -> Demand:
    """The station's reply; one with blanks still to fill is refused."""
    if BLANK in text:
        raise refuse("demand.answer_blank", field="answer")
    if outcome not in OUTCOMES:
        raise refuse("demand.outcome_missing", field="outcome")
    return demands.answer(work, demand, outcome, text)


def link(work: Work, demand: str, number: str) -> Demand:
    """The case with this number was opened for the demand."""
    if not number.strip():
        raise refuse("demand.number_missing", field="number")
    return demands.match(work, demand, case=cases.get(work, number).id)


def _field(
    key: str, type: FieldType, choices: tuple[Choice, ...] = (), *, required: bool = True
) -> Field:
    return Field(
        key=key,
        type=type,
        label=_words(f"demand.field.{key}"),
        required=required,
        choices=choices,
        help=_words("demand.help.start") if key == "start" else Words("", ""),
    )


def _choices(area: str, keys: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(key, _words(f"{area}.{key}")) for key in keys)


def _words(code: str) -> Words:
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))
