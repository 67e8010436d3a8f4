"""What the hall itself says to a station: entries of its own chain there, signed with its key."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from station_desktop.domain import fold
from station_desktop.domain.journal import journal, sealing
from station_desktop.domain.journal.asides import SetAside
from station_desktop.domain.journal.journal import Entry, Fact, Run
from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock
from station_desktop.hall.journal import filing, seals
from station_desktop.hall.store import bulk
from station_desktop.hall.store.tables import entries, stations
from station_desktop.hall.work import SELF, Hall


def append(
    connection: Connection,
    hall: Hall,
    station: str,
    author: str,
    acts: Sequence[tuple[str, Fact]],
) -> tuple[Entry, ...]:
    """Record ``acts`` (subject, fact) in order in the station's journal, all or none.

    A stamp follows all that was said before of its subject, so that what the hall says comes after
    what it saw. Refuses with ``hall.station_unknown``.
    """
    if not acts:
        return ()
    filing.lock(connection, station)
    device = own_device(connection, station)
    if not device:
        raise ValueError("a relay writes nothing")
    chain = filing.chains(connection, station).get(device, filing.Chain())
    stamps = _stamps(connection, station, {subject for subject, _ in acts})
    number, previous, last = chain.head.number, chain.head.hash, chain.stamp
    at = hall.now_ms()
    personal = [sealing.personal_part(fact) for _, fact in acts]
    told = {act[0]: None for act, part in zip(acts, personal, strict=True) if part}
    keys = seals.for_writing(connection, station, list(told), hall.chance)
    sealed = []
    for (subject, fact), part in zip(acts, personal, strict=True):
        number += 1
        last = clock.next_stamp(max(last, stamps.get(subject, "")), at, device)
        entry = journal.seal(
            id=hall.new_id(),
            device=device,
            number=number,
            stamp=last,
            at=at,
            author=author,
            subject=subject,
            fact=fact,
            previous=previous,
            key=keys.get(subject),
            personal=part,
        )
        previous = entry.hash
        sealed.append(entry)
    run = Run(device, tuple(sealed))
    signature = hall.keyring.sign(journal.head_message(device, run.head))
    return filing.store(connection, station, [Run(device, run.entries, signature)])


def own_device(connection: Connection, station: str) -> str:
    """The device id under which this hall writes for the station; ``""`` on a relay."""
    device = connection.scalar(select(stations.c.own_device).where(stations.c.code == station))
    if device is None:
        raise refuse("hall.station_unknown", station=station)
    return str(device)


def set_aside(connection: Connection, hall: Hall, station: str, new: Sequence[Entry]) -> bool:
    """Say of entries that break a rule that they do not count, and why; returns whether there were
    any."""
    acts: list[tuple[str, Fact]] = []
    for entry in new:
        reason = fold.breaks(entry)
        if reason:
            acts.append((entry.subject, SetAside(entry.id, reason)))
    append(connection, hall, station, SELF, acts)
    return bool(acts)


def _stamps(connection: Connection, station: str, subjects: set[str]) -> dict[str, str]:
    """The last stamp of each subject."""
    rows = connection.execute(
        select(entries.c.subject, func.max(entries.c.stamp))
        .where(entries.c.station == station, bulk.among(connection, entries.c.subject, subjects))
        .group_by(entries.c.subject)
    )
    return {subject: stamp for subject, stamp in rows}
