"""Cutting a run of letters into what was meant: syllables, initials, slips of a key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

CUTS = 3
_VOWELS_NEVER_FIRST = frozenset("iuv")


class Unit(NamedTuple):
    """One typed sound or character: ``char``, ``syllable``, ``misspelt`` (then ``sounds`` are what
    it may have been meant to be), ``initial`` or ``open`` (a syllable not typed to its end)."""

    kind: str
    text: str
    faint: bool = False
    sounds: tuple[str, ...] = ()
    told: bool = False


def cuts(run: str, known: frozenset[str], limit: int = CUTS) -> list[list[Unit]]:
    """The best ways to cut a run of letters into syllables and initials, fewest units first.

    Misspelt syllables are thought of only where the plain ways leave single letters over.
    """
    plain = _cut(run, known, limit, mended=False)
    whole = sum(unit.kind == "syllable" for unit in plain[0])
    over = any(unit.kind == "initial" for unit in plain[0][:-1])
    return _cut(run, known, limit, mended=True) if over and whole >= 2 else plain


def _cut(run: str, known: frozenset[str], limit: int, mended: bool) -> list[list[Unit]]:
    best: list[list[tuple[float, list[Unit]]]] = [[] for _ in range(len(run) + 1)]
    best[0].append((0.0, []))
    for start in range(len(run)):
        row = best[start] = sorted(best[start], key=lambda way: way[0])[:limit]
        for unit, length, cost in _units_at(run, start, known, mended):
            best[start + length].extend((total + cost, [*way, unit]) for total, way in row)
    return [way for _, way in sorted(best[-1], key=lambda way: way[0])[:limit]]


def _units_at(
    run: str, start: int, known: frozenset[str], mended: bool
) -> Iterator[tuple[Unit, int, float]]:
    for length in range(1, min(6, len(run) - start) + 1):
        piece = run[start : start + length]
        if piece in known and length > 1:
            yield Unit("syllable", piece), length, 0.62
        elif length == 1:
            yield Unit("initial", piece), 1, 2.5 if piece in _VOWELS_NEVER_FIRST else 1.0
        elif piece in ("zh", "ch", "sh"):
            yield Unit("initial", piece), 2, 1.15
        elif start + length == len(run) and piece in _begun(known):
            yield Unit("open", piece), length, 0.8
        elif mended and length > 2 and (meant := one_letter_off(piece, known)):
            yield Unit("misspelt", piece, sounds=meant), length, 1.3


@lru_cache(maxsize=4)
def _begun(known: frozenset[str]) -> frozenset[str]:
    """Every beginning of a syllable."""
    return frozenset(s[:end] for s in known for end in range(1, len(s)))


@lru_cache(maxsize=2048)
def one_letter_off(piece: str, known: frozenset[str]) -> tuple[str, ...]:
    """The syllables with the same first letter that one slip of a key turns into ``piece``."""
    return tuple(sorted(s for s in known if s[0] == piece[0] and one_slip(s, piece)))


def one_slip(right: str, typed: str) -> bool:
    """Whether one letter more, less, other or swapped makes ``typed`` of ``right``."""
    at = 0
    while at < min(len(right), len(typed)) and right[at] == typed[at]:
        at += 1
    rest, other = right[at:], typed[at:]
    if len(rest) == len(other):
        swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
        return rest[1:] == other[1:] or (len(rest) > 1 and swapped)
    return rest[1:] == other or rest == other[1:]
