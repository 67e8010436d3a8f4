"""Demands from outside: taken in from a file, given to a station, their replies handed back."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State, UploadFile
from litestar.enums import RequestEncodingType
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import Body, FromPath, FromQuery, QueryParameter
from litestar.response import Redirect

from station_desktop.domain.case import demands as trade
from station_desktop.domain.case.demands import Demand
from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.hall import registry
from station_desktop.hall.demands import acts, reading, replies
from station_desktop.hall.demands.acts import Import
from station_desktop.hall.journal import folding
from station_desktop.hall.registry import Station
from station_desktop.hall.web import language
from station_desktop.hall.web.pages import page
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import html, seen

AnyRequest = Request[Any, Any, Any]
Show = Literal["waiting", "open", "answered", "sent"]
Short = Annotated[str, QueryParameter(max_length=100)]
SHOWS: tuple[Show, ...] = ("waiting", "open", "answered", "sent")
LARGEST_UPLOAD = reading.LARGEST_FILE + 64 * 1024
MOST_REFUSED = 100
_STATES: dict[str, tuple[trade.State, ...]] = {
    "open": trade.OPEN_STATES,
    "answered": ("answered",),
    "sent": ("sent",),
}
_TONES = {"new": "info", "taken": "info", "returned": "warn", "answered": "ok", "sent": ""}
_FILES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


class DemandFile(msgspec.Struct):
    """An export; ``source`` is where its rows come from that do not say so themselves."""

    file: UploadFile
    source: str = ""


class Give(msgspec.Struct):
    station: str = ""


class Back(msgspec.Struct):
    reason: str = ""
    due: str = ""


class Fetch(msgspec.Struct):
    """``sent`` says that the replies count as handed back from now on."""

    format: Literal["csv", "json"] = "csv"
    sent: str = ""


Uploaded = Annotated[DemandFile, Body(media_type=RequestEncodingType.MULTI_PART)]
Giving = Annotated[Give, Body(media_type=RequestEncodingType.URL_ENCODED)]
Returning = Annotated[Back, Body(media_type=RequestEncodingType.URL_ENCODED)]
Fetching = Annotated[Fetch, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/demands", summary="Demands from outside", **html(422))
@waits
def inbox(
    request: AnyRequest,
    state: State,
    show: FromQuery[Show] = "waiting",
    station: Short = "",
    after: Short = "",
) -> Response[Any]:
    return _list(request, state, show, station, after)


@post(
    "/demands/upload",
    summary="Take an export in",
    request_max_body_size=LARGEST_UPLOAD,
    **seen(413, 422),
)
@waits
def upload(request: AnyRequest, state: State, data: Uploaded) -> Response[Any]:
    try:
        request.user.require("hall.demands")
        rows = reading.from_file(data.file.file.read(), data.source.strip()[:40])
        result = acts.take_in(state.hall, request.user, rows)
    except Refused as refused:
        return _list(request, state, problems=refused.problems)
    for outcome in ("given", "waiting", "known"):
        state.measures.demands(outcome, result.count(outcome))
    return _list(request, state, result=result)


@post("/demands/give/{id:str}", summary="Give to a station", **seen(404, 422))
@waits
def give(request: AnyRequest, state: State, id: FromPath[str], data: Giving) -> Response[Any]:
    try:
        acts.give(state.hall, request.user, id, data.station)
    except Refused as refused:
        return _list(request, state, problems=refused.problems)
    return Redirect("/demands", status_code=303)


@post(
    "/demands/replies",
    summary="Fetch the replies that still have to go out",
    **{
        **seen(422),
        "responses": {
            **seen(422)["responses"],
            200: ResponseSpec(bytes, description="The replies", media_type="text/csv"),
        },
    },
)
@waits
def fetch(request: AnyRequest, state: State, data: Fetching) -> Response[Any]:
    """A table for a spreadsheet, or JSON for another system."""
    found = replies.answered(state.hall, request.user)
    if not found:
        return _list(request, state, "answered", problems=(Problem("hall.no_replies"),))
    if data.format == "csv":
        content = replies.as_csv(found, language.of(request))
    else:
        content = msgspec.json.format(msgspec.json.encode(replies.as_values(found)), indent=2)
    if data.sent:
        replies.mark_sent(state.hall, request.user, found)
    stamp = state.hall.time.now().strftime("%Y%m%d-%H%M%S")
    return Response(
        content,
        media_type=_FILES[data.format],
        headers={"content-disposition": f'attachment; filename="replies-{stamp}.{data.format}"'},
    )


@get("/demands/{station:str}/{id:str}", summary="A demand", **html(404))
@waits
def demand(
    request: AnyRequest, state: State, station: FromPath[str], id: FromPath[str]
) -> Response[Any]:
    return _one(request, state, station, id)


@post(
    "/demands/{station:str}/{id:str}/return",
    summary="Ask the station for a better answer",
    **seen(404, 422),
)
@waits
def send_back(
    request: AnyRequest, state: State, station: FromPath[str], id: FromPath[str], data: Returning
) -> Response[Any]:
    try:
        acts.send_back(state.hall, request.user, station, id, data.reason, data.due)
    except Refused as refused:
        return _one(request, state, station, id, refused.problems, data)
    return Redirect(f"/demands/{station}/{id}", status_code=303)


def _list(
    request: AnyRequest,
    state: State,
    show: Show = "waiting",
    station: str = "",
    after: str = "",
    problems: tuple[Problem, ...] = (),
    result: Import | None = None,
) -> Response[Any]:
    hall, officer = state.hall, request.user
    waiting = acts.waiting(hall, officer, after if show == "waiting" else "")
    where = replies.Filter(_STATES.get(show, ()), station)
    found = () if show == "waiting" else replies.listed(hall, officer, where, after)
    last = _last(show, waiting, found)
    asked = {"show": show, "station": station, "after": last}
    return page(
        request,
        "demands.html",
        status=422 if problems else 200,
        show=show,
        shows=SHOWS,
        station=station,
        stations=_stations(request, state),
        waiting=waiting,
        found=found,
        tones=_TONES,
        late=lambda due: bool(due) and due < hall.time.now().strftime("%Y-%m-%dT%H:%M"),
        next=f"/demands?{urlencode(asked)}" if last else "",
        problems=problems,
        result=result,
        most=MOST_REFUSED,
        here="/demands",
    )


def _last(show: str, waiting: tuple[Any, ...], found: tuple[Any, ...]) -> str:
    """The id behind which the next page begins, empty where there is none."""
    if show == "waiting":
        return str(waiting[-1].id) if len(waiting) == acts.PAGE else ""
    return str(found[-1].demand.id) if len(found) == replies.PAGE else ""


def _stations(request: AnyRequest, state: State) -> tuple[Station, ...]:
    return registry.stations(state.hall, request.user)


def _one(
    request: AnyRequest,
    state: State,
    station: str,
    id: str,
    problems: tuple[Problem, ...] = (),
    typed: Back | None = None,
) -> Response[Any]:
    request.user.require("hall.demands")
    with state.hall.database.reading() as connection:
        record = folding.load(connection, station, "demand", id)
    if not isinstance(record, Demand):
        raise refuse("demand.unknown")
    names = {one.code: one.name for one in _stations(request, state)}
    return page(
        request,
        "demand.html",
        status=422 if problems else 200,
        demand=record,
        station=station,
        station_name=names.get(station, station),
        tones=_TONES,
        problems=problems,
        typed=typed or Back(),
        here=f"/demands/{station}/{id}",
    )
