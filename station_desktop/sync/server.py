"""A server's side of the exchange, for one station and one device at a time: from a message and
what is held to the answer.

Whoever calls has proven the frame, knows the device, and holds one transaction open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import msgspec

from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import FIRST, Entry, Head, Run
from station_desktop.sync import keys, runs, unlocking, wire
from station_desktop.sync.ports import Member, Served
from station_desktop.sync.wire import (
    Answer,
    Cut,
    Fault,
    Fetch,
    Held,
    Marked,
    Marks,
    Message,
    Piece,
    Put,
    Recover,
    Recovered,
    Sync,
    WireRun,
)

MOST_ENTRIES = 20_000
MOST_WEIGHT = 4 * 1024 * 1024
MOST_MARKS = 256
MOST_WANTS = 256
MOST_PART = 1024 * 1024
_HASH_BYTES = 32


def answer(served: Served, member: Member, message: Message, now_ms: int) -> Message:
    """What to say to ``message`` from ``member``; raises
    :class:`~station_desktop.sync.wire.Malformed`."""
    match message:
        case Sync():
            return _sync(served, member, message, now_ms)
        case Marks():
            return _marks(served, message)
        case Put():
            return _put(served, message)
        case Fetch():
            return _fetch(served, message)
        case Recover():
            return _recover(served, message)
        case _:
            return Fault("sync.not_understood")


def _sync(served: Served, member: Member, ask: Sync, now_ms: int) -> Answer:
    brought = wire.brought(ask)
    cuts = _take(served, member, brought)
    unlocking.learnt(served, ask.keys)
    position, epoch = served.position(), served.epoch()
    heads = served.heads()
    known = ask.epoch.hex() == epoch
    if known and not _same_place(served, ask):
        epoch, known = served.new_epoch(), False
    own = wire.head_of(heads.get(member.device, Head()))
    start = Answer(now_ms, own, bytes.fromhex(epoch), cuts=cuts)
    start = msgspec.structs.replace(
        start,
        wants=[(bytes.fromhex(want.hash), want.held) for want in served.wants(MOST_WANTS)],
        confirmed={run.device: _number(heads, run.device.hex()) for run in brought},
        receipts=_receipts(served, brought, heads),
        through=_through(served),
        keys=unlocking.given(served, ask.lacks),
        lacks=unlocking.asked(served),
    )
    if known:
        return _in_sequence(served, member, ask, start, heads)
    compared = msgspec.structs.replace(
        start, heads={bytes.fromhex(device): wire.head_of(head) for device, head in heads.items()}
    )
    if ask.heads is None:
        return msgspec.structs.replace(compared, more=True)
    return _by_heads(served, member, ask, compared, heads, position)


def _number(heads: dict[str, Head], device: str) -> int:
    return heads.get(device, Head()).number


def _through(served: Served) -> dict[bytes, int] | None:
    """On a relay, what the hall is known to have; a hall's own answer says it otherwise."""
    if served.own_device():
        return None
    return {bytes.fromhex(device): number for device, number in served.through().items()}


# taking in what was brought


def _take(served: Served, member: Member, brought: list[WireRun]) -> list[Cut]:
    """Keep what is proven of the runs; returns where and why any of them was cut."""
    if not brought:
        return []
    heads, taken, cuts = served.heads(), [], []
    for run in brought:
        proven = _proven(served, member, heads.get(run.device.hex(), Head()), run)
        if isinstance(proven, Cut):
            cuts.append(proven)
            continue
        entries, damaged = proven
        if entries.entries:
            taken.append(entries)
            heads[entries.device] = entries.head
        if damaged:
            cuts.append(Cut(run.device, damaged, "damaged"))
    if taken:
        served.add(taken)
    return cuts


def _proven(served: Served, member: Member, head: Head, run: WireRun) -> tuple[Run, int] | Cut:
    """What of ``run`` is new, sound and its author's; and the number of the first damaged entry."""
    device = run.device.hex()
    if run.after > head.number:
        return Cut(run.device, head.number + 1, "gap")
    found = runs.unpacked(run, hash_at(served, device, run.after, head))
    if not found.fits or not _agrees(served, device, head, found.entries):
        return Cut(run.device, run.after + 1, "parted")
    if found.damaged and (device != member.device or not found.entries):
        return Cut(run.device, found.damaged, "damaged")
    signature = b"" if found.damaged else run.signature
    if signature or device != member.device:
        why = _unproven(served, member, device, found.entries[-1], signature)
        if why:
            return Cut(run.device, run.after + 1, why)
    fresh = found.entries[head.number - run.after :]
    return Run(device, fresh, signature, found.keys), found.damaged


def _unproven(served: Served, member: Member, device: str, last: Entry, signature: bytes) -> str:
    """Why ``last`` and what is before it cannot be believed to be the device's; empty if it can."""
    owner = member if device == member.device else served.member(device)
    if owner is None:
        return "unknown"
    message = journal.head_message(device, Head(last.number, last.hash))
    return "" if keys.signed(owner.key, signature, message) else "unsigned"


def hash_at(served: Served, device: str, number: int, head: Head) -> str:
    """Hash of the device's entry ``number``, at or before its head."""
    if number == 0:
        return FIRST
    if number == head.number:
        return head.hash
    return served.hashes(device, (number,)).get(number, FIRST)


def _agrees(served: Served, device: str, head: Head, entries: Sequence[Entry]) -> bool:
    """Whether those of ``entries`` that are held already are the ones held: since each names the
    one before, the last of them speaks for all."""
    held = entries[: head.number - entries[0].number + 1] if entries else ()
    return not held or held[-1].hash == hash_at(served, device, held[-1].number, head)


def _receipts(
    served: Served, brought: list[WireRun], heads: dict[str, Head]
) -> list[tuple[bytes, int, int, int]]:
    """Where the entries of these runs stand in the sequence, as far as ``heads`` reach."""
    first: dict[bytes, int] = {}
    for run in brought:
        first[run.device] = min(run.after, first.get(run.device, run.after))
    return [
        (device, *stretch)
        for device, after in first.items()
        for stretch in served.places(device.hex(), after, _number(heads, device.hex()))
    ]


# giving what the client lacks


def _same_place(served: Served, ask: Sync) -> bool:
    """Whether the client's place is one that this sequence has had: it is not, when the server was
    restored from a backup since."""
    if ask.position == 0:
        return True
    check = served.check_at(ask.position)
    return bool(check) and bytes.fromhex(check)[: wire.CHECK] == ask.check


def _in_sequence(
    served: Served, member: Member, ask: Sync, start: Answer, heads: dict[str, Head]
) -> Answer:
    most, weight = min(ask.most, MOST_ENTRIES), min(ask.weight, MOST_WEIGHT)
    entries, reached = served.since(ask.position, most, weight, member.device)
    unsigned = _to_signed(served, entries[-1:], heads)
    if unsigned:
        rest, reached = served.since(reached, unsigned, MOST_WEIGHT, member.device)
        entries += rest
    return _finished(served, ask, start, entries, ask.position, reached, heads)


def _to_signed(served: Served, last: Sequence[Entry], heads: dict[str, Head]) -> int:
    """How many entries after the ``last`` told there are up to the next one that its device signed:
    who holds entries without a signature after them cannot hand them on. 0 where none is near."""
    if not last:
        return 0
    device, number = last[0].device, last[0].number
    upto = min(heads[device].number, number + runs.SIGNED_EVERY)
    return min(served.signatures(device, number - 1, upto), default=number) - number


def _by_heads(
    served: Served,
    member: Member,
    ask: Sync,
    start: Answer,
    heads: dict[str, Head],
    position: int,
) -> Answer:
    """Bring a client that compared heads what it lacks, device by device; at the end it stands
    at ``position``, which was read before anything else and so leaves nothing out."""
    most, weight = min(ask.most, MOST_ENTRIES), min(ask.weight, MOST_WEIGHT)
    theirs = {device.hex(): head.number for device, head in (ask.heads or {}).items()}
    lacking = sorted(
        device
        for device, head in heads.items()
        if (device != member.device or member.role == "relay")
        and head.number > theirs.get(device, 0)
    )
    entries: list[Entry] = []
    for device in lacking:
        after = theirs.get(device, 0)
        found = served.run(device, after, most, weight)
        unsigned = _to_signed(served, found[-1:], heads)
        found += served.run(device, after + len(found), unsigned, MOST_WEIGHT)
        entries.extend(found)
        most -= len(found)
        weight -= sum(len(entry.payload) for entry in found)
        if most <= 0 or weight <= 0 or after + len(found) < heads[device].number:
            return _carrying(served, ask, msgspec.structs.replace(start, more=True), entries)
    return _finished(served, ask, start, entries, 0, position, heads)


def _finished(
    served: Served,
    ask: Sync,
    start: Answer,
    entries: Iterable[Entry],
    since: int,
    reached: int,
    heads: dict[str, Head],
) -> Answer:
    """The answer that brings the client to ``reached``; with the digest when that is the end."""
    more = reached < served.position()
    check = served.check_at(reached)
    answer = _carrying(served, ask, start, entries)
    brought = wire.brought(answer)
    receipts = _receipts(served, brought, _ends(brought))
    return msgspec.structs.replace(
        answer,
        since=since,
        position=reached,
        check=bytes.fromhex(check)[: wire.CHECK],
        more=more,
        receipts=start.receipts + receipts,
        placed=True,
        digest=b"" if more else runs.digest(heads),
    )


def _ends(brought: list[WireRun]) -> dict[str, Head]:
    return {run.device.hex(): Head(run.after + len(run.payloads)) for run in brought}


def _carrying(served: Served, ask: Sync, start: Answer, entries: Iterable[Entry]) -> Answer:
    """The answer with these entries, their boxes open for a client that can close them."""
    if ask.speaks >= wire.OPENS:
        brought = _as_runs(served, entries, openly=True)
        return msgspec.structs.replace(start, open_runs=brought)
    return msgspec.structs.replace(start, runs=_as_runs(served, entries))


def _as_runs(served: Served, entries: Iterable[Entry], *, openly: bool = False) -> list[WireRun]:
    """Entries of several devices, each device's together, with the signature of the last that was
    signed. They are taken in at once, so their order among devices does not matter."""
    by_device: dict[str, list[Entry]] = {}
    for entry in entries:
        by_device.setdefault(entry.device, []).append(entry)
    keys_along = served.seals(runs.sealed(list(chain.from_iterable(by_device.values()))))
    brought: list[WireRun] = []
    for device, told in by_device.items():
        signed = served.signatures(device, told[0].number - 1, told[-1].number)
        begin = 0
        for number in sorted(signed):
            end = number - told[0].number + 1
            part, signature = told[begin:end], signed[number]
            brought.append(runs.packed(part, signature, keys_along, openly=openly))
            begin = end
        if begin < len(told):
            brought.append(runs.packed(told[begin:], keys=keys_along, openly=openly))
    return brought


# the rest


def _marks(served: Served, ask: Marks) -> Marked:
    numbers = [number for number in ask.numbers[:MOST_MARKS] if number > 0]
    held = served.hashes(ask.device.hex(), numbers)
    return Marked([bytes.fromhex(held.get(number, ""))[: wire.HASH] for number in ask.numbers])


def _put(served: Served, ask: Put) -> Held:
    hash = ask.hash.hex()
    size = served.size(hash)
    if size is not None:
        return Held(ask.hash, size, complete=True)
    if not served.wanted(hash) or ask.total < 0 or ask.at < 0:
        return Held(ask.hash, 0)
    held = served.put_part(hash, ask.at, ask.total, ask.media, ask.data)
    return Held(ask.hash, held, complete=served.size(hash) is not None)


def _fetch(served: Served, ask: Fetch) -> Piece:
    hash = ask.hash.hex()
    total = served.size(hash)
    if total is None:
        return Piece(ask.hash, ask.at, 0, "", b"")
    data = served.part(hash, max(0, ask.at), min(ask.most, MOST_PART))
    return Piece(ask.hash, ask.at, total, served.media(hash), data)


def _recover(served: Served, ask: Recover) -> Message:
    """Take back what a hall signed before it was restored, and others still hold."""
    device = ask.run.device.hex()
    hall = served.member(device)
    if hall is None or hall.role != "hall" or len(ask.previous) != _HASH_BYTES:
        return Fault("sync.not_understood")
    found = runs.unpacked(ask.run, ask.previous.hex())
    if not found.fits or found.damaged:
        return Fault("sync.not_understood")
    run = Run(device, found.entries, ask.run.signature, found.keys)
    if not keys.signed(hall.key, run.signature, journal.head_message(device, run.head)):
        return Fault("sync.not_understood")
    ids = [entry.id for entry in run.entries]
    lost = not served.known(ids).issuperset(ids)
    if lost:
        served.take_back(run)
    return Recovered(lost)
