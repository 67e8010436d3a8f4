"""``/updates``: what windows ask when they look for another version of the program. Nothing here is
secret, and nothing is believed for coming from here: windows prove the signatures themselves."""

from __future__ import annotations

import re
from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, QueryParameter
from litestar.response import Stream

from station_desktop.domain.problem import Problem
from station_desktop.hall.updates import reading
from station_desktop.hall.web.faults import as_problem
from station_desktop.hall.web.sync import OCTETS, problem
from station_desktop.hall.web.threads import waits

AnyRequest = Request[Any, Any, Any]
_RANGE = re.compile(r"bytes=(\d{1,15})-", re.ASCII)
_NOT_THERE: dict[str, Any] = {
    "media_type": OCTETS,
    "tags": ["stations"],
    "responses": {
        200: ResponseSpec(bytes, description="The file", media_type=OCTETS),
        404: problem("No such file is published"),
    },
}
_part = ResponseSpec(bytes, description="The file from the byte asked for", media_type=OCTETS)
_PARTS: dict[str, Any] = {
    **_NOT_THERE,
    "responses": {**_NOT_THERE["responses"], 206: _part},
}


@get("/updates/offer", tags=["stations"], summary="The release for a window")
@waits
def offer(
    state: State,
    device: Annotated[str, QueryParameter(max_length=40)] = "",
    ring: Annotated[str, QueryParameter(max_length=40)] = "",
    platform: Annotated[str, QueryParameter(max_length=40)] = "",
    version: Annotated[str, QueryParameter(max_length=40)] = "",
) -> dict[str, str]:
    """Its name among the signed packages, empty where there is none."""
    found = reading.offer(state.hall, device, ring, platform, version)
    return {"path": found.path if found is not None else ""}


@get("/updates/metadata/{name:str}", summary="A signed file", **_NOT_THERE)
@waits
def metadata(request: AnyRequest, state: State, name: FromPath[str]) -> Response[Any]:
    data = reading.metadata(state.hall, name)
    if data is None:
        return as_problem(request, 404, (Problem("updates.not_published"),))
    return Response(data, media_type=OCTETS)


@get("/updates/targets/{name:str}", summary="A package, or what of it is lacking", **_PARTS)
@waits
def target(request: AnyRequest, state: State, name: FromPath[str]) -> Response[Any]:
    """``Range: bytes=N-`` gives the rest from there."""
    digest = name.partition(".")[0]
    size = reading.size(state.hall, digest)
    if size is None:
        return as_problem(request, 404, (Problem("updates.not_published"),))
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    begin = int(asked[1]) if asked is not None else 0
    begin = begin if begin < size else 0
    headers = {"content-length": str(size - begin), "accept-ranges": "bytes"}
    if begin:
        headers["content-range"] = f"bytes {begin}-{size - 1}/{size}"
    return Stream(
        reading.pieces(state.hall, digest, begin),
        status_code=206 if begin else 200,
        media_type=OCTETS,
        headers=headers,
    )
