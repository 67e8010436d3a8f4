"""Deciding on a case: approve, send back with everything that is wrong, refuse."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect

from station_desktop.domain.case.decisions import Wrong
from station_desktop.domain.problem import Problem, Refused
from station_desktop.hall.cases import decisions
from station_desktop.hall.cases.decisions import Chosen
from station_desktop.hall.web.case import Typed, case_page
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import seen

AnyRequest = Request[Any, Any, Any]
WHAT = "what-"
WHOLE = ""
"""The key of what is wrong with the case as a whole."""


class Approval(msgspec.Struct):
    """``token`` is the form's own, so that sending it twice decides once."""

    token: str = ""
    result: str = ""
    reference: str = ""


class Refusal(msgspec.Struct):
    token: str = ""
    reason: str = ""
    remedy: str = ""


Approving = Annotated[Approval, Body(media_type=RequestEncodingType.URL_ENCODED)]
Returning = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]
Refusing = Annotated[Refusal, Body(media_type=RequestEncodingType.URL_ENCODED)]


@post(
    "/cases/{station:str}/{id:str}/approve",
    summary="Approve",
    **seen(404, 422),
)
@waits
def approve(
    request: AnyRequest, state: State, station: FromPath[str], id: FromPath[str], data: Approving
) -> Response[Any]:
    chosen = Chosen(station, id, data.token[:64])
    try:
        decisions.approve(state.hall, request.user, chosen, data.result, data.reference)
    except Refused as refused:
        typed = Typed("approve", result=data.result, reference=data.reference)
        return case_page(request, state, chosen, refused.problems, typed)
    return _decided(chosen)


@post(
    "/cases/{station:str}/{id:str}/return",
    summary="Send back with everything that is wrong",
    **seen(404, 422),
)
@waits
def send_back(
    request: AnyRequest, state: State, station: FromPath[str], id: FromPath[str], data: Returning
) -> Response[Any]:
    """``wrong`` names the documents and questions ticked, ``what-<key>`` says what is wrong with
    each, ``whole`` what is wrong with the case as a whole."""
    chosen = Chosen(station, id, _one(data, "token")[:64])
    wrong = listed(data)
    until = _one(data, "until")
    try:
        decisions.return_(state.hall, request.user, chosen, wrong, until)
    except Refused as refused:
        typed = Typed(
            "return",
            until=until,
            ticked=frozenset(line.key for line in wrong),
            said={line.key: line.what for line in wrong},
            lacking=_lacking(wrong, refused.problems),
        )
        return case_page(request, state, chosen, refused.problems, typed)
    return _decided(chosen)


@post(
    "/cases/{station:str}/{id:str}/refuse",
    summary="Refuse, with the reason and the remedy",
    **seen(404, 422),
)
@waits
def refuse_case(
    request: AnyRequest, state: State, station: FromPath[str], id: FromPath[str], data: Refusing
) -> Response[Any]:
    chosen = Chosen(station, id, data.token[:64])
    try:
        decisions.refuse_(state.hall, request.user, chosen, data.reason, data.remedy)
    except Refused as refused:
        typed = Typed("refuse", reason=data.reason, remedy=data.remedy)
        return case_page(request, state, chosen, refused.problems, typed)
    return _decided(chosen)


def listed(data: dict[str, Any]) -> list[Wrong]:
    """What is wrong, in the order of the form. A line that was written but not ticked counts: who
    writes what is wrong means it."""
    ticked = _many(data, "wrong")
    written = [name.removeprefix(WHAT) for name in data if name.startswith(WHAT)]
    keys = dict.fromkeys((*(key for key in written if _one(data, WHAT + key)), *ticked))
    order = {key: place for place, key in enumerate(written)}
    lines = [
        Wrong(key, _one(data, WHAT + key))
        for key in sorted(keys, key=lambda key: order.get(key, len(order)))
        if key
    ]
    whole = _one(data, "whole")
    return [*lines, Wrong(WHOLE, whole)] if whole else lines


def _lacking(wrong: list[Wrong], problems: tuple[Problem, ...]) -> frozenset[str]:
    """The keys of the lines that the problems are about."""
    fields = {problem.field for problem in problems}
    return frozenset(line.key for at, line in enumerate(wrong) if f"wrong.{at}" in fields)


def _many(data: dict[str, Any], name: str) -> list[str]:
    value = data.get(name, [])
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _one(data: dict[str, Any], name: str) -> str:
    found = _many(data, name)
    return found[-1].strip() if found else ""


def _decided(chosen: Chosen) -> Redirect:
    """To the case, which now says what was decided."""
    return Redirect(f"/cases/{chosen.station}/{chosen.id}", status_code=303)
