"""The interface for outside systems: demands in, replies out.

A system shows its key as a bearer token. Handing the same demand in twice makes it once; replies
are offered until the system says that it has them.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from anyio import to_thread
from litestar import Request, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import Body, QueryParameter

from station_desktop import phrases
from station_desktop.domain.problem import Problem, refuse
from station_desktop.hall.accounts import api_tokens
from station_desktop.hall.accounts.api_tokens import Outside
from station_desktop.hall.demands import acts, replies
from station_desktop.hall.demands.reading import DemandRow
from station_desktop.hall.web import language
from station_desktop.hall.web.sync import problem
from station_desktop.hall.web.threads import waits

AnyRequest = Request[Any, Any, Any]
CALLS_A_MINUTE = 120
MOST = 1000
LARGEST_BODY = 8 * 1024 * 1024

limit = RateLimitConfig(rate_limit=("minute", CALLS_A_MINUTE), store="outside")


class DemandIn(msgspec.Struct, omit_defaults=True):
    """One demand. ``source`` and ``reference`` name it; ``station`` is a station's code or name
    where known; moments are ISO or as usually written; ``grade`` is a handling grade."""

    reference: str
    text: str
    source: str = ""
    title: str = ""
    station: str = ""
    contact: str = ""
    phone: str = ""
    id_number: str = ""
    address: str = ""
    received_at: str = ""
    due: str = ""
    grade: str = ""


class TakenOut(msgspec.Struct):
    """What became of one: ``given`` to a station, ``waiting`` for one, ``known`` already."""

    line: int
    source: str
    reference: str
    outcome: str
    station: str


class RefusedOut(msgspec.Struct):
    """What is wrong with the demand at ``line`` (from 1) of the list."""

    line: int
    code: str
    field: str
    detail: str


class ImportOut(msgspec.Struct):
    taken: list[TakenOut]
    refused: list[RefusedOut]


class ReplyOut(msgspec.Struct):
    """One reply; ``outcome`` is ``solved``, ``explained`` or ``not_ours``."""

    source: str
    reference: str
    outcome: str
    answer: str
    answered_at: str
    station: str
    title: str


class Received(msgspec.Struct):
    """A reply that the system has."""

    source: str
    reference: str


class Marked(msgspec.Struct):
    marked: int


async def with_key(
    connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
) -> None:
    """Lets in who shows a key that holds; puts what it stands for into ``request.auth``."""
    scheme, _, text = connection.headers.get("authorization", "").partition(" ")
    found = None
    if scheme.lower() == "bearer" and 0 < len(text) <= 200:
        hall = connection.app.state.hall
        found = await to_thread.run_sync(api_tokens.outside, hall, text.strip())
    if found is None:
        raise NotAuthorizedException(headers={"www-authenticate": "Bearer"})
    connection.scope["auth"] = found


_INSIDE: dict[str, Any] = {
    "guards": [with_key],
    "middleware": [limit.middleware],
    "security": [{"token": []}],
    "tags": ["outside systems"],
}
_PROBLEMS = {
    400: problem("The request cannot be read"),
    401: problem("No key, or one that does not hold"),
    422: problem("The request makes no sense; nothing was changed"),
    429: problem("Too many requests"),
    503: problem("The database cannot be reached at the moment"),
}
_LARGE = {413: problem("Larger than 8 MiB")}


@post(
    "/api/demands",
    summary="Hand demands in",
    status_code=200,
    exclude_from_csrf=True,
    request_max_body_size=LARGEST_BODY,
    responses={**_PROBLEMS, **_LARGE},
    **_INSIDE,
)
@waits
def take_in(
    request: AnyRequest, state: State, data: Annotated[list[DemandIn], Body(max_items=MOST)]
) -> ImportOut:
    """Each is judged by itself; one that makes no sense keeps no other back."""
    outside: Outside = request.auth
    rows = [_row(line, given, outside) for line, given in enumerate(data, start=1)]
    result = acts.take_in(state.hall, outside.officer, rows)
    for outcome in ("given", "waiting", "known"):
        state.measures.demands(outcome, result.count(outcome))
    said = language.of(request)
    return ImportOut(
        [
            TakenOut(one.line, one.source, one.reference, one.outcome, one.station)
            for one in result.taken
        ],
        [_refused(problem, said) for problem in result.refused],
    )


@get(
    "/api/demands/replies",
    summary="Replies that still have to go out",
    responses=_PROBLEMS,
    **_INSIDE,
)
@waits
def waiting_replies(
    request: AnyRequest, state: State, source: Annotated[str, QueryParameter(max_length=40)] = ""
) -> list[ReplyOut]:
    outside: Outside = request.auth
    found = replies.answered(state.hall, outside.officer, _source(source, outside))
    return [msgspec.convert(value, ReplyOut) for value in replies.as_values(found)]


@post(
    "/api/demands/replies/received",
    summary="Say which replies have arrived",
    status_code=200,
    exclude_from_csrf=True,
    request_max_body_size=LARGEST_BODY,
    responses={**_PROBLEMS, **_LARGE},
    **_INSIDE,
)
@waits
def received(
    request: AnyRequest, state: State, data: Annotated[list[Received], Body(max_items=MOST)]
) -> Marked:
    """Those named are not offered again. One that was marked before is passed over."""
    outside: Outside = request.auth
    named = {(_source(one.source, outside), one.reference) for one in data}
    found = replies.answered(state.hall, outside.officer, outside.source)
    sent = [one for one in found if (one.demand.source, one.demand.reference) in named]
    return Marked(replies.mark_sent(state.hall, outside.officer, sent))


def _source(given: str, outside: Outside) -> str:
    """The source as given, or the one that the key is bound to; refuses another one."""
    if outside.source and given not in ("", outside.source):
        raise refuse("hall.other_source", field="source", source=outside.source)
    return given or outside.source


def _row(line: int, given: DemandIn, outside: Outside) -> DemandRow:
    values = {**msgspec.structs.asdict(given), "source": _source(given.source, outside)}
    return DemandRow(line=line, **values)


def _refused(problem: Problem, said: str) -> RefusedOut:
    detail = phrases.say(problem.code, said, **problem.params)
    return RefusedOut(int(problem.params.get("line", 0)), problem.code, problem.field, detail)
