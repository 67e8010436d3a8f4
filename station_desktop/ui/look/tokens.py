"""The look as a small table: colours by what they mean, and sizes by what they are for.

Two palettes and two scales make the four looks. The large scale follows the elder-friendly rules
of the Ministry of Industry and Information Technology: text of 18 px at least, targets of 60 px.
"""

from __future__ import annotations

import sys

import msgspec


class Palette(msgspec.Struct, frozen=True):
    """Colours by meaning, as ``#rrggbb``; ``x_ink`` is written on ``x_soft``."""

    ground: str
    surface: str
    sunken: str
    line: str
    edge: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_press: str
    on_accent: str
    accent_soft: str
    accent_ink: str
    ok_soft: str
    ok_ink: str
    warn_soft: str
    warn_ink: str
    bad_soft: str
    bad_ink: str
    info_soft: str
    info_ink: str
    hover: str


LIGHT = Palette(
    ground="#f3f5f7",
    surface="#ffffff",
    sunken="#e9edf0",
    line="#dce1e6",
    edge="#788491",
    text="#17212b",
    muted="#52606d",
    faint="#657280",
    accent="#0b6272",
    accent_press="#084c59",
    on_accent="#ffffff",
    accent_soft="#d9edf0",
    accent_ink="#084c59",
    ok_soft="#dff2e5",
    ok_ink="#17613a",
    warn_soft="#fdeccf",
    warn_ink="#7d4300",
    bad_soft="#fce4e1",
    bad_ink="#a3231b",
    info_soft="#e1ecf8",
    info_ink="#1b528c",
    hover="#eef2f5",
)

DARK = Palette(
    ground="#14181d",
    surface="#1c2229",
    sunken="#11151a",
    line="#323b46",
    edge="#6f7d8b",
    text="#e8ecf0",
    muted="#adb8c3",
    faint="#96a2ae",
    accent="#58bccb",
    accent_press="#83d1dc",
    on_accent="#05252b",
    accent_soft="#16393f",
    accent_ink="#9adce5",
    ok_soft="#17372a",
    ok_ink="#8edcb0",
    warn_soft="#40300f",
    warn_ink="#f3c777",
    bad_soft="#47201e",
    bad_ink="#ffb4ab",
    info_soft="#18324f",
    info_ink="#a8cdf5",
    hover="#252d36",
)

PALETTES: dict[str, Palette] = {"light": LIGHT, "dark": DARK}


class Scale(msgspec.Struct, frozen=True):
    """Sizes in device-independent pixels; ``control`` is the height of what can be pressed."""

    small: int
    base: int
    title: int
    heading: int
    control: int
    segment: int
    row: int
    gap: int
    space: int
    radius: int
    icon: int
    rail: int
    narrow_form: int


NORMAL = Scale(
    small=12,
    base=14,
    title=16,
    heading=20,
    control=34,
    segment=32,
    row=34,
    gap=6,
    space=12,
    radius=6,
    icon=18,
    rail=92,
    narrow_form=520,
)

LARGE = Scale(
    small=18,
    base=20,
    title=23,
    heading=28,
    control=60,
    segment=60,
    row=60,
    gap=10,
    space=16,
    radius=8,
    icon=26,
    rail=128,
    narrow_form=760,
)

SCALES: dict[str, Scale] = {"normal": NORMAL, "large": LARGE}

_BY_SYSTEM: dict[str, tuple[str, ...]] = {
    "win32": ("Microsoft YaHei UI",),
    "darwin": ("PingFang SC",),
}
_EVERYWHERE = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "文泉驿微米黑",
    "Microsoft YaHei UI",
    "PingFang SC",
)


_LATIN: dict[str, tuple[str, ...]] = {
    "win32": ("Segoe UI",),
    "darwin": ("Helvetica Neue",),
    "linux": ("Noto Sans", "Liberation Sans", "DejaVu Sans"),
}


def families(system: str = sys.platform, *, latin_first: bool = False) -> list[str]:
    """Font families that have the characters of Chinese names, the system's own first.

    ``latin_first`` is for English: Chinese fonts set its apostrophes and dashes a whole square
    wide.
    """
    ahead = _LATIN.get(system, ()) if latin_first else ()
    return list(dict.fromkeys((*ahead, *_BY_SYSTEM.get(system, ()), *_EVERYWHERE)))


def _linear(channel: int) -> float:
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.1 of ``#rrggbb``."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio after WCAG 2.1, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
