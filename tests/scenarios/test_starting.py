"""Starting the program: the tour where there is no display, a second copy, a folder that cannot be
written, a first start with nothing there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from filelock import FileLock
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from station_desktop import __main__

def look():
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            boxes = [box.objectName() for box in window.findChildren(QPushButton)]
            print(window.objectName(), "|", window.text() if isinstance(window, QLabel) else boxes)
            window.close()

real = QApplication.exec
def exec_(*given):
    QTimer.singleShot(800, look)
    return real()
QApplication.exec = exec_
raise SystemExit(__main__.main(sys.argv[1:]))
"""


def start(*given: str, script: str = START) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *given],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def test_a_first_start_offers_to_set_the_station_up(tmp_path: Path) -> None:
    done = start("--data-dir", str(tmp_path / "新 station"))
    assert done.returncode == 0, done.stderr
    for way in ("station", "join", "restore", "demo"):
        assert f"door.what.{way}" in done.stdout


def test_a_second_copy_says_so_and_leaves_the_first_alone(tmp_path: Path) -> None:
    with FileLock(tmp_path / "station.lock"):
        done = start("--data-dir", str(tmp_path))
    assert done.returncode == 1
    assert "window.told" in done.stdout
    assert "已经打开" in done.stdout
    assert "already open" in done.stdout


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = start("--data-dir", str(tmp_path / "file" / "station"))
    assert done.returncode == 1
    assert "无法写入" in done.stdout


@pytest.mark.timeout(280)
def test_without_a_display_the_window_is_driven_and_leaves_pictures_and_papers(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "station_desktop", "--tour", str(tmp_path / "tour")],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != "DISPLAY"},
        capture_output=True,
        text=True,
        timeout=270,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no display" in done.stdout
    pictures = sorted((tmp_path / "tour").glob("*.png"))
    assert len(pictures) >= 55
    names = {picture.stem.partition("-")[2] for picture in pictures}
    assert {"manhole-desk", "manhole-rating", "manhole-week", "second-window"} <= names
    assert {"demand-answered", "hall-connected", "case-returned"} <= names
    for picture in pictures:
        image = QImage(str(picture))
        assert (image.width(), image.height()) == (1366, 768), picture.name
        colours = {image.pixel(x, y) for x in range(0, 1366, 40) for y in range(0, 768, 40)}
        assert len(colours) > 3, f"{picture.name} shows nothing"
    papers = sorted((tmp_path / "tour" / "papers").glob("*.pdf"))
    assert len(papers) >= 3
    for paper in papers:
        text = "".join(page.extract_text() for page in pypdf.PdfReader(paper).pages)
        assert "张小明" in text.replace(" ", "") or "证明" in text
