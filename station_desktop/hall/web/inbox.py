"""The inbox: what stations submitted, by station and item."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import QueryParameter

from station_desktop.domain.catalogue import Words
from station_desktop.hall.cases import inbox as office
from station_desktop.hall.cases.inbox import HALL_STATES, Count, Filter, Line
from station_desktop.hall.journal.projection import NEVER_DUE
from station_desktop.hall.web.pages import page
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import html

AnyRequest = Request[Any, Any, Any]
SOON = timedelta(days=2)
_TONES = {"waiting": "info", "approved": "ok", "returned": "warn", "refused": "bad"}

Wanted = Literal["waiting", "returned", "approved", "refused", "all"]
Short = Annotated[str, QueryParameter(max_length=100)]
ALL = "all"


class Choice(msgspec.Struct, frozen=True):
    """A station or an item to filter by, with how many wait there."""

    key: str
    label: Words
    count: int


class Tab(msgspec.Struct, frozen=True):
    key: str
    href: str
    current: bool
    count: int | None = None


def tone_of(hall_state: str) -> str:
    """Colour of what the hall has said."""
    return _TONES.get(hall_state, "")


@get("/inbox", summary="What stations submitted", **html(422))
@waits
def inbox(
    request: AnyRequest,
    state: State,
    wanted: Annotated[Wanted, QueryParameter(name="state")] = "waiting",
    station: Short = "",
    item: Short = "",
    number: Short = "",
    after: Short = "",
) -> Response[Any]:
    hall, officer = state.hall, request.user
    known: Any = "" if wanted == ALL else wanted
    where = Filter(state=known, station=station, item=item, text=number)
    found = office.page(hall, officer, where, after)
    counts = office.counts(hall, officer)
    asked = {"state": wanted, "station": station, "item": item, "number": number}
    names = office.item_names(hall, officer)
    today = hall.time.now().date()
    return page(
        request,
        "inbox.html",
        lines=found.lines,
        tabs=_tabs(wanted, asked, counts),
        stations=_stations(counts, found.lines, station),
        items=_items(counts, names, found.lines, asked),
        wanted=asked,
        tone_of=tone_of,
        due=lambda line: "" if line.due == NEVER_DUE else line.due,
        lateness=lambda line: lateness(line, today),
        waiting=sum(count.count for count in counts),
        next=f"/inbox?{urlencode({**asked, 'after': found.after})}" if found.after else "",
    )


def lateness(line: Line, today: date) -> str:
    """``late``, ``today``, ``soon`` or nothing, of what still waits."""
    if line.hall_state != "waiting" or line.due == NEVER_DUE:
        return ""
    due = date.fromisoformat(line.due[:10])
    if due < today:
        return "late"
    if due == today:
        return "today"
    return "soon" if due <= today + SOON else ""


def _tabs(wanted: str, asked: dict[str, str], counts: tuple[Count, ...]) -> list[Tab]:
    station, item = asked["station"], asked["item"]
    waiting = sum(
        count.count
        for count in counts
        if station in ("", count.station) and item in ("", count.item)
    )
    return [
        Tab(
            key,
            f"/inbox?{urlencode({**asked, 'state': key})}",
            key == wanted,
            waiting if key == "waiting" else None,
        )
        for key in (*HALL_STATES, ALL)
    ]


def _stations(counts: tuple[Count, ...], lines: tuple[Line, ...], chosen: str) -> list[Choice]:
    names = {line.station: line.station_name for line in lines}
    names |= {count.station: count.station_name for count in counts}
    if chosen:
        names.setdefault(chosen, chosen)
    waiting = {code: 0 for code in sorted(names)}
    for count in counts:
        waiting[count.station] += count.count
    return [Choice(code, Words(names[code], names[code]), n) for code, n in waiting.items()]


def _items(
    counts: tuple[Count, ...],
    names: dict[str, Words],
    lines: tuple[Line, ...],
    asked: dict[str, str],
) -> list[Choice]:
    """Those that something waits of, of the chosen station where one is; most first."""
    station, chosen = asked["station"], asked["item"]
    names = names | {line.item: line.item_name for line in lines}
    waiting = {code: 0 for code in (chosen, *(line.item for line in lines)) if code}
    for count in counts:
        if station in ("", count.station):
            waiting[count.item] = waiting.get(count.item, 0) + count.count
    ordered = sorted(waiting, key=lambda code: (-waiting[code], code))
    return [Choice(code, names.get(code, Words(code, code)), waiting[code]) for code in ordered]
