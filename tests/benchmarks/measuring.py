"""Taking times and memory so that two ways can be compared: in turns, in one process."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "bench"

MS = 1000.0


class Row(msgspec.Struct, frozen=True):
    """One line of the table. ``ratio`` is ours by the bare limit; ``aim`` the most that it
    (``"2x"``) or our worst (``"16 ms"``, with ``worst``) may be, empty for what is only shown."""

    what: str
    ours: str
    bare: str = ""
    ratio: float | None = None
    aim: str = ""
    met: bool | None = None
    note: str = ""


class Sizes(msgspec.Struct, frozen=True):
    """How much of everything: whole, or just enough to prove that each measurement runs."""

    quick: bool = False

    @property
    def people(self) -> int:
        return 20_000 if self.quick else 1_000_000

    @property
    def cases(self) -> int:
        return self.people

    @property
    def loop(self) -> int:
        """Cases of the store that the closed loop is measured on."""
        return 4_000 if self.quick else 200_000

    @property
    def roster(self) -> int:
        return 600 if self.quick else 40_000

    @property
    def starts(self) -> int:
        return 1 if self.quick else 9

    def times(self, whole: int) -> int:
        """``whole`` repetitions, or a few."""
        return max(3, whole // 40) if self.quick else whole


class Spread(msgspec.Struct, frozen=True):
    """What repeated measurements said, in seconds."""

    values: tuple[float, ...]

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        return cls(tuple(sorted(values)))

    def at(self, share: float) -> float:
        return self.values[min(len(self.values) - 1, int(share * len(self.values)))]

    @property
    def median(self) -> float:
        return self.at(0.5)

    @property
    def worst(self) -> float:
        return self.values[-1]

    def __str__(self) -> str:
        """Median, and p99 and the worst where there are enough values, else the range."""
        if len(self.values) == 1:
            return span(self.median)
        if len(self.values) < 50:
            return f"{span(self.median)} ({span(self.values[0])} … {span(self.worst)})"
        return f"{span(self.median)}, p99 {span(self.at(0.99))}, max {span(self.worst)}"


def span(seconds: float) -> str:
    """A time for people: three figures."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    ms = seconds * MS
    return f"{ms:.0f} ms" if ms >= 100 else f"{ms:.1f} ms" if ms >= 10 else f"{ms:.2f} ms"


def compared(
    what: str, ours: Spread, bare: Spread, most: float | None = None, note: str = ""
) -> Row:
    """Ours against the bare limit by their medians; ``most`` is the ratio aimed at."""
    ratio = ours.median / bare.median
    return Row(
        what=what,
        ours=str(ours),
        bare=str(bare),
        ratio=ratio,
        aim=f"≤ {most:g}x" if most else "",
        met=ratio <= most if most else None,
        note=note,
    )


def within(
    what: str,
    ours: Spread,
    most_ms: float,
    *,
    share: float = 1.0,
    bare: Spread | None = None,
    note: str = "",
) -> Row:
    """Ours against a time; ``share`` 0.99 lets one in a hundred take longer."""
    value = ours.worst if share == 1.0 else ours.at(share)
    said = "every one" if share == 1.0 else "median" if share == 0.5 else f"p{share * 100:g}"
    return Row(
        what=what,
        ours=str(ours),
        bare=str(bare) if bare else "",
        ratio=ours.median / bare.median if bare else None,
        aim=f"{said} ≤ {most_ms:g} ms",
        met=value * MS <= most_ms,
        note=note,
    )


@contextmanager
def undisturbed() -> Iterator[None]:
    """No collection of garbage in between: the window, too, collects only when it is idle."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def timed(act: Callable[[], Any]) -> float:
    """How long one call takes, in seconds."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def cpu_timed(act: Callable[[], Any]) -> float:
    """As :func:`timed`, by this thread's own time: what else the computer does is left out."""
    begun = time.thread_time()
    act()
    return time.thread_time() - begun


def in_turns(
    times: int, ours: Callable[[int], float], bare: Callable[[int], float]
) -> tuple[Spread, Spread]:
    """Both ways ``times`` times in alternation, each way first half of the time: what disturbs
    one disturbs the other."""
    took: tuple[list[float], list[float]] = [], []
    with undisturbed():
        for turn in range(times):
            for way in (0, 1) if turn % 2 else (1, 0):
                took[way].append((ours, bare)[way](turn))
    return Spread.of(took[0]), Spread.of(took[1])


def memory() -> tuple[float, float]:
    """Memory of this process in MB: resident now, and at its peak."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(
            line.split(":", 1) for line in status.read_text("utf-8").splitlines() if ":" in line
        )
        return tuple(int(lines[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))  # type: ignore[return-value]
    import psutil

    info = psutil.Process().memory_info()
    return info.rss / 2**20, getattr(info, "peak_wset", info.rss) / 2**20
