from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import PySide6.QtCore as core
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget
app = QApplication([])
import station_desktop.app
from station_desktop.ui.text import Text
from station_desktop.ui.look.theme import Theme
from station_desktop.ui.lanes.runner import Runner
from station_desktop.ui.frame.shell import Place, Shell
from station_desktop.ui import freshness, words
from station_desktop.ui.lanes import jobs
from station_desktop.ui.look import icons

def build():
    page = QWidget()
    box = QVBoxLayout(page)
    box.addWidget(QLineEdit())
    box.addWidget(QTableView())
    return page

Theme(app).wear("light", "normal")
runner = Runner(lambda: None, lambda: None)
seen = []

class Watched(Shell):
    def paintEvent(self, event):
        seen.append("Qt" in vars(core))
        seen.append(icons.instance().loaded)
        super().paintEvent(event)

places = [Place(f"room{n}", Text("t", f"Room {n}"), "fa6s.user", build) for n in range(7)]
shell = Watched(places)
shell.first_painted.connect(app.quit)
shell.show_place("room0")
shell.show()
app.exec()
import sys
slow = {"sqlcipher3", "station_desktop.usecases"}
slow |= {"qtawesome", "qtpy", "pypinyin", "jinja2", "sqlite_utils", "PySide6.QtOpenGL"}
print(seen[0], seen[1], icons.instance().loaded, sorted(slow & set(sys.modules)))
runner.close()
"""


def test_nothing_slow_is_loaded_before_the_window_has_been_seen() -> None:
    """Qt's namespace of constants, the icon font and the packages that take long to import."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split("\n")[0] == "False False True []"
