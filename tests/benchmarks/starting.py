"""From the start of the process to a window that can be used, against a bare window of Qt's."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from station_desktop import paths, preferences
from station_desktop.preferences import Preferences
from tests.benchmarks.fresh import run_probe
from tests.benchmarks.measuring import Row, Sizes, Spread, compared
from tests.benchmarks.small_stations import demo_station

_PROBE = "start_probe.py"
_MOST_MB = 130
Told = dict[str, Any]


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    folder, _ = demo_station(scratch, "started")
    speaks = _language(folder)
    told: dict[str, list[Told]] = {"bare": [], "ours": []}
    ways: dict[str, tuple[str, ...]] = {"bare": (), "ours": (str(folder),)}
    for turn in range(sizes.starts + (not sizes.quick)):
        for way in sorted(ways, reverse=bool(turn % 2)):
            found = run_probe(scratch / "compiled", _PROBE, way, repr(time.monotonic()), *ways[way])
            if turn or sizes.quick:  # the first of each finds nothing in the disk cache
                told[way].append(found)
    return _rows(told["ours"], told["bare"], speaks)


def _language(folder: Path) -> str:
    """Chinese as shipped; English where the translations have not been compiled."""
    if (paths.resources() / "i18n" / "zh_CN.qm").exists():
        return "in Chinese"
    preferences.save(folder, Preferences(language="en"))
    return "in English, as the Chinese texts are not compiled"


def _rows(ours: list[Told], bare: list[Told], speaks: str) -> list[Row]:
    def spread(told: list[Told], of: Callable[[Told], float]) -> Spread:
        return Spread.of([of(one) for one in told])

    plain = spread(bare, lambda one: one["bare"]["s"])
    to_door = spread(ours, lambda one: one["door"]["s"])
    to_desk = spread(ours, lambda one: one["desk"]["s"] - one["argon2_s"])
    argon2 = spread(ours, lambda one: one["argon2_s"])
    after = spread(ours, lambda one: one["desk"]["s"] - one["enter_s"] - one["argon2_s"])
    note = "process start to painted, idle, and a key taken"
    return [
        compared("Start to the sign-in", to_door, plain, 1.5, f"{note}; {speaks}"),
        compared(
            "Start to the desk", to_desk, plain, note=f"without Argon2id, which took {argon2}"
        ),
        Row("Enter pressed to the desk", str(after), note="without Argon2id"),
        _memory("Memory at the sign-in", ours, bare, "door"),
        _memory("Memory at the desk", ours, bare, "desk"),
    ]


def _memory(what: str, ours: list[Told], bare: list[Told], place: str) -> Row:
    at_rest = Spread.of([one[place]["rss"] for one in ours]).median
    peak = Spread.of([one[place]["peak"] for one in ours]).worst
    plain = Spread.of([one["bare"]["rss"] for one in bare]).median
    return Row(
        what,
        f"{at_rest:.0f} MB, peak {peak:.0f} MB",
        f"{plain:.0f} MB",
        at_rest / plain,
        f"≤ {_MOST_MB} MB",
        at_rest <= _MOST_MB,
        "resident; Argon2id takes 64 MB for a moment" if place == "desk" else "resident",
    )
