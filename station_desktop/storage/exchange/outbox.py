"""What was made at this station and how far each of it has come: read by pages, along indexes.

Chains, standings and receipts are small tables; entries and cases are not. Every question here
reads a stretch of an index and the rows on the page, however many years lie behind it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import msgspec

from station_desktop.domain.case.cases import Case
from station_desktop.domain.case.decisions import Approved, Rejected, Returned
from station_desktop.domain.journal.asides import Lifted, SetAside
from station_desktop.domain.journal.journal import HALL
from station_desktop.storage import projection
from station_desktop.storage.database import Connection, translated

_AFTER_HEX = "g"
"""Sorts after every hex digit, and so after every stamp."""
_WORDS = (Approved.kind, Returned.kind, Rejected.kind)


class Act(msgspec.Struct, frozen=True):
    """One entry without its contents."""

    id: str
    device: str
    number: int
    stamp: str
    at: int
    author: str
    kind: str
    subject: str

    @property
    def noun(self) -> str:
        return self.subject.partition(":")[0]

    @property
    def subject_id(self) -> str:
        return self.subject.partition(":")[2]


class Reach(msgspec.Struct, frozen=True):
    """How far things have come. ``hall`` has each device's chain ``through`` a number; a relay has
    this ``device``'s up to number ``relay``."""

    device: str
    hall: str
    relay: int
    through: dict[str, int]

    def at_hall(self, device: str, number: int) -> bool:
        return number <= self.through.get(device, 0)

    def at_relay(self, device: str, number: int) -> bool:
        """Whether a relay has it: what another window did came here by one."""
        return device != self.device or number <= self.relay


class CaseAt(msgspec.Struct, frozen=True):
    """One case with its row number, by which its page goes on."""

    row: int
    case: Case


class Decided(msgspec.Struct, frozen=True):
    """The hall's last word on a case: its entry's stamp, kind and moment."""

    stamp: str
    kind: str
    at: int
    case: Case


class Chain(msgspec.Struct, frozen=True):
    """One device's chain as held here, and how far the hall has it. ``stamp`` is of its last
    entry."""

    device: str
    number: int
    through: int
    stamp: str


_ACT = "id, device, number, stamp, at, author, kind, subject"


def reach(connection: Connection, hall: str) -> Reach:
    """How far everything has come, ``hall`` being the id of this station's hall."""
    with translated():
        device = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
        through = dict(connection.execute("SELECT device, through FROM heads").fetchall())
        standings = dict(connection.execute("SELECT server, confirmed FROM standings").fetchall())
    own = str(device[0]) if device else ""
    through[own] = max(through.get(own, 0), standings.pop(hall, 0))
    return Reach(own, hall, max(standings.values(), default=0), through)


def enrolled(connection: Connection) -> bool:
    """Whether a hall ever let this window in."""
    with translated():
        row = connection.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone()
    return row is not None and bool(row[0])


def own_number(connection: Connection) -> int:
    """The number of the last entry written here."""
    with translated():
        row = connection.execute(
            "SELECT h.number FROM meta JOIN heads AS h ON h.device = meta.value "
            "WHERE meta.key = 'device'"
        ).fetchone()
    return 0 if row is None else int(row[0])


def chains(connection: Connection) -> tuple[Chain, ...]:
    """Every device's chain that is held here."""
    with translated():
        rows = connection.execute(
            "SELECT h.device, h.number, h.through, coalesce((SELECT stamp FROM entries AS e "
            "WHERE e.device = h.device AND e.number = h.number), '') "
            "FROM heads AS h WHERE h.number > 0 ORDER BY h.device"
        )
        return tuple(Chain(*row) for row in rows)


def acts(connection: Connection, after: str | None, skip: int, limit: int) -> tuple[Act, ...]:
    """What was done at the station's windows, newest first, beyond the stamp ``after``."""
    with translated():
        rows = connection.execute(
            f"SELECT {_ACT} FROM entries INDEXED BY entries_by_stamp "
            "WHERE stamp < ? AND NOT device BETWEEN ? AND ? "
            "ORDER BY stamp DESC LIMIT ? OFFSET ?",
            (after or _AFTER_HEX, HALL, HALL + _AFTER_HEX, limit, skip),
        )
        return tuple(Act(*row) for row in rows)


def unsent(
    connection: Connection, reach: Reach, after: int | None, skip: int, limit: int
) -> tuple[Act, ...]:
    """What this window did and the hall has not, newest first, below the number ``after``."""
    with translated():
        rows = connection.execute(
            f"SELECT {_ACT} FROM entries WHERE device = ? AND number > ? AND number < ? "
            "ORDER BY number DESC LIMIT ? OFFSET ?",
            (
                reach.device,
                reach.through.get(reach.device, 0),
                after if after is not None else 1 << 62,
                limit,
                skip,
            ),
        )
        return tuple(Act(*row) for row in rows)


Place = tuple[int, int]
"""Moment of receipt and row of the case that a page goes on from."""


def cases(connection: Connection, after: Place | None, skip: int, limit: int) -> tuple[CaseAt, ...]:
    """All cases, the latest received first."""
    with translated():
        rows = connection.execute(
            "SELECT row, body FROM cases INDEXED BY cases_by_received "
            "WHERE (received_at, row) < (?, ?) "
            "ORDER BY received_at DESC, row DESC LIMIT ? OFFSET ?",
            (*(after or (1 << 62, 1 << 62)), limit, skip),
        )
        return tuple(CaseAt(row, case_of(body)) for row, body in rows)


def decided(
    connection: Connection, after: str | None, skip: int, limit: int
) -> tuple[Decided, ...]:
    """Cases by the hall's last word on them, the latest word first, beyond the stamp ``after``."""
    with translated():
        found = [
            told
            for (device,) in connection.execute(
                "SELECT device FROM heads WHERE device BETWEEN ? AND ?", (HALL, HALL + _AFTER_HEX)
            ).fetchall()
            for told in _words(connection, str(device), after, skip + limit)
        ]
        found.sort(reverse=True)
        chosen = found[skip : skip + limit]
        cases = projection.load_many(
            connection, "case", [subject.partition(":")[2] for _, subject, _, _ in chosen]
        )
    return tuple(
        Decided(stamp, kind, at, case)
        for stamp, subject, kind, at in chosen
        if isinstance(case := cases.get(subject.partition(":")[2]), Case)
    )


def _words(
    connection: Connection, device: str, after: str | None, limit: int
) -> list[tuple[str, str, str, int]]:
    """Stamp, subject, kind and moment of a hall's words that none followed. Its chain is walked
    back from the newest entry before ``after``, which the stamps find at once."""
    upto = 1 << 62
    if after is not None:
        row = connection.execute(
            "SELECT number FROM entries INDEXED BY entries_by_stamp "
            "WHERE stamp < ? AND device = ? ORDER BY stamp DESC LIMIT 1",
            (after, device),
        ).fetchone()
        upto = int(row[0]) if row is not None else 0
    words = ", ".join(f"'{kind}'" for kind in _WORDS)
    return list(
        connection.execute(
            "SELECT e.stamp, e.subject, e.kind, e.at FROM entries AS e "
            f"WHERE e.device = ? AND e.number <= ? AND e.kind IN ({words}) AND NOT EXISTS ("
            "SELECT 1 FROM entries AS later WHERE later.subject = e.subject "
            f"AND later.stamp > e.stamp AND later.kind IN ({words}) "
            "AND later.device BETWEEN ? AND ?) ORDER BY e.number DESC LIMIT ?",
            (device, upto, HALL, HALL + _AFTER_HEX, limit),
        )
    )


def of_subjects(connection: Connection, subjects: Iterable[str]) -> dict[str, list[Act]]:
    """All acts on these subjects, each subject's together in order."""
    found: dict[str, list[Act]] = {}
    with translated():
        for row in connection.execute(
            f"SELECT {_ACT} FROM entries "
            "WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY subject, stamp, id",
            (json.dumps(list(subjects)),),
        ):
            act = Act(*row)
            found.setdefault(act.subject, []).append(act)
    return found


def with_asides(connection: Connection, subjects: Iterable[str]) -> frozenset[str]:
    """Those of these subjects on which something was ever set aside."""
    with translated():
        rows = connection.execute(
            "SELECT DISTINCT subject FROM entries INDEXED BY entries_aside "
            f"WHERE kind IN ('{SetAside.kind}', '{Lifted.kind}') "
            "AND subject IN (SELECT value FROM json_each(?))",
            (json.dumps(list(subjects)),),
        )
        return frozenset(row[0] for row in rows)


def places(
    connection: Connection, hall: str, acts: Sequence[tuple[str, int]]
) -> dict[tuple[str, int], int]:
    """Under which numbers the hall received these (device, number); others are left out."""
    found: dict[tuple[str, int], int] = {}
    with translated():
        for device, number in acts:
            row = connection.execute(
                "SELECT first, last, position FROM receipts "
                "WHERE server = ? AND device = ? AND first <= ? ORDER BY first DESC LIMIT 1",
                (hall, device, number),
            ).fetchone()
            if row is not None and number <= row[1]:
                found[device, number] = row[2] + number - row[0]
    return found


def case_of(body: bytes) -> Case:
    record = projection.decode("case", body)
    assert isinstance(record, Case)
    return record
