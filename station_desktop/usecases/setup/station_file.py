"""A station to be made as a TOML file, for setting a PC up with nobody sitting there: read with
everything that is wrong in it, and written, for each row of a sheet or as an example."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any, cast

import msgspec

from station_desktop import phrases
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.station.roles import ROLES, Role
from station_desktop.usecases.setup import founding
from station_desktop.usecases.setup.founding import Hall, Person, Plan

LARGEST = 200_000
STATION: dict[str, str] = {
    "subdistrict": "subdistrict",
    "address": "station_address",
    "phone": "station_phone",
    "hours": "station_hours",
    "complaint_phone": "complaint_phone",
}
"""What stands beside name and code under ``[station]``, and which setting it is."""
_TEXTS: dict[str, tuple[str, ...]] = {
    "station": ("name", "code", *STATION),
    "hall": ("address", "code", "window"),
    "out": ("recovery_key", "passwords"),
}
_ACCOUNT = ("login", "name", "password", "roles")


class Order(msgspec.Struct, frozen=True):
    """A station to be made, and in which files its secrets are left: paths as written, empty for
    none."""

    plan: Plan
    recovery_key_file: str = ""
    passwords_file: str = ""


def read(data: bytes) -> Order:
    """The order in a file. Refuses with everything that is wrong; each problem's ``field`` is the
    line's name, as ``station.code`` or ``accounts[2].login``."""
    table = _table(data)
    problems = list(_form_problems(table))
    raise_if_any(problems)
    plan = _plan(table)
    raise_if_any(_named(problem) for problem in founding.check(plan))
    out = table.get("out", {})
    return Order(plan, out.get("recovery_key", ""), out.get("passwords", ""))


def write(order: Order, language: str) -> str:
    """The file of an order; reads back to an equal one."""
    plan = order.plan
    of_setting = {setting: key for key, setting in STATION.items()}
    station = {of_setting[k]: v for k, v in plan.settings.items() if k in of_setting}
    rest = {key: value for key, value in plan.settings.items() if key not in of_setting}
    parts = [
        phrases.say("firstrun.file.head", language, name=plan.name),
        _section("[station]", {"name": plan.name, "code": plan.code} | station),
    ]
    parts += [_section("[[accounts]]", _account(person)) for person in plan.people]
    if rest:
        parts.append(_section("[settings]", rest))
    if plan.hall is not None:
        parts.append(_section("[hall]", msgspec.to_builtins(plan.hall)))
    out = {"recovery_key": order.recovery_key_file, "passwords": order.passwords_file}
    if any(out.values()):
        parts.append(_section("[out]", {key: value for key, value in out.items() if value}))
    return "\n\n".join(parts) + "\n"


def example(language: str) -> str:
    """A whole file with invented names, every part explained; it can be read as it stands."""
    return phrases.say("firstrun.file.example", language) + "\n"


# reading


def _table(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise refuse("firstrun.too_large")
    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise refuse("firstrun.encoding") from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        if found is None:
            raise refuse("firstrun.syntax_end") from None
        raise refuse("firstrun.syntax", line=int(found[1])) from None


def _form_problems(table: Mapping[str, Any]) -> list[Problem]:
    known = {**_TEXTS, "accounts": (), "settings": ()}
    problems = [_unknown(name, name) for name in table if name not in known]
    for name, keys in _TEXTS.items():
        problems += _text_problems(name, table.get(name, {}), keys)
    if not isinstance(table.get("settings", {}), dict):
        problems.append(Problem("firstrun.no_table", "settings", {"key": "settings"}))
    accounts = table.get("accounts")
    if not isinstance(accounts, list) or not accounts:
        return [*problems, Problem("firstrun.no_accounts", "accounts")]
    for number, account in enumerate(accounts, start=1):
        problems += _account_problems(f"accounts[{number}]", account)
    return problems


def _account_problems(where: str, account: Any) -> list[Problem]:
    if not isinstance(account, dict):
        return [Problem("firstrun.no_accounts", where)]
    roles = account.get("roles", [])
    texts = {key: value for key, value in account.items() if key != "roles"}
    problems = _text_problems(where, texts, _ACCOUNT)
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        problems.append(Problem("firstrun.roles", f"{where}.roles", {"choices": ", ".join(ROLES)}))
    return problems


def _text_problems(where: str, given: Any, keys: tuple[str, ...]) -> list[Problem]:
    if not isinstance(given, dict):
        return [Problem("firstrun.no_table", where, {"key": where})]
    problems = [_unknown(f"{where}.{key}", key) for key in given if key not in keys]
    return problems + [
        Problem("firstrun.no_text", f"{where}.{key}", {"key": key})
        for key, value in given.items()
        if key in keys and not isinstance(value, str)
    ]


def _unknown(field: str, key: str) -> Problem:
    return Problem("firstrun.unknown", field, {"key": key})


def _plan(table: Mapping[str, Any]) -> Plan:
    station = table.get("station", {})
    own = {setting: station[key] for key, setting in STATION.items() if station.get(key)}
    people = tuple(
        Person(
            account.get("login", "").strip(),
            account.get("name", "").strip(),
            cast("tuple[Role, ...]", tuple(dict.fromkeys(account.get("roles", [])))),
            account.get("password", ""),
        )
        for account in table["accounts"]
    )
    hall = table.get("hall")
    return Plan(
        name=station.get("name", "").strip(),
        code=station.get("code", ""),
        people=people,
        settings=own | table.get("settings", {}),
        hall=Hall(hall.get("address", ""), hall.get("code", ""), hall.get("window", ""))
        if hall
        else None,
    )


def _named(problem: Problem) -> Problem:
    """The problem with the name of its line in the file."""
    first, *rest = problem.field.split("/")
    of_setting = {setting: key for key, setting in STATION.items()}
    match first, rest:
        case "people", [number, field]:
            name = f"accounts[{int(number) + 1}].{field}"
        case "people", []:
            name = "accounts"
        case "settings", [key]:
            name = f"station.{of_setting[key]}" if key in of_setting else f"settings.{key}"
        case "hall", [field]:
            name = f"hall.{field}"
        case _:
            name = f"station.{first}"
    return Problem(problem.code, name, problem.params)


# writing


def _account(person: Person) -> dict[str, Any]:
    said = {"login": person.login, "name": person.name, "roles": list(person.roles)}
    return said | ({"password": person.password} if person.password else {})


def _section(head: str, values: Mapping[str, Any]) -> str:
    return "\n".join((head, *(f"{key} = {_toml(value)}" for key, value in values.items())))


def _toml(value: Any) -> str:
    """A value as TOML writes it; JSON's texts and numbers are TOML's too."""
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
