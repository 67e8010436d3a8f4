"""Numbers and sums as people type them: ``1,234``, ``¥3,500.5``, ``3.5万元``, ``12块5毛``, full
width.

Grouping commas must stand where they belong: ``1,5`` is refused, for it may be meant as 1.5, and
``3万5``, which says 35,000 to some and 30,005 to others. 。 is what the key of the decimal point
writes while a Chinese input method is on.
"""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from station_desktop.domain.problem import Problem
from station_desktop.domain.text.folding import plain

LARGEST_INTEGER = 999_999_999
LARGEST_SUM = Decimal("9999999999.99")
DECIMAL_PLACES = 4
_LONGEST = 40
_PLAIN = re.compile(
    r"([+-]?)(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|(?=\.\d))(?:\.(\d*))?", re.ASCII
)
_CURRENCY = re.compile(
    r"(?:[¥￥]|RMB|CNY|人民币)?\s*(?P<yuan>[\d.,。\s+-]+[万千]?(?:[\d.,。\s+-]+[万千])?)"
    r"(?:元|圆|块钱?|RMB|CNY|人民币)?"
    r"(?:(?<=[元圆块])(?P<jiao>\d)[角毛])?(?:(?<=[元圆块角毛])(?P<fen>\d)分)?钱?整?",
    re.IGNORECASE | re.ASCII,
)
_COUNTED = re.compile(r"([^万千]+)([万千])?")
_UNITS = {"万": Decimal(10_000), "千": Decimal(1_000), "": Decimal(1)}


class Amount(msgspec.Struct, frozen=True):
    """A number read: ``value`` is ``None`` exactly when there is a problem."""

    value: Decimal | None
    problem: Problem | None = None


def read_integer(raw: object) -> Amount:
    """A whole number within ±999,999,999; ``3.0`` is one, ``3.5`` is not."""
    number = _number(raw)
    if number is None or number != number.to_integral_value():
        return _wrong("form.integer")
    if abs(number) > LARGEST_INTEGER:
        return _wrong("form.integer_range", limit=LARGEST_INTEGER)
    return Amount(number.to_integral_value())


def read_decimal(raw: object) -> Amount:
    """A number within ±999,999,999 with at most four decimal places."""
    number = _number(raw)
    if number is None:
        return _wrong("form.decimal")
    if abs(number) > LARGEST_INTEGER:
        return _wrong("form.integer_range", limit=LARGEST_INTEGER)
    if number != round(number, DECIMAL_PLACES):
        return _wrong("form.decimal_places", places=DECIMAL_PLACES)
    return Amount(number)


def read_money(raw: object) -> Amount:
    """A sum in yuan, to the fen; 元, 角 and 分 and the units 万 and 千 are understood."""
    number = _number(raw)
    if number is None and isinstance(raw, str) and len(raw) <= _LONGEST:
        number = _in_yuan(plain(raw))
    if number is None:
        return _wrong("form.money")
    if number < 0:
        return _wrong("form.money_negative")
    if number > LARGEST_SUM:
        return _wrong("form.money_too_large")
    if number != round(number, 2):
        return _wrong("form.money_places")
    return Amount(number)


def _in_yuan(typed: str) -> Decimal | None:
    found = _CURRENCY.fullmatch(typed)
    if found is None:
        return None
    parts = [
        (_number(text.strip()), _UNITS[unit]) for text, unit in _COUNTED.findall(found["yuan"])
    ]
    units = [unit for _, unit in parts]
    if not parts or units != sorted(set(units), reverse=True):
        return None
    total = Decimal(f"0.{found['jiao'] or 0}{found['fen'] or 0}")
    for number, unit in parts:
        if number is None:
            return None
        total += number * unit
    return total


def plain_decimal(number: Decimal) -> str:
    """The shortest plain writing: ``12.5``, ``3``, never ``1E+2`` and never ``-0``."""
    text = f"{number:f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short in ("-0", "") else short


def _number(raw: object) -> Decimal | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float | Decimal):
        raw = str(raw)
    if not isinstance(raw, str) or len(raw) > _LONGEST:
        return None
    found = _PLAIN.fullmatch(plain(raw).replace("。", "."))
    if not found:
        return None
    whole = found[2].replace(",", "").replace(" ", "") or "0"
    return Decimal(f"{found[1]}{whole}.{found[3] or '0'}")


def _wrong(code: str, **params: int) -> Amount:
    return Amount(None, Problem(code, params=params))
