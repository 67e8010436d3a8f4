"""Devices that write chains without a store: sound entries, and ones that break a rule."""

from __future__ import annotations

from collections.abc import Sequence

from station_desktop.domain.case.cases import Opened, Printed
from station_desktop.domain.journal import journal
from station_desktop.domain.journal.journal import FIRST, Entry, Fact, Run
from station_desktop.domain.person.documents import Filed, Scan
from station_desktop.domain.person.residents import Changed, FieldChange, Registered
from station_desktop.domain.time import clock

START = 1_795_658_400_000
"""Thursday 26 November 2026, ten in the morning in Beijing."""


def subject(noun: str, number: int) -> str:
    return f"{noun}:{number:032x}"


def opened(number: int, mode: str = "collect") -> Opened:
    return Opened(
        number=f"017014-20261126-01-{number:04d}-3",
        item="1.2.3",
        pack="ab" * 32,
        visit=f"{number:032x}",
        resident=f"{number:032x}",
        state="accepted",
        category="government",
        mode=mode,
    )


def registered(name: str = "张小明", phone: str = "13800138000") -> Registered:
    return Registered(name=name, phone=phone)


def moved(before: str, after: str) -> Changed:
    return Changed({"residence_address": FieldChange(before, after)})


def printed(copy: int = 1) -> Printed:
    return Printed("receipt", copy)


def filed(*hashes: str) -> Filed:
    scans = tuple(Scan(hash, "image/jpeg", 3) for hash in hashes)
    return Filed("id_card", f"{1:032x}", "original", "2026-11-26", f"{1:032x}", scans=scans)


class Writer:
    """One device's chain."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.entries: list[Entry] = []
        self.stamp = ""

    def tell(self, about: str, fact: Fact, late_ms: int = 0, id: str = "") -> Entry:
        """Seal ``fact``; the PC's clock is ``late_ms`` after :data:`START`."""
        return self.say(about, fact.kind, journal.encode(fact), late_ms, id, fact.version)

    def say(
        self,
        about: str,
        kind: str,
        payload: bytes,
        late_ms: int = 0,
        id: str = "",
        version: int = 1,
    ) -> Entry:
        """As :meth:`tell`, with any kind and payload."""
        number = len(self.entries) + 1
        at = START + late_ms
        self.stamp = clock.next_stamp(self.stamp, at, self.device)
        entry = journal.chained(
            id or f"{number:020x}{self.device}",
            self.device,
            number,
            self.stamp,
            at,
            "a" * 32,
            kind,
            about,
            version,
            payload,
            self.entries[-1].hash if self.entries else FIRST,
        )
        self.entries.append(entry)
        return entry

    def run(self, after: int = 0, upto: int | None = None, signature: bytes = b"s" * 64) -> Run:
        return Run(self.device, tuple(self.entries[after:upto]), signature)


def all_of(writers: Sequence[Writer]) -> list[Entry]:
    return [entry for writer in writers for entry in writer.entries]
