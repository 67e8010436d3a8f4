"""Names typed partly in characters, partly in pinyin, partly in first letters: 张xm, ouyangnn.

No stored key begins so, and storing every mixture would take dozens of keys a person. Instead such
a text leads to the first letters it may stand for, which are stored, and each name found under them
is read beside the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from station_desktop.domain.text.pinyin import Readings

_LONGEST = 40
_WAYS = 12
"""How many runs of first letters one text may stand for; the shortest, most spelled out, first."""
_LONGEST_SYLLABLE = 6
_DOUBLE = ("zh", "ch", "sh")


def initials(text: str, readings: Readings) -> tuple[str, ...]:
    """The first letters that a folded ``text`` of hanzi and letters may stand for, two at least;
    none for a text without letters, or with anything else in it."""
    if len(text) > _LONGEST or not any("a" <= ch <= "z" for ch in text):
        return ()
    ways: list[set[str]] = [set() for _ in range(len(text) + 1)]
    ways[0].add("")
    for at in range(len(text)):
        begun = ways[at] = set(_best(ways[at]))
        for length, letter in _steps(text, at, readings):
            ways[at + length].update(way + letter for way in begun)
    return tuple(way for way in _best(ways[-1]) if len(way) > 1)


def _best(ways: set[str]) -> list[str]:
    return sorted(ways, key=lambda way: (len(way), way))[:_WAYS]


def _steps(text: str, at: int, readings: Readings) -> Iterator[tuple[int, str]]:
    """What may begin at ``at``: how many characters it takes, and its first letter."""
    ch = text[at]
    if not "a" <= ch <= "z":
        yield from ((1, letter) for letter in readings.initials(ch) if letter.isalpha())
        return
    yield 1, ch
    for length in range(2, min(_LONGEST_SYLLABLE, len(text) - at) + 1):
        piece = text[at : at + length]
        last = at + length == len(text)
        if piece in (readings.begun if last else readings.known) or piece in _DOUBLE:
            yield length, ch


def reads_as(name: str, text: str, readings: Readings) -> bool:
    """Whether ``name`` from its beginning can be typed as the folded ``text``: each character as
    itself, in pinyin or by its first letter, the last one perhaps not to its end."""
    if not text:
        return True
    if not name:
        return False
    rest = name[1:]
    if not name[0].isalnum():
        return reads_as(rest, text.removeprefix(name[0]), readings)
    ways = (name[0].lower(), *readings.syllables(name[0]))
    if any(spoken.startswith(text) for spoken in ways):
        return True
    typed = dict.fromkeys(piece for spoken in ways for piece in _cut(spoken))
    return any(
        text.startswith(piece) and reads_as(rest, text[len(piece) :], readings) for piece in typed
    )


def _cut(spoken: str) -> tuple[str, ...]:
    """How a syllable may be typed where another follows."""
    return tuple(dict.fromkeys((spoken, spoken[:1], *(d for d in _DOUBLE if spoken.startswith(d)))))
