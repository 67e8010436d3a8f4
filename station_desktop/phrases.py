"""Sentences in the reader's language, for everything that is said without Qt.

Problem codes, paper texts and the command line find their wording here; the window's own labels
are in Qt's translation files. The sentences are shipped data:
``resources/phrases/<area>.<language>.toml``, one flat table a file, where a key's first dotted
part may name any area.

Three rules for placeholders. ``{label}`` is also filled from ``label_zh`` or ``label_en``,
whichever is the sentence's language, so that a problem can carry a name in both.
``{state:case.state}`` is not the value itself but the word for it, the phrase
``case.state.<value>``. ``{n:case|cases}`` is the first of the two words where ``n`` is one, and the
second where it is any other number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from string import Formatter
from typing import Any

from station_desktop import paths

LANGUAGES = ("zh_CN", "en")


class Counting(Formatter):
    """Fills a sentence in which ``{n:case|cases}`` is a word and not the number."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, parted, more = format_spec.partition("|")
        if parted:
            return one if str(value) == "1" else more
        return str(super().format_field(value, format_spec))


class _Forgiving(Counting):
    """Fills one sentence of ``language``; leaves a placeholder readable when its value is missing,
    rather than failing the sentence."""

    def __init__(self, language: str) -> None:
        self._own, self._other = ("_en", "_zh") if language == "en" else ("_zh", "_en")
        self._sentences = table(language)

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        name = str(key)
        for known in (name, name + self._own, name + self._other):
            if known in kwargs and kwargs[known] not in (None, ""):
                return kwargs[known]
        return kwargs.get(name, f"{{{name}}}")

    def format_field(self, value: Any, format_spec: str) -> str:
        if not format_spec:
            return str(value)
        if "|" in format_spec:
            return super().format_field(value, format_spec)
        return self._sentences.get(f"{format_spec}.{value}", str(value))


@cache
def table(language: str) -> dict[str, str]:
    """All sentences of ``language``; raises ``ValueError`` when two files claim one key."""
    import tomllib  # a start that says nothing need not load it

    sentences: dict[str, str] = {}
    for file in sorted((paths.resources() / "phrases").glob(f"*.{language}.toml")):
        for key, sentence in tomllib.loads(file.read_text("utf-8")).items():
            if key in sentences:
                raise ValueError(f"the phrase {key!r} stands in more than one file")
            sentences[key] = sentence
    return sentences


@cache
def _filler(language: str) -> _Forgiving:
    return _Forgiving(language)


def say(code: str, language: str, /, **params: Any) -> str:
    """The sentence for ``code``; the bare code where no sentence is known (a test forbids that)."""
    known = language if language in LANGUAGES else "zh_CN"
    sentence = table(known).get(code)
    return code if sentence is None else _filler(known).format(sentence, **params)


def say_all(problems: Iterable[Any], language: str) -> str:
    """Several problems as one paragraph, in the order found."""
    said = (say(problem.code, language, **problem.params) for problem in problems)
    return between(language).join(said)


def between(language: str) -> str:
    """What stands between two whole sentences."""
    return "" if language == "zh_CN" else " "
