"""What can be done with a case: when, with which right, and what has to be said for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from station_desktop import phrases
from station_desktop.domain.cases import Case
from station_desktop.domain.catalogue import Choice, Field, FieldType, Words
from station_desktop.domain.problem import Refused
from station_desktop.domain.roles import Right
from station_desktop.usecases import cases
from station_desktop.usecases.work import Work

Key = Literal["supply", "complete", "pause", "resume", "withdraw", "decline", "void", "papers"]

_PAUSES = ("supplement", "notice", "inspection", "assessment", "appeal")
_DELIVERIES = ("window", "home", "post", "phone", "online")


class Act(msgspec.Struct, frozen=True):
    """One act: ``fits`` says whether the case is in a state for it."""

    key: Key
    shortcut: str
    right: Right
    fits: Callable[[Case], bool]


def _running(case: Case) -> bool:
    return case.state in ("accepted", "arranged") and not case.paused


ACTS: tuple[Act, ...] = (
    Act("supply", "F4", "case.act", lambda case: case.open),
    Act("complete", "F6", "case.act", _running),
    Act("pause", "F7", "case.act", _running),
    Act("resume", "F7", "case.act", lambda case: case.open and case.paused),
    Act("withdraw", "F8", "case.act", lambda case: case.open),
    Act("decline", "F9", "case.act", lambda case: case.open),
    Act("void", "F10", "case.void", lambda case: case.state != "void"),
    Act("papers", "Ctrl+P", "case.read", lambda case: case.state != "void"),
)


def next_act(case: Case) -> Key | None:
    """The act that moves the case on, for the one highlighted button."""
    if case.open and (case.lacking or case.to_follow):
        return "supply"
    if case.open:
        return "resume" if case.paused else "complete"
    return None


def fields(key: Key) -> tuple[Field, ...]:
    """What is asked before the act is done."""
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


def perform(work: Work, key: Key, number: str, said: Mapping[str, Any]) -> Case:
    """Do it. What was wrong comes back by the fields that :func:`fields` asked."""
    reason = str(said.get("reason") or "")
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
