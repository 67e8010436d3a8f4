"""What an organisation did with what it was asked, counted from the tasks of cases."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from station_desktop.domain.time import clock


class TaskRow(msgspec.Struct, frozen=True):
    """One task as the record counts it: moments in milliseconds, ``due`` in milliseconds too, 0
    where there was no limit."""

    state: str
    sent_at: int
    due: int = 0
    reported_at: int = 0
    grade: int = 0


class Record(msgspec.Struct, frozen=True):
    """What an organisation did with what it was asked. ``late`` are tasks reported after their
    limit, or still open beyond it; ``days`` is the mean from asked to done, ``grade`` the mean
    appraisal, 0 where there is none; ``grades`` counts them from 1 to 5."""

    tasks: int = 0
    open: int = 0
    done: int = 0
    refused: int = 0
    recalled: int = 0
    late: int = 0
    days: float = 0.0
    grade: float = 0.0
    grades: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    recent: int = 0

    @property
    def graded(self) -> int:
        return sum(self.grades)


class Month(msgspec.Struct, frozen=True):
    """What was asked of an organisation in one month (``2026-11``), and what became of it."""

    month: str
    tasks: int = 0
    done: int = 0
    late: int = 0
    refused: int = 0


def record(rows: Sequence[TaskRow], now: int, recent_since: int) -> Record:
    """The record that these tasks add up to at the moment ``now``."""
    done = [row for row in rows if row.state == "done"]
    grades = [sum(row.grade == grade for row in rows) for grade in range(1, 6)]
    graded = sum(grades)
    taken = sum(row.reported_at - row.sent_at for row in done)
    return Record(
        tasks=len(rows),
        open=sum(row.state in ("sent", "accepted") for row in rows),
        done=len(done),
        refused=sum(row.state == "refused" for row in rows),
        recalled=sum(row.state == "recalled" for row in rows),
        late=sum(_late(row, now) for row in rows),
        days=round(taken / len(done) / 86_400_000, 1) if done else 0.0,
        grade=round(sum(n * at for at, n in enumerate(grades, 1)) / graded, 1) if graded else 0.0,
        grades=(grades[0], grades[1], grades[2], grades[3], grades[4]),
        recent=sum(row.sent_at >= recent_since for row in rows),
    )


def _late(row: TaskRow, now: int) -> bool:
    if not row.due or row.state in ("refused", "recalled"):
        return False
    return (row.reported_at or now) > row.due


def by_month(rows: Sequence[TaskRow], now: int, months: int = 12) -> tuple[Month, ...]:
    """The last months up to the one of ``now``, the earliest first."""
    last = clock.from_milliseconds(now)
    count = last.year * 12 + last.month - 1
    names = [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(count - months + 1, count + 1)]
    sent: dict[str, list[TaskRow]] = {name: [] for name in names}
    for row in rows:
        sent.get(f"{clock.from_milliseconds(row.sent_at):%Y-%m}", []).append(row)
    return tuple(
        Month(name, told.tasks, told.done, told.late, told.refused)
        for name in names
        for told in (record(sent[name], now, now),)
    )
