"""The queue's own questions to the store: pages by key, whatever the filters and the order.

Every state (of every item, where one is asked for) is a stretch of an index in the wanted order,
and SQLite merges the stretches; so the first page of a million cases costs what the first of a
thousand does. The other filters are looked at in the same index.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.catalogue import Item, Words
from station_desktop.domain.person import masks
from station_desktop.domain.text.folding import half_width
from station_desktop.domain.time import clock
from station_desktop.rooms.queue.room import Order, QueueRow, Wanted
from station_desktop.storage import projection
from station_desktop.storage.database import translated
from station_desktop.storage.reads import reads
from station_desktop.usecases.casework import promises
from station_desktop.usecases.work import Work

COUNTED = 1000
"""Counting stops here: "1000+" says enough, and stays off the disk."""
PEOPLE = 50
"""How many residents a name may stand for; more are asked to be told apart."""
MEANT = 5_000
"""How many cases a typed text may stand for at most."""
RECENT = 20_000
"""Among how many of the latest cases the end of a number is looked for."""

_NUMBER = re.compile(r"[\d-]{4,40}", re.ASCII)
_PACKS_KEPT = 8

Place = tuple[Any, int]


def page(
    work: Work, wanted: Wanted, after: Place | None = None, skip: int = 0, limit: int = 100
) -> tuple[QueueRow, ...]:
    """``limit`` rows in the wanted order, ``skip`` beyond the place ``after``; needs
    ``case.read``."""
    work.require("case.read")
    chosen = _keys(work, wanted, after, skip, limit)
    if not chosen:
        return ()
    marks = ", ".join("?" * len(chosen))
    with translated():
        found = {
            row: (body, name, worker)
            for row, body, name, worker in work.store.connection.execute(
                "SELECT c.row, c.body, r.name, a.name FROM cases c "
                "LEFT JOIN residents r ON r.id = c.resident "
                "LEFT JOIN accounts a ON a.id = c.received_by "
                f"WHERE c.row IN ({marks})",
                [row for _, row in chosen],
            )
        }
    shown = _Shown(work)
    return tuple(shown.row(at, row, *found[row]) for at, row in chosen)


def count(work: Work, wanted: Wanted) -> int:
    """How many cases there are, up to :data:`COUNTED` + 1; not for the keystroke path."""
    work.require("case.read")
    by_due = msgspec.structs.replace(wanted, order="due", descending=False)
    return len(_keys(work, by_due, None, 0, COUNTED + 1))


class Choices(msgspec.Struct, frozen=True):
    """What the filters offer: items of the catalogue in force, and everyone with an account."""

    items: tuple[tuple[str, Words], ...]
    workers: tuple[tuple[str, str], ...]


def choices(work: Work) -> Choices:
    """What can be picked in the filters."""
    work.require("case.read")
    pack = work.store.pack()
    items = {item.code: item.name for item in (*pack.items, *pack.beside)}
    staff = reads.accounts(work.store.connection)
    return Choices(tuple(items.items()), tuple((one.id, one.name) for one in staff))


def _keys(
    work: Work, wanted: Wanted, after: Place | None, skip: int, limit: int
) -> list[tuple[Any, int]]:
    """Sort value and row of the cases wanted."""
    if wanted.when == "overdue":
        return _running(work, wanted, after, skip, limit)
    return _selected(work, wanted, after, skip, limit)


def _running(
    work: Work, wanted: Wanted, after: Place | None, skip: int, limit: int
) -> list[tuple[Any, int]]:
    """Overdue cases: those whose clock stands still are not, and only the record tells. Overdue
    cases are few, so the ones passed over are too."""
    found: list[tuple[Any, int]] = []
    while len(found) < skip + limit:
        chunk = _selected(work, wanted, after, 0, limit)
        found += [key for key in chunk if not _paused(work, key[1])]
        if len(chunk) < limit:
            break
        after = chunk[-1]
    return found[skip : skip + limit]


def _paused(work: Work, row: int) -> bool:
    (body,) = work.store.connection.execute(
        "SELECT body FROM cases WHERE row = ?", (row,)
    ).fetchone()
    return _case(body).paused


def _selected(
    work: Work, wanted: Wanted, after: Place | None, skip: int, limit: int
) -> list[tuple[Any, int]]:
    query, values = _query(work, wanted, after)
    if not query:
        return []
    with translated():
        rows = work.store.connection.execute(f"{query} LIMIT ? OFFSET ?", (*values, limit, skip))
        return [(at, row) for at, row in rows]


def _query(work: Work, wanted: Wanted, after: Place | None) -> tuple[str, list[Any]]:
    """One SELECT in the wanted order, without its limit; empty where the text fits nothing."""
    clauses, values = _filters(work, wanted)
    rows = _rows_meant(work, wanted.text)
    if rows is not None:
        if not rows:
            return "", []
        clauses.append(f"row IN ({', '.join(map(str, rows))})")
    if after is not None:
        sign = "<" if wanted.descending else ">"
        clauses.append(f"({wanted.order}, row) {sign} (?, ?)")
        values += after
    index = _index(wanted.item, wanted.order) if rows is None else "NOT INDEXED"
    alike = "".join(f" AND {clause}" for clause in clauses)
    one = f"SELECT {wanted.order}, row FROM cases {index} WHERE state = ?{alike}"
    way = "DESC" if wanted.descending else "ASC"
    states = wanted.states
    query = " UNION ALL ".join([one] * len(states))
    return (
        f"{query} ORDER BY {wanted.order} {way}, row {way}" if states else "",
        [value for state in states for value in (state, *values)],
    )


def _index(item: str, order: Order) -> str:
    """The planner has no statistics here, and a wrong guess of its would read every case; where
    the rows are known (``NOT INDEXED``) it goes straight to them."""
    by = "due" if order == "due" else "received"
    return f"INDEXED BY cases_by_{'item' if item else 'state'}_{by}"


def _filters(work: Work, wanted: Wanted) -> tuple[list[str], list[Any]]:
    asked = {
        "item": wanted.item,
        "category": wanted.category,
        "received_by": wanted.worker,
    }
    clauses = [f"{column} = ?" for column, value in asked.items() if value]
    values: list[Any] = [value for value in asked.values() if value]
    first, last = wanted.due_between(work.store.today())
    if last:
        clauses.append("due BETWEEN ? AND ?")
        values += [first, last]
    return clauses, values


def _rows_meant(work: Work, text: str) -> list[int] | None:
    """The cases a typed text may mean: its number, or those of the residents it finds; ``None``
    when nothing was typed."""
    text = half_width(text).strip()
    if not text:
        return None
    rows = set(_numbered(work, text)) if _NUMBER.fullmatch(text) else set()
    people = reads.find_residents(work.store.connection, work.store.readings, text, PEOPLE)
    if people:
        with translated():
            rows.update(
                row
                for (row,) in work.store.connection.execute(
                    "SELECT row FROM cases INDEXED BY cases_by_resident "
                    f"WHERE resident IN ({', '.join('?' * len(people))}) LIMIT ?",
                    (*(person.id for person in people), MEANT),
                )
            )
    return sorted(rows)


def _numbered(work: Work, text: str) -> list[int]:
    """Cases whose number begins with ``text`` (dashes as one likes), or whose serial is its end:
    0007 or 0007-3 of the latest cases."""
    digits = text.replace("-", "")
    whole = _dashed(digits)
    with translated():
        rows = work.store.connection.execute(
            "SELECT row FROM cases WHERE number >= ? AND number < ? LIMIT ?",
            (whole, whole + "\uffff", MEANT),
        ).fetchall()
        if len(digits) in (4, 5):
            ending = f"%-{digits}-_" if len(digits) == 4 else f"%-{digits[:4]}-{digits[4]}"
            rows += work.store.connection.execute(
                "SELECT row FROM (SELECT row, number FROM cases ORDER BY number DESC LIMIT ?) "
                "WHERE number LIKE ?",
                (RECENT, ending),
            ).fetchall()
    return [row for (row,) in rows]


def _dashed(digits: str) -> str:
    """017014202611220100073 as printed: 017014-20261122-01-0007-3."""
    parts, at = [], 0
    for width in (6, 8, 2, 4, 1):
        if at < len(digits):
            parts.append(digits[at : at + width])
        at += width
    return "-".join(parts)


def _case(body: bytes) -> Case:
    record = projection.decode("case", body)
    assert isinstance(record, Case)
    return record


class _Shown:
    """Makes the lines of one page, all at one moment."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._calendar = work.store.calendar()
        self._now = work.store.time.now()

    def row(self, at: Any, row: int, body: bytes, name: str | None, worker: str | None) -> QueueRow:
        case = _case(body)
        return QueueRow(
            row=row,
            at=at,
            number=case.number,
            state=case.state,
            item=Words(case.title, case.title) if case.title else item_name(self._work, case),
            resident=masks.mask_known_as(name or case.contact, case.erased_at),
            received_at=case.received_at,
            received_by=worker or "",
            due=case.deadline.due if case.deadline is not None else "",
            progress=promises.remaining(case, self._calendar, self._now),
            urgent=case.urgent,
            paused=case.paused,
        )


_items: dict[str, dict[str, tuple[Item, ...]]] = {}
"""Items by code of the packs looked at last, by content hash: the same for every store."""


def item_name(work: Work, case: Case) -> Words:
    """The item's name in the version of the case's own catalogue; its code if that is gone."""
    versions = _by_code(work, case.pack).get(case.item, ())
    if not versions:
        return Words(case.item, case.item)
    received: date = clock.from_milliseconds(case.received_at).date()
    offered: Sequence[Item] = [item for item in versions if item.effective_on(received)]
    return (offered or versions)[-1].name


def _by_code(work: Work, digest: str) -> dict[str, tuple[Item, ...]]:
    known = _items.get(digest)
    if known is None:
        known = {}
        pack = work.store.pack(digest)
        for item in (*pack.items, *pack.beside):
            known[item.code] = (*known.get(item.code, ()), item)
        while len(_items) >= _PACKS_KEPT:
            _items.pop(next(iter(_items)))
        _items[digest] = known
    return known
