"""The whistle board over all stations, and one whistle: whom to call, who is there, who said
what."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, FromQuery, QueryParameter
from litestar.response import Redirect

from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.hall import registry
from station_desktop.hall.web import codes
from station_desktop.hall.web.department import GRADES, TONES, Told, deed_of
from station_desktop.hall.web.language import of as language_of
from station_desktop.hall.web.pages import page, speaker
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import html, seen
from station_desktop.hall.whistles import acts, board
from station_desktop.hall.whistles.acts import Chosen
from station_desktop.hall.whistles.board import Detail, Show

AnyRequest = Request[Any, Any, Any]
Short = Annotated[str, QueryParameter(max_length=100)]
DEEDS = ("arrive", "act", "report", "rate")
KINDS = {"everyday": "", "hard": "warn", "emergency": "bad"}
LOOK_AGAIN_S = 20
"""After so many seconds the board shows again how things stand."""


class Call(msgspec.Struct, frozen=True):
    department: str = ""
    contact: str = ""


class TurnDown(msgspec.Struct, frozen=True):
    reason: str = ""


class NewLink(msgspec.Struct, frozen=True):
    department: str = ""


class Recorded(Told, frozen=True):
    """What a department told by telephone, and when; ``at`` empty for now."""

    department: str = ""
    at: str = ""


class Typed(msgspec.Struct, frozen=True):
    """What stood in the form that was not taken: ``form`` is ``call``, ``down``, ``link`` or
    ``record``."""

    form: str = ""
    call: Call = Call()
    down: TurnDown = TurnDown()
    record: Recorded = Recorded()


Calling = Annotated[Call, Body(media_type=RequestEncodingType.URL_ENCODED)]
TurningDown = Annotated[TurnDown, Body(media_type=RequestEncodingType.URL_ENCODED)]
Linking = Annotated[NewLink, Body(media_type=RequestEncodingType.URL_ENCODED)]
Recording = Annotated[Recorded, Body(media_type=RequestEncodingType.URL_ENCODED)]
_ONE = "/whistles/{station:str}/{id:str}"


@get("/whistles", summary="The whistle board", **html())
@waits
def whistles(
    request: AnyRequest,
    state: State,
    show: FromQuery[Show] = "open",
    station: Short = "",
    after: Short = "",
) -> Response[Any]:
    found = board.board(state.hall, request.user, show, station, after)
    asked = {"show": show, "station": station, "after": found.after}
    return page(
        request,
        "whistles.html",
        board=found,
        show=show,
        shows=board.SHOWS,
        station=station,
        stations=registry.stations(state.hall, request.user),
        tones=TONES,
        kinds=KINDS,
        reload=0 if after else LOOK_AGAIN_S,
        next=f"/whistles?{urlencode(asked)}" if found.after else "",
        here="/whistles",
    )


@get(_ONE, summary="A whistle", **html(404))
@waits
def whistle(
    request: AnyRequest, state: State, station: FromPath[str], id: FromPath[str]
) -> Response[Any]:
    return _one(request, state, _chosen(station, id))


@post(_ONE + "/call", summary="Call a department", **seen(404, 422))
@waits
def call(
    request: AnyRequest, state: State, station: FromPath[str], id: FromPath[str], data: Calling
) -> Response[Any]:
    chosen = _chosen(station, id)
    try:
        acts.call(state.hall, request.user, chosen, data.department, data.contact)
    except Refused as refused:
        return _one(request, state, chosen, refused.problems, Typed("call", call=data))
    return _back(chosen)


@post(_ONE + "/turn-down", summary="Turn a whistle down", **seen(404, 422))
@waits
def turn_down(
    request: AnyRequest, state: State, station: FromPath[str], id: FromPath[str], data: TurningDown
) -> Response[Any]:
    chosen = _chosen(station, id)
    try:
        acts.turn_down(state.hall, request.user, chosen, data.reason)
    except Refused as refused:
        return _one(request, state, chosen, refused.problems, Typed("down", down=data))
    return _back(chosen)


@post(_ONE + "/link", summary="A new link for a department", **seen(404, 422))
@waits
def link(
    request: AnyRequest, state: State, station: FromPath[str], id: FromPath[str], data: Linking
) -> Response[Any]:
    chosen = _chosen(station, id)
    try:
        acts.link(state.hall, request.user, chosen, data.department)
    except Refused as refused:
        return _one(request, state, chosen, refused.problems, Typed("link"))
    return _back(chosen)


@post(_ONE + "/record", summary="Write down what a department told", **seen(404, 422))
@waits
def record(
    request: AnyRequest, state: State, station: FromPath[str], id: FromPath[str], data: Recording
) -> Response[Any]:
    chosen, deed = _chosen(station, id), deed_of(data, data.at)
    try:
        if deed is None:
            raise refuse("hall.form", field="do")
        acts.record(state.hall, request.user, chosen, data.department, deed)
    except Refused as refused:
        return _one(request, state, chosen, refused.problems, Typed("record", record=data))
    return _back(chosen)


def _chosen(station: str, id: str) -> Chosen:
    return Chosen(station.replace("\0", ""), id.replace("\0", ""))


def _back(chosen: Chosen) -> Redirect:
    return Redirect(f"/whistles/{chosen.station}/{chosen.id}", status_code=303)


def _one(
    request: AnyRequest,
    state: State,
    chosen: Chosen,
    problems: tuple[Problem, ...] = (),
    typed: Typed | None = None,
) -> Response[Any]:
    found = board.detail(state.hall, request.user, chosen)
    base = f"/whistles/{chosen.station}/{chosen.id}"
    return page(
        request,
        "whistle.html",
        status=422 if problems else 200,
        found=found,
        line=found.line,
        whistle=found.line.whistle,
        tones=TONES,
        kinds=KINDS,
        grades=GRADES,
        deeds=DEEDS,
        contacts=board.contacts(state.hall, request.user),
        sent=_sent(request, found),
        problems=problems,
        typed=typed or Typed(),
        reload=0 if problems or not found.line.whistle.open else LOOK_AGAIN_S,
        base=base,
        here=base,
    )


def _sent(request: AnyRequest, found: Detail) -> dict[str, tuple[str, Any]]:
    """Each department's link in full, and as a QR code."""
    app: Any = request.app
    scheme = "https" if app.over_tls else request.url.scheme
    host = f"{scheme}://{request.headers.get('host', request.url.netloc)}"
    title = speaker(language_of(request))("page.whistle.code")
    return {
        department: (f"{host}{path}", codes.drawn(f"{host}{path}", title))
        for department, path in found.links.items()
    }
