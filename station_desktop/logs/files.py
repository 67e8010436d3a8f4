"""Where the lines go, set up in one place for the window, ``stationctl`` and the hall.

A station's log rotates: two and a half megabytes at most for each program. The window and
``stationctl`` have a file each, since a file that two processes write cannot be rotated on
Windows.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from station_desktop.logs import incidents
from station_desktop.logs.incidents import Incident
from station_desktop.logs.lines import JsonLines, Lines, ours

FOLDER = "logs"
WINDOW, COMMAND = "station.log", "stationctl.log"
_BYTES, _OLDER = 512_000, 4
_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}


class _Rotating(RotatingFileHandler):
    """A log that cannot be written or rotated, as on a full disk, stops nobody's work."""

    def doRollover(self) -> None:
        with suppress(OSError):
            super().doRollover()

    def handleError(self, record: logging.LogRecord) -> None:
        pass


def log_to(folder: Path, name: str = WINDOW, level: str = "") -> logging.Handler | None:
    """From now on the log is ``<folder>/logs/<name>``; ``None`` where the folder cannot be made.

    ``level`` is ``debug``, ``info`` or ``warning``, as the PC's policy has it; empty is what
    ``STATION_LOG`` says, else ``info``. Others' lines come from ``warning`` on, whatever it is.
    """
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        handler = _Rotating(
            folder / FOLDER / name,
            maxBytes=_BYTES,
            backupCount=_OLDER,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        return None
    handler.setFormatter(Lines())
    _put(handler, level)
    return handler


def lines_to(stream: TextIO) -> None:
    """From now on the log is one JSON object a line, as a server's collector reads it."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    _put(handler, "")


def end(handler: logging.Handler | None) -> None:
    """No longer write there."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()


def _put(handler: logging.Handler, level: str) -> None:
    """The one handler of ours on the root: another folder's log takes the place of the last."""
    root = logging.getLogger()
    for known in [each for each in root.handlers if isinstance(each.formatter, Lines | JsonLines)]:
        end(known)
    chosen = _LEVELS.get((level or os.environ.get("STATION_LOG", "")).lower(), logging.INFO)
    handler.addFilter(lambda record: ours(record.name) or record.levelno >= logging.WARNING)
    root.addHandler(handler)
    for name in ("station", "station_desktop", "uvicorn"):
        logging.getLogger(name).setLevel(chosen)


def catch(told: Callable[[Incident], None]) -> None:
    """Errors that nothing else catches become incidents, whichever thread they are in; ``told``
    hears of those of the main thread. Python's warnings become lines: their kind and place."""

    def uncaught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        told(incidents.record(error))

    def in_thread(lost: threading.ExceptHookArgs) -> None:
        if lost.exc_value is not None:
            incidents.record(lost.exc_value)

    def warned(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        _note_warning(category, filename, lineno)

    sys.excepthook = uncaught
    threading.excepthook = in_thread
    warnings.showwarning = warned


def _note_warning(category: type[Warning], filename: str, line: int) -> None:
    logging.getLogger("python").warning("%s at %s:%d", category.__name__, Path(filename).name, line)


def from_qt(kind: Any, context: Any, message: str) -> None:
    """For ``qInstallMessageHandler``: of what Qt says only which of its functions said it, since
    its words may quote a text on the screen."""
    function = message.partition(":: ")[0].partition(": ")[0] if "::" in message else ""
    place = function if function.replace("::", "").replace("()", "").isalnum() else "something"
    level = getattr(kind, "name", "QtWarningMsg").removeprefix("Qt").removesuffix("Msg").lower()
    if level in ("warning", "critical", "fatal"):
        logging.getLogger("qt").warning("%s: %s", level, place)
