"""One submission: what was asked for, by whom, with which papers; and the boxes to decide in."""

from __future__ import annotations

from typing import Annotated, Any, cast

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import Body, FromPath

from station_desktop.domain.case.cases import LACKING, RUNNING_STATES
from station_desktop.domain.catalogue import Words
from station_desktop.domain.person import masks
from station_desktop.domain.problem import Problem, Refused
from station_desktop.hall.cases import submission
from station_desktop.hall.cases.decisions import Chosen
from station_desktop.hall.cases.submission import Material, Person, Revealed, Submission, Told
from station_desktop.hall.web import language
from station_desktop.hall.web.edge import ATTACHMENT_POLICY
from station_desktop.hall.web.inbox import tone_of
from station_desktop.hall.web.pages import page, speaker
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import SIGNED, html, seen

AnyRequest = Request[Any, Any, Any]

SHOWN: dict[str, str] = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "image/gif": "gif",
    "application/pdf": "pdf",
}
"""What a browser may show; everything else is handed over as a file to keep."""


class Typed(msgspec.Struct, frozen=True):
    """What an officer had typed into a decision that was not taken; ``lacking`` are the keys of
    lines that something is wrong with."""

    verdict: str = ""
    result: str = ""
    reference: str = ""
    reason: str = ""
    remedy: str = ""
    until: str = ""
    ticked: frozenset[str] = frozenset()
    said: dict[str, str] = {}
    lacking: frozenset[str] = frozenset()


class Reveal(msgspec.Struct):
    field: str = ""
    reason: str = ""


class Shown(msgspec.Struct, frozen=True):
    """A number that somebody gave a reason to see."""

    field: str = ""
    value: str = ""


Revealing = Annotated[Reveal, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/cases/{station:str}/{id:str}", summary="A submission", **html(404))
@waits
def case(
    request: AnyRequest, state: State, station: FromPath[str], id: FromPath[str]
) -> Response[Any]:
    return case_page(request, state, Chosen(station, id))


@post(
    "/cases/{station:str}/{id:str}/reveal",
    summary="A number of the resident in full, for a reason",
    **seen(404, 422),
)
@waits
def reveal(
    request: AnyRequest, state: State, station: FromPath[str], id: FromPath[str], data: Revealing
) -> Response[Any]:
    """Shown once, on this answer only; who looked and why stands in the hall's own journal."""
    chosen, field = Chosen(station, id), cast(Revealed, data.field)
    try:
        value = submission.reveal(state.hall, request.user, station, id, field, data.reason)
    except Refused as refused:
        return case_page(request, state, chosen, refused.problems, Typed("reveal"))
    return case_page(request, state, chosen, shown=Shown(field, value))


def case_page(
    request: AnyRequest,
    state: State,
    chosen: Chosen,
    problems: tuple[Problem, ...] = (),
    typed: Typed | None = None,
    shown: Shown | None = None,
) -> Response[Any]:
    """The page of one case; with problems, what was typed stands in it again."""
    said = language.of(request)
    sub = submission.read(state.hall, request.user, chosen.station, chosen.id, said)
    base = f"/cases/{chosen.station}/{chosen.id}"
    return page(
        request,
        "case.html",
        status=422 if problems else 200,
        sub=sub,
        title=sub.item.name if sub.item else Words(sub.case.item, sub.case.item),
        tone=tone_of(sub.hall_state),
        material_tone=material_tone,
        kind_of=lambda media: SHOWN.get(media, "file").upper(),
        is_image=lambda media: media in SHOWN and media.startswith("image/"),
        people=_people(sub, said, shown or Shown()),
        steps=tuple((told, _step(told, said)) for told in sub.history),
        decidable=sub.hall_state == "waiting" and sub.case.state in RUNNING_STATES,
        may_decide=request.user.may("hall.decide"),
        token=state.hall.new_id(),
        problems=problems,
        typed=typed or Typed(),
        labels=_labels(sub),
        base=base,
        here=base,
    )


def _people(sub: Submission, said: str, shown: Shown) -> list[tuple[str, str]]:
    lines = _person(sub.resident, said, shown)
    if sub.agent is not None:
        say = speaker(said)
        lines += [(say("page.case.agent"), sub.agent.name), *_person(sub.agent, said, Shown())[1:]]
    return lines


def _person(person: Person, said: str, shown: Shown) -> list[tuple[str, str]]:
    say = speaker(said)
    values = {
        "name": say(masks.ERASED) if person.name == masks.ERASED else person.name,
        "id_number": shown.value if shown.field == "id_number" else person.id_number,
        "birth_date": person.birth_date,
        "phone": shown.value if shown.field == "phone" else person.phone,
        "residence_address": person.address,
    }
    return [(say(f"resident.field.{key}"), value) for key, value in values.items() if value]


def _step(told: Told, said: str) -> str:
    """One line of the history, as one sentence."""
    say = speaker(said)
    words = say(f"page.did.{told.kind}")
    if words.startswith("page.did."):
        words = say("page.did.other")
    parts = [part for part in (words, told.author, told.words) if part]
    return " · ".join(parts)


def _labels(sub: Submission) -> dict[str, Words]:
    """Names of documents and questions by their keys, for the list of what is wrong."""
    found = {material.key: material.name for material in sub.materials}
    found |= {answer.key: answer.label for answer in sub.answers}
    if sub.item is not None:
        found |= {field.key: field.label for field in sub.item.fields if field.key not in found}
    return found


def material_tone(material: Material) -> str:
    """Colour of a document's standing."""
    if material.standing in LACKING:
        return "bad"
    return "warn" if material.standing == "later" else ""


@get(
    "/cases/{station:str}/{id:str}/files/{digest:str}",
    summary="A scan, opened in the browser where that is safe",
    **SIGNED,
    tags=["pages"],
    media_type="application/octet-stream",
    responses={
        status: ResponseSpec(str, description=words, media_type="text/html")
        for status, words in (
            (303, "Nobody is signed in"),
            (403, "Not allowed"),
            (404, "Not there, or not here yet"),
        )
    },
)
@waits
def scan(
    request: AnyRequest,
    state: State,
    station: FromPath[str],
    id: FromPath[str],
    digest: FromPath[str],
) -> Response[bytes]:
    """The station named the media type, so that only those known to be harmless are believed."""
    data, media = submission.scan(state.hall, request.user, station, id, digest)
    ending = SHOWN.get(media)
    name = f"{digest[:12]}.{ending or 'bin'}"
    return Response(
        data,
        media_type=media if ending else "application/octet-stream",
        headers={
            "content-disposition": f'{"inline" if ending else "attachment"}; filename="{name}"',
            "content-security-policy": ATTACHMENT_POLICY,
            "cache-control": "private, no-store",
        },
    )
