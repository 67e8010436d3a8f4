"""What each room of the closed loop is asked, and what its bare limit is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import msgspec

from station_desktop.domain import periods
from station_desktop.rooms.follow_up import gather as follow_up
from station_desktop.rooms.households import gather as household_page
from station_desktop.rooms.households import reads as household_reads
from station_desktop.rooms.households import room as households_room
from station_desktop.rooms.individuals import gather as individuals
from station_desktop.rooms.partners import gather as partner_page
from station_desktop.rooms.partners.room import Wanted as PartnersWanted
from station_desktop.rooms.queue import dossier, loop
from station_desktop.rooms.queue import reads as queue
from station_desktop.rooms.queue.room import Wanted as QueueWanted
from station_desktop.rooms.reports import reads as reports
from station_desktop.rooms.reports.room import Wanted as ReportWanted
from station_desktop.rooms.whistles import gather as whistles
from station_desktop.rooms.whistles.room import Wanted as WhistlesWanted
from station_desktop.storage import projection, reads_rounds
from station_desktop.storage.database import Connection
from station_desktop.storage.reads_board import Where
from station_desktop.storage.reads_figures import BY
from station_desktop.usecases import board, partners, reviewing
from station_desktop.usecases import households as rounds
from station_desktop.usecases.work import Work
from tests.benchmarks.loop_made import NOW

FRAME_MS, SCREEN_MS = 16.0, 100.0
_ZH = "zh_CN"
Plainly = Callable[[], object]


class Asked(msgspec.Struct, frozen=True):
    """One screen or keystroke: ways to ask it in turn, each with its bare limit."""

    what: str
    ways: tuple[tuple[Plainly, Plainly], ...]
    aim_ms: float = SCREEN_MS
    times: int = 40
    note: str = ""


class Screens:
    """What to ask of each room; ``plain`` is the connection for the bare limits."""

    def __init__(self, work: Work, plain: Connection) -> None:
        self._work = work
        self._plain = plain

    def _bodies(self, noun: str, ids: Iterable[str]) -> Plainly:
        """The records' bodies, as they lie there."""
        table = projection.PLACES[noun].table
        ask = f"SELECT body FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
        given = json.dumps(list(ids))
        return lambda: self._plain.execute(ask, (given,)).fetchall()

    def _selected(self, *asks: tuple[str, tuple[Any, ...]]) -> Plainly:
        return lambda: [self._plain.execute(ask, given).fetchall() for ask, given in asks]

    def _ids(self, ask: str, *given: object) -> list[str]:
        return [str(id) for (id,) in self._plain.execute(ask, given)]

    def follow_up(self) -> list[Asked]:
        work = self._work
        wholes = Where(), Where(category="life"), Where(pressure="overdue")
        open_ones = (
            "SELECT state, owner, area, process, category, due, warn, paused FROM cases "
            "INDEXED BY cases_open_due WHERE open = 1",
            (),
        )
        first = follow_up.page(work, Where(), None, 100)
        after = first[-1].place
        following = follow_up.page(work, Where(), after, 100)
        chased = dict.fromkeys(chase.case.id for chase in board.back_office(work))
        day = NOW.date()
        drawn = reviewing.draw_sample(work, day.replace(month=8, day=20), day)
        calls = follow_up.to_call_back(work)
        return [
            Asked(
                "board, its counts as narrowed",
                tuple(
                    (partial(follow_up.look, work, where), self._selected(open_ones))
                    for where in wholes
                ),
            ),
            self._list(
                "board, first page",
                "case",
                (line.case.id for line in first),
                lambda: follow_up.page(work, Where(), None, 100),
            ),
            self._list(
                "board, next page",
                "case",
                (line.case.id for line in following),
                lambda: follow_up.page(work, Where(), after, 100),
                aim_ms=FRAME_MS,
            ),
            self._list(
                "back office",
                "case",
                chased,
                lambda: follow_up.office(work),
                note=f"{len(chased)} cases",
            ),
            Asked(
                "workload",
                ((lambda: follow_up.staff(work), self._selected(open_ones)),),
            ),
            self._list(
                "quality check of three months drawn",
                "case",
                (case.id for case in drawn),
                lambda: follow_up.sample(work, day.replace(month=8, day=20), day),
                note=f"{len(drawn)} drawn",
            ),
            self._list(
                "to call back",
                "case",
                (line.case.id for line in calls),
                lambda: follow_up.to_call_back(work),
                note=f"{len(calls)} cases",
            ),
        ]

    def _list(
        self,
        what: str,
        noun: str,
        ids: Iterable[str],
        ours: Plainly,
        *,
        aim_ms: float = SCREEN_MS,
        note: str = "",
    ) -> Asked:
        return Asked(what, ((ours, self._bodies(noun, ids)),), aim_ms, note=note)

    def whistles(self) -> list[Asked]:
        work = self._work
        shown = whistles.board(work, _ZH)
        page = whistles.page(work, WhistlesWanted(), None, 0, 100, _ZH)
        one = shown[0].whistle.id
        return [
            self._list(
                "whistle board",
                "whistle",
                (one.whistle.id for one in shown),
                lambda: whistles.board(work, _ZH),
            ),
            self._list(
                "whistles, first page",
                "whistle",
                (one.whistle.id for one in page),
                lambda: whistles.page(work, WhistlesWanted(), None, 0, 100, _ZH),
            ),
            self._list("one whistle", "whistle", [one], lambda: whistles.read(work, one, _ZH)),
            self._list(
                "whistles, keystroke",
                "whistle",
                (one.whistle.id for one in page),
                lambda: whistles.page(work, WhistlesWanted(text="早市"), None, 0, 100, _ZH),
                aim_ms=FRAME_MS,
            ),
        ]

    def partners(self) -> list[Asked]:
        work = self._work
        rows = partner_page.rows(work, PartnersWanted())
        ids = [row.partner.id for row in rows]
        typed = [word[:end] for word in ("家政", "bjjz", "水管维修") for end in range(1, 5)]
        area = reads_rounds.areas(self._plain)[3]
        return [
            self._list(
                "partners", "partner", ids, lambda: partner_page.rows(work, PartnersWanted())
            ),
            self._list(
                "one partner", "partner", ids[:1], lambda: partner_page.read(work, ids[0], _ZH)
            ),
            Asked(
                "partners, keystroke",
                tuple(
                    (
                        partial(partner_page.rows, work, PartnersWanted(words=text)),
                        self._bodies("partner", ids),
                    )
                    for text in typed
                ),
                FRAME_MS,
            ),
            self._list(
                "who fits",
                "partner",
                ids,
                lambda: partners.propose(work, words="水管维修", area=area.id),
            ),
        ]

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

    def reports(self) -> list[Asked]:
        return [*map(self._report, periods.SPANS), *self._behind()]

    def _report(self, spanned: periods.Span) -> Asked:
        wanted = ReportWanted(spanned, NOW.date())
        here = wanted.period
        bounds = (here.before.begins, here.ends)
        rows = self._selected(
            (
                f"SELECT {BY} FROM cases INDEXED BY cases_by_receipt "
                "WHERE received_at >= ? AND received_at < ? AND state <> 'void'",
                bounds,
            ),
            (
                f"SELECT late, {BY} FROM cases INDEXED BY cases_by_end WHERE ended_at >= ? "
                "AND ended_at < ? AND ended_at > 0 AND state <> 'void'",
                bounds,
            ),
            (f"SELECT {BY} FROM cases INDEXED BY cases_open_by_receipt WHERE open = 1", ()),
        )
        return Asked(
            f"report of the {spanned}",
            ((lambda: reports.shown(self._work, wanted), rows),),
            times=20,
        )

    def _behind(self) -> list[Asked]:
        work = self._work
        shown = reports.shown(work, ReportWanted("year", NOW.date())).report
        found = [shown.headline("received").figure.behind, shown.headline("late").figure.behind]
        found.append(shown.section("partners").lines[0].figures[0].behind)
        found.append(shown.section("area").lines[0].figures[4].behind)
        ways = []
        for behind in found:
            if behind is not None:
                rows = reports.page(work, behind)
                numbers = [(row.what.partition(":")[2],) for row in rows]
                ask = "SELECT body FROM cases WHERE number IN (SELECT value FROM json_each(?))"
                bare = self._selected((ask, (json.dumps([n for (n,) in numbers]),)))
                ways.append((partial(reports.page, work, behind), bare))
        return [Asked("page behind a number of the year", tuple(ways))]
