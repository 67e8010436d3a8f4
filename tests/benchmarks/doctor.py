"""The doctor: the whole command as IT staff start it, and its checks on a large store against
reading that store's file once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from station_desktop import paths
from station_desktop.storage.store import Store
from station_desktop.usecases.checks import health
from station_desktop.usecases.demo import demo
from station_desktop.usecases.work import Work
from tests.benchmarks.big_store import big_store
from tests.benchmarks.measuring import Row, Sizes, Spread, compared, timed
from tests.benchmarks.small_stations import demo_station


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    folder, founded = demo_station(scratch, "examined")
    times = sizes.times(5)
    command = Spread.of([timed(lambda: _command(folder)) for _ in range(times)])
    store = Store(folder, founded.key)
    work = Work(store, founded.actor)
    rows = [Row("Doctor, the command on the demo station", str(command))]
    built = big_store(sizes.people)
    large = Path(built.folder)
    beside = Store(large, bytes.fromhex(built.key), read_only=True)
    looking = Work(beside, work.actor)
    file = large / paths.STORE_FILE
    size = file.stat().st_size / 1e6
    quick = Spread.of(
        [timed(lambda: health.examine(large, looking, depth="quick")) for _ in range(times)]
    )
    whole = Spread.of([timed(lambda: health.examine(large, looking, depth="whole"))])
    bare = Spread.of([timed(lambda: _read(file))])
    store.close()
    beside.close()
    return [
        *rows,
        Row(f"Doctor, quick, {size:,.0f} MB", str(quick)),
        compared(
            f"Doctor, everything, {size:,.0f} MB",
            whole,
            bare,
            note="every page's hash, every chain; bare: the file read once",
        ),
    ]


def _command(folder: Path) -> None:
    environment = {**os.environ, "STATION_USER": demo.LOGIN, "STATION_PASSWORD": demo.PASSWORD}
    command = [sys.executable, "-m", "station_desktop.cli.main", "doctor", "--json"]
    subprocess.run(
        [*command, "--data-dir", str(folder)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def _read(file: Path) -> int:
    taken = 0
    with file.open("rb") as opened:
        while part := opened.read(1 << 20):
            taken += len(part)
    return taken
