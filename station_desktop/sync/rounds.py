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

from station_desktop.domain import journal
from station_desktop.domain.clock import Chance
from station_desktop.domain.journal import Head
from station_desktop.domain.problem import Problem, Refused, refuse
from station_desktop.sync import identity, keys, wire
from station_desktop.sync.client import Client, Outcome, Pace, Parted
from station_desktop.sync.identity import Identity
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
    Succeed,
    Welcome,
)

M = TypeVar("M", bound=Message)
Talk = Generator[bytes, bytes, M]
Round = Generator[bytes, bytes, Outcome]
Step = Generator[bytes, bytes, None]

_NUMBERS = 64
_MOST_PARTINGS = 16
_MOST_TURNS = 100_000


def exchange(client: Client, pace: Pace, chance: Chance) -> Round:
    """Bring both ends to hold the same. Raises :class:`Refused` for what the server refuses and
    :class:`Malformed` for what is no answer of this server's."""
    yield from _text(client, pace, chance)
    yield from _attachments(client, pace)
    outcome = client.outcome
    outcome.agreed = outcome.agreed and not (outcome.up or outcome.down)
    return outcome


def _text(client: Client, pace: Pace, chance: Chance) -> Step:
    partings = 0
    for _ in range(_MOST_TURNS):
        answer = yield from _say(client, client.ask(pace), Answer)
        try:
            if not client.take(answer):
                return
        except Parted as parted:
            partings += 1
            if partings > _MOST_PARTINGS:
                raise refuse("sync.cannot_agree") from None
            yield from _settle(client, parted, pace, chance)
    client.outcome.more = True


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
    if parted.device == client.me.device:
        yield from _go_on_as_another(client, common, chance)
        return
    if journal.of_hall(parted.device) and not client.server.relay:
        held = client.local.heads().get(parted.device, Head()).number
        run = client.others_run(parted.device, common, held, pace.push)
        if run is not None:
            yield from _say(client, Recover(run, common), Marked)
            client.compare()
            return
    with client.local.transaction():
        client.local.stray(parted.device, common)
    client.compare()


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


def _attachments(client: Client, pace: Pace) -> Step:
    budget = [pace.parts]
    for hash, held in client.wants:
        if client.local.size(hash.hex()) is not None:
            yield from _put(client, hash, held, budget, pace.part)
    for want in client.local.wants(pace.parts):
        yield from _fetch(client, bytes.fromhex(want.hash), want.held, budget, pace.part)
    client.outcome.more = client.outcome.more or budget[0] <= 0
    client.outcome.down = len(client.local.wants(pace.parts))


def _put(client: Client, hash: bytes, held: int, budget: list[int], most: int) -> Step:
    """Give the server the rest of an attachment, from where its copy ends."""
    local, name = client.local, hash.hex()
    total, media = local.size(name) or 0, local.media(name)
    while budget[0] > 0:
        budget[0] -= 1
        data = local.part(name, held, most)
        now = yield from _say(client, Put(hash, held, total, media, data), Held)
        if now.complete:
            return
        if now.held <= held:
            break
        held = now.held
    client.outcome.up += 1


def _fetch(client: Client, hash: bytes, held: int, budget: list[int], most: int) -> Step:
    """Get the rest of an attachment, as far as the server has it."""
    local, name = client.local, hash.hex()
    while budget[0] > 0 and local.wanted(name):
        budget[0] -= 1
        piece = yield from _say(client, Fetch(hash, held, most), Piece)
        if piece.total <= 0 or piece.at != held:
            return
        with local.transaction():
            now = local.put_part(name, held, piece.total, piece.media, piece.data)
        if now <= held and local.wanted(name):
            return
        held = now
