"""Publishing to the stations: a catalogue, looked through before it goes out, and holiday notices.

What was looked through travels in the page itself, packed, and is checked again when it is
published: nothing of it has to be kept at the hall meanwhile.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State, UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body

from station_desktop import shipped
from station_desktop.domain.catalogue import Item, Material, Pack
from station_desktop.domain.pack import pack as packs
from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.hall import publishing, registry
from station_desktop.hall.cases import catalogues
from station_desktop.hall.journal.blobs import PUBLISHED
from station_desktop.hall.publishing import LARGEST_FILE, Published
from station_desktop.hall.web.pages import page
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import html, seen

AnyRequest = Request[Any, Any, Any]
LARGEST_UPLOAD = LARGEST_FILE + 64 * 1024
LARGEST_YEARS = 1_100_000
MOST_SHOWN = 300


class PackFile(msgspec.Struct):
    """A catalogue to look through."""

    file: UploadFile


class YearsFile(msgspec.Struct):
    """A holiday notice; ``stations`` may stand several times, none of them means all."""

    file: UploadFile
    stations: Any = None


Packed = Annotated[PackFile, Body(media_type=RequestEncodingType.MULTI_PART)]
Years = Annotated[YearsFile, Body(media_type=RequestEncodingType.MULTI_PART)]
Kept = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]


class Changes(msgspec.Struct, frozen=True):
    """What a catalogue would change against the one published last (or shipped, before the
    first)."""

    before: str
    added: tuple[Item, ...]
    changed: tuple[Item, ...]
    removed: tuple[Item, ...]
    materials_added: tuple[Material, ...]
    materials_changed: tuple[Material, ...]
    materials_removed: tuple[Material, ...]


@get("/publishing", summary="What was published", **html())
@waits
def published(request: AnyRequest, state: State) -> Response[Any]:
    return _page(request, state)


@post(
    "/publishing/look",
    summary="Look a catalogue through: what would change, or every fault",
    request_max_body_size=LARGEST_UPLOAD,
    **seen(413, 422),
)
@waits
def look(request: AnyRequest, state: State, data: Packed) -> Response[Any]:
    request.user.require("hall.publish")
    try:
        found = publishing.read_pack(data.file.file.read(), data.file.filename)
    except Refused as refused:
        return _page(request, state, refused.problems)
    return page(
        request,
        "publishing_look.html",
        found=found,
        changes=changes(_present(request, state), found),
        most=MOST_SHOWN,
        kept=packed(packs.encode(found)),
        stations=registry.stations(state.hall, request.user),
        here="/publishing",
    )


@post(
    "/publishing/catalogue",
    summary="Publish the catalogue that was looked through",
    request_max_body_size=LARGEST_UPLOAD,
    **seen(413, 422),
)
@waits
def publish_catalogue(request: AnyRequest, state: State, data: Kept) -> Response[Any]:
    try:
        encoded = unpacked(str(data.get("kept", "")))
        done = publishing.publish_pack(
            state.hall, request.user, encoded, "", _chosen(data.get("stations"))
        )
    except Refused as refused:
        return _page(request, state, refused.problems)
    return _page(request, state, done=done)


@post(
    "/publishing/years",
    summary="Publish a holiday notice",
    request_max_body_size=LARGEST_YEARS,
    **seen(413, 422),
)
@waits
def publish_years(request: AnyRequest, state: State, data: Years) -> Response[Any]:
    try:
        done = publishing.publish_years(
            state.hall, request.user, data.file.file.read(), _chosen(data.stations)
        )
    except Refused as refused:
        return _page(request, state, refused.problems)
    return _page(request, state, done=done)


def _page(
    request: AnyRequest,
    state: State,
    problems: tuple[Problem, ...] = (),
    done: Published | None = None,
) -> Response[Any]:
    return page(
        request,
        "publishing.html",
        status=422 if problems else 200,
        publications=publishing.published(state.hall, request.user),
        stations=registry.stations(state.hall, request.user),
        problems=problems[:MOST_SHOWN],
        unsaid=max(len(problems) - MOST_SHOWN, 0),
        done=done,
        here="/publishing",
    )


def _chosen(value: Any) -> tuple[str, ...]:
    """Codes of the stations ticked; none means all."""
    given = value if isinstance(value, list) else [value]
    return tuple(str(code) for code in given if code)


def _present(request: AnyRequest, state: State) -> Pack:
    """The catalogue published to all last; the shipped one before the first."""
    for one in publishing.published(state.hall, request.user):
        if one.kind == "pack" and not one.stations:
            with state.hall.database.reading() as connection:
                found = catalogues.of(connection, state.hall, PUBLISHED, one.what)
            if found is not None:
                return found
    return shipped.reference_pack()


def changes(old: Pack, new: Pack) -> Changes:
    """Items and documents by their codes; an item with several versions counts as one."""
    items = _compared(_by_code(old.items), _by_code(new.items))
    materials = _compared(
        {material.key: (material,) for material in old.materials},
        {material.key: (material,) for material in new.materials},
    )
    return Changes(old.version, *items, *materials)


def _by_code(items: Sequence[Item]) -> dict[str, tuple[Item, ...]]:
    found: dict[str, tuple[Item, ...]] = {}
    for item in items:
        found[item.code] = (*found.get(item.code, ()), item)
    return found


def _compared(old: dict[str, Any], new: dict[str, Any]) -> tuple[tuple[Any, ...], ...]:
    """The last version of what was added, changed and removed."""
    added = tuple(new[key][-1] for key in new if key not in old)
    changed = tuple(new[key][-1] for key in new if key in old and new[key] != old[key])
    removed = tuple(old[key][-1] for key in old if key not in new)
    return added, changed, removed


def packed(data: bytes) -> str:
    """Bytes as they travel in a form."""
    return b64encode(zlib.compress(data, 6)).decode()


def unpacked(text: str) -> bytes:
    """What :func:`packed` made; refuses what it did not make, and more than it may hold."""
    try:
        opener = zlib.decompressobj()
        data = opener.decompress(b64decode(text, validate=True), LARGEST_FILE)
    except (ValueError, zlib.error):
        raise refuse("hall.form") from None
    if opener.unconsumed_tail or not opener.eof:
        raise refuse("hall.form")
    return data
