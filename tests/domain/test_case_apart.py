"""Two windows and the hall act on one case without knowing of each other: everybody folds the same
record in whatever order the entries come, and every act is either applied or listed as unfit."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stations import HALL, Desk

from station_desktop.domain import fold
from station_desktop.domain.case import cases, casework, decisions
from station_desktop.domain.case.cases import Case, CaseMaterial, Deadline, Opened
from station_desktop.domain.case.decisions import Approved, Rejected, Returned, Wrong
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry, Fact
from station_desktop.domain.journal.unfits import Settled
from station_desktop.domain.problem import Refused

CASE = "case:" + "c" * 32
OPENED = Opened(
    number="017014-20261126-01-0001-5",
    item="GOV-001",
    pack="p",
    visit="v",
    resident="a" * 32,
    state="accepted",
    category="government",
    mode="collect",
    materials=(CaseMaterial("id_card", "original"), CaseMaterial("form", "original")),
    deadline=Deadline("2026-11-26", "2026-12-10", 10),
    answers={"phone": "13800000001"},
)
SINCE, UNTIL = "2026-11-27T09:00:00+08:00", "2026-12-01T09:00:00+08:00"
LATER = Deadline("2026-11-26", "2026-12-14", 10)
WRONG = (
    Wrong("id_card", "复印件不清楚，请重新复印"),
    Wrong("phone", "少一位"),
    Wrong("", "字迹不清"),
)

BY_DESK: tuple[Fact, ...] = (
    cases.Supplied((CaseMaterial("id_card", "copy", copies=1),)),
    cases.Noticed(("id_card",)),
    cases.Accepted(LATER),
    cases.Paused(SINCE, "公示"),
    cases.Resumed(UNTIL, LATER),
    cases.Resubmitted(UNTIL, LATER, {"phone": "13800000012"}),
    cases.Completed("证件"),
    cases.Declined("不归本街道"),
    cases.Withdrawn("不办了"),
    cases.Voided("录错"),
    cases.Printed("receipt", 1),
    cases.Renumbered("017014-20261126-02-0009-1", OPENED.number),
    OPENED,
)
BY_HALL: tuple[Fact, ...] = (
    Approved("吴科", "残疾人证"),
    Returned("吴科", WRONG, "2026-12-20"),
    Rejected("吴科", "不符合条件", "可以申请行政复议"),
)


def folded(entries: list[Entry]) -> Case:
    record = fold.fold(entries)
    assert isinstance(record, Case)
    return record


def told(*facts: Fact) -> tuple[list[Entry], Case]:
    """The hall and one window acting in turn, each knowing of the other."""
    desk, hall = Desk("00000000000a"), Desk(HALL)
    entries = [desk.tells(CASE, OPENED)]
    for fact in facts:
        who = hall if fact.by_hall else desk
        who.sees(*entries)
        entries.append(who.tells(CASE, fact))
    return entries, folded(entries)


acts = st.lists(
    st.tuples(st.sampled_from((0, 1, 2)), st.integers(0, 12), st.booleans(), st.integers(0, 3)),
    max_size=12,
)


@given(acts, st.randoms(use_true_random=False))
def test_everybody_folds_alike_and_nothing_is_dropped(
    acts: list[tuple[int, int, bool, int]], random: Any
) -> None:
    writers = (Desk("00000000000a"), Desk("00000000000b"), Desk(HALL))
    entries = [writers[0].tells(CASE, OPENED)]
    writers[1].sees(*entries)
    writers[2].sees(*entries)
    for who, which, knows, minutes in acts:
        if knows:
            writers[who].sees(*entries)
        pool = BY_HALL if who == 2 else BY_DESK
        at = entries[0].at + 60_000 * minutes
        entries.append(writers[who].tells(CASE, pool[which % len(pool)], at))
    record = folded(entries)
    for _ in range(3):
        random.shuffle(entries)
        assert journal.encode(folded(entries)) == journal.encode(record)
    assert msgspec.json.decode(journal.encode(record), type=Case) == record
    _nothing_dropped(sorted(entries, key=lambda entry: (entry.stamp, entry.id)), record)


def _nothing_dropped(entries: list[Entry], record: Case) -> None:
    """Step by step: the record changed, or the entry went onto the list, never neither."""
    before = fold.apply(None, entries[0])
    for entry in entries[1:]:
        after = fold.apply(before, entry)
        assert isinstance(before, Case)
        assert isinstance(after, Case)
        listed = [unfit.entry for unfit in after.unfit]
        assert listed[: len(before.unfit)] == [unfit.entry for unfit in before.unfit]
        if entry.id in listed:
            assert msgspec.structs.replace(after, unfit=before.unfit) == before
        elif entry.kind != "case.supplied":
            assert after != before, entry.kind
        before = after
    assert before == record


def test_a_return_stops_the_clock_until_what_was_wrong_is_supplied() -> None:
    returned = BY_HALL[1]
    _, back = told(returned)
    assert (back.state, back.open, back.paused) == ("returned", True, True)
    assert back.pauses[-1].reason == "supplement"
    assert back.lacking == ("id_card",)
    assert back.materials[0].note == WRONG[0].what
    assert back.hall is not None
    assert (back.hall.kind, back.hall.wrong, back.hall.until) == ("returned", WRONG, "2026-12-20")
    _, again = told(returned, BY_DESK[0], BY_DESK[5])
    assert (again.state, again.paused, again.deadline) == ("accepted", False, LATER)
    assert again.pauses[-1].until == UNTIL
    assert again.answers == {"phone": "13800000012"}
    assert again.unfit == ()


def test_a_case_with_an_appointment_stands_arranged_again() -> None:
    agreed = msgspec.structs.replace(
        OPENED, state="arranged", appointment=cases.Appointment("养老驿站")
    )
    desk, hall = Desk("00000000000a"), Desk(HALL)
    entries = [desk.tells(CASE, agreed)]
    hall.sees(*entries)
    entries.append(hall.tells(CASE, BY_HALL[1]))
    desk.sees(*entries)
    entries.append(desk.tells(CASE, BY_DESK[5]))
    assert folded(entries).state == "arranged"


def test_what_the_hall_approved_is_handed_over_with_the_halls_result() -> None:
    _, approved = told(BY_DESK[3], BY_HALL[0])
    assert (approved.state, approved.open, approved.paused) == ("approved", True, False)
    done = casework.complete(approved, "")
    assert done.result == "残疾人证"
    _, ended = told(BY_HALL[0], done)
    assert (ended.state, ended.result, ended.unfit) == ("completed", "残疾人证", ())


def test_what_the_hall_refused_is_refused_with_its_reason() -> None:
    _, refused = told(BY_HALL[1], BY_HALL[2])
    assert (refused.state, refused.reason, refused.open) == ("refused", "不符合条件", False)
    assert refused.hall is not None
    assert refused.hall.remedy == "可以申请行政复议"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BY_DESK[8], BY_HALL[0]),
        (BY_HALL[0], BY_DESK[7]),
        (BY_HALL[1], BY_DESK[6]),
        (BY_HALL[1], BY_DESK[4]),
        (BY_HALL[0], BY_HALL[1]),
        (BY_DESK[6], BY_DESK[9]),
    ],
)
def test_who_came_first_is_right_and_the_other_is_listed(first: Fact, second: Fact) -> None:
    _, before = told(first)
    entries, after = told(first, second)
    if isinstance(second, cases.Voided):
        assert (after.state, after.unfit) == ("void", ())
        return
    last = entries[-1]
    assert [(u.entry, u.kind, u.at, u.author) for u in after.unfit] == [
        (last.id, second.kind, last.at, last.author)
    ]
    assert msgspec.structs.replace(after, unfit=()) == before


def test_a_settled_one_is_off_the_list_and_the_others_stay() -> None:
    entries, torn = told(BY_DESK[8], BY_HALL[0], BY_DESK[6])
    assert len(torn.unfit) == 2
    _, left = told(*(BY_DESK[8], BY_HALL[0], BY_DESK[6]), Settled(entries[2].id, "已电话告知"))
    assert [unfit.entry for unfit in left.unfit] == [entries[3].id]


def test_the_halls_own_preconditions_are_the_folds() -> None:
    _, running = told()
    _, done = told(cases.Completed("证件"))
    for fact in BY_HALL:
        casework.must_fit(running, fact)
        with pytest.raises(Refused) as refused:
            casework.must_fit(done, fact)
        assert refused.value.first.code == "case.wrong_state"
    assert {type(fact) for fact in BY_HALL} == set(decisions.FACTS)
