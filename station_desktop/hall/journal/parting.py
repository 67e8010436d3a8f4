"""When two copies of one chain went apart after a restored backup: giving entries another chain,
or keeping them beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, func, select, update

from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry, Head, Run
from station_desktop.hall.journal import filing, folding, seals, writing
from station_desktop.hall.journal.folding import ENTRY
from station_desktop.hall.store import bulk
from station_desktop.hall.store.tables import entries, signatures
from station_desktop.hall.store.tables import strays as strays_kept
from station_desktop.hall.work import Hall

_COLUMNS = [entries.c[name] for name in ENTRY]
_STRAY = [strays_kept.c[name] for name in ENTRY]


def reseal(connection: Connection, station: str, old: str, common: int, new: str) -> int:
    """See ``sync.ports.Replica.reseal``. The entries keep their places in the sequence, their ids
    and stamps; records do not change."""
    filing.lock(connection, station)
    moved = _after(connection, station, old, common)
    if not moved:
        return 0
    sealed = _joined_on(connection, station, new, moved)
    _rechain(connection, station, old, moved, sealed)
    _shorten(connection, station, old, common)
    _refresh(connection, station, new)
    return len(sealed)


def _joined_on(
    connection: Connection, station: str, device: str, entries: Iterable[Entry]
) -> list[Entry]:
    """The same acts as they are written at the end of the chain of ``device``."""
    head = filing.chains(connection, station).get(device, filing.Chain()).head
    sealed: list[Entry] = []
    for entry in entries:
        again = journal.chained(
            entry.id,
            device,
            head.number + 1,
            entry.stamp,
            entry.at,
            entry.author,
            entry.kind,
            entry.subject,
            entry.version,
            entry.payload,
            head.hash,
        )
        head = Head(again.number, again.hash)
        sealed.append(again)
    return sealed


def take_back(connection: Connection, hall: Hall, station: str, run: Run) -> None:
    """Write what this hall had signed and lost at the end of its present chain."""
    filing.lock(connection, station)
    held = known(connection, station, [entry.id for entry in run.entries])
    lost = [entry for entry in run.entries if entry.id not in held]
    own = writing.own_device(connection, station)
    again = _joined_on(connection, station, own, lost)
    if again:
        last = Head(again[-1].number, again[-1].hash)
        signature = hall.keyring.sign(journal.head_message(own, last))
        filing.store(connection, station, [Run(own, tuple(again), signature, run.keys)])


def known(connection: Connection, station: str, ids: Sequence[str]) -> frozenset[str]:
    """Those of these ids that stand in any entry, strays included."""
    found: set[str] = set()
    for table in (entries, strays_kept):
        found.update(
            connection.scalars(
                select(table.c.id).where(
                    table.c.station == station, bulk.among(connection, table.c.id, ids)
                )
            )
        )
    return frozenset(found)


def strays(connection: Connection, station: str) -> int:
    """How many acts stand outside of all chains only."""
    ids = connection.scalars(select(strays_kept.c.id).where(strays_kept.c.station == station)).all()
    return len(set(ids) - in_chains(connection, station, ids))


def in_chains(connection: Connection, station: str, ids: Sequence[str]) -> frozenset[str]:
    """Those of these ids that stand in a chain."""
    found = connection.scalars(
        select(entries.c.id).where(
            entries.c.station == station, bulk.among(connection, entries.c.id, ids)
        )
    )
    return frozenset(found)


def forks(connection: Connection, station: str) -> tuple[Run, ...]:
    """See ``sync.ports.Replica.forks``."""
    rows = connection.execute(
        select(*_STRAY, strays_kept.c.signature).where(
            strays_kept.c.station == station, strays_kept.c.device.like(f"{journal.HALL}%")
        )
    ).all()
    found = [Entry(*row[:-1]) for row in rows]
    signed = {row.hash: bytes(row.signature) for row in rows if row.signature}
    known = in_chains(connection, station, [entry.id for entry in found])
    return tuple(
        run
        for run in journal.signed_forks(found, signed)
        if any(entry.id not in known for entry in run.entries)
    )


def keep_fork(connection: Connection, station: str, run: Run) -> None:
    """Keep a run of a hall beside its chain, until the hall has written it anew."""
    filing.lock(connection, station)
    seals.arrive(connection, station, [run])
    seals.obey(connection, station, run.entries)
    _keep(connection, station, run.entries, {run.head.number: run.signature})
    folding.again(connection, station, {entry.subject for entry in run.entries})


def _keep(
    connection: Connection, station: str, taken: Sequence[Entry], signed: dict[int, bytes]
) -> None:
    rows = [(station, *journal.columns(e), signed.get(e.number)) for e in taken]
    fields = ("station", *ENTRY, "signature")
    bulk.insert(connection, strays_kept, fields, rows, "replace")


def adopt(connection: Connection, station: str, own: str) -> int:
    """See ``sync.ports.Replica.adopt``."""
    filing.lock(connection, station)
    rows = connection.execute(
        select(*_STRAY)
        .where(
            strays_kept.c.station == station,
            strays_kept.c.device.not_like(f"{journal.HALL}%"),
        )
        .order_by(strays_kept.c.stamp, strays_kept.c.id)
    )
    acts = {entry.id: entry for entry in (Entry(*row) for row in rows)}
    again = _joined_on(connection, station, own, acts.values())
    if again:
        filing.store(connection, station, [Run(own, tuple(again))])
    return len(again)


def stray(connection: Connection, station: str, device: str, common: int) -> int:
    """See ``sync.ports.Replica.stray``: the entries count as before, outside of the chain."""
    filing.lock(connection, station)
    taken = _after(connection, station, device, common)
    signed = connection.execute(
        select(signatures.c.number, signatures.c.signature).where(
            signatures.c.station == station,
            signatures.c.device == device,
            signatures.c.number > common,
        )
    )
    _keep(connection, station, taken, {number: signature for number, signature in signed})
    connection.execute(
        entries.delete().where(
            entries.c.station == station,
            entries.c.device == device,
            entries.c.number > common,
        )
    )
    _shorten(connection, station, device, common)
    filing.drop_known(connection, station)
    return len(taken)


def vouch(connection: Connection, station: str, device: str, number: int, signature: bytes) -> None:
    """See ``sync.ports.Replica.vouch``."""
    bulk.insert(
        connection,
        signatures,
        ("station", "device", "number", "signature"),
        [(station, device, number, signature)],
        "replace",
    )


def _after(connection: Connection, station: str, device: str, common: int) -> list[Entry]:
    rows = connection.execute(
        select(*_COLUMNS)
        .where(
            entries.c.station == station,
            entries.c.device == device,
            entries.c.number > common,
        )
        .order_by(entries.c.number)
    )
    return [Entry(*row) for row in rows]


def _rechain(
    connection: Connection, station: str, old: str, moved: Sequence[Entry], sealed: Sequence[Entry]
) -> None:
    change = (
        update(entries)
        .where(
            entries.c.station == station,
            entries.c.device == old,
            entries.c.number == bindparam("was"),
        )
        .values(
            device=bindparam("to_device"),
            number=bindparam("to_number"),
            previous=bindparam("to_previous"),
            hash=bindparam("to_hash"),
        )
    )
    connection.execute(
        change,
        [
            {
                "was": before.number,
                "to_device": after.device,
                "to_number": after.number,
                "to_previous": after.previous,
                "to_hash": after.hash,
            }
            for before, after in zip(moved, sealed, strict=True)
        ],
    )


def _shorten(connection: Connection, station: str, device: str, common: int) -> None:
    """The chain ends at ``common`` now."""
    connection.execute(
        signatures.delete().where(
            signatures.c.station == station,
            signatures.c.device == device,
            signatures.c.number > common,
        )
    )
    _refresh(connection, station, device)


def _refresh(connection: Connection, station: str, device: str) -> None:
    """Read the head again from the entries."""
    of_device = (entries.c.station == station, entries.c.device == device)
    last = connection.execute(
        select(entries.c.number, entries.c.hash)
        .where(*of_device)
        .order_by(entries.c.number.desc())
        .limit(1)
    ).first()
    stamp = connection.scalar(select(func.max(entries.c.stamp)).where(*of_device)) or ""
    head = Head() if last is None else Head(*last)
    filing.put_heads(connection, station, {device: filing.Chain(head, stamp)})
