"""The closed loop's screens on a station some years on, each beside a plain SELECT of its rows.

Reads are timed by this thread's own time, acts by the clock: they end on the disk. The bare limit
of a list is its records' bodies by their ids, of a report the columns of the rows that it counts,
of an act the same records written back in one durable transaction.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from tests.benchmarks import loop_acts
from tests.benchmarks.loop_asked import Asked
from tests.benchmarks.loop_boards import Boards
from tests.benchmarks.loop_records import Records
from tests.benchmarks.loop_store import Loop, loop_store
from tests.benchmarks.measuring import Row, Sizes, cpu_timed, in_turns


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    built = loop_store(sizes.loop)
    work, beside = built.work(), built.open()
    boards, records = Boards(work, beside.connection), Records(work, beside.connection)
    asked = [
        *boards.follow_up(),
        *boards.whistles(),
        *boards.partners(),
        *records.households(),
        *records.individuals(),
        *records.cases(),
        *boards.reports(),
    ]
    rows = [_row(one, sizes) for one in asked]
    work.store.close()
    beside.close()
    first = msgspec.structs.replace(rows[0], note=_about(built))
    return [first, *rows[1:], *loop_acts.measure(built, sizes, scratch)]


def _about(built: Loop) -> str:
    return f"{built.cases:,} cases and all else in proportion; median and p95"


def _row(asked: Asked, sizes: Sizes) -> Row:
    """Each way is asked once before, as on a window that was looked at before."""
    for ours, bare in asked.ways:
        ours()
        bare()
    times = max(sizes.times(asked.times), len(asked.ways))
    ways = asked.ways
    took, plainly = in_turns(
        times,
        lambda turn: cpu_timed(ways[turn % len(ways)][0]),
        lambda turn: cpu_timed(ways[turn % len(ways)][1]),
    )
    return loop_acts.row(f"Loop: {asked.what}", took, plainly, asked.aim_ms, asked.note)
