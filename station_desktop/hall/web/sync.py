"""``POST /sync``: the one address that stations speak to, a frame for a frame."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema

from station_desktop.domain.problem import Problem
from station_desktop.hall.exchange import exchange
from station_desktop.hall.web.faults import PROBLEM_TYPE, ProblemBody, as_problem
from station_desktop.hall.web.measures import Measures
from station_desktop.hall.web.threads import in_thread
from station_desktop.sync.wire import Malformed

LARGEST_FRAME = 8 * 1024 * 1024
OCTETS = "application/octet-stream"
_BINARY = Schema(type=OpenAPIType.STRING)


class SyncOperation(Operation):
    """The request is bytes that only a station can make."""

    def __post_init__(self) -> None:
        self.request_body = RequestBody(
            content={OCTETS: OpenAPIMediaType(schema=_BINARY)},
            description="A signed frame of the sync protocol.",
            required=True,
        )


def problem(description: str) -> ResponseSpec:
    return ResponseSpec(
        data_container=ProblemBody, description=description, media_type=PROBLEM_TYPE
    )


@post(
    "/sync",
    status_code=200,
    media_type=OCTETS,
    request_max_body_size=LARGEST_FRAME,
    operation_class=SyncOperation,
    exclude_from_csrf=True,
    tags=["stations"],
    summary="One frame of a station, one frame back",
    responses={
        400: problem("Not a frame of the protocol"),
        413: problem("The frame is larger than 8 MiB"),
        503: problem("The database cannot be reached at the moment"),
    },
)
async def sync(request: Request[Any, Any, Any], state: State) -> Response[Any]:
    """Takes a signed frame and gives a signed frame; see the protocol's own document."""
    measures: Measures = state.measures
    frame = await request.body()
    try:
        answer = await in_thread(exchange, state.hall, frame)
    except Malformed:
        measures.round("refused", len(frame), 0)
        return as_problem(request, 400, (Problem("hall.frame"),))
    except Exception:
        measures.round("failed", len(frame), 0)
        raise
    measures.round("answered", len(frame), len(answer))
    return Response(answer, media_type=OCTETS)
