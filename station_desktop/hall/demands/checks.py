"""Whether a demand's row makes sense, and the fact that it would be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from station_desktop.domain.case.demands import Arrived
from station_desktop.domain.person import contacts
from station_desktop.domain.problem import Problem, Refused, raise_if_any
from station_desktop.domain.text.folding import plain, unprintable, without_invisible
from station_desktop.domain.time.year_calendar import Calendar
from station_desktop.hall.demands import times
from station_desktop.hall.demands.reading import DemandRow

LONGEST = {
    "source": 40,
    "reference": 80,
    "title": 200,
    "text": 4000,
    "contact": 60,
    "phone": 60,
    "address": 200,
    "station": 100,
    "id_number": 64,
}
_TITLE = 40


class Order(msgspec.Struct, frozen=True):
    """A row that makes sense, and the fact that it would be; kept until it has a station."""

    fact: Arrived
    row: DemandRow


def check(
    rows: Sequence[DemandRow], now: datetime, calendar: Calendar, refused: list[Problem]
) -> list[Order]:
    """The rows that make sense; what is wrong with the others is added to ``refused``, with the
    ``line`` among its params."""
    ready = []
    for given in rows:
        try:
            row = _clean(given)
            received = times.received(row.received_at, now)
            due = times.due(row.due, row.grade, received, calendar)
        except Refused as error:
            refused.extend(_at_line(problem, given.line) for problem in error.problems)
            continue
        fact = Arrived(
            source=row.source,
            reference=row.reference,
            title=row.title,
            text=row.text,
            due=due,
            contact=row.contact,
            phone=row.phone,
            address=row.address,
        )
        ready.append(Order(fact, row))
    return ready


def _clean(row: DemandRow) -> DemandRow:
    """The row in the form it is kept in; refuses what is missing, too long or unreadable."""
    named = {name: _text(getattr(row, name), name) for name in LONGEST}
    named["reference"] = plain(named["reference"])
    named["title"] = " ".join((named["title"] or named["text"][:_TITLE]).split())
    named["text"] = named["text"] or named["title"]
    phone = contacts.check(named["phone"])
    named["phone"] = phone.number or named["phone"]
    problems = [
        Problem(f"demand.no_{name}", name)
        for name in ("source", "reference", "text")
        if not named[name]
    ]
    problems += [
        Problem("form.too_long", name, {"limit": limit})
        for name, limit in LONGEST.items()
        if len(named[name]) > limit
    ]
    problems += [
        Problem("form.control_characters", name)
        for name in LONGEST
        if unprintable(named[name], allowed="\n")
    ]
    raise_if_any(problems)
    return msgspec.structs.replace(row, **named)


def _text(text: str, name: str) -> str:
    lines = without_invisible(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if name == "text":
        return lines.strip()
    return " ".join(lines.split())


def _at_line(problem: Problem, line: int) -> Problem:
    return Problem(problem.code, problem.field, {**problem.params, "line": line})
