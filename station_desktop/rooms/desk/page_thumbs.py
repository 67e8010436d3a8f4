"""The scans of the document in hand, small, read from the store and kept in memory only."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from station_desktop.domain.person.documents import Scan
from station_desktop.storage import blobs
from station_desktop.ui.look.cards import clear, label
from station_desktop.ui.seat import Seat
from station_desktop.ui.words import tr
from station_desktop.usecases.work import Work

HEIGHT = 52
_KEPT = 40


class Thumbs(QWidget):
    """A row of thumbnails; a PDF shows as its name."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._made: dict[str, QPixmap] = {}
        self._scans: tuple[Scan, ...] = ()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def put(self, scans: tuple[Scan, ...]) -> None:
        """Show these; what is not yet known is read from the store."""
        if scans == self._scans and self._line.count():
            return
        self._scans = scans
        self.setVisible(bool(scans))
        self._write()
        wanted = [scan for scan in scans if scan.hash not in self._made and _drawn(scan)]
        for scan in wanted:
            self._seat.read(partial(_small, digest=scan.hash), self._read, owner=self)

    def forget(self) -> None:
        """The next visitor's papers are not this one's."""
        self._made.clear()
        self.put(())

    def _read(self, found: tuple[str, QImage]) -> None:
        digest, image = found
        while len(self._made) >= _KEPT:
            self._made.pop(next(iter(self._made)))
        self._made[digest] = QPixmap.fromImage(image)
        self._write()

    def _write(self) -> None:
        clear(self._line)
        for number, scan in enumerate(self._scans, 1):
            made = self._made.get(scan.hash)
            shown = QLabel() if made is not None else label("PDF" if not _drawn(scan) else "…")
            if made is not None:
                shown.setPixmap(made)
            shown.setAccessibleName(tr("desk", "Scan {n}", n=number))
            self._line.addWidget(shown)
        self._line.addWidget(label(tr("desk", "Del takes the last scan away"), "small"))
        self._line.addStretch(1)


def _drawn(scan: Scan) -> bool:
    return scan.media.startswith("image/")


def _small(work: Work, digest: str) -> tuple[str, QImage]:
    """The picture at thumbnail height, decoded no larger than it need be, with its hash."""
    data = blobs.get(work.store.connection, digest) or b""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and size.height() > HEIGHT:
        reader.setScaledSize(QSize(max(1, size.width() * HEIGHT // size.height()), HEIGHT))
    image = reader.read()
    return digest, image.scaledToHeight(HEIGHT, Qt.TransformationMode.SmoothTransformation)
