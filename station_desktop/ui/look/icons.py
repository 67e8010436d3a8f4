"""Who wants which icon; drawn once the window has been seen.

The font and everything that draws with it are loaded after the first paint.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from station_desktop.ui.look import theme

if TYPE_CHECKING:
    from station_desktop.ui.look.icon_font import IconFont

_DRAW = "_draw_icon"


class Icons(QObject):
    """Remembers who wants which icon, and hands them out once the font is there."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._font: IconFont | None = None
        self._wanted: WeakSet[QObject] = WeakSet()
        worn = theme.worn()
        if worn is not None:
            worn.changed.connect(self.refresh)

    @property
    def loaded(self) -> bool:
        return self._font is not None

    def load(self) -> None:
        """Load the font now and fill in every icon asked for so far."""
        from station_desktop.ui.look.icon_font import IconFont

        if self._font is None:
            self._font = IconFont(self)
            self.refresh()

    def want(self, widget: QObject, draw: Callable[[IconFont], None]) -> None:
        """Call ``draw`` when the font is there and whenever the colours change."""
        if self._font is not None:
            draw(self._font)
        setattr(widget, _DRAW, draw)  # on the widget itself, so that it lives no longer
        self._wanted.add(widget)

    def refresh(self) -> None:
        """Draw all icons again, as in the colours of another theme."""
        if self._font is None:
            return
        for widget in list(self._wanted):
            if shiboken6.isValid(widget):
                getattr(widget, _DRAW)(self._font)


def instance() -> Icons:
    """The application's icons."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("icons need a running application")
    return application.findChild(Icons) or Icons(application)


def set_icon(button: QAbstractButton, name: str, ink: str = "muted", on: str = "") -> None:
    """Give ``button`` an icon of the font, at once or when the font is there.

    ``ink`` and ``on`` name colours of the palette, the second for the checked state.
    """

    def draw(font: IconFont) -> None:
        colours, size = theme.palette(), theme.scale().icon
        shades = (getattr(colours, ink), getattr(colours, on or ink))
        button.setIcon(font.icon(name, size, shades, button.devicePixelRatioF()))
        button.setIconSize(QSize(size, size))

    instance().want(button, draw)


def set_glyph(label: QLabel, name: str, ink: str = "muted") -> None:
    """Show an icon of the font in a label; the words beside it carry the meaning."""

    def draw(font: IconFont) -> None:
        size, colour = theme.scale().icon, getattr(theme.palette(), ink)
        label.setPixmap(font.pixmap(name, size, colour, label.devicePixelRatioF()))

    instance().want(label, draw)
