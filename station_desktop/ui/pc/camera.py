"""The document camera, as the system knows it (UVC), through QtMultimedia.

QtMultimedia is loaded when a camera is first asked for: it takes 40 ms and the system's cameras
another 100.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter

_QUALITY = 88


class Eye(Protocol):
    """Whatever shows live pictures: the system's camera, or a test's."""

    def names(self) -> tuple[str, ...]:
        """The cameras that are there."""
        ...

    def open(
        self, name: str, seen: Callable[[QImage], None], failed: Callable[[], None]
    ) -> Callable[[], None]:
        """Begin to show the camera of this name, the first one where it is empty or gone; returns
        what ends it. ``failed`` is called when it cannot be opened or is pulled out."""
        ...


class SystemEye:
    """The cameras that the system has."""

    def names(self) -> tuple[str, ...]:
        from PySide6.QtMultimedia import QMediaDevices

        return tuple(one.description() for one in QMediaDevices.videoInputs())

    def open(
        self, name: str, seen: Callable[[QImage], None], failed: Callable[[], None]
    ) -> Callable[[], None]:
        from PySide6.QtMultimedia import QMediaDevices

        found = {one.description(): one for one in QMediaDevices.videoInputs()}
        if not found:
            failed()
            return lambda: None
        shown = _Shown(found.get(name, next(iter(found.values()))))
        shown.seen.connect(seen)
        shown.failed.connect(failed)
        shown.begin()
        return shown.end


class _Shown(QObject):
    """One camera at work. Signals: ``seen(QImage)`` a frame, ``failed``."""

    seen = Signal(QImage)
    failed = Signal()

    def __init__(self, device: Any) -> None:
        super().__init__()
        from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QVideoSink

        self._session = QMediaCaptureSession()
        self._camera = QCamera(device)
        self._sink = QVideoSink()
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._frame)
        self._camera.errorOccurred.connect(lambda *_: self.failed.emit())
        formats = device.videoFormats()
        if formats:  # a document is read by its small print
            best = max(formats, key=lambda one: one.resolution().width())
            self._camera.setCameraFormat(best)

    def begin(self) -> None:
        self._camera.start()

    def end(self) -> None:
        self._camera.stop()

    def _frame(self, frame: Any) -> None:
        image = frame.toImage()
        if not image.isNull():
            self.seen.emit(image)


def jpeg(image: QImage) -> bytes:
    """A picture as it is kept."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpg")
    writer.setQuality(_QUALITY)
    writer.write(image)
    return bytes(buffer.data().data())
