"""The features of a text: what the index keeps of it, and what it is compared by.

A feature is one character, two neighbouring characters, one private-use character for a concept or
an age (see ``lexicon``), or ``_word`` for an English word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from station_desktop.domain.itemsearch.lexicon import Lexicon

FIRST_MARK = "\ue000"
LAST_MARK = "\uf8ff"
_FOLDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
_STEM = re.compile(r"(?<=[a-z]{3})(?:ies|es|s|ing|ed|'s)$")
_WORD = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*")


def plain_text(text: str) -> str:
    """A marked text as the query's ``plain``: letters, digits and hanzi only."""
    return "".join(char for char in text if char.isalnum())


def readable(text: str) -> str:
    """A marked text without its marks."""
    return "".join(char for char in text if char < FIRST_MARK or char > LAST_MARK).strip()


def words(text: str, lexicon: Lexicon) -> list[str]:
    """The English words of a normalised text as stems, without stop words."""
    found = _WORD.findall(text)
    return [_STEM.sub("", word) for word in found if word not in lexicon.english_stop_words]


@lru_cache(maxsize=1024)
def fold(syllable: str) -> str:
    """One spelling for syllables that are often confused: zh/z, ch/c, sh/s, ng/n, l/n, u/v."""
    for old, new in _FOLDS:
        syllable = syllable.replace(old, new)
    if syllable.startswith("n"):
        syllable = "l" + syllable[1:]
    return syllable.replace("v", "u")


def placed_features(text: str) -> Iterator[tuple[int, str]]:
    """Single characters, concepts and pairs of a marked text, each with its position."""
    last = ""
    for position, char in enumerate(text):
        if FIRST_MARK <= char <= LAST_MARK:
            yield position, char
            last = ""
        elif char.isalnum():
            yield position, char
            if last:
                yield position - 1, last + char
            last = char
        else:
            last = ""


def english_features(text: str) -> Iterator[tuple[int, str]]:
    """Words and concepts of a marked English text, each with its position."""
    for position, word in enumerate(text.split(" ")):
        yield position, word if FIRST_MARK <= word <= LAST_MARK else "_" + word
