"""Sentences in the reader's language, for everything that is said without Qt.

Problem codes, paper texts and the command line find their wording here; the window's own labels
are in Qt's translation files. The sentences are shipped data: ``resources/phrases/<area>.<lang>.toml``,
one flat table a file, where a key's first dotted part may name any area.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from string import Formatter
from typing import Any

from station_desktop import paths

LANGUAGES = ("zh_CN", "en")


class _Forgiving(Formatter):
    """Leaves a placeholder readable when its value is missing, rather than failing the sentence."""

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        return kwargs.get(str(key), f"{{{key}}}")


@cache
def table(language: str) -> dict[str, str]:
    """All sentences of ``language``; raises ``ValueError`` when two files claim one key."""
    sentences: dict[str, str] = {}
    for file in sorted((paths.resources() / "phrases").glob(f"*.{language}.toml")):
        for key, sentence in tomllib.loads(file.read_text("utf-8")).items():
            if key in sentences:
                raise ValueError(f"the phrase {key!r} stands in more than one file")
            sentences[key] = sentence
    return sentences


def say(code: str, language: str, **params: Any) -> str:
    """The sentence for ``code``; the bare code where no sentence is known (a test forbids that)."""
    sentence = table(language if language in LANGUAGES else "zh_CN").get(code)
    return code if sentence is None else _Forgiving().format(sentence, **params)


def say_all(problems: Iterable[Any], language: str) -> str:
    """Several problems as one paragraph, in the order found."""
    joiner = "" if language == "zh_CN" else " "
    return joiner.join(say(problem.code, language, **problem.params) for problem in problems)
