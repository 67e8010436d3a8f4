"""Names for characters beyond 16 bits in a finished PDF, so that they can be copied and searched.

Qt writes which character each glyph stands for (the ``ToUnicode`` tables), but knows only 16-bit
code points there. The papers' font answers to a private code point for each rarer character; here
the private ones are replaced by the real ones. The changed tables are added to the end of the file
as an incremental update (ISO 32000-1, 7.5.6); nothing before is touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_TABLE = re.compile(rb"\n(\d+) 0 obj\n<<[^>]*>>\nstream\n(/CIDInit.*?)\nendstream", re.S)
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.S)


def with_real_characters(pdf: bytes, real: Mapping[int, int]) -> bytes:
    """``pdf`` with every private code point of ``real`` named as the character it stands for."""
    changed: dict[int, bytes] = {}
    for found in _TABLE.finditer(pdf):
        table = _CODE.sub(lambda code: _named(code, real), found[2])
        if table != found[2]:
            changed[int(found[1])] = table
    return _updated(pdf, changed) if changed else pdf


def _named(code: re.Match[bytes], real: Mapping[int, int]) -> bytes:
    character = real.get(int(code[1], 16))
    if character is None:
        return code[0]
    return b"<" + chr(character).encode("utf-16-be").hex().upper().encode() + b">"


def _updated(pdf: bytes, objects: Mapping[int, bytes]) -> bytes:
    start, trailer = _START.search(pdf), _TRAILER.search(pdf)
    if start is None or trailer is None:
        raise ValueError("this is not a PDF as Qt writes them")
    out = bytearray(pdf.rstrip(b"\n") + b"\n")
    places: list[tuple[int, int]] = []
    for number, stream in sorted(objects.items()):
        places.append((number, len(out)))
        out += b"%d 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (
            number,
            len(stream),
            stream,
        )
    index = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places:
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    out += b"trailer\n<<%b/Prev %b\n>>\nstartxref\n%d\n%%%%EOF\n" % (trailer[1], start[1], index)
    return bytes(out)
