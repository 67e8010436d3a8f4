"""Whether the program that is in place works on this PC: asked by the installer's tests, and by an
update before anybody relies on the new version. Touches nobody's data."""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import station_desktop
from station_desktop import paths, phrases

_PASSWORD = "Self-test#2026-of-the-program"
_ELSEWHERE = ("station_desktop.hall", "station_desktop.__main__", "station_desktop.together")
"""Not a window's: a hall is checked by starting it."""


class _Failed(Exception):
    """Something needed does not work; says what."""


def self_check() -> int:
    """Try everything that a window stands on; 0 when it all works, else 1 and one line that says
    what does not."""
    with TemporaryDirectory(prefix="station-check-") as folder:
        for name, check in CHECKS.items():
            try:
                check(Path(folder) / "站 check")
            except Exception as error:
                what = getattr(error, "name", None) or ""
                _say(f"self-check: {name}: {type(error).__name__} {what}".rstrip())
                return 1
    _say(f"self-check: {station_desktop.__version__} ok")
    return 0


def _modules(folder: Path) -> None:
    """Every module is there, with the libraries that it asks for."""
    found = pkgutil.walk_packages(station_desktop.__path__, "station_desktop.")
    names = [one.name for one in found if not one.name.startswith(_ELSEWHERE)]
    if len(names) < 100:
        raise _Failed("modules are missing")
    for name in names:
        import_module(name)


def _resources(folder: Path) -> None:
    from station_desktop import shipped

    for language in phrases.LANGUAGES:
        if not phrases.table(language):
            raise _Failed("sentences are missing")
    if not shipped.reference_pack().items or not shipped.calendar().years:
        raise _Failed("shipped data are missing")
    if not (paths.resources() / "i18n" / "zh_CN.qm").exists():
        raise _Failed("translations are missing")


def _trust(folder: Path) -> None:
    """The next update can be proven: the libraries are there, and the root of trust is one."""
    from tuf.api.metadata import Metadata
    from tuf.ngclient import Updater  # noqa: F401

    root = paths.resources() / "updates" / "root.json"
    if root.exists():
        Metadata.from_bytes(root.read_bytes())


def _store(folder: Path) -> None:
    """The encrypted store can be made, with all tables, closed and opened again."""
    from station_desktop.storage.keys.vault import Cost
    from station_desktop.usecases.door import opening

    opening.found_station(
        folder,
        name="自检",
        code="110102017000",
        login="probe",
        password=_PASSWORD,
        cost=Cost(passes=1, memory=64, lanes=1),
    )
    opening.unlock(folder, "probe", _PASSWORD)


def _window(folder: Path) -> None:
    """Qt comes up on this screen, and paints the door."""
    from PySide6.QtWidgets import QApplication

    from station_desktop.app import App

    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication(["station-desktop"])
    app = App(application, folder)
    app.window.blockSignals(True)  # nothing is to begin by being seen
    try:
        app.window.resize(1366, 768)
        if app.window.grab().isNull():
            raise _Failed("nothing was painted")
    finally:
        app.close()


CHECKS: dict[str, Callable[[Path], None]] = {
    "modules": _modules,
    "resources": _resources,
    "updates": _trust,
    "store": _store,
    "window": _window,
}
"""What is tried, in this order; each may use a folder of its own, which is not there yet."""


def _say(line: str) -> None:
    if sys.stdout is not None:  # a window program on Windows has nowhere to say it
        sys.stdout.write(f"{line}\n")
