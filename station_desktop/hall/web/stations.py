"""Stations and their devices: taken in, let in by a code that is shown once, shut out."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect

from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.hall import keeping, registry
from station_desktop.hall.registry import Device, Station
from station_desktop.hall.web.pages import page
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import html, seen

AnyRequest = Request[Any, Any, Any]
HOURS = (24, 72, 168)
QUIET_MS = 24 * 3_600_000
"""After so long without contact a device is pointed out."""


class NewStation(msgspec.Struct):
    """``words`` are names of communities, lanes and estates, with commas between them."""

    code: str = ""
    name: str = ""
    words: str = ""


class NewCode(msgspec.Struct):
    """What the code is for."""

    role: Literal["window", "relay"] = "window"
    name: str = ""
    hours: int = 72


class Reason(msgspec.Struct):
    reason: str = ""


Adding = Annotated[NewStation, Body(media_type=RequestEncodingType.URL_ENCODED)]
Coding = Annotated[NewCode, Body(media_type=RequestEncodingType.URL_ENCODED)]
Revoking = Annotated[Reason, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/stations", summary="Stations", **html())
@waits
def stations(request: AnyRequest, state: State) -> Response[Any]:
    return _list(request, state)


@post("/stations", summary="Take a station in", **seen(422))
@waits
def add_station(request: AnyRequest, state: State, data: Adding) -> Response[Any]:
    try:
        words = data.words.replace("，", ",").replace("、", ",").split(",")
        made = keeping.add_station(state.hall, request.user, data.code, data.name, words)
    except Refused as refused:
        return _list(request, state, refused.problems, data)
    return Redirect(f"/stations/{made.code}", status_code=303)


@get("/stations/{code:str}", summary="A station's devices", **html(404))
@waits
def station(request: AnyRequest, state: State, code: FromPath[str]) -> Response[Any]:
    return _one(request, state, code)


@post(
    "/stations/{code:str}/code",
    summary="Make an enrolment code",
    **seen(404, 422),
)
@waits
def make_code(
    request: AnyRequest, state: State, code: FromPath[str], data: Coding
) -> Response[Any]:
    """Shown on this answer and never again: the hall keeps only a hash of it."""
    try:
        made = keeping.enrol_code(
            state.hall, request.user, code, data.role, data.name[:40], data.hours
        )
    except Refused as refused:
        return _one(request, state, code, refused.problems)
    return page(
        request,
        "code.html",
        station=_station(request, state, code),
        code=made,
        role=data.role,
        hours=data.hours,
        here=f"/stations/{code}",
    )


@post(
    "/stations/{code:str}/devices/{device:str}/revoke",
    summary="Accept nothing more of a device",
    **seen(404, 422),
)
@waits
def revoke(
    request: AnyRequest, state: State, code: FromPath[str], device: FromPath[str], data: Revoking
) -> Response[Any]:
    try:
        keeping.revoke(state.hall, request.user, device, data.reason[:200])
    except Refused as refused:
        return _one(request, state, code, refused.problems)
    return Redirect(f"/stations/{code}", status_code=303)


def _list(
    request: AnyRequest,
    state: State,
    problems: tuple[Problem, ...] = (),
    typed: NewStation | None = None,
) -> Response[Any]:
    request.user.require("hall.stations")
    last: dict[str, int] = {}
    for device in registry.devices(state.hall, request.user):
        last[device.station] = max(last.get(device.station, 0), device.last_seen_at)
    return page(
        request,
        "stations.html",
        status=422 if problems else 200,
        stations=registry.stations(state.hall, request.user),
        last=last,
        problems=problems,
        typed=typed or NewStation(),
        here="/stations",
    )


def _one(
    request: AnyRequest, state: State, code: str, problems: tuple[Problem, ...] = ()
) -> Response[Any]:
    found = _station(request, state, code)
    now = state.hall.now_ms()
    return page(
        request,
        "station.html",
        status=422 if problems else 200,
        station=found,
        devices=registry.devices(state.hall, request.user, code),
        quiet=lambda device: _quiet(device, now),
        hours=HOURS,
        problems=problems,
        here=f"/stations/{code}",
    )


def _quiet(device: Device, now: int) -> bool:
    return not device.refusal and now - device.last_seen_at > QUIET_MS


def _station(request: AnyRequest, state: State, code: str) -> Station:
    request.user.require("hall.stations")
    for found in registry.stations(state.hall, request.user):
        if found.code == code:
            return found
    raise refuse("hall.station_unknown", field="station", station=code[:32])
