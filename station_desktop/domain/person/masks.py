"""Personal details half hidden, as every screen shows them until someone asks to see one.

The shapes are those people know: 110102********002X, 138****1234, 张*. A mask never shows more
than half of a short value, and says nothing of a name but the surname.
"""

from __future__ import annotations

from station_desktop.domain.person.names import split_name

_STAR = "*"
ERASED = "person.erased"
"""Stands for the name of somebody who was erased: a phrase's code, to be said where it is shown."""


def mask_id(number: str) -> str:
    """An identity number: area and last four of a long one, the two ends of a short one."""
    if len(number) >= 15:
        return _ends(number, 6, 4)
    return _ends(number, 1, 2) if len(number) >= 6 else _STAR * len(number)


def mask_phone(number: str) -> str:
    """A phone number in stored form: 138****1234, 010-****1234; an extension is hidden whole."""
    area, _, rest = number.partition("-")
    local = rest.partition("-")[0]
    if area.startswith("0") and local.isdigit():
        return f"{area}-{_ends(local, 0, min(4, len(local) // 2))}"
    if len(number) >= 11:
        return _ends(number, 3, 4)
    return _ends(number, 0, min(4, len(number) // 2))


def mask_bank_card(number: str) -> str:
    """A bank account: only the last four, which is what the passbook's owner checks by."""
    return _ends(number, 0, 4) if len(number) >= 8 else _STAR * len(number)


def mask_name(name: str) -> str:
    """The surname (both characters of a compound one) and one star, whatever the length."""
    surname, given = split_name(name)
    if not name:
        return ""
    return f"{surname or given[:1]}{_STAR}"


def known_as(name: str, erased_at: int) -> str:
    """A name in full, or what stands for it once everything personal was erased."""
    return ERASED if erased_at and not name else name


def mask_known_as(name: str, erased_at: int) -> str:
    """As :func:`known_as`, masked."""
    return ERASED if erased_at and not name else mask_name(name)


def _ends(text: str, head: int, tail: int) -> str:
    hidden = max(len(text) - head - tail, 0)
    return f"{text[:head]}{_STAR * hidden}{text[len(text) - tail :]}"
