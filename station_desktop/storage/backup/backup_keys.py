"""The key file as a backup carries it: the recovery slot alone.

A stick is lost more easily than a PC. Without the staff's slots whoever finds it has nothing to try
passwords on; the recovery key has 160 bits. After a restore the staff's slots are made anew from
the journal (``usecases.slots``), for the passwords that they had when the backup was made.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from station_desktop.domain.problem import refuse
from station_desktop.storage.keys import slots
from station_desktop.storage.keys.vault import RECOVERY, KeyFile, Vault, normal_recovery_key


def carried(folder: Path) -> bytes:
    """The key file of ``folder`` for a backup. Refuses ``backups.no_recovery`` where no recovery
    key would open it: such a backup could never be read."""
    file = Vault(folder).kept()
    kept = tuple(slot for slot in file.slots if slot.id == RECOVERY)
    if not kept:
        raise refuse("backups.no_recovery")
    return msgspec.json.encode(KeyFile(file.format, file.pepper, kept))


def line_of(folder: Path) -> str:
    """What tells this PC's backups from others' in one place: eight hex digits that stay the same
    after a restore, and that say nothing."""
    pepper = Vault(folder).kept().pepper
    return hashlib.sha256(b"line of backups" + bytes.fromhex(pepper)).hexdigest()[:8]


def opened(keys: bytes, recovery_key: str) -> bytes:
    """The data key in a key file by its recovery key, which may be typed with other look-alikes.
    Refuses ``vault.recovery_form``, ``vault.recovery_wrong``."""
    typed = normal_recovery_key(recovery_key)
    try:
        file = msgspec.json.decode(keys, type=KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise refuse("vault.damaged") from error
    slot = next((slot for slot in file.slots if slot.id == RECOVERY), None)
    key = None if slot is None else slots.opened(slot, typed)
    if not key:
        raise refuse("vault.recovery_wrong")
    return key
