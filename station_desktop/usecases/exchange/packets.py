"""The exchange by USB stick, where there is no connection for weeks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from station_desktop.domain.problem import Problem, refuse
from station_desktop.storage.exchange import wants
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.store import Store
from station_desktop.sync import packet
from station_desktop.sync.client import Client
from station_desktop.sync.wire import Malformed
from station_desktop.usecases.exchange.exchanging import PROGRAM, follow_up, me
from station_desktop.usecases.work import Work

_WANTED = "wanted by the hall"


class Imported(msgspec.Struct, frozen=True):
    """What an answer packet brought: new entries, own entries now confirmed, whether the packet
    was complete, what the hall refused, and what the new entries are about."""

    received: int
    confirmed: int
    whole: bool
    problems: tuple[Problem, ...]
    nouns: frozenset[str]


def export(work: Work, file: BinaryIO) -> int:
    """Write a packet for the hall with all that it is not known to have; returns how many entries
    it carries."""
    work.require("sync.read")
    store = work.store
    client = _to_hall(store)
    own = client.local.heads().get(client.me.device)
    packet.export(client, file, store.ledger.now_ms(), _attachments_to_carry(store))
    confirmed = client.local.standing(client.server.id).confirmed
    return 0 if own is None else max(0, own.number - confirmed)


def take(work: Work, file: BinaryIO) -> Imported:
    """Take in the hall's answer; carrying it twice or out of order does no harm. Refuses with
    ``packet.*``."""
    work.require("sync.read")
    store = work.store
    client = _to_hall(store)
    try:
        taken = packet.take_answers(client, packet.Reader(file, client.me.sealing))
    except Malformed as failed:
        raise refuse("packet.damaged") from failed
    wanted = [hash.hex() for hash in taken.wants]
    store.ledger.set_meta(_WANTED, msgspec.json.encode(wanted).decode())
    follow_up(store, client.outcome)
    return Imported(
        client.outcome.received,
        client.outcome.sent,
        taken.whole,
        taken.problems,
        client.outcome.nouns,
    )


def _to_hall(store: Store) -> Client:
    own = me(store)
    if own is None:
        raise refuse("sync.not_enrolled")
    return Client(StoreReplica(store), own.hall, store.ledger.now_ms, PROGRAM)


def _attachments_to_carry(store: Store) -> Iterator[str]:
    """Bytes that go along: what the hall asked for last time, and what the entries on their way
    name."""
    kept = store.ledger.meta(_WANTED)
    wanted = msgspec.json.decode(kept, type=list[str]) if kept else []
    yield from wanted
    replica, own = StoreReplica(store), me(store)
    if own is None:
        return
    confirmed = replica.standing(own.hall.id).confirmed
    seen = set(wanted)
    for hash in wants.named_after(store.connection, own.device, confirmed):
        if hash not in seen:
            seen.add(hash)
            yield hash
