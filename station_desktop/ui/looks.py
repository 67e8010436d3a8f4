"""How this window looks and speaks, remembered for the next start."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from station_desktop import preferences
from station_desktop.preferences import Preferences
from station_desktop.ui.look.theme import Theme
from station_desktop.ui.text import Text
from station_desktop.ui.words import LANGUAGES, Language

if TYPE_CHECKING:
    from station_desktop.ui.frame.shell import MenuEntry


class Looks(QObject):
    """Language, colours and size of the running window, as this computer remembers them."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        super().__init__(application)
        self._folder = folder
        kept = preferences.load(folder)
        self.theme = Theme(application)
        self.theme.wear(kept.colours, kept.size)
        self.language = Language(self)
        self.language.switch(kept.language)
        self.language.chosen.connect(self._remember)

    def speak(self, code: str) -> None:
        """Change the language of the running window."""
        self.language.choose(code)

    def wear(self, *, colours: str | None = None, size: str | None = None) -> None:
        """Change colours or size of the running window."""
        self.theme.wear(colours or self.theme.colours, size or self.theme.size)
        self._remember()

    def entries(self) -> list[MenuEntry]:
        """Lines for the account menu: both languages, dark colours, the large size."""
        from station_desktop.ui.frame.shell import MenuEntry

        theme = self.theme
        names = {"zh_CN": Text("app", "中文"), "en": Text("app", "English")}
        languages = [
            MenuEntry(
                f"language.{code}", names[code], partial(self.speak, code), partial(self._is, code)
            )
            for code in LANGUAGES
        ]
        dark = MenuEntry(
            "dark",
            Text("app", "Dark colours"),
            lambda: self.wear(colours="light" if theme.colours == "dark" else "dark"),
            lambda: theme.colours == "dark",
        )
        large = MenuEntry(
            "large",
            Text("app", "Large and clear (elder-friendly)"),
            lambda: self.wear(size="normal" if theme.size == "large" else "large"),
            lambda: theme.size == "large",
        )
        return [*languages, MenuEntry("", names["en"], lambda: None), dark, large]

    def _is(self, code: str) -> bool:
        return self.language.code == code

    def _remember(self) -> None:
        kept = Preferences(
            language=cast(Any, self.language.code),
            colours=cast(Any, self.theme.colours),
            size=cast(Any, self.theme.size),
        )
        preferences.save(self._folder, kept)
