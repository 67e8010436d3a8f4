"""Keys that some holder lacks: asked for by name, and given by whoever has them.

Keys ride with the runs whose entries name them (:mod:`runs`), and that is nearly always all. A key
is lacking where entries came from somebody who had it destroyed, by an act that was then lost with
the disk that it stood on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from station_desktop.domain.journal.sealing import key_id
from station_desktop.sync import runs
from station_desktop.sync.ports import Replica

MOST = 64
"""Keys that are asked for at a time."""
Named = list[tuple[bytes, bytes]]
"""Subjects as they travel, each with the id of a key."""
Given = list[tuple[bytes, bytes]]
"""Subjects as they travel, each with a key."""


def asked(replica: Replica) -> Named:
    """What to ask for."""
    return [
        (runs.short_subject(subject), bytes.fromhex(id)) for subject, id in replica.lacking(MOST)
    ]


def given(replica: Replica, lacked: Sequence[tuple[bytes, bytes]]) -> Given:
    """Those of the keys asked for that are here."""
    wanted = {(_subject(subject), id.hex()) for subject, id in lacked[:MOST]}
    if not wanted:
        return []
    held = replica.seals({subject for subject, _ in wanted})
    return [
        (runs.short_subject(subject), key)
        for subject, keys in held.items()
        for key in keys
        if (subject, key_id(key)) in wanted
    ]


def learnt(replica: Replica, keys: Iterable[tuple[bytes, bytes]]) -> int:
    """Keep what came; returns how many subjects can be read since."""
    came = [(_subject(subject), key) for subject, key in keys]
    return replica.learn(came[:MOST]) if came else 0


def _subject(short: bytes) -> str:
    try:
        return runs.long_subject(short)
    except ValueError:
        return ""
