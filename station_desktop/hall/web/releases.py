"""Versions of the program, for the hall's administrators: publish one, let it go further, take it
back, and see which window runs what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Annotated, Any, Literal, cast

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State, UploadFile
from litestar.enums import RequestEncodingType
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import Body, FromPath
from litestar.response import Redirect, Stream

from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.station.releases import RINGS, Ring
from station_desktop.hall.updates import publishing, reading
from station_desktop.hall.updates.publishing import LARGEST_FILE, Taken
from station_desktop.hall.web.pages import page
from station_desktop.hall.web.sync import OCTETS
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import html, seen
from station_desktop.releases.carried import SUFFIX

AnyRequest = Request[Any, Any, Any]
LARGEST_UPLOAD = LARGEST_FILE + 64 * 1024
_PIECE = 256 * 1024


class UpdateFile(msgspec.Struct):
    """A ``.station-update``, and how far it goes at first."""

    file: UploadFile
    ring: Ring = "test"


class Reach(msgspec.Struct):
    """How far a version goes from now on; empty takes it back."""

    ring: Literal["", "test", "first", "half", "all"] = ""


class Belongs(msgspec.Struct):
    ring: Ring = "all"


Packed = Annotated[UpdateFile, Body(media_type=RequestEncodingType.MULTI_PART)]
Going = Annotated[Reach, Body(media_type=RequestEncodingType.URL_ENCODED)]
Placing = Annotated[Belongs, Body(media_type=RequestEncodingType.URL_ENCODED)]
_file = ResponseSpec(bytes, description="The file to carry", media_type=OCTETS)
_carried = html(404)
_carried["responses"] = {**_carried["responses"], 200: _file}


@get("/releases", summary="Versions of the program", **html())
@waits
def releases(request: AnyRequest, state: State) -> Response[Any]:
    return _page(request, state)


@post(
    "/releases",
    summary="Publish a version",
    request_max_body_size=LARGEST_UPLOAD,
    **seen(413, 422),
)
@waits
def publish(request: AnyRequest, state: State, data: Packed) -> Response[Any]:
    try:
        done = publishing.publish(
            state.hall, request.user, cast("IO[bytes]", data.file.file), data.ring
        )
    except Refused as refused:
        return _page(request, state, refused.problems)
    return _page(request, state, done=done)


@post("/releases/{version:str}/ring", summary="Let a version go further", **seen(404, 422))
@waits
def let_go(request: AnyRequest, state: State, version: FromPath[str], data: Going) -> Response[Any]:
    try:
        publishing.let_go(state.hall, request.user, version, data.ring)
    except Refused as refused:
        return _page(request, state, refused.problems)
    return Redirect("/releases", status_code=303)


@get("/releases/{version:str}/file", summary="The file to carry to a station", **_carried)
@waits
def export(request: AnyRequest, state: State, version: FromPath[str]) -> Response[Any]:
    folder = TemporaryDirectory()
    try:
        to = Path(folder.name) / f"station-desktop-{version}{SUFFIX}"
        publishing.export(state.hall, request.user, version, to)
        file = to.open("rb")
    except BaseException:
        folder.cleanup()
        raise
    name = f"station-desktop-{version}{SUFFIX}"
    return Stream(
        _pieces(file, folder),
        media_type=OCTETS,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


@post("/releases/devices/{device:str}/ring", summary="Put a window in a ring", **seen(404, 422))
@waits
def place(request: AnyRequest, state: State, device: FromPath[str], data: Placing) -> Response[Any]:
    try:
        publishing.put_in_ring(state.hall, request.user, device, data.ring)
    except Refused as refused:
        return _page(request, state, refused.problems)
    return Redirect("/releases", status_code=303)


def _page(
    request: AnyRequest,
    state: State,
    problems: tuple[Problem, ...] = (),
    done: Taken | None = None,
) -> Response[Any]:
    return page(
        request,
        "releases.html",
        status=422 if problems else 200,
        releases=reading.published(state.hall, request.user),
        running=reading.running(state.hall, request.user),
        rings=RINGS,
        suffix=SUFFIX,
        problems=problems,
        done=done,
        here="/releases",
    )


def _pieces(file: IO[bytes], folder: TemporaryDirectory[str]) -> Iterator[bytes]:
    try:
        with file:
            while piece := file.read(_PIECE):
                yield piece
    finally:
        folder.cleanup()
