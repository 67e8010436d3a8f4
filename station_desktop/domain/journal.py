"""The journal: every act is one immutable entry, and the entries are the truth.

Audit, history and sync are this one structure. A device numbers its entries without gaps and each
carries the hash of the one before it on that device, so a missing, changed or reordered entry
shows. What an entry says is its *fact*: a typed, versioned value (see ``domain.fold``).
"""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

import msgspec

FIRST = "0" * 64
"""The ``previous`` hash of a device's first entry."""


class Fact(msgspec.Struct, frozen=True, omit_defaults=True):
    """What happened. Subclasses set ``kind`` (``case.opened``) and ``version``.

    A fact is never edited once released: a new meaning is a new version, and the fold goes on
    reading the old ones.
    """

    kind: ClassVar[str]
    version: ClassVar[int] = 1


class Entry(msgspec.Struct, frozen=True):
    """One act as recorded.

    ``stamp`` is the hybrid logical clock (order), ``at`` the device's own wall clock in
    milliseconds (evidence), ``author`` an account id, ``subject`` ``"<noun>:<id>"``, ``payload``
    the fact as canonical JSON bytes, ``previous`` and ``hash`` hex SHA-256.
    """

    id: str
    device: str
    number: int
    stamp: str
    at: int
    author: str
    kind: str
    subject: str
    version: int
    payload: bytes
    previous: str
    hash: str

    @property
    def noun(self) -> str:
        return self.subject.partition(":")[0]

    @property
    def subject_id(self) -> str:
        return self.subject.partition(":")[2]


_encoder = msgspec.json.Encoder(order="deterministic")


def encode(value: Any) -> bytes:
    """Canonical JSON: one value, one sequence of bytes, on every device."""
    return _encoder.encode(value)


def seal(
    *,
    id: str,
    device: str,
    number: int,
    stamp: str,
    at: int,
    author: str,
    subject: str,
    fact: Fact,
    previous: str,
) -> Entry:
    """Make the entry of ``fact``, with the hash that chains it to ``previous``."""
    kind, version, payload = fact.kind, fact.version, encode(fact)
    digest = _digest(
        id, device, number, stamp, at, author, kind, subject, version, payload, previous
    )
    return Entry(
        id, device, number, stamp, at, author, kind, subject, version, payload, previous, digest
    )


def holds(entry: Entry, previous: str) -> bool:
    """Whether ``entry`` is unaltered and follows an entry whose hash is ``previous``."""
    return entry.previous == previous and entry.hash == _digest(
        entry.id,
        entry.device,
        entry.number,
        entry.stamp,
        entry.at,
        entry.author,
        entry.kind,
        entry.subject,
        entry.version,
        entry.payload,
        entry.previous,
    )


def _digest(*parts: str | int | bytes) -> str:
    """Each part is preceded by its length, so that no two sequences share one encoding."""
    framed = bytearray()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        framed += b"%d:" % len(data)
        framed += data
    return hashlib.sha256(framed).hexdigest()
