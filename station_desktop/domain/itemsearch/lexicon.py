"""Near-synonyms, stop phrases and intents: the data by which residents' talk is understood.

The data is shipped in ``resources/catalogue/synonyms.toml`` and kept inside the stored index, so
that a query needs nothing else. Meaning found in a text is written behind it as one private-use
character per concept or age, which the index then treats like any other character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

CONCEPT = 0xE000
AGE = 0xF000
HIDDEN = "hidden"
OLD_AGES = (60, 65, 80, 90, 100)
OLDEST = 130
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_CHINESE_AGE = re.compile(
    r"([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]百)"
    r"(?=多?(?:周?岁|了|来岁|好几))"
)
_AGE = re.compile(
    r"(?<!\d)(\d{1,3})多?(?:周?岁|了(?!\d)|来岁|years?\b|\+)|(?:年满|满|over |aged? )(\d{1,3})"
)
_LATIN = re.compile(r"[a-z0-9][a-z0-9\-']*")


class Characters(msgspec.Struct, frozen=True):
    """Traditional characters and, at the same places, their simplified forms."""

    traditional: str = ""
    simplified: str = ""


class Lexicon(msgspec.Struct, frozen=True, dict=True):
    """The shipped data; every list may be empty."""

    stop: tuple[str, ...] = ()
    faint: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    english_stop: tuple[str, ...] = ()
    concepts: dict[str, tuple[str, ...]] = {}
    intents: dict[str, tuple[str, ...]] = {}
    item_intents: dict[str, tuple[str, ...]] = {}
    characters: Characters = Characters()

    @cached_property
    def _simplify(self) -> dict[int, str]:
        pairs = zip(self.characters.traditional, self.characters.simplified, strict=True)
        return {ord(old): new for old, new in pairs}

    @cached_property
    def concept_forms(self) -> Forms:
        """Where concepts are named."""
        return Forms(
            (form, chr(CONCEPT + number))
            for number, forms in enumerate(self.concepts.values())
            for form in forms
        )

    @cached_property
    def _intent_forms(self) -> Forms:
        return Forms((form, name) for name, forms in self.intents.items() for form in forms)

    @cached_property
    def _item_intent_forms(self) -> Forms:
        return Forms((form, name) for name, forms in self.item_intents.items() for form in forms)

    @cached_property
    def stop_pattern(self) -> re.Pattern[str]:
        """Matches the stop phrases, longest first; never matches when there are none."""
        phrases = sorted(map(re.escape, self.stop), key=len, reverse=True)
        return re.compile("|".join(phrases) or r"(?!)")

    @cached_property
    def faint_forms(self) -> Forms:
        """Where people and circumstances are named."""
        return Forms((form, form) for form in self.faint)

    @cached_property
    def proof_forms(self) -> Forms:
        """Where a paper that proves something is asked for."""
        return Forms((form, form) for form in self.proof)

    @cached_property
    def english_stop_words(self) -> frozenset[str]:
        return frozenset(self.english_stop)

    def normal(self, text: str) -> str:
        """One spelling for all that means the same: width, case, old characters, ages in digits."""
        plain = unicodedata.normalize("NFKC", text).lower().translate(self._simplify)
        return _CHINESE_AGE.sub(lambda found: str(number(found[1])), plain)

    def meaning(self, normal: str) -> str:
        """The concepts and ages in a normalised text, each as one private-use character."""
        marks = {mark for mark, _, _ in self.concept_forms.found(normal)}
        elder = "elder" in self.concepts
        for age in ages(normal):
            marks.add(chr(AGE + age))
            if age >= OLD_AGES[0] and elder:
                marks.add(chr(CONCEPT + list(self.concepts).index("elder")))
        return "".join(sorted(marks))

    def wishes(self, normal: str) -> frozenset[str]:
        """What a resident wants done: keys of ``intents``."""
        return _cues(self._intent_forms, normal)

    def serves(self, normal_name: str) -> frozenset[str]:
        """What an item is for, from its own name: keys of ``item_intents``."""
        return _cues(self._item_intent_forms, normal_name)


class Forms:
    """Finds many short forms in a text: Chinese ones anywhere, English ones as whole words."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        self._words: dict[str, list[str]] = {}
        for form, mark in forms:
            form = form.lower()
            if form.isascii() and not form.isdigit():
                self._words.setdefault(form, []).append(mark)
            else:
                self._by_first.setdefault(form[0], []).append((form, mark))

    def found(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Every occurrence as (mark, start, end)."""
        for at, char in enumerate(text):
            for form, mark in self._by_first.get(char, ()):
                if text.startswith(form, at):
                    yield mark, at, at + len(form)
        if self._words:
            for word in _LATIN.finditer(text):
                for mark in self._words.get(word[0], ()):
                    yield mark, word.start(), word.end()


def _cues(forms: Forms, text: str) -> frozenset[str]:
    """The marks found, but not those that lie within a ``hidden`` phrase."""
    found = list(forms.found(text))
    hidden = [(start, end) for mark, start, end in found if mark == HIDDEN]
    return frozenset(
        mark
        for mark, start, end in found
        if mark != HIDDEN and not any(left <= start and end <= right for left, right in hidden)
    )


def ages(normal: str) -> list[int]:
    """The ages named in a normalised text; those from 60 on as the band they open."""
    found = (int(hit[1] or hit[2]) for hit in _AGE.finditer(normal))
    return [_band(age) for age in found if age <= OLDEST]


def _band(age: int) -> int:
    return max((old for old in OLD_AGES if old <= age), default=age)


def number(chinese: str) -> int:
    """The value of a Chinese numeral up to 999, as it is said of an age."""
    if chinese.endswith("百"):
        return 100 * _DIGITS[chinese[0]]
    tens, _, ones = chinese.partition("十")
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def read(data: bytes) -> Lexicon:
    """Read the TOML file; :class:`ValueError` when it is not one or has other contents."""
    import tomllib  # only where an index is built; a start that finds one stored need not pay

    try:
        lexicon = msgspec.convert(tomllib.loads(data.decode("utf-8")), Lexicon)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    if len(lexicon.characters.traditional) != len(lexicon.characters.simplified):
        raise ValueError("traditional and simplified characters do not pair")
    if len(lexicon.concepts) > AGE - CONCEPT:
        raise ValueError("too many concepts")
    return lexicon
