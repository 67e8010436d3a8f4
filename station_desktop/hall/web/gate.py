"""Who is at the page: the session's cookie, and the guard that every page of the staff has.

The cookie holds a random token and nothing else; what it stands for is a row at the hall, which
the hall can take away.
"""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.handlers import BaseRouteHandler

from station_desktop.hall.accounts import signing_in
from station_desktop.hall.web.faults import NotSignedIn

Connection = ASGIConnection[Any, Any, Any, Any]


def cookie_name(secure: bool) -> str:
    """``__Host-`` makes browsers refuse a cookie that another host or plain HTTP has planted."""
    return "__Host-hall_session" if secure else "hall_session"


def token_of(connection: Connection) -> str:
    app: Any = connection.app
    return str(connection.cookies.get(cookie_name(app.over_tls), ""))


def session_cookie(token: str, *, secure: bool) -> Cookie:
    """Kept until the browser closes; the hall's row ends earlier when nothing is done."""
    return Cookie(
        key=cookie_name(secure),
        value=token,
        path="/",
        secure=secure,
        httponly=True,
        samesite="strict",
    )


def ended_cookie(*, secure: bool) -> Cookie:
    cookie = session_cookie("", secure=secure)
    cookie.max_age = 0
    return cookie


async def signed_in(connection: Connection, handler: BaseRouteHandler) -> None:
    """Lets nobody in who is not signed in; puts the officer into ``request.user``."""
    token = token_of(connection)
    officer = None
    if 16 <= len(token) <= 200:
        hall = connection.app.state.hall
        officer = await to_thread.run_sync(signing_in.session, hall, token)
    if officer is None:
        raise NotSignedIn
    connection.scope["user"] = officer
