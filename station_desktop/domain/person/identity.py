"""Identity numbers: which document a number belongs to, whether it can be right, what it tells.

Sources: GB 11643-1999 (18-digit citizen number, MOD 11-2 check); the 2018 residence permit rules
for Hong Kong, Macao and Taiwan residents (area codes 810000, 820000, 830000); the 2023 foreign
permanent resident card (9 + 2 area + 3 nationality + birth date + 3 sequence + check), whose
published samples pass: birth date and sex stand where the citizen number has them; GB 32100-2015
for organisations.

A passing check digit does not prove that a person exists, and a failing one may be a true old
number: ``id.checksum`` is the one problem a supervisor may override. Area codes are those of the
first registration and may be long abolished, so none is ever refused, which is also why
python-stdnum serves here for its check digits and not for its ``validate``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import msgspec

from station_desktop.domain.problem import Problem
from station_desktop.domain.text.dates import real_day
from station_desktop.domain.text.folding import plain

IdType = Literal[
    "resident_id",
    "resident_id_15",
    "hmt_residence_permit",
    "hk_macao_permit",
    "taiwan_permit",
    "foreign_permanent",
    "passport",
]
Sex = Literal["male", "female"]

OVERRIDABLE = frozenset({"id.checksum"})
LONGEST_TYPED = 64
LONGEST_PASSPORT_SEEN = 12
"""Longer ones are taken for a passport only where the clerk says that they are."""

_HMT_AREAS = ("810000", "820000", "830000")
_SEPARATORS = re.compile(r"[\s\-_.·\"“”]+")
_CROSSES = dict.fromkeys(map(ord, "×✕✖ХΧ"), "X")
"""What a check digit X is typed as: a sign, a Cyrillic and a Greek letter that look like it."""
_LABEL = re.compile(
    r"(?:(?:公民|居民)?(?:身份|身份证|证件|身份证件)(?:号码|号)?|ID(?:\s*(?:NO|NUMBER))?\.?(?=\s*:))"
    r"\s*:?\s*(?=[\dA-Z])"
)
_MASKED = re.compile(r"\*{2,}|\d[X●•]{3,}\d")
_EXPONENT = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.ASCII | re.IGNORECASE)
_EIGHTEEN = re.compile(r"\d{17}[\dX]", re.ASCII)
_FORMS: tuple[tuple[IdType, re.Pattern[str]], ...] = (
    ("resident_id_15", re.compile(r"\d{15}", re.ASCII)),
    ("foreign_permanent", re.compile(r"[A-Z]{3}\d{12}", re.ASCII)),
    ("hk_macao_permit", re.compile(r"[HM]\d{8}(?:\d{2})?", re.ASCII)),
    ("taiwan_permit", re.compile(r"\d{8}(?:\d{2}[A-Z]?)?", re.ASCII)),
)
_PASSPORT = re.compile(r"[A-Z0-9]{5,20}", re.ASCII)
_ORGANISATION = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}", re.ASCII)


class IdCheck(msgspec.Struct, frozen=True):
    """What one typed number turned out to be.

    ``normalised`` is the form to store and compare: upper case, no separators, a 15-digit number
    in its 18-digit form; empty when the text cannot be a number at all. ``birth_date`` and ``sex``
    are only given when the number carries them and its date exists. ``legacy`` marks a 15-digit
    number: no longer a valid document (since 2013), but an old roster may be matched by it.
    """

    input: str
    valid: bool
    type: IdType | None = None
    normalised: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    problem: Problem | None = None
    legacy: bool = False

    @property
    def overridable(self) -> bool:
        """Whether a supervisor may accept the number all the same, giving a reason."""
        return self.problem is not None and self.problem.code in OVERRIDABLE


def check(text: str, today: date, hint: IdType | None = None) -> IdCheck:
    """Read one number; never raises, whatever the text.

    ``hint`` is the document the clerk chose; without it the number's own form decides, and plain
    digits of a wrong length are taken for a mistyped resident number, not for a passport.
    """
    number, problem = _clean(text)
    if problem is not None:
        return _refused(text, hint, "", problem)
    if _EIGHTEEN.fullmatch(number):
        return _check_eighteen(text, number, today, hint)
    if hint == "passport":
        return _check_passport(text, number)
    for kind, form in _FORMS:
        if form.fullmatch(number) and _hint_allows(hint, kind, number):
            return _check_short(text, number, kind, today)
    if hint is None and _looks_like_passport(number):
        return _check_passport(text, number)
    return _refused(text, hint or "resident_id", number, _misshapen(number, hint))


def check_organisation(text: str) -> IdCheck:
    """Read a unified social credit code (GB 32100-2015): 18 characters, no I, O, S, V or Z.

    The registering authority may be a letter (A, N, Y), which python-stdnum does not allow.
    """
    code, problem = _clean(text, organisation=True)
    if problem is None and len(code) != 18:
        problem = Problem("org.length", params={"count": len(code)})
    if problem is None and not _ORGANISATION.fullmatch(code):
        problem = Problem("org.characters")
    if problem is None and code[-1] != organisation_check_digit(code):
        problem = Problem("org.checksum")
    return IdCheck(text[:LONGEST_TYPED], problem is None, None, code, problem=problem)


def to_eighteen(fifteen: str) -> str:
    """The 18-digit form of a 15-digit number: 19 before the year, and the check digit."""
    body = f"{fifteen[:6]}19{fifteen[6:]}"
    return body + check_digit(body)


def check_digit(body: str) -> str:
    """The MOD 11-2 check digit of the first 17 digits (GB 11643, ISO 7064)."""
    from stdnum.cn import ric  # loads the network stack: not before the first number is typed

    return ric.calc_check_digit(f"{body[:17]}0")


def organisation_check_digit(body: str) -> str:
    """The check character of the first 17 characters of a credit code (GB 32100-2015)."""
    from stdnum.cn import uscc

    return uscc.calc_check_digit(body[:17])


def age_on(birth: date, day: date) -> int:
    """Full years on ``day``: a birthday counts from its own day; 29 February from 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _clean(text: str, organisation: bool = False) -> tuple[str, Problem | None]:
    area = "org" if organisation else "id"
    if len(text) > LONGEST_TYPED:
        return "", Problem(f"{area}.too_long", params={"limit": LONGEST_TYPED})
    folded = plain(text).upper().translate(_CROSSES)
    if not organisation:
        label = _LABEL.match(folded)
        folded = folded[label.end() :] if label else folded
        if _MASKED.search(folded):
            return "", Problem("id.masked")
    if _EXPONENT.fullmatch(folded):
        return "", Problem(f"{area}.excel_number")
    number = _SEPARATORS.sub("", folded).replace("(", "").replace(")", "")
    if not number:
        return "", Problem(f"{area}.empty")
    if not (number.isascii() and number.isalnum()):
        return "", Problem(f"{area}.characters")
    return number, None


def _refused(text: str, kind: IdType | None, number: str, problem: Problem) -> IdCheck:
    return IdCheck(text[:LONGEST_TYPED], False, kind, number, problem=problem)


def _hint_allows(hint: IdType | None, kind: IdType, number: str) -> bool:
    """Whether ``number`` may be of ``kind``: eight digits that are a day of somebody's life are
    a birth date in the wrong place, unless the clerk says that they are a permit."""
    if hint is None and kind == "taiwan_permit" and number[:2] in ("19", "20"):
        return len(number) > 8 or real_day(*_date_of(number)) is None
    return hint in (None, kind) or (hint == "resident_id" and kind == "resident_id_15")


def _date_of(digits: str) -> tuple[int, int, int]:
    return int(digits[:4]), int(digits[4:6]), int(digits[6:8])


def _looks_like_passport(number: str) -> bool:
    """A letter somewhere other than a lone X at the end, or nine digits; not most of a long number.

    Fourteen digits at the start are an area and a birth date: that is a mistyped resident number.
    """
    if number.isdigit():
        return len(number) == 9
    if len(number) > LONGEST_PASSPORT_SEEN or (number[:-1].isdigit() and number[-1] == "X"):
        return False
    digits = sum(character.isdigit() for character in number)
    return digits < 14 and _PASSPORT.fullmatch(number) is not None


def _check_passport(text: str, number: str) -> IdCheck:
    if not _PASSPORT.fullmatch(number):
        problem = Problem("id.passport_length", params={"count": len(number)})
        return _refused(text, "passport", number, problem)
    return IdCheck(text, True, "passport", number)


def _eighteen_type(number: str) -> IdType:
    if number[0] == "9":
        return "foreign_permanent"
    return "hmt_residence_permit" if number[:6] in _HMT_AREAS else "resident_id"


def _check_eighteen(text: str, number: str, today: date, hint: IdType | None) -> IdCheck:
    kind = _eighteen_type(number)
    if hint is not None and hint != kind:
        return _refused(text, hint, number, Problem(f"id.other.{kind}"))
    birth, problem = _birth(number, today)
    if problem is not None and hint is None and _is_organisation(number):
        return _refused(text, "resident_id", number, Problem("id.is_organisation"))
    if problem is None and number[-1] != check_digit(number):
        rounded = number.endswith("000")
        problem = Problem("id.excel_rounded" if rounded else "id.checksum")
    sex = _sex(number) if birth else None
    return IdCheck(text, problem is None, kind, number, birth, sex, problem)


def _check_short(text: str, number: str, kind: IdType, today: date) -> IdCheck:
    if kind != "resident_id_15":
        return IdCheck(text, True, kind, number)
    converted = to_eighteen(number)
    birth, problem = _birth(converted, today)
    problem = problem or Problem("id.legacy_15")
    sex = _sex(converted) if birth else None
    return IdCheck(text, False, kind, converted, birth, sex, problem, legacy=True)


def _birth(number: str, today: date) -> tuple[date | None, Problem | None]:
    birth = real_day(*_date_of(number[6:14]))
    if birth is None:
        return None, Problem("id.birth_impossible")
    if birth > today:
        return None, Problem("id.birth_future")
    return birth, None


def _sex(number: str) -> Sex:
    return "male" if int(number[16]) % 2 else "female"


def _misshapen(number: str, hint: IdType | None) -> Problem:
    """Why a number fits no form: said for the document the clerk chose, else for a resident's."""
    if hint is not None and hint not in ("resident_id", "resident_id_15"):
        return Problem(f"id.form.{hint}")
    if len(number) != 18:
        return Problem("id.length", params={"count": len(number)})
    return Problem("id.is_organisation" if _is_organisation(number) else "id.characters")


def _is_organisation(number: str) -> bool:
    return _ORGANISATION.fullmatch(number) is not None and check_organisation(number).valid
