"""The life of a case, declared: one state machine for each of the processes.

Where a case stands is its *place*: a step of its process while work goes on, or one of the places
that all processes share (:data:`SHARED`). A *move* leads from places to a place; it says who may
make it, which fact records it, what must be told with it, and what must be settled before it. The
window, the command line, the papers, the documentation's pictures and the tests read this table
and nothing else; the use case refuses what it does not list.

Sources: the four sorted processes of the pilot (party-masses: leadership; government:
administrative; life: market; public: negotiation), and ``ready`` for what is done at once
(即时办). Words for every key are phrases ``step.<key>`` and ``move.<key>``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from station_desktop.domain.case.casevalues import State
from station_desktop.domain.station.roles import Right

Key = Literal["ready", "leadership", "administrative", "market", "negotiation"]
Clock = Literal["none", "promise", "stopped"]
"""Which clock runs: none, the promise's, or the promise's standing still."""
Ask = Literal["note", "reason", "amount", "organisation", "when", "result", "documents"]
"""What must be told with a move."""
Needed = Literal["documents", "clock", "tasks", "whistles", "steps", "payment"]
"""What must be settled before a move: no document missing or to follow, the clock not standing
still, every organisation reported, every whistle over, the process gone through, the price paid."""
OVERRIDABLE: frozenset[Needed] = frozenset({"documents", "tasks", "whistles", "steps", "payment"})
"""What somebody with the right ``case.override`` may pass over, with a reason."""


class Step(msgspec.Struct, frozen=True):
    """One place: the state of the case while it stands there, and which clock runs."""

    key: str
    state: State
    clock: Clock


class Move(msgspec.Struct, frozen=True):
    """One way on. ``fact`` is the kind of fact that records it, ``right`` what a member of the
    station's staff needs for it; a move ``by_hall`` is the hall's alone."""

    key: str
    sources: tuple[str, ...]
    target: str
    fact: str
    right: Right = "case.act"
    asks: tuple[Ask, ...] = ()
    needs: tuple[Needed, ...] = ()
    by_hall: bool = False


class Process(msgspec.Struct, frozen=True):
    """One machine. ``first`` is where an accepted case begins and a reopened one goes on;
    ``final`` are the steps after which the process is gone through."""

    key: Key
    steps: tuple[Step, ...]
    moves: tuple[Move, ...]
    first: str
    final: tuple[str, ...]

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def onward(self, place: str) -> tuple[Move, ...]:
        """The moves that lead on from ``place``."""
        return tuple(move for move in self.moves if place in move.sources)

    def move(self, key: str, place: str) -> Move | None:
        """The move ``key`` from ``place``, or ``None`` where there is none."""
        return next((move for move in self.onward(place) if move.key == key), None)


INCOMPLETE = Step("incomplete", "incomplete", "none")
ENDS: tuple[Step, ...] = (
    Step("completed", "completed", "none"),
    Step("refused", "refused", "none"),
    Step("withdrawn", "withdrawn", "none"),
    Step("void", "void", "none"),
)
SHARED: tuple[Step, ...] = (INCOMPLETE, *ENDS)

_TO_CLOSE: tuple[Needed, ...] = ("documents", "clock", "tasks", "whistles", "steps", "payment")


def _step(key: str, before: tuple[str, ...], *asks: Ask, to: str = "") -> Move:
    """A move of the station's own inside its process."""
    return Move(key, before, to or key, "case.moved", asks=asks)


def _process(
    key: Key,
    steps: tuple[Step, ...],
    moves: tuple[Move, ...],
    final: tuple[str, ...],
    completes: tuple[str, ...] = (),
) -> Process:
    """The process with what all of them share: how a case becomes complete, ends and is opened
    again. ``completes`` are the steps that it may be closed from, all of them for none."""
    running = tuple(step.key for step in steps)
    declines = tuple(step.key for step in steps if step.state != "approved")
    first = steps[0].key
    shared = (
        Move("accept", ("incomplete",), first, "case.accepted", asks=("documents",)),
        Move("complete", completes or running, "completed", "case.completed", needs=_TO_CLOSE),
        Move("decline", ("incomplete", *declines), "refused", "case.refused", asks=("reason",)),
        Move("withdraw", ("incomplete", *running), "withdrawn", "case.withdrawn", asks=("reason",)),
        Move(
            "void",
            ("incomplete", *running, "completed", "refused", "withdrawn"),
            "void",
            "case.voided",
            right="case.void",
            asks=("reason",),
        ),
        Move(
            "reopen",
            ("completed", "refused", "withdrawn"),
            first,
            "case.reopened",
            right="case.reopen",
            asks=("reason",),
        ),
    )
    return Process(key, (INCOMPLETE, *steps, *ENDS), (*moves, *shared), first, final)


READY = _process("ready", (Step("at_desk", "accepted", "promise"),), (), final=("at_desk",))

LEADERSHIP = _process(
    "leadership",
    (
        Step("registered", "accepted", "promise"),
        Step("reviewed", "accepted", "promise"),
        Step("decided", "accepted", "promise"),
        Step("carried_out", "accepted", "promise"),
    ),
    (
        _step("review", ("registered",), "note", to="reviewed"),
        _step("decide", ("reviewed",), "note", to="decided"),
        _step("review_again", ("reviewed", "decided"), "reason", to="registered"),
        _step("carry_out", ("decided",), "note", to="carried_out"),
    ),
    final=("carried_out",),
)

ADMINISTRATIVE = _process(
    "administrative",
    (
        Step("submitted", "accepted", "promise"),
        Step("returned", "returned", "stopped"),
        Step("approved", "approved", "none"),
    ),
    (
        Move("return", ("submitted",), "returned", "hall.returned", by_hall=True),
        Move("approve", ("submitted",), "approved", "hall.approved", by_hall=True),
        Move("refuse", ("submitted", "returned"), "refused", "hall.refused", by_hall=True),
        Move("resubmit", ("returned",), "submitted", "case.resubmitted", asks=("documents",)),
    ),
    final=("submitted", "approved"),
    completes=("submitted", "approved"),
)

MARKET = _process(
    "market",
    (
        Step("asked", "accepted", "promise"),
        Step("quoted", "accepted", "promise"),
        Step("consented", "accepted", "promise"),
        Step("appointed", "arranged", "promise"),
        Step("done", "arranged", "promise"),
        Step("paid", "arranged", "promise"),
    ),
    (
        _step("quote", ("asked", "quoted"), "organisation", "amount", to="quoted"),
        _step("consent", ("quoted",), "note", to="consented"),
        _step("decline_quote", ("quoted", "consented"), "reason", to="asked"),
        _step("appoint", ("consented", "appointed"), "when", to="appointed"),
        _step("do", ("appointed",), "note", to="done"),
        _step("redo", ("done", "paid"), "reason", to="appointed"),
        _step("pay", ("done",), "amount", to="paid"),
    ),
    final=("done", "paid"),
)

NEGOTIATION = _process(
    "negotiation",
    (
        Step("proposed", "accepted", "promise"),
        Step("discussed", "accepted", "promise"),
        Step("agreed", "accepted", "promise"),
        Step("carried_out", "accepted", "promise"),
    ),
    (
        _step("discuss", ("proposed", "discussed"), "note", to="discussed"),
        _step("agree", ("discussed",), "note", to="agreed"),
        _step("disagree", ("discussed", "agreed"), "reason", to="proposed"),
        _step("carry_out", ("agreed",), "note", to="carried_out"),
    ),
    final=("carried_out",),
)

PROCESSES: dict[Key, Process] = {
    process.key: process for process in (READY, LEADERSHIP, ADMINISTRATIVE, MARKET, NEGOTIATION)
}
OF_CATEGORY: dict[str, Key] = {
    "party_masses": "leadership",
    "government": "administrative",
    "life": "market",
    "public": "negotiation",
}
"""For cases whose opening did not say; the pilot sorts its processes by category."""


def of(process: str, lane: str, category: str = "") -> Process:
    """The machine of a case: ``ready`` in the ready lane, and for what was opened before there
    were lanes unless the hall decides it; otherwise its own process."""
    key = process or OF_CATEGORY.get(category, "ready")
    if lane == "ready" or (not lane and key != "administrative"):
        return READY
    return next((known for known in PROCESSES.values() if known.key == key), READY)
