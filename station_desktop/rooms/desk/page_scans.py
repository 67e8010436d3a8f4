"""Scans and photos: from a file, the clipboard, a drop or the scanner's own folder, stored
at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from station_desktop.domain.person.documents import Scan
from station_desktop.domain.problem import refuse
from station_desktop.rooms.desk.page_flow import Flow
from station_desktop.storage import blobs
from station_desktop.ui.look.theme import set_role
from station_desktop.ui.pc.camera import jpeg
from station_desktop.ui.words import bind, tr
from station_desktop.usecases.work import Work

MEDIA = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
}
_PATTERNS = " ".join(f"*{ending}" for ending in MEDIA)


class Scans(QObject):
    """Puts scans to the document in hand; ``changed`` when one was stored, ``camera_wanted`` when
    the camera is to be shown.

    ``target`` gives the key of the document in hand. Files stay where they are and as they are.
    """

    changed = Signal()
    camera_wanted = Signal()

    def __init__(self, flow: Flow, parent: QWidget, target: Callable[[], str]) -> None:
        super().__init__(parent)
        self._flow = flow
        self._window = parent
        self._target = target
        self._newest: QPushButton | None = None
        self._camera: QPushButton | None = None

    def buttons(self, parent: QWidget) -> list[QPushButton]:
        """File, clipboard, the newest file of the watched folder, and the document camera."""
        choose, paste, newest, camera = (QPushButton(parent) for _ in range(4))
        bind(choose.setText, "desk", "Scan…")
        bind(paste.setText, "desk", "Paste")
        paste.setToolTip("Ctrl+V")
        bind(newest.setText, "desk", "Newest scan")
        made = {"file": (choose, self.choose), "paste": (paste, self.paste)}
        bind(camera.setText, "desk", "Camera")
        made["newest"] = (newest, self.newest)
        made["camera"] = (camera, self.photograph)
        self._newest, self._camera = newest, camera
        newest.hide()
        camera.hide()
        for name, (button, act) in made.items():
            button.setObjectName(f"desk.scan.{name}")
            set_role(button, "segment")
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(act)
        return [button for button, _ in made.values()]

    def show_devices(self) -> None:
        """The newest file is offered where the station has a folder for scans, the camera where
        this PC was told of one."""
        around = self._flow.around
        if self._newest is not None:
            self._newest.setVisible(bool(around and around.settings.watched_folder))
        if self._camera is not None:
            self._camera.setVisible(bool(around and around.camera))

    def choose(self) -> None:
        """A file dialog that waits for nobody."""
        dialog = QFileDialog(self._window, tr("desk", "Scan or photo"), "", _PATTERNS)
        dialog.setObjectName("desk.scan.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add_files)
        dialog.open()

    def paste(self) -> bool:
        """What the clipboard holds; whether it was a picture or a file."""
        return self.add_mime(QGuiApplication.clipboard().mimeData())

    def add_mime(self, data: QMimeData) -> bool:
        """A dropped or pasted picture or file; whether there was one."""
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if files:
            self.add_files(files)
            return True
        image = data.imageData() if data.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            self._store(lambda: _png(image), "image/png")
            return True
        return False

    def photograph(self) -> None:
        """The camera's live picture, for the document in hand."""
        if self._flow.visit.line is None or not self._target():
            sentence = tr("desk", "Choose the document first, then add its scan.")
            self._flow.seat.said.emit("info", sentence)
            return
        self.camera_wanted.emit()

    def add_image(self, image: QImage) -> None:
        """A picture that the camera took."""
        self._store(lambda: jpeg(image), "image/jpeg")

    def newest(self) -> None:
        """The file that the scanner's own program saved last."""
        around = self._flow.around
        folder = around.settings.watched_folder if around else ""
        if not folder:
            sentence = tr("desk", "No scan folder is set: choose one in the settings.")
            self._flow.seat.said.emit("info", sentence)
            return

        def found(file: str) -> None:
            if file:
                self.add_files([file])
            else:
                self._flow.seat.said.emit("info", tr("desk", "There is no scan in the folder."))

        self._flow.seat.runner.io(lambda _: _newest_in(Path(folder)), found, owner=self)

    def add_files(self, files: list[str]) -> None:
        for name in files:
            file = Path(name)
            media = MEDIA.get(file.suffix.lower())
            if media is None:
                sentence = tr("desk", "{name} is neither a picture nor a PDF.", name=file.name)
                self._flow.seat.said.emit("warn", sentence)
                continue
            self._store(file.read_bytes, media, file)

    def _store(self, read: Callable[[], bytes], media: str, file: Path | None = None) -> None:
        """Into the store in the write lane, then onto the document it was meant for."""
        visit, line, key = self._flow.visit, self._flow.visit.line, self._target()
        if line is None or not key:
            sentence = tr("desk", "Choose the document first, then add its scan.")
            self._flow.seat.said.emit("info", sentence)
            return

        def stored(scan: Scan) -> None:
            if visit is self._flow.visit:
                self._flow.add_scan(line, key, scan)
                self.changed.emit()

        self._flow.seat.write(lambda work: _put(work, read, media, file), stored, owner=self)


def _put(work: Work, read: Callable[[], bytes], media: str, file: Path | None) -> Scan:
    """Store the bytes. Refuses a file too large for the station's limit, or unreadable."""
    limit = work.store.settings().attachment_megabytes
    try:
        if file is not None and file.stat().st_size > limit * 1024 * 1024:
            raise refuse("scan.too_large", limit=limit)
        data = read()
    except OSError:
        raise refuse("scan.unreadable", name=file.name if file else "") from None
    if len(data) > limit * 1024 * 1024:
        raise refuse("scan.too_large", limit=limit)
    if not data:
        raise refuse("scan.empty")
    digest = blobs.put(work.store.connection, data, media)
    return Scan(digest, media, len(data))


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())


def _newest_in(folder: Path) -> str:
    try:
        files = [file for file in folder.iterdir() if file.suffix.lower() in MEDIA]
        return str(max(files, key=lambda file: file.stat().st_mtime)) if files else ""
    except OSError:
        return ""
