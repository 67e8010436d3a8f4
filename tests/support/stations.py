"""Windows and a hall that write about the same things, each in its own chain, and a store into
which what they wrote arrives."""

from __future__ import annotations

from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import Entry, Fact, Run
from station_desktop.domain.time import clock
from station_desktop.storage.exchange.replica import StoreReplica
from station_desktop.storage.store import Store

HALL = "ffff00000001"
START = 1_764_122_400_000


class Desk:
    """One device: seals facts into its own chain; ``sees`` is how its clock learns of others."""

    def __init__(self, device: str, author: str = "") -> None:
        self.device = device
        self.author = author or f"worker at {device}"
        self.entries: list[Entry] = []
        self.stamp = ""
        self.made = 0

    def tells(self, subject: str, fact: Fact, at: int = START) -> Entry:
        self.made += 1
        self.stamp = clock.next_stamp(self.stamp, at, self.device)
        previous = self.entries[-1].hash if self.entries else journal.FIRST
        entry = journal.seal(
            id=f"{self.made:020x}{self.device}",
            device=self.device,
            number=self.made,
            stamp=self.stamp,
            at=at,
            author=self.author,
            subject=subject,
            fact=fact,
            previous=previous,
        )
        self.entries.append(entry)
        return entry

    def run(self, after: int = 0) -> Run:
        """Its entries after this number, as they travel."""
        return Run(self.device, tuple(self.entries[after:]), b"signed")

    def sees(self, *entries: Entry) -> None:
        self.stamp = max([self.stamp, *(entry.stamp[:17] for entry in entries)])


class Elsewhere(Desk):
    """A hall or another window, whose entries arrive in a store as soon as they are made."""

    def __init__(self, store: Store, device: str, author: str = "") -> None:
        super().__init__(device, author)
        self._store = store

    def acts(self, subject: str, fact: Fact) -> Entry:
        """Knowing of everything that the store holds about the subject."""
        self.sees(*self._store.ledger.history(subject))
        return self.apart(subject, fact)

    def apart(self, subject: str, fact: Fact) -> Entry:
        """Knowing of nothing that happened since it last acted."""
        entry = self.tells(subject, fact, clock.milliseconds(self._store.time.now()))
        StoreReplica(self._store).add([self.run(entry.number - 1)])
        return entry
