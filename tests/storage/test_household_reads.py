"""Lists of households by key, the picture of how long ago, and what the planner of queries does
with 15,000 of them."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from station_desktop.domain.neighbourhood import rounds
from station_desktop.domain.neighbourhood.households import (
    Household,
    HouseholdMoved,
    HouseholdSeen,
    HouseholdSet,
)
from station_desktop.domain.neighbourhood.rounds import Limits
from station_desktop.domain.time.clock import milliseconds
from station_desktop.storage.reads import reads_households, reads_rounds
from station_desktop.storage.reads.reads_households import Placed, Wanted
from station_desktop.usecases.work import Work

LIMITS = Limits(90, 14)


@pytest.fixture
def homes(work: Work, clock: Any) -> dict[str, Household]:
    """120 households in two areas, seen at every possible distance; one moved away."""
    random = Random(5)
    acts: list[tuple[str, Any]] = []
    now = clock.now()
    for number in range(120):
        subject = f"household:h{number:03d}"
        kinds = ("old",) if random.random() < 0.4 else ()
        building = f"校场小六条{random.choice((2, 9, 10))}号院"
        area = f"a{number % 2}"
        acts.append((subject, HouseholdSet(area, building, f"{number + 1}号", (), kinds)))
        if random.random() < 0.9:
            at = milliseconds(now - timedelta(days=random.randrange(200)))
            acts.append((subject, HouseholdSeen("v", at, True)))
    acts.append(("household:h005", HouseholdMoved(milliseconds(now))))
    work.store.ledger.append(work.author, acts)
    found = {f"h{n:03d}": work.store.ledger.record("household", f"h{n:03d}") for n in range(120)}
    return {id: home for id, home in found.items() if isinstance(home, Household)}


def whole(work: Work, wanted: Wanted, by: int = 7) -> list[Placed]:
    """The list as a screen pages through it."""
    found: list[Placed] = []
    after: Any = None
    while page := reads_households.page(work.store.connection, wanted, after, 0, by):
        found += page
        after = page[-1].by_place if wanted.by_address else page[-1].by_need
    return found


@pytest.mark.parametrize("area", ["", "a1"])
@pytest.mark.parametrize("by_address", [True, False])
def test_a_list_pages_through_everybody_once_in_order(
    work: Work, homes: dict[str, Household], area: str, by_address: bool
) -> None:
    wanted = Wanted(area=area, by_address=by_address)
    found = whole(work, wanted)
    ids = [one.household.id for one in found]
    there = [id for id, h in homes.items() if not h.moved_at and (not area or h.area == area)]
    assert sorted(ids) == sorted(there)
    assert reads_households.count(work.store.connection, wanted) == len(there)
    keys = [one.by_place if by_address else one.by_need for one in found]
    assert keys == sorted(keys)
    skipped = reads_households.page(work.store.connection, wanted, None, 7, 5)
    assert [one.household.id for one in skipped] == ids[7:12]


def test_a_list_of_those_due_is_what_the_rule_says(
    work: Work, homes: dict[str, Household], clock: Any
) -> None:
    day = clock.now().date()
    cuts = (rounds.cuts(day, LIMITS.days)[1], rounds.cuts(day, LIMITS.attention_days)[1])
    listed = {one.household.id for one in whole(work, Wanted(due=cuts))}
    due = {
        id
        for id, home in homes.items()
        if not home.moved_at and rounds.band(home, day, LIMITS) in ("due", "late", "never")
    }
    assert listed == due
    some = Wanted(attention=True, building="校场小六条9号院")
    assert all(one.household.attention for one in whole(work, some))
    assert {one.household.building for one in whole(work, some)} == {"校场小六条9号院"}
    (found,) = whole(work, Wanted(text="院 37号"))
    assert found.household.door == "37号"


def test_the_picture_counts_each_household_in_its_band(
    work: Work, homes: dict[str, Household], clock: Any
) -> None:
    day = clock.now().date()
    usual, attention = rounds.cuts(day, LIMITS.days), rounds.cuts(day, LIMITS.attention_days)
    strips = reads_households.strips(work.store.connection, "", usual, attention)
    assert sum(strip.total for strip in strips) == 119
    for strip in strips:
        living = [
            home
            for home in homes.values()
            if (home.area, home.building) == (strip.area, strip.building) and not home.moved_at
        ]
        counted = {band: 0 for band in rounds.BANDS}
        for home in living:
            counted[rounds.band(home, day, LIMITS)] += 1
        assert strip.counts == counted
        assert strip.longest == min(home.seen_at for home in living)
    mine = reads_households.strips(work.store.connection, "a0", usual, attention)
    assert [s for s in strips if s.area == "a0"] == list(mine)


def test_no_question_looks_through_the_whole_table(work: Work) -> None:
    connection = work.store.connection
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    try:
        for wanted in (
            Wanted(),
            Wanted(area="a"),
            Wanted(by_address=True),
            Wanted("a", by_address=True),
        ):
            for after in (None, ("x", 3) if wanted.by_address else (0, 5, 3)):
                reads_households.page(connection, wanted, after)
            reads_households.count(connection, wanted)
        reads_households.strips(connection, "a", (3, 2, 1), (3, 2, 1))
        reads_households.strips(connection, "", (3, 2, 1), (3, 2, 1))
        reads_rounds.to_see(connection, "a", 10)
        reads_rounds.household_at(connection, "x", "y")
        reads_rounds.household_of(connection, ["r"])
        reads_rounds.visits_of_day(connection, "2026-11-26", "w")
        reads_rounds.visits_of_day(connection, "2026-11-26")
        reads_rounds.visits_left(connection, "2026-11-26", "w")
        reads_rounds.planned_households(connection, "2026-11-26")
        reads_rounds.visits_of_household(connection, "h")
        reads_rounds.visits_of_case(connection, "c")
        reads_rounds.visits_planned_for(connection, "h", ["r"])
        reads_rounds.open_cases_of(connection, ["r"])
        reads_rounds.bookings_of_day(connection, "2026-11-26")
        reads_rounds.bookings_of_day(connection, "2026-11-26", "desk")
        reads_rounds.bookings_of(connection, "r")
        reads_rounds.found_share(connection, work.store.today(), work.store.today())
    finally:
        connection.set_trace_callback(None)
    assert len(asked) > 20
    for question in asked:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()
        steps = [step[3] for step in plan]
        bare = [s for s in steps if s.startswith("SCAN ") and "USING" not in s and "json" not in s]
        assert not bare, (question, steps)
