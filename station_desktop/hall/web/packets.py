"""Packets: what stations without a line send and get on a USB stick."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Annotated, Any, BinaryIO, cast

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State, UploadFile
from litestar.enums import RequestEncodingType
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import Body
from litestar.response import Stream

from station_desktop.domain.problem import Refused
from station_desktop.hall.packets import take
from station_desktop.hall.web.pages import page
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import html, seen

AnyRequest = Request[Any, Any, Any]
LARGEST_PACKET = 512 * 1024 * 1024
ENDING = ".station-packet"
OCTETS = "application/octet-stream"
_PIECE = 256 * 1024


class PacketFile(msgspec.Struct):
    file: UploadFile


Uploaded = Annotated[PacketFile, Body(media_type=RequestEncodingType.MULTI_PART)]
_answer = ResponseSpec(bytes, description="The packet to carry back", media_type=OCTETS)
_told = seen(413, 422)
_told["responses"] = {**_told["responses"], 200: _answer}


@get("/packets", summary="Packets", **html())
@waits
def packets(request: AnyRequest) -> Response[Any]:
    request.user.require("hall.devices")
    return page(request, "packets.html", problems=())


@post(
    "/packets",
    summary="Take a packet in and get the one to carry back",
    request_max_body_size=LARGEST_PACKET,
    **_told,
)
@waits
def take_packet(request: AnyRequest, state: State, data: Uploaded) -> Response[Any]:
    """Taking one in twice, or an older one after a newer one, does no harm."""
    request.user.require("hall.devices")
    answer = TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    try:
        take(state.hall, cast(BinaryIO, data.file.file), answer)
    except Refused as refused:
        answer.close()
        problems = refused.problems
        return page(request, "packets.html", status=422, problems=problems, here="/packets")
    except BaseException:
        answer.close()
        raise
    stamp = state.hall.time.now().strftime("%Y%m%d-%H%M%S")
    return Stream(
        _pieces(answer),
        media_type=OCTETS,
        headers={"content-disposition": f'attachment; filename="hall-{stamp}{ENDING}"'},
    )


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece
