"""Accounts of the hall's staff, and what was done under them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, FromQuery
from litestar.response import Redirect

from station_desktop.domain.problem import Problem, Refused
from station_desktop.hall import audit
from station_desktop.hall.accounts import staff
from station_desktop.hall.roles import ROLES
from station_desktop.hall.web.pages import page
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import html, seen

AnyRequest = Request[Any, Any, Any]
ABOVE_ALL = 2**53
"""Line numbers beyond this are none."""


class NewUser(msgspec.Struct):
    """A new account as typed; one tick for each role."""

    login: str = ""
    name: str = ""
    password: str = ""
    officer: str = ""
    publisher: str = ""
    admin: str = ""

    @property
    def roles(self) -> Any:
        return tuple(role for role in ROLES if getattr(self, role))


class UserChange(msgspec.Struct):
    """What to do with an account: ``act`` is ``roles``, ``rename``, ``password``, ``shut`` or
    ``let_in``."""

    act: str = ""
    name: str = ""
    password: str = ""
    officer: str = ""
    publisher: str = ""
    admin: str = ""

    @property
    def roles(self) -> Any:
        return tuple(role for role in ROLES if getattr(self, role))


Adding = Annotated[NewUser, Body(media_type=RequestEncodingType.URL_ENCODED)]
Changing = Annotated[UserChange, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/users", summary="Accounts", **html())
@waits
def users(request: AnyRequest, state: State) -> Response[Any]:
    return _page(request, state)


@post("/users", summary="Make an account", **seen(422))
@waits
def add_user(request: AnyRequest, state: State, data: Adding) -> Response[Any]:
    try:
        staff.add(state.hall, request.user, data.login, data.name, data.roles, data.password)
    except Refused as refused:
        return _page(request, state, refused.problems, data)
    return Redirect("/users", status_code=303)


@post("/users/{login:str}", summary="Change an account", **seen(404, 422))
@waits
def change_user(
    request: AnyRequest, state: State, login: FromPath[str], data: Changing
) -> Response[Any]:
    acts: dict[str, Callable[[], object]] = {
        "roles": lambda: staff.give_roles(state.hall, request.user, login, data.roles),
        "rename": lambda: staff.rename(state.hall, request.user, login, data.name),
        "password": lambda: staff.set_password(state.hall, request.user, login, data.password),
        "shut": lambda: staff.shut(state.hall, request.user, login, True),
        "let_in": lambda: staff.shut(state.hall, request.user, login, False),
    }
    act = acts.get(data.act)
    if act is None:
        return _page(request, state, (Problem("hall.form"),))
    try:
        act()
    except Refused as refused:
        return _page(request, state, refused.problems)
    return Redirect("/users", status_code=303)


def _page(
    request: AnyRequest,
    state: State,
    problems: tuple[Problem, ...] = (),
    typed: NewUser | None = None,
) -> Response[Any]:
    return page(
        request,
        "users.html",
        status=422 if problems else 200,
        members=staff.members(state.hall, request.user),
        roles=ROLES,
        problems=problems,
        typed=typed or NewUser(),
        here="/users",
    )


@get("/users/journal", summary="What was done", **html())
@waits
def done(request: AnyRequest, state: State, before: FromQuery[int] = 0) -> Response[Any]:
    """The lines before number ``before``, the latest first."""
    wanted = before if 0 < before < ABOVE_ALL else 0
    acts = audit.page(state.hall, request.user, wanted)
    older = acts[-1].number if len(acts) == audit.PAGE else 0
    return page(request, "acts.html", acts=acts, older=older)
