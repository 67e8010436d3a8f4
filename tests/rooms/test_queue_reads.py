"""The queue's pages: every case once, in order, whatever is asked; few questions, however many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import people

from station_desktop.domain.case.cases import OPEN_STATES, STATES, Case, Deadline, Pause
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.problem import Refused
from station_desktop.domain.time.clock import CHINA
from station_desktop.rooms.queue import reads
from station_desktop.rooms.queue.room import SEGMENTS, Wanted, time_left
from station_desktop.storage import projection
from station_desktop.storage.keys.vault import Cost
from station_desktop.storage.store import Store
from station_desktop.usecases.casework import promises
from station_desktop.usecases.door import opening
from station_desktop.usecases.work import Actor, Work

ITEMS = ("GOV-EL-001", "GOV-EL-009", "LIF-HC-003")
CATEGORIES = {"GOV-EL-001": "government", "GOV-EL-009": "government", "LIF-HC-003": "life"}


def fill(work: Work, count: int, seed: int = 1) -> list[Case]:
    """Cases of all kinds, straight into the table as the fold would leave them."""
    random = Random(seed)
    connection, pack = work.store.connection, work.store.current_pack_hash()
    persons = [
        Resident(id=f"r{n:02d}", name=person.name, id_number=person.id_number, phone=person.phone)
        for n, person in enumerate(people(12))
    ]
    made = [_case(random, number, pack) for number in range(count)]
    with work.store.ledger.transaction():
        for person in persons:
            projection.store(connection, "resident", None, person, work.store.ledger.keys_of)
        upsert = projection.PLACES["case"].upsert
        connection.executemany(upsert, [projection.row_of("case", case) for case in made])
    return made


def _case(random: Random, number: int, pack: str) -> Case:
    item, state = random.choice(ITEMS), random.choice(STATES)
    received = 1_790_000_000_000 + random.randrange(40) * 3_600_000
    due = (date(2026, 11, 26) + timedelta(days=random.randrange(-9, 9))).isoformat()
    deadline = None if state == "incomplete" else Deadline("2026-11-02", due, 10)
    stopped = deadline is not None and random.random() < 0.35
    return Case(
        id=f"c{number:06d}",
        number=f"017014-20261101-01-{number:04d}-1",
        item=item,
        pack=pack,
        visit="v",
        resident=f"r{random.randrange(12):02d}",
        state=state,
        received_at=received,
        received_by=random.choice(("a", "b")),
        category=CATEGORIES[item],
        deadline=deadline,
        pauses=(Pause("2026-11-20T10:00", "notice"),) if stopped else (),
    )


WANTED = st.builds(
    Wanted,
    segment=st.sampled_from(SEGMENTS),
    category=st.sampled_from(("", "life", "government")),
    item=st.sampled_from(("", *ITEMS)),
    worker=st.sampled_from(("", "a")),
    text=st.sampled_from(("", "", "0007", "017014-20261101-01-00")),
    when=st.sampled_from(("", "overdue", "week")),
    order=st.sampled_from(("due", "received_at")),
    descending=st.booleans(),
)


def expected(made: list[Case], wanted: Wanted) -> list[str]:
    """The same by plain Python over all cases."""
    first, last = wanted.due_between(date(2026, 11, 26))

    def fits(case: Case) -> bool:
        due = case.deadline.due if case.deadline else projection.NEVER_DUE
        return (
            case.state in wanted.states
            and (not wanted.category or case.category == wanted.category)
            and (not wanted.item or case.item == wanted.item)
            and (not wanted.worker or case.received_by == wanted.worker)
            and (not last or first <= due <= last)
            and not (wanted.when == "overdue" and case.paused)
            and _meant(case.number, wanted.text)
        )

    def place(pair: tuple[int, Case]) -> tuple[Any, int]:
        due = pair[1].deadline.due if pair[1].deadline else projection.NEVER_DUE
        return (due if wanted.order == "due" else pair[1].received_at, pair[0])

    kept = [(row, case) for row, case in enumerate(made) if fits(case)]
    return [case.number for _, case in sorted(kept, key=place, reverse=wanted.descending)]


def _meant(number: str, text: str) -> bool:
    return not text or number.startswith(text) or number[:-2].endswith(f"-{text}")


class StoppedClock:
    """Thursday 26 November 2026, ten in the morning, for good."""

    def now(self) -> datetime:
        return datetime(2026, 11, 26, 10, 0, tzinfo=CHINA)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Work, list[Case]]]:
    """A store with 240 cases, for questions only."""
    folder = tmp_path_factory.mktemp("queue") / "station"
    cheap = Cost(passes=1, memory=64, lanes=1)
    founded = opening.found_station(
        folder,
        name="老墙根社区服务站",
        code="110102017014",
        login="wangmin",
        password="Station#2026",
        cost=cheap,
    )
    store = Store(folder, founded.key, time=StoppedClock())
    work = Work(store, founded.actor)
    yield work, fill(work, 240)
    store.close()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wanted=WANTED, size=st.integers(1, 60))
def test_all_pages_together_are_every_case_once_in_order(
    filled: tuple[Work, list[Case]], wanted: Wanted, size: int
) -> None:
    work, made = filled
    found: list[str] = []
    after: tuple[Any, int] | None = None
    while True:
        page = reads.page(work, wanted, after, 0, size)
        found += [row.number for row in page]
        if len(page) < size:
            break
        after = (page[-1].at, page[-1].row)
    assert found == expected(made, wanted)
    assert reads.count(work, wanted) == len(found)


@settings(max_examples=40, deadline=None)
@given(wanted=WANTED, skip=st.integers(0, 150))
def test_skipping_lands_where_paging_would(
    filled: tuple[Work, list[Case]], wanted: Wanted, skip: int
) -> None:
    work, made = filled
    page = reads.page(work, wanted, None, skip, 20)
    assert [row.number for row in page] == expected(made, wanted)[skip : skip + 20]


def test_a_resident_is_found_by_name_and_shown_masked(filled: tuple[Work, list[Case]]) -> None:
    work, made = filled
    person = people(12)[3]
    page = reads.page(work, Wanted("all", text=person.name), None, 0, 100)
    assert {row.number for row in page} == {c.number for c in made if c.resident == "r03"}
    assert page
    assert all(row.resident == f"{person.name[0]}*" for row in page)


def test_a_number_is_found_without_its_dashes(filled: tuple[Work, list[Case]]) -> None:
    work, _ = filled
    (row,) = reads.page(work, Wanted("all", text="017014202611010100421"))
    assert row.number == "017014-20261101-01-0042-1"


def test_a_text_that_means_nothing_finds_nothing(filled: tuple[Work, list[Case]]) -> None:
    work, _ = filled
    assert reads.page(work, Wanted("all", text="无此人")) == ()


def test_an_item_is_named_as_in_the_catalogue_of_its_case(filled: tuple[Work, list[Case]]) -> None:
    work, made = filled
    page = reads.page(work, Wanted("all"), None, 0, 100)
    by_number = {case.number: case for case in made}
    pack = work.store.pack()
    for row in page:
        item = pack.item(by_number[row.number].item)
        assert item is not None
        assert row.item == item.name


@pytest.mark.parametrize("wanted", [Wanted(), Wanted("all", order="received_at", descending=True)])
@pytest.mark.parametrize("item", ["", ITEMS[0]])
def test_no_page_reads_or_sorts_more_than_it_shows(
    filled: tuple[Work, list[Case]], wanted: Wanted, item: str
) -> None:

    work, _ = filled
    asked = msgspec.structs.replace(wanted, item=item)
    query, values = reads._query(work, asked, None)
    plan = " / ".join(
        row[3] for row in work.store.connection.execute(f"EXPLAIN QUERY PLAN {query}", values)
    )
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan


def test_a_paused_case_past_its_day_is_not_overdue(filled: tuple[Work, list[Case]]) -> None:
    work, made = filled
    late = reads.page(work, Wanted(when="overdue"), None, 0, 200)
    assert late
    assert not any(row.paused for row in late)
    stopped = [
        c
        for c in made
        if c.paused and c.state in OPEN_STATES and c.deadline.due < "2026-11-26"  # type: ignore[union-attr]
    ]
    assert stopped, "the sample must hold such cases"


def test_only_whoever_may_read_cases_gets_a_page(filled: tuple[Work, list[Case]]) -> None:

    work, _ = filled
    stranger = Work(work.store, Actor("x", "it", "王工", ("it",)))
    with pytest.raises(Refused) as refused:
        reads.page(stranger, Wanted())
    assert refused.value.first.code == "role.not_allowed"


@pytest.mark.parametrize(
    ("today", "kind", "days"),
    [
        ("2026-11-25", "left", 1),
        ("2026-11-26", "today", 0),
        ("2026-11-27", "overdue", 1),
        ("2026-12-01", "overdue", 3),
    ],
)
def test_time_left_in_the_cases_own_days(
    filled: tuple[Work, list[Case]], today: str, kind: str, days: int
) -> None:

    work, _ = filled
    case = Case(
        id="x",
        number="n",
        item=ITEMS[0],
        pack="",
        visit="",
        resident="",
        state="accepted",
        received_at=0,
        received_by="",
        deadline=Deadline("2026-11-19", "2026-11-26", 5),
    )
    now = datetime.fromisoformat(f"{today}T10:00").replace(tzinfo=CHINA)
    progress = promises.remaining(case, work.store.calendar(), now)
    standing = time_left(progress, "2026-11-26", now.date(), paused=False)
    assert (standing.kind, standing.days) == (kind, days)


def test_the_day_off_after_the_due_day_is_overdue_without_a_working_day_missed(
    filled: tuple[Work, list[Case]],
) -> None:

    work, made = filled
    case = next(c for c in made if c.deadline is not None and c.state == "accepted")
    friday = Deadline("2026-11-20", "2026-11-27", 5)

    late = msgspec.structs.replace(case, deadline=friday, pauses=())
    now = datetime(2026, 11, 28, 10, tzinfo=CHINA)
    progress = promises.remaining(late, work.store.calendar(), now)
    standing = time_left(progress, friday.due, now.date(), paused=False)
    assert (standing.kind, standing.days) == ("overdue", 0)
