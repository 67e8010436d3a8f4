"""An individual case as ``stationctl plan`` answers it: for scripts, and for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from station_desktop.console import output
from station_desktop.console.command import say
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.time import clock

if TYPE_CHECKING:
    from station_desktop.usecases.work import Work


def meant(ids: tuple[str, ...], typed: str) -> str:
    """The id of what is named by its place in the plan (from 1) or by its id."""
    text = typed.strip()
    if text.isdecimal() and 1 <= int(text) <= len(ids):
        return ids[int(text) - 1]
    return text


def outline(work: Work, case: Individual) -> dict[str, Any]:
    """What every worker may see."""
    ledger = work.store.ledger
    worker, person = ledger.record("account", case.worker), ledger.record("resident", case.resident)
    return {
        "id": case.id,
        "number": case.number,
        "state": case.state,
        "step": case.step,
        "resident": case.resident,
        "resident_masked": _masked(person) if isinstance(person, Resident) else "",
        "worker": worker.name if isinstance(worker, Account) else case.worker,
        "applied_at": _moment(case.applied_at),
    }


def whole(work: Work, case: Individual, *, notes: bool) -> dict[str, Any]:
    """The outline and, for whoever may read it, the rest. ``plan`` is as ``plan set --file`` takes
    it; notes are counted, and told only on demand."""
    from station_desktop.domain.individual import sixsteps
    from station_desktop.usecases.sixsteps import individuals, plans

    value = outline(work, case) | {"whole": individuals.open_to(work, case)}
    if not value["whole"]:
        return value
    value |= {
        "next": sixsteps.following(case),
        "why": case.why,
        "case": case.case or None,
        "situation": case.situation or None,
        "problems": case.problems,
        "strengths": case.strengths,
        "risk": case.risk or None,
        "plan": msgspec.to_builtins(plans.as_planned(case)),
        "goals": [{"id": g.id, "text": g.text, "by": g.by, "state": g.state} for g in case.goals],
        "measures": [_measure(one) for one in case.measures],
        "reviews": [_said(one) | {"present": one.present} for one in case.reviews],
        "referrals": [
            {"at": _moment(r.at), "agency": r.agency, "reason": r.reason} for r in case.referrals
        ],
        "closings": [_closing(one) for one in case.closings],
        "reopened": case.reopened,
        "notes": len(case.notes),
    }
    return value | ({"note_texts": [_said(one) for one in case.notes]} if notes else {})


def _measure(one: Any) -> dict[str, Any]:
    return {
        "id": one.id,
        "goal": one.goal,
        "text": one.text,
        "lead": one.lead,
        "supports": one.supports,
        "by": one.by or None,
        "done_at": _moment(one.done_at) if one.done_at else None,
        "outcome": one.outcome or None,
    }


def _said(one: Any) -> dict[str, Any]:
    return {"at": _moment(one.at), "text": one.text}


def _closing(one: Any) -> dict[str, Any]:
    return {
        "at": _moment(one.at),
        "ending": one.ending,
        "text": one.text,
        "by_resident": one.by_resident or None,
        "by_worker": one.by_worker or None,
        "resident_words": one.resident_words or None,
        "left_open": one.left_open or None,
    }


def _moment(milliseconds: int) -> str:
    return clock.from_milliseconds(milliseconds).isoformat(timespec="seconds")


def page(case: Individual, value: dict[str, Any]) -> Iterator[str]:
    """The case for people."""
    rows: list[tuple[str, object]] = [
        ("number", value["number"]),
        ("state", say(f"individual.state.{value['state']}")),
        ("plan_step", say(f"individual.step.{value['step']}")),
        ("plan_worker", value["worker"]),
        ("name", value["resident_masked"]),
    ]
    if not value["whole"]:
        yield from output.pairs(rows)
        yield say("cli.plan.outline")
        return
    comma = say("paper.between.notes")
    rows += [
        ("plan_why", value["why"]),
        ("plan_situation", value["situation"]),
        ("plan_problems", comma.join(value["problems"])),
        ("plan_strengths", comma.join(value["strengths"])),
        ("plan_notes", value["notes"] or ""),
    ]
    yield from output.pairs(rows)
    for number, goal in enumerate(case.goals, 1):
        state = say(f"individual.goal.{goal.state}")
        yield say("cli.plan.goal", number=number, text=goal.text, state=state)
    yield from _measures(case)
    for said in value.get("note_texts", ()):
        yield say("cli.plan.note", at=said["at"], text=said["text"])


def _measures(case: Individual) -> Iterator[str]:
    if not case.measures:
        return
    goals = {goal.id: number for number, goal in enumerate(case.goals, 1)}
    rows = [
        (
            number,
            goals.get(one.goal, ""),
            one.text,
            say(f"individual.force.{one.lead}"),
            one.by,
            one.outcome,
        )
        for number, one in enumerate(case.measures, 1)
    ]
    heads = ("plan_no", "plan_goal", "plan_measure", "plan_lead", "plan_by", "plan_outcome")
    yield from output.table(heads, rows)


def _masked(person: Resident) -> str:
    return masks.mask_name(person.name) or say(masks.ERASED)
