"""The papers' own font: loaded when the first paper is made, on whatever PC, and used by all."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from station_desktop import paths
from station_desktop.papers.alphabet import alphabet, private, stand_ins

FAMILY = "Station Song"
BOLD_FAMILY = "Station Song Bold"
MISSING = "\u3013"  # 〓, the mark Chinese printers set for a character they do not have


@cache
def _loaded() -> bool:
    folder = paths.resources() / "fonts"
    for name in ("StationSong.ttf", "StationSongBold.ttf"):
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise OSError(f"the papers' font {name} cannot be read")
    return True


@cache
def font(pixels: int, bold: bool) -> QFont:
    """The font, ``pixels`` design units high; raises ``OSError`` when its files are not there.

    What the bold one lacks is taken from the other, then from the fonts installed.
    """
    _loaded()
    face = QFont()
    face.setFamilies([BOLD_FAMILY, FAMILY] if bold else [FAMILY])
    face.setPixelSize(pixels)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    face.setStyleStrategy(QFont.StyleStrategy.ForceOutline)
    return face


def printable(text: str) -> str:
    """``text`` in the code points the font prints, with 〓 for what no font at hand has."""
    known, moved = alphabet(), private()
    return "".join(
        moved.get(ch, ch) if ch == "\n" or known.has(ch) or _elsewhere(ch) else MISSING
        for ch in text.translate(stand_ins())
    )


@cache
def _elsewhere(character: str) -> bool:
    """Whether some installed font has ``character``."""
    private_use = 0xE000 <= ord(character) <= 0xF8FF or ord(character) >= 0xF0000
    return not private_use and QFontMetricsF(font(100, False)).inFontUcs4(ord(character))
