"""The exchange as the window sees it: rounds one after the other at their own pace, and where
everything stands.

Nothing here acts for a person. A round carries what was done, under the key of the store; whoever
sits at the desk, or nobody, makes no difference to it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from station_desktop.domain.problem import Problem, Refused
from station_desktop.domain.station.devices import Device
from station_desktop.logs.notes import ran
from station_desktop.storage.exchange import outbox, wants
from station_desktop.storage.exchange.outbox import Chain
from station_desktop.storage.reads import reads
from station_desktop.storage.store import Store
from station_desktop.sync import transport
from station_desktop.sync.client import Outcome
from station_desktop.sync.pacing import Pacing
from station_desktop.usecases.exchange import exchanging
from station_desktop.usecases.exchange.exchanging import Last, Line
from station_desktop.usecases.work import Work

CLOCK_OFF_MS = 10 * 60_000
"""From how much on a PC's clock is worth a person's while: promised days may be wrong."""
CLOCK_FAR_OFF_MS = 24 * 3_600_000

KINDS = {
    "resident": "residents",
    "case": "cases",
    "document": "cases",
    "visit": "cases",
    "refusal": "cases",
    "account": "accounts",
    "setting": "settings",
    "pack": "catalogue",
    "demand": "demands",
    "whistle": "whistles",
    "partner": "partners",
    "device": "sync",
    "individual": "individuals",
    "area": "households",
    "household": "households",
    "homevisit": "homevisits",
    "booking": "bookings",
}
"""Which of the window's kinds of data entries about a noun change."""

_NOT_OURS = ("device.revoked", "device.succeeded", "device.unknown")
_PASSING = frozenset(
    {
        "sync.offline",
        "sync.slow",
        "sync.cut",
        "sync.busy",
        "sync.not_hall",
        "sync.too_large",
        "sync.stopped",
        "sync.failed",
        "sync.not_enrolled",
    }
)
"""What goes by itself, or by trying again: the way is at fault, not this window."""


class Went(msgspec.Struct, frozen=True):
    """How one round went. ``wait`` is seconds until the next, ``kinds`` the data that others
    changed; ``problem`` is why it failed, a problem code, empty when it did not."""

    enrolled: bool
    wait: float = 0.0
    problem: str = ""
    kinds: frozenset[str] = frozenset()
    received: int = 0


class Courier:
    """Goes between this store and its servers, round by round, on a connection of its own.

    Made, used and closed in one thread; :meth:`stop` alone may be called from another.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.line = Line(store)
        self.pacing = Pacing()
        self._noted = ""

    def go(self, *, fresh: bool = False) -> Went:
        """One round. ``fresh`` is for another network, as after sleep: what was learned of the old
        one is forgotten. The log has every round that failed otherwise than the one before, or
        brought something."""
        went = self._go(fresh=fresh)
        if went.problem != self._noted or went.received:
            ran("round", problem=went.problem or "none", received=went.received)
            self._noted = went.problem
        return went

    def _go(self, *, fresh: bool) -> Went:
        if exchanging.me(self.store) is None:
            return Went(enrolled=False)
        if fresh:
            self.line.close()
            self.pacing = Pacing(push=self.pacing.push)
        loaded, before = pending(self.store), self._pack()
        try:
            outcome = self.line.round(self.pacing.pace())
        except transport.Unreachable as failed:
            stuck = 0 < loaded <= pending(self.store)  # what does get through need not be smaller
            return self._failed(failed.code, failed.again, with_load=stuck)
        except Refused as refused:
            return self._failed(refused.first.code, 0.0, with_load=False)
        if self._pack() != before:
            self.store.keep_item_index()  # a second's work, and not when somebody first searches
        return self._succeeded(outcome)

    def stop(self) -> None:
        """End a round under way at once; from any thread."""
        self.line.stop()

    def close(self) -> None:
        self.line.close()
        self.store.close()

    def _pack(self) -> str:
        return self.store.current_pack_hash() if self.store.has_pack else ""

    def _chance(self) -> float:
        return int.from_bytes(self.store.chance.bytes(4), "big") / (1 << 32)

    def _failed(self, code: str, again: float, *, with_load: bool) -> Went:
        self.pacing = self.pacing.failed(with_load=with_load)
        return Went(True, self.pacing.wait(self._chance(), again), code)

    def _succeeded(self, outcome: Outcome) -> Went:
        self.pacing = self.pacing.succeeded()
        wait = 0.0 if outcome.more else self.pacing.wait(self._chance())
        kinds = frozenset(KINDS[noun] for noun in outcome.nouns if noun in KINDS)
        return Went(True, wait, "", kinds, outcome.received)


def pending(store: Store) -> int:
    """How many entries of this window the hall is not known to have."""
    me = exchanging.me(store)
    if me is None:
        return 0
    reach = outbox.reach(store.connection, me.hall.id)
    return max(0, outbox.own_number(store.connection) - reach.through.get(reach.device, 0))


class Position(msgspec.Struct, frozen=True):
    """Where this window stands. ``pending`` of its entries are not yet at the hall, ``relayed`` of
    them already at a relay; ``lacking`` attachments are known here by name only. ``refused`` is the
    newest published catalogue where it could not be taken into use."""

    last: Last
    pending: int
    relayed: int
    lacking: int
    refused: str = ""

    @property
    def agreed(self) -> bool:
        """Whether both ends compared what they hold in the last round, and it was the same."""
        last = self.last
        return bool(last.agreed) and last.agreed == last.heard and not self.pending


def position(work: Work) -> Position | None:
    """Where this window stands; ``None`` for one that works alone."""
    work.require("sync.read")
    return position_of(work.store)


def position_of(store: Store) -> Position | None:
    me = exchanging.me(store)
    if me is None:
        return None
    reach = outbox.reach(store.connection, me.hall.id)
    own, through = outbox.own_number(store.connection), reach.through.get(reach.device, 0)
    packs = reads.packs(store.connection)
    refused = {found.pack.id: found.pack.version for found in store.refused_packs()}
    return Position(
        last=exchanging.last(store),
        pending=max(0, own - through),
        relayed=max(0, min(own, reach.relay) - through),
        lacking=wants.count(store.connection),
        refused=refused.get(packs[0].id, "") if packs else "",
    )


State = Literal["alone", "connecting", "agreed", "sending", "offline", "needs"]


class Sign(msgspec.Struct, frozen=True):
    """What the one quiet sign says. ``problem`` is what somebody has to see to, or why there is
    no connection; ``since`` is when the hall or relay was last heard, milliseconds, 0 for never."""

    state: State
    problem: Problem | None = None
    pending: int = 0
    since: int = 0
    relay: bool = False


def sign(found: Position | None, *, tried: bool = True, matters: int = 0) -> Sign:
    """The sign for ``found``. ``tried`` is whether there was a round since the program started;
    ``matters`` is how many wait for the judgement of whoever sits here."""
    if found is None:
        return Sign("alone")
    trouble = troubles(found, matters)
    if trouble:
        return Sign("needs", trouble[0], found.pending, found.last.heard)
    return way(found, tried=tried)


def way(found: Position, *, tried: bool = True) -> Sign:
    """How the connection itself is, whatever else is to be seen to."""
    last, relay = found.last, found.last.by == "relay"
    if not tried:
        return Sign("connecting", None, found.pending, last.heard, relay)
    if last.problem:
        return Sign("offline", Problem(last.problem), found.pending, last.heard)
    state: State = "agreed" if found.agreed else "sending"
    return Sign(state, None, found.pending, last.heard, relay)


def troubles(found: Position, matters: int = 0) -> tuple[Problem, ...]:
    """What does not go by itself, the gravest first."""
    last = found.last
    told: list[Problem] = []
    if last.problem and last.problem not in _PASSING and not last.problem.startswith("store."):
        told.append(Problem(last.problem))
    if last.damaged:
        told.append(Problem("sync.damaged_here", params={"number": last.damaged}))
    off = abs(last.ahead_ms)
    if off > CLOCK_OFF_MS:
        told.append(_clock(off, ahead=last.ahead_ms > 0))
    if found.refused:
        told.append(Problem("sync.pack_refused", params={"version": found.refused}))
    if matters:
        told.append(Problem("sync.to_settle", params={"count": matters}))
    return tuple(told)


def _clock(off: int, *, ahead: bool) -> Problem:
    way = "ahead" if ahead else "behind"
    if off > CLOCK_FAR_OFF_MS:
        return Problem(f"sync.clock.{way}_days", params={"count": off // CLOCK_FAR_OFF_MS})
    return Problem(f"sync.clock.{way}", params={"count": off // 60_000})


def needs_new_enrolment(found: Position) -> bool:
    """Whether only another code of the hall's lets this window in again."""
    return found.last.problem in _NOT_OURS


class Neighbour(msgspec.Struct, frozen=True):
    """A device of the station and how far its chain is known here; ``device`` is ``None`` for one
    that wrote before the hall knew it."""

    chain: Chain
    device: Device | None


class Details(msgspec.Struct, frozen=True):
    """Everything about the connection. ``id`` is what this window's entries carry."""

    id: str
    desk: str
    name: str
    station: str
    address: str
    position: Position | None
    neighbours: tuple[Neighbour, ...]


def details(work: Work) -> Details:
    """Everything about the connection, for the page that tells it."""
    work.require("sync.read")
    store = work.store
    me, known = exchanging.me(store), {d.id: d for d in reads.devices(store.connection)}
    chains = {chain.device: chain for chain in outbox.chains(store.connection)}
    for id in known:
        chains.setdefault(id, Chain(id, 0, 0, ""))
    own = store.ledger.device
    return Details(
        id=own,
        desk=store.desk(),
        name=known[own].name if own in known else "",
        station=me.station if me else store.settings().station_code,
        address=me.hall.address if me else "",
        position=position_of(store),
        neighbours=tuple(Neighbour(chain, known.get(id)) for id, chain in sorted(chains.items())),
    )
