"""What can be done with a whistle: when, with which right, and what has to be said for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, cast

import msgspec

from station_desktop import phrases
from station_desktop.domain.catalogue import Choice, Field, FieldType, Words
from station_desktop.domain.problem import refuse
from station_desktop.domain.station.roles import Right
from station_desktop.domain.time import clock
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import (
    GRADES,
    KINDS,
    SIDES,
    Department,
    Kind,
    Side,
    Whistle,
)
from station_desktop.rooms.whistles import room
from station_desktop.rooms.whistles.gather import Blowing, CaseChoice
from station_desktop.usecases.whistle import whistling
from station_desktop.usecases.work import Work

Key = Literal["check_in", "act", "report", "call", "appraise", "close", "settle"]


class Act(msgspec.Struct, frozen=True):
    """One act: ``fits`` says whether the whistle is in a state for it."""

    key: Key
    shortcut: str
    right: Right
    fits: Callable[[Whistle], bool]


ACTS: tuple[Act, ...] = (
    Act("check_in", "F4", "whistle.act", lambda w: w.open),
    Act("act", "F5", "whistle.act", lambda w: w.open and bool(w.departments)),
    Act("report", "F6", "whistle.act", lambda w: w.open and bool(w.unreported)),
    Act("call", "F7", "whistle.blow", lambda w: w.open),
    Act("appraise", "F8", "whistle.act", lambda w: bool(w.departments)),
    Act("close", "F9", "whistle.act", lambda w: w.open),
    Act("settle", "F12", "whistle.act", lambda w: bool(w.unfit)),
)


def next_act(whistle: Whistle) -> Key | None:
    """The act that moves the whistle on, for the one highlighted button."""
    if whistle.unfit:
        return "settle"
    if not whistle.open:
        return None
    if not whistle.departments:
        return "call"
    if any(not one.checked_in_at for one in whistle.departments):
        return "check_in"
    return "report" if whistle.unreported else "close"


def of_blowing(offered: Blowing) -> tuple[Field, ...]:
    """What is asked before a whistle is blown."""
    cases = tuple(Choice(case.number, _numbered(case)) for case in offered.cases)
    return (
        _field("case", "choice" if cases else "text", cases),
        _field("kind", "choice", _choices("whistle.kind", KINDS)),
        _field("what", "long_text"),
        _field("place", "address"),
        _field("departments", "multi_choice", _named(offered.departments), required=False),
        _field("other", "text", required=False),
        _field("at", "text", required=False),
    )


def _numbered(case: CaseChoice) -> Words:
    return Words(f"{case.number} {case.title.zh}", f"{case.number} {case.title.get('en')}")


def blow(work: Work, said: dict[str, Any]) -> Whistle:
    """Blow it as the form says; further departments are divided by commas."""
    other = str(said.get("other") or "")
    named = [*(said.get("departments") or ()), *_divided(other)]
    return whistling.blow(
        work,
        _text(said, "case").partition(" ")[0],
        cast("Kind", _text(said, "kind")),
        _text(said, "what"),
        _text(said, "place"),
        named,
        whistles.read_moment(_text(said, "at"), _now(work)),
    )


def fields(
    key: Key, whistle: Whistle, proposed: Iterable[Department], *, overriding: bool
) -> tuple[Field, ...]:
    """What is asked before the act is done. ``overriding`` is whether this person may close a
    whistle without those who are missing."""
    match key:
        case "check_in":
            awaited = [one.department for one in whistle.departments if not one.checked_in_at]
            department = _field("department", "choice", _offered(whistle, awaited, proposed))
            place = _field("place", "text", required=False)
            return department, place, _field("who", "text", required=False), _at()
        case "call":
            department = _field("department", "choice", _offered(whistle, [], proposed))
            return department, _field("contact", "text", required=False), _at()
        case "act":
            return _of(whistle), _field("text", "long_text"), _at()
        case "report":
            return _of(whistle, whistle.unreported), _field("report", "long_text"), _at()
        case "appraise":
            by = _field("by", "choice", _choices("whistle.side", SIDES))
            grades = _choices("whistle.grade", [str(grade) for grade in GRADES])
            note = _field("note", "text", required=False)
            return _of(whistle), by, _field("grade", "choice", grades), note
        case "close":
            override = _field("override", "text", required=False)
            asked = (override,) if overriding and whistle.unfinished else ()
            return (_field("result", "long_text"), *asked)
        case "settle":
            return (_field("note", "text"),)


def first(key: Key, whistle: Whistle, picked: str) -> dict[str, Any]:
    """What stands in the form to begin with: the department that the keyboard is on, if the act
    fits it, or else the next one that it fits."""
    fitting = {
        "check_in": [one.department for one in whistle.departments if not one.checked_in_at],
        "report": list(whistle.unreported),
        "act": [one.department for one in whistle.departments],
        "appraise": [one.department for one in whistle.departments],
    }.get(key, [])
    begun: dict[str, Any] = {}
    if fitting:
        begun["department"] = picked if picked in fitting else fitting[0]
    if key == "check_in":
        begun["place"] = whistle.place
    if key == "appraise":
        begun["by"] = "station"
    return begun


def resolved(fields: Iterable[Field], said: dict[str, Any]) -> dict[str, Any]:
    """What was said, where a choice's label typed in full means the choice; any other text in a
    choice's box stays, for a department or a case that is in no list."""
    found = dict(said)
    for field in fields:
        typed = said.get(field.key)
        for choice in field.choices:
            if isinstance(typed, str) and typed.strip() in (choice.label.zh, choice.label.en):
                found[field.key] = choice.value
    return found


def do(work: Work, id: str, key: Key, said: dict[str, Any]) -> Whistle:
    """Do it as the form says."""
    if key == "close":
        return whistling.close(work, id, _text(said, "result"), override=_text(said, "override"))
    if key == "settle":
        return _settle(work, id, _text(said, "note"))
    department = _text(said, "department")
    if key == "appraise":
        side, grade = cast("Side", _text(said, "by")), int(_text(said, "grade") or 0)
        return whistling.appraise(work, id, department, side, grade, _text(said, "note"))
    at = _moment(work, id, department, _text(said, "at"))
    match key:
        case "call":
            return whistling.call(work, id, department, _text(said, "contact"), at)
        case "check_in":
            place, who = _text(said, "place"), _text(said, "who")
            return whistling.check_in(work, id, department, place, who, at)
        case "act":
            return whistling.act(work, id, department, _text(said, "text"), at)
        case _:
            return whistling.report(work, id, department, _text(said, "report"), at)


def _settle(work: Work, id: str, note: str) -> Whistle:
    found = whistling.get(work, id)
    if not note.strip():
        raise refuse("whistle.note_missing", "note")
    for unfit in found.unfit:
        found = whistling.settle(work, id, unfit.entry, note)
    return found


def _moment(work: Work, id: str, department: str, text: str) -> int:
    found = whistling.get(work, id)
    known = found.called(department)
    earliest = known.called_at if known is not None else found.blown_at
    return whistles.read_moment(text, _now(work), earliest)


def _now(work: Work) -> int:
    return clock.milliseconds(work.store.time.now())


def _text(said: dict[str, Any], key: str) -> str:
    return str(said.get(key) or "").strip()


def _divided(text: str) -> list[str]:
    for mark in "，、,;；":
        text = text.replace(mark, "\n")
    return [name.strip() for name in text.splitlines() if name.strip()]


def _of(whistle: Whistle, names: Iterable[str] | None = None) -> Field:
    """One of the departments called."""
    called = [one.department for one in whistle.departments] if names is None else names
    choices = tuple(Choice(name, room.named(name)) for name in called)
    return _field("department", "choice", choices)


def _offered(
    whistle: Whistle, awaited: Iterable[str], proposed: Iterable[Department]
) -> tuple[Choice, ...]:
    """Those awaited, then whoever else may come or be called."""
    called = {one.department for one in whistle.departments}
    others = [one for one in proposed if one.name.zh not in called]
    return (*(Choice(name, room.named(name)) for name in awaited), *_named(others))


def _named(departments: Iterable[Department]) -> tuple[Choice, ...]:
    return tuple(Choice(one.name.zh, one.name) for one in departments)


def _at() -> Field:
    return _field("at", "text", required=False)


def _field(
    key: str, type: FieldType, choices: tuple[Choice, ...] = (), *, required: bool = True
) -> Field:
    helped = f"whistle.help.{key}"
    known = helped in phrases.table("en")
    return Field(
        key=key,
        type=type,
        label=_words(f"whistle.field.{key}"),
        required=required,
        choices=choices,
        help=_words(helped) if known else Words("", ""),
    )


def _choices(area: str, keys: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(Choice(key, _words(f"{area}.{key}")) for key in keys)


def _words(code: str) -> Words:
    return Words(phrases.say(code, "zh_CN"), phrases.say(code, "en"))
