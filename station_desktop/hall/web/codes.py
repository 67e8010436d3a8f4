"""Addresses as QR codes, drawn into the page."""

from __future__ import annotations

import segno
from markupsafe import Markup


def drawn(address: str, title: str) -> Markup:
    """The QR code of ``address`` as SVG: dark on light whatever the page's colours are."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(
        scale=4, border=3, dark="#000", light="#fff", title=title, svgclass="qr", lineclass=None
    )
    return Markup(svg)
