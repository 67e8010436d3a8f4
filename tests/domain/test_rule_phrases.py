"""Every problem the rules can name has a sentence in both languages, with the same blanks."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from station_desktop import domain, phrases
from station_desktop.domain.person.identity import IdType
from station_desktop.domain.time.deadlines import REASONS

MODULES = (
    "form/answers",
    "form/conditions",
    "form/forms",
    "person/contacts",
    "person/identity",
    "person/names",
    "text/amounts",
    "time/calendar_file",
    "time/deadlines",
    "time/workdays",
    "time/year_calendar",
)
AREAS = "id|org|phone|name|form|condition|deadline|calendar"
CODE = re.compile(rf'"((?:{AREAS})\.[a-z0-9_.]*[a-z0-9])"')


def codes() -> set[str]:
    folder = Path(domain.__file__).parent
    found = {c for m in MODULES for c in CODE.findall((folder / f"{m}.py").read_text("utf-8"))}
    found |= {f"id.type.{kind}" for kind in get_args(IdType)}
    found |= {f"deadline.reason.{reason}" for reason in REASONS}
    for fault in ("empty", "too_long", "characters", "excel_number"):
        found |= {f"id.{fault}", f"org.{fault}"}
    return found


@pytest.mark.parametrize("code", sorted(codes()))
def test_the_code_has_a_sentence_in_both_languages(code: str) -> None:
    chinese, english = phrases.table("zh_CN").get(code), phrases.table("en").get(code)
    assert chinese
    assert english
    assert chinese != english


@pytest.mark.parametrize("code", sorted(codes()))
def test_both_languages_fill_the_same_blanks(code: str) -> None:
    def blanks(language: str) -> set[str]:
        parsed = Formatter().parse(phrases.table(language)[code])
        return {name.split("_")[0] for _, name, _, _ in parsed if name}

    assert blanks("zh_CN") == blanks("en")
