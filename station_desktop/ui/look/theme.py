"""Puts a look on the running window: light or dark, normal or large."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from station_desktop.ui.look.style_sheet import Sheet
from station_desktop.ui.look.tokens import PALETTES, SCALES, Palette, Scale, families
from station_desktop.ui.words import follow

Role = QPalette.ColorRole


def qt_palette(colours: Palette) -> QPalette:
    """Qt's own palette, for everything the style sheet leaves to the Fusion style."""
    palette = QPalette()
    roles = {
        Role.Window: colours.ground,
        Role.WindowText: colours.text,
        Role.Base: colours.surface,
        Role.AlternateBase: colours.hover,
        Role.Text: colours.text,
        Role.Button: colours.surface,
        Role.ButtonText: colours.text,
        Role.BrightText: colours.bad_ink,
        Role.Highlight: colours.accent,
        Role.HighlightedText: colours.on_accent,
        Role.Link: colours.accent_ink,
        Role.PlaceholderText: colours.faint,
        Role.ToolTipBase: colours.text,
        Role.ToolTipText: colours.surface,
        Role.Mid: colours.line,
        Role.Accent: colours.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette


class Theme(QObject):
    """The look now worn by the application; ``changed`` after each :meth:`wear`."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        # Before the style is set: that asks what is on the screen for its size, which asks here.
        self.colours = "light"
        self.size = "normal"
        application.setStyle("Fusion")
        follow(self, self._set_font)

    @property
    def palette(self) -> Palette:
        return PALETTES[self.colours]

    @property
    def scale(self) -> Scale:
        return SCALES[self.size]

    def wear(self, colours: str = "light", size: str = "normal") -> None:
        """Change the look of the running window; ``light``/``dark``, ``normal``/``large``."""
        self.colours, self.size = colours, size
        application = self._application
        self._set_font()
        application.setPalette(qt_palette(self.palette))
        application.setStyleSheet(Sheet(self.palette, self.scale).text())
        self.changed.emit()

    def _set_font(self) -> None:
        english = QLocale().language() == QLocale.Language.English
        font = QFont()
        font.setFamilies(families(latin_first=english))
        font.setPixelSize(self.scale.base)
        if self._application.font() != font:
            self._application.setFont(font)


def worn() -> Theme | None:
    """The application's theme, for what paints itself."""
    application = QApplication.instance()
    return application.findChild(Theme) if isinstance(application, QApplication) else None


def palette() -> Palette:
    theme = worn()
    return theme.palette if theme is not None else PALETTES["light"]


def scale() -> Scale:
    theme = worn()
    return theme.scale if theme is not None else SCALES["normal"]


def set_role(widget: QWidget, role: str) -> None:
    """Say what a widget is; the style sheet decides how it looks."""
    widget.setProperty("role", role)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet selects by, and have it looked at again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
