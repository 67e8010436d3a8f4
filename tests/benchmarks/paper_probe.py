"""Run as a script in a fresh process: make one paper again and again, and say how long each took.

``paper_probe.py ours FOLDER KEY TIMES`` takes the acceptance notice of a case from the store to
the PDF. ``paper_probe.py runs FOLDER KEY`` prints its lines of text and where they stand;
``paper_probe.py bare FILE TIMES`` puts those lines on a page by Qt alone, in the same fonts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

KIND = "acceptance"


def work_of(folder: str, key: str) -> Any:
    from station_desktop.storage.reads import reads
    from station_desktop.storage.store import Store
    from station_desktop.usecases.work import Actor, Work

    store = Store(Path(folder), bytes.fromhex(key), read_only=True)
    staff = [Actor.of(account) for account in reads.accounts(store.connection)]
    return Work(store, next(one for one in staff if one.may("case.read")))


def numbers_of(work: Any) -> list[str]:
    """Cases that have this paper."""
    rows = work.store.connection.execute(
        "SELECT number FROM cases WHERE state = 'accepted' AND mode = 'collect' ORDER BY number"
    )
    return [number for (number,) in rows]


def ours(folder: str, key: str, times: str) -> Any:
    work = work_of(folder, key)
    numbers = numbers_of(work)

    def make(turn: int) -> bytes:
        from station_desktop.papers import printing
        from station_desktop.usecases.paper import papers

        number = numbers[turn % len(numbers)]
        paper = papers.document(work, [number], KIND, "zh_CN", "a4")
        return printing.pdf_bytes(paper)

    return timed(make, int(times))


def runs(folder: str, key: str) -> Any:
    from station_desktop.papers.placed import Run
    from station_desktop.papers.printing_layout import lay_out
    from station_desktop.usecases.paper import papers

    work = work_of(folder, key)
    paper = papers.document(work, numbers_of(work)[:1], KIND, "zh_CN", "a4")
    return [
        [
            (mark.x, mark.y, mark.text, mark.pixels, mark.bold)
            for mark in page.marks
            if isinstance(mark, Run)
        ]
        for page in lay_out(paper)
    ]


def bare(file: str, times: str) -> Any:
    from PySide6.QtCore import QBuffer, QIODevice, QPointF
    from PySide6.QtGui import QFont, QFontDatabase, QPageSize, QPainter, QPdfWriter

    from station_desktop import paths

    pages = json.loads(Path(file).read_text("utf-8"))
    families: list[str] = []

    def face(pixels: int, bold: bool) -> QFont:
        if not families:
            for name in ("StationSong.ttf", "StationSongBold.ttf"):
                loaded = QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / name))
                families.append(QFontDatabase.applicationFontFamilies(loaded)[0])
        font = QFont()
        font.setFamilies([families[1], families[0]] if bold else [families[0]])
        font.setPixelSize(pixels)
        return font

    def make(_: int) -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(720)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        painter = QPainter(writer)
        for number, page in enumerate(pages):
            if number:
                writer.newPage()
            for x, y, text, pixels, bold in page:
                painter.setFont(face(pixels, bold))
                painter.drawText(QPointF(x, y), text)
        painter.end()
        return bytes(buffer.data().data())

    return timed(make, int(times))


def timed(make: Callable[[int], bytes], times: int) -> Any:
    took = []
    for turn in range(times):
        begun = time.perf_counter()
        pdf = make(turn)
        took.append(time.perf_counter() - begun)
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    peak = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    return {"took": took, "bytes": len(pdf), "peak": peak}


if __name__ == "__main__":
    application = QGuiApplication([sys.argv[0]])
    told = {"ours": ours, "bare": bare, "runs": runs}[sys.argv[1]](*sys.argv[2:])
    sys.stdout.write(json.dumps(told) + "\n")
