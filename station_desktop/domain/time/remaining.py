"""How long a piece of work will still take, from how fast it went so far."""

from __future__ import annotations

from collections.abc import Sequence

from station_desktop.domain.problem import Problem

_LATELY_S = 20.0
_ENOUGH_S = 1.0
_MINUTE, _HOUR = 60, 3600


def seconds_left(marks: Sequence[tuple[float, int]], total: int) -> float | None:
    """Seconds until ``total``, by the speed since the start and by that of the last twenty
    seconds, in equal parts: a slow beginning is forgotten, a short pause does not frighten.

    ``marks`` are ``(seconds, done)`` in the order they were taken. ``None`` while too little was
    measured to say anything.
    """
    if len(marks) < 2 or total <= 0:
        return None
    (begun, first), (now, done) = marks[0], marks[-1]
    if now - begun < _ENOUGH_S or done <= first:
        return None
    overall = (done - first) / (now - begun)
    since, then = next(mark for mark in marks if mark[0] >= now - _LATELY_S)
    lately = (done - then) / (now - since) if now > since else overall
    return max(0, total - done) / ((overall + lately) / 2)


def told(seconds: float | None) -> Problem:
    """The phrase for it and its number: a few seconds, about so many seconds, minutes, hours.
    Never exact, since it is not."""
    if seconds is None:
        return Problem("remaining.unknown")
    if seconds < 10:
        return Problem("remaining.moment")
    if seconds < 55:
        return Problem("remaining.seconds", params={"n": -(-round(seconds) // 10) * 10})
    if seconds < 90 * _MINUTE:
        return Problem("remaining.minutes", params={"n": max(1, round(seconds / _MINUTE))})
    return Problem("remaining.hours", params={"n": round(seconds / _HOUR)})


class Pace:
    """Collects marks while work goes on."""

    def __init__(self) -> None:
        self._marks: list[tuple[float, int]] = []

    def left(self, seconds: float, done: int, total: int) -> float | None:
        """Note a mark; what :func:`seconds_left` says now. Work that begins anew is measured
        anew."""
        if self._marks and done < self._marks[-1][1]:
            self._marks.clear()
        self._marks.append((seconds, done))
        return seconds_left(self._marks, total)
