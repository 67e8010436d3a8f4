"""One answer on a form: what was typed, read into the form in which it is stored.

Stored answers are JSON-plain: text, numbers and codes as strings, ``integer`` as ``int``,
``boolean`` as ``bool``, ``multi_choice`` as a list of values in the form's order, days as
``YYYY-MM-DD``, months as ``YYYY-MM``, money as a decimal string with two places.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from station_desktop.domain.catalogue import Field
from station_desktop.domain.person import contacts, identity
from station_desktop.domain.problem import Problem
from station_desktop.domain.text import amounts, dates
from station_desktop.domain.text.folding import half_width, plain, unprintable, without_invisible

LONGEST_TEXT = 200
LONGEST_LONG_TEXT = 2000
BANK_DIGITS = range(12, 20)

_TRUE = frozenset(("true", "yes", "y", "1", "on", "是", "有", "对", "√", "✓"))
_FALSE = frozenset(("false", "no", "n", "0", "off", "否", "无", "没有", "不是", "×"))
_BETWEEN_CHOICES = re.compile(r"([;；、,，|/\n])")
_LONGEST_LABEL_PARTS = 6


class Answer(msgspec.Struct, frozen=True):
    """One answer read.

    ``value`` is ``None`` when nothing was answered or there is a ``problem``. A ``caution`` is
    for the clerk's eyes and stops nothing. ``overridable`` as in ``domain.person.identity``.
    """

    value: Any = None
    problem: Problem | None = None
    caution: Problem | None = None
    overridable: bool = False


def read(field: Field, raw: object, today: date) -> Answer:
    """Read what was typed or picked for ``field``; never raises.

    Problems carry the field's key. An empty answer is no problem here: whether one is required
    is the form's question (``domain.form.forms``).
    """
    if is_empty(raw):
        return Answer()
    return _at(field.key, _READERS[field.type](field, raw, today))


def is_empty(raw: object) -> bool:
    """Nothing, blanks only, or no tick at all; ``False`` and ``0`` are answers."""
    if isinstance(raw, str):
        return not without_invisible(raw).strip()
    return raw is None or (isinstance(raw, list | tuple | set | frozenset) and not raw)


def _at(key: str, answer: Answer) -> Answer:
    def placed(problem: Problem | None) -> Problem | None:
        return None if problem is None else Problem(problem.code, key, problem.params)

    return Answer(answer.value, placed(answer.problem), placed(answer.caution), answer.overridable)


def _wrong(code: str, **params: Any) -> Answer:
    return Answer(problem=Problem(code, params=params))


def _limited(limit: int, lines: bool) -> Callable[[Field, object, date], Answer]:
    """A reader of free text of at most ``limit`` characters, of one line or of several."""

    def read_text(field: Field, raw: object, today: date) -> Answer:
        if isinstance(raw, bool) or not isinstance(raw, str | int | float):
            return _wrong("form.text")
        text = without_invisible(str(raw)[: 20 * limit])
        text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
        text = text.replace("\t", " ").replace("\u3000", " ").strip()
        if not lines:
            text = " ".join(text.split("\n"))
        if unprintable(text, allowed="\n"):
            return _wrong("form.control_characters")
        if len(text) > limit:
            return _wrong("form.too_long", limit=limit)
        return Answer(text)

    return read_text


def _read_choice(field: Field, raw: object, today: date) -> Answer:
    value = _match(field, raw)
    return _wrong("form.choice") if value is None else Answer(value)


def _read_choices(field: Field, raw: object, today: date) -> Answer:
    if isinstance(raw, list | tuple | set | frozenset):
        ticked = {_match(field, part) for part in raw}
    else:
        ticked = _match_several(field, str(raw)[:LONGEST_LONG_TEXT])
    if not ticked or None in ticked:
        return _wrong("form.choice")
    return Answer([choice.value for choice in field.choices if choice.value in ticked])


def _match_several(field: Field, text: str) -> set[str | None]:
    """The values meant by a list in one text; a label may itself contain a separator, so the
    longest reading is taken first. ``None`` stands for a part that means nothing."""
    parts = _BETWEEN_CHOICES.split(text)
    ticked: set[str | None] = set()
    at = 0
    while at < len(parts):
        last = min(at + 2 * _LONGEST_LABEL_PARTS - 1, len(parts))
        for end in range(last, at, -2):
            value = _match(field, "".join(parts[at:end]))
            if value is not None:
                break
        if value is not None or parts[at].strip():
            ticked.add(value)
        at = end + 1
    return ticked


def _match(field: Field, raw: object) -> str | None:
    """The value meant: its own writing first, then a label in either language."""
    if not isinstance(raw, str | int) or isinstance(raw, bool):
        return None
    meant = _key(str(raw)[:LONGEST_TEXT])
    if not meant:
        return None
    for choice in field.choices:
        if _key(choice.value) == meant:
            return choice.value
    for choice in field.choices:
        if meant in (_key(choice.label.zh), _key(choice.label.en)):
            return choice.value
    return None


def _key(text: str) -> str:
    return " ".join(half_width(text).casefold().split())


def _read_boolean(field: Field, raw: object, today: date) -> Answer:
    if isinstance(raw, bool):
        return Answer(raw)
    word = plain(str(raw)[:LONGEST_TEXT]).casefold()
    if word in _TRUE:
        return Answer(True)
    return Answer(False) if word in _FALSE else _wrong("form.boolean")


def _read_date(field: Field, raw: object, today: date) -> Answer:
    if isinstance(raw, date):
        return Answer(raw.isoformat()[:10])
    written = dates.parse_day(raw) if isinstance(raw, str) else None
    if written is None:
        return _wrong("form.date")
    day = dates.real_day(*written)
    return _wrong("form.date_impossible") if day is None else Answer(day.isoformat())


def _read_month(field: Field, raw: object, today: date) -> Answer:
    written = dates.parse_month(raw) if isinstance(raw, str) else None
    if written is None:
        return _wrong("form.year_month")
    day = dates.real_day(*written, 1)
    return _wrong("form.date_impossible") if day is None else Answer(f"{day:%Y-%m}")


def _read_integer(field: Field, raw: object, today: date) -> Answer:
    amount = amounts.read_integer(raw)
    return Answer(problem=amount.problem) if amount.value is None else Answer(int(amount.value))


def _read_decimal(field: Field, raw: object, today: date) -> Answer:
    amount = amounts.read_decimal(raw)
    if amount.value is None:
        return Answer(problem=amount.problem)
    return Answer(amounts.plain_decimal(amount.value))


def _read_money(field: Field, raw: object, today: date) -> Answer:
    amount = amounts.read_money(raw)
    return Answer(problem=amount.problem) if amount.value is None else Answer(f"{amount.value:.2f}")


def _read_phone(field: Field, raw: object, today: date) -> Answer:
    checked = contacts.check(str(raw))
    return Answer(problem=checked.problem) if checked.problem else Answer(checked.number)


def _read_id_number(field: Field, raw: object, today: date) -> Answer:
    checked = identity.check(str(raw), today)
    if checked.problem is None:
        return Answer(checked.normalised)
    kept = checked.normalised if checked.overridable else None
    return Answer(kept, checked.problem, overridable=checked.overridable)


def _read_bank_card(field: Field, raw: object, today: date) -> Answer:
    """Twelve to nineteen digits. Cards carry a Luhn digit, passbook accounts need not: a wrong one
    is only a caution, and only for numbers that look like a UnionPay card (62…)."""
    number = re.sub(r"[\s\-]+", "", plain(str(raw)[:LONGEST_TEXT]))
    if not (number.isascii() and number.isdigit()):
        return _wrong("form.bank_card_characters")
    if len(number) not in BANK_DIGITS:
        limits = {"least": BANK_DIGITS.start, "most": BANK_DIGITS.stop - 1}
        return _wrong("form.bank_card_length", count=len(number), **limits)
    if number.startswith("62") and len(number) >= 16 and not _luhn(number):
        return Answer(number, caution=Problem("form.bank_card_check_digit"))
    return Answer(number)


def _luhn(number: str) -> bool:
    from stdnum import luhn  # loads the network stack: not before the first number is typed

    return luhn.is_valid(number)


_one_line = _limited(LONGEST_TEXT, lines=False)
_READERS: dict[str, Callable[[Field, object, date], Answer]] = {
    "text": _one_line,
    "address": _one_line,
    "long_text": _limited(LONGEST_LONG_TEXT, lines=True),
    "choice": _read_choice,
    "multi_choice": _read_choices,
    "boolean": _read_boolean,
    "date": _read_date,
    "year_month": _read_month,
    "integer": _read_integer,
    "decimal": _read_decimal,
    "money": _read_money,
    "phone": _read_phone,
    "id_number": _read_id_number,
    "bank_card": _read_bank_card,
}
