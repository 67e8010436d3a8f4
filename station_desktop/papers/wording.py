"""How papers write dates, copies and odd characters, in both languages."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from station_desktop import phrases

LINE_BREAK = "\u2028"  # the one break that survives the templates' own white space
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Invisible characters that could turn or hide the text after them, and halves of characters.
# A code point unknown to this Python may be a newer character of somebody's name: it stays.
_DROPPED = {"Cc", "Cf", "Cs"}


def clean(text: str) -> str:
    """``text`` as it can be printed: composed, line breaks unified, control marks removed."""
    composed = unicodedata.normalize("NFC", text).replace("\t", " ")
    unified = re.sub("\r\n?|\n|\u2029", LINE_BREAK, composed)
    return "".join(ch for ch in unified if _is_text(ch))


def _is_text(character: str) -> bool:
    never_a_character = ord(character) & 0xFFFE == 0xFFFE
    return not never_a_character and unicodedata.category(character) not in _DROPPED


def day(value: date | None, language: str) -> str:
    """A day as a paper writes it: ``2026年3月16日`` or ``16 March 2026``; empty for ``None``."""
    if value is None:
        return ""
    if language == "en":
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime | None, language: str) -> str:
    """A day with hour and minute; empty for ``None``."""
    if value is None:
        return ""
    if language == "en":
        return f"{day(value, language)}, {value:%H:%M}"
    return f"{day(value, language)}{value.hour}时{value.minute:02d}分"


def say(code: str, language: str, **params: object) -> str:
    """The paper's own sentence ``paper.<code>`` in ``language``."""
    return phrases.say(f"paper.{code}", language, **params)
