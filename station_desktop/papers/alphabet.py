"""What the papers' own font can print, known from its list without loading the font.

``resources/fonts/README.md`` says how the font and the list were made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

import msgspec

from station_desktop import paths

_PRIVATE = range(0xE000, 0xF900)


class Alphabet(msgspec.Struct, frozen=True):
    """``resources/fonts/StationSong.json``.

    ``beyond`` are the characters past 16 bits, which the font also has from the private code point
    ``private_from`` on; ``same`` names the character that stands for a look-alike code point;
    ``covered`` are ranges of code points, both ends inclusive, in order.
    """

    private_from: int
    beyond: str
    same: dict[str, str]
    covered: list[tuple[int, int]]

    def has(self, character: str) -> bool:
        """Whether the font has ``character``; what is private elsewhere means nothing here."""
        point = ord(character)
        at = bisect_right(self.covered, point, key=lambda pair: pair[0]) - 1
        return at >= 0 and point <= self.covered[at][1] and point not in _PRIVATE


@cache
def alphabet() -> Alphabet:
    """The shipped list, read once."""
    file = paths.resources() / "fonts" / "StationSong.json"
    return msgspec.json.decode(file.read_bytes(), type=Alphabet)


@cache
def stand_ins() -> dict[int, str]:
    """For ``str.translate``: every look-alike code point and what is printed for it."""
    return {ord(ch): kept for ch, kept in alphabet().same.items()}


@cache
def private() -> dict[str, str]:
    """The characters past 16 bits and the private code points the font has them under."""
    known = alphabet()
    return {ch: chr(known.private_from + index) for index, ch in enumerate(known.beyond)}


def uncovered(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters of ``texts`` the papers' own font lacks, each once, in order."""
    known = alphabet()
    seen: dict[str, None] = {}
    for text in texts:
        for ch in text.translate(stand_ins()):
            if ch != "\n" and not known.has(ch):
                seen.setdefault(ch)
    return tuple(seen)
