"""What only Qt knows of this PC: its fonts, printers and input methods. Main thread only."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QSysInfo, qVersion
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from station_desktop.domain.station.health import RARE, Surroundings
from station_desktop.ui.look import tokens
from station_desktop.ui.pc import input_method

_SERVICES = ("fcitx5", "fcitx", "ibus-daemon")
_NOT_METHODS = frozenset({"compose", "qtvirtualkeyboard"})


def look() -> Surroundings:
    """Ask for everything; the system's list of printers may take a moment."""
    from PySide6.QtPrintSupport import QPrinterInfo  # brings the system's print libraries

    chinese = _chinese()
    methods = _methods()
    return Surroundings(
        printers=tuple(QPrinterInfo.availablePrinterNames()),
        default_printer=QPrinterInfo.defaultPrinterName(),
        wanted=tuple(tokens.families()),
        fonts=chinese,
        undrawn="".join(each for each in RARE if not _drawn(each, chinese)),
        input_method=_chosen_method(methods),
        input_methods=methods,
        running=_running(Path("/proc")),
        screen=QGuiApplication.platformName(),
        system=QSysInfo.prettyProductName(),
        toolkit=qVersion() or "",
    )


def for_command() -> Surroundings:
    """As :func:`look`, in a program without a window; where there is no screen, without one."""
    if QGuiApplication.instance() is None:
        screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        if sys.platform.startswith("linux") and not screen:
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        input_method.prepare()
        global _application
        _application = QGuiApplication([sys.argv[0]])
    return look()


_application: QGuiApplication | None = None
"""Lives as long as the command."""


def _chinese() -> tuple[str, ...]:
    """Installed families with Chinese, the wanted ones first and in their order. The papers' own
    font does not count: it is made for paper."""
    own = set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    own -= {name for name in own if name.startswith("Station Song")}
    wanted = [name for name in tokens.families() if name in own]
    return (*wanted, *sorted(own - set(wanted)))


def _drawn(character: str, families: Iterable[str]) -> bool:
    """Whether the window would show ``character``, in whichever font has it."""
    font = QFont()
    font.setFamilies([*families])
    return QFontMetricsF(font).inFontUcs4(ord(character))


def _chosen_method(methods: Iterable[str]) -> str:
    """Which plug-in Qt was told to use, by name: of several, the first that there is."""
    said = os.environ.get("QT_IM_MODULES") or os.environ.get("QT_IM_MODULE") or ""
    names = [name.strip().lower() for name in said.split(";") if name.strip()]
    names = ["fcitx" if name.startswith("fcitx") else name for name in names]
    return next((name for name in names if name in methods), names[0] if names else "")


def _methods() -> tuple[str, ...]:
    """The input methods for which there is a plug-in: ``libfcitx5platforminputcontextplugin.so``
    speaks to ``fcitx``."""
    places = {Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))}
    places |= {Path(place) for place in QGuiApplication.libraryPaths()}
    found = set()
    for place in places:
        for file in place.glob("platforminputcontexts/*platforminputcontextplugin*"):
            name = file.name.removeprefix("lib").partition("platforminputcontext")[0]
            found.add("fcitx" if name.startswith("fcitx") else name)
    return tuple(sorted(found - _NOT_METHODS))


def _running(processes: Path) -> tuple[str, ...]:
    """Input services that run on this PC, by the names of processes."""
    if not processes.is_dir():
        return ()
    names = set()
    for file in processes.glob("[0-9]*/comm"):
        try:
            names.add(file.read_text("utf-8", "replace").strip())
        except OSError:
            continue  # it has just ended
    return tuple(service for service in _SERVICES if service in names)
