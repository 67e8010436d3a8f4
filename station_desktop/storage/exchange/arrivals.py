"""Taking in what other devices did: their entries into the journal, folded into the records."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext

from station_desktop.domain import fold
from station_desktop.domain.fold import Record
from station_desktop.domain.journal.journal import Entry, Head, Run
from station_desktop.storage import projection
from station_desktop.storage.database import Connection
from station_desktop.storage.exchange import forks, standings, wants
from station_desktop.storage.keys import erasure, seals
from station_desktop.storage.ledger import MOVE_HEAD, STRAY, Ledger

_MANY = 500
"""From how many entries on the search index is worth keeping in memory meanwhile."""


def add(ledger: Ledger, runs: Sequence[Run]) -> tuple[Entry, ...]:
    """Keep proven runs and fold them in; see ``ports.Replica.add``. Returns the entries."""
    entries = tuple(entry for run in runs for entry in run.entries)
    bulk: AbstractContextManager[None] = (
        ledger.in_bulk() if len(entries) >= _MANY else nullcontext()
    )
    with bulk:
        _extend_heads(ledger, runs)
        held = _held_already(ledger.connection, entries)
        latest = ledger.latest({entry.subject for entry in entries})
        ledger.insert(entries)
        arrived = seals.arrive(ledger.connection, runs)
        erased = erasure.obey(ledger.connection, entries)
        ledger.note_erased(erased)
        arrived.open(erased)
        standings.keep_signatures(
            ledger.connection,
            [(run.device, run.head.number, run.signature) for run in runs if run.signature],
        )
        if any(device.startswith(STRAY) for device in held.values()):
            forks.drop_known(ledger.connection)
        refold(ledger, entries, latest, frozenset(held), arrived.late)
        wants.note(ledger.connection, entries, ledger.now_ms())
        _note_opened(ledger, arrived.late)
    return entries


def learn(ledger: Ledger, keys: Sequence[tuple[str, bytes]]) -> int:
    """Keep keys that were lacking and read what they open; see ``ports.Replica.learn``."""
    late = seals.learn(ledger.connection, keys)
    _fold_all_anew(ledger, late)
    _note_opened(ledger, late)
    return len(late)


def erase(ledger: Ledger, seal_ids: Collection[str]) -> int:
    """Destroy the keys with these ids, which were destroyed elsewhere, in an older copy of the
    store; returns of how many subjects."""
    rows = ledger.connection.execute(
        "SELECT DISTINCT subject FROM seals WHERE key IS NOT NULL "
        "AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(seal_ids)),),
    )
    subjects = frozenset(row[0] for row in rows)
    erasure.erase(ledger.connection, subjects)
    _fold_all_anew(ledger, subjects)
    return len(subjects)


def _fold_all_anew(ledger: Ledger, subjects: Collection[str]) -> None:
    by_noun: dict[str, set[str]] = {}
    for subject in subjects:
        by_noun.setdefault(subject.partition(":")[0], set()).add(subject)
    for noun in by_noun.keys() & projection.PLACES.keys():
        _fold_anew(ledger, noun, by_noun[noun])


def _note_opened(ledger: Ledger, subjects: Collection[str]) -> None:
    """What entries that can be opened since name may not be here."""
    if subjects:
        for history in ledger.histories(subjects).values():
            wants.note(ledger.connection, history, ledger.now_ms())


def _fold_anew(ledger: Ledger, noun: str, subjects: Collection[str]) -> None:
    before = projection.load_many(ledger.connection, noun, [_id(one) for one in subjects])
    pairs = [
        (before.get(_id(subject)), fold.fold(history))
        for subject, history in ledger.histories(subjects).items()
    ]
    projection.store_many(ledger.connection, noun, pairs, ledger.keys_of)


def _id(subject: str) -> str:
    return subject.partition(":")[2]


def _extend_heads(ledger: Ledger, runs: Sequence[Run]) -> None:
    """Move each device's head on; a run that does not continue it is the caller's mistake."""
    heads: dict[str, Head] = {}
    for run in runs:
        head = heads.get(run.device) or Head(*ledger.head(run.device))
        first = run.entries[0]
        if (first.number - 1, first.previous) != (head.number, head.hash):
            raise ValueError(f"run of {run.device} does not continue number {head.number}")
        heads[run.device] = run.head
    ledger.connection.executemany(
        MOVE_HEAD, [(device, head.number, head.hash) for device, head in heads.items()]
    )


def _held_already(connection: Connection, entries: Iterable[Entry]) -> dict[str, str]:
    """Ids that stand in the journal already, and under which device, a stray's if under one."""
    rows = connection.execute(
        "SELECT id, device FROM entries WHERE id IN (SELECT value FROM json_each(?)) "
        "ORDER BY device",
        (json.dumps([entry.id for entry in entries]),),
    ).fetchall()
    return {id: device for id, device in rows}


def refold(
    ledger: Ledger,
    entries: Iterable[Entry],
    latest: dict[str, str],
    again: frozenset[str],
    late: frozenset[str] = frozenset(),
) -> None:
    """Bring the records of all subjects of these new ``entries`` up to date.

    Most are simply later than all that was held of their subject (``latest``, its stamp before) and
    are folded onto the record; where one comes in between, or comes again, or touches what others
    count for, or where more can be opened now (``late``), the whole history is folded anew.
    """
    told: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        noun = entry.noun
        if noun in projection.PLACES:
            told.setdefault(noun, {}).setdefault(entry.subject, []).append(entry)
    for noun, by_subject in told.items():
        aside = _with_asides(ledger.connection, by_subject.keys() & latest.keys())
        anew = {
            subject
            for subject, new in by_subject.items()
            if subject in aside
            or subject in late
            or not _simply_later(new, latest.get(subject, ""), again)
        }
        histories = ledger.histories(anew) if anew else {}
        held = [_id(subject) for subject in by_subject.keys() & latest.keys()]
        before = projection.load_many(ledger.connection, noun, held) if held else {}
        pairs: list[tuple[Record | None, Record | None]] = []
        for subject, new in by_subject.items():
            old = before.get(_id(subject))
            folded = fold.fold(histories[subject]) if subject in anew else _folded(old, new)
            pairs.append((old, folded))
        projection.store_many(ledger.connection, noun, pairs, ledger.keys_of)


def _simply_later(new: list[Entry], latest: str, again: frozenset[str]) -> bool:
    if len(new) > 1 and len({entry.id for entry in new}) < len(new):
        return False  # one act in two chains that came together
    return all(
        entry.stamp > latest and entry.id not in again and not fold.needs_history(entry)
        for entry in new
    )


def _folded(record: Record | None, new: list[Entry]) -> Record | None:
    for entry in new if len(new) == 1 else sorted(new, key=lambda entry: (entry.stamp, entry.id)):
        record = fold.apply(record, entry)
    return record


def _with_asides(connection: Connection, subjects: Iterable[str]) -> frozenset[str]:
    """Which of these subjects have entries that set others aside, possibly such as come later."""
    rows = connection.execute(
        "SELECT subject FROM entries WHERE kind IN ('aside.set', 'aside.lifted') "
        "AND subject IN (SELECT value FROM json_each(?))",
        (json.dumps(list(subjects)),),
    )
    return frozenset(row[0] for row in rows)
