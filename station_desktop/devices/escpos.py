"""The few words of ESC/POS that a receipt needs: text in GBK, a QR code, dots, the cut.

Source: Epson's "ESC/POS Command Reference"; Chinese makers' printers (58 and 80 mm, 203 dots an
inch) take the same commands, with GBK for Chinese after ``FS &``.
"""

from __future__ import annotations

from station_desktop.devices.adapter import Millimetres

DOTS: dict[Millimetres, int] = {58: 384, 80: 576}
"""Dots across the printable width."""
LETTERS: dict[Millimetres, int] = {58: 32, 80: 48}
"""Half-width letters across it."""

_BEGIN = b"\x1b@\x1c&"
_CUT = b"\n\n\n\n\x1dV\x42\x00"
_LEFT, _CENTRE = b"\x1ba\x00", b"\x1ba\x01"
_BIG, _PLAIN = b"\x1d!\x11\x1c!\x0c", b"\x1d!\x00\x1c!\x00"
_STRIP = 128


class Slip:
    """A receipt put together line by line; :meth:`finished` gives its bytes."""

    def __init__(self, paper: Millimetres) -> None:
        self._paper = paper
        self._parts = [_BEGIN]

    def heading(self, text: str) -> Slip:
        """In the middle, twice as high and wide."""
        self._parts += [_CENTRE, _BIG, _bytes(text), b"\n", _PLAIN, _LEFT]
        return self

    def line(self, text: str = "") -> Slip:
        """A paragraph, broken where the paper ends; a Chinese character is two letters wide."""
        for part in wrapped(text, LETTERS[self._paper]):
            self._parts += [_bytes(part), b"\n"]
        return self

    def rule(self) -> Slip:
        self._parts += [b"-" * LETTERS[self._paper], b"\n"]
        return self

    def qr(self, content: str) -> Slip:
        """A QR code drawn by the printer, model 2, correction M, six dots a module."""
        data = content.encode("utf-8")
        size = (len(data) + 3).to_bytes(2, "little")
        self._parts += [
            _CENTRE,
            b"\x1d(k\x04\x00\x31\x41\x32\x00",
            b"\x1d(k\x03\x00\x31\x43\x06",
            b"\x1d(k\x03\x00\x31\x45\x31",
            b"\x1d(k" + size + b"\x31\x50\x30" + data,
            b"\x1d(k\x03\x00\x31\x51\x30",
            b"\n",
            _LEFT,
        ]
        return self

    def dots(self, rows: list[bytes]) -> Slip:
        """A picture, a row of bits after the other, the highest bit leftmost, 1 is black. Sent in
        strips, because cheap printers have little memory."""
        for start in range(0, len(rows), _STRIP):
            strip = rows[start : start + _STRIP]
            across, down = len(strip[0]), len(strip)
            head = b"\x1dv0\x00" + across.to_bytes(2, "little") + down.to_bytes(2, "little")
            self._parts += [head, *strip]
        return self

    def finished(self) -> bytes:
        return b"".join((*self._parts, _CUT))


def wrapped(text: str, letters: int) -> list[str]:
    """``text`` in lines of at most so many half-width letters; an empty text is one empty line."""
    lines, line, used = [], "", 0
    for character in text:
        wide = len(_letter(character))  # two bytes of GBK are two letters wide, "·" among them
        if used + wide > letters:
            lines.append(line)
            line, used = "", 0
        line, used = line + character, used + wide
    return [*lines, line]


def _bytes(text: str) -> bytes:
    """GBK; what it does not know (rare characters of names) is a full-width question mark."""
    return b"".join(_letter(letter) for letter in text if letter.isprintable())


def _letter(letter: str) -> bytes:
    try:
        return letter.encode("gbk")
    except UnicodeEncodeError:
        return "？".encode("gbk")
