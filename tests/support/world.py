"""One simulated world: a hall, stations with windows, relays and sticks between them, and all that
can go wrong. The same seed makes the same world."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Self

import world_acts
from world_checks import Checks
from world_nodes import OFFICER, Hands, Office, Window, keyring
from world_talks import FAULTS, Talk, delivered, whole_round
from world_template import STATIONS, WINDOWS, let_in, let_relay_in, memory, template

from station_desktop.domain.problem import Refused
from station_desktop.hall import packets as hall_packets
from station_desktop.hall import registry
from station_desktop.sync.client import Pace
from station_desktop.usecases.exchange import packets

_YEAR = 365


class World:
    """Everybody of one seed. ``log`` is what happened, step by step."""

    def __init__(self, seed: int, say: Callable[[str], None] = lambda line: None) -> None:
        self.seed = seed
        self.random = Random(seed)
        self.log: list[str] = []
        self._say = say
        self._held = tempfile.TemporaryDirectory(prefix="world-", dir=memory())
        self.folder = Path(self._held.name)
        self.hands = Hands()
        self.talks: list[Talk] = []
        self.late: list[tuple[Office, bytes]] = []
        self.sticks: list[tuple[str, Window, bytes]] = []
        self.agreed: dict[str, bool] = {}
        """Whether each party agreed with the hall when they last exchanged."""
        self.moved = False
        self.stations = STATIONS[: self.random.choice((1, 1, 1, 2, 3))]
        self.windows: list[Window] = []
        self.relays: dict[str, Office] = {}
        self._people_this()
        self.checks = Checks(self)
        self.rough = self.random.choice((0.0, 0.1, 0.3))
        """How often a message goes wrong."""
        self.likely = {
            step: often * self.random.choice((0.3, 1.0, 4.0) if often < 2 else (0.7, 1.0))
            for step, often in _STEPS.items()
        }
        """What happens how often: in some worlds backups are put back all the time."""

    def _people_this(self) -> None:
        self.hall = Office(
            "hall", self._copied("hall"), self.hands, str(self.seed), keyring("hall")
        )
        for station in self.stations:
            for number in range(1, self.random.randint(1, WINDOWS) + 1):
                name = f"{station[-2:]}/{number}"
                folder = self._copied(f"{station}-{number}")
                self.windows.append(Window(name, station, folder, self.hands, str(self.seed)))
            if self.random.random() < 0.4:
                folder = self._copied(f"{station}-relay")
                ring = keyring(f"relay {station}")
                self.relays[station] = Office(
                    f"{station[-2:]}/relay", folder, self.hands, str(self.seed), ring, station
                )

    def _copied(self, name: str) -> Path:
        target = self.folder / name
        shutil.copytree(template() / name, target)
        return target

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for party in (self.hall, *self.windows, *self.relays.values()):
            party.close()
        self._held.cleanup()

    def says(self, line: str) -> None:
        self.log.append(line)
        self._say(line)

    # what happens

    def run(self) -> None:
        """Let things happen, then let the network heal, and see that all is well."""
        for party in (self.hall, *self.relays.values(), *self.windows):
            party.back_up()
        for window in self.windows:
            if self.random.random() < 0.3:
                window.time.wrong = timedelta(days=self.random.randint(-5, 60) * _YEAR)
        for _ in range(self.random.randint(16, 42)):
            self.hands.passed += timedelta(seconds=self.random.choice((0, 1, 30, 4000)))
            self._step()
        self._heal()
        self.checks.at_the_end()

    def _step(self) -> None:
        step = self.random.choices(tuple(self.likely), tuple(self.likely.values()))[0]
        step(self)

    def _window(self) -> Window:
        return self.random.choice(self.windows)

    def _act(self) -> None:
        window = self._window()
        ids = world_acts.at_window(window, self.random)
        if not window.out:
            self.checks.made(ids)
        self.says(f"{window.name} records {len(ids)}")

    def _hall_acts(self) -> None:
        station = self.random.choice(self.stations)
        self.says(f"hall for {station[-2:]}: {world_acts.at_hall(self.hall, station, self.random)}")

    def _pace(self) -> Pace:
        random = self.random
        return Pace(
            push=random.choice((2, 6, 2000)),
            pull=random.choice((3, 9, 1000)),
            weight=random.choice((900, 1 << 20, 1 << 20)),
            parts=random.choice((1, 3, 32)),
            part=random.choice((400, 1000)),
        )

    def _talk(self) -> None:
        """Begin a round, or go on with one under way, for some messages."""
        self._forget_over()
        if self.talks and self.random.random() < 0.6:
            talk = self.random.choice(self.talks)
        else:
            begun = self._begun()
            if begun is None:
                return
            talk = begun
            self.talks.append(talk)
        for _ in range(self.random.choice((1, 2, 50))):
            fault = self.random.choice(FAULTS) if self.random.random() < self.rough else ""
            talk.advance(fault)
            self.says(
                f"{talk.party.name} with {talk.office.name}: {fault or 'a message'}{talk.ending}"
            )
            if talk.over:
                break

    def _forget_over(self) -> None:
        self.talks = [talk for talk in self.talks if not talk.over]

    def _begun(self) -> Talk | None:
        if self.relays and self.random.random() < 0.25:
            party: Window | Office = self.random.choice(list(self.relays.values()))
            office = self.hall
        else:
            party = self._window()
            relay = self.relays.get(party.station)
            office = relay if relay and self.random.random() < 0.5 else self.hall
        if any(talk.party is party for talk in self.talks):
            return None
        return Talk(self, party, office, self._pace())

    def hang_up(self, party: Window | Office) -> None:
        """Rounds of which one end is gone."""
        for talk in self.talks:
            talk.over = talk.over or talk.party is party

    def _late(self) -> None:
        if self.late:
            office, frame = self.late.pop(self.random.randrange(len(self.late)))
            delivered(self, office, frame)
            self.says(f"a late message reaches {office.name}")

    def _crash(self) -> None:
        party = self.random.choice([*self.windows, *self.relays.values(), self.hall])
        self.hang_up(party)
        party.reopen()
        self.says(f"{party.name} starts again")

    def _clock(self) -> None:
        party = self.random.choice([*self.windows, *self.relays.values(), self.hall])
        days = self.random.choice((0, 1, -1, 30 * _YEAR, -20 * _YEAR))
        if party is self.hall:
            days = self.random.choice((0, 2, -2))
        party.time.wrong = timedelta(days=days)
        self.says(f"the clock of {party.name} is {days} days wrong")

    # backups

    def _back_up(self) -> None:
        party = self.random.choice([*self.windows, *self.relays.values(), self.hall])
        self.hang_up(party)
        party.back_up()
        self.says(f"{party.name} is backed up")

    def _put_back(self) -> None:
        parties = [*self.windows, *self.relays.values(), self.hall, self.hall]
        party = self.random.choice(parties)
        self.hang_up(party)
        with self.checks.losing(party):
            party.put_back(self.random.choice(party.backups))
        self.says(f"{party.name} is restored from a backup")

    # devices

    def _revoke(self) -> None:
        window = self._window()
        station = [other for other in self.windows if other.station == window.station]
        if window.out or sum(not other.out for other in station) < 2:
            return
        self._out_again(window)
        with self.checks.losing(window):
            window.out = True
        self.says(f"{window.name} is revoked")

    # sticks

    def _export(self) -> None:
        window = self._window()
        stick = io.BytesIO()
        self.hang_up(window)
        packets.export(window.work, stick)
        self.sticks.append(("up", window, stick.getvalue()))
        self.says(f"{window.name} writes a packet")

    def _carry(self) -> None:
        if not self.sticks:
            return
        at = self.random.randrange(len(self.sticks))
        way, window, data = self.sticks[at]
        if self.random.random() < 0.7:
            self.sticks.pop(at)
        if self.random.random() < 0.2 and data:
            data = data[: self.random.randrange(len(data))]
        if way == "up":
            self._carry_up(window, data)
        else:
            self._carry_down(self._window() if self.random.random() < 0.1 else window, data)

    def _carry_up(self, window: Window, data: bytes) -> None:
        answer = io.BytesIO()
        try:
            carried = hall_packets.take(self.hall.hall, io.BytesIO(data), answer)
        except Refused as refused:
            self.says(f"the packet of {window.name} is refused: {refused.first.code}")
        else:
            self.says(f"the packet of {window.name} is taken in: {carried.messages} messages")
        if self.random.random() < 0.8:
            self.sticks.append(("down", window, answer.getvalue()))

    def _carry_down(self, window: Window, data: bytes) -> None:
        self.hang_up(window)
        try:
            packets.take(window.work, io.BytesIO(data))
        except Refused as refused:
            self.says(f"{window.name} refuses an answer packet: {refused.first.code}")
        else:
            self.says(f"{window.name} takes an answer packet in")

    # the end

    def _heal(self) -> None:
        """No more faults; everybody exchanges until nothing moves any more."""
        self.says("the network heals")
        for talk in self.talks:
            talk.over = True
        self.checks.look_around()
        for window in self.windows:
            if window.out:
                self._out_again(window)
        before: list[tuple[str, ...]] = []
        for turn in range(_MOST_TURNS):
            self.moved = False
            told = self._everybody_talks()
            if told == before and not self.moved:
                self.says(f"quiet after {turn + 1} turns")
                return
            before = told
        raise AssertionError("they do not come to an end")

    def _out_again(self, window: Window) -> None:
        """A hall that was restored from a backup may have forgotten it."""
        with suppress(Refused):  # it does not even know it
            registry.revoke(self.hall.hall, OFFICER, window.me.device, "丢失")

    def _everybody_talks(self) -> list[tuple[str, ...]]:
        told = []
        for station, relay in self.relays.items():
            told += [self._one_talks(window, relay) for window in self._of(station)]
            told.append(self._one_talks(relay, self.hall))
        return told + [self._one_talks(window, self.hall) for window in self.windows]

    def _of(self, station: str) -> list[Window]:
        return [window for window in self.windows if window.station == station]

    def _one_talks(self, party: Window | Office, office: Office) -> tuple[str, ...]:
        """A round without faults: what it came to, to be compared with the one before."""
        talk = Talk(self, party, office, Pace(part=1000))
        whole_round(talk)
        self.says(f"{party.name} with {office.name}{talk.ending}")
        out = isinstance(party, Window) and party.out
        if talk.failure == "device.unknown" and not out and not office.relay:
            self._let_in_again(party)
            self.moved = True
        outcome = talk.outcome
        if outcome is None:
            known = ("device.unknown",) if office is self.hall else _NEEDS_HALL
            assert out or talk.failure in known, talk.failure
            return party.name, office.name, talk.failure
        assert not (out and office is self.hall), "a revoked device was served"
        self.moved |= bool(outcome.sent or outcome.received or outcome.renamed)
        if office is self.hall:
            self.agreed[party.name] = outcome.agreed
        return party.name, office.name, f"{outcome.agreed} {outcome.up} {outcome.down}"

    def _let_in_again(self, party: Window | Office) -> None:
        """A hall restored to before it let this device in gives it a new code."""
        self.says(f"{party.name} gets a new code")
        if isinstance(party, Window):
            let_in(party.store, self.hall.hall, party.station, party.me)
        else:
            let_relay_in(party, self.hall.hall, party.relay)


_MOST_TURNS = 12
_NEEDS_HALL = ("sync.needs_hall", "device.unknown", "device.succeeded")
_STEPS: dict[Callable[[World], None], float] = {
    World._act: 10,
    World._hall_acts: 3,
    World._talk: 14,
    World._late: 1,
    World._crash: 0.7,
    World._clock: 0.5,
    World._back_up: 2.5,
    World._put_back: 2.5,
    World._revoke: 0.3,
    World._export: 1,
    World._carry: 2,
}


def run(seed: int, say: Callable[[str], None] = lambda line: None) -> list[str]:
    """The log of this seed's world; raises what went wrong."""
    with World(seed, say) as world:
        world.run()
        return world.log
