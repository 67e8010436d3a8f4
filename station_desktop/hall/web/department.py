"""A department's page, for a phone: what is needed, where, how long there is; there, done, report.

No account: the link is what lets in. It is not written into any log.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect

from station_desktop.domain.case import ratings
from station_desktop.domain.problem import Problem, Refused
from station_desktop.hall.web.open_pages import ASKED, SENT
from station_desktop.hall.web.pages import page
from station_desktop.hall.web.threads import waits
from station_desktop.hall.whistles import deeds, department, links
from station_desktop.hall.whistles.deeds import Deed

AnyRequest = Request[Any, Any, Any]
GRADES = ratings.LEVELS
_GRADES = {str(grade): grade for grade in GRADES}
TONES = {"waiting": "info", "late": "bad", "on_scene": "ok", "reported": "ok", "never": "bad"}


class Told(msgspec.Struct, frozen=True):
    """What a department says: ``do`` is ``arrive``, ``act``, ``report`` or ``rate``; ``once`` was
    made with the form."""

    do: str = ""
    place: str = ""
    who: str = ""
    text: str = ""
    report: str = ""
    grade: str = ""
    note: str = ""
    once: str = ""


Telling = Annotated[Told, Body(media_type=RequestEncodingType.URL_ENCODED)]


def deed_of(told: Told, at: str = "") -> Deed | None:
    """What was said, ``None`` where the form makes no sense; ``at`` is when, empty for now."""
    match told.do:
        case "arrive":
            return deeds.Arrival(told.place, told.who, at)
        case "act":
            return deeds.Act(told.text, at)
        case "report":
            return deeds.Report(told.report, at)
        case "rate":
            return deeds.Appraisal(_GRADES.get(told.grade, 0), told.note)
        case _:
            return None


@get(links.PATH + "{secret:str}", summary="A department's part of a whistle", **ASKED)
@waits
def work(request: AnyRequest, state: State, secret: FromPath[str]) -> Response[Any]:
    return _page(request, state, secret)


@post(links.PATH + "{secret:str}", summary="Check in, act, report or rate", **SENT)
@waits
def tell(request: AnyRequest, state: State, secret: FromPath[str], data: Telling) -> Response[Any]:
    deed = deed_of(data)
    if deed is None:
        return _page(request, state, secret, (Problem("hall.form"),), data)
    try:
        department.say(state.hall, secret, deed, data.once)
    except Refused as refused:
        return _page(request, state, secret, refused.problems, data)
    return Redirect(f"{links.PATH}{secret}", status_code=303)


def _page(
    request: AnyRequest,
    state: State,
    secret: str,
    problems: tuple[Problem, ...] = (),
    typed: Told | None = None,
) -> Response[Any]:
    try:
        task = department.look(state.hall, secret)
    except Refused as refused:
        if refused.first.code != "hall.whistle.link":
            raise
        return page(request, "no_link.html", status=404, said="page.work.no_link.", here="")
    return page(
        request,
        "work.html",
        status=422 if problems else 200,
        task=task,
        one=task.called,
        standing=task.standing,
        tone=TONES[task.standing.how],
        grades=GRADES,
        problems=problems,
        typed=typed or Told(),
        once=state.hall.new_id(),
        here=f"{links.PATH}{secret}",
    )
