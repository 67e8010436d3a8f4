"""A district's busy morning: many stations' windows bring what they took in, all at once, to two
workers of one hall on PostgreSQL. The windows' frames are made before, so that the time is the
hall's; they come from a process of their own, on the same two cores."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from station_desktop.domain import fold
from station_desktop.domain.journal import journal, sealing
from station_desktop.domain.journal.journal import FIRST, Entry, Head
from station_desktop.domain.time import clock
from station_desktop.hall import registry
from station_desktop.hall.accounts import staff
from station_desktop.hall.exchange import exchange
from station_desktop.hall.keyring import Keyring
from station_desktop.hall.store.database import Database
from station_desktop.hall.work import Hall
from station_desktop.storage import database
from station_desktop.storage.keys import seals
from station_desktop.sync import enrolment, keys, runs, wire
from station_desktop.sync.wire import Sync
from tests.benchmarks import exchanging, halls
from tests.benchmarks.measuring import ROOT, Row, Sizes, Spread, span
from tests.benchmarks.small_stations import empty_station

sys.path.append(str(ROOT / "tests" / "support"))

import postgres

_WINDOWS = 3
_BATCHES = {25: 3, 100: 1}
"""How many batches each window brings, by the entries in one: a few visits, or a quarter of a day
of a window that was offline."""
_AIM = 5_000
_CONNECTIONS = 24


class Window(msgspec.Struct):
    """One window of one station: its id, its key, and where its chain ends."""

    station: str
    device: str
    signing: bytes
    head: Head = Head()
    stamp: str = ""


class Day(msgspec.Struct, frozen=True):
    """One morning: its number, the entries of one batch, and how many the hall holds after it."""

    number: int
    each: int
    held: int


class _Dice:
    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    told = _real_payloads(scratch)
    rows: list[Row] = []
    with postgres.cluster({"shared_buffers": "512MB", "synchronous_commit": "on"}) as cluster:
        whole = ((26, (25,)), (259, (25, 25, 100)))
        for stations, mornings in ((2, (25,)),) if sizes.quick else whole:
            url, path = cluster.new_database(), scratch / f"hall of {stations}.keys"
            windows, held = _enrolled(url, path, stations), 0
            for day, each in enumerate(mornings, 1):
                held += len(windows) * each * _BATCHES[each]
                rows.append(_morning(url, path, windows, told, Day(day, each, held), scratch))
    return rows


def _real_payloads(scratch: Path) -> list[Entry]:
    """What a visit leaves in a journal, as a real station wrote it."""
    folder = scratch / "a station"
    founded = empty_station(folder)
    exchanging.fill(folder, founded, 30, people_there=30)
    connection = database.connect(folder, founded.key, read_only=True)
    try:
        found = connection.execute(
            "SELECT id, device, number, stamp, at, author, kind, subject, version, payload, "
            "previous, hash FROM entries WHERE kind IN ('case.opened', 'visit.ended', "
            "'document.filed', 'resident.registered', 'resident.changed') ORDER BY position"
        )
        return list(seals.opened(connection, (Entry(*row) for row in found)))
    finally:
        connection.close()


def _enrolled(url: str, path: Path, stations: int) -> list[Window]:
    keyring = Keyring.make(path)
    hall = Hall(Database.open(url, keyring.data_key), keyring)
    founder, dice, windows = staff.console("bench"), _Dice(stations), []
    try:
        for at in range(stations):
            station = f"1101020{at:05d}"
            registry.add_station(hall, founder, station, f"服务站{at}")
            for _ in range(_WINDOWS):
                code = enrolment.code_of(registry.enrol_code(hall, founder, station))
                asking = enrolment.ask(code, _device(dice), dice, name="窗口")
                enrolment.let_in(asking, exchange(hall, asking.frame), "http://127.0.0.1", "")
                windows.append(Window(station, asking.device, asking.signing))
    finally:
        hall.database.close()
    return windows


def _device(dice: _Dice) -> str:
    return "0" + dice.bytes(6).hex()[1:]


def _morning(
    url: str, path: Path, windows: list[Window], told: Sequence[Entry], day: Day, scratch: Path
) -> Row:
    receiver = Keyring.open(path).id
    file = scratch / "morning.frames"
    entries = _write_frames(file, windows, told, receiver, day)
    with halls.whole(url, path) as one, halls.whole(url, path) as other:
        addresses = [one.address, other.address]
        run = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.benchmarks.many_windows",
                str(file),
                str(_CONNECTIONS),
                *addresses,
            ],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        told_by = msgspec.json.decode(run.stdout, type=dict[str, Any])
        memory = max(one.megabytes(), other.megabytes())
    rate = entries / told_by["seconds"]
    took = Spread.of(told_by["took"])
    judged = len(windows) > 100
    return Row(
        what=f"Busy morning of {len(windows)} windows, {day.held:,} entries held after it",
        ours=f"{rate:,.0f} entries/s",
        aim=f"≥ {_AIM:,} entries/s" if judged else "",
        met=rate >= _AIM if judged else None,
        note=(
            f"a batch of {day.each}: {took.median * 1000:.0f} ms, p99 {span(took.at(0.99))}; "
            f"{memory:.0f} MB a worker"
        ),
    )


def _write_frames(
    file: Path, windows: list[Window], told: Sequence[Entry], receiver: str, day: Day
) -> int:
    """All windows' batches in the order in which they come; returns how many entries there are."""
    random, dice, templates = Random(day.number), _Dice(day.number), cycle(told)
    frames = []
    for _ in range(_BATCHES[day.each]):
        for window in random.sample(windows, len(windows)):
            frames.append(_frame(window, templates, receiver, dice, day))
    file.write_bytes(msgspec.msgpack.encode(frames))
    return len(frames) * day.each


def _frame(window: Window, templates: Any, receiver: str, dice: _Dice, day: Day) -> bytes:
    now = 1_795_000_000_000 + day.number * 86_400_000
    entries, held = [], dict[str, tuple[bytes, ...]]()
    for _ in range(day.each):
        like: Entry = next(templates)
        window.stamp = clock.next_stamp(window.stamp, now, window.device)
        about = f"{like.noun}:{clock.new_id(now, dice.bytes(10))}"
        fact = fold.fact_of(like)
        assert fact is not None
        key = sealing.key_of(dice.bytes(sealing.KEY_BYTES))
        personal = sealing.personal_part(fact)
        entry = journal.seal(
            id=clock.new_id(now, dice.bytes(10)),
            device=window.device,
            number=window.head.number + 1,
            stamp=window.stamp,
            at=now,
            author=like.author,
            subject=about,
            fact=fact,
            previous=window.head.hash if window.head.number else FIRST,
            key=key,
            personal=personal,
        )
        if personal:
            held[about] = (key.secret,)
        window.head = Head(entry.number, entry.hash)
        entries.append(entry)
    signature = keys.sign(window.signing, journal.head_message(window.device, window.head))
    run = runs.packed(entries, signature, held, openly=True)
    ask = Sync(at=now, own=wire.head_of(window.head), open_runs=[run])
    return wire.frame(ask, window.device, window.signing, receiver)
