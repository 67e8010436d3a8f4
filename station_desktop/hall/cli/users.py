"""``station-hall user``, ``token`` and ``audit``."""

from __future__ import annotations

from typing import Any, cast

import click
import msgspec

from station_desktop.console import output
from station_desktop.console.command import Between, Command, Group, OneOf, option, say
from station_desktop.console.secrets import new_password
from station_desktop.domain.time import clock
from station_desktop.hall import audit
from station_desktop.hall.accounts import api_tokens, staff
from station_desktop.hall.accounts.staff import Member
from station_desktop.hall.cli.session import at_hall
from station_desktop.hall.roles import ROLES, Role

user = Group("user", help="user")
token = Group("token", help="token")


@user.command("add", help="user.add")
@click.argument("login")
@option("--name", "name", required=True, help="staff_name")
@option("--role", "roles", multiple=True, required=True, type=OneOf(ROLES), help="role")
@option("--new-password-file", "file", metavar="FILE", help="new_password_file")
def add(login: str, name: str, roles: tuple[str, ...], file: str | None) -> None:
    """Make an account."""
    with at_hall() as (hall, officer):
        made = staff.add(hall, officer, login, name, _roles(roles), new_password(file))
    _answer(made, "hall.user.added")


@user.command("list", help="user.list")
def list_users() -> None:
    """Everybody who may sign in."""
    with at_hall() as (hall, officer):
        found = staff.members(hall, officer)
    rows = [(m.login, m.name, _words(m), say("hall.user.closed") if m.shut else "") for m in found]
    shown = output.table(("login", "name", "roles", "standing"), rows)
    output.answer({"users": [_value(member) for member in found]}, *shown)


@user.command("role", help="user.role")
@click.argument("login")
@click.argument("roles", nargs=-1, required=True, type=OneOf(ROLES))
def role(login: str, roles: tuple[str, ...]) -> None:
    """The account holds exactly these roles from now on."""
    with at_hall() as (hall, officer):
        changed = staff.give_roles(hall, officer, login, _roles(roles))
    _answer(changed, "hall.user.roles")


@user.command("password", help="user.password")
@click.argument("login")
@option("--new-password-file", "file", metavar="FILE", help="new_password_file")
def password(login: str, file: str | None) -> None:
    """A new password for one account."""
    with at_hall() as (hall, officer):
        staff.set_password(hall, officer, login, new_password(file))
    output.answer({"login": login}, say("hall.user.password", login=login))


@user.command("shut", help="user.shut")
@click.argument("login")
def shut(login: str) -> None:
    """Shut an account out, at once."""
    with at_hall() as (hall, officer):
        changed = staff.shut(hall, officer, login, True)
    _answer(changed, "hall.user.is_shut")


@user.command("let-in", help="user.let_in")
@click.argument("login")
def let_in(login: str) -> None:
    """Let an account in again."""
    with at_hall() as (hall, officer):
        changed = staff.shut(hall, officer, login, False)
    _answer(changed, "hall.user.is_in")


@token.command("add", help="token.add")
@option("--name", "name", required=True, help="token_name")
@option("--source", "source", default="", help="source")
def make(name: str, source: str) -> None:
    """A key for another system; it is shown once."""
    with at_hall() as (hall, officer):
        made, text = api_tokens.make(hall, officer, name, source)
    value = {"id": made.id, "name": made.name, "source": made.source, "token": text}
    output.answer(value, text, say("hall.token.keep"))


@token.command("list", help="token.list")
def list_tokens() -> None:
    """All keys; what they are is not shown again."""
    with at_hall() as (hall, officer):
        found = api_tokens.all_tokens(hall, officer)
    rows = [
        (one.id, one.name, one.source, _moment(one.used_at), _moment(one.ended_at)) for one in found
    ]
    shown = output.table(("id", "name", "source", "used", "ended"), rows)
    output.answer({"tokens": found}, *shown)


@token.command("end", help="token.end")
@click.argument("id")
def end(id: str) -> None:
    """Accept a key no more."""
    with at_hall() as (hall, officer):
        ended = api_tokens.end(hall, officer, id)
    output.answer({"id": ended.id}, say("hall.token.is_ended", name=ended.name))


@click.command("audit", cls=Command, help="audit")
@option("--before", "before", type=Between(0, 2**53), default=0, help="before")
@option("--limit", "limit", type=Between(1, 1000), default=100, help="limit")
def audit_lines(before: int, limit: int) -> None:
    """What the hall's staff did, the latest first."""
    with at_hall() as (hall, officer):
        found = audit.page(hall, officer, before, limit)
    rows = [
        (
            one.number,
            _moment(one.at),
            one.login,
            say(f"hall.did.{one.what}"),
            one.on,
            msgspec.json.encode(one.detail).decode() if one.detail else "",
        )
        for one in found
    ]
    heads = ("line", "at", "login", "what", "on", "detail")
    output.answer({"audit": found}, *output.table(heads, rows))


def _roles(given: tuple[str, ...]) -> tuple[Role, ...]:
    return cast("tuple[Role, ...]", tuple(dict.fromkeys(given)))


def _answer(member: Member, code: str) -> None:
    output.answer(_value(member), say(code, login=member.login, roles=_words(member)))


def _words(member: Member) -> str:
    return ", ".join(say(f"hall.role.{role}") for role in member.roles)


def _value(member: Member) -> dict[str, Any]:
    return {
        "login": member.login,
        "name": member.name,
        "roles": member.roles,
        "shut": member.shut,
    }


def _moment(at: int) -> str:
    return clock.from_milliseconds(at).strftime("%Y-%m-%d %H:%M") if at else ""
