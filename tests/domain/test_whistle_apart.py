"""Station and hall write about one whistle without knowing of each other: whatever order the
entries come in, everybody has the same record, and the earliest sign-in counts."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from stations import HALL, START, Desk

from station_desktop.domain import fold
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.whistle import whistles
from station_desktop.domain.whistle.whistles import (
    Acted,
    Appraised,
    Blown,
    CheckedIn,
    Closed,
    DepartmentCalled,
    Reported,
    TurnedDown,
    Whistle,
)

SUBJECT = "whistle:" + "b" * 32
BLOWN = Blown("017014-W20261126-01-0001-9", "emergency", "c" * 32, "井冒水", "2号院", START)
WATER, POLICE = "排水集团", "派出所"
MINUTE = 60_000


def folded(entries: list[Entry]) -> Whistle:
    record = fold.fold(entries)
    assert isinstance(record, Whistle)
    return record


def _facts(department: str, minute: int) -> tuple[Fact, ...]:
    at = START + minute * MINUTE
    return (
        DepartmentCalled(department, at, 30),
        DepartmentCalled(department, at, 30, implied=True),
        CheckedIn(department, at, "井边", f"到场人{minute}"),
        Acted(department, at, f"处置{minute}"),
        Reported(department, at, f"反馈{minute}"),
        Appraised(department, "station", 1 + minute % 5),
        Appraised(department, "department", 1 + minute % 5),
        Closed("通了", at, (department,), "不等了"),
        TurnedDown("由热线受理"),
    )


acts = st.lists(
    st.tuples(
        st.sampled_from((0, 1, 2)),
        st.sampled_from((WATER, POLICE)),
        st.integers(0, 8),
        st.integers(0, 60),
        st.booleans(),
    ),
    max_size=14,
)


def _written(acts: list[tuple[int, str, int, int, bool]]) -> list[Entry]:
    """Two windows and the hall, each sometimes knowing of the others and sometimes not."""
    writers = (Desk("00000000000a"), Desk("00000000000b"), Desk(HALL))
    entries = [writers[0].tells(SUBJECT, BLOWN)]
    for other in writers[1:]:
        other.sees(*entries)
    for who, department, which, minute, knows in acts:
        if knows:
            writers[who].sees(*entries)
        fact = _facts(department, minute)[which]
        if not fact.by_hall or who == 2:
            entries.append(writers[who].tells(SUBJECT, fact, START + minute * MINUTE))
    return entries


@given(acts, st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_record(
    acts: list[tuple[int, str, int, int, bool]], random: Any
) -> None:
    entries = _written(acts)
    record = folded(entries)
    for _ in range(3):
        random.shuffle(entries)
        assert journal.encode(folded(entries)) == journal.encode(record)
    assert msgspec.json.decode(journal.encode(record), type=Whistle) == record


@given(acts)
def test_nothing_said_is_lost_and_the_earliest_sign_in_counts(
    acts: list[tuple[int, str, int, int, bool]],
) -> None:
    entries = _written(acts)
    record = folded(entries)
    unfit = {found.entry for found in record.unfit}
    facts = [fold.fact_of(entry) for entry in entries if entry.id not in unfit]
    for one in record.departments:
        came = [f.at for f in facts if isinstance(f, CheckedIn) and f.department == one.department]
        assert one.checked_in_at == min(came, default=0)
        did = [f.text for f in facts if isinstance(f, Acted) and f.department == one.department]
        assert sorted(act.text for act in one.acts) == sorted(did)
    ended = [fact for fact in facts if isinstance(fact, Closed | TurnedDown)]
    assert len(ended) == (not record.open)


@given(st.permutations([(20, False), (0, True), (5, True)]))
def test_a_call_in_words_takes_the_place_of_an_implied_one(calls: list[tuple[int, bool]]) -> None:
    desk = Desk("00000000000a")
    entries = [desk.tells(SUBJECT, BLOWN)]
    for minute, implied in calls:
        fact = DepartmentCalled(WATER, START + minute * MINUTE, 30, implied=implied)
        entries.append(desk.tells(SUBJECT, fact))
    (one,) = folded(entries).departments
    assert (one.implied, one.called_at) == (False, START + 20 * MINUTE)


def test_what_nobody_may_say_of_it_is_listed_for_judging() -> None:
    desk, hall = Desk("00000000000a"), Desk(HALL)
    entries = [desk.tells(SUBJECT, BLOWN)]
    entries.append(desk.tells(SUBJECT, CheckedIn(WATER, START, "井边")))
    entries.append(desk.tells(SUBJECT, Closed("好了", START)))
    hall.sees(*entries)
    entries.append(hall.tells(SUBJECT, TurnedDown("由热线受理")))
    record = folded(entries)
    assert record.state == "closed"
    assert [found.entry for found in record.unfit] == [entries[1].id, entries[3].id]
    entries.append(desk.tells(SUBJECT, whistles.Settled(entries[1].id, "没有通知过")))
    assert [found.entry for found in folded(entries).unfit] == [entries[3].id]
