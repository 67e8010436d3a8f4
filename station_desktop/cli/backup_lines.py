"""What the commands about backups have in common: moments, sizes, and how far long work is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from station_desktop.console import output
from station_desktop.console.command import say
from station_desktop.domain.problem import Problem
from station_desktop.domain.time import clock, remaining

_EVERY_S = 0.5


def megabytes(size: int) -> int:
    return -(-size // 1_000_000)


def moment(at: int) -> str:
    return clock.from_milliseconds(at).isoformat(" ", "minutes")[:16] if at else ""


def said(problem: Problem | None) -> str:
    return output.message(problem) if problem is not None else ""


@contextmanager
def heard() -> Iterator[Callable[[int, int], None]]:
    """How far it is and how long it will take, on a line that renews itself where somebody
    watches."""
    pace, next_ = remaining.Pace(), 0.0
    watched = sys.stderr.isatty()

    def told(done: int, total: int) -> None:
        nonlocal next_
        now = time.monotonic()
        if not watched or now < next_:
            return
        next_ = now + _EVERY_S
        left = output.message(remaining.told(pace.left(now, done, total)))
        far = say("cli.backup.far", percent=100 * done // max(1, total), left=left)
        click.echo(f"\r\033[K{far}", nl=False, err=True)

    yield told
    if watched and next_:
        click.echo("\r\033[K", nl=False, err=True)
