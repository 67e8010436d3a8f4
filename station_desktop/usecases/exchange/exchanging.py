"""One round of exchange with the hall, or with a relay of the station where the hall is out of
reach.

Run beside the desk's own work, on a store of its own connection; it may wait for the network, and
nothing at the desk waits for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import msgspec

from station_desktop import __version__
from station_desktop.domain.problem import Refused, refuse
from station_desktop.logs import notes
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.keys.vault import Vault
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store
from station_desktop.sync import identity, pacing, rounds, transport
from station_desktop.sync.client import Client, Outcome, Pace
from station_desktop.sync.identity import Identity, Server
from station_desktop.sync.wire import Malformed
from station_desktop.usecases.backup import erased_copies
from station_desktop.usecases.door import opening

PROGRAM = f"station-desktop {__version__}"
_LAST = "exchange"

Send = Callable[[bytes], bytes]
"""Delivers a frame and returns the one that answers it; raises ``transport.Unreachable``."""
Told = Callable[[Outcome], None]
"""Hears between two messages how far a round is; what it raises ends the round."""


class Last(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of the last rounds. Moments in milliseconds, 0 for never.

    ``tried`` is the last try, ``heard`` the last that was answered, by the server ``by``
    (``hall`` or ``relay``); ``problem`` is why the last try failed, a problem code, empty when it
    did not. ``agreed`` is when both ends last compared counts and hashes and were the same.
    ``ahead_ms`` is how far this PC's clock was before the server's. ``up`` and ``down`` are the
    attachments that had still to travel.
    """

    tried: int = 0
    heard: int = 0
    by: str = ""
    problem: str = ""
    agreed: int = 0
    ahead_ms: int = 0
    damaged: int = 0
    up: int = 0
    down: int = 0


def me(store: Store) -> Identity | None:
    """This device's identity, ``None`` before its enrolment."""
    return identity.decode(StoreReplica(store).identity())


def last(store: Store) -> Last:
    """What is known of the last rounds."""
    kept = store.ledger.meta(_LAST)
    return msgspec.json.decode(kept, type=Last) if kept else Last()


def servers(store: Store) -> tuple[Server, ...]:
    """Whom this window may exchange with, the hall first, then the station's relays."""
    own = me(store)
    if own is None:
        return ()
    relays = [
        Server(device.id, bytes.fromhex(device.key), device.address, device.pin, relay=True)
        for device in reads.devices(store.connection)
        if device.role == "relay" and device.stands and device.address and device.id != own.device
    ]
    return (own.hall, *relays)


class Line:
    """The way to the servers of one store, its connections kept open from round to round;
    ``gently`` where somebody works at the desk meanwhile."""

    def __init__(self, store: Store, *, gently: bool = True) -> None:
        self.store = store
        self._gently = gently
        self._open: dict[tuple[str, str], transport.Http] = {}
        self._stopped = False
        self._pull = pacing.FIRST_PULL if gently else 0
        self.told: Told = lambda outcome: None

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def round(self, pace: Pace) -> Outcome:
        """One round with the first server that answers, noted in the store. Raises
        ``transport.Unreachable`` when none does, ``Refused`` for what the server refuses."""
        known = servers(self.store)
        if not known:
            raise refuse("sync.not_enrolled")
        failure: transport.Unreachable | None = None
        for server in known:
            try:
                outcome = self._with(server, pace)
            except transport.Unreachable as failed:
                failure = failure or failed
                continue
            except Refused as refused:
                self._note(server, refused.first.code, None)
                raise
            self._note(server, "", outcome)
            return outcome
        assert failure is not None, "every way out of the loop above is taken care of"
        self._note(known[0], failure.code, None)
        raise failure

    def _with(self, server: Server, pace: Pace) -> Outcome:
        http, pace = self._http(server), msgspec.structs.replace(pace)
        pace.pull = self._pull or pace.pull
        try:
            return converse(
                self.store,
                server,
                http.send,
                pace,
                lambda: self._stopped,
                lambda o: self.told(o),
                gently=self._gently,
            )
        except Malformed as failed:
            raise transport.Unreachable("sync.not_hall") from failed
        finally:
            self._pull = pace.pull

    def _http(self, server: Server) -> transport.Http:
        place = (server.address, server.pin)
        if place not in self._open:
            self._open[place] = transport.Http(*place)
        return self._open[place]

    def _note(self, server: Server, problem: str, outcome: Outcome | None) -> None:
        now, before = self.store.ledger.now_ms(), last(self.store)
        kept = msgspec.structs.replace(before, tried=now, problem=problem)
        if outcome is not None:
            kept = msgspec.structs.replace(
                kept,
                heard=now,
                by="relay" if server.relay else "hall",
                agreed=now if outcome.agreed and not server.relay else before.agreed,
                ahead_ms=outcome.ahead_ms,
                damaged=outcome.damaged,
                up=outcome.up,
                down=outcome.down,
            )
        self.store.ledger.set_meta(_LAST, msgspec.json.encode(kept).decode())
        came = outcome or Outcome()
        facts = {"sent": came.sent, "received": came.received, "pending": came.pending}
        notes.detail("round", by=kept.by or "nobody", problem=problem or "none", **facts)

    def stop(self) -> None:
        """End a round under way at the next message, and a message under way at once; from any
        thread."""
        self._stopped = True
        for http in list(self._open.values()):
            http.stop()

    def close(self) -> None:
        for http in list(self._open.values()):
            http.close()
        self._open.clear()


def converse(
    store: Store,
    server: Server,
    send: Send,
    pace: Pace,
    stopped: Callable[[], bool],
    told: Told = lambda outcome: None,
    *,
    gently: bool = True,
) -> Outcome:
    """One round with ``server`` over whatever ``send`` is. Where somebody works at the desk
    meanwhile, ``pace`` is fitted, from message to message, to the time that taking one in holds the
    store."""
    replica = StoreReplica(store)
    client = Client(replica, server, store.ledger.now_ms, PROGRAM)
    talk = rounds.exchange(client, pace, store.chance)
    try:
        frame = next(talk)
        while not stopped():
            answer = send(frame)
            begun, before = time.monotonic(), client.outcome.received
            frame = talk.send(answer)
            if gently and client.outcome.received > before:
                pace.pull = pacing.fitting(pace.pull, time.monotonic() - begun)
            told(client.outcome)
    except StopIteration as ended:
        follow_up(store, ended.value)
        outcome: Outcome = ended.value
        return outcome
    finally:
        talk.close()
    raise transport.Unreachable("sync.stopped")


def follow_up(store: Store, outcome: Outcome) -> None:
    """What new entries call for outside of the tables: colleagues' passwords at this window, and
    what somebody erased."""
    if "account" in outcome.nouns:
        opening.renew_slots(store, Vault(store.folder))
    if store.ledger.erased:
        with suppress(Refused):  # a full disk does not end a round; the next one tries again
            erased_copies.note(store)
