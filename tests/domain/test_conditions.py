"""When a question applies."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_desktop.domain.form import conditions
from station_desktop.domain.problem import Refused


@pytest.mark.parametrize(
    ("text", "answers", "met"),
    [
        ("", {}, True),
        ("housing=owned", {"housing": "owned"}, True),
        ("housing=owned", {"housing": "rented"}, False),
        ("housing = owned", {"housing": "owned"}, True),
        ("housing!=owned", {"housing": "rented"}, True),
        ("housing!=owned", {"housing": "owned"}, False),
        ("ways in post|home", {"ways": "home"}, True),
        ("ways in post | home", {"ways": "post"}, True),
        ("ways in post|home", {"ways": "window"}, False),
        ("met=true", {"met": True}, True),
        ("met=false", {"met": False}, True),
        ("met=false", {"met": True}, False),
        ("needs=meals", {"needs": ["bath", "meals"]}, True),
        ("needs in meals|care", {"needs": ["bath"]}, False),
        ("needs!=meals", {"needs": ["bath", "meals"]}, False),
        ("floor=3", {"floor": 3}, True),
    ],
)
def test_conditions(text: str, answers: dict[str, Any], met: bool) -> None:
    assert conditions.holds(text, answers) is met


@pytest.mark.parametrize("text", ["a=b", "a!=b", "a in b|c", "a=false"])
@pytest.mark.parametrize("unanswered", [{}, {"a": None}, {"a": ""}, {"a": []}])
def test_nothing_follows_from_a_question_nobody_answered(
    text: str, unanswered: dict[str, Any]
) -> None:
    assert not conditions.holds(text, unanswered)


def test_what_a_condition_asks_about_can_be_looked_up() -> None:
    condition = conditions.parse("ways in post|home")
    assert (condition.key, condition.values) == ("ways", ("post", "home"))


@pytest.mark.parametrize(
    "text", ["a", "a==b", "a=", "=b", "A=b", "a in ", "a in b|", "a=b c", "a not in b", "a=b;c=d"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        conditions.parse(text)
    assert refused.value.first.code == "condition.malformed"


@given(st.text(max_size=50))
def test_a_text_is_a_condition_or_refused(text: str) -> None:
    try:
        values = conditions.parse(text).values
    except Refused:
        values = ("refused",)
    assert values
