"""Two desks act on one case without knowing of each other: who was first is right, and what the
other did waits for a person beside it, with both versions to see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from on_the_way import begin, colleague, take
from stations import Elsewhere

from station_desktop.domain.case import handling
from station_desktop.domain.case.cases import Case, Completed
from station_desktop.domain.individual.individuals import Applied, Reviewed
from station_desktop.domain.journal.journal import Fact
from station_desktop.domain.problem import Refused
from station_desktop.domain.whistle.whistles import Blown
from station_desktop.domain.whistle.whistles import Closed as Over
from station_desktop.rooms.sync import reads_settle
from station_desktop.storage.proof import proof
from station_desktop.usecases.casework import cases, flow, settling
from station_desktop.usecases.work import Work

OTHER = "00000000000b"


@pytest.fixture
def other(work: Work) -> Elsewhere:
    """Another window of the station, in a colleague's hands."""
    return Elsewhere(work.store, OTHER, colleague(work, "sunli", "worker", name="孙莉").id)


def apart(other: Elsewhere, subject: str, fact: Fact, clock: Any) -> str:
    """The other window acts a minute later, knowing of nothing; the entry's id."""
    clock.turn(minutes=1)
    return other.apart(subject, fact).id


def close(work: Work, case: Case) -> None:
    cases.complete(work, case.number, "本窗口办好了")


def move(work: Work, case: Case) -> None:
    take(work, case, "quote")


def hand_over(work: Work, case: Case) -> None:
    flow.hand_over(work, case.number, colleague(work, "lijing", "worker").id, "休假")


ACTS: list[tuple[str, Callable[[Work, Case], None], Callable[[Case], Fact]]] = [
    ("ready", close, lambda case: Completed("另一个窗口办好了")),
    ("transfer", move, lambda case: handling.Moved("asked", "quoted", amount="80.00")),
    ("transfer", hand_over, lambda case: handling.Handed(case.owner, "x" * 32, "我来办")),
    ("ready", close, lambda case: handling.Moved("at_desk", "quoted")),
]


@pytest.mark.parametrize(("lane", "here", "there"), ACTS)
def test_who_acted_first_is_right_and_the_other_is_to_settle(
    work: Work,
    other: Elsewhere,
    clock: Any,
    lane: str,
    here: Callable[[Work, Case], None],
    there: Callable[[Case], Fact],
) -> None:
    case = begin(work, "life", lane)
    here(work, case)
    mine = cases.get(work, case.number)
    fact = there(case)
    entry = apart(other, f"case:{case.id}", fact, clock)
    after = cases.get(work, case.number)
    assert [unfit.entry for unfit in after.unfit] == [entry]
    assert after.__class__(**(_plain(after) | {"unfit": ()})) == mine
    (matter,) = settling.open_matters(work)
    assert (matter.kind, matter.number, matter.entry, matter.author) == (
        "unfit",
        case.number,
        entry,
        other.author,
    )
    with pytest.raises(Refused) as refused:
        settling.settle_act(work, f"case:{case.id}", entry, "")
    assert refused.value.first.field == "note"
    settling.settle_act(work, f"case:{case.id}", entry, "两边核对过，以先办的为准")
    assert settling.open_matters(work) == ()
    with pytest.raises(Refused):
        settling.settle_act(work, f"case:{case.id}", entry, "再记一次")
    assert proof.prove(work.store.ledger).holds


def _plain(case: Case) -> dict[str, Any]:
    return {name: getattr(case, name) for name in case.__struct_fields__}


def test_closed_here_after_it_was_closed_there_is_refused(work: Work, other: Elsewhere) -> None:
    case = begin(work, "life", "ready")
    other.acts(f"case:{case.id}", Completed("另一个窗口办好了"))
    with pytest.raises(Refused) as refused:
        close(work, case)
    assert refused.value.first.code == "case.wrong_state"
    assert cases.get(work, case.number).result == "另一个窗口办好了"


def test_the_same_ladder_said_by_two_windows_is_said_once(
    work: Work, other: Elsewhere, clock: Any
) -> None:
    case = begin(work, "public")
    assert case.deadline is not None
    urged = handling.Urged("owner", case.deadline.due)
    work.store.ledger.append(work.author, [(f"case:{case.id}", urged)])
    apart(other, f"case:{case.id}", urged, clock)
    after = cases.get(work, case.number)
    assert (len(after.urged), after.unfit) == (1, ())


def test_whistles_and_individual_cases_are_settled_alike(
    work: Work, other: Elsewhere, clock: Any
) -> None:
    case = begin(work, "public")
    whistle, individual = "whistle:" + "a" * 32, "individual:" + "b" * 32
    work.store.ledger.append(
        work.author,
        [
            (whistle, Blown("S-1", "everyday", case.id, "井盖堵了", "老墙根街", 1)),
            (whistle, Over("疏通了", 2)),
            (individual, Applied("G-1", "r" * 32, "独居，行动不便")),
        ],
    )
    late = apart(other, whistle, Over("另一边也办结了", 3), clock)
    early = apart(other, individual, Reviewed("讨论方案"), clock)
    found = {matter.subjects[0]: matter for matter in settling.open_matters(work)}
    assert {subject: matter.entry for subject, matter in found.items()} == {
        whistle: late,
        individual: early,
    }
    assert settling.count(work) == 2
    rows = {row.matter.subjects[0]: row for row in reads_settle.rows(work)}
    sides = [reads_settle.both(work, rows[s], "zh_CN").sides for s in (whistle, individual)]
    assert [side.title for _, side in sides] == ["S-1", "G-1"]
    assert ("内容", "井盖堵了") in sides[0][1].facts
    for subject, matter in found.items():
        settling.settle_act(work, subject, matter.entry, "已核对")
    assert settling.count(work) == 0
    with pytest.raises(Refused) as refused:
        settling.settle_act(work, "demand:" + "c" * 32, late, "已核对")
    assert refused.value.first.code == "matter.unknown"
