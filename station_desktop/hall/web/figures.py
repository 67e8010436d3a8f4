"""Figures of all stations: charts made here, and the numbers in a table beside them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromQuery

from station_desktop.domain.time.clock import milliseconds
from station_desktop.hall import figures as office
from station_desktop.hall.figures import Period, StationFigures
from station_desktop.hall.web import language
from station_desktop.hall.web.charts import Bar, Part, bars
from station_desktop.hall.web.pages import page, speaker
from station_desktop.hall.web.threads import waits
from station_desktop.hall.web.told import html

AnyRequest = Request[Any, Any, Any]
Span = Literal["week", "month", "year", "all"]
SPANS: tuple[Span, ...] = ("month", "week", "year", "all")
MOST_BARS = 40
_AGE_KINDS = ("", "", "warn", "warn", "bad")


@get("/figures", summary="Figures of all stations", **html())
@waits
def figures(request: AnyRequest, state: State, span: FromQuery[Span] = "month") -> Response[Any]:
    hall, officer = state.hall, request.user
    say = speaker(language.of(request))
    *rows, whole = office.by_station(hall, officer, period_of(span, hall.time.now()))
    ages = office.waiting_by_age(hall, officer)
    return page(
        request,
        "figures.html",
        rows=rows,
        whole=whole,
        span=span,
        spans=SPANS,
        age_names=[say(f"page.figures.age_{at}") for at in range(len(office.AGES) + 1)],
        ages=_summed(ages),
        waiting_chart=bars(say("page.figures.waiting_chart"), _waiting(rows)),
        age_chart=bars(
            say("page.figures.age_chart"),
            [
                Bar(say(f"page.figures.age_{at}"), (Part(count, _AGE_KINDS[at]),))
                for at, count in enumerate(_summed(ages))
            ],
        ),
        work_chart=bars(say("page.figures.work_chart"), _work(rows)),
        most=MOST_BARS,
        share=share,
    )


def period_of(span: Span, now: datetime) -> Period:
    """From the beginning of the span to now."""
    start = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if span == "all":
        return Period()
    if span == "week":
        return Period(milliseconds(start - timedelta(days=start.weekday())))
    if span == "month":
        return Period(milliseconds(start.replace(day=1)))
    return Period(milliseconds(start.replace(month=1, day=1)))


def share(part: int, whole: int) -> str:
    """A part in percent; a dash where there is no whole."""
    return f"{100 * part / whole:.0f}%" if whole else "–"


def _summed(ages: dict[str, tuple[int, ...]]) -> list[int]:
    groups = len(office.AGES) + 1
    return [sum(counts[at] for counts in ages.values()) for at in range(groups)]


def _waiting(rows: list[StationFigures]) -> list[Bar]:
    """Those with most waiting first; what is late stands apart."""
    ordered = sorted(rows, key=lambda row: (-row.waiting, row.station))[:MOST_BARS]
    return [
        Bar(row.name, (Part(row.waiting - row.overdue), Part(row.overdue, "bad")))
        for row in ordered
    ]


def _work(rows: list[StationFigures]) -> list[Bar]:
    ordered = sorted(rows, key=lambda row: (-row.taken_in, row.station))[:MOST_BARS]
    return [Bar(row.name, (Part(row.taken_in),)) for row in ordered]
