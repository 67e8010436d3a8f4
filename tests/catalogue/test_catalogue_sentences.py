"""Every problem of a catalogue or workbook has its sentence in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import station_desktop
from station_desktop import paths, phrases

_CODE = re.compile(r'"((?:catalogue|workbook)\.[a-z_]+)"')
_HANZI = re.compile(r"[\u3400-\u9fff]")


def _sentences(language: str) -> dict[str, str]:
    file = paths.resources() / "phrases" / f"catalogue.{language}.toml"
    return tomllib.loads(file.read_text("utf-8"))


def _codes() -> set[str]:
    root = Path(station_desktop.__file__).parent
    files = list((root / "domain" / "pack").glob("*.py"))
    files += (root / "workbook").glob("*.py")
    return {code for file in files for code in _CODE.findall(file.read_text("utf-8"))}


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    said = {code for code in _sentences("zh_CN") if not code.startswith("workbook.readme.")}
    assert said == _codes()


def test_both_languages_say_the_same() -> None:
    chinese, english = _sentences("zh_CN"), _sentences("en")
    assert list(chinese) == list(english)
    for code in chinese:
        holes = [sorted(re.findall(r"{\w+}", table[code])) for table in (chinese, english)]
        assert holes[0] == holes[1], code


def test_chinese_is_chinese() -> None:
    assert [code for code, said in _sentences("zh_CN").items() if not _HANZI.search(said)] == []


def test_they_are_found_by_the_program() -> None:
    assert phrases.say("workbook.too_large", "en", name="x.xlsx", most=50).startswith("“x.xlsx”")
