"""Exchanges over a network that loses, repeats, delays, cuts and damages what it carries."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from world_nodes import Crash, Office, Window

from station_desktop.domain.problem import Refused
from station_desktop.hall import relaying
from station_desktop.hall.exchange import exchange
from station_desktop.hall.relay import RelayReplica
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.sync import identity, rounds
from station_desktop.sync.client import Client, Outcome, Pace
from station_desktop.sync.identity import Server
from station_desktop.sync.transport import Unreachable
from station_desktop.sync.wire import Malformed

if TYPE_CHECKING:
    from world import World

PAGE = b"<!DOCTYPE html><html><title>Sign in</title></html>"
FAULTS = (
    "lost request",
    "lost answer",
    "twice",
    "late",
    "again later",
    "cut request",
    "cut answer",
    "damaged request",
    "damaged answer",
    "a page instead",
    "server crashes",
    "server full",
    "client crashes",
    "client full",
)


class Talk:
    """One round of a window or a relay with a server, frame by frame."""

    def __init__(self, world: World, party: Window | Office, office: Office, pace: Pace) -> None:
        self.world = world
        self.party = party
        self.office = office
        self.over = False
        self.outcome: Outcome | None = None
        self.failure = ""
        self.agreed_at: str | None = None
        if isinstance(party, Office):
            with party.hall.database.begin() as connection:
                self._relay = RelayReplica(connection, party.hall, party.relay)
                self._begin(self._relay, office, pace)
        else:
            self._begin(party.replica, office, pace)

    def _begin(self, replica: StoreReplica | RelayReplica, office: Office, pace: Pace) -> None:
        me = identity.decode(replica.identity())
        assert me is not None
        server = me.hall
        if office.relay:
            ring = office.keyring
            server = Server(ring.id, ring.verify_key, relay=True)
        now_ms = self.party.hall.now_ms if isinstance(self.party, Office) else self._now_ms
        self.client = Client(replica, server, now_ms)
        self._talk = rounds.exchange(self.client, pace, self.party.chance)
        self._frame = next(self._talk)

    def _now_ms(self) -> int:
        assert isinstance(self.party, Window)
        return self.party.store.ledger.now_ms()

    def _turn(self, reply: bytes) -> bytes | Outcome:
        if isinstance(self.party, Office):
            return relaying.turn(self._relay, self._talk, reply)
        try:
            return self._talk.send(reply)
        except StopIteration as ended:
            outcome: Outcome = ended.value
            return outcome

    def advance(self, fault: str = "") -> None:
        """Send the next frame and take its answer; ``fault`` is what goes wrong."""
        try:
            reply = self._carried(fault)
        except Unreachable as failed:
            self._end(failed.code)
            return
        if fault.startswith("client"):
            self.party.fuse.light(self.world.random.randint(1, 25), full=fault == "client full")
        try:
            said = self._turn(reply)
        except (Malformed, Refused) as failed:
            self._end(failed.first.code if isinstance(failed, Refused) else "malformed")
        except Crash:
            self._end("crash")
            self.party.reopen()
        else:
            self.party.fuse.out()
            self._said(said)
        finally:
            self.party.fuse.out()

    def _said(self, said: bytes | Outcome) -> None:
        self.world.checks.after_message(self)
        if isinstance(said, bytes):
            self._frame = said
            return
        self.outcome, self.over = said, True

    @property
    def station(self) -> str:
        return self.party.station if isinstance(self.party, Window) else self.party.relay

    @property
    def ending(self) -> str:
        """What became of the round, for the log."""
        if self.failure:
            return f" -> {self.failure}"
        if self.outcome is None:
            return ""
        o = self.outcome
        words = [f"sent {o.sent}", f"received {o.received}", f"pending {o.pending}"]
        words += ["agreed"] if o.agreed else [f"up {o.up} down {o.down}"]
        words += ["renamed"] if o.renamed else []
        return " -> " + ", ".join(words)

    def _end(self, why: str) -> None:
        self.over = True
        self.failure = why
        self._talk.close()

    def _carried(self, fault: str) -> bytes:
        """The answer as it comes back over this network."""
        if fault == "lost request":
            raise Unreachable("sync.offline")
        if fault in ("late", "again later"):
            self.world.late.append((self.office, self._frame))
        if fault == "late":
            raise Unreachable("sync.slow")
        reply = self._heard(fault)
        random = self.world.random
        match fault:
            case "lost answer":
                raise Unreachable("sync.cut")
            case "cut answer":
                return reply[: random.randrange(len(reply))]
            case "damaged answer":
                return damaged(reply, random)
            case "a page instead":
                return PAGE
            case _:
                return reply

    def _heard(self, fault: str) -> bytes:
        """What the server made of it."""
        frame, random = self._frame, self.world.random
        if fault == "cut request":
            frame = frame[: random.randrange(len(frame))]
        elif fault == "damaged request":
            frame = damaged(frame, random)
        elif fault.startswith("server"):
            self.office.fuse.light(random.randint(1, 40), full=fault == "server full")
        elif fault == "twice":
            delivered(self.world, self.office, frame)
        reply = delivered(self.world, self.office, frame)
        if reply is None:
            raise Unreachable("sync.cut")
        return reply


def delivered(world: World, office: Office, frame: bytes) -> bytes | None:
    """The server's answer, ``None`` when it had none."""
    try:
        return exchange(office.hall, frame)
    except (Malformed, Refused):
        return None
    except Crash:
        world.hang_up(office)
        office.reopen()
        return None
    finally:
        office.fuse.out()


def damaged(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + bytes((data[at] ^ (1 << random.randrange(8)),)) + data[at + 1 :]


def whole_round(talk: Talk, *, fault: Callable[[], str] = lambda: "") -> None:
    while not talk.over:
        talk.advance(fault())
