"""What the closed loop knows of one case, gathered for the screen in one reading: where it stands
in its process, who answers for it, whom it was given to, and what can be done next."""

from __future__ import annotations

from typing import Literal

import msgspec

from station_desktop import phrases
from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.closing import overridable
from station_desktop.domain.case.processes import SHARED, Move
from station_desktop.domain.neighbourhood.households import Area
from station_desktop.domain.problem import Problem
from station_desktop.domain.station.accounts import Account
from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.usecases.casework import cases, evaluating, flow, handing
from station_desktop.usecases.casework.evaluating import Standing
from station_desktop.usecases.dispatch import order_words, partners
from station_desktop.usecases.dispatch.order_words import Order
from station_desktop.usecases.dispatch.partners import Proposal
from station_desktop.usecases.neighbourhood import areas
from station_desktop.usecases.whistle import whistling
from station_desktop.usecases.work import Work

MOST_PROPOSED = 4

Key = Literal[
    "dispatch",
    "task",
    "visit",
    "verify",
    "hand_over",
    "classify",
    "urge",
    "postpone",
    "send_back",
    "reopen",
    "ask_resident",
    "rate",
    "follow_up",
    "call_back",
    "whistle",
]


class Stage(msgspec.Struct, frozen=True):
    """One step of the process in the picture at the head: reached, here, or still to come."""

    key: str
    name: str
    standing: Literal["past", "here", "ahead"]


class Way(msgspec.Struct, frozen=True):
    """One move of the process that can be made now: what it asks for, by its keys."""

    key: str
    name: str
    asks: tuple[str, ...]


class Loop(msgspec.Struct, frozen=True):
    """Everything of the loop about one case, in the reader's language. ``open_points`` say why it
    cannot be closed yet; ``may_pass`` whether this person may close it all the same."""

    stages: tuple[Stage, ...]
    ways: tuple[Way, ...]
    open_points: tuple[Problem, ...]
    overridable: bool
    may_pass: bool
    acts: frozenset[Key]
    owner: str
    area: str
    staff: tuple[tuple[str, str], ...]
    goers: tuple[tuple[str, str], ...]
    whistles: tuple[Whistle, ...]
    rating: Standing


class ToWhom(msgspec.Struct, frozen=True):
    """Who could be asked, with why in words, and the order as it would be sent to each."""

    proposal: Proposal | None
    order: Order
    why: tuple[str, ...]

    @property
    def name(self) -> str:
        """What tells it from the others; empty for one that is not in the directory."""
        return self.proposal.partner.id if self.proposal is not None else ""


def read(work: Work, case: Case, language: str) -> Loop:
    """What the loop knows of ``case``."""
    ways = flow.ways(work, case)
    ending = next((way for way in ways if way.move.key == "complete"), None)
    blocked = ending.blocked if ending is not None else ()
    staff = handing.staff(work) if case.open else ()
    acts = frozenset(_acts(work, case))
    return Loop(
        stages=_stages(case, language),
        ways=tuple(
            Way(move.key, phrases.say(f"move.{move.key}", language), move.asks)
            for move in _leading_on(case, [way.move for way in ways])
        ),
        open_points=blocked,
        overridable=overridable(blocked),
        may_pass=work.actor.may("case.override"),
        acts=acts,
        owner=_name(work, "account", case.owner),
        area=_name(work, "area", case.area),
        staff=tuple((one.id, one.name) for one in staff if one.id != case.owner),
        goers=_goers(work, case) if "visit" in acts else (),
        whistles=whistling.of_case(work, case.id),
        rating=evaluating.standing(work, case),
    )


def to_whom(work: Work, number: str, language: str) -> tuple[ToWhom, ...]:
    """Who could take the case on, best first; the last is for one that is not in the directory."""
    case = cases.named(work, number)
    about = order_words.about(work, case)
    found = partners.propose(work, item=case.item, words=about, area=case.area, address=case.place)
    asked = {task.partner for task in case.tasks if task.open}
    fitting = [one for one in found if one.partner.id not in asked][:MOST_PROPOSED]
    proposed = [
        ToWhom(
            one,
            order_words.proposed(work, number, partner=one.partner.id),
            tuple(phrases.say(reason.code, language, **reason.params) for reason in one.reasons),
        )
        for one in fitting
    ]
    return (*proposed, ToWhom(None, order_words.proposed(work, number), ()))


def _leading_on(case: Case, moves: list[Move]) -> list[Move]:
    """The process's own moves, those that lead on before those that repeat or go back."""
    order = [step.key for step in case.machine.steps]
    here = order.index(case.at)
    own = [move for move in moves if move.fact == "case.moved"]
    return sorted(own, key=lambda move: order.index(move.target) <= here)


def _stages(case: Case, language: str) -> tuple[Stage, ...]:
    """The steps of the case's machine, with the end that it came to."""
    machine = case.machine
    shared = {step.key for step in SHARED}
    own = [step.key for step in machine.steps if step.key not in shared]
    if machine.key == "administrative" and case.state != "returned":
        own.remove("returned")
    at = case.at
    end = at if at in shared and at != "incomplete" else "completed"
    keys = [*(["incomplete"] if at == "incomplete" else []), *own, end]
    here = keys.index(at)
    return tuple(
        Stage(
            key,
            phrases.say(f"step.{key}", language),
            "here" if number == here else "past" if number < here else "ahead",
        )
        for number, key in enumerate(keys)
    )


def _acts(work: Work, case: Case) -> list[Key]:
    """What this person may do with the case as it stands, beside its process's own moves."""
    may = work.actor.may
    running = case.state in ("accepted", "arranged")
    acts: list[Key] = []
    if running and may("case.act"):
        acts.append("dispatch")
    if may("case.act") and any(task.open or not task.grade for task in case.tasks):
        acts.append("task")
    if case.open and may("case.act"):
        acts += _while_open(work, case)
    if running and may("whistle.blow"):
        acts.append("whistle")
    if not case.open and may("case.reopen") and case.state != "void":
        acts.append("reopen")
    if case.state == "completed" and may("rating.take"):
        acts += _once_closed(work, case)
    return acts


def _while_open(work: Work, case: Case) -> list[Key]:
    acts: list[Key] = ["visit"] if work.actor.may("household.edit") else []
    acts += ["verify", "classify", "urge"]
    if case.owner == work.author or work.actor.may("case.assign"):
        acts.append("hand_over")
    if case.deadline is not None and not case.paused and case.state != "approved":
        acts.append("postpone")
    if work.actor.may("case.review"):
        acts.append("send_back")
    return acts


def _once_closed(work: Work, case: Case) -> list[Key]:
    acts: list[Key] = ["follow_up"]
    if case.rating is None:
        acts += ["ask_resident", "rate"]
    if evaluating.standing(work, case).call_back_due:
        acts.append("call_back")
    return acts


def _goers(work: Work, case: Case) -> tuple[tuple[str, str], ...]:
    """Who may go there to look: first whoever answers for the area, else for the case."""
    area = work.store.ledger.record("area", case.area) if case.area else None
    first = area.worker if isinstance(area, Area) and area.worker else case.owner
    goers = sorted(areas.goers(work), key=lambda one: one.id != first)
    return tuple((one.id, one.name) for one in goers)


def _name(work: Work, noun: str, id: str) -> str:
    record = work.store.ledger.record(noun, id) if id else None
    return record.name if isinstance(record, Account | Area) else ""
