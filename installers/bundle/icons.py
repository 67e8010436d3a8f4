"""Make every size of the icons from their drawings.

``python installers/bundle/icons.py`` writes the PNG and ICO files beside the drawings, with
``--into DIR`` a hicolor tree for Linux.
"""

from __future__ import annotations

import argparse
import os
import shutil
import struct
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import payload
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

HICOLOR = (16, 24, 32, 48, 64, 128, 256)
WINDOWS = (16, 24, 32, 48, 64, 256)
_AS_PNG = 256
"""Windows reads smaller pictures in an ICO surely only when they are bitmaps."""


def drawn(svg: Path, size: int) -> QImage:
    """A drawing in one size."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(svg)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())


def bitmap(picture: QImage) -> bytes:
    """A bitmap as an ICO has it: colours and alpha from the last row up, then an empty mask."""
    size = picture.width()
    points = bytes(picture.constBits())
    rows = [points[row * size * 4 :][: size * 4] for row in reversed(range(size))]
    mask = bytes((size + 31) // 32 * 4 * size)
    colours = b"".join(rows)
    head = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, len(colours), 0, 0, 0, 0)
    return head + colours + mask


def ico(svg: Path) -> bytes:
    """All of Windows's sizes in one file."""
    pictures = [
        (size, png(drawn(svg, size)) if size == _AS_PNG else bitmap(drawn(svg, size)))
        for size in WINDOWS
    ]
    at = 6 + 16 * len(pictures)
    heads, bodies = [struct.pack("<HHH", 0, 1, len(pictures))], []
    for size, data in pictures:
        heads.append(struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), at))
        bodies.append(data)
        at += len(data)
    return b"".join(heads + bodies)


def write_beside() -> None:
    """The files that the program and the Windows installer use."""
    names = payload.read()["icons"]
    for key, made in names.items():
        if key.endswith("ico"):
            drawing = names["svg" if key == "ico" else key.replace("_ico", "_svg")]
            (payload.ROOT / made).write_bytes(ico(payload.ROOT / drawing))
    (payload.ROOT / names["png"]).write_bytes(png(drawn(payload.ROOT / names["svg"], 256)))


def write_hicolor(folder: Path) -> None:
    """``folder`` is ``…/share/icons/hicolor``."""
    names = payload.read()["icons"]
    kinds = [("apps", "station-desktop", payload.ROOT / names["svg"])] + [
        ("mimetypes", kind.icon, (payload.ROOT / names["svg"]).with_name(f"{kind.icon}.svg"))
        for kind in payload.file_kinds()
    ]
    for where, name, drawing in kinds:
        for size in HICOLOR:
            file = folder / f"{size}x{size}" / where / f"{name}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(png(drawn(drawing, size)))
        scalable = folder / "scalable" / where / f"{name}.svg"
        scalable.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(drawing, scalable)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path)
    options = parser.parse_args()
    application = QGuiApplication([])
    if options.into:
        write_hicolor(options.into)
    else:
        write_beside()
    application.quit()


if __name__ == "__main__":
    main()
