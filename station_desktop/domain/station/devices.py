"""The windows and relays of a station, as its hall enrolled them.

All of these facts but one are the hall's: a window learns from them whom it shares the journal
with, a relay whose signatures to believe, both where the relay is to be found. That its own store
was restored a window says itself, with or without a hall.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from station_desktop.domain.journal.journal import Entry, Fact

DeviceRole = Literal["window", "relay"]


class Device(msgspec.Struct, frozen=True, omit_defaults=True):
    """One enrolled device; ``id`` is the id that its entries carry.

    ``key`` is its Ed25519 public key in hex. ``desk`` is the desk number in its case numbers.
    ``successor`` is the id under which it goes on since it was restored from a backup.
    ``address`` and ``pin`` (hex SHA-256 of the certificate, empty without TLS) are a relay's.
    ``seal`` is the X25519 public key in hex that packets for it are sealed with; ``follows`` the id
    that it had before.
    """

    id: str
    name: str
    role: DeviceRole
    key: str
    desk: str = ""
    enrolled_at: int = 0
    revoked_at: int = 0
    reason: str = ""
    successor: str = ""
    address: str = ""
    pin: str = ""
    seal: str = ""
    follows: str = ""

    @property
    def stands(self) -> bool:
        """Whether what it sends is still accepted."""
        return not (self.revoked_at or self.successor)


class Enrolled(Fact, frozen=True):
    """The hall let a device in by a one-time code, or gave one a new identity."""

    kind: ClassVar[str] = "device.enrolled"
    by_hall: ClassVar[bool] = True
    name: str
    role: DeviceRole
    key: str
    desk: str = ""
    address: str = ""
    pin: str = ""
    seal: str = ""
    follows: str = ""


class Revoked(Fact, frozen=True):
    """The hall accepts nothing more of this device (stolen, retired)."""

    kind: ClassVar[str] = "device.revoked"
    by_hall: ClassVar[bool] = True
    reason: str


class Succeeded(Fact, frozen=True):
    """The device was restored from a backup and goes on under another id; ``common`` is the last
    number on which the backup and the hall agreed."""

    kind: ClassVar[str] = "device.succeeded"
    by_hall: ClassVar[bool] = True
    successor: str
    common: int


class Moved(Fact, frozen=True):
    """A relay is reached at another address or with another certificate."""

    kind: ClassVar[str] = "device.moved"
    by_hall: ClassVar[bool] = True
    address: str
    pin: str = ""


class Restored(Fact, frozen=True):
    """The store of this device was brought back from a backup that was made at ``made_at`` and held
    ``entries``, on this PC at ``restored_at`` (milliseconds), opened with ``opened_with``; the
    entry's author is who came in first afterwards. The device is the one that the backup was of."""

    kind: ClassVar[str] = "device.restored"
    made_at: int
    restored_at: int
    entries: int
    opened_with: Literal["recovery_key"] = "recovery_key"


FACTS: tuple[type[Fact], ...] = (Enrolled, Revoked, Succeeded, Moved, Restored)


def fold(device: Device | None, entry: Entry, fact: Fact) -> Device | None:
    """The device after ``fact``."""
    if isinstance(fact, Enrolled):
        return device or Device(
            id=entry.subject_id,
            name=fact.name,
            role=fact.role,
            key=fact.key,
            desk=fact.desk,
            enrolled_at=entry.at,
            address=fact.address,
            pin=fact.pin,
            seal=fact.seal,
            follows=fact.follows,
        )
    if device is None:
        return None
    replace = msgspec.structs.replace
    match fact:
        case Revoked() if not device.revoked_at:
            return replace(device, revoked_at=entry.at, reason=fact.reason)
        case Succeeded() if not device.successor:
            return replace(device, successor=fact.successor)
        case Moved():
            return replace(device, address=fact.address, pin=fact.pin)
        case _:
            return device
