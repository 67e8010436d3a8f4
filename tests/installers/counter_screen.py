"""An invisible screen of its own, and a person in front of it: types, looks, waits until the
picture is at rest. Nothing reaches into the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage

SIZE = (1366, 768)
PATIENCE_S = 60
_QUIETLY = ("-nolisten", "tcp", "-ac", "-noreset")
_LOOK_S = 0.3
_OFTEN_S = 0.02
_QUIET = 4
_BEGIN_S = 2.0
"""How long a key may take to show that it was pressed; some keys show nothing."""
_CARET = 400
"""So many points may differ between two looks at a picture that is at rest: a caret blinks."""


class Screen:
    """One X server, which keeps its picture in the file ``frame``; pictures that are taken of it go
    to a folder. ``sockets`` is where programs reach X servers."""

    sockets = Path("/tmp/.X11-unix")

    def __init__(self, number: str, frame: Path, pictures: Path) -> None:
        self.display = f":{number}"
        self._frame = frame
        self.pictures = pictures
        pictures.mkdir(parents=True, exist_ok=True)

    def wait_for_window(self, name: str) -> None:
        """Until a window whose title has ``name`` in it is seen, and has the keyboard."""
        limit = time.monotonic() + PATIENCE_S
        while time.monotonic() < limit:
            found = self._xdotool("search", "--onlyvisible", "--name", name, check=False)
            if found:
                self._xdotool("windowfocus", "--sync", found.split()[-1])
                return
            time.sleep(_LOOK_S)
        raise TimeoutError(f"no window called {name!r}")

    def wait_for_paint(self) -> None:
        """Until something is seen on the empty screen; looks often."""
        limit = time.monotonic() + PATIENCE_S
        while time.monotonic() < limit:
            if not self.is_dark:
                return
            time.sleep(_OFTEN_S)
        raise TimeoutError("the screen stays black")

    @property
    def is_dark(self) -> bool:
        """Whether nothing is seen in the middle of the screen."""
        return not self.look().pixelColor(SIZE[0] // 2, SIZE[1] // 2).lightness()

    def type(self, text: str) -> None:
        """Type letters and digits, and wait for what comes of them."""
        before = self.look()
        self._xdotool("type", "--delay", "30", text)
        self._settle_after(before)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as xdotool names them, waiting after each."""
        for key in keys:
            before = self.look()
            self._xdotool("key", key)
            self._settle_after(before)

    def settle(self) -> QImage:
        """Wait until the picture changes no more, and return it."""
        limit = time.monotonic() + PATIENCE_S
        before, quiet = self.look(), 0
        while time.monotonic() < limit:
            time.sleep(_LOOK_S)
            now = self.look()
            quiet = quiet + 1 if _alike(before, now) else 0
            before = now
            if quiet == _QUIET:
                return now
        raise TimeoutError("the picture does not come to rest")

    def _settle_after(self, before: QImage) -> None:
        limit = time.monotonic() + _BEGIN_S
        while time.monotonic() < limit and _alike(before, self.look()):
            time.sleep(_LOOK_S)
        self.settle()

    def picture(self, name: str) -> Path:
        """Keep what is on the screen."""
        file = self.pictures / f"{name}.png"
        self.settle().save(str(file))
        return file

    def look(self) -> QImage:
        """What is on the screen now."""
        return _from_xwd(self._frame.read_bytes())

    def _xdotool(self, *words: str, check: bool = True) -> str:
        ended = subprocess.run(
            ["xdotool", *words],
            check=check,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            env=os.environ | {"DISPLAY": self.display},
        )
        return ended.stdout.strip()


def _from_xwd(dump: bytes) -> QImage:
    """A window dump of 32 bits a point, as Xvfb's is."""
    words = [int.from_bytes(dump[at : at + 4], "big") for at in range(0, 100, 4)]
    header, width, height, stride, colours = words[0], words[4], words[5], words[12], words[19]
    points = dump[header + colours * 12 :]
    image = QImage(points, width, height, stride, QImage.Format.Format_RGB32)
    return image.copy()


def _alike(one: QImage, other: QImage) -> bool:
    if one == other:
        return True
    first, second = memoryview(one.constBits()).cast("I"), memoryview(other.constBits()).cast("I")
    return sum(a != b for a, b in zip(first, second, strict=True)) <= _CARET


@contextmanager
def screen(pictures: Path) -> Iterator[Screen]:
    """A screen, for as long as it is needed."""
    ours, theirs = os.pipe()
    frames = tempfile.mkdtemp(prefix="screen-")
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(theirs), "-screen", "0", size, "-fbdir", frames, *_QUIETLY],
        pass_fds=[theirs],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    try:
        with os.fdopen(ours) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield Screen(number, Path(frames, "Xvfb_screen0"), pictures)
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE_S)
        shutil.rmtree(frames, ignore_errors=True)
