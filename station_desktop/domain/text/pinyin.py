"""Pinyin readings without tones: what a name or an item may be typed as.

The table is shipped with the program (``resources/pinyin.txt``). It is made from the pypinyin
package by ``installers/pinyin_table.py``; pypinyin itself is only a build-time tool, because
loading and indexing it takes one to three seconds, and this table one millisecond.

Table format, UTF-8: one line for all characters that share the same readings,
``reading reading …<TAB>characters``. Readings are lower-case letters, common ones first; ``ü`` is
``v``, and wherever ``v`` occurs the same reading with ``u`` follows at the end, because both are
typed (``nv``, ``nu`` for 女).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property

COMBINATIONS = 48
"""How many combinations of readings one text yields at most; a name rarely has more than 12."""


class Readings:
    """The readings of single characters, and of texts as combinations of them.

    The table stays one text: a character is looked up in it when first asked for and remembered.
    That makes loading instant and costs half a megabyte instead of five.
    """

    def __init__(self, table: str) -> None:
        self._table = table
        self._seen: dict[str, tuple[str, ...]] = {}
        self._only: dict[str, tuple[str, str]] = {}
        self._first: dict[str, tuple[str, ...]] = {}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every syllable that is a reading of some character."""
        rows = {line.partition("\t")[0] for line in self._table.splitlines()}
        return frozenset(syllable for row in rows for syllable in row.split(" ") if syllable)

    @cached_property
    def begun(self) -> frozenset[str]:
        """Every syllable, typed to its end or not."""
        return frozenset(s[:end] for s in self.known for end in range(1, len(s) + 1))

    def syllables(self, char: str) -> tuple[str, ...]:
        """All readings of one character, common first; empty for what has none."""
        row = self._seen.get(char)
        if row is None:
            row = self._seen[char] = self._look_up(char)
            if len(row) == 1:
                self._only[char] = (row[0], row[0][0])
        return row

    def full(self, text: str, cap: int = COMBINATIONS) -> tuple[str, ...]:
        """The text in full pinyin, one string per combination of readings, common first."""
        only = [self._only.get(char) for char in text]
        if None not in only:
            return ("".join(pair[0] for pair in only if pair is not None),) if only else ()
        return _distinct("".join(parts) for parts in self._combinations(text, False, cap))

    def initials(self, text: str, cap: int = COMBINATIONS) -> tuple[str, ...]:
        """First letters, one string per combination of readings, common first.

        Letters and digits of the text stay as they are (in lower case); everything else that has
        no reading is left out, so 迪丽·热巴 is ``dlrb``.
        """
        only = [self._only.get(char) for char in text]
        if None not in only:
            return ("".join(pair[1] for pair in only if pair is not None),) if only else ()
        return _distinct("".join(parts) for parts in self._combinations(text, True, cap))

    def keys(self, text: str, cap: int = COMBINATIONS) -> tuple[str, ...]:
        """Everything a text may be typed as: all full spellings, then all initials."""
        return tuple(dict.fromkeys(self.full(text, cap) + self.initials(text, cap)))

    def subset(self, chars: Iterable[str]) -> str:
        """The table of these characters only, in the form :func:`parse` reads."""
        rows: dict[tuple[str, ...], list[str]] = {}
        for char in sorted(set(chars)):
            if self.syllables(char):
                rows.setdefault(self.syllables(char), []).append(char)
        return "".join(f"{' '.join(row)}\t{''.join(found)}\n" for row, found in rows.items())

    def _look_up(self, char: str) -> tuple[str, ...]:
        at = -1 if len(char) != 1 or char.isascii() else self._table.find(char)
        if at < 0:
            return ()
        start = self._table.rfind("\n", 0, at) + 1
        return tuple(self._table[start : self._table.index("\t", start)].split(" "))

    def _combinations(self, text: str, first_letters: bool, cap: int) -> list[tuple[str, ...]]:
        """Combinations of one choice per character, those of common readings first."""
        each = [
            choices
            for char in unicodedata.normalize("NFKC", text).lower()
            if (choices := self._choices(char, first_letters))
        ]
        if all(len(choices) == 1 for choices in each):
            return [tuple(choices[0] for choices in each)]
        found: list[tuple[int, tuple[str, ...]]] = [(0, ())]
        for choices in each:
            found = [
                (rank + more, (*parts, choice))
                for rank, parts in found
                for more, choice in enumerate(choices)
            ]
            if len(found) > cap:
                found.sort(key=lambda pair: pair[0])
                del found[cap:]
        found.sort(key=lambda pair: pair[0])
        return [parts for _, parts in found]

    def _choices(self, char: str, first_letters: bool) -> tuple[str, ...]:
        row = self.syllables(char)
        if not row:
            return (char,) if char.isascii() and char.isalnum() else ()
        return self._first_letters(char, row) if first_letters else row

    def _first_letters(self, char: str, row: tuple[str, ...]) -> tuple[str, ...]:
        letters = self._first.get(char)
        if letters is None:
            letters = self._first[char] = _distinct(syllable[0] for syllable in row)
        return letters


def load(data: bytes) -> Readings:
    """Read the table from its bytes; :class:`ValueError` when it is not such a table."""
    return parse(data.decode("utf-8"))


def parse(text: str) -> Readings:
    """As :func:`load`, from text; an empty text is an empty table."""
    if text and (not text.endswith("\n") or text.count("\t") != text.count("\n")):
        raise ValueError("not a pinyin table")
    return Readings(text)


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys(texts) if text)
