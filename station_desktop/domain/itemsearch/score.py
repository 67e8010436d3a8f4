"""Finding: a quick count over all entries, then a close look at the most promising ones.

The quick count adds up, for every entry, what the query's slots earn anywhere in it. The close
look asks which single expression says the same as the query, and how completely.
"""

from __future__ import annotations

from datetime import date
from heapq import nlargest
from operator import itemgetter

import msgspec

from station_desktop.domain.itemsearch.features import plain_text, readable
from station_desktop.domain.itemsearch.index import (
    ITEM,
    REFUSED_PROOF,
    UNIT_WEIGHT,
    Entry,
    Index,
    View,
)
from station_desktop.domain.itemsearch.query import Query, Reading, parse
from station_desktop.domain.itemsearch.slots import Slot

CANDIDATES = 24
"""How many entries are looked at closely."""
WORTH_A_LOOK = 0.4
"""The share of the best count below which an entry is not looked at."""

# The rest was found by leaving out a tenth of all expressions at a time and searching for them in
# the other nine. The numbers work together; change them with such a test at hand.
QUERY_LEFT = 0.27  # what the query says and the expression does not, against what they share
TEXT_LEFT = 0.29  # what the expression says and the query does not
BEST = 0.59  # the expressions' part of the score; the quick count has the rest
SECOND = 0.3  # the second best expression's part of the expressions'
NAME_BONUS = 1.05
RUN_SHARE = 0.5  # added to the quick count where the whole query stands in one piece
UNCHAINED = 0.25  # what an initial is worth without its neighbour
WISH_KEPT = 1.12
WISH_MISSED = 0.85
WISH_UNASKED = 0.97
WISH_UNTOLD = 0.92  # the same where letters were typed, which rarely tell a wish
PROOF_ASKED = 1.16
PROOF_UNASKED = 0.54
PROOF_SAID = 0.97  # so like a proof's own wording that it need not be called a proof
EXACT = 1.0  # added when an expression is what was typed, to the letter
FLOOR = {ITEM: 0.1, REFUSED_PROOF: 0.2}


class Match(msgspec.Struct, frozen=True):
    """One thing found. ``score`` is 0..1 and only compares within one query; ``expression`` is
    the wording it was found by; ``spans`` are the matched places of the name, [start, end)."""

    code: str
    score: float
    kind: str = ITEM
    expression: str = ""
    spans: tuple[tuple[int, int], ...] = ()


def find(index: Index, query: str, limit: int = 10, day: date | None = None) -> tuple[Match, ...]:
    """The entries a typed text most likely means, best first, each code once.

    An item whose code is typed comes first. ``day`` leaves out items not offered on it. Any text
    is accepted; one that means nothing here finds nothing.
    """
    asked = parse(index, query)
    scored: dict[int, tuple[float, str, Reading]] = {}
    for reading in asked.readings:
        for number, broad in _candidates(index, reading, asked, day):
            score, text = _close_look(index, number, reading, broad, asked)
            if number not in scored or score > scored[number][0]:
                scored[number] = (score, text, reading)
    named = _named(index, asked, day)
    found = _matches(index, scored, limit)
    return (*named, *(m for m in found if m.code not in {n.code for n in named}))[:limit]


def _named(index: Index, asked: Query, day: date | None) -> tuple[Match, ...]:
    """The item whose code was typed, written in whatever way."""
    number = index.by_code.get(asked.plain)
    if number is None or number in index.not_offered(day):
        return ()
    entry = index.entries[number]
    return (Match(entry.code, 1.0, expression=entry.code),)


def refused_proof(index: Index, query: str) -> str | None:
    """The key of the proof asked for, when it is one that a committee may not issue."""
    found = find(index, query, limit=1)
    if found and found[0].kind == REFUSED_PROOF:
        return found[0].code
    return None


def _candidates(
    index: Index, reading: Reading, asked: Query, day: date | None
) -> list[tuple[int, float]]:
    """The entries that the most of the query is found in, with the share of it (0..1)."""
    counts = [0.0] * len(index.entries)
    for slot in reading.slots:
        _count(index, slot, counts)
    whole = reading.weight * UNIT_WEIGHT or 1.0
    for number in _unbroken(index, reading, asked):
        counts[number] += whole * RUN_SHARE
    for number in index.not_offered(day):
        counts[number] = 0.0
    floor = max(counts, default=0.0) * WORTH_A_LOOK
    promising = ((count, number) for number, count in enumerate(counts) if count > floor)
    return [(number, min(1.0, count / whole)) for count, number in nlargest(CANDIDATES, promising)]


def _unbroken(index: Index, reading: Reading, asked: Query) -> set[int]:
    """The entries in which the whole query stands in one piece."""
    if reading.english:
        return set(index.english_runs.holding(asked.stems))
    found = set(index.text_runs.holding(asked.plain)) if len(asked.plain) > 1 else set()
    return found.union(index.initial_runs.holding(reading.run))


def _count(index: Index, slot: Slot, counts: list[float]) -> None:
    """Add what one slot earns in every entry; of several ways the best one counts."""
    if len(slot.ways) == 1:
        for way, gain in slot.ways.items():
            worth = slot.weight * gain
            for posting in index.posted(way):
                counts[posting >> 8] += worth * (posting & 255)
        return
    seen = bytearray(len(counts))
    for way, gain in sorted(slot.ways.items(), key=itemgetter(1), reverse=True):
        worth = slot.weight * gain
        for posting in index.posted(way):
            number = posting >> 8
            if not seen[number]:
                seen[number] = 1
                counts[number] += worth * (posting & 255)


def _close_look(
    index: Index, number: int, reading: Reading, broad: float, asked: Query
) -> tuple[float, str]:
    """The score of one entry for one reading, and the expression it rests on."""
    view = index.view(number, reading.english)
    whole = plain_text(asked.stems) if reading.english else asked.plain
    best, second, wording = 0.0, 0.0, ""
    for text, (found, said) in _found_in_texts(index, view, reading).items():
        missed = QUERY_LEFT * (reading.weight - found)
        missed += TEXT_LEFT * max(0.0, view.weight(index, text) - said)
        likeness = min(0.95, found / (found + missed))
        if view.plain(text) == whole:
            likeness = 1.0
        if text == 0:
            likeness *= NAME_BONUS
        if likeness > best:
            best, second, wording = likeness, best, view.texts[text]
        elif likeness > second:
            second = likeness
    score = BEST * ((1 - SECOND) * best + SECOND * second) + (1 - BEST) * broad
    if best >= 1.0:
        return EXACT + best, wording
    return score * _fit(index.entries[number], asked, best), wording


def _found_in_texts(index: Index, view: View, reading: Reading) -> dict[int, tuple[float, float]]:
    """By text: how much of the query it holds, and how much of it the query holds."""
    hits: dict[int, list[tuple[int, int, float, float]]] = {}
    for feature, slots in reading.by_feature.items():
        if feature[0] not in view.chars or feature[-1] not in view.chars:
            continue
        weight = index.weight(feature)
        for text, place in view.places(feature):
            for slot, gain in slots:
                hits.setdefault(text, []).append((place, slot, gain, weight))
    return {text: _earned(reading, found) for text, found in hits.items()}


def _earned(reading: Reading, hits: list[tuple[int, int, float, float]]) -> tuple[float, float]:
    """What hits in one text are worth to the query and to the text.

    Initials say little alone: they count in full only where a neighbour matches beside them.
    """
    slots = reading.slots
    beside = {(place, slot) for place, slot, _, _ in hits} if reading.chained else frozenset()
    earned: dict[int, float] = {}
    said = 0.0
    for place, slot, gain, weight in hits:
        if slots[slot].chained and not (
            (place - 1, slot - 1) in beside or (place + 1, slot + 1) in beside or len(slots) == 1
        ):
            gain *= UNCHAINED
        if gain > earned.get(slot, 0.0):
            earned[slot] = gain
        said += weight * gain
    return sum(slots[slot].weight * gain for slot, gain in earned.items()), said


def _fit(entry: Entry, asked: Query, best: float) -> float:
    """How far what is to be done fits: replacing, changing, checking, or simply applying."""
    if entry.kind == REFUSED_PROOF:
        if asked.asks_proof:
            return PROOF_ASKED
        return 1.0 if best > PROOF_SAID else PROOF_UNASKED
    if not entry.serves:
        return WISH_MISSED if asked.wishes & {"replace"} else 1.0
    if asked.wishes & entry.serves:
        return WISH_KEPT
    return WISH_UNTOLD if asked.latin and not asked.wishes else WISH_UNASKED


def _matches(
    index: Index, scored: dict[int, tuple[float, str, Reading]], limit: int
) -> tuple[Match, ...]:
    found: dict[tuple[str, str], Match] = {}
    for number in sorted(scored, key=lambda n: (-scored[n][0], n)):
        entry = index.entries[number]
        score, wording, reading = scored[number]
        if score < FLOOR[entry.kind] or (entry.kind, entry.code) in found:
            continue
        if len(found) >= limit:
            break
        found[entry.kind, entry.code] = Match(
            code=entry.code,
            score=min(1.0, score),
            kind=entry.kind,
            expression=readable(wording),
            spans=_spans(entry.name, reading),
        )
    return tuple(found.values())


def _spans(name: str, reading: Reading) -> tuple[tuple[int, int], ...]:
    """Where the name holds what was typed, as joined [start, end) places."""
    hit = [False] * len(name)
    for at in range(len(name)):
        if name[at : at + 2] in reading.by_feature:
            hit[at : at + 2] = [True] * len(name[at : at + 2])
        elif name[at] in reading.by_feature:
            hit[at] = True
    spans: list[tuple[int, int]] = []
    for at, on in enumerate(hit):
        if on and spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        elif on:
            spans.append((at, at + 1))
    return tuple(spans)
