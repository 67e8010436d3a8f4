"""Demands in the resident's own words (诉求): the items that carry them, and what words propose.

Not every wish is an item of the catalogue. Four items, one for each category, stand beside every
catalogue and take down whatever is said, with its own promise and its category's process. They are
shipped with the program, are no part of any station's list, and are found by
:meth:`~station_desktop.domain.catalogue.Pack.item` only.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

import msgspec

from station_desktop.domain.case.handling import Lane, Need
from station_desktop.domain.catalogue import Category, Item, Pack
from station_desktop.domain.text.folding import half_width

CODES: dict[Category, str] = {
    "party_masses": "OWN-PTY",
    "government": "OWN-GOV",
    "life": "OWN-LIF",
    "public": "OWN-PUB",
}
UNDECIDED = "OWN"
"""Stands for the item while nobody has said the category."""
LONGEST_TITLE = 40
_READ = 2_000
"""Characters in which the hints are looked for: more is never a demand as somebody tells it."""
_RESERVED = frozenset((*CODES.values(), UNDECIDED))
_END = re.compile(r"[。！？；!?;\n]|\.(?=\s|$)")
_ENGLISH = re.compile(r"[a-z]")


def is_own(code: str) -> bool:
    """Whether the item with this code carries own words, its category said or not."""
    return code in _RESERVED


def reserved(code: str) -> bool:
    """Whether a catalogue may not use this code."""
    return code.upper() in _RESERVED


def beside(pack: Pack, items: tuple[Item, ...]) -> Pack:
    """``pack``, with ``items`` found by their codes; they count nowhere and change no hash."""
    pack.__dict__["beside"] = items
    return pack


def title_of(what: str) -> str:
    """The demand in a few words: its first sentence, cut where it is long."""
    first = next((part for piece in _END.split(what) if (part := piece.strip())), what.strip())
    if len(first) <= LONGEST_TITLE:
        return first
    return f"{first[: LONGEST_TITLE - 1].rstrip()}…"


class Proposal(msgspec.Struct, frozen=True):
    """What the words sound like; empty where they say nothing. ``words`` are those that told."""

    category: Category | Literal[""] = ""
    lane: Lane = "transfer"
    need: Need = ""
    words: tuple[str, ...] = ()


class Kind(msgspec.Struct, frozen=True):
    """One kind of demand, and words that it is told by."""

    category: Category
    words: tuple[str, ...]
    need: Need = ""


class Ready(msgspec.Struct, frozen=True):
    """Words of what can be answered on the spot."""

    words: tuple[str, ...]


class Hints(msgspec.Struct, frozen=True, dict=True):
    """Simple words and what they propose."""

    kind: tuple[Kind, ...]
    ready: Ready

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        words = (*(word for kind in self.kind for word in kind.words), *self.ready.words)
        return {word: _pattern(word) for word in words}

    def propose(self, what: str) -> Proposal:
        """Category, need and lane that ``what`` sounds like."""
        text = half_width(what[:_READ]).lower()
        found = [(kind, self._told(kind.words, text)) for kind in self.kind]
        ready = self._told(self.ready.words, text)
        lane: Lane = "ready" if ready else "transfer"
        best, told = max(found, key=lambda pair: sum(map(_weight, pair[1])))
        if not told:
            return Proposal(lane=lane, words=ready)
        return Proposal(best.category, lane, best.need, (*told, *ready))

    def _told(self, words: tuple[str, ...], text: str) -> tuple[str, ...]:
        told = [word for word in words if self._patterns[word].search(text)]
        return tuple(word for word in told if not any(word != o and word in o for o in told))


def read_hints(data: bytes) -> Hints:
    """The hints of a TOML file; raises ``msgspec.ValidationError`` when it is none."""
    return msgspec.toml.decode(data, type=Hints)


def _pattern(word: str) -> re.Pattern[str]:
    """Hanzi anywhere; English at the beginning of a word, and short words whole."""
    if not _ENGLISH.match(word):
        return re.compile(re.escape(word))
    return re.compile(rf"\b{re.escape(word)}(?:s|es|ed|ing)?\b")


def _weight(word: str) -> int:
    return len(word) if _ENGLISH.match(word) else 3 * len(word)
