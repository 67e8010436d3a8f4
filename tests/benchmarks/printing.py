"""The first and every later paper as a PDF, against Qt putting the same lines on a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.benchmarks.fresh import run_probe
from tests.benchmarks.measuring import Row, Sizes, Spread, compared
from tests.benchmarks.small_stations import demo_station

_PROBE = "paper_probe.py"


def measure(sizes: Sizes, scratch: Path) -> list[Row]:
    folder, founded = demo_station(scratch, "papers")
    compiled = scratch / "compiled"
    store = (str(folder), founded.key.hex())
    lines = scratch / "lines.json"
    lines.write_text(json.dumps(run_probe(compiled, _PROBE, "runs", *store)), "utf-8")
    times = str(sizes.times(40))
    told: dict[str, list[Any]] = {"ours": [], "bare": []}
    for turn in range(1 if sizes.quick else 6):
        for way, given in (("ours", store), ("bare", (str(lines),))):
            found = run_probe(compiled, _PROBE, way, *given, times)
            if turn or sizes.quick:  # the first of each compiles its modules
                told[way].append(found)
    first, later = (
        [Spread.of([took for one in told[way] for took in one["took"][part]]) for way in told]
        for part in (slice(1), slice(1, None))
    )
    size = f"{told['ours'][0]['bytes'] // 1024} KiB"
    peak = max(one["peak"] for one in told["ours"])
    return [
        compared("First paper as PDF", *first, note="fonts loaded, catalogue read, composed"),
        compared("Each later paper as PDF", *later, note=f"A4, {size}; peak {peak:.0f} MB"),
    ]
