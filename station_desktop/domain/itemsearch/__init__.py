"""Finding the item a resident means, from whatever the clerk types while listening.

``build`` an :class:`Index` from a catalogue once, keep it with ``encode``/``decode``, and ``find``
in it at every keystroke. Everyday words, names, full pinyin, initials, mixtures of them, wrong
characters of the same sound, whole sentences and English all go through the same door. A request
for one of the proofs a committee may not issue is a match of its own kind (``refused_proof``).
"""

from __future__ import annotations

from station_desktop.domain.itemsearch.building import build
from station_desktop.domain.itemsearch.index import ITEM, REFUSED_PROOF, Index, decode, encode
from station_desktop.domain.itemsearch.lexicon import Lexicon
from station_desktop.domain.itemsearch.lexicon import read as read_lexicon
from station_desktop.domain.itemsearch.score import Match, find, refused_proof

__all__ = [
    "ITEM",
    "REFUSED_PROOF",
    "Index",
    "Lexicon",
    "Match",
    "build",
    "decode",
    "encode",
    "find",
    "read_lexicon",
    "refused_proof",
]
