"""For those who keep the server running: is it well, and how much does it do."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from litestar import MediaType, Response, get
from litestar.datastructures import State
from litestar.openapi.datastructures import ResponseSpec

from station_desktop.domain.problem import Refused
from station_desktop.hall.web.measures import CONTENT_TYPE, Measures
from station_desktop.hall.web.threads import waits


class Health(msgspec.Struct, frozen=True):
    """Whether the hall can work; ``code`` says what keeps it from it."""

    status: Literal["ok", "failing"]
    role: Literal["hall", "relay"]
    code: str = ""


@get(
    "/health",
    tags=["upkeep"],
    summary="Whether the hall can work",
    responses={503: ResponseSpec(Health, description="The database cannot be reached")},
)
@waits
def health(state: State) -> Response[Health]:
    """Asks the database, so that a proxy sends nobody to a worker that has lost it."""
    role: Any = "relay" if state.hall.relay else "hall"
    try:
        with state.hall.database.reading() as connection:
            connection.exec_driver_sql("SELECT 1").scalar()
    except Refused as refused:
        return Response(Health("failing", role, refused.first.code), status_code=503)
    return Response(Health("ok", role), status_code=200)


@get("/metrics", tags=["upkeep"], summary="Figures for Prometheus", media_type=MediaType.TEXT)
async def metrics(state: State) -> Response[bytes]:
    measures: Measures = state.measures
    return Response(measures.text(), media_type=CONTENT_TYPE)
