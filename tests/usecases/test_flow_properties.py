"""Whatever is done with a case in whatever order: it can always be closed by somebody entitled, and
every move that is refused says why. And the declared machines agree with the fold, everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from on_the_way import TOLD, begin, colleague, hands_of
from stations import HALL, Elsewhere

from station_desktop import phrases
from station_desktop.domain import fold
from station_desktop.domain.case import (
    caseloop,
    cases,
    casework,
    closing,
    decisions,
    dispatches,
    processes,
)
from station_desktop.domain.case.cases import Case, CaseMaterial, Deadline
from station_desktop.domain.case.handling import Moved, Reopened
from station_desktop.domain.case.processes import PROCESSES, Move, Process
from station_desktop.domain.case.visitdraft import MaterialDraft
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.whistle import whistles
from station_desktop.usecases.casework import cases as case_acts
from station_desktop.usecases.casework import flow, urging
from station_desktop.usecases.work import Work

KINDS: dict[str, type[Fact]] = {f.kind: f for f in (*cases.FACTS, *decisions.FACTS)}
MACHINES = tuple(PROCESSES.values())
LATER = Deadline("2026-11-26", "2026-12-17", 15)
CATEGORY = {"leadership": "party_masses", "market": "life", "negotiation": "public"}


def every_move() -> Iterator[tuple[Process, Move, str]]:
    for machine in MACHINES:
        for move in machine.moves:
            for source in move.sources:
                yield machine, move, source


def named(value: Any) -> str:
    return getattr(value, "key", str(value))


# the table


@pytest.mark.parametrize(("machine", "move", "source"), tuple(every_move()), ids=named)
def test_the_fold_does_what_the_machine_declares(machine: Process, move: Move, source: str) -> None:
    fact = _sample(KINDS[move.fact], move, source)
    case = _standing(machine, source)
    assert case.at == source
    assert case.state in casework.FROM[type(fact)]
    assert casework.fits(case, fact)
    after = casework.fold(case, _entry(case, fact), fact)
    assert after is not None
    assert (after.at, after.unfit) == (move.target, ())
    assert after.state == _step(machine, move.target).state
    assert type(fact).by_hall == move.by_hall


def _step(machine: Process, place: str) -> processes.Step:
    step = machine.step(place)
    assert step is not None, place
    return step


def _standing(machine: Process, place: str) -> Case:
    """A case that stands at this place of this machine."""
    state = _step(machine, place).state
    inside = state in cases.RUNNING_STATES and place != machine.first
    word = decisions.Word("returned", "吴科", 1)
    return Case(
        id="c" * 32,
        number="1",
        item="",
        pack="",
        visit="",
        resident="",
        state=state,
        received_at=1,
        received_by="w",
        owner="w",
        process=machine.key if machine.key != "ready" else "market",
        lane="ready" if machine.key == "ready" else "transfer",
        step=place if inside else "",
        deadline=LATER,
        hall=word if place == "returned" else None,
    )


def _sample(kind: type[Fact], move: Move, source: str) -> Fact:
    """A fact of this kind, as the move's use case writes it."""
    if kind is Moved:
        asked = {ask: TOLD[ask] for ask in move.asks if ask in ("amount", "organisation", "when")}
        return Moved(source, move.target, note="已办", **asked)
    made: dict[type[Fact], Callable[[], Fact]] = {
        cases.Accepted: lambda: cases.Accepted(LATER),
        cases.Completed: lambda: cases.Completed("办好了"),
        cases.Resubmitted: lambda: cases.Resubmitted("2026-12-01T09:00:00+08:00", LATER),
        decisions.Approved: lambda: decisions.Approved("吴科", "证件"),
        decisions.Returned: lambda: decisions.Returned("吴科", (decisions.Wrong("", "补"),)),
        decisions.Rejected: lambda: decisions.Rejected("吴科", "不符合"),
        Reopened: lambda: Reopened("又坏了", LATER),
    }
    plain = {cases.Declined, cases.Withdrawn, cases.Voided}
    return kind(reason="有事") if kind in plain else made[kind]()


def _entry(case: Case, fact: Fact) -> journal.Entry:
    return journal.seal(
        id="e" * 32,
        device=HALL if fact.by_hall else "00000000000a",
        number=1,
        stamp="0",
        at=2,
        author="w",
        subject=f"case:{case.id}",
        fact=fact,
        previous=journal.FIRST,
    )


@pytest.mark.parametrize("machine", MACHINES, ids=named)
def test_every_place_is_reached_and_every_open_place_leads_to_the_end(machine: Process) -> None:
    places = {step.key for step in machine.steps}
    reached, ahead = {"incomplete", machine.first}, ["incomplete", machine.first]
    while ahead:
        for move in machine.onward(ahead.pop()):
            assert move.target in places
            if move.target not in reached:
                reached.add(move.target)
                ahead.append(move.target)
    assert reached == places
    for step in machine.steps:
        if step.state in cases.OPEN_STATES:
            assert _leads_to_completed(machine, step.key), step.key
        if step.state in cases.RUNNING_STATES:
            way = closing.way_to_final(machine, step.key)
            assert way or step.key in machine.final, step.key


def _leads_to_completed(machine: Process, place: str) -> bool:
    seen, ahead = {place}, [place]
    while ahead:
        for move in machine.onward(ahead.pop()):
            if move.target == "completed":
                return True
            if move.target not in seen:
                seen.add(move.target)
                ahead.append(move.target)
    return False


@pytest.mark.parametrize("machine", MACHINES, ids=named)
def test_one_move_of_a_name_leads_to_one_place(machine: Process) -> None:
    for step in machine.steps:
        keys = [move.key for move in machine.onward(step.key)]
        assert len(keys) == len(set(keys)), step.key
    for move in machine.moves:
        assert move.key in {found.key for found in machine.onward(move.sources[0])}


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_everything_declared_has_words(language: str) -> None:
    table = phrases.table(language)
    for machine in MACHINES:
        assert table[f"process.{machine.key}"]
        for step in machine.steps:
            assert table[f"step.{step.key}"]
        for move in machine.moves:
            assert table[f"move.{move.key}"]
            if move.fact == Moved.kind:
                assert all(f"flow.{ask}_missing" in table for ask in move.asks)
    from station_desktop.domain.case.handling import LANES, NEEDS, ORIGINS, RUNGS

    for area, keys in (("lane", LANES), ("need", NEEDS), ("origin", ORIGINS), ("rung", RUNGS)):
        assert all(table[f"{area}.{key}"] for key in keys)


def test_every_open_point_is_one_of_the_declared_needs() -> None:
    declared = {need for machine in MACHINES for move in machine.moves for need in move.needs}
    assert set(closing.NEED_OF.values()) == declared
    assert declared - processes.OVERRIDABLE == {"clock"}


# whatever is done


def says_why(problem: Problem) -> None:
    """The refusal has a full sentence in both languages."""
    for language in phrases.LANGUAGES:
        sentence = phrases.say(problem.code, language, **problem.params)
        assert sentence != problem.code, problem.code
        assert not re.search(r"\{\w", sentence), sentence


class Walk:
    """One case in the hands of the stationmaster, a worker and the hall."""

    def __init__(self, work: Work, chief: Work, worker: Work, hall: Elsewhere, begun: Case) -> None:
        self.work, self.chief, self.worker = work, chief, worker
        self.id, self.number = begun.id, begun.number
        self.hall = hall
        self.made = 0

    @property
    def case(self) -> Case:
        return case_acts.get(self.work, self.number)

    def tells(self, subject: str, fact: Fact) -> None:
        """What a colleague's use case records, who looks first."""
        if subject.startswith("case:") and not casework.fits(self.case, fact):
            return
        self.work.store.ledger.append(self.work.author, [(subject, fact)])

    def act(self, number: int) -> None:
        """The act of this number; a refusal changes nothing and says why."""
        before = self.work.store.ledger.count()
        try:
            self._acts()[number % len(self._acts())]()
        except Refused as refused:
            assert self.work.store.ledger.count() == before
            for problem in refused.problems:
                says_why(problem)

    def _acts(self) -> list[Callable[[], object]]:
        case, number = self.case, self.number
        ways = flow.onward(self.work, number)
        moves = [partial(self.go, way.move) for way in ways]
        every = sorted({move.key for machine in MACHINES for move in machine.moves})
        anything = every[self.made % len(every)]
        self.made += 1
        subject, whistle = f"case:{case.id}", f"whistle:{case.id[::-1]}"
        return [
            *moves,
            lambda: flow.take(self.worker, number, anything, **TOLD),
            lambda: flow.take(self.worker, number, anything),
            lambda: case_acts.pause(self.worker, number, "公示"),
            lambda: case_acts.resume(self.worker, number),
            lambda: flow.classify(self.work, number, lane="ready", reason="当场能办"),
            lambda: flow.classify(self.work, number, lane="transfer", reason="要派出去"),
            lambda: flow.hand_over(self.chief, number, self.worker.author, "轮班"),
            lambda: flow.postpone(self.chief, number, "2027-03-16", "缺配件", "电话告知"),
            lambda: flow.send_back(self.chief, number, "没写清"),
            lambda: urging.urge(self.worker, number, "快些"),
            lambda: urging.run(self.worker),
            lambda: self.tells(subject, dispatches.Dispatched(f"t{self.made}", "市政所", "疏通")),
            lambda: self.tells(subject, dispatches.TaskReported(f"t{self.made - 7}", "已办")),
            lambda: self.tells(
                whistle, whistles.Blown("S-1", "everyday", case.id, "堵了", "街口", 1)
            ),
            lambda: self.tells(whistle, whistles.Closed("疏通了", 2)),
            lambda: self.decides(decisions.Returned("吴科", (decisions.Wrong("", "写明"),))),
            lambda: self.decides(decisions.Approved("吴科", "证件")),
        ]

    def go(self, move: Move) -> object:
        """A move that the machine offers, by the use case that makes it."""
        number, reason = self.number, "居民的意思"
        if move.fact == Moved.kind:
            return flow.take(self.work, number, move.key, **TOLD)
        acts: dict[str, Callable[[], object]] = {
            "complete": lambda: case_acts.complete(self.worker, number, "办好了"),
            "decline": lambda: case_acts.decline(self.worker, number, reason),
            "withdraw": lambda: case_acts.withdraw(self.worker, number, reason),
            "reopen": lambda: flow.reopen(self.worker, number, reason),
            "accept": self.supply,
            "resubmit": self.supply,
            "void": lambda: None,  # nothing comes after it
        }
        return acts[move.key]()

    def supply(self) -> object:
        came = {key: MaterialDraft("original") for key in self.case.lacking}
        came |= {material.key: MaterialDraft("original") for material in self.case.to_follow}
        return case_acts.supply(self.worker, self.number, came, note="已补齐")

    def decides(self, fact: Fact) -> None:
        if not fits_hall(self.case, fact):
            return
        self.hall.acts(f"case:{self.id}", fact)

    def can_be_closed(self) -> None:
        """By whoever is entitled, from wherever it stands."""
        if not self.case.open:
            return
        if self.case.lacking or self.case.to_follow or self.case.state == "returned":
            self.supply()
        if self.case.paused:
            case_acts.resume(self.worker, self.number)
        points = flow.open_points(self.work, self.case)
        for point in points:
            says_why(point)
        done = case_acts.complete(self.chief, self.number, "办好了", override="居民急等")
        assert done.state == "completed"
        assert done.overrode == tuple(point.code for point in points)
        assert not done.unfit


def fits_hall(case: Case, fact: Fact) -> bool:
    """The hall looks before it decides."""
    return case.mode == "collect" and casework.fits(case, fact)


@pytest.fixture
def hall(work: Work) -> Elsewhere:
    return Elsewhere(work.store, HALL)


BEGINNINGS: tuple[dict[str, Any], ...] = (
    {"category": "party_masses"},
    {"category": "life"},
    {"category": "public"},
    {"category": "government"},
    {"category": "life", "lane": "ready"},
    {"category": "public", "lane": ""},
    {
        "category": "government",
        "state": "incomplete",
        "deadline": None,
        "materials": (
            CaseMaterial("id_card", "missing"),
            CaseMaterial("photo_1inch", "original"),
        ),
    },
    {
        "category": "government",
        "materials": (
            CaseMaterial("id_card", "original"),
            CaseMaterial("photo_1inch", "later", promised="2026-12-01"),
        ),
    },
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    beginning=st.sampled_from(BEGINNINGS),
    acts=st.lists(st.integers(0, 1_000), max_size=14),
    hours=st.lists(st.integers(-30, 60), max_size=14),
)
def test_no_sequence_of_acts_leads_to_a_case_that_cannot_be_closed(
    work: Work,
    hall: Elsewhere,
    clock: Any,
    beginning: dict[str, Any],
    acts: list[int],
    hours: list[int],
) -> None:
    start = clock.moment
    try:
        walk = _walk(work, hall, begin(work, **beginning))
        for at, number in enumerate(acts):
            clock.turn(hours=hours[at] if at < len(hours) else 1)
            walk.act(number)
            _in_order(walk.case)
        walk.can_be_closed()
        _in_order(walk.case)
        assert fold.fold(case_acts.history(work, walk.number)) == walk.case
    finally:
        clock.moment = start


def _walk(work: Work, hall: Elsewhere, case: Case) -> Walk:
    from station_desktop.storage.reads import reads

    connection = work.store.connection
    if reads.account_by_login(connection, "walker") is None:
        colleague(work, "walker", "worker")
        colleague(work, "chief", "stationmaster")
    hands = []
    for login in ("chief", "walker"):
        account = reads.account_by_login(connection, login)
        assert account is not None
        hands.append(hands_of(work, account))
    return Walk(work, hands[0], hands[1], hall, case)


def _in_order(case: Case) -> None:
    """No moment before the one before it, whatever the clock did."""
    steps = [step.at for step in case.steps]
    assert steps == sorted(steps)
    assert all(case.received_at <= at for at in steps)
    if case.ended_at:
        assert case.ended_at >= max([case.received_at, case.accepted_at, *steps])
    for pause in case.pauses:
        assert not pause.until or pause.until >= pause.since
    for told in (case.handed, case.urged, case.postponed, case.reviews, case.reopened):
        moments = [one.at for one in told]
        assert moments == sorted(moments)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(key=st.sampled_from(sorted(CATEGORY)), back=st.lists(st.integers(0, 5), max_size=8))
def test_by_moves_alone_every_process_comes_to_its_end(
    work: Work, key: str, back: list[int]
) -> None:
    """However often it is sent back on the way, nobody has to pass over anything."""
    case = begin(work, CATEGORY[key])
    assert case.machine.key == key
    for number in back:
        ways = [w for w in flow.ways(work, case) if w.move.fact == Moved.kind]
        if ways:
            way = ways[number % len(ways)]
            case = flow.take(work, case.number, way.move.key, **TOLD)
    for move in closing.way_to_final(case.machine, case.at):
        case = flow.take(work, case.number, move, **TOLD)
    if case.at == "done" and flow.open_points(work, case):
        case = flow.take(work, case.number, "pay", **TOLD)
    assert case_acts.complete(work, case.number, "办好了").overrode == ()


def test_the_samples_cover_every_declared_fact() -> None:
    kinds = {move.fact for machine in MACHINES for move in machine.moves}
    assert kinds <= KINDS.keys()
    assert set(caseloop.CLOSED_STATES) < set(cases.STATES)
    assert all(msgspec.structs.fields(KINDS[kind]) is not None for kind in kinds)
