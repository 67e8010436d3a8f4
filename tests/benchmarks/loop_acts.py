"""Acts of the closed loop on a copy of the store, each beside the same records written back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from station_desktop.domain.case.processes import OF_CATEGORY
from station_desktop.storage.database import transaction
from station_desktop.storage.reads import reads_rounds
from station_desktop.usecases.casework import flow, urging
from station_desktop.usecases.dispatch import dispatching
from station_desktop.usecases.dispatch.dispatching import Order
from station_desktop.usecases.visits import households
from station_desktop.usecases.work import Work
from tests.benchmarks.loop_made import NOW
from tests.benchmarks.loop_store import Loop
from tests.benchmarks.measuring import MS, Row, Sizes, Spread, in_turns, span, timed, undisturbed

_AIM_MS = 100.0
_MANY = 40


def row(what: str, took: Spread, plainly: Spread, aim_ms: float = 0, note: str = "") -> Row:
    """Median and p95 of both ways; the aim is for p95."""

    def shown(spread: Spread) -> str:
        return f"{span(spread.median)}, p95 {span(spread.at(0.95))}"

    return Row(
        what=what,
        ours=shown(took),
        bare=shown(plainly),
        ratio=took.median / plainly.median,
        aim=f"p95 ≤ {aim_ms:g} ms" if aim_ms else "",
        met=took.at(0.95) * MS <= aim_ms if aim_ms else None,
        note=note,
    )


def measure(built: Loop, sizes: Sizes, scratch: Path) -> list[Row]:
    folder = scratch / "loop"
    shutil.copytree(built.folder, folder)
    store = built.open(folder, read_only=False)
    try:
        acts = _Acts(Work(store, built.actor), sizes)
        return [*acts.urged(), acts.handed_over(), acts.dispatched(), acts.rounds_planned()]
    finally:
        store.close()
        shutil.rmtree(folder)


class _Acts:
    def __init__(self, work: Work, sizes: Sizes) -> None:
        self._work = work
        self._sizes = sizes
        self._plain = work.store.connection

    def _written_back(self, ids: Sequence[str]) -> None:
        ask = "UPDATE cases SET body = body WHERE id IN (SELECT value FROM json_each(?))"
        with transaction(self._plain):
            self._plain.execute(ask, (json.dumps(ids),))

    def _numbers(self, clause: str, limit: int) -> list[tuple[str, str]]:
        """Ids and numbers of open cases."""
        ask = f"SELECT id, number FROM cases WHERE open = 1 AND {clause} ORDER BY due LIMIT ?"
        return [(str(id), str(number)) for id, number in self._plain.execute(ask, (limit,))]

    def urged(self) -> list[Row]:
        """The first run of a day says much, every later one looks and says nothing."""
        warned = self._plain.execute(
            "SELECT id FROM cases WHERE open = 1 AND paused = 0 AND warn <= ?",
            (NOW.date().isoformat(),),
        ).fetchall()
        ids = [id for (id,) in warned]
        reminded: list[int] = []
        with undisturbed():
            first = timed(lambda: reminded.append(len(urging.run(self._work))))
            plainly = timed(lambda: self._written_back(ids[: reminded[0]]))
        again, looked = in_turns(
            self._sizes.times(20),
            lambda _: timed(lambda: urging.run(self._work)),
            lambda _: timed(
                lambda: self._plain.execute(
                    "SELECT body FROM cases WHERE id IN (SELECT value FROM json_each(?))",
                    (json.dumps(ids),),
                ).fetchall()
            ),
        )
        return [
            row(
                "Loop: reminders, the first run of a day",
                Spread.of([first]),
                Spread.of([plainly]),
                note=f"{reminded[0]} cases reminded of",
            ),
            row(
                "Loop: reminders, run again",
                again,
                looked,
                _AIM_MS,
                f"{len(ids)} cases past their warning day looked at",
            ),
        ]

    def _in_turns(
        self, times: int, act: Callable[[int], object], ids: Callable[[int], Sequence[str]]
    ) -> tuple[Spread, Spread]:
        return in_turns(
            times,
            lambda turn: timed(lambda: act(turn)),
            lambda turn: timed(lambda: self._written_back(ids(turn))),
        )

    def handed_over(self) -> Row:
        """Forty cases of somebody who is ill, to and fro between two colleagues."""
        staff = [one.id for one in flow.staff(self._work)][:2]
        cases = self._numbers("state = 'accepted'", _MANY)
        numbers = [number for _, number in cases]

        def act(turn: int) -> None:
            done = flow.hand_over_many(self._work, numbers, staff[turn % 2], "病假，由同事继续")
            if turn and len(done.done) != len(numbers):
                raise RuntimeError(done.refused[0])

        act(0)
        took, plainly = self._in_turns(
            self._sizes.times(20), lambda turn: act(turn + 1), lambda _: [id for id, _ in cases]
        )
        return row(f"Loop: hand over {len(cases)} cases, durable", took, plainly, _AIM_MS)

    def dispatched(self) -> Row:
        wanted = [key for key in OF_CATEGORY.values() if key in ("market", "negotiation")]
        clause = f"process IN ({', '.join(repr(key) for key in wanted)}) AND lane = 'transfer'"
        cases = self._numbers(clause, self._sizes.times(80))

        def act(turn: int) -> None:
            order = Order("街道综合服务队", "上门查看并维修", unverified="电话里已说清楚")
            dispatching.dispatch(self._work, cases[turn][1], [order])

        took, plainly = self._in_turns(len(cases), act, lambda turn: [cases[turn][0]])
        return row("Loop: dispatch one case, durable", took, plainly, _AIM_MS)

    def rounds_planned(self) -> Row:
        """Ten households of each area in turn, none on two lists."""
        areas = reads_rounds.areas(self._plain)
        day = NOW.date().isoformat()
        ask = "UPDATE households SET body = body WHERE row IN (SELECT value FROM json_each(?))"

        def bare(turn: int) -> None:
            with transaction(self._plain):
                self._plain.execute(ask, (json.dumps(list(range(turn * 10 + 1, turn * 10 + 11))),))

        took, plainly = in_turns(
            min(len(areas), self._sizes.times(80)),
            lambda turn: timed(lambda: households.plan_round(self._work, areas[turn].id, day, 10)),
            lambda turn: timed(lambda: bare(turn)),
        )
        return row("Loop: plan a round of ten, durable", took, plainly, _AIM_MS)
