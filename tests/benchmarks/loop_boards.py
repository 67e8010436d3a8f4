"""The rooms that follow others' work: follow-up, whistles, partners, reports."""

from __future__ import annotations

import json
from functools import partial

from station_desktop.domain.time import periods
from station_desktop.rooms.follow_up import gather as follow_up
from station_desktop.rooms.partners import gather as partner_page
from station_desktop.rooms.partners.room import Wanted as PartnersWanted
from station_desktop.rooms.reports import reads as reports
from station_desktop.rooms.reports.room import Wanted as ReportWanted
from station_desktop.rooms.whistles import gather as whistles
from station_desktop.rooms.whistles.room import Wanted as WhistlesWanted
from station_desktop.storage.reads import reads_rounds
from station_desktop.storage.reads.reads_board import Where
from station_desktop.storage.reads.reads_figures import BY
from station_desktop.usecases.casework import board, reviewing
from station_desktop.usecases.dispatch import partners
from tests.benchmarks.loop_asked import FRAME_MS, Asked, Asking
from tests.benchmarks.loop_made import NOW

_ZH = "zh_CN"


class Boards(Asking):
    """What each of them is asked."""

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

    def whistles(self) -> list[Asked]:
        work = self._work
        shown = whistles.board(work, _ZH)
        page = whistles.page(work, WhistlesWanted(), None, 0, 100, _ZH)
        typed = WhistlesWanted(text="早市")
        found = whistles.page(work, typed, None, 0, 100, _ZH)
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
                (one.whistle.id for one in found),
                lambda: whistles.page(work, typed, None, 0, 100, _ZH),
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
