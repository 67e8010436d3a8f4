"""The room's own questions to the store: pages by key, along the index of moments."""

from __future__ import annotations

from typing import Any

from station_desktop.domain.text.folding import half_width
from station_desktop.domain.whistle.whistles import Whistle
from station_desktop.rooms.whistles.room import Wanted
from station_desktop.storage import projection
from station_desktop.storage.database import translated
from station_desktop.storage.reads.reads_whistles import Place
from station_desktop.usecases.work import Work

_BODY = "CAST(body AS TEXT)"
_STATES = {"open": "state = 'blown'", "over": "state IN ('closed', 'turned_down')"}
_LOOKED_IN = ("number", "what", "place", "departments", "result")


def page(
    work: Work, wanted: Wanted, after: Place | None = None, skip: int = 0, limit: int = 100
) -> tuple[Whistle, ...]:
    """``limit`` whistles, the latest first, ``skip`` beyond the place ``after``; needs
    ``case.read``."""
    work.require("case.read")
    clause, given = _filters(wanted)
    if after is not None:
        clause += " AND (blown_at, id) < (?, ?)"
        given += after
    query = (
        f"SELECT body FROM whistles INDEXED BY whistles_by_time WHERE {clause} "
        "ORDER BY blown_at DESC, id DESC LIMIT ? OFFSET ?"
    )
    with translated():
        rows = work.store.connection.execute(query, (*given, limit, skip)).fetchall()
    return tuple(_whistle(body) for (body,) in rows)


def count(work: Work, wanted: Wanted) -> int:
    """How many whistles there are; a station blows a few a week."""
    work.require("case.read")
    clause, given = _filters(wanted)
    with translated():
        query = f"SELECT count(*) FROM whistles WHERE {clause}"
        return int(work.store.connection.execute(query, given).fetchone()[0])


def _filters(wanted: Wanted) -> tuple[str, list[Any]]:
    clauses, values = ["blown_at >= 0"], list[Any]()
    if wanted.segment != "all":
        clauses.append(_STATES[wanted.segment])
    if wanted.kind:
        clauses.append("kind = ?")
        values.append(wanted.kind)
    text = half_width(wanted.text).strip()
    if text:
        looked = " OR ".join(f"instr(json_extract({_BODY}, '$.{key}'), ?)" for key in _LOOKED_IN)
        clauses.append(f"({looked})")
        values += [text] * len(_LOOKED_IN)
    return " AND ".join(clauses), values


def _whistle(body: bytes) -> Whistle:
    record = projection.decode("whistle", body)
    assert isinstance(record, Whistle)
    return record
