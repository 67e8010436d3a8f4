"""The room's own questions to the store: pages by key, each state a stretch of one index."""

from __future__ import annotations

from typing import Any

from station_desktop.domain.case import demands
from station_desktop.domain.case.demands import Demand
from station_desktop.domain.person import masks
from station_desktop.domain.person.residents import Resident
from station_desktop.domain.text.folding import half_width
from station_desktop.rooms.demands.room import DemandRow, Wanted
from station_desktop.storage import projection
from station_desktop.storage.database import translated
from station_desktop.storage.reads import reads
from station_desktop.usecases.work import Work

Place = tuple[str, int]

_BODY = "CAST(body AS TEXT)"
_LOOKED_IN = ("reference", "title", "contact", "address")


def page(
    work: Work, wanted: Wanted, after: Place | None = None, skip: int = 0, limit: int = 100
) -> tuple[DemandRow, ...]:
    """``limit`` demands in the list's order, ``skip`` beyond the place ``after``; needs
    ``case.read``."""
    work.require("case.read")
    keys = _keys(work, wanted, after, skip, limit)
    bodies = _bodies(work, [row for _, row in keys])
    staff = {one.id: one.name for one in reads.accounts(work.store.connection)}
    return tuple(_shown(work, at, row, bodies[row], staff) for at, row in keys)


def count(work: Work, wanted: Wanted) -> int:
    """How many demands there are; they are few."""
    work.require("case.read")
    one, given = _each_state(work, wanted, None)
    with translated():
        query = f"SELECT count(*) FROM ({one})"
        return int(work.store.connection.execute(query, given).fetchone()[0])


def _bodies(work: Work, rows: list[int]) -> dict[int, bytes]:
    marks = ", ".join("?" * len(rows))
    with translated():
        found = work.store.connection.execute(
            f"SELECT row, body FROM demands WHERE row IN ({marks})", rows
        )
        return dict(found.fetchall())


def _keys(
    work: Work, wanted: Wanted, after: Place | None, skip: int, limit: int
) -> list[tuple[str, int]]:
    """Due moment and row of the demands wanted."""
    way = "DESC" if wanted.latest_first else "ASC"
    query, given = _each_state(work, wanted, after)
    with translated():
        rows = work.store.connection.execute(
            f"{query} ORDER BY due {way}, row {way} LIMIT ? OFFSET ?", (*given, limit, skip)
        )
        return [(due, row) for due, row in rows]


def _each_state(work: Work, wanted: Wanted, after: Place | None) -> tuple[str, list[Any]]:
    """One stretch of the index for every state, without an order."""
    clauses, values = _filters(work, wanted)
    if after is not None:
        clauses.append(f"(due, row) {'<' if wanted.latest_first else '>'} (?, ?)")
        values += after
    alike = "".join(f" AND {clause}" for clause in clauses)
    one = f"SELECT due, row FROM demands INDEXED BY demands_by_state_due WHERE state = ?{alike}"
    given = [value for state in wanted.states for value in (state, *values)]
    return " UNION ALL ".join([one] * len(wanted.states)), given


def _filters(work: Work, wanted: Wanted) -> tuple[list[str], list[Any]]:
    clauses: list[str] = []
    values: list[Any] = []
    if wanted.segment == "overdue":
        now = demands.moment(work.store.time.now())
        clauses.append("due < ? AND due <> ?")
        values += [now, now[:10]]
    if wanted.segment == "mine":
        clauses.append(f"json_extract({_BODY}, '$.taken_by') = ?")
        values.append(work.author)
    text = half_width(wanted.text).strip()
    if text:
        looked = " OR ".join(f"instr(json_extract({_BODY}, '$.{key}'), ?)" for key in _LOOKED_IN)
        clauses.append(f"({looked})")
        values += [text] * len(_LOOKED_IN)
    return clauses, values


def _shown(work: Work, at: str, row: int, body: bytes, staff: dict[str, str]) -> DemandRow:
    demand = projection.decode("demand", body)
    assert isinstance(demand, Demand)
    return DemandRow(
        row=row,
        at=at,
        demand=demand,
        who=masks.mask_known_as(_name(work, demand), demand.erased_at),
        taken_by=staff.get(demand.taken_by, ""),
    )


def _name(work: Work, demand: Demand) -> str:
    """The matched resident's name, or the one left with the demand."""
    person = work.store.ledger.record("resident", demand.resident) if demand.resident else None
    return person.name if isinstance(person, Resident) else demand.contact
