"""The resident's page by the code on the receipt: five levels, nothing chosen beforehand."""

from __future__ import annotations

from typing import Annotated, Any, cast

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect

from station_desktop.domain.case import ratings
from station_desktop.domain.case.ratings import Aspect
from station_desktop.domain.problem import Problem, Refused
from station_desktop.hall import rating
from station_desktop.hall.rating import Said
from station_desktop.hall.web.open_pages import ASKED, SENT
from station_desktop.hall.web.pages import page
from station_desktop.hall.web.threads import waits

AnyRequest = Request[Any, Any, Any]
PATH = "/r/"
_LEVELS = {str(level): level for level in ratings.LEVELS}
_SOLVED = {"yes": True, "no": False}


class Rated(msgspec.Struct, frozen=True):
    """The form as sent; everything but ``level`` may be left out."""

    level: str = ""
    efficiency: str = ""
    skill: str = ""
    attitude: str = ""
    words: str = ""
    solved: str = ""

    def said(self) -> Said:
        aspects: dict[Aspect, int] = {
            aspect: _LEVELS.get(given, 0)
            for aspect in ratings.ASPECTS
            if (given := cast(str, getattr(self, aspect)))
        }
        level, solved = _LEVELS.get(self.level, 0), _SOLVED.get(self.solved)
        return Said(level, aspects, self.words, solved)


Rating = Annotated[Rated, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get(PATH + "{id:str}", summary="Rate what was done", **ASKED)
@waits
def rate_page(request: AnyRequest, state: State, id: FromPath[str]) -> Response[Any]:
    return _page(request, state, id)


@post(PATH + "{id:str}", summary="Rate what was done", **SENT)
@waits
def rate(request: AnyRequest, state: State, id: FromPath[str], data: Rating) -> Response[Any]:
    """Sent twice, it says thanks twice and counts once."""
    try:
        rating.rate(state.hall, id, data.said())
    except Refused as refused:
        return _page(request, state, id, refused.problems, data)
    return Redirect(f"{PATH}{id}", status_code=303)


def _page(
    request: AnyRequest,
    state: State,
    id: str,
    problems: tuple[Problem, ...] = (),
    typed: Rated | None = None,
) -> Response[Any]:
    try:
        matter = rating.look(state.hall, id)
    except Refused as refused:
        if refused.first.code != "hall.rating.unknown":
            raise
        return page(request, "no_link.html", status=404, said="page.rate.no_link.", here="")
    return page(
        request,
        "rate.html",
        status=422 if problems else 200,
        matter=matter,
        levels=ratings.LEVELS,
        aspects=ratings.ASPECTS,
        problems=problems,
        typed=typed or Rated(),
        here=f"{PATH}{id}",
    )
