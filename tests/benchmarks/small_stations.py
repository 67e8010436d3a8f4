"""Small stations to measure on: the demo station is made once and copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec

from station_desktop.storage.keys.vault import Cost
from station_desktop.usecases.demo import demo
from station_desktop.usecases.door import opening
from station_desktop.usecases.door.opening import Founded

CHEAP = Cost(passes=1, memory=64, lanes=1)
LOGIN, PASSWORD = "wangmin", "Station#2026"


def demo_station(scratch: Path, name: str) -> tuple[Path, Founded]:
    """A copy of the demo station, its key derivation as costly as in earnest, and its key."""
    made, about = scratch / "demo made once", scratch / "demo made once.json"
    if not about.exists():
        about.write_bytes(msgspec.json.encode(demo.make_demo(made)))
    shutil.copytree(made, scratch / name)
    return scratch / name, msgspec.json.decode(about.read_bytes(), type=Founded)


def empty_station(folder: Path) -> Founded:
    """A station of one account, which opens at once."""
    return opening.found_station(
        folder,
        name="对照服务站",
        code="110102017014",
        login=LOGIN,
        password=PASSWORD,
        staff_name="王敏",
        cost=CHEAP,
    )
