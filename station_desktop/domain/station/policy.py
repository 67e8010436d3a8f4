"""The policy file: what IT staff lay down for a PC, and nobody at the station can change.

A TOML file of plain lines. A line that is wrong does not hold and is told with its number; every
other line does, so that one slip of the finger opens nothing. What a line does not say is left to
the station's own settings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from station_desktop.domain.problem import Problem
from station_desktop.domain.station.policy_values import FIXED as FIXED
from station_desktop.domain.station.policy_values import READERS, Wrong
from station_desktop.domain.station.policy_values import ROOMS as ROOMS
from station_desktop.domain.station.settings import Settings

LARGEST = 200_000
"""Bytes; a policy is a page of text."""


class Policy(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is laid down. Empty or ``None`` leaves the matter to the station.

    ``retention`` says for how many days what an item or a category of data holds is kept.
    ``hall_pin`` is the SHA-256 of the hall's certificate in 64 hex digits. ``printer`` is the name
    by which the system knows it. ``backup_time`` is ``HH:MM``. ``device_adapters`` are the only
    ones that may be used. ``log_level`` is one of ``policy_values.LEVELS``.
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
    log_level: str = ""
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
            values[key] = READERS[key](key, value)
        except Wrong as wrong:
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
