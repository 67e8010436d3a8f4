"""What the protocol asks of whoever holds a journal: a window's store, a hall's, a relay's.

All of a port's calls of one exchange are made in one thread, inside one ``transaction``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec

from station_desktop.domain.journal.journal import Entry, Head, Run
from station_desktop.domain.journal.standings import Standing, Want

__all__ = ["Local", "Member", "Replica", "Served", "Standing", "Want"]


class Member(msgspec.Struct, frozen=True):
    """A device as the server knows it. ``key`` is its Ed25519 public key; ``refusal`` is why
    nothing of it is accepted (``device.revoked``, ``device.succeeded``), empty when it is."""

    device: str
    station: str
    key: bytes
    role: str = "window"
    refusal: str = ""


class Replica(Protocol):
    """One station's journal, wherever it is kept."""

    def transaction(self) -> AbstractContextManager[None]:
        """One durable all-or-nothing change; nested ones join."""
        ...

    def heads(self) -> dict[str, Head]:
        """How far each device's chain is held; strays (see :meth:`stray`) do not count."""
        ...

    def hashes(self, device: str, numbers: Sequence[int]) -> dict[int, str]:
        """Hashes of the device's entries with these numbers; those not held are left out."""
        ...

    def run(self, device: str, after: int, most: int, weight: int) -> tuple[Entry, ...]:
        """The device's next entries after number ``after``: at most ``most`` of them and about
        ``weight`` bytes of payload, at least one where there is one."""
        ...

    def signatures(self, device: str, after: int, upto: int) -> dict[int, bytes]:
        """The device's signatures held for numbers in ``after`` < n ≤ ``upto``."""
        ...

    def add(self, runs: Sequence[Run]) -> None:
        """Keep proven runs, each continuing its device's head, their signatures, and those of
        their keys that their entries name; destroy what they say is destroyed; fold them into the
        records; note what bytes they name that are not here. An entry whose id is already held as
        a stray takes the stray's place."""
        ...

    def seals(self, subjects: Iterable[str]) -> dict[str, tuple[bytes, ...]]:
        """The keys held of these subjects, to what is personal in their entries."""
        ...

    def lacking(self, most: int) -> tuple[tuple[str, str], ...]:
        """Subject and id of keys that entries name, and that are neither here nor destroyed."""
        ...

    def learn(self, keys: Sequence[tuple[str, bytes]]) -> int:
        """Keep those of these keys (subject, key) that are lacking, and fold anew what they open;
        returns of how many subjects."""
        ...

    def reseal(self, old: str, common: int, new: str) -> int:
        """Give the entries of ``old`` after number ``common`` to the chain of ``new`` (numbers go
        on from its head, ids, stamps and contents stay); returns how many. For one's own chains,
        after a restored backup."""
        ...

    def stray(self, device: str, common: int) -> int:
        """Take the device's entries after number ``common`` out of its chain, because the server
        holds others under these numbers; they stay and count until the same ids come again, with
        the signatures that prove them. Returns how many were taken."""
        ...

    def strays(self) -> int:
        """How many entries are held only outside of any chain."""
        ...

    def adopt(self, own: str) -> int:
        """Give the strays of windows, whose ids came in no chain, to the end of the chain ``own``
        (ids, stamps and contents stay), by which everybody gets them; returns how many. Strays of
        a hall stay: in another chain they would not be the hall's word any more."""
        ...

    def forks(self) -> tuple[Run, ...]:
        """Strays of a hall, as runs that it signed, as long as any of them is in no chain."""
        ...

    def vouch(self, device: str, number: int, signature: bytes) -> None:
        """Keep a device's signature of its entry ``number``."""
        ...

    def wants(self, most: int) -> tuple[Want, ...]:
        """Bytes named by entries and still lacking here, oldest first."""
        ...

    def wanted(self, hash: str) -> bool:
        """Whether these bytes are named by an entry and not all here."""
        ...

    def size(self, hash: str) -> int | None:
        """Size of these bytes where all of them are held, else ``None``."""
        ...

    def part(self, hash: str, at: int, most: int) -> bytes:
        """Up to ``most`` of these bytes from offset ``at``."""
        ...

    def put_part(self, hash: str, at: int, total: int, media: str, data: bytes) -> int:
        """Keep ``data`` at offset ``at`` of ``total`` bytes; returns how many are held now without
        a gap. A part that does not continue what is held changes nothing. When the whole does not
        hash to ``hash`` all of it is dropped (0 held), to be asked for again."""
        ...

    def media(self, hash: str) -> str:
        """Media type of held bytes."""
        ...


class Local(Replica, Protocol):
    """A client's side: a window's store, or a relay's towards the hall."""

    def standing(self, server: str) -> Standing:
        """Where this client stands with the server of this id."""
        ...

    def keep(
        self, server: str, standing: Standing, receipts: Sequence[tuple[str, int, int, int]]
    ) -> None:
        """Remember the standing and the server's receipts: (device, first, last, position of
        first), the place in the server's sequence under which it holds these entries."""
        ...

    def confirm(self, through: dict[str, int]) -> None:
        """Remember how far the hall itself has each device's chain."""
        ...

    def confirmed(self) -> dict[str, int]:
        """How far the hall itself has each device's chain, as last heard."""
        ...

    def identity(self) -> bytes:
        """This device's secrets as :meth:`keep_identity` got them; empty before enrolment."""
        ...

    def keep_identity(self, data: bytes) -> None:
        """Keep the device's secrets."""
        ...

    def become(self, device: str, desk: str) -> None:
        """Write under this device id, with this desk number in case numbers, from now on."""
        ...


class Served(Replica, Protocol):
    """A server's side, for one station."""

    def epoch(self) -> str:
        """Name of the present sequence, 16 hex digits."""
        ...

    def new_epoch(self) -> str:
        """Begin another sequence of the same entries, after a restored backup."""
        ...

    def position(self) -> int:
        """Place of the last entry in the sequence; 0 before the first."""
        ...

    def check_at(self, position: int) -> str:
        """Hash of the entry at this place, ``""`` where there is none."""
        ...

    def since(
        self, position: int, most: int, weight: int, without: str
    ) -> tuple[tuple[Entry, ...], int]:
        """The next entries after ``position`` in sequence, those of device ``without`` left out,
        and the place that this reaches (past what was left out)."""
        ...

    def places(self, device: str, after: int, upto: int) -> tuple[tuple[int, int, int], ...]:
        """Where the device's entries ``after`` < n ≤ ``upto`` stand: (first, last, position of
        first) of each stretch that stands together."""
        ...

    def through(self) -> dict[str, int]:
        """How far the hall has each device's chain: on a hall the heads, on a relay what the hall
        last confirmed."""
        ...

    def member(self, device: str) -> Member | None:
        """The device of this station with this id, the hall's own included."""
        ...

    def known(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of these ids that stand in any entry held here, strays included."""
        ...

    def take_back(self, run: Run) -> None:
        """Take in what a hall signed and lost. The hall writes those acts that it does not hold at
        the end of its present chain, under the same ids and stamps. A relay, who cannot write in
        the hall's name, keeps them as strays, to tell the hall."""
        ...

    def own_device(self) -> str:
        """The device id under which this server itself writes for the station; ``""`` for a
        relay."""
        ...
