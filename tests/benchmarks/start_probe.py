"""Run as a script in a fresh process: open a window, say when it can be used, and end.

``start_probe.py bare BEGUN`` opens what Qt itself must cost: a list and a box to type in.
``start_probe.py ours BEGUN FOLDER`` starts the program as its users do, signs in through the keys,
and waits for the desk. ``BEGUN`` is the parent's ``time.monotonic()`` at the start of the process.
A window can be used when it has been painted, nothing waits in the event loop, and a key sent to
it has put a letter into the box with the keyboard.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BEGUN = float(sys.argv[2])
LOGIN, PASSWORD = "zhaogang", "Station#2026"
PATIENCE_S = 60
told: dict[str, Any] = {}


def memory() -> tuple[float, float]:
    """Resident now and at its peak, in MB."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    kept = {line.split(":")[0]: line.split(":")[1] for line in lines if line.startswith("Vm")}
    return int(kept["VmRSS"].split()[0]) / 1024, int(kept["VmHWM"].split()[0]) / 1024


def note(name: str) -> None:
    rss, peak = memory()
    told[name] = {"s": time.monotonic() - BEGUN, "rss": rss, "peak": peak}


def settle(ready: Callable[[], bool]) -> None:
    """Run the event loop until ``ready`` and nothing is left to do at once."""
    from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop

    loop = QAbstractEventDispatcher.instance()
    flags = QEventLoop.ProcessEventsFlag
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if not loop.processEvents(flags.AllEvents):
            if ready():
                return
            time.sleep(0.0005)
    raise SystemExit("the window never became ready")


def watch_paint(window: Any) -> Callable[[], bool]:
    """Whether ``window`` or anything in it has been painted since."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    class Watch(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.seen:
                self.seen = watched is window or getattr(watched, "window", lambda: 0)() is window
            return False

    watch = Watch(QApplication.instance())
    QApplication.instance().installEventFilter(watch)

    def painted() -> bool:
        if watch.seen:
            QApplication.instance().removeEventFilter(watch)
        return watch.seen

    return painted


def press(text: str, key: int = 0) -> Any:
    """Send one key to whoever has the keyboard; returns that widget."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    box = QApplication.focusWidget()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(box, event)
    return box


def must_type() -> Any:
    """A key must arrive in a box."""
    box = press("x", 0x58)
    if box is None or not box.text().endswith("x"):
        raise SystemExit("no key arrives")
    return box


def bare() -> None:
    """What every window of Qt's widgets must cost, a list of the same size within."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

    application = QApplication([sys.argv[0]])
    window = QWidget()
    box = QLineEdit()
    table = QTableView()
    model = QStandardItemModel()
    for row in range(30):
        model.appendRow([QStandardItem(f"第{row}行 {column}") for column in range(6)])
    table.setModel(model)
    layout = QVBoxLayout(window)
    layout.addWidget(box)
    layout.addWidget(table)
    window.resize(1366, 768)
    painted = watch_paint(window)
    window.show()
    box.setFocus()
    settle(painted)
    must_type()
    note("bare")
    table.deleteLater()
    application.quit()


def ours() -> None:
    from PySide6.QtWidgets import QApplication

    from station_desktop import __main__

    QApplication.exec = through_the_door
    __main__.main(["--data-dir", sys.argv[3]])


def through_the_door(*_: Any) -> int:
    """In place of the event loop's run: use the window as its first visitor would."""
    from PySide6.QtWidgets import QApplication

    window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "window")
    window.update()
    settle(watch_paint(window))
    must_type().clear()
    note("door")
    sign_in(window)
    note("desk")
    window.close()
    return 0


def sign_in(window: Any) -> None:
    """Type the account, press Enter, and wait for the desk; Argon2 is timed by itself."""
    from argon2 import low_level
    from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

    from station_desktop.ui.lanes.runner import Runner

    derive = low_level.hash_secret_raw
    runner = QApplication.instance().findChild(Runner)

    def timed(*given: Any, **named: Any) -> bytes:
        begun = time.monotonic()
        key = derive(*given, **named)
        told["argon2_s"] = told.get("argon2_s", 0.0) + time.monotonic() - begun
        return key

    low_level.hash_secret_raw = timed
    window.findChild(QLineEdit, "door.sign_in.login").setText(LOGIN)
    password = window.findChild(QLineEdit, "door.sign_in.password")
    password.setText(PASSWORD)
    password.setFocus()
    told["enter_s"] = time.monotonic() - BEGUN
    press("\r", 0x01000004)
    settle(lambda: window.findChild(QWidget, "shell") is not None)
    painted = watch_paint(window)
    window.update()
    settle(lambda: painted() and runner.idle)
    must_type().clear()
    settle(lambda: runner.idle)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    {"bare": bare, "ours": ours}[sys.argv[1]]()
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    os._exit(0)
