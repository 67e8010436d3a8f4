"""The start: find the data folder, make sure that it is ours alone, open the window."""

from __future__ import annotations

import argparse
import logging
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from station_desktop import __version__, paths
from station_desktop.logs import files, notes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from station_desktop.logs.incidents import Incident


def main(arguments: list[str] | None = None) -> int:
    """Open the window; returns the process's exit code."""
    options = _parse(sys.argv[1:] if arguments is None else arguments)
    if sys.platform.startswith("linux") and not _has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.version:
        return _say_version(json=options.json)
    if options.self_check:
        from station_desktop.self_check import self_check

        return self_check()
    if options.tour is None and options.demo and _off_screen():
        options.tour = "build/tour"
    if options.tour is not None:
        from station_desktop.tour import tour

        return tour(Path(options.tour))
    return _open_window(options)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="station-desktop")
    parser.add_argument("file", nargs="?", type=Path, help="a packet, a backup, or an update")
    parser.add_argument("--data-dir", type=Path, help="the folder of the station's data")
    parser.add_argument("--demo", action="store_true", help="open the demo station")
    parser.add_argument("--tour", metavar="FOLDER", help="drive the window, leave pictures there")
    parser.add_argument("--self-check", action="store_true", help="whether the program works here")
    parser.add_argument("--version", action="store_true", help="which version this is")
    parser.add_argument("--json", action="store_true", help="the version as JSON")
    parser.add_argument("--update", choices=("apply", "settle", "back"), help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _say_version(*, json: bool) -> int:
    import msgspec

    from station_desktop.console import command, output, version

    output.use_utf8()
    found = version.about("station-desktop")
    said = version.line(found, command.preferred_language())
    if sys.stdout is not None:  # on Windows a window has none unless somebody catches it
        sys.stdout.write(f"{msgspec.json.encode(found).decode() if json else said}\n")
    return 0


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _off_screen() -> bool:
    return os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal")


def _open_window(options: argparse.Namespace) -> int:
    from PySide6.QtWidgets import QApplication

    from station_desktop.ui.pc import input_method

    input_method.prepare()
    application = QApplication([sys.argv[0]])
    application.setDesktopFileName("station-desktop")
    folder: Path = options.data_dir or paths.default_data_dir()
    demo = None
    if options.demo:
        from station_desktop.domain.problem import Refused
        from station_desktop.usecases.demo import demo as demo_station

        folder = options.data_dir or folder / "demo"
        try:
            demo = demo_station.ready(folder)
        except Refused as refused:
            from station_desktop import app

            return app.tell(refused.first.code)
    from filelock import FileLock, Timeout

    from station_desktop import app
    from station_desktop.ui.version import update_starts

    lock = FileLock(folder / "station.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        return app.tell("window.second_file" if options.file else "window.second")
    except OSError:
        return app.tell("window.folder")
    if options.update:
        log = _log(folder)
        try:
            can_open = update_starts.change(folder, options.update)
        finally:
            files.end(log)
            lock.release()
        if can_open:
            update_starts.reopen(folder)
        return int(not can_open)
    try:
        log = _log(folder)
        try:
            then, code = update_starts.before_window(folder), 0
            if then is None:
                code, well = _window(application, folder, demo, options.file)
                then = update_starts.after_window(folder, well=well)
        finally:
            files.end(log)
    finally:
        lock.release()
    if then is not None:
        from station_desktop.usecases.version import changing

        changing.hand_over(folder, then)
    return code


def _log(folder: Path) -> logging.Handler | None:
    from station_desktop.usecases import policies

    return files.log_to(folder, level=policies.in_force().log_level)


def _window(
    application: QApplication, folder: Path, demo: tuple[str, str] | None, file: Path | None
) -> tuple[int, bool]:
    """The exit code, and whether nothing unforeseen happened."""
    from station_desktop import app

    built = app.App(application, folder, demo, file=file.absolute() if file is not None else None)
    _keep_log(built.crashed)
    built.show()
    try:
        return application.exec(), not built.troubled
    finally:
        notes.ran("end")


def _keep_log(crashed: Callable[[Incident], None]) -> None:
    """What nobody foresees goes to the log, and its number to whoever sits here."""
    from PySide6.QtCore import qInstallMessageHandler, qVersion

    files.catch(crashed)
    qInstallMessageHandler(files.from_qt)
    notes.ran("start", version=__version__, python=platform.python_version(), qt=qVersion())


if __name__ == "__main__":
    raise SystemExit(main())
