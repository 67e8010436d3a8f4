"""A case on its way through its process: which moves lead on from where it stands, what stands in
their way, and the moves that its steps are made of.

``domain.case.processes`` declares the machines; nothing here knows one of them by name. A move that
the machine does not list where the case stands is refused and the refusal says where it stands and
what is possible."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

import msgspec

from station_desktop import phrases
from station_desktop.domain.case import casework
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.closing import overridable
from station_desktop.domain.case.handling import (
    LANES,
    NEEDS,
    Classed,
    Lane,
    Moved,
    Need,
    Verified,
    lanes_of,
)
from station_desktop.domain.case.processes import Move
from station_desktop.domain.problem import Problem, raise_if_any, refuse
from station_desktop.domain.text import amounts, statements
from station_desktop.domain.time import clock
from station_desktop.usecases.casework import bulk, cases
from station_desktop.usecases.casework.bulk import Bulk as Bulk
from station_desktop.usecases.casework.closing import entitled
from station_desktop.usecases.casework.closing import open_points as open_points
from station_desktop.usecases.casework.handing import hand_over as hand_over
from station_desktop.usecases.casework.handing import hand_over_many as hand_over_many
from station_desktop.usecases.casework.handing import orphaned as orphaned
from station_desktop.usecases.casework.handing import staff as staff
from station_desktop.usecases.casework.postponing import postpone as postpone
from station_desktop.usecases.casework.reviewing import draw_sample as draw_sample
from station_desktop.usecases.casework.reviewing import reopen as reopen
from station_desktop.usecases.casework.reviewing import sample as sample
from station_desktop.usecases.casework.reviewing import send_back as send_back
from station_desktop.usecases.work import Work


class Way(msgspec.Struct, frozen=True):
    """One way on for the person at work: ``blocked`` is what still stands in it, and
    ``overridable`` whether they may pass over all of that with a reason."""

    move: Move
    blocked: tuple[Problem, ...] = ()
    overridable: bool = False


def onward(work: Work, number: str) -> tuple[Way, ...]:
    """Every move from where the case stands that this person may make. The hall's are not among
    them."""
    work.require("case.read")
    return ways(work, cases.get(work, number))


def ways(work: Work, case: Case) -> tuple[Way, ...]:
    """:func:`onward` for a case at hand."""
    return tuple(
        _way(work, case, move)
        for move in case.machine.onward(case.at)
        if not move.by_hall and work.actor.may(move.right)
    )


def _way(work: Work, case: Case, move: Move) -> Way:
    blocked: tuple[Problem, ...] = ()
    if move.needs:
        blocked = open_points(work, case)
    elif "documents" in move.asks:
        blocked = tuple(p for p in open_points(work, case) if p.code == "flow.documents_missing")
    may_pass = bool(move.needs) and work.actor.may("case.override") and overridable(blocked)
    return Way(move, blocked, bool(blocked) and may_pass)


def take(
    work: Work,
    number: str,
    move: str,
    *,
    note: str = "",
    reason: str = "",
    amount: str = "",
    organisation: str = "",
    when: str = "",
    place: str = "",
) -> Case:
    """Make one of the process's own moves. ``amount`` is in yuan as people write it, ``when`` an
    ISO moment; everything that the move asks for and that is missing is told at once, by field.

    Moves that have an act of their own (closing, declining, opening again) are not taken here.
    """
    work.require("case.act")
    with work.store.ledger.transaction():
        case = cases.get(work, number)
        declared = _declared(work, case, move.strip())
        said = {
            "note": statements.tidy(note),
            "reason": statements.tidy(reason),
            "amount": amount.strip(),
            "organisation": statements.tidy(organisation),
            "when": when.strip(),
            "place": statements.tidy(place),
        }
        return cases.record(work, case, _moved(case, declared, _checked(declared, said)))


def _declared(work: Work, case: Case, move: str) -> Move:
    """The move as declared where the case stands, or the refusal that says what is possible."""
    declared = case.machine.move(move, case.at)
    if declared is None or declared.by_hall:
        possible = [way.move.key for way in ways(work, case)]
        raise refuse(
            "flow.no_such_move",
            field="move",
            number=case.number,
            move=move[:40],
            step=case.at,
            possible_zh=_listed(possible, "zh_CN"),
            possible_en=_listed(possible, "en"),
        )
    work.require(declared.right)
    if declared.fact != Moved.kind:
        raise refuse("flow.own_act", field="move", move=move)
    return declared


def _listed(moves: list[str], language: str) -> str:
    names = [phrases.say(f"move.{move}", language) for move in moves]
    nothing = phrases.say("flow.nothing", language)
    return (", " if language == "en" else "、").join(names) or nothing


def _checked(move: Move, said: dict[str, str]) -> dict[str, str]:
    """What was told with the move, as recorded; refuses with every problem found."""
    problems = [Problem(f"flow.{ask}_missing", ask) for ask in move.asks if not said.get(ask)]
    found = dict(said)
    for field in ("note", "reason", "organisation", "place"):
        fault = statements.fault(said[field], field)
        if fault is not None:
            problems.append(fault)
    if said["amount"]:
        read = amounts.read_money(said["amount"])
        if read.problem is not None:
            problems.append(msgspec.structs.replace(read.problem, field="amount"))
        else:
            found["amount"] = f"{read.value:.2f}"
    if said["when"]:
        moment = _moment(said["when"])
        if moment is None:
            problems.append(Problem("flow.when_unreadable", "when"))
        else:
            found["when"] = moment
    raise_if_any(problems)
    return found


def _moment(text: str) -> str | None:
    """An ISO moment in China's civil time, to the minute; ``None`` for what names no time."""
    try:
        found = datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None
    if ":" not in text:
        return None
    if found.tzinfo is not None:
        found = found.astimezone(clock.CHINA).replace(tzinfo=None)
    return found.isoformat(timespec="minutes")


def _moved(case: Case, move: Move, said: dict[str, str]) -> Moved:
    """The fact; what the move does not ask for is no part of it, but a note always is."""
    when = said["when"] if "when" in move.asks else ""
    named = said["organisation"] if when or "organisation" in move.asks else ""
    return Moved(
        before=case.at,
        step=move.target,
        note=said["note"] or said["reason"],
        amount=said["amount"] if "amount" in move.asks else "",
        organisation=named or _organisation(case, when),
        when=when,
        place=said["place"] if when else "",
    )


def _organisation(case: Case, when: str) -> str:
    """Who comes where an appointment names nobody: whose quote it was, or who was to come."""
    if not when:
        return ""
    quoted = next((step.organisation for step in reversed(case.steps) if step.organisation), "")
    return quoted or (case.appointment.organisation if case.appointment is not None else "")


def complete_many(
    work: Work, numbers: Iterable[str], result: str = "", *, override: str = ""
) -> Bulk:
    """Close all of these that have nothing open, or with ``override`` all that somebody entitled
    may close; each of the others comes back with what stands in its way."""
    work.require("case.act")
    if override.strip():
        entitled(work)

    def close(number: str) -> Case:
        return cases.complete(work, number, result, override=override)

    return bulk.each(work, numbers, close)


def classify(work: Work, number: str, *, lane: str = "", need: str = "", reason: str = "") -> Case:
    """Put the case in a lane and tag it with a need; empty leaves as it was. In another lane its
    process begins anew, so a case that had a lane changes it for a stated reason only."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = cases.get(work, number)
        casework.must_be_open(case)
        problems = []
        if lane and lane not in LANES:
            problems.append(Problem("flow.lane_unknown", "lane"))
        elif lane and lane not in lanes_of(case.mode):
            problems.append(Problem("intake.lane_hall", "lane"))
        if need and need not in NEEDS:
            problems.append(Problem("flow.need_unknown", "need"))
        if not lane and not need:
            problems.append(Problem("flow.nothing_classed", "lane"))
        said = statements.stated(reason, "reason")
        if lane and case.lane and lane != case.lane and not said:
            problems.append(Problem("case.reason_missing", "reason"))
        raise_if_any(problems)
        if lane in ("", case.lane) and need in ("", case.need):
            return case
        fact = Classed(cast(Lane, lane), cast(Need, need), said)
        return cases.record(work, case, fact)


def verify(work: Work, number: str, stands: bool, note: str, homevisit: str = "") -> Case:
    """Note that somebody went to look and whether it is as it was told; ``homevisit`` is the id of
    the visit."""
    work.require("case.act")
    with work.store.ledger.transaction():
        case = cases.get(work, number)
        casework.must_be_open(case)
        said = statements.stated(note, "note")
        if not said:
            raise refuse("flow.note_missing", field="note")
        return cases.record(work, case, Verified(stands, said, homevisit))
