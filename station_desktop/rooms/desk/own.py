"""A demand in the resident's own words at the desk: how it begins, and what its form shows.

No Qt and no store. Category, lane and need are proposed by the words and marked as proposed until
somebody has looked; they are always the worker's decision.
"""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from station_desktop.domain.case.handling import Lane, Need
from station_desktop.domain.catalogue import Category
from station_desktop.rooms.desk.gather import OwnStart
from station_desktop.rooms.desk.line import Line
from station_desktop.rooms.desk.visit import Visit

_CALLER = ("contact", "phone")


def add(visit: Visit, id: str, start: OwnStart, today: date) -> Line:
    """One more line of the visit, with what its words propose."""
    line = visit.add_line(id, start.facts, today)
    for key, text in (("what", start.what), ("where", start.where)):
        if text:
            visit.answer(line, key, text)
    proposal = start.proposal
    visit.set_lane(line, proposal.lane)
    line.origins["lane"] = "proposed"
    if proposal.category:
        visit.set_category(line, proposal.category)
        line.origins["category"] = "proposed"
    if proposal.need:
        visit.set_need(line, proposal.need)
        line.origins["need"] = "proposed"
    line.fresh = True
    return line


def shown(visit: Visit, line: Line) -> dict[str, Any]:
    """What the form shows, question by question."""
    return line.answers | {
        "category": line.category or None,
        "lane": line.lane_now,
        "need": line.need or None,
        "contact": visit.caller.get("contact") or None,
        "phone": visit.caller.get("phone") or None,
        "result": line.result or None,
    }


def edited(visit: Visit, line: Line, key: str, raw: object) -> None:
    """One question of the form answered anew."""
    text = str(raw or "")
    line.origins.pop(key, None)
    if key == "category":
        if text:
            visit.set_category(line, cast(Category, text))
        else:
            visit.forget_category(line)
    elif key == "lane":
        visit.set_lane(line, cast(Lane, text))
    elif key == "need":
        visit.set_need(line, cast(Need, text))
    elif key in _CALLER:
        visit.set_caller(key, text)
    elif key == "result":
        visit.set_text(line, "result", text)
    else:
        visit.answer(line, key, raw)
