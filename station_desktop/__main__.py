"""The start: find the data folder, make sure that it is ours alone, open the window."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from station_desktop import paths


def main(arguments: list[str] | None = None) -> int:
    """Open the window; returns the process's exit code."""
    options = _parse(sys.argv[1:] if arguments is None else arguments)
    if sys.platform.startswith("linux") and not _has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.tour is None and options.demo and _off_screen():
        options.tour = "build/tour"
    if options.tour is not None:
        from station_desktop.tour import tour

        return tour(Path(options.tour))
    return _open_window(options)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="station-desktop")
    parser.add_argument("--data-dir", type=Path, help="the folder of the station's data")
    parser.add_argument("--demo", action="store_true", help="open the demo station")
    parser.add_argument("--tour", metavar="FOLDER", help="drive the window, leave pictures there")
    return parser.parse_args(arguments)


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _off_screen() -> bool:
    return os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal")


def _open_window(options: argparse.Namespace) -> int:
    from PySide6.QtWidgets import QApplication

    application = QApplication([sys.argv[0]])
    folder: Path = options.data_dir or paths.default_data_dir()
    demo = None
    if options.demo:
        from station_desktop.usecases import demo as demo_station

        folder = options.data_dir or folder / "demo"
        demo = demo_station.ready(folder)
    from filelock import FileLock, Timeout

    from station_desktop import app

    lock = FileLock(folder / "station.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        return app.tell("window.second")
    except OSError:
        return app.tell("window.folder")
    try:
        app.log_to(folder)
        built = app.App(application, folder, demo)
        built.show()
        return application.exec()
    finally:
        lock.release()


if __name__ == "__main__":
    raise SystemExit(main())
