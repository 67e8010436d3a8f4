"""A client's side of the exchange: a window towards its hall or relay, a relay towards the hall.

:class:`Client` knows what to ask next and what to make of the answer. It touches the store only
between messages, so a connection cut anywhere leaves nothing half done. Who carries the messages is
no matter here: see :mod:`rounds` for a live connection and :mod:`packet` for a stick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import FIRST, Entry, Head, Run
from station_desktop.domain.problem import refuse
from station_desktop.sync import identity, keys, runs, unlocking, wire
from station_desktop.sync.identity import Identity, Server
from station_desktop.sync.ports import Local, Standing
from station_desktop.sync.wire import Answer, Cut, Malformed, Sync, WireHead, WireRun

_ANY_WEIGHT = 1 << 40


class Pace(msgspec.Struct):
    """How much to carry at a time: entries and bytes of payload of one push and of one pull, how
    many parts of attachments in one round, and how many bytes in one part."""

    push: int = 2000
    pull: int = 1000
    weight: int = 1024 * 1024
    parts: int = 32
    part: int = 256 * 1024


class Outcome(msgspec.Struct):
    """What a round came to. ``pending`` entries of one's own are not confirmed yet; ``up`` and
    ``down`` count attachments still to travel; ``agreed`` is that both ends hold exactly the same
    and nothing is left to do. ``ahead_ms`` is how far the own clock is before the server's.
    ``damaged`` is the number of an own entry that is damaged on this disk, 0 for none. ``renamed``
    says that this device was restored from a backup and goes on under another id. ``nouns`` are
    what the entries received were about."""

    sent: int = 0
    received: int = 0
    pending: int = 0
    up: int = 0
    down: int = 0
    more: bool = False
    agreed: bool = False
    renamed: bool = False
    damaged: int = 0
    ahead_ms: int = 0
    nouns: frozenset[str] = frozenset()


class Parted(Exception):
    """Server and client hold different entries of ``device`` somewhere up to number ``upto``."""

    def __init__(self, device: str, upto: int) -> None:
        super().__init__(device)
        self.device = device
        self.upto = upto


class Client:
    """One client towards one server, for one round."""

    def __init__(
        self, local: Local, server: Server, now_ms: Callable[[], int], program: str = ""
    ) -> None:
        me = identity.decode(local.identity())
        if me is None:
            raise refuse("sync.not_enrolled")
        self.local = local
        self.me: Identity = me
        self.server = server
        self.outcome = Outcome()
        self.wants: list[tuple[bytes, int]] = []
        self.astray = False
        """Whether something is held here outside of all chains."""
        self._now_ms = now_ms
        self._program = program
        self._theirs: dict[str, int] | None = None
        self._given_up: set[str] = set()
        self._comparing = False
        self._compared = False
        self._lacked: unlocking.Named = []
        self._given: unlocking.Given = []
        self._unlocked = 0
        self._openly = True
        """Whether runs go with open boxes: the server understands them, or has not spoken yet."""

    # asking

    def ask(self, pace: Pace) -> Sync:
        """The next turn: what the server lacks of what is here, and where to go on from."""
        heads, standing = self.local.heads(), self.local.standing(self.server.id)
        turn = self._turn(heads, standing, pace)
        brought = self._to_send(heads, standing, pace)
        if self._openly:
            return msgspec.structs.replace(turn, open_runs=brought)
        return msgspec.structs.replace(turn, runs=brought)

    def _turn(self, heads: dict[str, Head], standing: Standing, pace: Pace) -> Sync:
        self._comparing = self._comparing or not standing.epoch
        place = Standing() if self._comparing else standing
        return Sync(
            at=self._now_ms(),
            own=WireHead(heads.get(self.me.device, Head()).number),
            epoch=bytes.fromhex(place.epoch),
            position=place.position,
            check=bytes.fromhex(place.check)[: wire.CHECK],
            most=pace.pull,
            weight=pace.weight,
            heads=_wired(heads) if self._comparing else None,
            program=self._program if self._comparing else "",
            lacks=unlocking.asked(self.local),
            keys=self._keys_asked_for(),
        )

    def _keys_asked_for(self) -> unlocking.Given:
        """What the server asked for last and has not been given in this round."""
        new = [key for key in unlocking.given(self.local, self._lacked) if key not in self._given]
        self._given.extend(new)
        self._lacked = []
        return new

    def asks(self, pace: Pace) -> Iterator[Sync]:
        """All turns at once, for a carrier that answers days later: everything not yet confirmed,
        run by run, and last the question what is new on the other side. They are in the words of
        version 1, and so are the answers: nobody knows which version will read them."""
        self._openly = False
        heads, standing = self.local.heads(), self.local.standing(self.server.id)
        turn = msgspec.structs.replace(self._turn(heads, standing, pace), speaks=1)
        for run in self._all_to_send(heads, standing, pace):
            yield msgspec.structs.replace(turn, runs=[run], most=0, weight=0)
        yield turn

    def _all_to_send(
        self, heads: dict[str, Head], standing: Standing, pace: Pace
    ) -> Iterator[WireRun]:
        own = self._own_runs(heads, standing.confirmed, pace)
        while own:
            yield from own
            own = self._own_runs(heads, own[-1].after + len(own[-1].payloads), pace)
        for device, number in self._lacking(heads):
            upto = heads[device].number
            others = self.others_run(device, number, upto, pace.push)
            while others is not None:
                yield others
                number = others.after + len(others.payloads)
                others = self.others_run(device, number, upto, pace.push)

    def compare(self) -> None:
        """Ask next for everything that the other side has and is not here, whatever the place in
        the sequence says."""
        self._comparing = True

    def begin_again(self) -> None:
        """The server learned something: it may take now what it would not take before, as from a
        device whose enrolment it had lost."""
        self._given_up.clear()
        self._compared = False
        self.compare()

    def _to_send(self, heads: dict[str, Head], standing: Standing, pace: Pace) -> list[WireRun]:
        own = self._own_runs(heads, standing.confirmed, pace)
        if own:
            return own
        for device, number in self._lacking(heads):
            run = self.others_run(device, number, heads[device].number, pace.push)
            if run is not None:
                return [run]
            self._given_up.add(device)
        return []

    def _own_runs(self, heads: dict[str, Head], confirmed: int, pace: Pace) -> list[WireRun]:
        """The next of one's own entries, signed as often as others need it to hand them on."""
        device = self.me.device
        if heads.get(device, Head()).number <= confirmed or device in self._given_up:
            return []
        entries = self.local.run(device, confirmed, pace.push, pace.weight)
        parts = [
            entries[at : at + runs.SIGNED_EVERY] for at in range(0, len(entries), runs.SIGNED_EVERY)
        ]
        keys = self._keys(entries)
        return [
            runs.packed(part, self.signature(part[-1]), keys, openly=self._openly) for part in parts
        ]

    def _keys(self, entries: Sequence[Entry]) -> dict[str, tuple[bytes, ...]]:
        """The keys to what is personal in these entries: whoever gets them can read them."""
        return self.local.seals(runs.sealed(entries))

    def signature(self, entry: Entry) -> bytes:
        """The own one over an entry of one's own chain and all before it."""
        message = journal.head_message(entry.device, Head(entry.number, entry.hash))
        return keys.sign(self.me.signing, message)

    def _lacking(self, heads: dict[str, Head]) -> Iterable[tuple[str, int]]:
        """Others' devices of which the server is known to hold less than is here, and how much."""
        if self._theirs is not None:
            theirs = self._theirs
        elif self.me.role == "relay":
            theirs = self.local.confirmed()
        else:
            return
        for device, head in sorted(heads.items()):
            hall_has_it = self._theirs is None and journal.of_hall(device)
            if device == self.me.device or device in self._given_up or hall_has_it:
                continue
            number = theirs.get(device, 0)
            if head.number > number:
                yield device, number

    def others_run(self, device: str, after: int, upto: int, most: int) -> WireRun | None:
        """Somebody else's entries up to a place that they signed (the server believes nobody else
        about them), about ``most`` of them; ``None`` where they signed none."""
        signed = self.local.signatures(device, after, upto)
        if not signed:
            return None
        within = [number for number in signed if number - after <= most]
        end = max(within) if within else min(signed)
        entries = self.local.run(device, after, end - after, _ANY_WEIGHT)
        return runs.packed(entries, signed[end], self._keys(entries), openly=self._openly)

    # taking

    def take(self, answer: Answer, *, fresh: bool = True) -> bool:
        """Take an answer in, in one transaction; returns whether there is more to say.

        ``fresh`` is whether it answers what was just asked. One that came on a stick may be old,
        and then nothing that is known goes back. Raises :class:`Parted` or
        :class:`~station_desktop.sync.wire.Malformed`.
        """
        heads = self.local.heads()
        self.outcome.ahead_ms = self._now_ms() - answer.at
        self.wants, self._lacked = answer.wants, answer.lacks
        self._openly = self._openly and answer.speaks >= wire.OPENS
        if answer.heads is not None:
            self._theirs = {device.hex(): head.number for device, head in answer.heads.items()}
            self._comparing = self._compared = True
        elif self._theirs is not None:
            self._theirs |= {device.hex(): number for device, number in answer.confirmed.items()}
        self._must_agree(answer, heads)
        self._must_share(answer.heads or {}, heads)
        for cut in answer.cuts:
            self._heed(cut, heads)
        brought, whole = self._brought(answer, heads)
        before = self.local.standing(self.server.id)
        with self.local.transaction():
            if brought:
                self.local.add(brought)
            self._unlocked = unlocking.learnt(self.local, answer.keys)
            self._keep(answer, before, fresh or self._gap(answer), whole)
        self.outcome.received += sum(len(run.entries) for run in brought)
        self.outcome.nouns |= {entry.noun for run in brought for entry in run.entries}
        self.outcome.sent += max(0, answer.own.number - before.confirmed)
        return self._more(answer, whole)

    def _gap(self, answer: Answer) -> bool:
        """Whether the server lacks own entries that it was thought to have: however old the answer
        is, giving them again does no harm."""
        own = bytes.fromhex(self.me.device)
        return any(cut.device == own and cut.why == "gap" for cut in answer.cuts)

    def _must_agree(self, answer: Answer, heads: dict[str, Head]) -> None:
        """The server's copy of one's own chain is the beginning of the chain here, or else this
        store was restored from a backup. A relay, whose chain holds nothing but others' acts that
        it adopted, then simply gets its entries back."""
        own, number = heads.get(self.me.device, Head()), answer.own.number
        if number > own.number:
            if self.me.role == "relay":
                return
            raise Parted(self.me.device, own.number)
        if number and not wire.same(answer.own, self.hash(self.me.device, number, own)):
            raise Parted(self.me.device, number)

    def _must_share(self, theirs: dict[bytes, wire.WireHead], heads: dict[str, Head]) -> None:
        """Where the server's copy of a chain is not the longer one, it is the beginning of the one
        here. (Where it is, that shows when the rest of it comes.)"""
        for name, head in theirs.items():
            device, number = name.hex(), head.number
            own = heads.get(device, Head())
            if 0 < number <= own.number and not wire.same(head, self.hash(device, number, own)):
                raise Parted(device, number)

    def hash(self, device: str, number: int, head: Head) -> str:
        """Hash of the device's entry ``number`` as held here, at or before its head."""
        if number == 0:
            return FIRST
        if number == head.number:
            return head.hash
        return self.local.hashes(device, (number,)).get(number, FIRST)

    def _heed(self, cut: Cut, heads: dict[str, Head]) -> None:
        """Something sent was not taken: settle whose copy stands, go on from elsewhere, or leave
        this device's entries for this round."""
        device = cut.device.hex()
        if cut.why == "parted":
            raise Parted(device, heads.get(device, Head()).number)
        if cut.why == "gap":
            if self._theirs is not None:
                self._theirs[device] = cut.number - 1
            return
        self._given_up.add(device)
        if device == self.me.device and cut.why == "damaged":
            self.outcome.damaged = cut.number

    def _brought(self, answer: Answer, heads: dict[str, Head]) -> tuple[list[Run], bool]:
        """The new entries of the answer, proven; and whether all of them could be joined on."""
        heads, found, whole = dict(heads), list[Run](), True
        for wired in wire.brought(answer):
            device = wired.device.hex()
            head = heads.get(device, Head())
            if wired.after > head.number:
                whole = False
                continue
            run = runs.unpacked(wired, self._joint(found, device, wired.after, head))
            if not run.fits or not self._same_held(device, head, run.entries):
                raise Parted(device, head.number)
            if run.damaged:
                raise Malformed("damaged on the way")
            new = run.entries[head.number - wired.after :]
            if new:
                found.append(Run(device, new, self._believed(wired, new[-1]), run.keys))
                heads[device] = found[-1].head
        return found, whole

    def _joint(self, found: list[Run], device: str, number: int, head: Head) -> str:
        """The hash that a run after ``number`` follows; the head may be of this very answer."""
        for run in found:
            first = run.entries[0].number
            if run.device == device and first <= number <= run.head.number:
                return run.entries[number - first].hash
        return self.hash(device, number, head)

    def _same_held(self, device: str, head: Head, entries: tuple[Entry, ...]) -> bool:
        held = entries[: head.number - entries[0].number + 1] if entries else ()
        return not held or held[-1].hash == self.hash(device, held[-1].number, head)

    def _believed(self, wired: WireRun, last: Entry) -> bytes:
        """The run's signature, to be kept for whoever asks for it later. A hall's is checked here;
        those of windows by servers, who know their keys."""
        if not wired.signature or not journal.of_hall(last.device):
            return wired.signature
        message = journal.head_message(last.device, Head(last.number, last.hash))
        return wired.signature if keys.signed(self.me.hall.key, wired.signature, message) else b""

    def _keep(self, answer: Answer, before: Standing, fresh: bool, whole: bool) -> None:
        confirmed = answer.own.number if fresh else max(answer.own.number, before.confirmed)
        standing = msgspec.structs.replace(before, confirmed=confirmed)
        if answer.heads is not None and not answer.placed:
            standing = Standing(confirmed=confirmed)
        if answer.placed and whole and (fresh or _leads_on(answer, before)):
            standing = Standing(answer.epoch.hex(), answer.position, answer.check.hex(), confirmed)
            self._comparing = False
        receipts = [
            (device.hex(), first, last, position)
            for device, first, last, position in answer.receipts
            if not self.server.relay
        ]
        self.local.keep(self.server.id, standing, receipts)
        through = self._through(answer)
        if through:
            self.local.confirm(through)

    def _through(self, answer: Answer) -> dict[str, int]:
        """How far the hall is now known to have each device's entries."""
        if self.server.relay:
            return {device.hex(): number for device, number in (answer.through or {}).items()}
        through = {device.hex(): number for device, number in answer.confirmed.items()}
        for run in wire.brought(answer):
            through[run.device.hex()] = run.after + len(run.payloads)
        for device, head in (answer.heads or {}).items():
            through[device.hex()] = head.number
        return through | {self.me.device: answer.own.number}

    def _more(self, answer: Answer, whole: bool) -> bool:
        """Whether another turn is needed; on the last one, whether the two ends agree."""
        heads = self.local.heads()
        device = self.me.device
        own = heads.get(device, Head()).number
        self.outcome.pending = max(0, own - answer.own.number)
        waiting = self.outcome.pending > 0 and device not in self._given_up
        if not whole:
            self.compare()
        if answer.more or waiting or self._comparing or any(True for _ in self._lacking(heads)):
            return True
        if self._unlocked or self._can_unlock():
            return True
        same = answer.digest == runs.digest(heads)
        if not same and not self._compared:
            self.compare()
            return True
        self.astray = self.local.strays() > 0
        if same and self.astray and self._adopt():
            return True
        self.outcome.agreed = same and not self.outcome.pending and not self.astray
        return False

    def _can_unlock(self) -> bool:
        """Whether the server lacks keys that are here and were not given in this round."""
        return any(key not in self._given for key in unlocking.given(self.local, self._lacked))

    def _adopt(self) -> bool:
        """Both ends hold the same chains, so what is still outside of them comes from nobody else
        any more."""
        with self.local.transaction():
            return self.local.adopt(self.me.device) > 0


def _leads_on(answer: Answer, before: Standing) -> bool:
    """Whether an answer that may be old continues from the place where the client stands."""
    if not before.epoch:
        return True
    here = answer.epoch.hex() == before.epoch and answer.since <= before.position
    return here and answer.position > before.position


def _wired(heads: dict[str, Head]) -> dict[bytes, wire.WireHead]:
    return {bytes.fromhex(device): wire.head_of(head) for device, head in heads.items()}
