"""The policy file: what IT staff lay down for a PC, and nobody at the station can change.

A TOML file of plain lines. A line that is wrong does not hold and is told with its number; every
other line does, so that one slip of the finger opens nothing. What a line does not say is left to
the station's own settings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import msgspec

from station_desktop.domain.problem import Problem
from station_desktop.domain.station import settings
from station_desktop.domain.station.settings import Settings

LARGEST = 200_000
"""Bytes; a policy is a page of text."""
FIXED: tuple[str, ...] = (
    "idle_minutes",
    "lock_after_failures",
    "lock_minutes",
    "password_length",
    "password_classes",
    "password_days",
)
"""The station's settings that a policy can fix; the same names, the same bounds."""
ROOMS: tuple[str, ...] = (
    *("desk", "queue", "follow_up", "demands", "whistles", "individuals", "partners"),
    *("households", "residents", "catalogue", "reports", "staff", "journal", "sync"),
    *("settings", "upkeep", "privacy"),
)
"""The rooms that can be hidden."""
LONGEST_KEPT = 36_500
"""Days: a hundred years."""


class Policy(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is laid down. Empty or ``None`` leaves the matter to the station.

    ``retention`` says for how many days what an item or a category of data holds is kept.
    ``hall_pin`` is the SHA-256 of the hall's certificate in 64 hex digits. ``printer`` is the name
    by which the system knows it. ``backup_time`` is ``HH:MM``. ``device_adapters`` are the only
    ones that may be used.
    """

    idle_minutes: int | None = None
    lock_after_failures: int | None = None
    lock_minutes: int | None = None
    password_length: int | None = None
    password_classes: int | None = None
    password_days: int | None = None
    rooms_hidden: tuple[str, ...] = ()
    hall_address: str = ""
    hall_pin: str = ""
    printer: str = ""
    update_ring: str = ""
    update_address: str = ""
    backup_folders: tuple[str, ...] = ()
    backup_time: str = ""
    backup_keep: int | None = None
    device_adapters: tuple[str, ...] = ()
    allow_demo: bool = True
    retention: dict[str, int] = {}

    @property
    def fixed(self) -> dict[str, Any]:
        """The settings that are not the station's to change, with their values."""
        return {key: value for key in FIXED if (value := getattr(self, key)) is not None}

    @property
    def said(self) -> dict[str, Any]:
        """Everything that is laid down, in the order of the fields."""
        kept: dict[str, Any] = msgspec.to_builtins(self)
        return kept

    def over(self, own: Settings) -> Settings:
        """The station's own settings with what is fixed laid over them."""
        return msgspec.structs.replace(own, **self.fixed) if self.fixed else own


KEYS: tuple[str, ...] = Policy.__struct_fields__


class Reading(msgspec.Struct, frozen=True):
    """What a file lays down; ``problems`` are lines that do not hold, ``notes`` lines that say
    nothing to this program. Each has ``line`` and ``key`` among its params."""

    policy: Policy = Policy()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def read(data: bytes) -> Reading:
    """The policy in a file's bytes; never raises. A file that is no TOML lays down nothing."""
    import tomllib  # a PC without a policy need not load it

    if len(data) > LARGEST:
        return Reading(problems=(Problem("policy.too_large"),))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return Reading(problems=(Problem("policy.encoding"),))
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Reading(problems=(_no_toml(text, str(error)),))
    return _read(table, text)


def _no_toml(text: str, said: str) -> Problem:
    found = re.search(r"at line (\d+)", said)
    line = int(found[1]) if found else len(text.splitlines())
    return Problem("policy.syntax", params={"line": line})


def _read(table: Mapping[str, Any], text: str) -> Reading:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    notes: list[Problem] = []
    for key, value in table.items():
        where = {"line": _line(text, key), "key": key}
        if key not in KEYS:
            notes.append(_unknown(key, where))
            continue
        try:
            values[key] = _READERS[key](key, value)
        except _Wrong as wrong:
            for problem in wrong.problems:
                inner = problem.params.get("inner", "")
                line = _line(text, inner, key) if inner else where["line"]
                params = {**where, "line": line, **problem.params}
                problems.append(Problem(problem.code, key, params))
            values |= {} if wrong.rest is None else {key: wrong.rest}
    return Reading(Policy(**values), tuple(problems), tuple(notes))


def _unknown(key: str, where: dict[str, Any]) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(key, KEYS, 1)
    if near:
        return Problem("policy.unknown_near", key, {**where, "near": near[0]})
    return Problem("policy.unknown", key, where)


def _line(text: str, key: str, table: str = "") -> int:
    """The number of the line on which ``key`` stands, in the table where it is of one."""
    name = re.escape(key)
    quoted = rf"[\"']?{name}[\"']?"
    wanted = re.compile(rf"\s*(?:{quoted}\s*[=.]|\[\s*{quoted}\s*[].]|.*[{{,.]\s*{quoted}\s*=)")
    lines = text.splitlines()
    after = _line(text, table) - 1 if table else 0
    for number, line in enumerate(lines[after:], start=after + 1):
        if wanted.match(line):
            return number
    return after + 1


class _Wrong(Exception):
    """A value does not hold; ``rest`` is what of it does."""

    def __init__(self, *problems: Problem, rest: Any = None) -> None:
        super().__init__()
        self.problems, self.rest = problems, rest


def _problem(code: str, **params: Any) -> Problem:
    """Without its place, which whoever reads the table adds."""
    return Problem(code, params=params)


def _wrong(code: str, **params: Any) -> _Wrong:
    return _Wrong(_problem(code, **params))


def _number(least: int, most: int) -> Callable[[str, Any], int]:
    def read_one(key: str, value: Any) -> int:
        if not _whole(value) or not least <= value <= most:
            raise _wrong("policy.number", least=least, most=most)
        return int(value)

    return read_one


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _truth(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong("policy.truth")
    return value


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str) or len(value) > 300 or not value.isprintable():
        raise _wrong("policy.text")
    return value.strip()


def _matching(pattern: str, code: str) -> Callable[[str, Any], str]:
    known = re.compile(pattern, re.ASCII)

    def read_one(key: str, value: Any) -> str:
        text = _text(key, value)
        if text and not known.fullmatch(text):
            raise _wrong(code)
        return text

    return read_one


def _pin(key: str, value: Any) -> str:
    """As certificate viewers show it: with colons, in capitals."""
    plain = re.sub(r"[\s:]", "", _text(key, value)).lower()
    if plain and not re.fullmatch(r"[0-9a-f]{64}", plain):
        raise _wrong("policy.pin")
    return plain


def _address(key: str, value: Any) -> str:
    from urllib.parse import urlsplit

    text = _text(key, value).rstrip("/")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _wrong("policy.address") from None
    if text and (parts.scheme not in ("https", "http") or not parts.hostname or " " in text):
        raise _wrong("policy.address")
    return text


def _texts(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _wrong("policy.texts")
    return tuple(dict.fromkeys(_text(key, each) for each in value if each.strip()))


def _rooms(key: str, value: Any) -> tuple[str, ...]:
    named = _texts(key, value)
    strange = [room for room in named if room not in ROOMS]
    if strange:
        known = tuple(room for room in named if room in ROOMS)
        params = {"value": ", ".join(strange), "choices": ", ".join(ROOMS)}
        raise _Wrong(_problem("policy.room", **params), rest=known)
    return named


def _folders(key: str, value: Any) -> tuple[str, ...]:
    named = _texts(key, value)
    loose = [each for each in named if not _whole_path(each)]
    if loose:
        rest = tuple(each for each in named if each not in loose)
        raise _Wrong(_problem("policy.folder", value=loose[0]), rest=rest)
    return named


def _whole_path(text: str) -> bool:
    return PurePosixPath(text).is_absolute() or PureWindowsPath(text).is_absolute()


def _days(key: str, value: Any) -> dict[str, int]:
    if not isinstance(value, dict):
        raise _wrong("policy.table")
    wrong = [found for name, days in value.items() if (found := _kept_wrongly(name, days))]
    if wrong:
        named = {problem.params["inner"] for problem in wrong}
        raise _Wrong(*wrong, rest={name: n for name, n in value.items() if name not in named})
    return dict(value)


def _kept_wrongly(name: str, days: Any) -> Problem | None:
    """A line that was meant to stand above the heading would be lost without a word."""
    if name in KEYS:
        return _problem("policy.beneath", inner=name)
    if not _whole(days) or not 1 <= days <= LONGEST_KEPT:
        return _problem("policy.days", inner=name, most=LONGEST_KEPT)
    return None


_READERS: dict[str, Callable[[str, Any], Any]] = {
    **{key: _number(*settings.NUMBERS[key]) for key in FIXED},
    "rooms_hidden": _rooms,
    "hall_address": _address,
    "hall_pin": _pin,
    "printer": _text,
    "update_ring": _matching(r"[a-z0-9][a-z0-9_-]{0,31}", "policy.ring"),
    "update_address": _address,
    "backup_folders": _folders,
    "backup_time": _matching(r"([01]\d|2[0-3]):[0-5]\d", "policy.time"),
    "backup_keep": _number(1, 1000),
    "device_adapters": _texts,
    "allow_demo": _truth,
    "retention": _days,
}
