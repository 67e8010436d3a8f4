"""A state as a small label: a sign, a word and a colour, in this order of importance."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from station_desktop.ui.look.theme import restyle

SIGNS = {"ok": "✓", "warn": "!", "bad": "✕", "info": ""}
"""A plain state needs no sign: its word says it all."""


def signed(tone: str, text: str) -> str:
    """The words with the sign that stands for the tone."""
    sign = SIGNS.get(tone, "")
    return f"{sign} {text}" if sign else text


def put_plain(label: QLabel, text: str) -> None:
    """Show ``text`` as it is, never as markup.

    Only text that could be markup makes Qt's namespace of constants load, which costs 50 ms.
    """
    if "<" in text or "&" in text:
        from PySide6.QtCore import Qt

        label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)


class Chip(QLabel):
    """One state; ``tone`` is ``ok``, ``warn``, ``bad`` or ``info``."""

    def __init__(self, tone: str = "info", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Fixed)
        self.setProperty("chip", tone)  # nothing to restyle yet
        self.put(tone, text)

    def put(self, tone: str, text: str) -> None:
        """Show another state."""
        put_plain(self, signed(tone, text))
        self.setAccessibleName(text)
        restyle(self, "chip", tone)
        if self.parent() is not None:
            self.setVisible(bool(text))
        elif not text:  # showing it without a parent would open a window
            self.hide()
