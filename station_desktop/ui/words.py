"""The window's own words, changed in the running window.

English source strings stand in the code; ``resources/i18n/<context>.zh_CN.ts`` has the Chinese,
compiled to one ``zh_CN.qm`` by ``installers/translations.py``. A text put on a widget through
``bind`` is put on again when the language changes; what paints or composes its own text asks
``follow`` to be told.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
    Signal,
)

from station_desktop import paths
from station_desktop.phrases import Counting

LANGUAGES: dict[str, str] = {"zh_CN": "中文", "en": "English"}

_BINDINGS = "_bound_words"
_COUNTING = Counting()
_owners: WeakSet[QObject] = WeakSet()


class TranslationsMissing(Exception):
    """The compiled Chinese texts are not where the program was installed."""


def tr(context: str, source: str, **params: Any) -> str:
    """``source`` in the window's language, with ``{placeholders}`` filled; ``{n:case|cases}`` is
    the word for that many."""
    text = QCoreApplication.translate(context, source)
    if "|" in text and params:
        return _COUNTING.format(text, **params)
    return text.format(**params) if params else text


def bind(
    setter: Callable[[str], object],
    context: str,
    source: str,
    *,
    owner: QObject | None = None,
    **params: Any,
) -> None:
    """Call ``setter`` with the translated text now and at every change of language.

    ``setter`` is a Qt object's own method (``label.setText``), or any function together with the
    ``owner`` it lives and dies with. Binding the same method again replaces the text.
    """

    def apply() -> None:
        setter(tr(context, source, **params))

    holder = owner if owner is not None else getattr(setter, "__self__", None)
    if not isinstance(holder, QObject):
        raise TypeError("bind needs a Qt object's method or an owner")
    _remember(holder, getattr(setter, "__name__", ""), apply)
    apply()


def follow(owner: QObject, apply: Callable[[], object]) -> None:
    """Call ``apply`` at every change of language for as long as ``owner`` lives."""
    _remember(owner, f"follow {id(apply)}", apply)


def unbind(setter: Callable[[str], object]) -> None:
    """Forget what was bound to a Qt object's method, before setting a plain text."""
    holder = getattr(setter, "__self__", None)
    bindings: dict[str, Any] = getattr(holder, _BINDINGS, {})
    bindings.pop(getattr(setter, "__name__", ""), None)


def _remember(holder: QObject, key: str, apply: Callable[[], object]) -> None:
    bindings: dict[str, Callable[[], object]] | None = getattr(holder, _BINDINGS, None)
    if bindings is None:
        bindings = {}
        setattr(holder, _BINDINGS, bindings)
    bindings[key] = apply
    _owners.add(holder)


def retranslate() -> None:
    """Apply every living binding again."""
    for owner in list(_owners):
        if not shiboken6.isValid(owner):
            continue
        for apply in list(getattr(owner, _BINDINGS, {}).values()):
            apply()


class Language(QObject):
    """The window's language; ``code`` is ``zh_CN`` or ``en``. ``chosen`` tells that somebody asked
    for another one, so that it is remembered.

    Raises :class:`TranslationsMissing` on a switch to Chinese when the compiled file is missing.
    """

    chosen = Signal()

    def __init__(self, parent: QObject | None = None, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or paths.resources() / "i18n"
        self._installed: list[QTranslator] = []
        self.code = "en"

    def choose(self, code: str) -> None:
        """Show everything in ``code`` because a person wants it so."""
        self.switch(code)
        self.chosen.emit()

    def switch(self, code: str) -> None:
        """Show everything in ``code``, in the running window and without a restart."""
        translators = self._load(code)
        for old in self._installed:
            QCoreApplication.removeTranslator(old)
            old.deleteLater()
        for new in translators:
            QCoreApplication.installTranslator(new)
        self._installed = translators
        self.code = code
        QLocale.setDefault(QLocale(code))
        retranslate()

    def _load(self, code: str) -> list[QTranslator]:
        if code == "en":
            return []
        translators = []
        qt = QTranslator(self)
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if qt.load(f"qtbase_{code}", qt_folder):
            translators.append(qt)
        ours = QTranslator(self)
        if not ours.load(str(self._folder / f"{code}.qm")):
            raise TranslationsMissing(
                f"The texts for {LANGUAGES.get(code, code)} ({code}.qm) are missing or damaged. "
                "The installation is incomplete: install the program again."
            )
        return [*translators, ours]
