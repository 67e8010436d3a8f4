"""Numbers and sums as people type them: ``1,234``, ``¥3,500.5``, ``3.5万元``, full width.

Grouping commas must stand where they belong: ``1,5`` is refused, for it may be meant as 1.5.
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
_TEN_THOUSAND = Decimal(10_000)
_LONGEST = 40
_PLAIN = re.compile(r"([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?", re.ASCII)
_CURRENCY = re.compile(r"(?:[¥￥]|RMB|CNY)?\s*([^万元圆]*?)\s*(万)?\s*(?:元|圆)?整?", re.IGNORECASE)


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
    """A sum in yuan, to the fen; a trailing 元 and the unit 万 are understood."""
    number = _number(raw)
    if number is None and isinstance(raw, str) and len(raw) <= _LONGEST:
        found = _CURRENCY.fullmatch(plain(raw))
        number = _number(found[1]) if found else None
        if number is not None and found is not None and found[2]:
            number *= _TEN_THOUSAND
    if number is None:
        return _wrong("form.money")
    if number < 0:
        return _wrong("form.money_negative")
    if number > LARGEST_SUM:
        return _wrong("form.money_too_large")
    if number != round(number, 2):
        return _wrong("form.money_places")
    return Amount(number)


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
    found = _PLAIN.fullmatch(plain(raw))
    if not found:
        return None
    return Decimal(f"{found[1]}{found[2].replace(',', '')}.{found[3] or '0'}")


def _wrong(code: str, **params: int) -> Amount:
    return Amount(None, Problem(code, params=params))
