"""The journal: every act is one immutable entry, and the entries are the truth.

Audit, history and sync are this one structure. A device numbers its entries without gaps and each
carries the hash of the one before it on that device, so a missing, changed or reordered entry
shows. What an entry says is its *fact*: a typed, versioned value (see ``domain.fold``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import msgspec

from station_desktop.domain.journal import sealing
from station_desktop.domain.journal.sealing import Key

FIRST = "0" * 64
"""The ``previous`` hash of a device's first entry."""


HALL = "ffff"
"""What the device ids begin with under which a hall writes; none is ever given to a window."""


class Fact(msgspec.Struct, frozen=True, omit_defaults=True):
    """What happened. Subclasses set ``kind`` (``case.opened``) and ``version``.

    A fact is never edited once released: a new meaning is a new version, and the fold goes on
    reading the old ones.
    """

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    by_hall: ClassVar[bool] = False
    """Whether only a hall may say so; the fold passes over it when anybody else does."""
    personal: ClassVar[tuple[str, ...]] = ()
    """Fields that tell of somebody: they are sealed under the subject's key, see ``sealing``."""


class Entry(msgspec.Struct, frozen=True):
    """One act as recorded.

    ``stamp`` is the hybrid logical clock (order), ``at`` the device's own wall clock in
    milliseconds (evidence), ``author`` an account id, ``subject`` ``"<noun>:<id>"``, ``payload``
    the fact as canonical JSON bytes, its personal fields sealed, ``previous`` and ``hash`` hex
    SHA-256. ``opened`` is no part of the entry: what is in its box, where whoever read it from a
    store holds the key.
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
    opened: bytes = b""

    @property
    def noun(self) -> str:
        return self.subject.partition(":")[0]

    @property
    def subject_id(self) -> str:
        return self.subject.partition(":")[2]


class Head(msgspec.Struct, frozen=True):
    """How far one device's chain is held: the last number without a gap, and that entry's hash."""

    number: int = 0
    hash: str = FIRST


class Run(msgspec.Struct, frozen=True):
    """Consecutive entries of one device, proven to follow what is held of it.

    ``signature`` is the device's own over :func:`head_message` of the last entry; empty where the
    run ends between two signed places. ``keys`` are those of its subjects that came along.
    """

    device: str
    entries: tuple[Entry, ...]
    signature: bytes = b""
    keys: Mapping[str, tuple[bytes, ...]] = {}

    @property
    def head(self) -> Head:
        return Head(self.entries[-1].number, self.entries[-1].hash)


def signed_forks(entries: Iterable[Entry], signed: Mapping[str, bytes]) -> tuple[Run, ...]:
    """Runs ending in a signed entry, out of entries that stand in no chain; ``signed`` are
    signatures by the hash of their entry. What follows the last signed entry cannot be proven and
    is left out."""
    by_hash = {entry.hash: entry for entry in entries}
    ends = sorted((by_hash[hash] for hash in signed), key=lambda end: (-end.number, end.hash))
    covered: set[str] = set()
    found = []
    for end in ends:
        if end.hash in covered:
            continue
        chain = [end]
        while chain[-1].previous in by_hash:
            chain.append(by_hash[chain[-1].previous])
        covered.update(entry.hash for entry in chain)
        found.append(Run(end.device, tuple(reversed(chain)), signed[end.hash]))
    return tuple(found)


def head_message(device: str, head: Head) -> bytes:
    """What a device signs to answer for all of its entries up to ``head``: the chain does the
    rest."""
    return f"station journal head 1\n{device}\n{head.number}\n{head.hash}".encode()


def of_hall(device: str) -> bool:
    """Whether a hall writes under this device id."""
    return device.startswith(HALL)


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
    key: Key | None = None,
    personal: bytes = b"",
) -> Entry:
    """Make the entry of ``fact``, with the hash that chains it to ``previous``; what is
    ``personal`` in it (:func:`sealing.personal_part`) is sealed under ``key``, without one it is
    said openly."""
    kind, version, opened = fact.kind, fact.version, b""
    if key is None or not personal:
        payload = encode(fact)
    else:
        payload, opened = sealing.sealed(key, id, subject, fact, personal)
    return chained(
        id, device, number, stamp, at, author, kind, subject, version, payload, previous, opened
    )


def columns(entry: Entry) -> tuple[Any, ...]:
    """What of ``entry`` is kept, in its order: all but what is in its box."""
    return msgspec.structs.astuple(entry)[:-1]


def chained(
    id: str,
    device: str,
    number: int,
    stamp: str,
    at: int,
    author: str,
    kind: str,
    subject: str,
    version: int,
    payload: bytes,
    previous: str,
    opened: bytes = b"",
) -> Entry:
    """The entry of these parts after the one whose hash is ``previous``: as it is made anew from
    what travels, and when a chain is taken over by another device id."""
    digest = _digest(
        id, device, number, stamp, at, author, kind, subject, version, payload, previous
    )
    return Entry(
        id,
        device,
        number,
        stamp,
        at,
        author,
        kind,
        subject,
        version,
        payload,
        previous,
        digest,
        opened,
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


def _digest(
    id: str,
    device: str,
    number: int,
    stamp: str,
    at: int,
    author: str,
    kind: str,
    subject: str,
    version: int,
    payload: bytes,
    previous: str,
) -> str:
    """Each part is preceded by its length in bytes, so that no two sequences share one encoding.

    Ids, stamps and hashes are ASCII nearly always: then they are framed in one go, which is most of
    what an exchange of many entries costs besides the hash itself.
    """
    no, ms, form = str(number), str(at), str(version)
    before = (
        f"{len(id)}:{id}{len(device)}:{device}{len(no)}:{no}{len(stamp)}:{stamp}{len(ms)}:{ms}"
        f"{len(author)}:{author}{len(kind)}:{kind}{len(subject)}:{subject}{len(form)}:{form}"
    )
    if before.isascii() and previous.isascii() and isinstance(payload, bytes):
        framed = b"%b%d:%b%d:%b" % (
            before.encode(),
            len(payload),
            payload,
            len(previous),
            previous.encode(),
        )
        return hashlib.sha256(framed).hexdigest()
    return _digest_of_any(id, device, no, stamp, ms, author, kind, subject, form, payload, previous)


def _digest_of_any(*parts: str | bytes) -> str:
    """Also of what a tampered store may give: text where bytes belong."""
    framed = bytearray()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode()
        framed += b"%d:" % len(data)
        framed += data
    return hashlib.sha256(framed).hexdigest()
