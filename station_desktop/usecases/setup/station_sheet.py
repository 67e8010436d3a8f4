"""From one Excel sheet of stations to one file for each, to be taken to its PC. Nothing is written
when any row is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import msgspec

from station_desktop import phrases
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.station.roles import ROLES, Role
from station_desktop.domain.text.folding import plain
from station_desktop.usecases.setup import founding, station_file
from station_desktop.usecases.setup.founding import Hall, Person, Plan
from station_desktop.usecases.setup.station_file import Order
from station_desktop.workbook import stations
from station_desktop.workbook.stations import Line

FIRST_ROLES: tuple[Role, ...] = ("it", "stationmaster")
"""What the first account holds where the sheet does not say."""


class Planned(msgspec.Struct, frozen=True):
    """One station of the sheet: its order, and which cell each part of the plan was read from."""

    order: Order
    cells: dict[str, str]


def read(path: Path) -> tuple[Planned, ...]:
    """The stations of a sheet. Refuses with everything that is wrong; each problem's ``field`` is
    its cell, as ``D7`` or ``其他人员!B3``."""
    found = stations.read(path)
    if not found.stations:
        raise refuse("firstrun.sheet_empty", name=path.name)
    problems = [*found.problems, *_twice(found.stations), *_strangers(found)]
    planned = tuple(_planned(line, found.staff) for line in found.stations)
    for line, one in zip(found.stations, planned, strict=True):
        if line.sound:
            told = {problem.field for problem in problems}
            problems += [problem for problem in _content(one) if problem.field not in told]
    raise_if_any(problems)
    return planned


def write(planned: tuple[Planned, ...], folder: Path, language: str) -> tuple[Path, ...]:
    """One file for each station, named by its code, readable for its owner only. Refuses before
    anything is written when one is there already."""
    texts = {folder / f"{one.order.plan.code}.toml": _text(one, language) for one in planned}
    raise_if_any(
        Problem("firstrun.file_there", params={"name": path.name})
        for path in texts
        if path.exists()
    )
    begun: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            begun.append(path)
            _write(path, text)
    except OSError as error:
        for path in begun:
            path.unlink(missing_ok=True)
        raise refuse("file.cannot_write", name=begun[-1].name if begun else folder.name) from error
    return tuple(texts)


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text.encode())


def _text(one: Planned, language: str) -> str:
    return station_file.write(one.order, language)


def _planned(line: Line, staff: tuple[Line, ...]) -> Planned:
    values = line.values
    code = str(values["code"])
    cells = {field: line.cells[name] for field, name in _CELLS.items() if name in line.cells}
    people = [_person(line, FIRST_ROLES)]
    for number, other in enumerate((o for o in staff if o.values["code"] == code), start=1):
        people.append(_person(other, ()))
        for field in ("login", "name", "roles", "password"):
            name = "person" if field == "name" else field
            cells[f"people/{number}/{field}"] = other.cells.get(name, other.cells["login"])
    hall = None
    if values["hall"] or values["enrolment"]:
        hall = Hall(values["hall"], values["enrolment"], values["window"])
    own = {
        setting: plain(values[name]) if name == "phone" else values[name]
        for name, setting in station_file.STATION.items()
        if values.get(name)
    }
    plan = Plan(values["name"], code, tuple(people), own, hall)
    return Planned(Order(plan, f"{code}-recovery-key.txt", f"{code}-passwords.txt"), cells)


_CELLS: dict[str, str] = {
    "name": "name",
    "code": "code",
    **{f"settings/{setting}": name for name, setting in station_file.STATION.items()},
    "people": "roles",
    "people/0/login": "login",
    "people/0/name": "person",
    "people/0/roles": "roles",
    "people/0/password": "password",
    "hall/address": "hall",
    "hall/code": "enrolment",
}


def _person(line: Line, otherwise: tuple[Role, ...]) -> Person:
    values = line.values
    named = tuple(dict.fromkeys(_role(word) for word in values["roles"]))
    roles = cast("tuple[Role, ...]", named) or otherwise
    return Person(values["login"], values["person"], roles, values["password"])


def _role(word: str) -> str:
    """A role by its name in either language, or as it is called in the program."""
    return _role_words().get(word.strip().casefold(), word)


def _role_words() -> dict[str, str]:
    words: dict[str, str] = {role: role for role in ROLES}
    for language in phrases.LANGUAGES:
        words |= {phrases.say(f"role.{role}", language).casefold(): role for role in ROLES}
    return {**words, "社工": "worker", "信息技术人员": "it", "审计": "audit"}


def _content(one: Planned) -> Iterator[Problem]:
    plan = one.order.plan
    for problem in founding.check(plan):
        cell = one.cells.get(problem.field) or one.cells.get("code", "")
        if problem.code == "account.role":
            choices = "、".join(phrases.say(f"role.{role}", "zh_CN") for role in ROLES)
            problem = Problem("firstrun.role_word", params={**problem.params, "choices": choices})
        yield Problem(problem.code, cell, problem.params)


def _twice(lines: tuple[Line, ...]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for line in lines:
        code = str(line.values["code"])
        if not code:
            continue
        if code in first:
            params = {"code": code, "first": first[code]}
            yield Problem("firstrun.code_twice", line.cells["code"], params)
        first.setdefault(code, line.cells["code"])


def _strangers(found: stations.Stations) -> Iterator[Problem]:
    known = {line.values["code"] for line in found.stations}
    for line in found.staff:
        code = line.values["code"]
        if code and code not in known:
            yield Problem("firstrun.no_such_station", line.cells["code"], {"code": code})
