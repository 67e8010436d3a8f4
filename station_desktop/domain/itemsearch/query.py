"""What was typed, taken apart: characters, syllables and initials, concepts, wishes.

A query becomes a few *readings* (a run of letters can be cut in several ways, and can be English);
each reading is a list of *slots*. A slot is one thing the words may match, with its weight and
the features that satisfy it, each with the gain it earns (1 is exactly what was typed).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from station_desktop.domain.itemsearch.cuts import CUTS, Unit, cuts
from station_desktop.domain.itemsearch.features import words
from station_desktop.domain.itemsearch.index import Index
from station_desktop.domain.itemsearch.lexicon import Forms
from station_desktop.domain.itemsearch.slots import (
    GAIN_SAME,
    GAIN_STEM,
    Slot,
    concept_slots,
    english_slots,
    pair_slots,
    single_slots,
    sounds_of,
)

LONGEST = 120
_LONG = 5
_PIECE = re.compile(r"[a-z']+|[^\W_]", re.UNICODE)
_PROOF_TYPED = re.compile(r"zheng?\s*m(?:ing)?|证m(?:ing)?|zm")


class Reading(NamedTuple):
    """One way to understand the query. ``run`` is its first letters when it is one piece that was
    at least partly typed in letters."""

    slots: tuple[Slot, ...]
    weight: float
    by_feature: dict[str, list[tuple[int, float]]]
    chained: bool
    run: str = ""
    english: bool = False


class Query(NamedTuple):
    """A query taken apart. ``plain`` is its normalised text without blanks and marks, ``stems``
    its English words."""

    plain: str
    stems: str
    readings: tuple[Reading, ...]
    wishes: frozenset[str]
    asks_proof: bool
    latin: bool


def parse(index: Index, text: str) -> Query:
    """Take a typed text apart; never fails, whatever the text."""
    lexicon = index.lexicon
    normal = lexicon.normal(text[:LONGEST])
    plain = "".join(char for char in normal if char.isalnum())
    spoken = any("a" <= char <= "z" for char in plain)
    english = english_slots(index, normal) if spoken else []
    readings = [_reading(english)._replace(english=True)] if english else []
    if not _only_english(index, normal, english):
        readings.extend(_spoken_readings(index, normal))
    return Query(
        plain=plain,
        stems=" ".join(words(normal, lexicon)),
        readings=tuple(reading for reading in readings if reading.by_feature),
        wishes=lexicon.wishes(normal) | (_typed_wishes(index, plain) if spoken else frozenset()),
        asks_proof=_asks_proof(index, normal),
        latin=spoken,
    )


def _only_english(index: Index, normal: str, english: list[Slot]) -> bool:
    """Whether this can hardly be pinyin: two things are said in English; or one is, or is begun by
    five letters and more, that is no whole syllables, and all words beside it are known too.
    Reading it as letters of pinyin would be most of the work of such a key."""
    if sum(GAIN_SAME in slot.ways.values() for slot in english) > 1:
        return True
    stems = words(normal, index.lexicon)
    told = [  # what is meant stands behind the words; a single letter says nothing yet
        (stem, slot) for stem, slot in zip(stems, english, strict=False) if len(stem) > 1
    ]
    if not normal.isascii() or not all(slot.ways for _, slot in told):
        return False
    return any(
        max(slot.ways.values()) >= (GAIN_STEM if len(stem) >= _LONG else GAIN_SAME)
        and (len(stem) >= _LONG or len(stems) > 1)
        and not _sounds_whole(index, stem)
        for stem, slot in told
    )


def _sounds_whole(index: Index, letters: str) -> bool:
    return all(unit.kind == "syllable" for unit in cuts(letters, index.readings.known)[0])


def _asks_proof(index: Index, normal: str) -> bool:
    """Whether a paper is asked for that proves something, and something is said of what."""
    covered = _covered(index.lexicon.proof_forms, normal)
    for typed in _PROOF_TYPED.finditer(normal):
        covered[typed.start() : typed.end()] = [True] * (typed.end() - typed.start())
    rest = (char for char, told in zip(normal, covered, strict=True) if not told)
    return any(covered) and any(char.isalnum() for char in rest)


def _typed_wishes(index: Index, plain: str) -> frozenset[str]:
    return frozenset(wish for pinyin, wish in index.typed_wishes if pinyin in plain)


def _spoken_readings(index: Index, normal: str) -> Iterator[Reading]:
    concepts = concept_slots(index, normal)
    for segments in _segment_ways(index, normal):
        slots = list(concepts)
        alone = sum(len(segment) for segment in segments) == 1
        for segment in segments:
            slots.extend(single_slots(index, segment, alone))
            slots.extend(pair_slots(index, segment))
        yield _reading(slots, _run(index, segments))


def _run(index: Index, segments: list[list[Unit]]) -> str:
    """The first letters of a single piece of at least three units with letters among them."""
    if len(segments) != 1 or len(segments[0]) < 3:
        return ""
    if all(unit.kind == "char" for unit in segments[0]):
        return ""
    return "".join(sounds_of(index, unit)[0][0] for unit in segments[0])


def _segment_ways(index: Index, normal: str) -> list[list[list[Unit]]]:
    """The text as segments of units, in as many ways as its letters can be cut."""
    ways: list[list[list[Unit]]] = [[]]
    for begin, end in _kept(index, normal):
        faint = _covered(index.lexicon.faint_forms, normal[begin:end])
        told = _covered(index.lexicon.concept_forms, normal[begin:end])
        ways = [
            [*way, segment]
            for way in ways
            for segment in _segment_cuts(index, normal[begin:end], faint, told)
        ][:CUTS]
    return ways


def _kept(index: Index, normal: str) -> list[tuple[int, int]]:
    """What is left between stop phrases and marks; everything when nothing would be left."""
    kept = []
    at = 0
    for stop in index.lexicon.stop_pattern.finditer(normal):
        kept.append((at, stop.start()))
        at = stop.end()
    kept.append((at, len(normal)))
    parts = [
        (start + piece.start(), start + piece.end())
        for start, end in kept
        for piece in re.finditer(r"[\w\s'·]+", normal[start:end])
        if piece[0].strip()
    ]
    return parts or [(0, len(normal))]


def _covered(forms: Forms, text: str) -> list[bool]:
    covered = [False] * len(text)
    for _, start, stop in forms.found(text):
        covered[start:stop] = [True] * (stop - start)
    return covered


def _segment_cuts(
    index: Index, segment: str, faint: list[bool], told: list[bool]
) -> list[list[Unit]]:
    ways: list[list[Unit]] = [[]]
    joined = re.sub(r"(?<=[a-z])\s(?=[a-z])", "'", segment)
    for piece in _PIECE.finditer(joined):
        if not piece[0][0].isascii() or piece[0].isdigit():
            at = piece.start()
            unit = Unit("char", piece[0], faint[at], told=told[at])
            for way in ways:
                way.append(unit)
            continue
        options: list[list[Unit]] = [[]]
        for run in filter(None, piece[0].split("'")):
            found = cuts(run, index.readings.known)
            options = [[*left, *right] for left in options for right in found][:CUTS]
        ways = [[*way, *option] for way in ways for option in options][:CUTS]
    return ways


def _reading(slots: list[Slot], run: str = "") -> Reading:
    by_feature: dict[str, list[tuple[int, float]]] = {}
    for number, slot in enumerate(slots):
        for way, gain in slot.ways.items():
            by_feature.setdefault(way, []).append((number, gain))
    weight = sum(slot.weight for slot in slots)
    return Reading(tuple(slots), weight, by_feature, any(slot.chained for slot in slots), run)
