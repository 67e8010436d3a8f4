"""Phone numbers: made uniform and checked; a phone is never required of anybody.

Stored forms: mobile ``13800138000``, landline ``010-88881234`` with its extension as
``010-88881234-801``, hotline ``12345`` or ``4006501234``, abroad ``+85291234567``. Eight digits
alone are a Beijing number.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from station_desktop.domain.problem import Problem
from station_desktop.domain.text.folding import plain

PhoneKind = Literal["mobile", "landline", "hotline", "abroad"]

HOME_AREA_CODE = "010"
LONGEST_TYPED = 64

_EXTENSION = re.compile(r"(.+?)\s*(?:转|轉|分机|EXT\.?|X|#|\*)\s*:?\s*(\d{1,6})")
_DASHED_EXTENSION = re.compile(r"((?:\(?0\d{2,3}\)?[- ]?)?\d{7,8})(?:-(\d{1,6})|\((\d{1,6})\))")
_LABEL = re.compile(
    r"(?:(?:联系|办公|家庭|本人)?(?:电话|手机|座机|固话)(?:号码?)?|TEL|MOBILE|PHONE)\.?\s*:?\s*(?=[\d+(])"
)
_LAYOUT = re.compile(r"[\s\-.。()]+")
_SEVERAL = re.compile(r"\d{7,}\s*[/、;,，；|]\s*\+?\d{7,}")
_COUNTRY = re.compile(r"(?:\+|00)86")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(010|02\d)([2-9]\d{7})|(0[3-9]\d{2})([2-9]\d{6,7})")
_AT_HOME = re.compile(rf"{_MOBILE.pattern}|(?:10|2\d)[2-9]\d{{7}}|[3-9]\d{{2}}[2-9]\d{{6,7}}")
_HOTLINE = re.compile(r"1(?:10|19|20|22)|1[02]\d{3}|9[56]\d{3,4}|[48]00\d{7}")
_ABROAD = re.compile(r"\+(?!86)[1-9]\d{5,14}")


class PhoneCheck(msgspec.Struct, frozen=True):
    """One typed number: ``number`` is the form to store, empty when there is a problem."""

    number: str
    kind: PhoneKind | None = None
    problem: Problem | None = None


def check(text: str) -> PhoneCheck:
    """The number to store, or what is wrong with it; never raises, whatever the text."""
    typed = plain(text[: LONGEST_TYPED + 1]).upper()
    if not typed:
        return _wrong("phone.empty")
    label = _LABEL.match(typed)
    typed = (typed[label.end() :] if label else typed).rstrip(",;、")
    if _SEVERAL.search(typed):
        return _wrong("phone.several")
    if len(text) > LONGEST_TYPED:
        return _wrong("phone.characters")
    main, extension = _split_extension(typed)
    number, in_china = _without_country(_LAYOUT.sub("", main))
    if not (number.isascii() and number.removeprefix("+").isdigit()):
        return _wrong("phone.characters")
    return _read(number, extension, in_china)


def _split_extension(typed: str) -> tuple[str, str]:
    found = _EXTENSION.fullmatch(typed) or _DASHED_EXTENSION.fullmatch(typed)
    return (found[1], found[found.lastindex or 2]) if found else (typed, "")


def _without_country(digits: str) -> tuple[str, bool]:
    """The number as dialled at home, and whether a +86 was taken off it."""
    found = _COUNTRY.match(digits)
    if found:
        return _without_trunk(digits[found.end() :]), True
    if len(digits) in (12, 13) and digits.startswith("86") and _AT_HOME.fullmatch(digits[2:]):
        return digits[2:], True
    if digits.startswith("00"):
        return f"+{digits[2:]}", False
    return _without_trunk(digits), False


def _without_trunk(digits: str) -> str:
    """A mobile number without the 0 that was once dialled before it."""
    return digits[1:] if digits[:1] == "0" and _MOBILE.fullmatch(digits[1:]) else digits


def _read(number: str, extension: str, in_china: bool) -> PhoneCheck:
    landline = _as_landline(number, in_china)
    if landline:
        return PhoneCheck(f"{landline}-{extension}" if extension else landline, "landline")
    if extension and not _HOTLINE.fullmatch(number):
        return _wrong("phone.extension")
    if _MOBILE.fullmatch(number):
        return PhoneCheck(number, "mobile")
    if _HOTLINE.fullmatch(number):
        return PhoneCheck(f"{number}-{extension}" if extension else number, "hotline")
    if _ABROAD.fullmatch(number):
        return PhoneCheck(number, "abroad")
    return _why(number)


def _as_landline(number: str, in_china: bool) -> str:
    """``area-local``, or nothing. After +86 the area code has lost its 0."""
    if in_china and not number.startswith("0") and not _MOBILE.fullmatch(number):
        number = f"0{number}"
    elif len(number) == 8 and number[0] in "2345678":
        number = f"{HOME_AREA_CODE}{number}"
    found = _LANDLINE.fullmatch(number)
    if not found:
        return ""
    return f"{found[1] or found[3]}-{found[2] or found[4]}"


def _why(number: str) -> PhoneCheck:
    if number.startswith("+"):
        return _wrong("phone.abroad")
    if number.startswith("0"):
        return _wrong("phone.landline")
    if number.startswith("1") and len(number) == 11:
        return _wrong("phone.mobile_prefix")
    if number.startswith("1"):
        return _wrong("phone.mobile_length", count=len(number))
    if len(number) == 7:
        return _wrong("phone.area_code")
    return _wrong("phone.length", count=len(number))


def _wrong(code: str, **params: int) -> PhoneCheck:
    return PhoneCheck("", None, Problem(code, params=params))
