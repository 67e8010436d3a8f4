"""When something is wrong: for people a kind page with the number of the request, for programs a
JSON problem (RFC 9457). Neither tells anything of the inside."""

from __future__ import annotations

import logging
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect, Template

from station_desktop import phrases
from station_desktop.domain.problem import Problem, Refused
from station_desktop.hall.web import language
from station_desktop.hall.web.pages import page

log = logging.getLogger("station_desktop.hall.faults")

PROBLEM_TYPE = "application/problem+json"
FOR_PROGRAMS = ("/sync", "/updates/", "/api/", "/health", "/metrics", "/schema")
_SAID = frozenset({400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503})
_FORBIDDEN = frozenset({"role.not_allowed"})
_AWAY = ("hall.database_", "hall.disk_")
_NOT_THERE = frozenset({"case.unknown", "hall.scan_unknown", "demand.unknown", "user.unknown"})
_NOT_THERE |= {"device.unknown", "hall.station_unknown", "station.unknown"}
_NOT_THERE |= {"whistle.unknown", "hall.whistle.link", "hall.rating.unknown"}


class ProblemBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """A problem as JSON. ``detail`` is for people, ``code`` for programs, ``request`` finds the
    line in the hall's log; ``problems`` are all that were found."""

    title: str
    status: int
    detail: str
    code: str
    request: str = ""
    problems: tuple[dict[str, str], ...] = ()


class NotSignedIn(HTTPException):
    """Nobody is signed in, or no longer."""

    status_code = 401


def request_id(request: Request[Any, Any, Any]) -> str:
    return str(request.scope.get("state", {}).get("request_id", ""))


def for_programs(request: Request[Any, Any, Any]) -> bool:
    return request.url.path.startswith(FOR_PROGRAMS)


def status_of(refused: Refused) -> int:
    """403 for a missing right, 404 for what is not there, 503 for a database that is away, 422 for
    everything else."""
    code = refused.first.code
    if code.startswith(_AWAY):
        return 503
    if code in _FORBIDDEN:
        return 403
    return 404 if code in _NOT_THERE else 422


def on_refused(request: Request[Any, Any, Any], refused: Refused) -> Response[Any]:
    """A use case declined, and no form was there to say it in."""
    return _answer(request, status_of(refused), refused.problems)


def on_not_signed_in(request: Request[Any, Any, Any], error: NotSignedIn) -> Response[Any]:
    """A page asked for goes to the sign-in and comes back from there; an act does not."""
    if request.method in ("GET", "HEAD"):
        return Redirect(
            "/sign-in",
            query_params={"next": request.url.path},
            status_code=303,
            media_type="text/html",
        )
    return _answer(request, 401, (), headers=dict(error.headers or {}))


def on_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    return _answer(request, error.status_code, (), headers=dict(error.headers or {}))


def on_any(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A fault of the program: the trace goes to the log, where only the kind and the place of the
    error are written, because its message may hold what somebody typed."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = "" if place is None else f"{place.tb_frame.f_code.co_qualname}:{place.tb_lineno}"
    log.error("request %s failed: %s in %s", request_id(request), type(error).__name__, where)
    return _answer(request, 500, ())


def _known(status: int) -> int:
    """The nearest status that there are words for."""
    return status if status in _SAID else 500 if status >= 500 else 400


def _answer(
    request: Request[Any, Any, Any],
    status: int,
    problems: tuple[Problem, ...],
    headers: dict[str, Any] | None = None,
) -> Response[Any]:
    if for_programs(request):
        return as_problem(request, status, problems, headers)
    return _as_page(request, status, problems, headers)


def as_problem(
    request: Request[Any, Any, Any],
    status: int,
    problems: tuple[Problem, ...] = (),
    headers: dict[str, Any] | None = None,
) -> Response[Any]:
    """The problem as a program reads it."""
    known = _known(status)
    said = language.of(request)
    title = phrases.say(f"page.fault.{known}.title", said)
    detail = phrases.say_all(problems, said) or phrases.say(f"page.fault.{known}.say", said)
    body = ProblemBody(
        title=title,
        status=status,
        detail=detail,
        code=problems[0].code if problems else f"http.{status}",
        request=request_id(request),
        problems=tuple(
            {"code": p.code, "field": p.field, "detail": phrases.say(p.code, said, **p.params)}
            for p in problems
        ),
    )
    return Response(body, status_code=status, media_type=PROBLEM_TYPE, headers=headers)


def _as_page(
    request: Request[Any, Any, Any],
    status: int,
    problems: tuple[Problem, ...],
    headers: dict[str, Any] | None,
) -> Template:
    answer = page(
        request,
        "fault.html",
        status=status,
        known=_known(status),
        problems=problems,
        number=request_id(request),
    )
    answer.headers.update(headers or {})
    return answer
