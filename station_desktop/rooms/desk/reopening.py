"""An unfinished visit taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from station_desktop.domain.case import visitdraft
from station_desktop.domain.person.residents import Resident
from station_desktop.rooms.desk.line import Line, LineFacts
from station_desktop.rooms.desk.visit import Visit


def reopen(
    id: str,
    values: Mapping[str, Any],
    resident: Resident | None,
    facts: Mapping[str, LineFacts],
    today: date,
) -> Visit:
    """The visit that was set aside, field by field, with the same line in hand.

    A line whose catalogue is gone has no facts and is left out.
    """
    draft = visitdraft.read(id, values)
    visit = Visit(id)
    visit.resident = resident
    visit.registration = dict(draft.registration)
    visit.channel = draft.channel
    visit.agent = dict(draft.agent)
    visit.agent_on = bool(draft.agent)
    visit.caller = dict(draft.caller)
    visit.demand = draft.demand
    for saved in draft.lines:
        if saved.id not in facts:
            continue
        line = Line(saved.id, saved.order, facts[saved.id])
        line.answers = dict(saved.answers)
        line.materials = dict(saved.materials)
        line.appointment = dict(saved.appointment)
        line.result, line.delivery = saved.result, saved.delivery
        line.lane, line.need = saved.lane, saved.need
        if line.own and saved.item == line.item.code:
            line.category = line.item.category
        line.origins = dict.fromkeys(set(line.facts.record) - set(line.answers), "record")
        visit.lines.append(line)
    ids = [line.id for line in visit.lines]
    chosen = str(values.get("chosen") or "")
    visit.chosen = chosen if chosen in ids else (ids[-1] if ids else "")
    return visit
