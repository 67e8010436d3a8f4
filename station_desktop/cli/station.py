"""``stationctl init``: a new station in a folder."""

from __future__ import annotations

import click

from station_desktop.cli.session import data_folder
from station_desktop.console import output
from station_desktop.console.command import Command, option, say
from station_desktop.console.secrets import given_password, new_password


@click.command("init", cls=Command, help="init")
@option("--name", "name", required=True, help="station_name")
@option("--code", "code", required=True, help="station_code")
@option("--admin", "admin", required=True, metavar="LOGIN", help="admin")
@option("--admin-name", "admin_name", default="", help="staff_name")
def init(name: str, code: str, admin: str, admin_name: str) -> None:
    """The recovery key is printed here and can never be shown again."""
    from station_desktop.usecases import opening

    given = given_password()
    made = opening.found_station(
        data_folder(),
        name=name,
        code=code,
        login=admin,
        password=given if given is not None else new_password(),
        staff_name=admin_name,
    )
    output.answer(
        {
            "name": name.strip(),
            "code": code,
            "admin": made.actor.login,
            "roles": made.actor.roles,
            "recovery_key": made.recovery_key,
        },
        say("cli.init.made", name=name.strip(), admin=made.actor.login),
        "",
        say("cli.init.recovery"),
        "",
        f"    {made.recovery_key}",
        "",
        say("cli.init.keep"),
    )
