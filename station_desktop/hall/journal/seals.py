"""The keys to what is personal in a station's entries, beside its journal: as
``storage.keys.seals`` keeps them at a window, in the rows of
:class:`~station_desktop.domain.journal.knownkeys.Known`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

import msgspec
from sqlalchemy import Connection, Integer, Text, bindparam, select, text

from station_desktop.domain import fold
from station_desktop.domain.journal import sealing
from station_desktop.domain.journal.journal import Entry, Run
from station_desktop.domain.journal.knownkeys import Known
from station_desktop.domain.journal.sealing import ERASED, Key
from station_desktop.domain.person.documents import Document
from station_desktop.domain.time import clock
from station_desktop.hall.journal import blobs
from station_desktop.hall.store import bulk
from station_desktop.hall.store.tables import records, seals, wants

_COLUMNS = ("station", "subject", "id", "key", "gone")
_TOGETHER = 1000
_LACKING = text("key IS NULL AND NOT gone")
_LACKED = (
    select(seals.c.subject, seals.c.id)
    .where(seals.c.station == bindparam("station", type_=Text), _LACKING)
    .order_by(seals.c.subject, seals.c.id)
    .limit(bindparam("most", type_=Integer))
)
_DOCUMENTS = msgspec.json.Decoder(Document)


def known(connection: Connection, station: str, subjects: Collection[str]) -> Known:
    """All that is known of the keys of these subjects."""
    return Known(_rows(connection, station, subjects))


def _rows(
    connection: Connection, station: str, subjects: Collection[str]
) -> list[tuple[str, str, bytes | None, bool]]:
    if not subjects:
        return []
    dialect = connection.dialect.name
    wanted = bulk.by_each(dialect, seals, ("subject", "id", "key", "gone"), "subject")
    rows = connection.execute(wanted, bulk.asked(dialect, station, subjects))
    return [
        (subject, id, None if key is None else bytes(key), bool(gone))
        for subject, id, key, gone in rows
    ]


def opened(connection: Connection, station: str, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Freshly read entries in their order, with what is in their boxes as far as the keys are
    here."""
    stream = iter(entries)
    while some := list(islice(stream, _TOGETHER)):
        boxes = sealing.boxes_of(some)
        wanted = sealing.named(some, boxes)
        if wanted:
            sealing.open_boxes(some, boxes, known(connection, station, wanted).secrets)
        yield from some


def for_writing(
    connection: Connection, station: str, subjects: Collection[str], chance: clock.Chance
) -> dict[str, Key]:
    """The key under which each of these subjects is written about, made where there is none yet;
    nobody's where the subject is erased."""
    before, keys, made = known(connection, station, subjects), {}, []
    for subject in subjects:
        key = before.for_writing(subject)
        if key is None:
            key = sealing.key_of(chance.bytes(sealing.KEY_BYTES))
            made.append((station, subject, key.id, key.secret, False))
        keys[subject] = key
    bulk.insert(connection, seals, _COLUMNS, made)
    return keys


class Arrived:
    """The keys to what came: those that were here or came along. ``late`` are subjects whose
    earlier entries can be opened since."""

    def __init__(self, known: Known, late: frozenset[str]) -> None:
        self._known = known
        self.late = late

    def open(self, entries: Sequence[Entry], erased: Iterable[str]) -> None:
        """Open what can be opened, of subjects that are not ``erased`` by these very entries."""
        for subject in erased:
            self._known.secrets.pop(subject, None)
        sealing.open_boxes(entries, sealing.boxes_of(entries), self._known.secrets)


def arrive(connection: Connection, station: str, runs: Sequence[Run]) -> Arrived:
    """Take in the keys that came with these runs, as far as their entries name them; what is named
    and did not come is lacking from now on."""
    entries = [entry for run in runs for entry in run.entries]
    wanted = sealing.named(entries, sealing.boxes_of(entries))
    if not wanted:
        return Arrived(Known(()), frozenset())
    came = ((subject, key) for run in runs for subject, some in run.keys.items() for key in some)
    before = known(connection, station, wanted)
    rows, late = before.learn(came, wanted)
    _keep(connection, station, rows)
    lacking = [(station, *name, None, False) for name in before.not_heard_of(wanted)]
    bulk.insert(connection, seals, _COLUMNS, lacking, "keep")
    return Arrived(before, late)


def learn(
    connection: Connection, station: str, came: Sequence[tuple[str, bytes]]
) -> frozenset[str]:
    """Keep those of these keys that are lacking; returns the subjects that they are of."""
    rows, late = known(connection, station, {subject for subject, _ in came}).learn(came)
    _keep(connection, station, rows)
    return late


def _keep(connection: Connection, station: str, rows: Sequence[tuple[str, str, bytes]]) -> None:
    kept = [(station, *row, False) for row in rows]
    bulk.insert(connection, seals, _COLUMNS, kept, "replace")


def lacking(connection: Connection, station: str, most: int) -> tuple[tuple[str, str], ...]:
    """Subject and id of keys that entries name and that are not here."""
    rows = connection.execute(_LACKED, {"station": station, "most": most})
    return tuple((subject, id) for subject, id in rows)


def obey(connection: Connection, station: str, new: Iterable[Entry]) -> list[str]:
    """Destroy what these new entries say is to be destroyed: keys, and scans that only they name.
    To be called before the records are folded again. Returns the subjects concerned."""
    subjects = sorted({entry.subject for entry in new if fold.destroys(entry)})
    if not subjects:
        return []
    documents = [
        id for noun, _, id in (one.partition(":") for one in subjects) if noun == "document"
    ]
    scans = _scans(connection, station, documents)
    before = _rows(connection, station, subjects)
    tombs = [(station, subject, id, None, True) for subject, id, _, _ in before]
    tombs += [(station, subject, ERASED, None, True) for subject in subjects]
    bulk.insert(connection, seals, _COLUMNS, list(dict.fromkeys(tombs)), "replace")
    _forget_scans(connection, station, scans, documents)
    return subjects


def _scans(connection: Connection, station: str, documents: Collection[str]) -> set[str]:
    if not documents:
        return set()
    dialect = connection.dialect.name
    wanted = bulk.by_each(dialect, records, ("body",), "id", "noun")
    asked = bulk.asked(dialect, station, documents, noun="document")
    found = (_DOCUMENTS.decode(body) for (body,) in connection.execute(wanted, asked))
    return {scan.hash for document in found for scan in document.scans}


def _forget_scans(
    connection: Connection, station: str, hashes: set[str], documents: Collection[str]
) -> None:
    """Delete these bytes, and want them no more, unless another document names them too."""
    if not hashes:
        return
    gone = set(documents)
    rows = connection.execute(
        select(records.c.id, records.c.body).where(
            records.c.station == station, records.c.noun == "document"
        )
    )
    left = {hash.encode(): hash for hash in hashes}
    for id, body in rows:
        if id not in gone and b'"scans"' in bytes(body):
            for name in [name for name in left if name in bytes(body)]:
                del left[name]
    for hash in left.values():
        blobs.drop(connection, station, hash)
        connection.execute(wants.delete().where(wants.c.station == station, wants.c.hash == hash))
