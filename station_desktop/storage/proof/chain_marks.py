"""Walking the chains from where they were last found whole: seconds where proving all takes
minutes. The places are kept in the encrypted store itself, and are no part of the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import FIRST, Entry, Head
from station_desktop.storage.database import translated
from station_desktop.storage.ledger import COLUMNS, STRAY, Ledger, entry_of

_MARKS = "walked"
_STEP = 500

Told = Callable[[int, int], None]


class Marks(msgspec.Struct, frozen=True):
    """Up to where each device's chain was whole, and when that was seen (milliseconds)."""

    at: int = 0
    heads: dict[str, Head] = {}


class Walk(msgspec.Struct, frozen=True):
    """``entries`` were looked at; ``broken`` is device and number of the first damaged entry of
    each chain; ``marks`` are to be kept when nothing is broken."""

    entries: int
    broken: tuple[tuple[str, int], ...]
    marks: Marks


def kept(ledger: Ledger) -> Marks:
    """Where the chains were last whole."""
    value = ledger.meta(_MARKS)
    return msgspec.json.decode(value, type=Marks) if value else Marks()


def keep(ledger: Ledger, marks: Marks) -> None:
    ledger.set_meta(_MARKS, msgspec.json.encode(marks).decode())


def walk(ledger: Ledger, told: Told, *, since: Marks, most: int = 0) -> Walk:
    """Follow every chain from ``since`` to its end; of each device's at most the last ``most``
    entries, 0 for all. ``told`` hears how many of how many entries, and may raise to stop."""
    devices = [id for id in {*ledger.devices(), *ledger.heads()} if not id.startswith(STRAY)]
    ends = {id: ledger.head(id)[0] for id in sorted(devices)}
    starts = {id: _start(ledger, id, ends[id], since, most) for id in ends}
    total = sum(max(0, ends[id] - starts[id].number) for id in ends)
    done = 0
    broken: list[tuple[str, int]] = []
    heads: dict[str, Head] = {}
    for device, start in starts.items():
        head, wrong = start, 0
        for entry in _entries(ledger, device, start.number):
            if entry.number != head.number + 1 or not _follows(entry, head):
                wrong = head.number + 1
                break
            head = Head(entry.number, entry.hash)
            done += 1
            if done % _STEP == 0:
                told(done, total)
        if not wrong and ends[device] > head.number:
            wrong = head.number + 1
        if wrong:
            broken.append((device, wrong))
        else:
            heads[device] = head
    return Walk(done, tuple(broken), Marks(ledger.now_ms(), heads))


def _follows(entry: Entry, head: Head) -> bool:
    """A walk that begins in the middle believes its first entry's word for what is before it."""
    previous = head.hash or entry.previous
    return journal.holds(entry, previous)


def _start(ledger: Ledger, device: str, end: int, since: Marks, most: int) -> Head:
    """The place kept, if that entry still is what it was; else the beginning."""
    mark = since.heads.get(device, Head())
    row = _one(ledger, device, mark.number)
    start = mark if row is not None and row == mark.hash else Head(0, FIRST)
    if most and end - most > start.number:
        return Head(end - most, "")
    return start


def _one(ledger: Ledger, device: str, number: int) -> Any:
    with translated():
        row = ledger.connection.execute(
            "SELECT hash FROM entries WHERE device = ? AND number = ?", (device, number)
        ).fetchone()
    return None if row is None else row[0]


def _entries(ledger: Ledger, device: str, after: int) -> Iterator[Entry]:
    with translated():
        for row in ledger.connection.execute(
            f"SELECT {COLUMNS} FROM entries WHERE device = ? AND number > ? ORDER BY number",
            (device, after),
        ):
            yield entry_of(row)
