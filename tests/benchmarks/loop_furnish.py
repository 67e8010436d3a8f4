"""What a station some years on has in its tables, put there in bulk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import timedelta
from random import Random
from typing import TypeVar

from station_desktop import shipped
from station_desktop.domain import fold
from station_desktop.domain.case.cases import Case
from station_desktop.domain.fold import Record
from station_desktop.domain.individual.individualvalues import Individual
from station_desktop.domain.invented import invented_partners
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry
from station_desktop.domain.neighbourhood.households import Area, AreaAssigned, AreaSet, Household
from station_desktop.domain.station.accounts import AccountMade
from station_desktop.domain.time import clock
from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.storage import projection
from station_desktop.storage.reads import reads_partners
from station_desktop.storage.store import Store
from tests.benchmarks import loop_made
from tests.benchmarks.big_store import some_people
from tests.benchmarks.loop_made import NOW, Around, CaseMaker

_R = TypeVar("_R")
WHOLE = 200_000
_CHUNK = 5_000
_SURNAMES = "王李张刘陈杨赵黄周吴"
_LANES = (
    "老墙根",
    "校场",
    "上斜街",
    "三庙",
    "报国寺",
    "达智桥",
    "长椿",
    "储库营",
    "金井",
    "宣西",
    "核桃园",
    "槐柏树",
)


class Furnishing:
    """Fills one store; ``told`` is the demo station, whose records are the templates."""

    def __init__(self, store: Store, told: Store, chief: str, size: int) -> None:
        self._store = store
        self._told = told
        self._chief = chief
        self._size = size
        self._share = size / WHOLE
        self._random = Random(20191121)

    def _many(self, whole: int) -> int:
        return max(20, round(whole * self._share))

    def furnish(self) -> None:
        areas = self._staff_and_areas()
        self._partners(areas)
        homes = self._many(15_000)
        people = list(some_people(0, 20_000))[: homes * 2]
        for start in range(20_000, homes * 2, 20_000):
            people += some_people(start, min(20_000, homes * 2 - start))
        self._put("resident", people)
        around = Around(
            chief=self._chief,
            staff=tuple({area.worker for area in areas}),
            areas=areas,
            partners=reads_partners.partners(self._store.connection),
            residents=tuple(person.id for person in people),
        )
        self._homes(around, homes)
        cases = self._cases(around)
        self._whistles(around, cases)
        self._individuals(around)

    def _put(self, noun: str, records: Iterable[Record]) -> None:
        """In pieces, so that no list of all of them is made."""
        pairs: list[tuple[Record | None, Record | None]] = []
        for number, record in enumerate(records, 1):
            pairs.append((None, record))
            if number % _CHUNK == 0:
                self._write(noun, pairs)
                _tell(f"{noun} {number}")
        self._write(noun, pairs)

    def _write(self, noun: str, pairs: list[tuple[Record | None, Record | None]]) -> None:
        keys_of = self._store.ledger.keys_of
        projection.store_many(self._store.connection, noun, pairs, keys_of)
        pairs.clear()

    def _staff_and_areas(self) -> tuple[Area, ...]:
        ledger = self._store.ledger
        staff = []
        for number, surname in enumerate(_SURNAMES):
            staff.append(ledger.new_id())
            account = AccountMade(f"worker{number}", f"{surname}工", ("worker",))
            ledger.append(self._chief, [(f"account:{staff[-1]}", account)])
        for number, lane in enumerate(_LANES):
            buildings = tuple(f"{lane}{at}号院" for at in range(1, 33))
            subject = f"area:{ledger.new_id()}"
            ledger.append(
                self._chief, [(subject, AreaSet(f"{lane}片", f"{number:02d}", buildings))]
            )
            hands = AreaAssigned(staff[number % 10], (staff[(number + 1) % 10],))
            ledger.append(self._chief, [(subject, hands)])
        return reads_partners.areas(self._store.connection)

    def _partners(self, areas: tuple[Area, ...]) -> None:
        ledger, trades = self._store.ledger, shipped.demo_partners()
        ids = [area.id for area in areas]
        facts = [
            fact
            for seed in (1, 2)
            for fact in invented_partners.directory(trades, seed, NOW.date(), ids)
        ]
        ledger.append(self._chief, [(f"partner:{ledger.new_id()}", fact) for fact in facts[:100]])

    def _homes(self, around: Around, count: int) -> None:
        random, areas, people = self._random, around.areas, around.residents
        homes: list[Household] = [
            loop_made.household(n, areas[n % 12], people[2 * n : 2 * n + 2], random)
            for n in range(count)
        ]
        self._put("household", homes)
        by_id = {area.id: area for area in areas}
        visits = (
            loop_made.homevisit(n, home := random.choice(homes), by_id[home.area], random)
            for n in range(self._many(20_000))
        )
        self._put("homevisit", visits)

    def _cases(self, around: Around) -> list[str]:
        """Ids of all of them, the earliest first."""
        templates = self._templates("case", Case)
        histories = {case.item: self._told.ledger.history(f"case:{case.id}") for case in templates}
        maker = CaseMaker(templates, around, self._size)
        ids: list[str] = []
        waiting: list[Case] = []

        def made() -> Iterable[Case]:
            for number in range(self._size):
                case = maker.case(number)
                ids.append(case.id)
                if case.open:
                    waiting.append(case)
                yield case

        self._put("case", made())
        self._journal(waiting, lambda case: histories[case.item])
        return ids

    def _journal(self, cases: list[Case], history: Callable[[Case], tuple[Entry, ...]]) -> None:
        """What the template went through, under the cases' own names in this device's chain."""
        ledger = self._store.ledger
        number, previous = ledger.head(ledger.device)
        stamp, entries = "", []
        for case in cases:
            for told in history(case):
                fact = fold.fact_of(told)
                if fact is None:
                    continue
                number, stamp = number + 1, clock.next_stamp(stamp, case.received_at, ledger.device)
                entry = journal.seal(
                    id=f"01b2{number:028x}",
                    device=ledger.device,
                    number=number,
                    stamp=stamp,
                    at=case.received_at,
                    author=case.owner,
                    subject=f"case:{case.id}",
                    fact=fact,
                    previous=previous,
                )
                previous = entry.hash
                entries.append(entry)
        ledger.insert(entries)
        self._store.connection.execute(
            "UPDATE heads SET number = ?, hash = ?, stamp = ? WHERE device = ?",
            (number, previous, stamp, ledger.device),
        )

    def _whistles(self, around: Around, cases: list[str]) -> None:
        """A few are still open; the others are over, spread over the years."""
        random, known = self._random, self._templates("whistle", Whistle)
        over = [one for one in known if not one.open]
        going = [one for one in known if one.open]
        count = self._many(2_000)
        made = []
        for number in range(count):
            is_open = number >= count - 8
            ago = timedelta(minutes=11 * (count - number) if is_open else 900 * (count - number))
            template = random.choice(going if is_open else over)
            case = random.choice(cases[-100:] if is_open else cases)
            made.append(loop_made.whistle(number, template, case, NOW - ago, around.chief))
        self._put("whistle", made)

    def _individuals(self, around: Around) -> None:
        random, known = self._random, self._templates("individual", Individual)
        closed = [one for one in known if not one.open] or known
        going = [one for one in known if one.open]
        count = self._many(1_000)
        self._put(
            "individual",
            (
                loop_made.individual(
                    number,
                    random.choice(going if number > count * 0.85 else closed),
                    random.choice(around.residents),
                    random.choice(around.staff),
                    NOW - timedelta(hours=17 * (count - number)),
                )
                for number in range(count)
            ),
        )

    def _templates(self, noun: str, kind: type[_R]) -> list[_R]:
        table = projection.PLACES[noun].table
        rows = self._told.connection.execute(f"SELECT body FROM {table} ORDER BY id").fetchall()
        records = (projection.decode(noun, body) for (body,) in rows)
        return [record for record in records if isinstance(record, kind)]


def _tell(progress: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r  building the loop's store: {progress}   ")
        sys.stderr.flush()
