"""A script that knows nothing but what ``items show --json`` says takes in every item there is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from people import people

from station_desktop import shipped

CODES = [item.code for item in shipped.reference_pack().items]
HANDFUL = 30
HANDFULS = [CODES[at : at + HANDFUL] for at in range(0, len(CODES), HANDFUL)]
ITEM_KEYS = ["code", "category", "mode", "name_zh", "name_en"]
FIELD_KEYS = {"key", "type", "required", "choices", "applies_when"}
MATERIAL_KEYS = {"key", "name_zh", "grade"}
ANSWERS = {
    "text": "老墙根街道口",
    "long_text": "情况属实。",
    "boolean": "true",
    "date": "2026-01-05",
    "year_month": "2026-01",
    "integer": "1",
    "decimal": "1.5",
    "money": "100",
    "phone": "13800138000",
    "address": "校场小六条19号",
    "id_number": "11010519491231002X",
    "bank_card": "6222020200012345678",
}


def holds(condition: str | None, answers: dict[str, str]) -> bool:
    """``key=value``, ``key!=value`` or ``key in a|b``, as a stranger reads it."""
    if not condition:
        return True
    found = re.fullmatch(r"(\w+)\s*(=|!=|in)\s*(\S+)", condition)
    assert found, f"a condition that nobody could read: {condition}"
    if found[1] not in answers:
        return False
    return (answers[found[1]] in found[3].split("|")) == (found[2] != "!=")


def answered(item: dict[str, Any]) -> dict[str, str]:
    """Every required question that applies, from the item's JSON alone: its last choice."""
    answers: dict[str, str] = {}
    for field in item["fields"]:
        if field["required"] and holds(field["applies_when"], answers):
            choices = field["choices"]
            answers[field["key"]] = choices[-1]["value"] if choices else ANSWERS[field["type"]]
    return answers


@pytest.mark.parametrize("handful", HANDFULS, ids=lambda handful: handful[0])
def test_what_an_item_shows_is_enough_to_take_it_in(
    ctl: Any, handful: list[str], subtests: pytest.Subtests
) -> None:
    person = people(1, seed=9)[0]
    added = ctl("residents", "add", "--name", person.name, "--id", person.id_number, "--json")
    for code in handful:
        with subtests.test(code):
            item = ctl("items", "show", code, "--json").json
            assert list(item)[:5] == ITEM_KEYS
            assert all(set(field) >= FIELD_KEYS for field in item["fields"])
            assert all(set(material) >= MATERIAL_KEYS for material in item["materials"])
            fields = [f"--field={key}={value}" for key, value in answered(item).items()]
            shown = [
                f"--material={material['key']}=original"
                for material in item["materials"]
                if material["when"] != "agent"
            ]
            who = ("--item", code, "--resident", added.json["id"])
            ran = ctl("case", "accept", *who, *fields, *shown, "--json")
            assert ran.code == 0, ran.out
            assert ran.json["state"] in ("accepted", "completed", "arranged")
            assert ran.json["missing"] == []
