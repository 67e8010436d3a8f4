"""Slots: each thing a query holds, with everything in the catalogue that satisfies it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from station_desktop.domain.itemsearch.cuts import Unit, one_slip
from station_desktop.domain.itemsearch.features import fold, words
from station_desktop.domain.itemsearch.index import Index

# What finds count for: found, like those of ``score``, by leaving out a tenth of all expressions
# at a time and searching for them in the rest. They work together; test before changing them.
MOST_WAYS = 24
UNKNOWN = 1.56
UNTOLD = 2.4
FAINT = 0.56
INITIAL_WEIGHT = 3.0
GAIN_SAME = 1.0
GAIN_TYPED = 0.97
GAIN_FOLDED = 0.6
GAIN_INITIAL = 0.9
GAIN_SOUND = 0.32
GAIN_SOUND_FOLDED = 0.33
GAIN_STEM = 0.85
GAIN_KIN = 0.5
GAIN_SLIP = 0.75


class Slot(NamedTuple):
    """One thing to match; ``chained``: counts only beside its neighbour (initials)."""

    weight: float
    ways: dict[str, float]
    chained: bool = False


def single_slots(index: Index, segment: list[Unit], alone: bool) -> Iterator[Slot]:
    """Single characters; of sounds only the one that is the whole query."""
    for unit in segment:
        if unit.kind == "char":
            weight = index.rarity(unit.text) if alone else index.weight(unit.text)
            if weight:
                yield Slot(weight * (FAINT if unit.faint else 1), {unit.text: GAIN_SAME})
        elif alone:
            chars = [c for c in index.starts.get(unit.text[0], "") if _says(index, unit, c)]
            chars.sort(key=index.rarity)
            ways = dict.fromkeys(chars[:MOST_WAYS], GAIN_INITIAL)
            if ways:
                yield Slot(INITIAL_WEIGHT, ways)


def pair_slots(index: Index, segment: list[Unit]) -> Iterator[Slot]:
    """Every two neighbours; written ones that the catalogue lacks by their sound."""
    for left, right in pairwise(segment):
        faint = FAINT if left.faint and right.faint else 1.0
        both = left.text + right.text
        if left.kind == right.kind == "char":
            if both in index.postings:
                yield Slot(index.rarity(both) * faint, {both: GAIN_SAME})
                continue
            told = left.told and right.told
            ways = {} if told else _sounding(index, left, right, GAIN_SOUND, GAIN_SOUND_FOLDED)
        elif left.kind in ("initial", "open") or right.kind in ("initial", "open"):
            ways = _starting(index, left, right)
            yield Slot(INITIAL_WEIGHT, ways, chained=True)
            continue
        elif "misspelt" in (left.kind, right.kind):
            ways = _sounding(index, left, right, GAIN_FOLDED, GAIN_FOLDED)
        else:
            ways = _sounding(index, left, right, GAIN_TYPED, GAIN_FOLDED)
        weight = max((index.rarity(way) for way in ways), default=UNKNOWN)
        yield Slot(weight * faint, ways)


def _sounding(
    index: Index, left: Unit, right: Unit, same: float, folded: float
) -> dict[str, float]:
    """What the catalogue writes for two sounds."""
    ways: dict[str, float] = {}
    for first in sounds_of(index, left):
        for second in sounds_of(index, right):
            found = index.sounds.get(f"{fold(first)} {fold(second)}", "")
            for at in range(0, len(found), 2):
                two = found[at : at + 2]
                if left.kind != right.kind and not _keeps(left, right, two):
                    continue
                syllables = index.readings.syllables
                exact = first in syllables(two[0]) and second in syllables(two[1])
                ways[two] = max(ways.get(two, 0.0), same if exact else folded)
    return ways


def _keeps(left: Unit, right: Unit, two: str) -> bool:
    """Whether what was written as a character stays that character."""
    return (left.kind != "char" or left.text == two[0]) and (
        right.kind != "char" or right.text == two[1]
    )


def _starting(index: Index, left: Unit, right: Unit) -> dict[str, float]:
    """What the catalogue writes for two sounds of which at least one is only begun."""
    ways = {}
    for first in {sound[0] for sound in sounds_of(index, left)}:
        for second in {sound[0] for sound in sounds_of(index, right)}:
            found = index.starts.get(first + second, "")
            for at in range(0, len(found), 2):
                two = found[at : at + 2]
                if _says(index, left, two[0]) and _says(index, right, two[1]):
                    ways[two] = GAIN_INITIAL
    return ways


def sounds_of(index: Index, unit: Unit) -> tuple[str, ...]:
    """What a unit may sound like, common first."""
    if unit.kind == "char":
        return index.readings.syllables(unit.text)[:2] or (unit.text,)
    return unit.sounds or (unit.text,)


def _says(index: Index, unit: Unit, char: str) -> bool:
    """Whether a character of the catalogue may be what the unit means."""
    if unit.kind == "char":
        return unit.text == char
    sounds = index.readings.syllables(char) or (char,)
    if unit.kind in ("syllable", "misspelt"):
        typed = {fold(sound) for sound in sounds_of(index, unit)}
        return any(fold(sound) in typed for sound in sounds)
    return any(sound.startswith(unit.text) for sound in sounds)


def concept_slots(index: Index, normal: str) -> list[Slot]:
    """The concepts and ages named."""
    return [
        Slot(index.weight(mark), {mark: GAIN_SAME})
        for mark in index.lexicon.meaning(normal)
        if index.rarity(mark)
    ]


def english_slots(index: Index, normal: str) -> list[Slot]:
    """English words, with their kin, beginnings and misspellings."""
    stems = words(normal, index.lexicon)
    slots = []
    for place, stem in enumerate(stems):
        ways = _near_words(index, stem, place == len(stems) - 1)
        best = max(ways.values(), default=0.0)
        weight = max((index.rarity(way) for way in ways if ways[way] == best), default=UNTOLD)
        slots.append(Slot(weight, ways))
    if any(slot.ways for slot in slots):
        slots.extend(concept_slots(index, normal))
    return slots


def _near_words(index: Index, stem: str, last: bool) -> dict[str, float]:
    """The word itself and its kin (register, registration); else what it begins or misspells."""
    known = f"_{stem}" in index.postings
    if not known and last and len(stem) > 1:
        found = _beginning(index, stem)[:MOST_WAYS]
        if found:
            return {f"_{word}": GAIN_STEM for word in found}
    ways = {f"_{word}": GAIN_KIN for word in _kin(index, stem)}
    if not known and not ways and len(stem) > 3:
        near = (word for word in _beginning(index, stem[0]) if one_slip(word, stem))
        ways = {f"_{word}": GAIN_SLIP for word in near}
    if known:
        ways[f"_{stem}"] = GAIN_SAME
    return ways


def _kin(index: Index, stem: str) -> list[str]:
    if len(stem) < 5:
        return []
    return _beginning(index, stem[: max(5, len(stem) - 3)])


def _beginning(index: Index, start: str) -> list[str]:
    vocabulary = index.vocabulary
    at, end = bisect_left(vocabulary, start), bisect_left(vocabulary, start + "\uffff")
    return list(vocabulary[at:end])
