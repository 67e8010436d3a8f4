"""Keys of outside systems: made, shown once, ended."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect

from station_desktop.domain.problem import Problem, Refused
from station_desktop.hall.accounts import api_tokens
from station_desktop.hall.web.pages import page
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import html, seen

AnyRequest = Request[Any, Any, Any]


class NewKey(msgspec.Struct):
    """``source`` is the only one that the key may speak for, empty for any."""

    name: str = ""
    source: str = ""


Making = Annotated[NewKey, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/users/keys", summary="Keys of outside systems", **html())
@waits
def keys(request: AnyRequest, state: State) -> Response[Any]:
    return _page(request, state)


@post("/users/keys", summary="Make a key", **seen(422))
@waits
def make_key(request: AnyRequest, state: State, data: Making) -> Response[Any]:
    """Its text is shown on this answer and never again."""
    try:
        _, text = api_tokens.make(state.hall, request.user, data.name, data.source)
    except Refused as refused:
        return _page(request, state, refused.problems, data)
    return _page(request, state, made=text)


@post("/users/keys/{id:str}/end", summary="Accept a key no more", **seen(404, 422))
@waits
def end_key(request: AnyRequest, state: State, id: FromPath[str]) -> Response[Any]:
    try:
        api_tokens.end(state.hall, request.user, id)
    except Refused as refused:
        return _page(request, state, refused.problems)
    return Redirect("/users/keys", status_code=303)


def _page(
    request: AnyRequest,
    state: State,
    problems: tuple[Problem, ...] = (),
    typed: NewKey | None = None,
    made: str = "",
) -> Response[Any]:
    return page(
        request,
        "keys.html",
        status=422 if problems else 200,
        keys=api_tokens.all_tokens(state.hall, request.user),
        problems=problems,
        typed=typed or NewKey(),
        made=made,
        here="/users/keys",
    )
