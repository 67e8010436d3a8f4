"""Halls to measure against, each a process of its own, on either kind of database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import msgspec
import psutil

from tests.benchmarks.measuring import ROOT


class Running(msgspec.Struct, frozen=True):
    """A hall that listens: its address, its process, and the codes it gave."""

    address: str
    pid: int
    codes: tuple[str, ...] = ()

    def cpu(self) -> float:
        """Seconds of processor time that it has taken so far."""
        times = psutil.Process(self.pid).cpu_times()
        return float(times.user + times.system)

    def megabytes(self) -> float:
        return float(psutil.Process(self.pid).memory_info().rss / 2**20)


@contextmanager
def whole(url: str, keys: Path, *windows: str) -> Iterator[Running]:
    """The hall, with a code for each of the stations named."""
    with _process("tests.benchmarks.whole_hall", url, str(keys), *windows) as process:
        port, *codes = _lines(process, until=".")
        yield Running(f"http://127.0.0.1:{port}", process.pid, tuple(codes))


@contextmanager
def bare(url: str, key: bytes) -> Iterator[Running]:
    """The least that a hall could be."""
    with _process("tests.benchmarks.bare_hall", url, key.hex()) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        address = f"http://127.0.0.1:{port}"
        httpx.get(address, trust_env=False)  # until it answers
        yield Running(address, process.pid)


@contextmanager
def _process(module: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _lines(process: subprocess.Popen[str], until: str) -> list[str]:
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        if line.strip() == until:
            break
        lines.append(line.strip())
    return lines
