"""A device that seals what is personal, without a store: its chain and its keys."""

from __future__ import annotations

from chains import START, Writer

from station_desktop.domain.journal import journal, sealing
from station_desktop.domain.journal.journal import FIRST, Entry, Fact, Run
from station_desktop.domain.journal.sealing import Key
from station_desktop.domain.time import clock


class Sealer(Writer):
    """As a window writes: one key for each subject. ``keys`` is what goes along with its runs."""

    def __init__(self, device: str) -> None:
        super().__init__(device)
        self.held: dict[str, Key] = {}

    def tell(self, about: str, fact: Fact, late_ms: int = 0, id: str = "") -> Entry:
        number, at = len(self.entries) + 1, START + late_ms
        self.stamp = clock.next_stamp(self.stamp, at, self.device)
        personal = sealing.personal_part(fact)
        entry = journal.seal(
            id=id or f"{number:020x}{self.device}",
            device=self.device,
            number=number,
            stamp=self.stamp,
            at=at,
            author="a" * 32,
            subject=about,
            fact=fact,
            previous=self.entries[-1].hash if self.entries else FIRST,
            key=self._key(about) if personal else None,
            personal=personal,
        )
        self.entries.append(entry)
        return entry

    def _key(self, about: str) -> Key:
        secret = f"key of {about} by {self.device}".encode().ljust(32, b".")[:32]
        return self.held.setdefault(about, sealing.key_of(secret))

    @property
    def keys(self) -> dict[str, tuple[bytes, ...]]:
        return {about: (key.secret,) for about, key in self.held.items()}

    def sealed_run(self, after: int = 0, upto: int | None = None, *, keys: bool = True) -> Run:
        """Its entries as they come in: not opened, with or without their keys."""
        entries = tuple(Entry(*journal.columns(entry)) for entry in self.entries[after:upto])
        return Run(self.device, entries, b"s" * 64, self.keys if keys else {})
