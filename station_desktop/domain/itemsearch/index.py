"""The stored search index of one catalogue: built once when a catalogue is read, then loaded.

Everything is by feature (see ``features``). A posting is one unsigned 32-bit number,
``entry * 256 + weight``, kept as bytes until first asked for.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import accumulate

import msgspec

from station_desktop.domain.itemsearch.features import (
    FIRST_MARK,
    LAST_MARK,
    english_features,
    placed_features,
    plain_text,
)
from station_desktop.domain.itemsearch.lexicon import AGE, HIDDEN, Lexicon
from station_desktop.domain.text import pinyin

FORMAT = 1
ITEM = "item"
REFUSED_PROOF = "refused_proof"
UNIT_WEIGHT = 134
"""The posted weight of a feature of the name."""
OPEN_VIEWS = 600
SINGLE_SHARE = 0.9  # the weight of one character against a pair as rare
CONCEPT_SHARE = 1.22
AGE_SHARE = 1.5


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One item, or one proof to refuse, as the search knows it.

    ``texts`` begins with the name; each text has its concepts behind it. ``english`` likewise,
    as words. ``initials`` runs the first letters of all texts together, parted by blanks.
    ``first_day`` and ``last_day`` are ordinals, 0 for no bound.
    """

    code: str
    kind: str
    name: str
    texts: tuple[str, ...]
    english: tuple[str, ...]
    initials: str
    serves: frozenset[str]
    first_day: int = 0
    last_day: int = 0

    @property
    def bounded(self) -> bool:
        """Whether there are days on which the entry is not offered."""
        return bool(self.first_day or self.last_day)

    def offered_on(self, day: date | None) -> bool:
        """Whether the entry may be found on ``day``; always when no day is named."""
        if day is None:
            return True
        number = day.toordinal()
        return self.first_day <= number and (not self.last_day or number <= self.last_day)


class View:
    """The texts of one entry in one language, opened for a close look.

    A feature of which ``chars`` lacks the first or the last character stands nowhere in them.
    """

    __slots__ = ("_ends", "_joined", "_plains", "_spoken", "_weights", "chars", "texts")

    def __init__(self, texts: tuple[str, ...], english: bool) -> None:
        self.texts = texts
        self._spoken = english_features if english else placed_features
        self._joined = "\n".join(f" {text} " for text in texts) if english else "\n".join(texts)
        self.chars = {*self._joined, "_"}
        self._ends = list(accumulate(len(text) + (3 if english else 1) for text in texts))
        self._weights: dict[int, float] = {}
        self._plains: dict[int, str] = {}

    def places(self, feature: str) -> Iterator[tuple[int, int]]:
        """Where a feature stands, as (text number, place); places only compare with each other."""
        sought = f" {feature[1:]} " if feature[0] == "_" else feature
        at = self._joined.find(sought)
        while at >= 0:
            yield bisect_right(self._ends, at), at
            at = self._joined.find(sought, at + 1)

    def weight(self, index: Index, number: int) -> float:
        """What one text says in all."""
        found = self._weights.get(number)
        if found is None:
            weight = index.weight
            found = sum(weight(feature) for _, feature in self._spoken(self.texts[number]))
            self._weights[number] = found
        return found

    def plain(self, number: int) -> str:
        """One text's letters, digits and hanzi alone."""
        found = self._plains.get(number)
        if found is None:
            found = self._plains[number] = plain_text(self.texts[number])
        return found


class Runs:
    """Long texts, one per entry, in which an unbroken piece is found quickly."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._starts: list[int] = []
        parts: list[str] = []
        at = 0
        for text in texts:
            self._starts.append(at)
            parts.append(text)
            at += len(text) + 1
        self._joined = "\n".join(parts)

    def holding(self, piece: str) -> Iterator[int]:
        """The numbers of the entries that hold ``piece``; none for an empty one."""
        at = self._joined.find(piece) if piece else -1
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            if number + 1 == len(self._starts):
                return
            at = self._joined.find(piece, self._starts[number + 1])


class Index(msgspec.Struct, frozen=True, dict=True):
    """A searchable catalogue. ``sounds`` and ``starts`` lead from folded syllables and from first
    letters, one or two of them, to the characters of the catalogue that sound so."""

    format: int
    version: str
    entries: tuple[Entry, ...]
    postings: dict[str, bytes]
    sounds: dict[str, str]
    starts: dict[str, str]
    readings_table: str
    lexicon: Lexicon

    @cached_property
    def readings(self) -> pinyin.Readings:
        return pinyin.parse(self.readings_table)

    @cached_property
    def by_code(self) -> dict[str, int]:
        """The items by their codes' letters and digits; a later version stands for an earlier."""
        items = ((n, entry) for n, entry in enumerate(self.entries) if entry.kind == ITEM)
        return {plain_text(entry.code.lower()): n for n, entry in items}

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """The English words of the catalogue, in order."""
        return tuple(sorted(feature[1:] for feature in self.postings if feature[0] == "_"))

    @cached_property
    def typed_wishes(self) -> tuple[tuple[str, str], ...]:
        """The lexicon's cues of two and more hanzi in full pinyin, each with its wish."""
        return tuple(
            (self.readings.full(form, 1)[0], wish)
            for wish, forms in self.lexicon.intents.items()
            for form in forms
            if len(form) > 1 and not form.isascii() and wish != HIDDEN
        )

    @cached_property
    def initial_runs(self) -> Runs:
        """The first letters of every entry's texts."""
        return Runs(entry.initials for entry in self.entries)

    @cached_property
    def text_runs(self) -> Runs:
        """The Chinese texts of every entry."""
        return Runs("\n".join(entry.texts) for entry in self.entries)

    @cached_property
    def english_runs(self) -> Runs:
        """The English texts of every entry."""
        return Runs("\n".join(entry.english) for entry in self.entries)

    @cached_property
    def _bounded(self) -> list[tuple[int, Entry]]:
        return [(n, entry) for n, entry in enumerate(self.entries) if entry.bounded]

    def not_offered(self, day: date | None) -> frozenset[int]:
        """The entries that may not be found on ``day``."""
        return frozenset(n for n, entry in self._bounded if not entry.offered_on(day))

    @cached_property
    def _opened(self) -> dict[str, array[int]]:
        return {}

    @cached_property
    def _views(self) -> dict[tuple[int, bool], View]:
        return {}

    def view(self, number: int, english: bool) -> View:
        """One entry opened in one language; the last few hundred stay open."""
        found = self._views.get((number, english))
        if found is None:
            if len(self._views) >= OPEN_VIEWS:
                del self._views[next(iter(self._views))]
            entry = self.entries[number]
            texts = entry.english if english else entry.texts
            found = self._views[number, english] = View(texts, english)
        return found

    @cached_property
    def _weights(self) -> dict[str, float]:
        return {}

    def weight(self, feature: str) -> float:
        """How much a feature counts: its rarity, less for a single character or a concept."""
        found = self._weights.get(feature)
        if found is None:
            found = self._weights[feature] = self.rarity(feature) * _share(feature)
        return found

    @cached_property
    def _rarities(self) -> dict[str, float]:
        return {}

    def posted(self, feature: str) -> array[int]:
        """The postings of one feature, empty when the catalogue has none."""
        found = self._opened.get(feature)
        if found is None:
            found = array("I")
            found.frombytes(self.postings.get(feature, b""))
            self._opened[feature] = found
        return found

    def rarity(self, feature: str) -> float:
        """How much a feature tells (inverse document frequency); 0 for one that never occurs."""
        found = self._rarities.get(feature)
        if found is None:
            count = len(self.postings.get(feature, b"")) // 4
            total = len(self.entries)
            found = math.log(1 + (total - count + 0.5) / (count + 0.5)) if count else 0.0
            self._rarities[feature] = found
        return found


def encode(index: Index) -> bytes:
    """The index as bytes, to be kept beside its catalogue."""
    return msgspec.msgpack.encode(index)


def decode(data: bytes) -> Index:
    """The index from its bytes; :class:`ValueError` when they are of another format."""
    try:
        index = msgspec.msgpack.decode(data, type=Index)
    except msgspec.DecodeError as error:
        raise ValueError("not a search index") from error
    if index.format != FORMAT:
        raise ValueError("a search index of another format")
    return index


def _share(feature: str) -> float:
    if len(feature) > 1:
        return 1.0
    if FIRST_MARK <= feature <= LAST_MARK:
        return AGE_SHARE if ord(feature) >= AGE else CONCEPT_SHARE
    return SINGLE_SHARE
