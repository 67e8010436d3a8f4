"""Every problem that can be named anywhere has a sentence in both languages, and no sentence is
left over.

The codes are collected from the sources: the first argument of ``refuse()`` and ``Problem()``. A
code that is put together (``f"id.form.{hint}"``) stands for every key of its shape. Some modules
hand codes to a function or a table of their own; for those every text that is the key of a
sentence counts as used.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from station_desktop import paths, phrases

SOURCES = Path(phrases.__file__).parent
PHRASES = paths.resources() / "phrases"
MAKERS = frozenset({"refuse", "Problem"})
FILLED_LATER = {"sheet", "row", "column", "sentence"}
"""Given by the workbook's own reader when it knows the place of a problem."""


class Use(NamedTuple):
    """One place that names a problem: the code's pattern, and the parameters it gives (``None``
    where they are not written out)."""

    place: str
    pattern: str
    given: frozenset[str] | None


@cache
def trees() -> dict[Path, ast.Module]:
    return {file: ast.parse(file.read_text("utf-8")) for file in sorted(SOURCES.rglob("*.py"))}


@cache
def uses() -> tuple[Use, ...]:
    return tuple(use for file, tree in trees().items() for use in _uses_in(file, tree))


def _uses_in(file: Path, tree: ast.Module) -> Iterator[Use]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in MAKERS:
            place = f"{file.relative_to(SOURCES)}:{node.lineno}"
            for pattern in _patterns(node.args[0]):
                yield Use(place, pattern, _given(name, node))


def _patterns(code: ast.expr) -> Iterator[str]:
    match code:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.IfExp(body=body, orelse=other):
            yield from _patterns(body)
            yield from _patterns(other)
        case ast.JoinedStr(values=parts):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[A-Za-z0-9_.]+"
                for part in parts
            )


def _given(name: str, call: ast.Call) -> frozenset[str] | None:
    """The parameters written out at the call; names in two languages without their ending."""
    keys: list[str | None]
    if name == "refuse":
        keys = [keyword.arg for keyword in call.keywords if keyword.arg != "field"]
    else:
        written = [keyword.value for keyword in call.keywords if keyword.arg == "params"]
        params = written[0] if written else call.args[2] if len(call.args) > 2 else ast.Dict([], [])
        if not isinstance(params, ast.Dict):
            return None
        keys = [
            key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else None
            for key in params.keys
        ]
    if None in keys:
        return None
    return frozenset(_plain(key) for key in keys if key)


def _plain(name: str) -> str:
    return name.removesuffix("_zh").removesuffix("_en")


def blanks(sentence: str) -> frozenset[str]:
    return frozenset(_plain(name) for _, name, _, _ in Formatter().parse(sentence) if name)


def words_asked(sentence: str) -> Iterator[str]:
    """The areas whose words fill a blank, as ``case.state`` in ``{state:case.state}``; not the
    words for one and for many that stand there themselves, as in ``{n:case|cases}``."""
    found = (spec for _, name, spec, _ in Formatter().parse(sentence) if name and spec)
    return (spec for spec in found if "|" not in spec)


def keys_of(area: str) -> list[str]:
    import tomllib

    return list(tomllib.loads((PHRASES / f"{area}.zh_CN.toml").read_text("utf-8")))


def areas() -> list[str]:
    return sorted(file.name.split(".")[0] for file in PHRASES.glob("*.zh_CN.toml"))


@pytest.mark.parametrize("use", uses(), ids=lambda use: f"{use.place} {use.pattern}")
def test_what_can_be_refused_can_be_said(use: Use) -> None:
    for language in phrases.LANGUAGES:
        known = [key for key in phrases.table(language) if re.fullmatch(use.pattern, key)]
        assert known, f"no sentence in {language}"
        if use.given is None or len(known) > 1:
            continue
        for key in known:
            wanted = blanks(phrases.table(language)[key]) - FILLED_LATER
            assert wanted <= use.given, f"{key} wants {wanted}, {use.place} gives {use.given}"


@pytest.mark.parametrize("area", areas())
def test_both_languages_say_the_same_things_with_the_same_blanks(area: str) -> None:
    chinese, english = phrases.table("zh_CN"), phrases.table("en")
    for key in keys_of(area):
        assert key in english, key
        assert blanks(chinese[key]) == blanks(english[key]), key
        assert chinese[key], key
        assert english[key], key
    assert chinese.keys() == english.keys()


@pytest.mark.parametrize("area", areas())
def test_the_words_that_fill_a_blank_are_there(area: str) -> None:
    for language in phrases.LANGUAGES:
        table = phrases.table(language)
        for key in keys_of(area):
            for words in words_asked(table[key]):
                assert any(other.startswith(f"{words}.") for other in table), (key, words)


@cache
def written() -> tuple[frozenset[str], tuple[str, ...]]:
    """Every text in the sources, and the shapes of those that are put together."""
    constants: set[str] = set()
    shapes: set[str] = set()
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                constants.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                shapes.update(_patterns(node))
    return frozenset(constants), tuple(shape for shape in shapes if r"\." in shape)


@cache
def templates() -> str:
    folder = paths.resources() / "papers"
    return "\n".join(file.read_text("utf-8") for file in folder.glob("*.xml"))


def in_templates(key: str) -> bool:
    """Whether a paper says it, by the papers' own prefix; a joined name counts by its beginning."""
    if not key.startswith("paper."):
        return False
    name = key.removeprefix("paper.")
    begun = f"{name.rpartition('.')[0]}."
    whole = templates()
    return any(f"{quote}{part}{quote}" in whole for part in (name, begun) for quote in "'\"")


@pytest.mark.parametrize("area", areas())
def test_no_sentence_is_left_over(area: str) -> None:
    constants, shapes = written()
    named_words = {
        words
        for language in phrases.LANGUAGES
        for sentence in phrases.table(language).values()
        for words in words_asked(sentence)
    }
    for key in keys_of(area):
        said = (
            key in constants
            or any(re.fullmatch(shape, key) for shape in shapes)
            or any(key.startswith(f"{words}.") for words in named_words)
            or in_templates(key)
        )
        assert said, f"nothing says {key}"


def test_a_name_in_two_languages_is_said_in_the_readers() -> None:
    names = {"label_zh": "户籍地址", "label_en": "Registered address"}
    assert phrases.say("form.required", "zh_CN", **names) == "“户籍地址”必须填写。"
    assert phrases.say("form.required", "en", **names) == "“Registered address” must be filled in."
    assert "户籍地址" in phrases.say("form.required", "en", label_zh="户籍地址", label_en="")


def test_a_word_fills_a_blank_in_the_readers_language() -> None:
    told = phrases.say("case.not_open", "zh_CN", number="1", state="completed")
    assert told == "编号1已办结，不能再办这一步。"
    assert "(completed)" in phrases.say("case.not_open", "en", number="1", state="completed")
    assert "nonsense" in phrases.say("case.not_open", "en", number="1", state="nonsense")


def test_a_missing_value_leaves_its_blank_readable() -> None:
    assert "{number}" in phrases.say("case.unknown", "en")
