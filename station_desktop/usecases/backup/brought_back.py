"""That a store was restored from a backup, said in its journal by the first person who comes in.

Nobody is signed in while a backup is restored, so it is noted in the restored store until somebody
is. The entry is one like any other of the device's own: where the hall holds others under the same
numbers, it is sealed anew into the new chain with them (``sync/PROTOCOL.md``, 7).
"""

from __future__ import annotations

import msgspec

from station_desktop.domain.station.devices import Restored
from station_desktop.storage.backup.backup_files import Manifest
from station_desktop.storage.store import Store

_NOTED = "restored from"


class _Noted(msgspec.Struct, frozen=True):
    device: str
    fact: Restored


def note(store: Store, manifest: Manifest) -> None:
    """Note in a store that is being restored which backup it is of."""
    fact = Restored(manifest.made_at, store.ledger.now_ms(), manifest.entries)
    noted = _Noted(manifest.device, fact)
    store.ledger.set_meta(_NOTED, msgspec.json.encode(noted).decode())


def say(store: Store, author: str) -> None:
    """Have it in the journal, once; nothing where the store was not restored."""
    noted = store.ledger.meta(_NOTED)
    if not noted:
        return
    found = msgspec.json.decode(noted, type=_Noted)
    with store.ledger.transaction():
        store.ledger.append(author, [(f"device:{found.device}", found.fact)])
        store.ledger.set_meta(_NOTED, "")
