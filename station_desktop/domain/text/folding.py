"""Typed text made plain: what input methods, scanners and spreadsheets add without being asked.

Chinese input methods leave full-width digits and letters behind, Excel leaves a leading
apostrophe, and copying from a web page or a chat leaves invisible characters. None of them is
the person's meaning.
"""

from __future__ import annotations

import unicodedata

_TO_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_INVISIBLE = dict.fromkeys(
    (0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065))
) | dict.fromkeys(range(0xFE00, 0xFE10))
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣─"), "-")


def half_width(text: str) -> str:
    """Full-width ASCII and the ideographic space as their ordinary forms; hanzi stay."""
    return text.translate(_TO_HALF)


def without_invisible(text: str) -> str:
    """Without zero-width characters, direction marks and variation selectors."""
    return text.translate(_INVISIBLE)


def plain(text: str) -> str:
    """For numbers, codes and dates: half-width, one kind of dash, nothing invisible, stripped.

    The apostrophe Excel writes before a number kept as text is dropped.
    """
    folded = without_invisible(half_width(text)).translate(_DASHES).strip()
    return folded.lstrip("'‘’`").strip()


def unprintable(text: str, allowed: str = "") -> bool:
    """Whether ``text`` holds a control character, a line separator or half a surrogate pair.

    None of them can be stored as text and printed; ``allowed`` lists exceptions (line breaks).
    """
    return any(
        unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        for character in text
        if character not in allowed
    )
