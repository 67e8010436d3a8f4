"""Which of Qt's input-method plug-ins is asked, so that Chinese can be typed.

On Linux the desktop names its input method in ``QT_IM_MODULE``: ``fcitx`` on UOS and Kylin,
``fcitx`` or ``ibus`` elsewhere. PySide6 brings a plug-in for ibus only, the installed program one
for fcitx 4 and 5 as well. Qt types plain letters, and says nothing, when it has no plug-in of the
name that it was given. So it is told which other may stand in (``QT_IM_MODULES``, since Qt 6.7):
fcitx 5 answers to both. To be called before there is an application; Qt reads these once.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

_INSTEAD = {"fcitx": "fcitx;ibus", "ibus": "ibus;fcitx"}


def prepare() -> None:
    """Complete this process's environment; on Windows there is nothing to choose."""
    if not sys.platform.startswith("linux"):
        return
    ibus = shutil.which("ibus-daemon") is not None
    os.environ.update(choose(os.environ, fcitx_plugin=_has_fcitx_plugin(), ibus_daemon=ibus))


def choose(
    environment: Mapping[str, str], *, fcitx_plugin: bool, ibus_daemon: bool
) -> dict[str, str]:
    """The variables to set; none where somebody has said more than a name already.

    ``fcitx_plugin``: Qt has one. ``ibus_daemon``: ibus itself is installed. Where it is not, Qt's
    plug-in for ibus asks fcitx 5 only if it is told to go by the session bus.
    """
    name = _named(environment)
    if not name or environment.get("QT_IM_MODULES"):
        return {}
    chosen = {"QT_IM_MODULES": _INSTEAD[name]}
    if not fcitx_plugin and not ibus_daemon:
        chosen["IBUS_USE_PORTAL"] = "1"
    return chosen


def _named(environment: Mapping[str, str]) -> str:
    """The desktop's input method: fcitx, ibus, or nothing that we know. Qt 6 knows no XIM, but
    where that is all the desktop speaks of, it says there whose it is. Wayland has its own way."""
    said = environment.get("QT_IM_MODULE", "").lower()
    if said == "xim" or (not said and not environment.get("WAYLAND_DISPLAY")):
        said = environment.get("XMODIFIERS", "").lower().partition("@im=")[2]
    return next((name for name in _INSTEAD if said.startswith(name)), "")


def _has_fcitx_plugin() -> bool:
    from PySide6.QtCore import QCoreApplication

    return any(
        file.name.startswith("libfcitx")
        for place in QCoreApplication.libraryPaths()
        for file in Path(place, "platforminputcontexts").glob("lib*platforminputcontext*")
    )
