"""The keys under which entries' personal fields are sealed: beside the journal, never in it.

The rows are those of :class:`~station_desktop.domain.journal.knownkeys.Known`. They are asked for
anew with each question, in the snapshot that the question sees: nothing remembers a key that
another connection has destroyed meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from station_desktop.domain.journal import sealing
from station_desktop.domain.journal.journal import Entry, Run
from station_desktop.domain.journal.knownkeys import Known
from station_desktop.domain.journal.sealing import ERASED, Box, Key
from station_desktop.domain.time import clock
from station_desktop.storage.database import Connection

_TOGETHER = 256


def known(connection: Connection, subjects: Iterable[str]) -> Known:
    """All that is known of the keys of these subjects."""
    rows = connection.execute(
        "SELECT subject, id, key, gone FROM seals "
        "WHERE subject IN (SELECT value FROM json_each(?))",
        (json.dumps(list(subjects)),),
    )
    return Known(rows)


def opened(connection: Connection, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Freshly read entries in their order, with what is in their boxes as far as the keys are
    here."""
    stream = iter(entries)
    while some := list(islice(stream, _TOGETHER)):
        boxes = sealing.boxes_of(some)
        wanted = sealing.named(some, boxes)
        if wanted:
            sealing.open_boxes(some, boxes, known(connection, wanted).secrets)
        yield from some


def for_writing(
    connection: Connection, subjects: Sequence[str], chance: clock.Chance
) -> dict[str, Key]:
    """The key under which each of these subjects is written about, made where there is none yet;
    nobody's where the subject is erased."""
    before, keys, made = known(connection, subjects), {}, []
    for subject in subjects:
        key = before.for_writing(subject)
        if key is None:
            key = sealing.key_of(chance.bytes(sealing.KEY_BYTES))
            made.append((subject, key.id, key.secret))
        keys[subject] = key
    connection.executemany("INSERT INTO seals VALUES (?, ?, ?, 0)", made)
    return keys


class Arrived:
    """New entries, their boxes, and the keys that are here now. ``late`` are subjects whose earlier
    entries can be opened since, because a key came that was lacking."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.boxes: list[Box | None] = sealing.boxes_of(entries)
        self.known = Known(())
        self.late: frozenset[str] = frozenset()

    def open(self, erased: Iterable[str]) -> None:
        """Open what can be opened, of subjects that are not ``erased`` by these very entries."""
        for subject in erased:
            self.known.secrets.pop(subject, None)
        sealing.open_boxes(self.entries, self.boxes, self.known.secrets)


def arrive(connection: Connection, runs: Sequence[Run]) -> Arrived:
    """Take in the keys that came with these runs, as far as their entries name them; what is named
    and did not come is lacking from now on."""
    arrived = Arrived([entry for run in runs for entry in run.entries])
    wanted = sealing.named(arrived.entries, arrived.boxes)
    if wanted:
        came = (
            (subject, key) for run in runs for subject, some in run.keys.items() for key in some
        )
        arrived.known = known(connection, wanted)
        rows, arrived.late = arrived.known.learn(came, wanted)
        _keep(connection, rows)
        lacking = arrived.known.not_heard_of(wanted)
        connection.executemany("INSERT INTO seals VALUES (?, ?, NULL, 0)", lacking)
    return arrived


def _keep(connection: Connection, rows: Sequence[tuple[str, str, bytes]]) -> None:
    connection.executemany(
        "INSERT INTO seals VALUES (?, ?, ?, 0) ON CONFLICT (subject, id) "
        "DO UPDATE SET key = excluded.key WHERE gone = 0",
        rows,
    )


def lacking(connection: Connection, most: int) -> tuple[tuple[str, str], ...]:
    """Subject and id of keys that entries name and that are not here."""
    rows = connection.execute(
        "SELECT subject, id FROM seals INDEXED BY seals_lacking WHERE key IS NULL AND gone = 0 "
        "ORDER BY subject, id LIMIT ?",
        (most,),
    )
    return tuple((row[0], row[1]) for row in rows)


def learn(connection: Connection, came: Sequence[tuple[str, bytes]]) -> frozenset[str]:
    """Keep those of these keys that are lacking; returns the subjects that they are of."""
    rows, late = known(connection, {subject for subject, _ in came}).learn(came)
    _keep(connection, rows)
    return late


def destroy(connection: Connection, subjects: Iterable[str]) -> None:
    """Destroy the keys of these subjects, for good. What their cells held is overwritten: SQLite
    does so where it is told to (see ``database``)."""
    given = [(subject,) for subject in subjects]
    connection.executemany("UPDATE seals SET key = NULL, gone = 1 WHERE subject = ?", given)
    connection.executemany(f"INSERT OR IGNORE INTO seals VALUES (?, '{ERASED}', NULL, 1)", given)
