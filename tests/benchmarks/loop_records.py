"""The rooms of single records: households, individual cases, cases."""

from __future__ import annotations

import json
from functools import partial

from station_desktop.rooms.households import gather as household_page
from station_desktop.rooms.households import reads as household_reads
from station_desktop.rooms.households import room as households_room
from station_desktop.rooms.individuals import gather as individuals
from station_desktop.rooms.queue import dossier, loop
from station_desktop.rooms.queue import reads as queue
from station_desktop.rooms.queue.room import Wanted as QueueWanted
from station_desktop.storage.reads import reads_rounds
from station_desktop.usecases.visits import households as rounds
from tests.benchmarks.loop_asked import FRAME_MS, Asked, Asking, Plainly
from tests.benchmarks.loop_made import NOW

_ZH = "zh_CN"


class Records(Asking):
    """What each of them is asked."""

    def households(self) -> list[Asked]:
        work, wanted = self._work, households_room.Wanted()
        area = reads_rounds.areas(self._plain)[3]
        first = household_reads.page(work, wanted)
        after = household_reads.place(wanted, first[-1])
        following = household_reads.page(work, wanted, after)
        choices = rounds.propose_round(work, area.id, NOW.date().isoformat(), 10)
        address = area.buildings[6]
        typed = [
            households_room.Wanted(segment="all", text=(address + "3单元")[:end])
            for end in range(1, len(address) + 4)
        ]
        one = first[0].household.id
        return [
            self._list(
                "households, first page",
                "household",
                (row.household.id for row in first),
                lambda: household_reads.page(work, wanted),
            ),
            self._list(
                "households, next page",
                "household",
                (row.household.id for row in following),
                lambda: household_reads.page(work, wanted, after),
                aim_ms=FRAME_MS,
            ),
            Asked("households, keystroke", tuple(map(self._homes_typed, typed)), FRAME_MS),
            Asked(
                "households, picture of all buildings",
                (
                    (
                        lambda: household_reads.strips(work, ""),
                        self._selected(
                            (
                                "SELECT area, building, attention, seen_at FROM households "
                                "WHERE moved = 0",
                                (),
                            )
                        ),
                    ),
                ),
            ),
            self._list("one household", "household", [one], lambda: household_page.read(work, one)),
            self._list(
                "a round of ten proposed",
                "household",
                (choice.household.id for choice in choices),
                lambda: rounds.propose_round(work, area.id, NOW.date().isoformat(), 10),
            ),
        ]

    def _homes_typed(self, wanted: households_room.Wanted) -> tuple[Plainly, Plainly]:
        found = household_reads.page(self._work, wanted)
        return (
            lambda: household_reads.page(self._work, wanted),
            self._bodies("household", (row.household.id for row in found)),
        )

    def individuals(self) -> list[Asked]:
        work = self._work
        rows = individuals.rows(work, "all", None, 0, 100)
        ids = [row.case.id for row in rows]
        return [
            self._list(
                "individual cases, first page",
                "individual",
                ids,
                lambda: individuals.rows(work, "all", None, 0, 100),
            ),
            self._list(
                "one individual case",
                "individual",
                ids[:1],
                lambda: individuals.read(work, ids[0], _ZH),
            ),
        ]

    def cases(self) -> list[Asked]:
        work = self._work
        numbers = self._ids("SELECT number FROM cases WHERE open = 1 ORDER BY due LIMIT 40")
        ids = self._ids("SELECT id FROM cases WHERE open = 1 ORDER BY due LIMIT 40")
        handed = self._ids(
            "SELECT number FROM cases WHERE open = 1 AND process = 'market' ORDER BY due LIMIT 20"
        )
        typed = [
            text[:end] for text in ("王伟", "0007", "wangw") for end in range(1, len(text) + 1)
        ]
        return [
            Asked(
                "case page, whole",
                tuple(
                    (
                        partial(dossier.read, work, number, "zh_CN"),
                        self._selected(
                            ("SELECT body FROM cases WHERE id = ?", (id,)),
                            ("SELECT payload FROM entries WHERE subject = ?", (f"case:{id}",)),
                        ),
                    )
                    for number, id in zip(numbers, ids, strict=True)
                ),
            ),
            Asked(
                "case page, to whom",
                tuple(
                    (
                        partial(loop.to_whom, work, number, _ZH),
                        self._selected(("SELECT body FROM partners", ())),
                    )
                    for number in handed
                ),
            ),
            Asked("cases, keystroke", tuple(map(self._cases_typed, typed)), FRAME_MS),
        ]

    def _cases_typed(self, text: str) -> tuple[Plainly, Plainly]:
        wanted = QueueWanted(segment="all", text=text)
        rows = [row.row for row in queue.page(self._work, wanted)]
        ask = "SELECT body FROM cases WHERE row IN (SELECT value FROM json_each(?))"
        return (
            lambda: queue.page(self._work, wanted),
            self._selected((ask, (json.dumps(rows),))),
        )
