"""The readers that come with the program."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import msgspec

from station_desktop.devices.adapter import Around, Kind, Probe
from station_desktop.domain.invented import invented
from station_desktop.domain.person import card_files, cards
from station_desktop.domain.person.cards import Card
from station_desktop.domain.problem import refuse
from station_desktop.domain.time import clock

FRESH = timedelta(minutes=2)
"""A file older than this is of somebody who was here before."""
_ENDINGS = (".txt", ".xml", ".json", ".csv")
_PEOPLE = 60


class KeyboardReader(msgspec.Struct, frozen=True):
    """A reader that types what it reads and ends with Enter."""

    key: str = "keyboard"
    kind: Kind = "reader"
    types: bool = True

    def probe(self, around: Around) -> Probe:
        return Probe("unknown", "devices.keyboard.found")

    def read(self, around: Around, typed: str = "") -> Card:
        return cards.read(typed, around.now.date())


class WatchedFileReader(msgspec.Struct, frozen=True):
    """A reader whose own program writes a file for each card."""

    key: str = "watched_file"
    kind: Kind = "reader"
    types: bool = False

    def probe(self, around: Around) -> Probe:
        place = around.choices.card_file
        if not place:
            return Probe("unset", "devices.file.unset")
        named = Path(place)
        params = {"place": place}
        if not (named.is_dir() or named.parent.is_dir()):
            return Probe("absent", "devices.file.no_folder", params)
        found = _newest(named)
        if found is None:
            return Probe("ready", "devices.file.waiting", params)
        when = _when(found)
        return Probe("ready", "devices.file.found", params | {"time": _said(when, around.now)})

    def read(self, around: Around, typed: str = "") -> Card:
        """The card in the newest file. Refuses ``devices.file.*`` and ``card.*``."""
        if not around.choices.card_file:
            raise refuse("devices.file.unset")
        try:
            file = _newest(Path(around.choices.card_file))
            if file is None:
                raise refuse("devices.file.none", place=around.choices.card_file)
            when = _when(file)
            if when < around.now - FRESH:
                raise refuse("devices.file.old", time=_said(when, around.now))
            with file.open("rb") as opened:
                data = opened.read(card_files.LARGEST + 1)
        except OSError:
            raise refuse("devices.file.locked", place=around.choices.card_file) from None
        return card_files.read(data, around.now.date())


class Simulator(msgspec.Struct, frozen=True):
    """A reader that is not there: cards of the demo station's invented people, another each
    minute. Never offered at a real station."""

    key: str = "simulator"
    kind: Kind = "reader"
    types: bool = False

    def probe(self, around: Around) -> Probe:
        return Probe("ready", "devices.simulator.found")

    def read(self, around: Around, typed: str = "") -> Card:
        if not around.demo:
            raise refuse("devices.simulator.real")
        today = around.now.date()
        people = invented.residents(_PEOPLE, 0, today)
        one = Random(int(around.now.timestamp() // 60)).choice(people)
        return Card(
            id_number=one.id_number,
            name=one.name,
            sex="male" if int(one.id_number[16]) % 2 else "female",
            nation="汉",
            birth_date=one.birth_date.isoformat(),
            address=one.residence_address,
            issuer="北京市公安局西城分局",
            valid_from=(today - timedelta(days=700)).isoformat(),
            valid_until=cards.LONG,
        )


def _newest(place: Path) -> Path | None:
    """The file itself, or the newest one in a folder."""
    if not place.is_dir():
        return place if place.is_file() else None
    files = [file for file in place.iterdir() if file.suffix.lower() in _ENDINGS]
    return max(files, key=lambda file: file.stat().st_mtime, default=None)


def _when(file: Path) -> datetime:
    return clock.from_milliseconds(int(file.stat().st_mtime * 1000))


def _said(when: datetime, now: datetime) -> str:
    return f"{when:%H:%M}" if when.date() == now.date() else f"{when:%Y-%m-%d %H:%M}"
