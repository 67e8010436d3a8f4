"""What is recorded of one checked item of a visit: its case, with lane, step and promise."""

from __future__ import annotations

from typing import Any, Literal, cast

import msgspec

from station_desktop.domain.case import handling, ownwords, processes
from station_desktop.domain.case.cases import Agent, Appointment, Completed, Noticed, Opened
from station_desktop.domain.case.handling import Lane, Origin
from station_desktop.domain.case.requirements import Assessment
from station_desktop.domain.case.visitdraft import LineDraft
from station_desktop.domain.catalogue import Item
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text import statements
from station_desktop.usecases.casework import line_filing, lines
from station_desktop.usecases.neighbourhood import areas_of
from station_desktop.usecases.work import Work


class Coming(msgspec.Struct, frozen=True):
    """Who comes and how: what every case of one visit has in common. ``contact`` and ``phone``
    are of somebody who is not registered; ``area`` empty is found by place and household."""

    visit: str = ""
    channel: str = "window"
    resident: Resident | None = None
    agent: Agent | None = None
    contact: str = ""
    phone: str = ""
    origin: Origin = "reported"
    area: str = ""
    homevisit: str = ""
    demand: str = ""


def facts(
    work: Work, line: lines.CheckedLine, case: str, number: str, coming: Coming
) -> list[tuple[str, Fact]]:
    """Everything to record for one checked item."""
    item, assessment = line.item, line.assessment
    if item is None or assessment is None:
        raise ValueError("a line with problems cannot be recorded")
    resident = coming.resident
    holder = resident.id if resident else ""
    filed, materials = line_filing.filed(work, line.draft, line.needed, assessment, case, holder)
    lane = lane_of(item, line.draft.lane)
    state, step = _place(item, lane, line.draft, assessment)
    place, now = _where(item, line.answers), work.store.time.now()
    opened = Opened(
        number=number,
        item=item.code,
        pack=line.pack_hash,
        visit=coming.visit,
        resident=holder,
        state=state,
        category=item.category,
        mode=item.mode,
        channel=coming.channel,
        agent=coming.agent,
        answers=line.answers,
        materials=materials,
        appointment=_appointment(item, line.draft) if _agreed(item, lane, state) else None,
        deadline=None if state == "incomplete" else lines.deadline(work, item, now),
        urgent=any(line.answers.get(f.key) is True for f in item.fields if f.urgent),
        process=item.process,
        lane=lane,
        origin=coming.origin,
        need=line.draft.need,
        title=_title(item, line),
        contact=coming.contact,
        phone=coming.phone,
        place=place,
        area=coming.area or areas_of.place_or_home(work, place, resident),
        homevisit=coming.homevisit,
        demand=coming.demand,
        step=step,
    )
    subject = f"case:{case}"
    acts: list[tuple[str, Fact]] = [*filed, (subject, opened)]
    named = assessment.lacking + assessment.to_follow
    if named:
        acts.append((subject, Noticed(named)))
    result = _done_now(item, lane, line.draft)
    if result and state == "accepted" and not assessment.to_follow:
        acts.append((subject, Completed(result, statements.tidy(line.draft.delivery))))
    return acts


def lane_of(item: Item, chosen: Lane = "") -> Lane:
    """The lane chosen, or the item's usual one."""
    return chosen or handling.lanes_of(item.mode)[0]


def _place(
    item: Item, lane: Lane, line: LineDraft, assessment: Assessment
) -> tuple[Literal["incomplete", "accepted", "arranged"], str]:
    """State and step where the case begins: a service whose time is agreed at the desk is
    appointed already."""
    if assessment.lacking:
        return "incomplete", ""
    machine = processes.of(item.process, lane, item.category)
    appointed = machine.step("appointed")
    agreed = appointed is not None and bool(line.appointment.get("at", "").strip())
    begins = appointed if agreed else machine.step(machine.first)
    assert begins is not None  # every machine begins at a step of its own
    state = cast(Literal["accepted", "arranged"], begins.state)
    return state, begins.key if agreed else ""


def _agreed(item: Item, lane: Lane, state: str) -> bool:
    """Whether the case keeps who comes and when."""
    if state == "incomplete" or lane == "ready" or ownwords.is_own(item.code):
        return False
    return item.mode in ("dispatch", "booking")


def _done_now(item: Item, lane: Lane, line: LineDraft) -> str:
    """The result, where the case is done there and then."""
    if lane != "ready":
        return ""
    usual = item.result.text.zh if item.mode == "direct" else ""
    return statements.tidy(line.result) or usual


def _title(item: Item, line: lines.CheckedLine) -> str:
    if not ownwords.is_own(item.code):
        return ""
    return line.draft.title or ownwords.title_of(str(line.answers.get("what", "")))


def _where(item: Item, answers: dict[str, Any]) -> str:
    """The place that the form asks for, if it does."""
    asked = (field.key for field in item.fields if field.type == "address" and not field.sensitive)
    return next((str(answers[key]) for key in asked if answers.get(key)), "")


def _appointment(item: Item, line: LineDraft) -> Appointment:
    """Who comes and when; the item's own department where nobody else was named."""
    typed = {key: statements.tidy(value) for key, value in line.appointment.items()}
    at = lines.moment(typed.get("at", ""))
    return Appointment(
        organisation=typed.get("organisation") or item.department.zh,
        place=typed.get("place", ""),
        at=at.isoformat(timespec="minutes") if at else "",
        contact=typed.get("contact", ""),
        note=typed.get("note", ""),
    )
