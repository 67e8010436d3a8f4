"""Which keys were destroyed, as a small file beside backups and in the data folder.

A backup of before an erasure still holds its keys. Backups within reach are rewritten; this list is
for all others, and for a data folder that is put back: whoever opens an older store beside it
destroys the same keys before anybody can read. It names seal ids, which tell nothing of anybody,
and the entry (device and number) that says so, by which a backup shows whether it is older.

One file for each PC's line of backups: two PCs that share a folder each know what they did there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from station_desktop.storage.backup import cold, volumes
from station_desktop.storage.database import Connection, translated

_HEAD = "station erased 1"
_LINE = re.compile(r"([0-9a-f]{16}) ([0-9a-f]{12}) ([0-9]{1,16})").fullmatch
_GONE = (
    "SELECT s.id, e.device, min(e.number) FROM entries AS e INDEXED BY entries_destroyed "
    "JOIN seals AS s ON s.subject = e.subject AND s.gone = 1 AND s.id <> '' "
    "WHERE e.kind = 'seal.destroyed' AND e.device NOT LIKE '~%' GROUP BY s.id"
)


class Gone(msgspec.Struct, frozen=True, order=True):
    """One destroyed key, and the entry that had it destroyed."""

    seal: str
    device: str
    number: int


def of_store(connection: Connection) -> frozenset[Gone]:
    """The keys that this store's journal has destroyed."""
    with translated():
        return frozenset(Gone(*row) for row in connection.execute(_GONE))


def name_of(line: str) -> str:
    """The list of one PC's line of backups."""
    return f"erased-{line}.list"


def read(path: Path) -> frozenset[Gone]:
    """What the list at ``path`` says; lines that are none say nothing, and no file says nothing."""
    try:
        lines = path.read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return frozenset()
    found = (_LINE(line) for line in lines)
    return frozenset(Gone(one[1], one[2], int(one[3])) for one in found if one is not None)


def all_in(folder: Path) -> frozenset[str]:
    """The seal ids in all lists that lie in ``folder``."""
    return frozenset(gone.seal for path in _lists(folder) for gone in read(path))


def carry(source: Path, target: Path) -> None:
    """Have in ``target`` what the lists in ``source`` say. Refuses ``backups.*`` for the target."""
    for path in _lists(source):
        add(target / path.name, read(path))


def _lists(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob(name_of("*")))
    except OSError:
        return []


def add(path: Path, gone: Iterable[Gone]) -> None:
    """Have these in the list at ``path`` too. Refuses ``backups.*`` for the place."""
    known = read(path)
    wanted = known.union(gone)
    if wanted == known:
        return
    lines = [_HEAD, *(f"{one.seal} {one.device} {one.number}" for one in sorted(wanted))]
    with volumes.writing(path.parent):
        cold.written(path, ("\n".join(lines) + "\n").encode("ascii"))
