"""What can be done with a case: when, with which right, and what has to be said for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from station_desktop import phrases
from station_desktop.domain.case import casework
from station_desktop.domain.case.cases import RUNNING_STATES, Case, Declined, Voided, Withdrawn
from station_desktop.domain.case.casework import FROM
from station_desktop.domain.catalogue import Choice, Field, FieldType, Item, Words
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.problem import Refused
from station_desktop.domain.station.roles import Right
from station_desktop.usecases.casework import cases
from station_desktop.usecases.work import Work

Key = Literal[
    "supply", "submit", "complete", "pause", "resume", "withdraw", "decline", "void", "papers"
]

_PAUSES = ("supplement", "notice", "inspection", "assessment", "appeal")
_DELIVERIES = ("window", "home", "post", "phone", "online")


class Act(msgspec.Struct, frozen=True):
    """One act: ``fits`` says whether the case is in a state for it."""

    key: Key
    shortcut: str
    right: Right
    fits: Callable[[Case], bool]


def _running(case: Case) -> bool:
    return case.state in RUNNING_STATES and not case.paused


def _may(fact: type[Fact]) -> Callable[[Case], bool]:
    return lambda case: case.state in FROM[fact]


ACTS: tuple[Act, ...] = (
    Act("supply", "F4", "case.act", lambda case: case.open and bool(case.materials)),
    Act("submit", "F5", "case.act", lambda case: case.state == "returned" and not case.lacking),
    Act("complete", "F6", "case.act", lambda case: _running(case) or case.state == "approved"),
    Act("pause", "F7", "case.act", _running),
    Act("resume", "F7", "case.act", lambda case: case.state in RUNNING_STATES and case.paused),
    Act("withdraw", "F8", "case.act", _may(Withdrawn)),
    Act("decline", "F9", "case.act", _may(Declined)),
    Act("void", "F10", "case.void", _may(Voided)),
    Act("papers", "Ctrl+P", "case.read", lambda case: case.state != "void"),
)


def next_act(case: Case) -> Key | None:
    """The act that moves the case on, for the one highlighted button."""
    if case.open and (case.lacking or case.to_follow):
        return "supply"
    if case.state == "returned":
        return "submit"
    if case.open:
        return "resume" if case.paused else "complete"
    return None


def fields(key: Key, case: Case, item: Item) -> tuple[Field, ...]:
    """What is asked before the act is done: for what the hall found wrong of the form, the form's
    own questions again."""
    if key == "submit":
        return _put_right(case, item)
    if key == "complete":
        return (
            _field("result", "text", required=True),
            _field("delivery", "choice", choices=_choices("case.delivery", _DELIVERIES)),
        )
    if key == "pause":
        return (
            _field("usual", "choice", choices=_choices("deadline.reason", _PAUSES, code=True)),
            _field("words", "text", help="words"),
        )
    if key in ("withdraw", "decline", "void"):
        help = "decline" if key == "decline" else ""
        return (_field("reason", "text", required=True, help=help),)
    return ()


def override() -> tuple[Field, ...]:
    """What is asked beside it where the case has open points: why it is closed all the same."""
    return (_field("override", "text", help="override"),)


def _put_right(case: Case, item: Item) -> tuple[Field, ...]:
    left = casework.still_wrong(case, frozenset(), "")
    keys = {wrong.key for wrong in left}
    asked = tuple(field for field in item.fields if field.key in keys)
    remarks = any(wrong.key not in {field.key for field in asked} for wrong in left)
    return (*asked, _field(PUT_RIGHT, "long_text", required=remarks, help=PUT_RIGHT))


PUT_RIGHT = "put_right"


def before(key: Key, case: Case, item: Item) -> dict[str, Any]:
    """What stands in the fields at first, to be taken or changed: the form as it was answered, the
    hall's result or else the catalogue's."""
    if key == "submit":
        return {k: v for k, v in case.answers.items() if k in _keys(fields(key, case, item))}
    if key == "complete":
        said = case.hall.result if case.hall is not None else ""
        return {"result": said or item.result.text.zh}
    return {}


def _keys(asked: tuple[Field, ...]) -> set[str]:
    return {field.key for field in asked}


def perform(work: Work, key: Key, number: str, said: Mapping[str, Any]) -> Case:
    """Do it. What was wrong comes back by the fields that :func:`fields` asked."""
    reason = str(said.get("reason") or "")
    if key == "submit":
        answers = {name: value for name, value in said.items() if name != PUT_RIGHT}
        note = str(said.get(PUT_RIGHT) or "")
        return cases.supply(work, number, {}, answers, note).case
    if key == "complete":
        delivery = str(said.get("delivery") or "")
        return cases.complete(work, number, str(said.get("result") or ""), delivery)
    if key == "pause":
        words = str(said.get("words") or "").strip() or str(said.get("usual") or "")
        return _about("words", lambda: cases.pause(work, number, words))
    if key == "resume":
        return cases.resume(work, number)
    act = {"withdraw": cases.withdraw, "decline": cases.decline, "void": cases.void}[key]
    return _about("reason", lambda: act(work, number, reason))


def _about(field: str, act: Callable[[], Case]) -> Case:
    """A missing reason is said beneath the question that asks for it."""
    try:
        return act()
    except Refused as refused:
        placed = (
            msgspec.structs.replace(problem, field=field)
            if problem.code == "case.reason_missing"
            else problem
            for problem in refused.problems
        )
        raise Refused(*placed) from None


def _words(code: str) -> Words:
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))


def _field(
    key: str,
    type: FieldType,
    *,
    required: bool = False,
    choices: tuple[Choice, ...] = (),
    help: str = "",
) -> Field:
    return Field(
        key=key,
        type=type,
        label=_words(f"case.field.{key}"),
        required=required,
        choices=choices,
        help=_words(f"case.help.{help}") if help else Words("", ""),
    )


def _choices(area: str, keys: tuple[str, ...], *, code: bool = False) -> tuple[Choice, ...]:
    """``code``: what is recorded is the key; otherwise the Chinese words, which papers print."""
    words = {key: _words(f"{area}.{key}") for key in keys}
    return tuple(Choice(key if code else words[key].zh, words[key]) for key in keys)
