"""``stationctl init``: a new station in a folder, by hand or from a file; files from a sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from station_desktop.cli.session import data_folder
from station_desktop.console import output
from station_desktop.console.command import Command, option, say, wishes
from station_desktop.console.files import read_file
from station_desktop.console.secrets import given_password, new_password
from station_desktop.domain.problem import Problem, Refused

if TYPE_CHECKING:
    from station_desktop.usecases.setup.station_file import Order
    from station_desktop.usecases.setup.unattended import Done

_BY_HAND = ("name", "code", "admin")
_WAYS = ("config", "sheet", "sheet_example", "example")


@click.command("init", cls=Command, help="init")
@option("--name", "name", help="station_name")
@option("--code", "code", help="station_code")
@option("--admin", "admin", metavar="LOGIN", help="admin")
@option("--admin-name", "admin_name", default="", help="staff_name")
@option("--config", "config", metavar="FILE", help="init_config")
@option("--check", "check", is_flag=True, help="init_check")
@option("--example", "example", is_flag=True, help="init_example")
@option("--sheet", "sheet", metavar="FILE", help="init_sheet")
@option("--out", "out", metavar="DIR", help="init_out")
@option("--sheet-example", "sheet_example", metavar="FILE", help="init_sheet_example")
def init(**given: Any) -> None:
    """Exactly one way: by hand, from a file, or making such files."""
    ways = [way for way in _WAYS if given[way]]
    if any(given[key] for key in (*_BY_HAND, "admin_name")) or not ways:
        ways.append("by_hand")
    if len(ways) > 1 or (given["check"] and ways != ["config"]):
        raise click.UsageError(say("cli.init.one_way"), click.get_current_context())
    match ways[0]:
        case "config":
            _from_file(Path(given["config"]), only_check=given["check"])
        case "sheet":
            _from_sheet(Path(given["sheet"]), given["out"])
        case "sheet_example":
            _sheet_example(Path(given["sheet_example"]))
        case "example":
            _example()
        case _:
            _by_hand(given)


def _by_hand(given: dict[str, Any]) -> None:
    """The recovery key is printed here and can never be shown again."""
    for key in _BY_HAND:
        _must_have(key, given[key])
    from station_desktop.usecases.door import opening

    secret = given_password()
    made = opening.found_station(
        data_folder(),
        name=given["name"],
        code=given["code"],
        login=given["admin"],
        password=secret if secret is not None else new_password(),
        staff_name=given["admin_name"],
    )
    name = given["name"].strip()
    output.answer(
        {
            "name": name,
            "code": given["code"],
            "admin": made.actor.login,
            "roles": made.actor.roles,
            "recovery_key": made.recovery_key,
        },
        say("cli.init.made", name=name, admin=made.actor.login),
        *_key_lines(made.recovery_key),
    )


def _must_have(key: str, value: Any) -> None:
    context = click.get_current_context()
    if value is None:
        param = next(p for p in context.command.params if p.name == key)
        raise click.MissingParameter(ctx=context, param=param)


def _key_lines(recovery_key: str) -> list[str]:
    lines = (say("cli.init.recovery"), "", f"    {recovery_key}", "", say("cli.init.keep"))
    return ["", *lines]


# from a file


def _from_file(file: Path, *, only_check: bool) -> None:
    from station_desktop.usecases.setup import station_file, unattended

    try:
        order = station_file.read(read_file(str(file), station_file.LARGEST))
        beside = Path.cwd() if str(file) == "-" else file.absolute().parent
        if only_check:
            _checked(order, unattended.check(data_folder(), order, beside))
            return
        done = unattended.init(data_folder(), order, beside, wishes().language)
    except Refused as refused:
        _complain(refused.problems)
    else:
        _made(order, done)


def _checked(order: Order, problems: tuple[Problem, ...]) -> None:
    if problems:
        raise Refused(*problems)
    plan = order.plan
    value = {"name": plan.name, "code": plan.code, "accounts": _accounts(order, {})}
    output.answer(value, say("cli.init.sound", name=plan.name, count=len(plan.people)))


def _made(order: Order, done: Done) -> None:
    plan, made = order.plan, done.made
    told = {} if done.passwords_file else dict(made.given)
    value: dict[str, Any] = {
        "name": plan.name,
        "code": plan.code,
        "accounts": _accounts(order, told),
        "hall": plan.hall.address if plan.hall is not None else "",
        "desk": done.desk,
        "recovery_key_file": done.recovery_key_file,
        "passwords_file": done.passwords_file,
    }
    lines = [say("cli.init.station", name=plan.name, count=len(plan.people))]
    if done.desk:
        lines.append(say("cli.init.desk", desk=done.desk))
    if done.recovery_key_file:
        lines.append(say("cli.init.key_file", path=done.recovery_key_file))
    else:
        value["recovery_key"] = made.recovery_key
        lines += _key_lines(made.recovery_key)
    if done.passwords_file:
        lines.append(say("cli.init.passwords_file", path=done.passwords_file))
    elif told:
        lines += ["", say("cli.init.passwords"), *output.table(("login", "password"), told.items())]
    output.answer(value, *lines)


def _accounts(order: Order, told: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"login": person.login, "name": person.name, "roles": person.roles}
        | ({"password": told[person.login]} if person.login in told else {})
        for person in order.plan.people
    ]


def _complain(problems: tuple[Problem, ...]) -> None:
    """Each problem with its line in the file or its cell in the sheet."""
    shown = output.described(problems)
    value = {"error": {key: shown[0][key] for key in ("code", "message")}, "problems": shown}
    lines = [
        f"{problem.field}: {output.message(problem)}" if problem.field else output.message(problem)
        for problem in problems
    ]
    output.fail(value, *lines)


def _example() -> None:
    from station_desktop.usecases.setup import station_file

    text = station_file.example(wishes().language)
    output.answer({"example": text}, text.rstrip("\n"))


# from a sheet


def _from_sheet(sheet: Path, out: str | None) -> None:
    _must_have("out", out)
    from station_desktop.usecases.setup import station_sheet

    folder = Path(out or "")
    try:
        planned = station_sheet.read(sheet)
        written = station_sheet.write(planned, folder, wishes().language)
    except Refused as refused:
        _complain(refused.problems)
    else:
        stations = [
            {"code": one.order.plan.code, "name": one.order.plan.name, "file": str(path)}
            for one, path in zip(planned, written, strict=True)
        ]
        rows = [(one["code"], one["name"], one["file"]) for one in stations]
        output.answer(
            {"stations": stations},
            say("cli.init.files", count=len(stations), folder=str(folder)),
            *output.table(("station_code", "station_name", "file"), rows),
            say("cli.init.files_next"),
        )


def _sheet_example(path: Path) -> None:
    from station_desktop.workbook import stations

    stations.write_empty(path, wishes().language)
    output.answer({"file": str(path)}, say("cli.init.sheet", name=path.name))
