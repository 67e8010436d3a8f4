"""Days and sums as people type them, Chinese input methods on and off."""

from __future__ import annotations

from decimal import Decimal

import pytest

from station_desktop.domain.text import amounts, dates


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-22",
        "２０２６．１１．２２",
        "2026。11。22",
        "2026、11、22",
        "2026，11，22",
        "2026_11_22",
        "2026\\11\\22",
        "2026.11.22.",
        "2026年11月22号",
        "二〇二六年十一月二十二日",
        "二零二六年11月二十二",
        "2026年11月22日（星期日）",
        "2026/11/22 周日",
        "2026-11-22T00:00:00",
    ],
)
def test_one_day_as_people_type_it(typed: str) -> None:
    assert dates.parse_day(typed) == (2026, 11, 22)


@pytest.mark.parametrize(
    "typed",
    ["26-11-22", "11-22", "22/11/2026", "2026-11-22 08:30", "2026-11-22 星期一", "二六年十月"],
)
def test_a_day_that_would_be_guessed_is_none(typed: str) -> None:
    assert dates.parse_day(typed) is None


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("3,500", "3500"),
        ("3 500", "3500"),
        ("3500。5", "3500.5"),
        ("3500.", "3500"),
        (".5", "0.5"),
        ("¥3500.50元整", "3500.5"),
        ("人民币3500元", "3500"),
        ("3500 RMB", "3500"),
        ("3500块钱", "3500"),
        ("3500元5角", "3500.5"),
        ("12块5毛", "12.5"),
        ("3元5分", "3.05"),
        ("1.5千元", "1500"),
        ("3.5万", "35000"),
        ("3万5千", "35000"),
    ],
)
def test_a_sum_as_people_type_it(typed: str, yuan: str) -> None:
    assert amounts.read_money(typed) == amounts.Amount(Decimal(yuan))


@pytest.mark.parametrize(
    "typed",
    ["3万5", "1,5", "1 50", "约3500", "3500元/月", "5千3万", "三千", ".", "元", "1.2.3", "5角3元"],
)
def test_a_sum_that_would_be_guessed_is_none(typed: str) -> None:
    problem = amounts.read_money(typed).problem
    assert problem is not None
    assert problem.code == "form.money"


def test_whole_numbers_with_a_chinese_stop() -> None:
    assert amounts.read_integer("3。0") == amounts.Amount(Decimal(3))
    assert amounts.read_decimal("36。5") == amounts.Amount(Decimal("36.5"))
