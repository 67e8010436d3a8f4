"""One round over a live connection: a generator that yields frames to deliver and is sent the
frames that come back, until nothing is left to say.

Text goes first, attachments after it. When the two ends turn out to hold different histories of
one device, this is where they find the last entry they share, and settle whose copy stands: the
hall's, except for a device's own latest acts and a hall's own lost ones.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

import msgspec

from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Head
from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.domain.time.clock import Chance
from station_desktop.sync import identity, keys, runs, wire
from station_desktop.sync.client import Client, Outcome, Pace, Parted
from station_desktop.sync.identity import Identity
from station_desktop.sync.ports import Want
from station_desktop.sync.wire import (
    Answer,
    Fault,
    Fetch,
    Held,
    Malformed,
    Marked,
    Marks,
    Message,
    Piece,
    Put,
    Recover,
    Recovered,
    Succeed,
    Welcome,
)

M = TypeVar("M", bound=Message)
Talk = Generator[bytes, bytes, M]
Round = Generator[bytes, bytes, Outcome]
Step = Generator[bytes, bytes, None]

_NUMBERS = 64
_MOST_WANTS = 1000
_MOST_REFUSED = 4
_MOST_PARTINGS = 16
_MOST_TURNS = 500


def exchange(client: Client, pace: Pace, chance: Chance) -> Round:
    """Bring both ends to hold the same. Raises :class:`Refused` for what the server refuses and
    :class:`Malformed` for what is no answer of this server's."""
    budget = [pace.parts]
    moved = True
    while moved:
        yield from _text(client, pace, chance)
        moved = yield from _attachments(client, pace, chance, budget)
    return client.outcome


def _text(client: Client, pace: Pace, chance: Chance) -> Step:
    partings = 0
    for _ in range(_MOST_TURNS):
        try:
            if client.take((yield from _turn(client, pace))):
                continue
            if not (yield from _recovered(client)):
                return
            client.begin_again()
        except Parted as parted:
            partings += 1
            if partings > _MOST_PARTINGS:
                raise refuse("sync.cannot_agree") from None
            yield from _settle(client, parted, pace, chance)
    client.outcome.more = True


def _turn(client: Client, pace: Pace) -> Talk[Answer]:
    """Ask what is next. A server that knows this device under a later identity tells a store that
    was restored from a backup of before it."""
    me = client.me
    try:
        return (yield from _say(client, client.ask(pace), Answer))
    except Refused as refused:
        if refused.first.code != "device.succeeded" or client.server.relay:
            raise
        number = client.local.heads().get(me.device, Head()).number
        raise Parted(me.device, number) from refused


def _say(client: Client, message: Message, expected: type[M]) -> Talk[M]:
    """Say one thing and hear the answer to it."""
    me, server = client.me, client.server
    reply = wire.opened((yield wire.frame(message, me.device, me.signing, server.id)))
    if reply.sender != server.id or not reply.signed_by(server.key, me.device):
        raise Malformed("not this server's answer")
    answer = reply.message()
    if isinstance(answer, Fault):
        raise Refused(Problem(answer.code, params=answer.params))
    if not isinstance(answer, expected):
        raise Malformed("no answer to what was asked")
    return answer


# two histories of one device


def _settle(client: Client, parted: Parted, pace: Pace, chance: Chance) -> Step:
    common = yield from _last_common(client, parted)
    if parted.device == client.me.device and client.me.role != "relay":
        yield from _go_on_as_another(client, common, chance)
        return
    with client.local.transaction():
        client.local.stray(parted.device, common)
    client.compare()


def _recovered(client: Client) -> Generator[bytes, bytes, bool]:
    """Give a hall what it signed and lost, and what is in no chain any more. Returns whether the
    server lacked any of it."""
    taken = False
    for run in client.local.forks() if client.astray else ():
        previous = bytes.fromhex(run.entries[0].previous)
        keys_along = client.local.seals(runs.sealed(run.entries))
        told = Recover(runs.packed(run.entries, run.signature, keys_along), previous)
        recovered = yield from _say(client, told, Recovered)
        taken |= recovered.taken
    return taken


def _last_common(client: Client, parted: Parted) -> Generator[bytes, bytes, int]:
    """The last number of the device under which both ends hold the same entry."""
    low, high = 0, parted.upto
    while low < high:
        step = max(1, (high - low) // _NUMBERS)
        numbers = sorted({*range(low + step, high + 1, step), high})
        marked = yield from _say(client, Marks(wire.device_bytes(parted.device), numbers), Marked)
        if len(marked.hashes) != len(numbers):
            raise Malformed("no answer to what was asked")
        mine = client.local.hashes(parted.device, numbers)
        for number, theirs in zip(numbers, marked.hashes, strict=True):
            if theirs and bytes.fromhex(mine.get(number, ""))[: wire.HASH] == theirs:
                low = number
            else:
                high = number - 1
                break
    return low


def _go_on_as_another(client: Client, common: int, chance: Chance) -> Step:
    """This store was restored from a backup: under its old numbers the hall holds other acts. It
    goes on under a new id, and takes what it did since the backup along.

    The new secrets are kept before they are asked for, so that asking twice asks for the same.
    """
    local, me = client.local, client.me
    if client.server.relay:
        raise refuse("sync.needs_hall")
    following = me.following or fresh_identity(me, chance)
    with local.transaction():
        local.keep_identity(identity.encode(msgspec.structs.replace(me, following=following)))
    asked = Succeed(
        wire.device_bytes(following.device), following.public, following.seal_public, common
    )
    welcome = yield from _say(client, asked, Welcome)
    with local.transaction():
        local.reseal(me.device, common, following.device)
        for entry in local.run(me.device, common - 1, 1, 1) if common else ():
            local.vouch(me.device, common, client.signature(entry))
        standing = local.standing(client.server.id)
        local.keep(client.server.id, msgspec.structs.replace(standing, confirmed=0), ())
        local.become(following.device, welcome.desk)
        local.keep_identity(identity.encode(following))
    client.me = following
    client.outcome.renamed = True
    client.compare()


def fresh_identity(me: Identity, chance: Chance) -> Identity:
    """New secrets and a new id for the same device of the same station."""
    return msgspec.structs.replace(
        me,
        device=new_device(chance),
        signing=chance.bytes(keys.KEY_BYTES),
        sealing=chance.bytes(keys.KEY_BYTES),
        following=None,
    )


def new_device(chance: Chance) -> str:
    """A device id that is not of the kind kept for halls."""
    device = chance.bytes(6).hex()
    while journal.of_hall(device):
        device = chance.bytes(6).hex()
    return device


# attachments


def _attachments(
    client: Client, pace: Pace, chance: Chance, budget: list[int]
) -> Generator[bytes, bytes, bool]:
    """Carry parts up and down as far as the ``budget`` goes; returns whether it is worth asking
    what else there is."""
    local, outcome, moved = client.local, client.outcome, False
    for hash, held in client.wants:
        if local.size(hash.hex()) is not None:
            moved |= yield from _put(client, hash, held, budget, pace.part)
    refused = 0
    for want in _in_turn(local.wants(_MOST_WANTS), chance):
        came = yield from _fetch(client, bytes.fromhex(want.hash), want.held, budget, pace.part)
        moved, refused = moved or came, refused + (not came)
        if refused == _MOST_REFUSED:
            break
    outcome.up = sum(local.size(hash.hex()) is not None for hash, _ in client.wants)
    outcome.down = len(local.wants(_MOST_WANTS))
    outcome.agreed = outcome.agreed and not client.wants and not outcome.down
    outcome.more = budget[0] <= 0
    return moved and not outcome.more


def _in_turn(wants: tuple[Want, ...], chance: Chance) -> tuple[Want, ...]:
    """The oldest first, beginning anywhere: those that nobody has must not bar the others."""
    if len(wants) <= _MOST_REFUSED:
        return wants
    begin = int.from_bytes(chance.bytes(2), "big") % len(wants)
    return wants[begin:] + wants[:begin]


def _put(
    client: Client, hash: bytes, held: int, budget: list[int], most: int
) -> Generator[bytes, bytes, bool]:
    """Give the server the rest of an attachment, from where its copy ends; returns whether any of
    it went."""
    local, name, moved = client.local, hash.hex(), False
    total, media = local.size(name) or 0, local.media(name)
    while budget[0] > 0:
        budget[0] -= 1
        data = local.part(name, held, most)
        now = yield from _say(client, Put(hash, held, total, media, data), Held)
        if not now.complete and now.held <= held:
            break
        moved = True
        if now.complete:
            break
        held = now.held
    return moved


def _fetch(
    client: Client, hash: bytes, held: int, budget: list[int], most: int
) -> Generator[bytes, bytes, bool]:
    """Get the rest of an attachment, as far as the server has it; returns whether any came."""
    local, name, moved = client.local, hash.hex(), False
    while budget[0] > 0 and local.wanted(name):
        budget[0] -= 1
        piece = yield from _say(client, Fetch(hash, held, most), Piece)
        if piece.total <= 0 or piece.at != held:
            break
        with local.transaction():
            now = local.put_part(name, held, piece.total, piece.media, piece.data)
        if now <= held and local.wanted(name):
            break
        moved, held = True, now
    return moved
