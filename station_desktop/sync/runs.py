"""Entries by columns: a run of one device's journal as it travels, and its proof on arrival.

What a receiver can work out does not travel: numbers follow each other, the hash before is held
already, and each entry's hash is computed. Four bytes of it go along, so that damage is found at
the entry where it is, and not only by the signature at the end.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from station_desktop.domain.journal import journal, sealing
from station_desktop.domain.journal.journal import Entry, Head
from station_desktop.domain.journal.sealing import KEY_BYTES
from station_desktop.sync import boxes
from station_desktop.sync.wire import CHECK, Malformed, WireRun

MARK = 4
"""Bytes of each entry's hash that travel with it."""
SIGNED_EVERY = 100
"""A device signs at least each so many of its entries: others can hand on what is signed."""
_ID = re.compile(r"[0-9a-f]{32}").fullmatch
_SUBJECT = re.compile(r"[a-z]{1,20}:[0-9a-f]{32}").fullmatch
_STAMP = re.compile(r"[0-9a-f]{12}\.[0-9a-f]{4}\.[0-9a-f]{12}").fullmatch
_RAW, _TEXT = b"\0", b"\1"
_LONGEST = 200
_LAST_VERSION = 1 << 31
_LAST_NUMBER = 1 << 53


class Unpacked(msgspec.Struct, frozen=True):
    """The sound entries of a run; ``damaged`` is the number of the first that is not, 0 if all
    are. ``fits`` is whether the run begins after the entry it was said to. ``keys`` are those of
    its subjects that came along."""

    entries: tuple[Entry, ...]
    damaged: int = 0
    fits: bool = True
    keys: dict[str, tuple[bytes, ...]] = {}


def packed(
    entries: Sequence[Entry],
    signature: bytes = b"",
    keys: Mapping[str, tuple[bytes, ...]] | None = None,
    *,
    openly: bool = False,
) -> WireRun:
    """Consecutive entries of one device as they travel, with these keys of their subjects;
    ``openly`` where the receiver can make their boxes again."""
    first = entries[0]
    payloads, under, personal = (
        boxes.opened(entries, keys or {})
        if openly
        else ([entry.payload for entry in entries], [], [])
    )
    authors, by = _table([entry.author for entry in entries])
    subjects, about = _table([entry.subject for entry in entries])
    stamps = [_split(entry.stamp) for entry in entries]
    times = [ms for ms, _, _ in stamps]
    return WireRun(
        device=bytes.fromhex(first.device),
        after=first.number - 1,
        previous=bytes.fromhex(first.previous)[:CHECK],
        signature=signature,
        ids=_ids([entry.id for entry in entries]),
        times=_steps(times),
        counts=[count for _, count, _ in stamps],
        clocks=_table([device for _, _, device in stamps]),
        ats=[entry.at - ms for entry, ms in zip(entries, times, strict=True)],
        authors=(list(map(_short, authors)), by),
        kinds=_table([(entry.kind, entry.version) for entry in entries]),
        subjects=(list(map(short_subject, subjects)), about),
        payloads=payloads,
        checks=b"".join([bytes.fromhex(entry.hash[: 2 * MARK]) for entry in entries]),
        keys=_keys_along(subjects, keys) if keys else [],
        under=under if personal else [],
        personal=personal,
    )


def sealed(entries: Sequence[Entry]) -> list[str]:
    """The subjects of those entries in which something is sealed."""
    return list(dict.fromkeys(entry.subject for entry in entries if sealing.boxed(entry.payload)))


def _keys_along(subjects: Iterable[str], keys: Mapping[str, tuple[bytes, ...]]) -> list[bytes]:
    """For each subject in the order of the table its keys."""
    along = [b"".join(keys.get(subject, ())) for subject in subjects]
    while along and not along[-1]:
        along.pop()
    return along


def _split(stamp: str) -> tuple[int, int, bytes]:
    if not _STAMP(stamp):
        raise ValueError("no stamp of this journal")
    return int(stamp[:12], 16), int(stamp[13:17], 16), bytes.fromhex(stamp[18:])


def _ids(ids: list[str]) -> bytes | list[str]:
    return bytes.fromhex("".join(ids)) if all(map(_ID, ids)) else ids


def _short(text: str) -> bytes:
    """An id as its 16 bytes, any other text as itself; the first byte says which."""
    return _RAW + bytes.fromhex(text) if _ID(text) else _TEXT + text.encode()


def short_subject(text: str) -> bytes:
    if not _SUBJECT(text):
        return _TEXT + text.encode()
    return _RAW + text[:-33].encode() + bytes.fromhex(text[-32:])


def _steps(values: Iterable[int]) -> list[int]:
    """First the value, then how much each is more than the one before."""
    steps, last = [], 0
    for value in values:
        steps.append(value - last)
        last = value
    return steps


def _table(values: list[Any]) -> tuple[list[Any], list[int]]:
    """Each different value once, and which of them stands in each row."""
    places: dict[Any, int] = {}
    rows = [places.setdefault(value, len(places)) for value in values]
    return list(places), rows


def unpacked(run: WireRun, previous: str) -> Unpacked:
    """The entries of ``run``, which follows an entry whose hash is ``previous``; raises
    :class:`Malformed` when its columns do not belong together."""
    if bytes.fromhex(previous)[:CHECK] != run.previous:
        return Unpacked((), fits=False)
    try:
        rows = _rows(run)
    except (IndexError, ValueError, OverflowError) as error:
        raise Malformed("a run that does not add up") from error
    device, number, marks = run.device.hex(), run.after, run.checks
    keys = _keys_of(run)
    entries: list[Entry] = []
    for id, stamp, at, author, (kind, version), subject, payload in rows:
        number += 1
        entry = journal.chained(
            id, device, number, stamp, at, author, kind, subject, version, payload, previous
        )
        previous = entry.hash
        at_mark = len(entries) * MARK
        if marks[at_mark : at_mark + MARK].hex() != previous[: 2 * MARK]:
            return Unpacked(tuple(entries), damaged=number, keys=keys)
        entries.append(entry)
    return Unpacked(tuple(entries), keys=keys)


def _keys_of(run: WireRun) -> dict[str, tuple[bytes, ...]]:
    """What came as keys; whether they are any is for whoever keeps them to see."""
    return {
        long_subject(subject): tuple(
            keys[at : at + KEY_BYTES] for at in range(0, len(keys), KEY_BYTES)
        )
        for subject, keys in zip(run.subjects[0], run.keys, strict=False)
        if keys
    }


def _rows(run: WireRun) -> Iterable[tuple[str, str, int, str, tuple[str, int], str, bytes]]:
    if len(run.device) != 6 or not 0 <= run.after < _LAST_NUMBER or not run.payloads:
        raise ValueError("no run")
    if len(run.checks) != len(run.payloads) * MARK:
        raise ValueError("no marks")
    ids = run.ids
    if isinstance(ids, bytes):
        text = ids.hex()
        ids = [text[at : at + 32] for at in range(0, len(text), 32)]
    stamps, ats = _stamps(run)
    authors = [_long(author) for author in run.authors[0]]
    subjects = [long_subject(subject) for subject in run.subjects[0]]
    for text in (*ids, *authors, *subjects, *(kind for kind, _ in run.kinds[0])):
        if len(text) > _LONGEST or "\0" in text:
            raise ValueError("no text of this journal")
    if any(not 0 <= version < _LAST_VERSION for _, version in run.kinds[0]):
        raise ValueError("no version")
    return zip(
        ids,
        stamps,
        ats,
        [authors[at] for at in _places(run.authors[1])],
        [run.kinds[0][at] for at in _places(run.kinds[1])],
        [subjects[at] for at in _places(run.subjects[1])],
        boxes.closed(run, ids, subjects),
        strict=True,
    )


def _stamps(run: WireRun) -> tuple[list[str], list[int]]:
    clocks = [device.hex() for device in run.clocks[0]]
    stamps, ats, ms = [], [], 0
    for step, count, clock, late in zip(
        run.times, run.counts, _places(run.clocks[1]), run.ats, strict=True
    ):
        ms += step
        if not (0 <= ms < 1 << 48 and 0 <= count < 1 << 16 and abs(late) < 1 << 53):
            raise ValueError("no stamp")
        stamps.append(f"{ms:012x}.{count:04x}.{clocks[clock]}")
        ats.append(ms + late)
    if any(len(device) != 12 for device in clocks):
        raise ValueError("no device")
    return stamps, ats


def _places(places: list[int]) -> list[int]:
    if places and min(places) < 0:
        raise ValueError("no place")
    return places


def _long(short: bytes) -> str:
    return short[1:].hex() if short[:1] == _RAW else short[1:].decode()


def long_subject(short: bytes) -> str:
    if short[:1] != _RAW:
        return short[1:].decode()
    return f"{short[1:-16].decode('ascii')}:{short[-16:].hex()}"


def digest(heads: Mapping[str, Head]) -> bytes:
    """One value for all that is held of a station: the same exactly where the same entries are,
    in the same numbers, of the same devices (the chains' last hashes stand for all before)."""
    lines = [f"{device} {head.number} {head.hash}\n" for device, head in sorted(heads.items())]
    return hashlib.sha256("".join(lines).encode()).digest()[:16]
