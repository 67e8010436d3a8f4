"""Signing in and out, and one's own password."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import Body
from litestar.response import Redirect

from station_desktop.domain.problem import Refused, refuse
from station_desktop.hall.accounts import signing_in, staff
from station_desktop.hall.web.gate import ended_cookie, session_cookie, token_of
from station_desktop.hall.web.menu import first_page
from station_desktop.hall.web.pages import page
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import SIGNED, html, seen

AnyRequest = Request[Any, Any, Any]
TRIES_A_MINUTE = 20


class Credentials(msgspec.Struct):
    """What is typed at the sign-in; ``next`` is the page to go on to."""

    login: str = ""
    password: str = ""
    next: str = ""


class NewPassword(msgspec.Struct):
    old: str = ""
    password: str = ""
    again: str = ""


Signing = Annotated[Credentials, Body(media_type=RequestEncodingType.URL_ENCODED)]
Changing = Annotated[NewPassword, Body(media_type=RequestEncodingType.URL_ENCODED)]

limit = RateLimitConfig(rate_limit=("minute", TRIES_A_MINUTE), store="sign_in")


def own_page(path: str) -> str:
    """The page to go on to, if it is one of ours: a path, never another address."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if inside and len(path) <= 300 else ""


@get("/", include_in_schema=False, **SIGNED)
async def start(request: AnyRequest) -> Redirect:
    return Redirect(first_page(request.user), status_code=303)


@get("/sign-in", summary="Sign in", **html(signed=False))
@waits
def sign_in_page(request: AnyRequest) -> Response[Any]:
    return page(
        request,
        "sign_in.html",
        login="",
        next=own_page(request.query_params.get("next", "")),
        changed="changed" in request.query_params,
        problems=(),
    )


@post("/sign-in", summary="Sign in", middleware=[limit.middleware], **seen(422, 429, signed=False))
@waits
def sign_in(request: AnyRequest, state: State, data: Signing) -> Response[Any]:
    """A session for the right password; the same words for a wrong password and for no such
    account."""
    app: Any = request.app
    try:
        opened = signing_in.sign_in(state.hall, data.login, data.password)
    except Refused as refused:
        state.measures.sign_in("refused")
        return page(
            request,
            "sign_in.html",
            status=422,
            login=data.login[:50],
            next=own_page(data.next),
            changed=False,
            problems=refused.problems,
            here="/sign-in",
        )
    state.measures.sign_in("done")
    answer = Redirect(own_page(data.next) or first_page(opened.officer), status_code=303)
    answer.set_cookie(session_cookie(opened.token, secure=app.over_tls))
    return answer


@post("/sign-out", summary="Sign out", **seen(signed=False))
@waits
def sign_out(request: AnyRequest, state: State) -> Response[Any]:
    """Ends the session at the hall, not only in the browser."""
    app: Any = request.app
    signing_in.sign_out(state.hall, token_of(request))
    answer = Redirect("/sign-in", status_code=303)
    answer.set_cookie(ended_cookie(secure=app.over_tls))
    return answer


@get("/password", summary="One's own password", **html())
@waits
def password_page(request: AnyRequest) -> Response[Any]:
    return page(request, "password.html", problems=())


@post("/password", summary="Change one's own password", **seen(422))
@waits
def change_password(request: AnyRequest, state: State, data: Changing) -> Response[Any]:
    """Ends all of one's sessions, this one too: whoever else had the password is out."""
    app: Any = request.app
    try:
        if data.password != data.again:
            raise refuse("password.differ", field="again")
        staff.change_own(state.hall, request.user, data.old, data.password)
    except Refused as refused:
        return page(
            request, "password.html", status=422, problems=refused.problems, here="/password"
        )
    answer = Redirect("/sign-in", query_params={"changed": "1"}, status_code=303)
    answer.set_cookie(ended_cookie(secure=app.over_tls))
    return answer
